"""The gradient of a function of two variables at a point, as it is read and told."""

from dataclasses import dataclass
from math import hypot, isfinite

from calcviz.drawing import Readout
from calcviz.language.messages import tr
from calcviz.language.spoken import told
from calcviz.maths.fields.scalar import ScalarField, partial_text
from calcviz.scene.concept import Place
from calcviz.scene.places import called, letter, partial_latex, told_place, undefined_at


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
    """The gradient at a point, from the slopes of the two slices through it."""
    missing = undefined_at(g, P)
    if missing is not None:
        return Gradient(None, (None, None), (missing, missing), missing)
    first, second = (g.slope(name, P) for name in g.variables)
    partials, reasons = (first.value, second.value), (first.sentence, second.sentence)
    if first.value is None or second.value is None:
        return Gradient(None, partials, reasons, _reason(g, P, reasons))
    if not isfinite(hypot(first.value, second.value)):
        return Gradient(None, partials, reasons, tr("this number is too large to compute"))
    return Gradient((first.value, second.value), (first.value, second.value))


def _reason(g: ScalarField, P: Place, reasons: tuple[str | None, str | None]) -> str:
    """Which slopes are missing, and why."""
    missing = [(name, why) for name, why in zip(g.variables, reasons, strict=True) if why is not None]
    said = [tr("along {variable}: {reason}", variable=name, reason=why) for name, why in missing]
    return tr("{g} has no gradient at {place}; {why}", g=called(g), place=told_place(P), why="; ".join(said))


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
    return (
        Readout("gradient", named, values=there.value, reason=there.reason),
        Readout("length", rf"\left|{named}\right|", there.length, reason=there.reason),
        *partials,
    )


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
