"""What a word means where it stands, and what is said of one that means nothing."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NoReturn

from calcviz.language.expression import Constant, Expression, Name
from calcviz.language.messages import tr
from calcviz.language.names import Names
from calcviz.language.problems import Problem
from calcviz.language.reading import calls, forms, gradients, partials, vectors
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import AXES, CONSTANTS, GREEK_NAMES, KEYWORDS, VARIABLES, is_letter
from calcviz.language.tokens import Lexeme
from calcviz.language.vocabulary import SPELLINGS

if TYPE_CHECKING:
    from calcviz.language.reader import Reader

_RAISED_ORDERS = ("", "", "²", "³")
Meaning = tuple[str, ...] | Literal["number", "command"]


@lru_cache(maxsize=256)
def meanings(names: Names) -> dict[str, Meaning]:
    """Each name of the other rows: a number, point or list, a command, or the parameters of a function."""
    found: dict[str, Meaning] = dict.fromkeys(names.commands | names.later, "command")
    found.update(dict.fromkeys(names.lists | names.points | names.vectors | names.numbers, "number"))
    found.update(names.functions)
    return found


def is_function(reader: "Reader", name: str) -> bool:
    """Whether `name` is a function here, of the language or of a row."""
    if name in reader.variables:
        return False
    return name in SPELLINGS or isinstance(meanings(reader.names).get(name), tuple)


def word(reader: "Reader") -> Expression:
    """Read the word that stands here, with its arguments; raises Unreadable."""
    name = reader.now.text
    if name in reader.variables:
        reader.advance()
        return Name(name)
    quotient = forms.leibniz(reader) if name[0] == "d" else None
    if quotient is not None:
        return forms.derivative(reader, quotient)
    meaning = meanings(reader.names).get(name)
    if meaning == "number":
        start = reader.now.start
        reader.advance()
        if name not in reader.names.points and name not in reader.names.vectors:
            return Name(name)
        reader.mixed = reader.several = True  # it is no single number
        return reader.record(Name(name), start)
    if isinstance(meaning, tuple):
        return calls.defined(reader, name, meaning)
    function = SPELLINGS.get(name)
    if function is not None:
        return calls.builtin(reader, function)
    if name in CONSTANTS:
        reader.advance()
        return Constant(CONSTANTS[name])
    form = forms.FORMS.get(name)
    if form is not None:
        return form(reader)
    if meaning == "command":
        message = tr("`{name}` is a picture of its own and stands alone in its row", name=name)
        refuse(reader.now.start, reader.now.end, message)
    if name.startswith("log_"):
        return calls.logarithm(reader, name.removeprefix("log_"))
    return letter(reader, name) if is_letter(name) else split(reader, name)


def letter(reader: "Reader", name: str) -> Expression:
    """A letter: its name, remembered as missing where it has no value."""
    now = reader.now
    if name not in reader.variables and meanings(reader.names).get(name) != "number":
        if "_" in name:
            _refuse_index(reader, name)
        if now.kind == "name" and _looks_like_call(reader):
            hint = tr("Define it in a row: {name}(x) = …", name=name)
            refuse(now.start, now.end, nothing_named(reader.shown(now)), hint)
        reader.missing.setdefault(name, (now.start, now.end))
    reader.advance()
    return Name(name)


def _looks_like_call(reader: "Reader") -> bool:
    """Whether an unknown letter was meant as a function: f(x), J(0, x), u'."""
    after = reader.following()
    if after.kind == "prime":
        return True
    if after.kind != "(" or after.start != reader.now.end:
        return False
    if reader.now.text in ("f", "g", "h", "F", "G", "H") or len(reader.shown(reader.now)) > 1:
        return True
    level = 0
    for lexeme in reader.lexemes[reader.at + 1 :]:
        level += (lexeme.kind == "(") - (lexeme.kind == ")")
        if level == 0:
            break
        if lexeme.kind == "," and level == 1:
            return True
    return False


def split(reader: "Reader", name: str) -> Expression:
    """A word made of known letters, with or without a function behind them: xy, xln(x)."""
    parts = _letters(reader, name)
    if parts is None:
        unknown(reader)
    start = reader.now.start
    pieces, place = [], start
    for part in parts:
        pieces.append(Lexeme("name", part, place, place + len(part)))
        place += len(part)
    reader.lexemes[reader.at : reader.at + 1] = pieces
    reader.now = pieces[0]
    return word(reader)


def _letters(reader: "Reader", name: str) -> list[str] | None:
    """The known letters that make up a word, a function or pi at its end; None when some part is unknown.

    e counts beside a variable only (xe^x), and t, r only where they are the variable of a function:
    words such as `re` and `at` stay words.
    """
    if not (name.isascii() and name.isalpha()) or len(name) > 12:
        return None
    known, near = meanings(reader.names), _near(reader)
    parts: list[str] = []
    for place, character in enumerate(name):
        rest = name[place:]
        if place and (is_function(reader, rest) or rest == "pi"):
            return [*parts, rest]
        if not (character in near or character == "e" or known.get(character) == "number"):
            return None
        parts.append(character)
    return parts if "e" not in parts or near & set(parts) else None


def _near(reader: "Reader") -> frozenset[str]:
    """The variables that may stand in a word with others: x, y, z and those of the function defined here."""
    near = frozenset({"x", "y", "z"})
    return near if reader.variables is VARIABLES else near | reader.variables


