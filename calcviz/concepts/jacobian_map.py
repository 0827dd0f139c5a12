"""The Jacobian matrix of F at P as the linear map that F looks like from near by."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import LEAST, place_handle, side, told_place

if TYPE_CHECKING:
    from calcviz.maths.fields.images import AreaRatio
    from calcviz.scene.jacobians import Jacobian


@concept(
    "jacobian_map",
    mark("Jacobian as a linear map"),
    mark("the grid bent by a map, and beside it the parallelogram that its Jacobian makes of a small square"),
    playable="size",
)
class JacobianMap:
    """F bends a square at P, J makes a parallelogram of it: the smaller the square, the more alike."""

    F: VectorField
    P: Place = param((1.0, 1.0), step=0.1)
    size: float = param(0.5, step=0.05, low=LEAST)

    def draw(self, viewport: Viewport) -> Drawing:
        """The square with its grid, and beside it the image of both with the parallelogram."""
        from calcviz.drawing.images import image_panel, square_parts
        from calcviz.scene.jacobians import jacobian_at

        J = jacobian_at(self.F, self.P)
        shown = self._agreement(J)
        screen = viewport.screen
        return Drawing(
            (*square_parts(self.P, self.size, screen), place_handle(self.P)),
            self._readouts(J, shown),
            sentence=self._sentence(J, shown),
            reason=J.reason,
            panels=(image_panel(self._title(), self.F, self.P, screen, self.size, J.matrix),),
        )

    def _agreement(self, J: "Jacobian") -> "_Agreement":
        """How far the map and its linear map agree on the square."""
        from calcviz.maths.fields.images import area_ratio, deviation, linear_image, square, square_image

        curved = square_image(self.F, self.P, self.size)
        if curved is None:
            return _Agreement(None, None, whole=False)
        linear = None
        if J.matrix is not None:
            linear = linear_image(J.image, J.matrix, *square(self.P, self.size), self.P)
        apart = None if linear is None else deviation(curved, linear)
        try:
            ratio = area_ratio(self.F, self.P, self.size)
        except (NoRule, TooLong):
            ratio = None
        return _Agreement(ratio, apart)

    def _title(self) -> str:
        F = self.F.text
        names = ", ".join(name_latex(name) for name in self.F.variables)
        return rf"{name_latex(F)}({names})" if F else rf"\text{{{tr('image')}}}"

    def _readouts(self, J: "Jacobian", shown: "_Agreement") -> tuple[Readout, ...]:
        apart = None if shown.apart is None else 100 * shown.apart
        torn = None if shown.whole else tr("the map is not continuous on the whole square")
        large = tr("this number is too large to compute")
        pointlike = tr("the linear map makes a point of the square, or something too large")
        ratio = None if shown.ratio is None else shown.ratio.value
        areas = rf"\frac{{\text{{{tr('area of the image')}}}}}{{\text{{{tr('area of the square')}}}}}"
        return (
            Readout("J", "J(P)", values=J.matrix, reason=J.reason),
            _number("det", r"\det J(P)", J.det, J.reason or large),
            _number("area", areas, ratio, torn or J.reason or large),
            _number(
                "deviation", rf"\text{{{tr('deviation in per cent')}}}", apart, torn or J.reason or pointlike
            ),
        )

    def _sentence(self, J: "Jacobian", shown: "_Agreement") -> str:
        if J.reason is not None:
            return J.reason
        place, det = told_place(self.P), J.det or 0.0
        if det == 0:
            return tr("at {place} det J = 0: the square is pressed onto a line or a point", place=place)
        if shown.ratio is not None and shown.ratio.folds:
            return tr(
                "at {place} det J = {det}; the map folds over within the square", place=place, det=told(det)
            )
        said = tr("at {place} areas are multiplied by {det}", place=place, det=told(abs(det)))
        if det < 0:
            said = tr("{said}, and the square is turned over", said=said)
        if shown.apart is None:
            return said
        percent = told(float(f"{100 * shown.apart:.2g}"))
        return tr("{said}; map and linear map differ by {percent} %", said=said, percent=percent)

    def drag(self, handle: str, x: float, y: float) -> "JacobianMap":
        """P goes where the pointer goes; the far corner makes the square larger or smaller."""
        if handle == "P":
            return replace(self, P=(x, y))
        if handle == "size":
            return replace(self, size=side(self.P, x, y))
        return self


def _number(name: str, latex: str, value: float | None, reason: str) -> Readout:
    return Readout(name, latex, value, reason=reason if value is None else None)


@dataclass(frozen=True, slots=True)
class _Agreement:
    """The areas, and how far the image of the square is from the parallelogram, in parts of its diagonal."""

    ratio: "AreaRatio | None"
    apart: float | None
    whole: bool = True
