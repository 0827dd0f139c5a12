"""The table that people read: ratios first."""

from tests.benchmarks.outcome import Outcome, Peer, shown


def head(machine: dict[str, str | int]) -> str:
    """Two lines that say what the figures were measured on."""
    names = list(machine)
    first = ", ".join(f"{machine[name]}" for name in names[:2])
    rest = ", ".join(f"{name} {machine[name]}" for name in names[2:])
    return f"{first}, {rest}\nRatios are ours / theirs in this run: below 1 CalcViz is faster."


def block(outcome: Outcome) -> str:
    """The lines of one row."""
    lines = ["", outcome.title]
    ratios = [(outcome.ratio(peer), peer) for peer in outcome.peers]
    if ratios:
        lines.append("    " + "   ".join(_compared(ratio, peer, outcome.unit) for ratio, peer in ratios))
    best = outcome.best_peer()
    if best is not None and len(ratios) > 1:
        lines.append(f"    {outcome.ratio(best):.2f}× the best of them, {best.name}")
    line = f"    {shown(outcome.figure, outcome.unit)}"
    if outcome.p95 is not None and outcome.best is not None:
        line += f" (p95 {shown(outcome.p95, outcome.unit)}, best {shown(outcome.best, outcome.unit)})"
    if outcome.goal is not None:
        line += f"   target ≤ {shown(outcome.goal.target, outcome.unit)}"
        if outcome.goal.stretch is not None:
            line += f", stretch {shown(outcome.goal.stretch, outcome.unit)}"
        line += f"   {outcome.verdict()}"
    lines.append(line)
    said = (f"{peer.name}: {peer.note}" for peer in outcome.peers if peer.note and peer.figure is not None)
    lines += [f"    {note}" for note in (*outcome.notes, *said)]
    return "\n".join(lines)


def _compared(ratio: float | None, peer: Peer, unit: str) -> str:
    if peer.figure is None:
        return f"{peer.name}: left out, {peer.note or 'not installed'}"
    if ratio is None:
        return f"{peer.name} {shown(peer.figure, unit)}"
    return f"{ratio:.2f}× {peer.name} ({shown(peer.figure, unit)})"
