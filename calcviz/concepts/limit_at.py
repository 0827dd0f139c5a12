"""The limit of f at a with an ε–δ box: how near to a is near enough."""

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import (
    Drawing,
    Handle,
    Label,
    Markers,
    Patch,
    Primitive,
    Readout,
    graph,
    segment,
)
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.analysis.deltas import Delta
    from calcviz.maths.analysis.limiting import Limiting

EDGE = 0.88
"""Part of the picture's width at which the edge of the band is taken."""

BESIDE = 1e-5
"""Nearer than so much, relatively, a place is said to lie close to another."""


@concept(
    "limit_at",
    mark("Limit"),
    mark("the limit at a dragged point from both sides, with an ε–δ box; continuity in words"),
    playable="a",
    cost=0.05,
)
class LimitAt:
    """The limit of f at a, ±∞ too; for ε the largest δ that is proven, or a point at which ε fails."""

    f: RealFunction
    a: float = param(0.0, step=0.1, infinite=True)
    epsilon: float = param(0.5, step=0.1, low=1e-6, high=1e6, latex=r"\varepsilon")

    def draw(self, viewport: Viewport) -> Drawing:
        """The band L ± ε, the box of δ or the point that fails, and the limit with its two sides."""
        from calcviz.maths.analysis.limiting import limiting
        from calcviz.scene.approaches import continuity_words, limit_readouts, limit_words

        found = limiting(self.f, self.a)
        said = [limit_words(self.f, self.a, found)]
        if isfinite(self.a):
            said.append(continuity_words(self.f, self.a, found))
        readouts = [*limit_readouts(self.f, self.a, found)]
        parts: list[Primitive] = list(graph(self.f, viewport.screen)) if self.curve is not None else []
        level = self._level(found)
        if level is not None:
            fit = self._fit(level, viewport)
            parts += self._box(level, fit, viewport)
            readouts.append(self._readout(fit))
            said.append(self._words(fit, found))
        parts += self._ends(found)
        parts += self._handles(level, viewport)
        return Drawing(
            tuple(parts), tuple(readouts), sentence=tr("; ").join(said), reason=self._reason(found)
        )

    @property
    def curve(self) -> RealFunction | None:
        """The graph that it draws itself: that of a function which no other row shows."""
        return None if self.f.text else self.f

    def _reason(self, found: "Limiting") -> str | None:
        if found.value is None:
            return found.reason
        return tr("unconfirmed") if found.unconfirmed else None

    def _level(self, found: "Limiting") -> float | None:
        """The height of the band: the limit, else that of a side, else the value; None for infinite ones."""
        from calcviz.scene.approaches import value_at

        value = value_at(self.f, self.a, found) if isfinite(self.a) else None
        levels = (found.value, found.right, found.left, value)
        return next((y for y in levels if y is not None and isfinite(y)), None)

    def _fit(self, level: float, viewport: Viewport) -> "Delta":
        from calcviz.maths.analysis.deltas import delta

        wide = viewport.x_high - viewport.x_low
        if isfinite(self.a):
            return delta(self.f, self.a, level, self.epsilon, wide)
        return delta(self.f, self.a, level, self.epsilon, 1e3 / wide)

    def _readout(self, fit: "Delta") -> Readout:
        """δ, or for a limit at infinity how far out is far enough."""
        far = not isfinite(self.a)
        name, latex = ("bound", "N") if far else ("delta", r"\delta")
        if fit.delta is None:
            return Readout(name, latex, reason=tr("no δ is small enough for this ε"))
        value = fit.delta if not far else (1 / fit.delta if self.a > 0 else -1 / fit.delta)
        return Readout(name, latex, float(f"{value:.10g}"))

    def _words(self, fit: "Delta", found: "Limiting") -> str:
        """Which δ belongs to ε, and how far that is proven."""
        number = told(self.epsilon)
        if fit.delta is None and fit.offending is not None:
            x, y = (told(part) for part in fit.offending)
            if 0 < abs(fit.offending[0] - self.a) <= BESIDE * max(1.0, abs(self.a)):
                left = fit.offending[0] < self.a
                a = told(self.a)
                side = tr("to the left of {a}", a=a) if left else tr("to the right of {a}", a=a)
                return tr(
                    "for ε = {epsilon} no δ will do: close {side} the value is {y}",
                    epsilon=number, side=side, y=y,
                )  # fmt: skip
            return tr("for ε = {epsilon} no δ will do: f({x}) = {y}", epsilon=number, x=x, y=y)
        if fit.delta is None:
            return tr("for ε = {epsilon} no δ could be proven", epsilon=number)
        if not isfinite(self.a):
            size = told(1 / fit.delta)
            return tr(
                "for ε = {epsilon} it is enough to be farther out than {size}", epsilon=number, size=size
            )
        if fit.all:
            said = tr("for ε = {epsilon} any δ up to {delta} will do", epsilon=number, delta=told(fit.delta))
        else:
            said = tr("for ε = {epsilon} take δ = {delta}", epsilon=number, delta=told(fit.delta))
        proven = tr("proven by bounds")
        if fit.near and found.value is not None:
            near = told(float(f"{fit.near:.1g}"))
            proven = tr("proven by bounds, closer than {near} by the limit itself", near=near)
        return tr("{said} ({proof})", said=said, proof=proven)

    def _box(self, level: float, fit: "Delta", viewport: Viewport) -> list[Primitive]:
        """The band, and the box in it, out of which the curve does not leave through top or bottom."""
        screen = viewport.screen
        low, high = level - self.epsilon, level + self.epsilon
        if screen.y_log and low <= 0:
            low = screen.y_low
        parts: list[Primitive] = []
        left, right = screen.x_low, screen.x_high
        if fit.delta is not None:
            left, right = self._sides(fit.delta, viewport)
            x, y = np.array([left, right, right, left]), np.array([low, low, high, high])
            parts.append(Patch(x, y, np.zeros(1, np.int64), "region"))
            walls = [x for x in (left, right) if screen.x_low < x < screen.x_high]
            parts += [segment(x, low, x, high, "line") for x in walls]
        for y_ in (low, high):
            parts.append(segment(screen.x_low, y_, screen.x_high, y_, "model"))
        parts.append(segment(left, level, right, level, "construction"))
        if fit.delta is None and fit.offending is not None:
            x, y = (np.array([part]) for part in fit.offending)
            parts += [
                Markers(x, y, "cross"),
                Label(float(x[0]), float(y[0]), rf"\text{{{tr('too far from L')}}}"),
            ]
        return parts

    def _sides(self, delta: float, viewport: Viewport) -> tuple[float, float]:
        """The box from left to right, as far as it can be seen."""
        screen = viewport.screen
        if not isfinite(self.a):
            bound = 1 / delta
            left, right = (bound, screen.x_high) if self.a > 0 else (screen.x_low, -bound)
        else:
            left, right = self.a - delta, self.a + delta
        wide = screen.x_high - screen.x_low
        left, right = max(left, screen.x_low - wide), min(right, screen.x_high + wide)
        return (left, right) if left < right else (right, left)

    def _ends(self, found: "Limiting") -> list[Primitive]:
        """Open circles where the curve arrives from each side, where it does not take that value."""
        if not isfinite(self.a):
            return []
        value = self.f(self.a)
        sides = {y for y in (found.left, found.right) if y is not None and isfinite(y) and y != value}
        near = [y for y in sides if not abs(y - value) <= 1e-9 * max(1.0, abs(y))]
        if not near:
            return []
        return [Markers(np.full(len(near), self.a), np.array(sorted(near)), "open")]

    def _handles(self, level: float | None, viewport: Viewport) -> list[Primitive]:
        """The place slides along; ε is taken at the upper edge of the band."""
        screen = viewport.screen
        parts: list[Primitive] = []
        x = float(screen.x.values(np.array([EDGE]))[0])
        if isfinite(self.a):
            shown = level is not None and screen.y.shows(level)
            y = level if shown and level is not None else screen.y_low if screen.y_log else 0.0
            hollow = not shown or not isfinite(self.f(self.a))
            parts.append(Handle("a", self.a, y, "a", horizontal_only=True, hollow=hollow))
        if level is not None and screen.y.shows(level + self.epsilon):
            parts.append(Handle("epsilon", x, level + self.epsilon, r"L+\varepsilon"))
        return parts

    def drag(self, handle: str, x: float, y: float) -> "LimitAt":
        """Dragging a moves the place; dragging the edge of the band changes ε."""
        if handle == "epsilon":
            from calcviz.maths.analysis.limiting import limiting

            level = self._level(limiting(self.f, self.a))
            if level is None:
                return self
            return replace(self, epsilon=min(max(round(abs(y - level), 12), 1e-6), 1e6))
        return replace(self, a=x) if handle == "a" else self
