"""One row of the table: what was measured, what was wanted, and what others took for the same work."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.benchmarks.measuring import Times


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program's figure for the same work; None where there is none: `note` says why."""

    name: str
    figure: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: the figure, what is better still, what 19 of 20 steps are to stay below.

    `ratios` says the same as shares of other programs' figures in the same run: the table of targets was
    measured on one machine, and the share is what travels to another one.
    """

    target: float
    stretch: float | None = None
    p95: float | None = None
    ratios: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure of CalcViz (the smaller the better) beside its goal and its peers."""

    title: str
    figure: float
    unit: str = "ms"
    goal: Goal | None = None
    peers: tuple[Peer, ...] = ()
    p95: float | None = None
    best: float | None = None
    notes: tuple[str, ...] = field(default=())

    def ratio(self, peer: Peer) -> float | None:
        """Our figure as a share of the peer's; None where there is none to compare with."""
        return self.figure / peer.figure if peer.figure else None

    def best_peer(self) -> Peer | None:
        """The peer with the smallest figure; None where there is none to compare with."""
        measured = (peer for peer in self.peers if peer.figure)
        return min(measured, key=lambda peer: peer.figure or 0.0, default=None)

    def verdict(self) -> str:
        """Whether the goal is met, else by how much it is missed: by ratio, where it has one, and figure."""
        if self.goal is None:
            return "no target"
        said = [_judged(self.figure, self.goal.target, self.goal.stretch, self.unit)]
        if self.goal.p95 is not None and self.p95 is not None:
            said.append("p95 " + _judged(self.p95, self.goal.p95, None, self.unit))
        for peer in self.peers:
            ratio = self.ratio(peer)
            if peer.name in self.goal.ratios and ratio is not None:
                said.insert(0, f"of {peer.name} {_judged(ratio, self.goal.ratios[peer.name], None, '×')}")
        return "; ".join(said)

    def as_json(self) -> dict[str, Any]:
        """The row for a file."""
        ratios = {peer.name: self.ratio(peer) for peer in self.peers}
        best = self.best_peer()
        return asdict(self) | {
            "ratios": ratios,
            "best_peer": best.name if best else None,
            "verdict": self.verdict(),
        }


def timed(
    title: str, ours: Times, goal: Goal | None, peers: Mapping[str, Times | Peer | None], *notes: str
) -> Outcome:
    """The row of a series of steps; of a peer its times, its figure, or None where it is not installed."""
    others = tuple(
        found if isinstance(found, Peer) else Peer(name, found.median if found else None)
        for name, found in peers.items()
    )
    return Outcome(title, ours.median, "ms", goal, others, ours.p95, ours.best, tuple(notes))


def shown(figure: float, unit: str) -> str:
    """The figure with as many digits as it deserves, and its unit."""
    digits = 0 if abs(figure) >= 100 else 1 if abs(figure) >= 10 else 2
    text = f"{figure:.{digits}f}"
    if figure and float(text) == 0:
        text = f"{figure:.1g}"
    return text + (unit if unit in ("%", "×") else f" {unit}")


def _judged(figure: float, target: float, stretch: float | None, unit: str) -> str:
    if stretch is not None and figure <= stretch:
        return f"met, and the stretch of {shown(stretch, unit)}"
    if figure <= target:
        return f"met ({shown(figure, unit)} ≤ {shown(target, unit)})"
    if target == 0:
        return f"MISSED by {shown(figure, unit)}"
    return f"MISSED by {shown(figure - target, unit)} ({figure / target:.2f} × the target)"
