"""Where an integral has to be cut: poles, jumps, holes and ends that are certified, and kinks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.calculus.integrand import Integrand
from calcviz.maths.calculus.shifting import Place, place
from calcviz.maths.curves.cells import certify
from calcviz.maths.curves.singularities import locate
from calcviz.maths.evaluate import compiled
from calcviz.maths.landmarks.bracket import zeros
from calcviz.maths.landmarks.kinks import kinks

Floats = NDArray[np.float64]

CELLS = 64
SAMPLES = 512
MOST_KINKS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Breaks:
    """A finite interval as an integral sees it.

    `starts`, `ends` (p,): the pieces on which the function is proven continuous. `slivers` (s, 2): what
    counts as one point, `places` where it lies, and whether the function is proven `bounded` around it.
    `open` (u, 2): wider intervals of which nothing is known. `cuts`: kinks inside pieces. `undefined`: the
    first interval without values.
    """

    starts: Floats
    ends: Floats
    slivers: Floats
    places: tuple[Place, ...]
    bounded: NDArray[np.bool_]
    open: Floats
    cuts: Floats
    undefined: tuple[float, float] | None


def breaks(f: Integrand, a: float, b: float) -> Breaks:
    """The pieces of [a, b] and what lies between them."""
    edges = np.linspace(a, b, CELLS + 1)
    cells = certify(f.function.enclose, edges, (b - a) * 2.0**-20)
    slivers = cells.slivers
    at = tuple(place(c) for c in locate(slivers).tolist())
    bounded = np.ones(len(slivers), np.bool_)
    if len(slivers):
        low, high, _ = f.enclose(slivers[:, 0], slivers[:, 1])
        bounded = np.isfinite(low) & np.isfinite(high)
    known = np.concatenate((np.column_stack((cells.starts, cells.ends)), slivers, cells.unresolved))
    missing = _missing(known, a, b) or _empty(f, cells.unresolved)
    cuts = kink_places(f, a, b)
    return Breaks(cells.starts, cells.ends, slivers, at, bounded, cells.unresolved, cuts, missing)


def _empty(f: Integrand, open_: Floats) -> tuple[float, float] | None:
    """The first of some intervals in which no value is seen."""
    inside = np.arange(1, 64) / 64
    for u, v in open_.tolist():
        if not np.isfinite(f.values(u + (v - u) * inside)).any():
            return u, v
    return None


def _missing(known: Floats, a: float, b: float) -> tuple[float, float] | None:
    """The first part of [a, b] that none of the intervals covers."""
    if not len(known):
        return a, b
    known = known[np.argsort(known[:, 0], kind="stable")]
    reached = np.maximum.accumulate(np.concatenate(([a], known[:, 1])))
    begins = np.concatenate((known[:, 0], [b]))
    slack = 1e-12 * max(abs(a), abs(b), b - a)
    gaps = np.flatnonzero(begins - reached > slack)
    return (float(reached[gaps[0]]), float(begins[gaps[0]])) if gaps.size else None


def kink_places(f: Integrand, a: float, b: float) -> Floats:
    """Where a corner or a jump may be inside (a, b), as far as samples show a change of sign."""
    names = (f.variable, *(name for name, _ in f.parameters))
    numbers = tuple(value for _, value in f.parameters)
    found = [np.empty(0)]
    x = np.linspace(a, b, SAMPLES + 1)
    for gap in kinks(f.expression):
        try:
            g = compiled(gap, names)
        except (KeyError, TypeError):
            continue
        y = g(x, *numbers)
        changes = np.flatnonzero(np.sign(y[:-1]) * np.sign(y[1:]) < 0)
        if changes.size:
            found.append(zeros(lambda t, g=g: g(t, *numbers), x[changes], x[changes + 1]))  # type: ignore[misc]
        found.append(x[1:-1][y[1:-1] == 0])
    places = np.sort(np.concatenate(found))
    places = places[(places > a) & (places < b) & np.append(np.diff(places) > 0, True)]
    return places if places.size <= MOST_KINKS else np.empty(0)
