"""The volume under g over a rectangle: columns that fill it, and the double integral."""

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Handle, Polyline, Primitive, Readout
from calcviz.drawing.areas import boxes
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.integrals import integral_readout, told_integral
from calcviz.scene.places import called, letter

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive
    from calcviz.maths.calculus.answer import Answer
    from calcviz.maths.calculus.volumes import Columns

MOST = 40
"""Columns along each side of the rectangle."""


@concept(
    "volume",
    mark("Volume"),
    mark("the double integral over a rectangle, filled by columns"),
    playable="n",
)
class Volume:
    """∫∫ g over x from a to b and y from c to d, beside the sum of n × n columns."""

    g: ScalarField
    x: str = param("x")
    a: float = param(-1.0, step=0.1)
    b: float = param(1.0, step=0.1)
    y: str = param("y")
    c: float = param(-1.0, step=0.1)
    d: float = param(1.0, step=0.1)
    n: int = param(6, step=1, low=1, high=MOST)

    def draw(self, viewport: Viewport) -> Drawing:
        """The rectangle with its cells and two corners; or why there is no volume."""
        reason = self._flaw()
        if reason is not None:
            return Drawing(sentence=reason, reason=reason)
        from calcviz.maths.calculus.volumes import volume

        made = self._columns()
        found = volume(self.g, *self._ranges)
        total = self._signed(made)
        reason = None if found.value is not None else found.reason
        return Drawing(
            (*self._cells(made), *self._handles()),
            self._readouts(found, total),
            sentence=reason or self._sentence(found, total),
            reason=reason,
        )

    def _flaw(self) -> str | None:
        """Why there is no rectangle; None where there is one."""
        if {self.x, self.y} != set(self.g.variables):
            x, y = self.g.variables
            return tr(
                "{g} is a function of {x} and {y}: these are what is integrated along",
                g=called(self.g),
                x=x,
                y=y,
            )
        if not all(map(isfinite, (self.a, self.b, self.c, self.d))):
            return tr("an end of the rectangle is no number")
        return None

    @property
    def _ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The ends along the first and along the second variable of g."""
        first, second = (self.a, self.b), (self.c, self.d)
        return (first, second) if self.x == self.g.variables[0] else (second, first)

    @property
    def _n(self) -> int:
        return int(min(max(round(self.n), 1), MOST))

    def _columns(self) -> "Columns":
        from calcviz.maths.calculus.volumes import columns

        x_range, y_range = self._ranges
        return columns(self.g, _rising(x_range), _rising(y_range), self._n)

    def _signed(self, made: "Columns") -> float | None:
        turned = (self.a > self.b) != (self.c > self.d)
        return None if made.sum is None else -made.sum if turned else made.sum

    def _cells(self, made: "Columns") -> tuple[Primitive, ...]:
        """The rectangle by the signs of its columns, and the lines between them."""
        n = self._n
        parts: list[Primitive] = []
        for i in range(n):
            height = made.heights[i]
            there = np.isfinite(height) & (height != 0)
            left, right = made.x[:-1][there], made.x[1:][there]
            for patch in boxes(left, right, np.sign(height[there]), 0.0):
                y = np.where(patch.y == 0, made.y[i], made.y[i + 1])
                parts.append(replace(patch, y=y))
        if made.x[0] < made.x[-1] and made.y[0] < made.y[-1]:
            x = np.concatenate((np.repeat(made.x, 2), np.tile(made.x[[0, -1]], n + 1)))
            y = np.concatenate((np.tile(made.y[[0, -1]], n + 1), np.repeat(made.y, 2)))
            parts.append(Polyline(x, y, np.arange(0, len(x), 2, dtype=np.int64), "construction"))
        return tuple(parts)

    def _handles(self) -> tuple[Handle, Handle]:
        (a, b), (c, d) = self._ranges
        return Handle("low", a, c), Handle("high", b, d)

    def _readouts(self, found: "Answer", total: float | None) -> tuple[Readout, ...]:
        x, y = (name_latex(name) for name in (self.x, self.y))
        g = rf"{letter(self.g)}" if self.g.text else "z"
        shown = rf"\int_{{c}}^{{d}}\!\int_{{a}}^{{b}} {g}\,d{x}\,d{y}"
        gap = tr("a column has no height")
        return (
            integral_readout("volume", shown, found),
            Readout("sum", rf"S_{{{self._n} \times {self._n}}}", total, reason=gap),
        )

    def _sentence(self, found: "Answer", total: float | None) -> str:
        said = tr(
            "the volume under {g} for {x} from {a} to {b} and {y} from {c} to {d} is {value}",
            g=called(self.g), x=self.x, a=told(self.a), b=told(self.b),
            y=self.y, c=told(self.c), d=told(self.d), value=told_integral(found),
        )  # fmt: skip
        if found.reason:
            said = tr("{said}; {remark}", said=said, remark=found.reason)
        if total is None:
            return said
        return tr("{said}; {count} columns hold {total}", said=said, count=self._n**2, total=told(total))

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The columns as far as they are in the box, and the two corners on its floor."""
        if self._flaw() is not None:
            return ()
        from calcviz.drawing.columns import column_faces
        from calcviz.drawing.space import SpaceHandle

        corners = tuple(
            SpaceHandle(each.name, each.x, each.y, box.z_low)
            for each in self._handles()
            if box.x_low <= each.x <= box.x_high and box.y_low <= each.y <= box.y_high
        )
        return (*column_faces(self._columns(), box), *corners)

    def drag(self, handle: str, x: float, y: float) -> "Volume":
        """A corner of the rectangle goes where the pointer goes."""
        if handle not in ("low", "high"):
            return self
        swapped = self.x != self.g.variables[0]
        u, v = (y, x) if swapped else (x, y)
        return replace(self, a=u, c=v) if handle == "low" else replace(self, b=u, d=v)


def _rising(ends: tuple[float, float]) -> tuple[float, float]:
    return min(ends), max(ends)
