"""What a function does near a place, in words: its limit, whether it is continuous, whether it is smooth."""

from dataclasses import replace
from math import isfinite, isnan, nan

from calcviz.drawing import Readout
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.language.spoken import told
from calcviz.language.typeset import number_latex
from calcviz.maths.analysis.limiting import Limiting
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of

ROUNDING = 1e-9
"""An error, relative to its number, that no digit shown tells of."""

NEAR_A_POLE, TINIEST = 1e9, 1e-300


def limit_readouts(f: RealFunction, a: float, found: Limiting) -> tuple[Readout, ...]:
    """The limit, those from the left and from the right where they are two, and the value."""
    place = f"{f.variable} \\to {_place(a)}"
    both = Readout("limit", rf"\lim_{{{place}}} {f.at(f.variable)}")
    parts = [_shown(both, found.value, found.reason, found.error, found.exact)]
    if isfinite(a):
        for name, sign, side in (("left", "-", found.left), ("right", "+", found.right)):
            one = Readout(name, rf"\lim_{{{place}^{{{sign}}}}} {f.at(f.variable)}")
            parts.append(_shown(one, side, found.side_reason(name), found.error, found.exact))
        value = value_at(f, a, found)
        there = tr("{f} is undefined at {place}", f=name_of(f), place=f"{f.variable} = {told(a)}")
        parts.append(_shown(Readout("value", f.at(_place(a))), value, there, None, True))
    return tuple(parts)


def _place(a: float) -> str:
    return number_latex(a) if isfinite(a) else r"\infty" if a > 0 else r"-\infty"


def _shown(
    blank: Readout, value: float | None, reason: str | None, error: float | None, exact: bool
) -> Readout:
    if value is None or isnan(value):
        return replace(blank, reason=reason)
    if not isfinite(value):
        return replace(blank, text="∞" if value > 0 else "-∞", text_latex=_place(value))
    if exact or error is not None and error < TINIEST:
        return replace(blank, value=value + 0.0, text=number_text(value + 0.0))
    return replace(blank, value=value + 0.0, error=error or ROUNDING * max(1.0, abs(value)))


def limit_words(f: RealFunction, a: float, found: Limiting) -> str:
    """The limit in words, with what the two sides do where they differ."""
    x, called = f.variable, name_of(f)
    at = f"{x} → {told(a)}"
    if found.value is not None:
        said = tr("{f} tends to {value} as {at}", f=called, value=told(found.value), at=at)
        said = tr("{said} (unconfirmed)", said=said) if found.unconfirmed else said
        return tr("{said}; {remark}", said=said, remark=found.remark) if found.remark else said
    return tr(
        "{f} has no limit as {at}: {reason}", f=called, at=at, reason=found.reason or tr("it is unknown")
    )


def continuity_words(f: RealFunction, a: float, found: Limiting) -> str:
    """Whether f is continuous and differentiable at a finite place, and why not."""
    value, place = value_at(f, a, found), f"{f.variable} = {told(a)}"
    if isnan(value):
        if found.value is not None and isfinite(found.value):
            hole = tr("not continuous at {place}: there is no value, though a limit", place=place)
            return tr("{said}; {value} would fill the hole", said=hole, value=told(found.value))
        return tr("not continuous at {place}: there is no value", place=place)
    if found.value is None or not isfinite(found.value):
        if found.left == value != found.right:
            return tr("not continuous at {place}, only from the left", place=place)
        if found.right == value != found.left:
            return tr("not continuous at {place}, only from the right", place=place)
        return tr("not continuous at {place}: there is no limit", place=place)
    if abs(found.value - value) > max(found.error or 0.0, ROUNDING * max(1.0, abs(value))):
        return tr(
            "not continuous at {place}: the limit is {limit}, the value {value}",
            place=place,
            limit=told(found.value),
            value=told(value),
        )
    slope = f.slope(a)
    if slope.value is not None:
        return tr(
            "continuous and differentiable at {place}, slope {slope}", place=place, slope=told(slope.value)
        )
    reason = slope.sentence or ""
    return tr("continuous at {place}, not differentiable: {reason}", place=place, reason=reason)


def value_at(f: RealFunction, a: float, found: Limiting) -> float:
    """f(a); NaN at a pole too, which a float only comes near to."""
    value = f(a)
    pole = any(side is not None and not isfinite(side) for side in (found.left, found.right))
    return nan if pole and abs(value) > NEAR_A_POLE else value
