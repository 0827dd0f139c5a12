"""The solutions of an equation or an inequality, marked on the axis or on the graph that they belong to."""

from math import inf, isfinite

import numpy as np

from calcviz.drawing import Drawing, Label, Markers, Primitive, segment
from calcviz.drawing.fields import MarkerShape, Patch
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.landmarks.point import Landmark
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.solutions import Solved, Span, Spot, spans, spots

HALF = 4.5
"""Half the width of the band about a bar, in pixels."""

SHORT = 24
"""Signs of an exact number that is written beside its point; a longer one is shown as a decimal."""

NAMED = 6
"""Solutions up to which each has its number beside it."""

SPACIOUS, NARROW = 90.0, 30.0
"""Pixels between neighbours on an axis from which on a label says x = 2; below, and then none, the number."""


@concept("solutions", mark("Solutions"), mark("the solutions of an equation, marked on the axis"), menu=False)
class Solutions:
    """What solves a question: points of the axis of its unknown, or of the graph of f where it is about f."""

    solved: Solved = param(Solved())
    f: RealFunction | None = param(None)

    def draw(self, viewport: Viewport) -> Drawing:
        """A dot for each solution, a bar for each stretch with circles at ends that do not belong to it."""
        if self.solved.has_stretches:
            view = viewport.y_range if self.solved.upright else viewport.x_range
            parts = tuple(part for span in spans(self.solved, view) for part in self._bar(span, viewport))
            reason = None if parts else tr("no solution is in view")
            return Drawing(parts, reason=reason, sentence=tr("the solutions as a bar along the axis"))
        places = self.landmarks(viewport)
        low, high = viewport.y_range
        seen = [each for each in places if viewport.x_low <= each.x <= viewport.x_high]
        seen = [each for each in seen if low <= each.y <= high]
        if not seen:
            reason = tr("no solution is in view")
            return Drawing(reason=reason, sentence=reason)
        x, y = np.array([(each.x, each.y) for each in seen]).T
        dots = Markers(np.ascontiguousarray(x), np.ascontiguousarray(y), "dot")
        where = tr(" and ").join(f"({told(each.x)}, {told(each.y)})" for each in seen[:NAMED])
        said = where if len(seen) <= NAMED else tr("{count} places", count=len(seen))
        sentence = tr("solutions marked at {places}", places=said)
        return Drawing((*self._drops(seen, viewport), dots, *self._names(seen, viewport)), sentence=sentence)

    def landmarks(self, viewport: Viewport) -> tuple[Landmark, ...]:
        """The solutions as points to be read, copied and kept."""
        view = viewport.y_range if self.solved.upright else viewport.x_range
        return tuple(self._landmark(spot, viewport) for spot in spots(self.solved, view))

    def drag(self, handle: str, x: float, y: float) -> "Solutions":
        """Solutions stand where they stand."""
        return self

    def _landmark(self, spot: Spot, viewport: Viewport) -> Landmark:
        if len(spot.place) == 2:
            return Landmark("solution", *spot.place, *spot.texts)
        (at,), (text,) = spot.place, spot.texts
        if self.solved.upright:
            return Landmark(
                "solution", _zero(viewport.x_low, viewport.x_log), at, _nought(viewport.x_log), text
            )
        y = 0.0 if self.f is None else self.f(at)
        if self.f is None or not isfinite(y):
            return Landmark(
                "solution", at, _zero(viewport.y_low, viewport.y_log), text, _nought(viewport.y_log)
            )
        return Landmark("solution", at, y, text)

    def _drops(self, seen: list[Landmark], viewport: Viewport) -> list[Primitive]:
        """From each point of a graph down to the axis, where the number is read."""
        if self.f is None or len(seen) > NAMED:
            return []
        foot = _zero(viewport.y_low, viewport.y_log)
        return [segment(each.x, foot, each.x, each.y, "construction") for each in seen if each.y != foot]

    def _names(self, seen: list[Landmark], viewport: Viewport) -> list[Label]:
        several, (name, *_) = len(self.solved.unknowns) == 2, self.solved.unknowns
        apart = inf if several or self.solved.upright else _apart(seen, viewport)
        if len(seen) > NAMED or apart < NARROW:
            return []
        from calcviz.scene.findings import number_of

        labels = []
        for each in seen:
            texts = [text if text and len(text) <= SHORT else None for text in (each.x_text, each.y_text)]
            x, y = number_of(texts[0], each.x, 4), number_of(texts[1], each.y, 4)
            known = texts[1 if self.solved.upright else 0]
            sign = "=" if several or known is not None else r"\approx"
            one = y if self.solved.upright else x
            said = one if apart < SPACIOUS else rf"{name} {sign} {one}"
            labels.append(Label(each.x, each.y, rf"\left({x},\,{y}\right)" if several else said))
        return labels

    def _bar(self, span: Span, viewport: Viewport) -> list[Primitive]:
        """The part of a stretch in view, along the axis of the unknown."""
        upright = self.solved.upright
        axis, log = (viewport.y_range, viewport.y_log) if upright else (viewport.x_range, viewport.x_log)
        low, high = max(span.low, axis[0]), min(span.high, axis[1])
        if low > high or (log and high <= 0):
            return []
        level = _zero(viewport.x_low, viewport.x_log) if upright else _zero(viewport.y_low, viewport.y_log)
        parts: list[Primitive] = []
        if low < high:
            ends = (level, low, level, high) if upright else (low, level, high, level)
            parts += [_broad(low, high, level, viewport, upright=upright), segment(*ends, "curve")]
        for end, closed in zip((span.low, span.high), span.closed, strict=True):
            if axis[0] <= end <= axis[1]:
                shape: MarkerShape = "closed" if closed else "open"
                place = (level, end) if upright else (end, level)
                parts.append(Markers(np.array(place[:1]), np.array(place[1:]), shape))
        return parts


def _broad(low: float, high: float, level: float, viewport: Viewport, *, upright: bool) -> Patch:
    """A band about a bar, so that it is not taken for the axis."""
    across = viewport.x_axis if upright else viewport.y_axis
    middle = across.pixel(level)
    sides = [across.value(middle + away) for away in (HALF, -HALF)]
    along, over = np.array([low, high, high, low]), np.array([sides[0], sides[0], sides[1], sides[1]])
    x, y = (over, along) if upright else (along, over)
    return Patch(x, y, np.zeros(1, np.int64), "band")


def _apart(seen: list[Landmark], viewport: Viewport) -> float:
    """The pixels between the nearest two neighbours, from left to right."""
    across = viewport.x_axis.pixels(np.array([each.x for each in seen]))
    return float(np.diff(across).min()) if len(seen) > 1 else inf


def _zero(low: float, log: bool) -> float:
    """Where the axis stands: of a logarithmic one, whose zero is out of sight, at the edge of the view."""
    return low if log else 0.0


def _nought(log: bool) -> str | None:
    return None if log else "0"
