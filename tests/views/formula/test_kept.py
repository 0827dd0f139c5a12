"""Short formulas are remembered, of long ones the last few."""

from calcviz.views.formula.kept import FEW, LONG, kept


def test_of_long_formulas_the_last_few_are_kept() -> None:
    made: list[str] = []

    @kept(most=100)
    def copied(latex: str, *, twice: bool = False) -> str:
        made.append(latex)
        return latex * (2 if twice else 1)

    short = [f"x^{k}" for k in range(50)]
    long = ["x" * (LONG + k) for k in range(50)]
    for latex in (*short, *long, *short, *long[-FEW:]):
        assert copied(latex) == latex
    assert made == [*short, *long]
    assert copied(short[0], twice=True) == 2 * short[0]
    assert len(made) == 101
