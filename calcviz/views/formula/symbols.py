"""The signs and names that a formula may contain: each command, its character, and the space around it."""

from __future__ import annotations

from typing import Literal

Kind = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]

_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "varkappa": "ϰ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "Alpha": "Α", "Beta": "Β", "Epsilon": "Ε", "Zeta": "Ζ", "Eta": "Η", "Iota": "Ι", "Kappa": "Κ",
    "Mu": "Μ", "Nu": "Ν", "Omicron": "Ο", "Rho": "Ρ", "Tau": "Τ", "Chi": "Χ", "imath": "ı",
    "jmath": "ȷ", "ell": "ℓ", "hbar": "ℏ", "partial": "∂", "nabla": "∇", "infty": "∞", "prime": "′",
    "forall": "∀", "exists": "∃", "nexists": "∄", "emptyset": "∅", "varnothing": "∅", "angle": "∠",
    "degree": "°", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "top": "⊤", "neg": "¬", "lnot": "¬",
    "triangle": "△", "square": "□", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱",
    "dotsc": "…", "dotsb": "⋯", "%": "%", "_": "_", "&": "&", "#": "#", "$": "$", "backslash": "\\",
    "checkmark": "✓",
}  # fmt: skip
_BINARY = {
    "pm": "±", "mp": "∓", "times": "×", "cdot": "⋅", "div": "÷", "ast": "∗", "star": "⋆", "circ": "∘",
    "bullet": "∙", "cap": "∩", "cup": "∪", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨",
    "setminus": "∖", "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "cdotp": "·",
}  # fmt: skip
_RELATIONS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "lt": "<", "gt": ">",
    "ll": "≪", "gg": "≫", "leqslant": "⩽", "geqslant": "⩾", "approx": "≈", "equiv": "≡", "sim": "∼",
    "simeq": "≃", "cong": "≅", "propto": "∝", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂",
    "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "gets": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
    "iff": "⟺", "implies": "⟹", "mapsto": "↦", "longrightarrow": "⟶", "longleftarrow": "⟵",
    "longmapsto": "⟼", "uparrow": "↑", "downarrow": "↓", "nearrow": "↗", "searrow": "↘", "perp": "⟂",
    "parallel": "∥", "mid": "∣", "coloneqq": "≔", "prec": "≺", "succ": "≻", "rightleftharpoons": "⇌",
    "colon": ":", "questeq": "≟",
}  # fmt: skip
OPENING = {
    "{": "{", "lbrace": "{", "lbrack": "[", "langle": "⟨", "lfloor": "⌊", "lceil": "⌈", "lvert": "|",
    "lVert": "‖", "(": "(", "[": "[",
}  # fmt: skip
CLOSING = {
    "}": "}", "rbrace": "}", "rbrack": "]", "rangle": "⟩", "rfloor": "⌋", "rceil": "⌉", "rvert": "|",
    "rVert": "‖", ")": ")", "]": "]",
}  # fmt: skip
FENCES = (
    OPENING
    | CLOSING
    | {"|": "‖", "vert": "|", "Vert": "‖", "uparrow": "↑", "downarrow": "↓", "backslash": "\\"}
)
"""What may follow \\left, \\right or \\big as a command; a single character is itself, and `.` is nothing."""

LARGE = {
    "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮",
    "bigcap": "⋂", "bigcup": "⋃", "bigwedge": "⋀", "bigvee": "⋁",
}  # fmt: skip
INTEGRALS = "∫∬∭∮"
PRIMES = "′″‴⁗"

FUNCTIONS = {
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "arccot", "arcsec",
    "arccsc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "arsinh", "arcosh", "artanh", "ln", "log",
    "lg", "exp", "arg", "deg", "dim", "ker", "hom", "sgn", "sign", "erf", "Si", "Ci", "li", "curl",
    "grad", "rot", "tr", "rank",
}  # fmt: skip
LIMITS = {
    "lim", "max", "min", "sup", "inf", "limsup", "liminf", "det", "gcd", "lcm", "Pr", "argmax",
    "argmin",
}  # fmt: skip
SPELT = {"limsup": "lim sup", "liminf": "lim inf", "argmax": "arg max", "argmin": "arg min"}

SPACES = {
    ",": 3 / 18, ":": 4 / 18, ">": 4 / 18, ";": 5 / 18, "!": -3 / 18, " ": 0.25, "quad": 1.0,
    "qquad": 2.0, "enspace": 0.5, "thinspace": 3 / 18, "medspace": 4 / 18, "thickspace": 5 / 18,
    "/": 0.0, "allowbreak": 0.0,
}  # fmt: skip
"""Width in em."""

ACCENTS = {
    "hat": "\u0302", "bar": "\u0304", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308",
    "tilde": "\u0303", "check": "\u030c", "acute": "\u0301", "grave": "\u0300", "breve": "\u0306",
    "mathring": "\u030a", "widehat": "\u0302", "widetilde": "\u0303", "overrightarrow": "\u20d7",
}  # fmt: skip
WIDE_ACCENTS = {"widehat", "widetilde", "overrightarrow"}

