"""What the other rows define, as far as reading a row depends on it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Names:
    """The names that stand for something: hashable, so that readings can be remembered.

    `functions` pairs the name of each function of a row with the names of its parameters; those of `maps`
    among them have several components. `numbers` are sliders and other named numbers; `points`, `vectors`,
    `lists` likewise. `commands` are the concepts that exist, `later` those that are known but not built yet,
    `choices` the words that commands offer as arguments, `worded` the places of these, counted from 0.
    Variables (x, y, t, r, theta) need not be named.
    """

    functions: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    maps: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    vectors: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    commands: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()
    worded: frozenset[tuple[str, int]] = frozenset()
    natural_log: bool = False

    def without(self, variables: frozenset[str]) -> "Names":
        """The same where these are variables, and no points or vectors of other rows."""
        if variables.isdisjoint(self.points | self.vectors):
            return self
        return replace(self, points=self.points - variables, vectors=self.vectors - variables)
