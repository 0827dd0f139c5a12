"""The table that people read: ratios first."""

from tests.benchmarks.outcome import Outcome, shown


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
        lines.append(
            "    "
            + "   ".join(_compared(ratio, peer.name, peer.figure, outcome.unit) for ratio, peer in ratios)
        )
    line = f"    {shown(outcome.figure, outcome.unit)}"
    if outcome.p95 is not None and outcome.best is not None:
        line += f" (p95 {shown(outcome.p95, outcome.unit)}, best {shown(outcome.best, outcome.unit)})"
    if outcome.goal is not None:
        line += f"   target ≤ {shown(outcome.goal.target, outcome.unit)}"
        if outcome.goal.stretch is not None:
            line += f", stretch {shown(outcome.goal.stretch, outcome.unit)}"
        line += f"   {outcome.verdict()}"
    lines.append(line)
    lines += [
        f"    {note}" for note in (*outcome.notes, *(f"{p.name}: {p.note}" for p in outcome.peers if p.note))
    ]
    return "\n".join(lines)


def _compared(ratio: float | None, name: str, figure: float | None, unit: str) -> str:
    if figure is None:
        return f"{name}: skipped, not installed"
    if ratio is None:
        return f"{name} {shown(figure, unit)}"
    return f"{ratio:.2f}× {name} ({shown(figure, unit)})"
