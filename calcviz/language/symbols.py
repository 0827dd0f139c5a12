"""The signs a keyboard does not have: by name, by Alt and a letter, and in groups for a keypad."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calcviz.language.reading.letters import GREEK

Group = Literal["greek", "sign", "relation", "raised", "logic"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A sign, the names it can be found by (the usual one first), and the group it stands in."""

    character: str
    names: tuple[str, ...]
    group: Group


def _greek() -> tuple[Symbol, ...]:
    """Every Greek letter by its name; the word gamma is a function, but it names the letters too."""
    names = {sign: name for sign, name in GREEK.items() if sign not in "ϑϕϵς"} | {"γ": "gamma", "Γ": "Gamma"}
    return tuple(Symbol(sign, (name,), "greek") for sign, name in names.items())


_SIGNS: dict[str, tuple[str, ...]] = {
    "∞": ("inf", "infinity"),
    "√": ("sqrt",),
    "∛": ("cbrt",),
    "·": ("cdot", "dot"),
    "×": ("times",),
    "÷": ("div", "divided"),
    "±": ("pm", "plusminus"),
    "∓": ("mp",),
    "∂": ("partial",),
    "∇": ("nabla", "grad"),
    "⌊": ("lfloor",),
    "⌋": ("rfloor",),
    "⌈": ("lceil",),
    "⌉": ("rceil",),
}
_RELATIONS: dict[str, tuple[str, ...]] = {
    "≤": ("<=", "le", "leq"),
    "≥": (">=", "ge", "geq"),
    "≠": ("!=", "ne", "neq"),
}
_LOGIC: dict[str, tuple[str, ...]] = {"∧": ("&&", "land"), "∨": ("lor",), "¬": ("lnot",)}
_RAISED: dict[str, tuple[str, ...]] = {
    "²": ("^2", "squared"),
    "³": ("^3", "cubed"),
    "⁻¹": ("^-1", "inverse"),
    "ⁿ": ("^n",),
}

SYMBOLS: tuple[Symbol, ...] = (
    *_greek(),
    *(Symbol(sign, names, "sign") for sign, names in _SIGNS.items()),
    *(Symbol(sign, names, "relation") for sign, names in _RELATIONS.items()),
    *(Symbol(sign, names, "logic") for sign, names in _LOGIC.items()),
    *(Symbol(sign, names, "raised") for sign, names in _RAISED.items()),
)
"""Every sign that can be entered; the reader understands each."""

ALT_LETTERS: Mapping[str, str] = {
    **dict(zip("abdfglmpstw", "αβδφγλμπσθω", strict=True)),
    **dict(zip("DFGLPSTW", "ΔΦΓΛΠΣΘΩ", strict=True)),
    **dict(zip("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", strict=True)),
    "e": "e",
    "n": "ⁿ",
    "r": "√",
    "u": "∞",
    "=": "≠",
    "<": "≤",
    ">": "≥",
    ",": "≤",
    ".": "≥",
}
"""What Alt and a key enter, as in GeoGebra: the key as it is typed with its Shift, to the sign."""
