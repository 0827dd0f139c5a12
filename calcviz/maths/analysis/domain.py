"""Where in a range a function is defined: intervals with their ends, and single places left out."""

from dataclasses import dataclass, replace

from calcviz.maths.curves.singularities import Special
from calcviz.maths.landmarks.survey import Survey

NEAR = 1e-12
"""Part of the range that counts as one point at its ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """An interval on which a function is defined, but for the places in `without`.

    An end that is one of the view has `open_ended` set; else `closed` says whether it belongs to the part.
    """

    low: float
    high: float
    closed: tuple[bool, bool]
    open_ended: tuple[bool, bool]
    without: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sliver:
    """A place where continuity is not proven: what the curve does there, None where it runs through."""

    low: float
    high: float
    x: float
    special: Special | None

    @property
    def taken(self) -> bool:
        """Whether there is a value."""
        return self.special is None or self.special.value is not None


def domain(survey: Survey) -> tuple[Part, ...]:
    """The parts of the domain in the range of a survey, in order.

    Where bounds do not settle whether the function is defined, it counts as defined: the curve is pale there.
    """
    slivers = _slivers(survey)
    parts: list[Part] = []
    for low, high in _spans(survey):
        last = parts[-1] if parts else None
        between = None if last is None else _filling(slivers, last.high, low)
        if last is None or (between is None and low > last.high):
            parts.append(Part(low, high, (False, False), (False, False)))
        else:
            gap = () if between is None or between.taken else (between.x,)
            parts[-1] = replace(last, high=high, without=(*last.without, *gap))
    return tuple(_ended(part, slivers, survey.x_range) for part in parts)


def _spans(survey: Survey) -> list[tuple[float, float]]:
    cells = survey.cells
    pieces = zip(cells.starts.tolist(), cells.ends.tolist(), strict=True)
    unresolved = ((float(low), float(high)) for low, high in cells.unresolved)
    return sorted((*pieces, *unresolved))


def _slivers(survey: Survey) -> list[_Sliver]:
    singular = survey.singular
    if singular is None:
        return []
    special = {each.x: each for each in singular.specials}
    places = zip(survey.cells.slivers.tolist(), singular.x.tolist(), singular.through.tolist(), strict=True)
    return [
        _Sliver(low, high, x, special.get(x)) for (low, high), x, through in places if through or x in special
    ]


def _filling(slivers: list[_Sliver], left: float, right: float) -> _Sliver | None:
    """The one place between two spans; None where there is a gap."""
    return next((each for each in slivers if each.low <= left <= right <= each.high), None)


def _ended(part: Part, slivers: list[_Sliver], within: tuple[float, float]) -> Part:
    """The part with what is known of its ends."""
    before = next((each for each in slivers if each.low < part.low <= each.high), None)
    after = next((each for each in slivers if each.low <= part.high < each.high), None)
    low, high = part.low if before is None else before.x, part.high if after is None else after.x
    closed = before is not None and before.taken, after is not None and after.taken
    near = NEAR * (within[1] - within[0])
    open_ended = low - within[0] <= near and low < high, within[1] - high <= near and low < high
    return Part(low, high, closed, open_ended, part.without)
