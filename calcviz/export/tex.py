"""Numbers, colours and formulas as TeX takes them: no command that does more than set type."""

import re
from collections.abc import Mapping
from math import floor, log10

_KNOWN = frozenset(
    "frac sqrt cdot left right text mathrm operatorname infty pi le ge ne quad ldots times pm approx to"
    " sin cos tan cot sec csc sinh cosh tanh coth exp ln log max min gcd arcsin arccos arctan lim int sum"
    " lfloor rfloor lceil rceil partial nabla prime circ Delta Gamma Theta Lambda Xi Pi Sigma Upsilon Phi Psi"
    " Omega alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho"
    " sigma tau upsilon phi varphi chi psi omega begin end sim in mp det bar dots cdots mapsto".split()
)
_LETTERS = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo"))
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon"
        " phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(),
    )
)
_SIGNS = {
    "−": "-",
    "×": r"\times ",
    "·": r"\cdot ",
    "∞": r"\infty ",
    "√": r"\surd ",
    "≈": r"\approx ",
    "∫": r"\int ",
}
_PRIMES = str.maketrans({"′": "'", "″": "''"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWERS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_SLOT = re.compile(r"\\slot\{([^{}]*)\}\{[^{}]*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+|.|$)")
_SPACES = frozenset(",;:! {}\\|")
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uff65"
_CHINESE = re.compile(f"[{_HAN}]")
_WORDS = re.compile(r"\\text\{[^{}\\]*\}")
_PLAIN = re.compile(rf"[A-Za-z0-9 +\-*/=<>()\[\]|.,;:!'^_{{}}\\&{_HAN}]*")
_DOUBLE = re.compile(r"[\^_]\s*(?:[\^_}]|$)")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*(?:\{cases\})?")


def number(value: float, grain: float = 0.0) -> str:
    """A finite number with six significant digits; differences below `grain` are not written."""
    if grain > 0:
        digits = 1 - floor(log10(grain))
        value = round(value, digits) if digits < 300 else value
    return f"{value + 0.0:.6g}"


def color(name: str, value: str) -> str:
    """The definition of a colour "#rrggbb"."""
    return rf"\definecolor{{{name}}}{{HTML}}{{{value.lstrip('#').upper()}}}"


def formula(latex: str, values: Mapping[str, str] | None = None) -> str:
    """A formula of ours for any LaTeX, its slots filled; one with a part that is not known is set as words.

    So nothing in it can be a command that does more than set type, or leave a group open.
    """
    filled = _SLOT.sub(lambda found: _value((values or {}).get(found[1], "")), latex)
    plain = _ascii(filled)
    return plain if _sound(plain) else rf"\text{{{re.sub(f'[^A-Za-z0-9 .,:;=+*/(){_HAN}-]', '', plain)}}}"


def is_chinese(text: str) -> bool:
    """Whether there is anything in it that only a package for Chinese sets."""
    return _CHINESE.search(text) is not None


def label(text: str) -> str:
    """The number of an axis, such as −2, π/2 or 3×10⁸, in mathematical type."""
    return f"${_ascii(text)}$" if text else ""


def comment(text: str) -> str:
    """A line that TeX passes over."""
    return f"% {' '.join(text.split())}"


def _sound(plain: str) -> bool:
    """Whether it is made of what is known, in groups that end."""
    known = all(name in _KNOWN or name in _SPACES for name in _COMMAND.findall(plain))
    framed = all(found.endswith("{cases}") for found in _ENVIRONMENT.findall(plain))
    aligned = r"\begin{cases}" in plain or not re.search(r"&|\\\\", plain)
    paired = len(re.findall(r"\\left(?![a-z])", plain)) == len(re.findall(r"\\right(?![a-z])", plain))
    whole = _PLAIN.fullmatch(plain) is not None and not _DOUBLE.search(plain)
    return known and framed and aligned and paired and whole and _balanced(plain)


def _ascii(text: str) -> str:
    text = _POWERS.sub(lambda found: f"^{{{found[0].translate(_RAISED)}}}", text)
    text = text.translate(_PRIMES)
    for sign, written in (*_SIGNS.items(), *_LETTERS.items()):
        text = text.replace(sign, written)
    for letter, name in _GREEK.items():
        text = text.replace(letter, rf"\{name} ")
    words = {k for found in _WORDS.finditer(text) for k in range(*found.span())}
    return "".join(
        sign for k, sign in enumerate(text) if " " <= sign <= "~" or (k in words and is_chinese(sign))
    )


def _value(text: str) -> str:
    """The number in a slot; 1.5e-7 with its power of ten."""
    mantissa, _, exponent = text.replace("−", "-").partition("e")
    if exponent.lstrip("+-").isdigit():
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
    return text.replace("{", "").replace("}", "").replace("\\", "")


def _balanced(text: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\.", "", text):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
