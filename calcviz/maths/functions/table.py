"""The table of functions: one entry each, by canonical name; importing it teaches their words."""

from calcviz.language.vocabulary import learn
from calcviz.maths.functions import activations, elementary, hyperbolic, special, stepping, trigonometry
from calcviz.maths.functions.entry import Entries, FunctionEntry, Special

__all__ = ["TABLE", "FunctionEntry", "Special"]

SUBJECTS: tuple[Entries, ...] = (
    elementary.ENTRIES,
    trigonometry.ENTRIES,
    hyperbolic.ENTRIES,
    stepping.ENTRIES,
    special.ENTRIES,
    activations.ENTRIES,
)

TABLE: dict[str, FunctionEntry] = {entry.word.name: entry for entries in SUBJECTS for entry in entries}

for entry in TABLE.values():
    learn(entry.word)
