"""An activation function: its slope, where it saturates, and what many layers make of the slope."""

from dataclasses import replace
from functools import cached_property
from math import isfinite
from typing import Literal

import numpy as np

from calcviz.drawing import (
    Drawing,
    Handle,
    Markers,
    Panel,
    Patch,
    Polyline,
    Primitive,
    Readout,
    graph,
    handle_on_curve,
    number_label,
    polyline,
)
from calcviz.language.messages import mark, tr
from calcviz.language.notation import text
from calcviz.language.spoken import told
from calcviz.language.typeset import latex
from calcviz.maths.calculus.faint import below
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.derivatives.sides import Slope
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import behaviour, name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.readouts import number_readout, slope_latex

DEEPEST = 200
LEAST = 1e-280
"""Products below this are not drawn."""

FEW = 3
"""Intervals that are told one by one."""

Range = tuple[float, float]


@concept(
    "activation",
    mark("Activation function"),
    mark("an activation beside its slope, where it saturates, and the product of slopes over depth"),
    playable="a",
)
class Activation:
    """f, f′, the stretches with |f′| below the threshold, and f′(a) to the power of the depth."""

    f: RealFunction
    a: float = param(0.0, step=0.1)
    depth: int = param(10, step=1, low=1, high=DEEPEST)
    threshold: float = param(0.05, step=0.01, low=0.0, high=1.0, latex=r"\varepsilon")

    @cached_property
    def _derivative(self) -> RealFunction | None:
        try:
            return self.f.derivative()
        except (NoRule, TooLong):
            return None

    def draw(self, viewport: Viewport) -> Drawing:
        """The slope as a curve, the function unless its own row draws it, saturated stretches, the point."""
        if not isfinite(self.a):
            reason = tr("the place is no number")
            return Drawing(sentence=reason, reason=reason)
        slope, screen = self.f.slope(self.a), viewport.screen
        flat = self._saturated(viewport)
        handle = handle_on_curve("a", self.a, self.f(self.a), screen, "a")
        own = () if self.f.text else tuple(_as(part, "line") for part in graph(self.f, screen))
        slopes = () if self._derivative is None else graph(self._derivative, screen)
        dashed = tuple(_as(part, "model") for part in slopes if not isinstance(part, Markers))
        return Drawing(
            (*_bands(flat, viewport), *own, *dashed, *self._dot(slope), handle),
            self._readouts(slope),
            sentence=self._sentence(slope, flat, viewport),
            reason=slope.sentence,
            panels=self._panels(slope),
        )

    @property
    def _depth(self) -> int:
        return int(min(max(round(self.depth), 1), DEEPEST))

    def _saturated(self, viewport: Viewport) -> tuple[Range, ...]:
        if self._derivative is None or not self.threshold > 0:
            return ()
        return below(self._derivative, self.threshold, viewport.screen)

    def _dot(self, slope: Slope) -> tuple[Primitive, ...]:
        """The point of f′ over a, and its way from the point of f."""
        y = self.f(self.a)
        if slope.value is None or not isfinite(y):
            return ()
        x, ends = np.array([self.a]), np.array([y, slope.value])
        return (
            polyline(np.array([self.a, self.a]), ends, "construction"),
            Markers(x, np.array([slope.value]), "dot"),
            number_label(self.a, slope.value, slope.value, slope_latex(self.f)),
        )

    def _product(self, slope: Slope) -> float | None:
        if slope.value is None:
            return None
        with np.errstate(all="ignore"):
            product = float(np.float64(slope.value) ** self._depth)
        return product if isfinite(product) else None

    def _readouts(self, slope: Slope) -> tuple[Readout, ...]:
        called = slope_latex(self.f)
        product = rf"\left({called}\right)^{{{self._depth}}}"
        missing = slope.sentence or tr("this number is too large to compute")
        df = self._derivative
        formula = () if df is None else (self._formula(df),)
        return (
            number_readout("slope", called, slope.value, slope.sentence),
            number_readout("product", product, self._product(slope), missing),
            *formula,
        )

    def _formula(self, df: RealFunction) -> Readout:
        name = rf"{self.f.text or 'y'}'\left({self.f.variable}\right)"
        return Readout("formula", name, text=text(df.expression), text_latex=latex(df.expression))

    def _sentence(self, slope: Slope, flat: tuple[Range, ...], viewport: Viewport) -> str:
        said = behaviour(self.f, self.a, slope)
        product = self._product(slope)
        if product is not None:
            said = tr(
                "{said}; through {depth} such layers the slope becomes {product}",
                said=said, depth=self._depth, product=told(float(f"{product:.4g}")),
            )  # fmt: skip
        return tr("{said}; {saturation}", said=said, saturation=self._told(flat, viewport))

    def _told(self, flat: tuple[Range, ...], viewport: Viewport) -> str:
        f, least = name_of(self.f), told(self.threshold)
        if not flat:
            return tr("nowhere in view is its slope below {least}", least=least)
        if len(flat) > FEW:
            return tr("its slope is below {least} in {count} places", least=least, count=len(flat))
        parts = [self._stretch(each, viewport) for each in flat]
        return tr(
            "{f} saturates {where}, its slope below {least}", f=f, where=tr(" and ").join(parts), least=least
        )

    def _stretch(self, part: Range, viewport: Viewport) -> str:
        """An interval in words; where it leaves the view only the end that is seen."""
        low, high = (told(float(f"{end:.4g}")) for end in part)
        x = self.f.variable
        begins, ends = part[0] > viewport.x_low, part[1] < viewport.x_high
        if begins and ends:
            return tr("from {variable} = {low} to {high}", variable=x, low=low, high=high)
        if begins:
            return tr("from {variable} = {low} on", variable=x, low=low)
        return tr("up to {variable} = {high}", variable=x, high=high) if ends else tr("everywhere in view")

    def _panels(self, slope: Slope) -> tuple[Panel, ...]:
        """|f′(a)| to the power k, up to the depth, over a logarithmic axis."""
        if not slope.value or not isfinite(slope.value):
            return ()
        k = np.arange(self._depth + 1, dtype=float)
        with np.errstate(all="ignore"):
            y = np.abs(slope.value) ** k
        seen = (y > LEAST) & (y < 1 / LEAST)
        if not seen[:2].all():
            return ()
        k, y = k[seen], y[seen]
        low, high = float(y.min()), float(y.max())
        end = Handle("depth", float(k[-1]), float(y[-1]), r"\text{" + tr("depth") + "}", horizontal_only=True)
        parts = (polyline(k, y, "line"), Markers(k, y, "dot"), end)
        ranges = (-0.6, 1.15 * max(float(k[-1]), 4.0)), (low / 4, high * 4)
        title = rf"\left|{slope_latex(self.f)}\right|^k"
        return (Panel(title, *ranges, parts, equal=False, names=("k", "p"), y_log=True),)

    def drag(self, handle: str, x: float, y: float) -> "Activation":
        """The point slides along the curve; the point of the panel changes the depth."""
        match handle:
            case "a":
                return replace(self, a=x)
            case "depth" if isfinite(x):
                return replace(self, depth=int(min(max(round(x), 1), DEEPEST)))
        return self


def _as(part: Primitive, role: Literal["line", "model"]) -> Primitive:
    """A stroke of a graph in another role."""
    return replace(part, role=role) if isinstance(part, Polyline) and part.role == "curve" else part


def _bands(flat: tuple[Range, ...], viewport: Viewport) -> tuple[Patch, ...]:
    """Stretches of x as bands from the lower to the upper edge of the view."""
    if not flat:
        return ()
    x = np.array([[a, b, b, a] for a, b in flat]).ravel()
    low, high = viewport.y_range
    y = np.tile([low, low, high, high], len(flat))
    return (Patch(x, y, 4 * np.arange(len(flat), dtype=np.int64), "band"),)