def unknown(reader: "Reader") -> NoReturn:
    """Say that nothing is named like this, with a suggestion."""
    now = reader.now
    if now.text in ("dot", "norm"):
        length = tr("The length of a vector is written |v|")
        meant = length if now.text == "norm" else vectors.scalar_product_hint()
        refuse(now.start, now.end, nothing_named(now.text), meant)
    stem = now.text.rstrip("0123456789")
    if stem != now.text and "_" not in now.text:
        if stem in SPELLINGS:
            digits = now.text[len(stem) :]
            meant = f"log(x, {digits})" if stem == "log" else f"{stem} {digits}"
            refuse(now.start, now.end, nothing_named(now.text), did_you_mean(meant), meant)
        if is_letter(stem) or stem in reader.variables or stem in meanings(reader.names):
            refuse_digits(stem, now.text[len(stem) :], now.start, now.end)
    if now.text in ("dx", "dy", "dt", "dr") and "integral" in reader.text[: now.start]:
        meant = tr("An integral is written integral(f(x), x, 0, 1)")
        refuse(now.start, now.end, nothing_named(now.text), meant)
    suggestion = _suggestion(reader, now.text)
    hint = None if suggestion is None else did_you_mean(suggestion)
    refuse(now.start, now.end, nothing_named(reader.shown(now)), hint, suggestion)


def _suggestion(reader: "Reader", name: str) -> str | None:
    """What a word may have been meant for: sin x for sinx, a*x for ax, floor for foo."""
    if len(name) > 30:
        return None
    known, near = meanings(reader.names), _near(reader)
    for length in range(len(name) - 1, 1, -1):
        letters = name[length:]
        if name[:length] in SPELLINGS and all(part in near or part in known for part in letters):
            return f"{name[:length]} {letters}"
    everything = [*SPELLINGS, *known, *CONSTANTS, *forms.FORMS, *KEYWORDS, *sorted(reader.names.choices)]
    everything = [word for word in everything if word != name]
    if name.lower() in everything:
        return name.lower()
    if len(name) <= 3 and name.islower() and name[-1] in near and len(set(name)) == len(name):
        return "*".join(name)
    return closest(name, [*everything, *(greek for greek in GREEK_NAMES if len(greek) > 3)])


def closest(name: str, everything: Iterable[str]) -> str | None:
    """The word most like `name`, None when none is like it."""
    import difflib  # only what is misspelt needs it

    found = difflib.get_close_matches(name, everything, 1, 0.65)
    return found[0] if found else None


def refuse_unknown_function(reader: "Reader") -> NoReturn:
    """Say that no function of several variables is named like the word that stands here."""
    now = reader.now
    hint = tr("Define it in a row: {name}(x, y) = …", name=reader.shown(now))
    refuse(now.start, now.end, nothing_named(reader.shown(now)), hint)


def _refuse_index(reader: "Reader", name: str) -> None:
    """Raise Unreadable for g_x, g_xy where g is a function of x and y: its partial derivatives."""
    stem, _, index = name.partition("_")
    parameters = meanings(reader.names).get(stem)
    if not isinstance(parameters, tuple) or len(parameters) < 2 or not set(index) <= set(parameters):
        return
    order = _RAISED_ORDERS[len(index)] if len(index) < len(_RAISED_ORDERS) else f"^{len(index)}"
    meant = f"∂{order}{stem}/" + "".join(f"∂{variable}" for variable in reversed(index))
    refuse(reader.now.start, reader.now.end, nothing_named(name), did_you_mean(meant), meant)


def nothing_named(name: str) -> str:
    """The sentence about an unknown word."""
    return tr("nothing is named `{name}`", name=name)


def did_you_mean(suggestion: str) -> str:
    """The hint with a suggestion."""
    return tr("Did you mean `{word}`?", word=suggestion)


def refuse_digits(stem: str, digits: str, start: int, end: int) -> NoReturn:
    """Say that x2 can be read in two ways."""
    hint = tr("{name}*{digits} or {name}^{digits}?", name=stem, digits=digits)
    refuse(start, end, tr("`{name}` can be read in two ways", name=stem + digits), hint)


def refuse_kind(start: int, end: int, wants_condition: bool) -> NoReturn:
    """Say that a number stands in place of a condition, or a condition in place of a number."""
    if wants_condition:
        refuse(start, end, tr("a condition such as x > 0 is expected here"))
    refuse(start, end, tr("a number is expected here, not a condition"))


def without_value(missing: Mapping[str, tuple[int, int]], variables: frozenset[str]) -> Problem:
    """The problem of letters that have no value: the first is named, all can become sliders."""
    name, (start, end) = next(iter(missing.items()))
    if name == "i":
        message = tr("`i` is no number here: CalcViz computes with real numbers")
        return Problem(start, end, message)
    if name in AXES:
        message = tr("`{name}` has no value here", name=name)
        return Problem(
            start, end, message, tr("Only {variables} varies here", variables=", ".join(sorted(variables)))
        )
    sliders = tuple(letter for letter in missing if letter not in AXES and letter != "i")
    if len(sliders) == 1:
        hint = tr("Create slider {name}", name=name)
        return Problem(start, end, tr("`{name}` has no value", name=name), hint, sliders)
    hint = tr("Create sliders {names}", names=", ".join(sliders))
    names = ", ".join(f"`{letter}`" for letter in sliders[:-1])
    message = tr("{names} and `{last}` have no value", names=names, last=sliders[-1])
    return Problem(start, end, message, hint, sliders)


def sign(reader: "Reader") -> Expression:
    """Read what begins with ∂ or ∇; raises Unreadable for every other sign."""
    if reader.kind == "∂":
        return partials.partial(reader)
    if reader.kind == "∇":
        return gradients.of_function(reader, "gradient")
    if reader.kind == "keyword" and reader.now.text == "if" and reader.following().kind == "(":
        return forms.choice(reader)
    reader.operand_missing()