SIGNS: dict[str, tuple[str, Kind]] = {
    **{name: (sign, "ord") for name, sign in _LETTERS.items()},
    **{name: (sign, "bin") for name, sign in _BINARY.items()},
    **{name: (sign, "rel") for name, sign in _RELATIONS.items()},
    **{name: (sign, "open") for name, sign in OPENING.items()},
    **{name: (sign, "close") for name, sign in CLOSING.items()},
    "vert": ("|", "ord"), "|": ("‖", "ord"), "Vert": ("‖", "ord"), "colon": (":", "punct"),
    "dots": ("…", "inner"), "ldots": ("…", "inner"), "cdots": ("⋯", "inner"), "ddots": ("⋱", "inner"),
}  # fmt: skip
"""Command without its backslash -> the character and the class of its space."""

CHARACTERS: dict[str, tuple[str, Kind]] = {
    **{sign: (sign, "bin") for sign in _BINARY.values()},
    **{sign: (sign, "rel") for sign in _RELATIONS.values()},
    **{sign: (sign, "open") for sign in "([⟨⌊⌈"},
    **{sign: (sign, "close") for sign in ")]⟩⌋⌉!?"},
    "+": ("+", "bin"), "-": ("−", "bin"), "−": ("−", "bin"), "*": ("∗", "bin"), "·": ("⋅", "bin"),
    "=": ("=", "rel"),
    "<": ("<", "rel"), ">": (">", "rel"), ":": (":", "rel"), ",": (",", "punct"), ";": (";", "punct"),
    "…": ("…", "inner"), "⋯": ("⋯", "inner"),
}  # fmt: skip
"""Character that stands for itself -> the character shown, the class of its space; all others are `ord`."""

# Thin, medium and thick space between two classes, in the order of the TeXbook, p. 170; a minus sign marks a
# space that is left out in scripts. What cannot occur is 0.
_CLASSES = ("ord", "op", "bin", "rel", "open", "close", "punct", "inner")
_TABLE = (
    (0, 1, -2, -3, 0, 0, 0, -1),
    (1, 1, 0, -3, 0, 0, 0, -1),
    (-2, -2, 0, 0, -2, 0, 0, -2),
    (-3, -3, 0, 0, -3, 0, 0, -3),
    (0, 0, 0, 0, 0, 0, 0, 0),
    (0, 1, -2, -3, 0, 0, 0, -1),
    (-1, -1, 0, -1, -1, -1, -1, -1),
    (-1, 1, -2, -3, -1, 0, -1, -1),
)
_WIDTHS = (0.0, 3 / 18, 4 / 18, 5 / 18)
SPACING: dict[tuple[str, str], tuple[float, float]] = {
    (left, right): (_WIDTHS[abs(entry)], _WIDTHS[max(entry, 0)])
    for left, row in zip(_CLASSES, _TABLE)
    for right, entry in zip(_CLASSES, row)
}
"""(class, class) -> the space between them in em: in a line, and in a script."""

_DOUBLE = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_SCRIPT = {
    "B": "ℬ",
    "E": "ℰ",
    "F": "ℱ",
    "H": "ℋ",
    "I": "ℐ",
    "L": "ℒ",
    "M": "ℳ",
    "R": "ℛ",
    "e": "ℯ",
    "g": "ℊ",
    "o": "ℴ",
}
_SLANTED_GREEK = {
    "∂": "𝜕", "ϵ": "𝜖", "ϑ": "𝜗", "ϰ": "𝜘", "ϕ": "𝜙", "ϱ": "𝜚", "ϖ": "𝜛", "ı": "𝚤", "ȷ": "𝚥", "h": "ℎ",
}  # fmt: skip
ALPHABETS = {
    "mathrm": "roman", "mathit": "italic", "mathbf": "bold", "boldsymbol": "bold", "bm": "bold",
    "symbf": "bold", "mathbb": "double", "mathcal": "script", "mathscr": "script",
}  # fmt: skip


def lettered(character: str, alphabet: str) -> str:
    """Return the letter or digit as it looks in an alphabet: roman, italic, bold, double or script.

    Italic is the alphabet of ordinary mathematics: small Greek slants, capital Greek and digits are upright.
    """
    match alphabet:
        case "italic":
            return _SLANTED_GREEK.get(character) or _shifted(character, 0x1D434, 0x1D44E, 0x1D6FC, None)
        case "bold":
            return _shifted(character, 0x1D400, 0x1D41A, 0x1D6C2, 0x1D7CE)
        case "double":
            return _DOUBLE.get(character) or _shifted(character, 0x1D538, 0x1D552, None, None)
        case "script":
            return _SCRIPT.get(character) or _shifted(character, 0x1D49C, 0x1D4B6, None, None)
    return character


def _shifted(character: str, capital: int, small: int, greek: int | None, digit: int | None) -> str:
    if "A" <= character <= "Z":
        return chr(capital + ord(character) - ord("A"))
    if "a" <= character <= "z":
        return chr(small + ord(character) - ord("a"))
    if greek and "α" <= character <= "ω":
        return chr(greek + ord(character) - ord("α"))
    if digit and "0" <= character <= "9":
        return chr(digit + ord(character) - ord("0"))
    return character
