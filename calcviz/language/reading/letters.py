"""Letters and words that mean something by themselves: Greek, variables, constants, keywords."""

_LOWER = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
    "upsilon phi chi psi omega"
).split()
_LOWER_SIGNS = "αβγδεζηθικλμνξοπρστυφχψω"
_UPPER_SIGNS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"

GREEK: dict[str, str] = {
    **dict(zip(_LOWER_SIGNS, _LOWER, strict=True)),
    **dict(zip(_UPPER_SIGNS, (name.capitalize() for name in _LOWER), strict=True)),
    "ϑ": "theta",
    "ϕ": "phi",
    "ϵ": "epsilon",
    "ς": "sigma",
    # The word gamma is the function Γ, so the letter γ keeps its sign as a name, and Γ is the function.
    "γ": "γ",
    "Γ": "gamma",
}
"""Each Greek letter by its sign, to the name it has in an expression."""

GREEK_NAMES = frozenset(GREEK.values())
"""The names that stand for one Greek letter."""

VARIABLES = frozenset({"x", "y", "z", "t", "r", "theta"})
"""The names that vary by themselves, unless a row gives them a number."""

AXES = frozenset({"x", "y", "z", "r"})
"""The variables whose rows `x = …`, `r = …` are curves, so that they can never be sliders."""

CONSTANTS: dict[str, str] = {"pi": "pi", "e": "e", "inf": "inf", "infinity": "inf"}
"""Each way to write a constant, to its name in an expression."""

KEYWORDS = frozenset({"in", "step", "for", "if", "and", "or", "not", "otherwise", "else"})
"""The words that join the parts of a row."""


def is_letter(name: str) -> bool:
    """Whether `name` is one letter, Latin or Greek, with or without an index: b, α, x_0."""
    stem = name.partition("_")[0]
    return (len(stem) == 1 and stem.isalpha()) or stem in GREEK_NAMES
