"""The table of functions: one entry each, by canonical name; importing it teaches the language their words."""

from calcviz.language.vocabulary import Word, learn
from calcviz.maths import elementary, hyperbolic, stepping, trigonometry
from calcviz.maths.entry import Entries, FunctionEntry, Special

__all__ = ["TABLE", "FunctionEntry", "Special"]

SUBJECTS: tuple[Entries, ...] = (
    elementary.ENTRIES,
    trigonometry.ENTRIES,
    hyperbolic.ENTRIES,
    stepping.ENTRIES,
)

TABLE: dict[str, FunctionEntry] = {entry.word.name: entry for entries in SUBJECTS for entry in entries}

for entry in TABLE.values():
    learn(entry.word)

MANY = None

for word in (
    Word("erf"),
    Word("gamma", aliases=("Γ", "Gamma"), latex=r"\Gamma\left({0}\right)"),
    Word("digamma", latex=r"\psi\left({0}\right)"),
    Word("polygamma", (2, 2), latex=r"\psi^{{({0})}}\left({1}\right)"),
    Word("factorial"),
    Word("binomial", (2, 2), ("nCr", "choose"), latex=r"\binom{{{0}}}{{{1}}}"),
    Word("sinc"),
    Word("sigmoid", aliases=("logistic",)),
    Word("relu", aliases=("ReLU",)),
    Word("leakyrelu", (1, 2), ("LeakyReLU",)),
    Word("elu", (1, 2), ("ELU",)),
    Word("softplus"),
    Word("gelu", aliases=("GELU",)),
    Word("swish", aliases=("silu", "SiLU")),
    Word("normalpdf", (1, 3)),
    Word("normalcdf", (1, 3)),
):
    learn(word)
