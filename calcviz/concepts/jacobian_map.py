"""The Jacobian matrix of F at P as the linear map that F looks like from near by."""

from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from calcviz.drawing import Drawing, Floats, Handle, Panel, Primitive, Readout
from calcviz.drawing.images import bent_lines, closed, columns_as_arrows, dot, filled, grid_lines
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.images import (
    AreaRatio,
    Matrix,
    area_ratio,
    bent,
    determinant,
    deviation,
    linear_image,
    square,
)
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.jacobians import Jacobian, jacobian_at
from calcviz.scene.places import place_handle, told_place

LEAST = 0.001
"""The smallest side of the square."""

UNIT: Matrix = ((1.0, 0.0), (0.0, 1.0))


@concept(
    "jacobian_map",
    mark("Jacobian as a linear map"),
    mark("the grid bent by a map, and beside it the parallelogram that its Jacobian makes of a small square"),
    playable="size",
)
class JacobianMap:
    """F bends a square at P; J makes a parallelogram of it; the smaller the square, the more alike they are."""

    F: VectorField
    P: Place = param((1.0, 1.0), step=0.1)
    size: float = param(0.5, step=0.05, low=LEAST)

    def draw(self, viewport: Viewport) -> Drawing:
        """The square with its grid, and beside it the image of both with the parallelogram."""
        J = jacobian_at(self.F, self.P)
        shown = self._images(J)
        return Drawing(
            self._original(viewport),
            self._readouts(J, shown),
            sentence=self._sentence(J, shown),
            reason=J.reason,
            panels=(self._image(viewport, J, shown),),
        )

    def _original(self, viewport: Viewport) -> tuple[Primitive, ...]:
        x, y = square(self.P, self.size)
        corner = Handle("size", self.P[0] + self.size, self.P[1] + self.size)
        return (
            *grid_lines(viewport.x_range, viewport.y_range, (viewport.width, viewport.height)),
            *filled(x, y, image=False),
            columns_as_arrows(self.P, UNIT, self.size),
            corner,
            place_handle(self.P),
        )

    def _images(self, J: Jacobian) -> "_Images":
        """What F makes of the square's edge and J of it, and how far they agree."""
        x, y = square(self.P, self.size)
        u, v = (np.array(np.broadcast_to(part, x.shape)) for part in self.F.values(x, y))
        linear = None if J.matrix is None else linear_image(J.image, J.matrix, x, y, self.P)
        whole = bool(np.isfinite(u).all() and np.isfinite(v).all())
        apart = deviation(u, v, *linear) if linear is not None and whole else None
        try:
            ratio = area_ratio(self.F, self.P, self.size)
        except (NoRule, TooLong):
            ratio = None
        return _Images((u, v), linear, ratio, apart)

    def _image(self, viewport: Viewport, J: Jacobian, shown: "_Images") -> Panel:
        lines = bent(self.F, viewport.x_range, viewport.y_range, (viewport.width, viewport.height))
        parts: list[Primitive] = [*bent_lines(lines), *filled(*shown.curved, image=True)]
        if shown.linear is not None and J.matrix is not None:
            parts += [closed(*shown.linear), columns_as_arrows(J.image, J.matrix, self.size)]
        if isfinite(J.image[0]) and isfinite(J.image[1]):
            parts.append(dot(J.image))
        return Panel(self._title(), *lines.ranges, tuple(parts))

    def _title(self) -> str:
        F = self.F.text
        names = ", ".join(name_latex(name) for name in self.F.variables)
        return rf"{name_latex(F)}({names})" if F else rf"\text{{{tr('image')}}}"

    def _readouts(self, J: Jacobian, shown: "_Images") -> tuple[Readout, ...]:
        apart = None if shown.apart is None else 100 * shown.apart
        why = J.reason or tr("the image is a point or is undefined in parts")
        ratio = None if shown.ratio is None else shown.ratio.value
        return (
            Readout("J", "J(P)", values=J.matrix, reason=J.reason),
            Readout("det", r"\det J(P)", J.det, reason=J.reason),
            Readout(
                "area",
                rf"\frac{{\text{{{tr('area of the image')}}}}}{{\text{{{tr('area of the square')}}}}}",
                ratio,
                reason=None if ratio is not None else tr("undefined in a part of the square"),
            ),
            Readout(
                "deviation",
                rf"\text{{{tr('map and linear map differ by')}}}\ \%",
                apart,
                reason=None if apart is not None else why,
            ),
        )

    def _sentence(self, J: Jacobian, shown: "_Images") -> str:
        if J.reason is not None:
            return J.reason
        place, det = told_place(self.P), J.det or 0.0
        if det == 0:
            return tr("at {place} det J = 0: the square is pressed onto a line or a point", place=place)
        if shown.ratio is not None and shown.ratio.folds:
            return tr(
                "at {place} det J = {det}; the map folds over within the square", place=place, det=told(det)
            )
        said = tr("at {place} areas grow by the factor {det}", place=place, det=told(abs(det)))
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
            return replace(self, size=max(LEAST, x - self.P[0], y - self.P[1]))
        return self


@dataclass(frozen=True, slots=True, eq=False)
class _Images:
    """The image of the square's edge, (n,) each; the same by the linear map; the areas; how far they differ."""

    curved: tuple[Floats, Floats]
    linear: tuple[Floats, Floats] | None
    ratio: AreaRatio | None
    apart: float | None
