"""The Taylor polynomial of f at a, with the band in which f is proven to lie around it."""

from dataclasses import replace
from math import inf, isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Floats, Markers, Primitive, Readout, Table, handle_on_curve, segment
from calcviz.language.messages import mark, tr
from calcviz.language.notation import text
from calcviz.language.spoken import told, written
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.derivatives.taylor import Taylor as Polynomial

MOST = 20
CELLS, FEW = 80, 6
"""Into so many cells a side of the view is divided for the band; half as many beyond a degree."""
OFF = 10.0
"""Pixels between the polynomial and the curve from which on they are seen to part."""
SPOKEN = 60
"""Letters of a formula from which on a sentence does not read it out."""


@concept(
    "taylor",
    mark("Taylor polynomial"),
    mark("the Taylor polynomial at a point dragged along f, and the band in which f is proven to lie"),
    playable="a",
    cost=0.02,
)
class Taylor:
    """T_n, the polynomial with the derivatives of f at a up to order n; what it leaves is told at x."""

    f: RealFunction
    a: float = param(1.0, step=0.1)
    n: int = param(3, step=1, low=0, high=MOST)
    x: float = param(2.0, step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The band, the polynomial, where it parts from f, the two points; or why there is no polynomial."""
        from calcviz.drawing.smooth import smooth_curve
        from calcviz.maths.derivatives.taylor import taylor

        T, screen = taylor(self.f, self.a, self.n), viewport.screen
        height = self.f(self.a)
        level = float(T.coefficients[0]) if T.hole else height
        point = handle_on_curve("a", self.a, level, screen, "a")
        other = handle_on_curve("x", self.x, self.f(self.x), screen, "x")
        if T.missing is not None:
            said = self._missing(T)
            return Drawing((other, point), (Readout("polynomial", self._name),), sentence=said, reason=said)
        within, bound = self._bounded(T, viewport)
        off = self._parting(T, viewport)
        parts = (
            *within,
            *smooth_curve(T, screen, "line"),
            *self._rest(T),
            *_dots(off, T, viewport),
        )
        said = self._sentence(T, off, bound)
        reason = said if T.flat else None
        return Drawing((*parts, other, point), self._readouts(T, bound), self._table(T), said, reason)

    @property
    def _name(self) -> str:
        if self.a == 0:
            return rf"T_{{{self.n}}}({self.f.variable})"
        return rf"T_{{{self.n}}}(a+{'h' if self.f.variable == 't' else 't'})"

    def _bounded(self, T: "Polynomial", viewport: Viewport) -> tuple[tuple[Primitive, ...], float]:
        """T ± the bound on the remainder as far as one is proven and the view goes; and the bound at x."""
        from calcviz.drawing.smooth import band
        from calcviz.maths.derivatives.taylor import remainders, way

        if T.hole or T.flat:
            return (), inf
        low, high = viewport.x_low, viewport.x_high
        share = 1 if self.n <= FEW else 2
        sides = [end for end in (low, high) if end != self.a and (end < self.a) == (end == low)]
        ways = [way(self.a, end, CELLS // share) for end in sides]
        to_x = way(self.a, self.x, max(1, CELLS // 2 // share)) if self.x != self.a else np.array([self.a])
        *found, last = remainders(self.f, self.a, self.n, *ways, to_x)
        parts: list[Primitive] = []
        for x, bound in zip(ways, found, strict=True):
            x, bound = np.concatenate(([self.a], x)), np.concatenate(([0.0], bound))
            kept = np.isfinite(bound)
            x, bound = x[kept], bound[kept]
            if x[-1] < self.a:
                x, bound = x[::-1], bound[::-1]
            y = T(x)
            parts += band(x, y - bound, y + bound, viewport.screen) if bound.any() else []
        return tuple(parts), float(last[-1])

    def _rest(self, T: "Polynomial") -> tuple[Primitive, ...]:
        """What the polynomial leaves at x, as a stroke from it to f."""
        y, there = self.f(self.x), _at(T, self.x)
        if not (isfinite(y) and isfinite(there)) or y == there:
            return ()
        return (segment(self.x, there, self.x, y, "construction"),)

    def _parting(self, T: "Polynomial", viewport: Viewport) -> tuple[float, ...]:
        """Where the polynomial is seen to part from f, left and right of a; empty where it is not."""
        from calcviz.drawing.smooth import columns

        x, axis = columns(viewport.screen), viewport.screen.y
        with np.errstate(invalid="ignore", over="ignore"):
            y, there = axis.pixels(self.f.values(x)), axis.pixels(T(x))
            off = np.abs(y - there) > OFF
        if not ((y > -axis.length) & (y < 2 * axis.length) & off).any():
            return ()
        right, left = x[off & (x > self.a)], x[off & (x < self.a)]
        return (*left[-1:].tolist(), *right[:1].tolist())

    def _readouts(self, T: "Polynomial", bound: float) -> tuple[Readout, ...]:
        from calcviz.scene.taylor_terms import polynomial, polynomial_latex

        variable = self.f.variable
        formula = text(polynomial(T, variable))
        rest = self.f(self.x) - _at(T, self.x)
        left = rf"R_{{{self.n}}}({{x}})" if variable == "x" else rf"R_{{{self.n}}}(x)"
        undefined = tr("the function is not defined here")
        return (
            Readout("polynomial", self._name, text=formula, text_latex=polynomial_latex(T, variable)),
            Readout(
                "remainder",
                left,
                rest if isfinite(rest) else None,
                reason=None if isfinite(rest) else undefined,
            ),
            Readout(
                "bound",
                rf"\text{{{tr('bound')}}}\;\left|{left}\right|",
                bound if isfinite(bound) else None,
                reason=None if isfinite(bound) else tr("no bound is proven up to here"),
            ),
        )

    def _table(self, T: "Polynomial") -> Table:
        """The coefficients, beside them their closed forms."""
        from calcviz.scene.taylor_terms import coefficient_text

        forms = [coefficient_text(exact) for exact in T.exact]
        rows = tuple(
            (float(k), c, written(form) if form else None)
            for k, (c, form) in enumerate(zip(T.coefficients, forms, strict=True))
        )
        factor = rf"{self.f.text or 'y'}^{{(k)}}(a)/k!"
        if not any(forms):
            return Table(("k", "coefficient"), ("k", factor), tuple(row[:2] for row in rows), ("g", ".6g"))
        names, headings = ("k", "coefficient", "exact"), ("k", factor, rf"\text{{{tr('exact')}}}")
        return Table(names, headings, rows, ("g", ".6g", ""))

    def _sentence(self, T: "Polynomial", off: tuple[float, ...], bound: float) -> str:
        from calcviz.scene.taylor_terms import DIGITS, polynomial

        f, place = name_of(self.f), f"{self.f.variable} = {told(self.a)}"
        formula = written(text(polynomial(T, self.f.variable, DIGITS)))
        shown = formula if len(formula) <= SPOKEN else tr("a polynomial of degree {n}", n=self.n)
        said = tr("near {place} {f} is about {formula}", place=place, f=f, formula=shown)
        if T.flat:
            return tr(
                "all derivatives of {f} at {place} are 0, and yet {f} is not constant: "
                "its Taylor series does not represent it",
                f=f, place=place,
            )  # fmt: skip
        if T.hole:
            said = tr("{said}; {f} has a hole there, which this fills", said=said, f=f)
        if isfinite(bound):
            rest = told(bound)
            said = tr(
                "{said}; at x = {x} it is wrong by at most {rest}", said=said, x=told(self.x), rest=rest
            )
        places = ", ".join(told(float(f"{x:.3g}")) for x in off)
        return tr("{said}; it runs off at {places}", said=said, places=places) if places else said

    def _missing(self, T: "Polynomial") -> str:
        """Why there is no polynomial of degree n."""
        k, f, place = len(T.coefficients), name_of(self.f), f"{self.f.variable} = {told(self.a)}"
        slope = self.f.slope(self.a)
        if T.missing == "undefined" or k == 0:
            why = slope.sentence or tr("the function is not defined here")
            return tr("{f} has no Taylor series at {place}: {reason}", f=f, place=place, reason=why)
        if k == 1:
            why = slope.sentence or tr("no derivative is proven to exist there")
            return tr("{f} has no Taylor series at {place}: {reason}", f=f, place=place, reason=why)
        if T.missing == "torn" and T.left is not None and T.right is not None:
            from math import factorial

            left, right = (told(factorial(k) * side) for side in (T.left, T.right))
            return tr(
                "{f} has no Taylor polynomial of degree {n} at {place}: "
                "its derivative of order {k} is {left} from the left and {right} from the right",
                f=f, place=place, n=self.n, k=k, left=left, right=right,
            )  # fmt: skip
        return tr(
            "{f} has no Taylor polynomial of degree {n} at {place}: "
            "no derivative of order {k} is proven there",
            f=f, place=place, n=self.n, k=k,
        )  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "Taylor":
        """The point slides along the curve, and so does the place at which the remainder is told."""
        if handle == "a":
            return replace(self, a=x)
        return replace(self, x=x) if handle == "x" else self


def _at(T: "Polynomial", x: float) -> float:
    return float(T(np.array(x)))


def _dots(places: tuple[float, ...], T: "Polynomial", viewport: Viewport) -> tuple[Primitive, ...]:
    """Where the polynomial runs off, on its own curve."""
    x = np.array(places)
    y: Floats = T(x)
    shown = (y >= viewport.y_low) & (y <= viewport.y_high)
    return (Markers(x[shown], y[shown], "dot"),) if shown.any() else ()
