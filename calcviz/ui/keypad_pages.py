"""What stands on the keys of the keypad, page by page."""

from dataclasses import dataclass

from calcviz.language.messages import tr
from calcviz.language.reading.letters import GREEK
from calcviz.language.symbols import ALT_LETTERS, SYMBOLS
from calcviz.language.vocabulary import SPELLINGS
from calcviz.scene.concept import REGISTER, SUBJECTS
from calcviz.ui.editor import GAP
from calcviz.ui.function_summaries import summaries
from calcviz.ui.sentences import capital

_LATIN_LOOKS = "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_FORMS = {
    "integral": ("∫ f dx", "integral(□, x)"),
    "limit": (r"\lim_{x \to a}", "limit(□, x, □)"),
    "sum": ("Σ", "sum(□, k, 1, □)"),
    "solve": ("f(x)=0", "solve(□, x)"),
    "series": ("T_n(x)", "series(□, x, 0, □)"),
    "simplify": (r"\tfrac{x}{x^3}=\ldots", "simplify(□)"),
    "steps": (r"f' = \ldots = \ldots", "steps(d/dx (□))"),
}
_ALT_KEYS: dict[str, str] = {sign: key for key, sign in reversed(tuple(ALT_LETTERS.items()))}


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the text or LaTeX on it, what it types (with gaps □), its name, its Alt key if it has one.

    `wide` is how many places it takes in a row of the page.
    """

    face: str
    template: str
    name: str
    latex: bool = False
    wide: int = 1

    @property
    def alt(self) -> str:
        """The key that types the same together with Alt; empty where there is none."""
        return _ALT_KEYS.get(self.template.strip().partition("(")[0], "")


@dataclass(frozen=True, slots=True)
class KeyPage:
    """A page of the keypad: its tab, its name, how many places a row has, its keys."""

    tab: str
    name: str
    columns: int
    keys: tuple[Key, ...]


def pages() -> tuple[KeyPage, ...]:
    """The pages in the current language."""
    return (
        KeyPage("123 √", tr("Numbers and signs"), 7, _numbers()),
        KeyPage("f(x)", tr("Functions"), 5, _functions()),
        KeyPage("αβγ", tr("Greek letters"), 7, _greek()),
        KeyPage("d/dx", tr("Calculus"), 6, _calculus()),
    )


def _numbers() -> tuple[Key, ...]:
    return (
        *_variables("xyt"),
        *_plain("789"),
        Key("÷", "/", tr("divided by")),
        Key("x^{2}", "²", tr("squared"), True),
        Key("x^{n}", "^(□)", tr("to a power"), True),
        Key(r"\sqrt{x}", "√(□)", tr("square root"), True),
        *_plain("456"),
        Key("×", "*", tr("times")),
        Key(r"\tfrac{a}{b}", "(□)/(□)", tr("fraction"), True),
        Key("|x|", "|□|", tr("absolute value"), True),
        Key(r"\sqrt[n]{x}", "root(□, □)", tr("root of any order"), True),
        *_plain("123"),
        Key("−", "-", tr("minus")),
        Key("(", "(", tr("opening bracket")),
        Key(")", ")", tr("closing bracket")),
        Key(",", ", ", tr("comma")),
        Key("0", "0", "0"),
        Key(".", ".", tr("decimal point")),
        Key("=", " = ", tr("equals")),
        Key("+", "+", tr("plus")),
        Key("<", " < ", tr("less than")),
        Key(">", " > ", tr("greater than")),
        Key("≤", " ≤ ", tr("at most")),
        Key("≥", " ≥ ", tr("at least")),
        Key(r"\pi", "π", "pi", True),
        Key(r"\mathrm{e}", "e", tr("Euler's number"), True),
        Key("∞", "∞", tr("infinity")),
    )


def _plain(signs: str) -> tuple[Key, ...]:
    return tuple(Key(sign, sign, sign) for sign in signs)


def _variables(letters: str) -> tuple[Key, ...]:
    return tuple(Key(letter, letter, letter, True) for letter in letters)


def _functions() -> tuple[Key, ...]:
    said = summaries()
    names = (
        "sin cos tan exp ln asin acos atan log sqrt sinh cosh tanh abs cbrt floor ceil round sign mod"
        " min max erf gamma sigmoid"
    )
    several = {"mod", "min", "max"}
    return tuple(
        Key(name, f"{name}(□, □)" if name in several else f"{name}(□)", said[name]) for name in names.split()
    )


def _greek() -> tuple[Key, ...]:
    """The Greek letters that do not look like Latin ones, small ones first."""
    letters = [each for each in SYMBOLS if each.group == "greek" and each.character not in _LATIN_LOOKS]
    letters.sort(key=lambda each: not each.character.islower())
    return tuple(Key(each.character, _letter(each.character), each.names[0]) for each in letters)


def _letter(sign: str) -> str:
    """What the key of a letter types: Γ is the gamma function."""
    return f"{sign}({GAP})" if GREEK[sign] in SPELLINGS else sign


def _calculus() -> tuple[Key, ...]:
    """What the language has of calculus now; concepts come from their register."""
    said = summaries()
    keys = [
        Key("f'(x)", "f'(□)", tr("derivative of f"), True, 2),
        Key("f''(x)", "f''(□)", tr("second derivative of f"), True, 2),
        Key(r"\left\{\ldots\right.", "{□: □, otherwise: □}", tr("piecewise: condition and value"), True, 2),
        Key(r"\tfrac{d}{dx}", "d/dx (□)", tr("derivative by x"), True, 2),
        Key(r"\tfrac{d^2}{dx^2}", "d^2/dx^2 (□)", tr("second derivative by x"), True, 2),
        Key(r"\tfrac{d^n}{dx^n}", "diff(□, x, □)", tr("derivative of any order"), True, 2),
    ]
    between = tr("integral between bounds")
    for name, (face, template) in _FORMS.items():
        if name == "limit":
            keys.append(Key("∫₀¹ f dx", "integral(□, x, □, □)", between, False, 2))
        plain = face[0] in "∫Σ"  # typeset they are higher than a key
        keys.append(Key(face, template, said[name], not plain, 2))
    for kind in REGISTER.values():
        if kind.menu:
            gaps = ", ".join(GAP for spec in kind.fields if spec.kind in SUBJECTS)
            keys.append(Key(kind.title, kind.template(gaps), capital(kind.summary), False, 3))
    return tuple(keys)
