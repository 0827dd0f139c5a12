"""The gradient of a function of two variables at a point, as it is read and told."""

from dataclasses import dataclass
from math import hypot, isfinite
from typing import TYPE_CHECKING

from calcviz.drawing import Readout
from calcviz.language.messages import tr
from calcviz.language.spoken import told
from calcviz.maths.fields.existence import differential
from calcviz.maths.fields.scalar import ScalarField, partial_text
from calcviz.scene.concept import Place
from calcviz.scene.places import called, letter, partial_latex, told_place, undefined_at

if TYPE_CHECKING:
    from calcviz.maths.fields.descent import Path


@dataclass(frozen=True, slots=True)
class Gradient:
    """∇g at a point; None with the reason where it does not exist. `partials` are those that there are."""

    value: tuple[float, float] | None
    partials: tuple[float | None, float | None]
    reasons: tuple[str | None, str | None] = (None, None)
    reason: str | None = None

    @property
    def length(self) -> float | None:
        """Its length, the slope in the steepest direction."""
        return None if self.value is None else hypot(*self.value)


def gradient_at(g: ScalarField, P: Place) -> Gradient:
    """The gradient at a point; where both partial derivatives exist and no tangent plane does, there is none.

    There it would neither point where the function rises fastest nor be at right angles to a level curve.
    """
    missing = undefined_at(g, P)
    if missing is not None:
        return Gradient(None, (None, None), (missing, missing), missing)
    there = differential(g, P)
    assert there.slopes is not None
    first, second = there.slopes
    partials, reasons = there.partials, (first.sentence, second.sentence)
    if there.gradient is None:
        return Gradient(None, partials, reasons, _reason(g, P, reasons))
    if not isfinite(hypot(*there.gradient)):
        return Gradient(None, partials, reasons, tr("this number is too large to compute"))
    seen = there.gradient if there.differentiable == "undecided" else there.tangent
    return Gradient(seen, partials, reasons, there.reason and _none_at(g, P, there.reason))


def _reason(g: ScalarField, P: Place, reasons: tuple[str | None, str | None]) -> str:
    """Which slopes are missing, and why."""
    missing = [(name, why) for name, why in zip(g.variables, reasons, strict=True) if why is not None]
    said = [tr("along {variable}: {reason}", variable=name, reason=why) for name, why in missing]
    return _none_at(g, P, "; ".join(said))


def _none_at(g: ScalarField, P: Place, why: str) -> str:
    return tr("{g} has no gradient at {place}; {why}", g=called(g), place=told_place(P), why=why)


def gradient_latex(g: ScalarField) -> str:
    """∇g in LaTeX."""
    return rf"\nabla {letter(g)}"


def gradient_readouts(g: ScalarField, there: Gradient) -> tuple[Readout, ...]:
    """The gradient, its length, and the partial derivatives of which it is made."""
    named = f"{gradient_latex(g)}(P)"
    partials = (
        Readout(partial_text(g.text or "z", (name,)), f"{partial_latex(g, name)}(P)", value, reason=why)
        for name, value, why in zip(g.variables, there.partials, there.reasons, strict=True)
    )
    whole = Readout("gradient", named, values=there.value, reason=there.reason)
    if there.length is None:
        return whole, *partials
    return whole, Readout("length", rf"\left|{named}\right|", there.length), *partials


def told_gradient(g: ScalarField, P: Place, there: Gradient) -> str:
    """Where the function rises fastest, and how fast; that a point is critical; why there is no gradient."""
    if there.value is None or there.length is None:
        return there.reason or ""
    if there.length == 0:
        place = told_place(P)
        return tr("the gradient of {g} is zero at {place}: a critical point", g=called(g), place=place)
    way = told_place((there.value[0] / there.length, there.value[1] / there.length))
    return tr(
        "at {place} {g} rises fastest in the direction {way}, with slope {slope}",
        place=told_place(P),
        g=called(g),
        way=way,
        slope=told(there.length),
    )


def told_path(said: str, path: "Path | None", *, uphill: bool) -> str:
    """The sentence, and behind it where the path of steepest descent or ascent ends."""
    if path is None or path.end == "start":
        return said
    place = told_place((float(path.x[-1]), float(path.y[-1])))
    match path.end:
        case "critical":
            where = tr("it comes to rest at {place}, where the gradient is 0", place=place)
        case "tip":
            where = tr("it ends in a tip at {place}", place=place)
        case "edge":
            where = tr("it leaves the view at {place}", place=place)
        case "undefined":
            where = tr("it ends at {place}, where there is no gradient", place=place)
        case _:
            where = tr("it goes on beyond {place}", place=place)
    if uphill:
        return tr("{said}; the path of steepest ascent: {where}", said=said, where=where)
    return tr("{said}; the path of steepest descent: {where}", said=said, where=where)
