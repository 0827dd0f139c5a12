"""LaTeX to the tree of a formula; what is not known is shown as it is written, and nothing raises."""

from __future__ import annotations

import re
from collections.abc import Callable

from calcviz.views.formula.nodes import (
    Accent,
    Classed,
    Fence,
    Fenced,
    Fraction,
    Line,
    Node,
    Operator,
    Root,
    Row,
    Scripts,
    Slot,
    Space,
    Styled,
    Symbol,
    Table,
    Text,
)
from calcviz.views.formula.symbols import (
    ACCENTS,
    ALPHABETS,
    CHARACTERS,
    FENCES,
    FUNCTIONS,
    INTEGRALS,
    LARGE,
    LIMITS,
    PRIMES,
    SIGNS,
    SPACES,
    SPELT,
    WIDE_ACCENTS,
    Kind,
    lettered,
)

MAX_LENGTH = 6000
MAX_DEPTH = 40

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\d+(?:\.\d+)?|\.\d+|\s+|.", re.DOTALL)
_STYLES = {"displaystyle": 0, "textstyle": 1, "scriptstyle": 2, "scriptscriptstyle": 3}
_BIG = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_CLASSES: dict[str, Kind] = {
    "mathord": "ord", "mathop": "op", "mathbin": "bin", "mathrel": "rel", "mathopen": "open",
    "mathclose": "close", "mathpunct": "punct", "mathinner": "inner",
}  # fmt: skip
_FENCED_TABLES = {
    "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "vmatrix": ("|", "|"), "Bmatrix": ("{", "}"),
    "Vmatrix": ("‖", "‖"), "cases": ("{", ""), "matrix": ("", ""), "smallmatrix": ("", ""), "array": ("", ""),
    "aligned": ("", ""), "align": ("", ""), "align*": ("", ""), "gathered": ("", ""), "split": ("", ""),
}  # fmt: skip
_EQUATIONS = {"aligned", "align", "align*", "split"}
_CLOSERS = {"}", "&", "\\\\", "\\cr", "\\right", "\\end", "\\middle"}


def read(latex: str) -> Node:
    """Return the tree of a formula; one longer than MAX_LENGTH characters is cut there.

    Deeper than MAX_DEPTH the source stands as text.
    """
    reader = _Reader(_TOKEN.findall(latex[:MAX_LENGTH]))
    items: list[Node] = []
    while not reader.ended:
        items += reader.row().items
        if not reader.ended:
            stray = reader.take()
            if stray not in ("}", "\\\\", "\\cr"):
                items.append(Text(stray))
    return Row(tuple(items))


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.alphabet = "italic"

    # --- tokens

    @property
    def ended(self) -> bool:
        return self.place >= len(self.tokens)

    def peek(self) -> str:
        return "" if self.ended else self.tokens[self.place]

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def skip_spaces(self) -> None:
        while self.peek().isspace():
            self.place += 1

    def raw_group(self) -> str:
        """The source between two braces, or one token."""
        self.skip_spaces()
        if self.peek() != "{":
            return self.take()
        self.take()
        depth, start = 1, self.place
        while not self.ended and depth:
            depth += {"{": 1, "}": -1}.get(self.take(), 0)
        end = self.place if depth else self.place - 1
        return "".join(self.tokens[start:end])

    # --- rows

    def row(self, closer: str = "") -> Row:
        """Items up to a closing token or `closer`, which stay unread."""
        items: list[Node] = []
        before = self.alphabet
        while not self.ended:
            self.skip_spaces()
            token = self.peek()
            if not token or token in _CLOSERS or token == closer:
                break
            name = token[1:]
            if token[0] == "\\" and name in _STYLES:
                self.take()
                if self.depth < MAX_DEPTH:
                    self.depth += 1
                    items.append(Styled(_STYLES[name], self.row(closer)))
                    self.depth -= 1
                continue
            items.append(self.item())
        self.alphabet = before
        return Row(tuple(items))

    def item(self) -> Node:
        """An atom with what hangs on it: primes, superscript, subscript."""
        base = Row(()) if self.peek() in ("^", "_", "'", "’") else self.atom()
        primes, upper, lower = 0, None, None
        limits: bool | None = None
        while True:
            self.skip_spaces()
            token = self.peek()
            if token in ("'", "’"):
                primes += len(self.take())
            elif token == "^" and upper is None:
                self.take()
                upper = self.argument()
            elif token == "_" and lower is None:
                self.take()
                lower = self.argument()
            elif token in ("\\limits", "\\nolimits"):
                limits = self.take() == "\\limits"
            else:
                break
        if token in ("^", "_"):  # a second one: TeX refuses it, we let it hang on nothing
            self.take()
        if primes:
            marks = Symbol(PRIMES[primes - 1] if primes <= len(PRIMES) else "′" * primes)
            upper = marks if upper is None else Row((marks, upper))
        if upper is None and lower is None:
            return base
        return Scripts(base, upper, lower, limits)

    def argument(self) -> Node:
        """A group in braces or a single token: of a number its first digit, as in TeX."""
        self.skip_spaces()
        token = self.peek()
        if token in _CLOSERS or not token:
            return Row(())
        if token[0].isdigit() and len(token) > 1:
            self.tokens[self.place] = token[1:]
            return Symbol(lettered(token[0], self.alphabet))
        return self.atom()

    # --- atoms

    def atom(self) -> Node:
        if self.depth >= MAX_DEPTH:
            return Text(self.raw_group())
        self.depth += 1
        node = self._atom()
        self.depth -= 1
        return node

    def _atom(self) -> Node:
        token = self.take()
        if token == "{":
            inside = self.row()
            if self.peek() == "}":
                self.take()
            return (
                inside.items[0] if len(inside.items) == 1 and isinstance(inside.items[0], Symbol) else inside
            )
        if token == "~":
            return Space(0.25)
        if token[0] == "\\" and len(token) > 1:
            return self.command(token[1:])
        if token[0].isdigit() or (token[0] == "." and len(token) > 1):
            return Symbol("".join(lettered(digit, self.alphabet) for digit in token))
        return self.character(token)

    def character(self, token: str) -> Node:
        if token in CHARACTERS:
            return Symbol(*CHARACTERS[token])
        if token in LARGE.values():
            return Operator(token, True, token not in INTEGRALS)
        if _is_sentence(token):
            while _is_sentence(self.peek()):
                token += self.take()
            return Text(token)
        return Symbol(lettered(token, self.alphabet))

    def command(self, name: str) -> Node:
        if name in SIGNS:
            sign, kind = SIGNS[name]
            return Symbol(lettered(sign, self.alphabet), kind)
        if name in LARGE:
            return Operator(LARGE[name], True, LARGE[name] not in INTEGRALS)
        if name in FUNCTIONS or name in LIMITS:
            return Operator(SPELT.get(name, name), False, name in LIMITS)
        if name in SPACES:
            return Space(SPACES[name])
        if name in ACCENTS:
            return Accent(ACCENTS[name], self.argument(), name in WIDE_ACCENTS)
        if name in ALPHABETS:
            return self.in_alphabet(ALPHABETS[name])
        if name in _BIG or name[:-1] in _BIG:
            return self.big(name)
        if name in _CLASSES:
            return Classed(self.argument(), _CLASSES[name])
        build = _COMMANDS.get(name)
        return build(self) if build else Text("\\" + name)

    def in_alphabet(self, alphabet: str) -> Node:
        before, self.alphabet = self.alphabet, alphabet
        inside = self.argument()
        self.alphabet = before
        letters = _joined(inside)
        return Symbol(letters) if letters and alphabet == "roman" else inside

    # --- commands with arguments

    def fraction(self, display: bool | None = None) -> Node:
        top = self.argument()
        return Fraction(top, self.argument(), True, display)

    def binomial(self) -> Node:
        top = self.argument()
        return Fenced(("(", ")"), (Fraction(top, self.argument(), rule=False),))

    def root(self) -> Node:
        self.skip_spaces()
        degree: Node | None = None
        if self.peek() == "[":
            self.take()
            degree = self.row("]")
            self.take()
        return Root(self.argument(), degree)

    def fence(self) -> str:
        self.skip_spaces()
        token = self.take()
        if token.startswith("\\"):
            return FENCES.get(token[1:], "")
        return {".": "", "<": "⟨", ">": "⟩"}.get(token, token[:1])

    def fenced(self) -> Node:
        signs, parts = [self.fence()], [self.row()]
        while self.peek() == "\\middle":
            self.take()
            signs.append(self.fence())
            parts.append(self.row())
        if self.peek() == "\\right":
            self.take()
            signs.append(self.fence())
        else:
            signs.append("")
        return Fenced(tuple(signs), tuple(parts))

    def big(self, name: str) -> Node:
        kinds: dict[str, Kind] = {"l": "open", "r": "close", "m": "rel"}
        size, kind = (name, None) if name in _BIG else (name[:-1], kinds.get(name[-1], "ord"))
        sign = self.fence()
        if kind is None:
            kind = "open" if sign in "([{⟨⌊⌈" else "close" if sign in ")]}⟩⌋⌉" else "ord"
        return Fence(sign, _BIG[size], kind)

    def text(self) -> Node:
        return Text(_plain(self.raw_group()))

    def operator(self, limits: bool = False) -> Node:
        return Operator(_plain(self.raw_group()).replace("-", "‐"), False, limits)

    def slot(self) -> Node:
        name = self.raw_group()
        return Slot(name, self.raw_group())

    def environment(self) -> Node:
        form = self.raw_group()
        if form == "array":
            self.raw_group()
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cell = self.row()
            # An equation's right side begins with nothing, so that the sign of relation keeps its space.
            cells.append(Row((Row(()), *cell.items)) if form in _EQUATIONS and len(cells) % 2 else cell)
            token = self.peek()
            if token == "&":
                self.take()
                continue
            rows.append(tuple(cells))
            cells = []
            if token in ("\\\\", "\\cr"):
                self.take()
                continue
            break
        if self.peek() == "\\end":
            self.take()
            self.raw_group()
        if len(rows) > 1 and rows[-1] == (Row(()),):
            rows.pop()
        if form not in _FENCED_TABLES:
            return Row(tuple(cell for row in rows for cell in row))
        signs = _FENCED_TABLES[form]
        table = Table(form.rstrip("*"), tuple(rows))
        return Fenced(signs, (table,)) if any(signs) else table

    def phantom(self) -> Node:
        self.argument()
        return Row(())

    def negated(self) -> Node:
        inside = self.argument()
        if isinstance(inside, Symbol):
            return Symbol({"=": "≠", "∈": "∉", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "⊂": "⊄"}.get(
                inside.text, inside.text + "\u0338"), "rel")  # fmt: skip
        return inside


_COMMANDS: dict[str, Callable[[_Reader], Node]] = {
    "frac": _Reader.fraction,
    "dfrac": lambda reader: reader.fraction(True),
    "tfrac": lambda reader: reader.fraction(False),
    "binom": _Reader.binomial,
    "sqrt": _Reader.root,
    "left": _Reader.fenced,
    "text": _Reader.text,
    "textrm": _Reader.text,
    "mbox": _Reader.text,
    "operatorname": _Reader.operator,
    "operatorname*": lambda reader: reader.operator(True),
    "slot": _Reader.slot,
    "begin": _Reader.environment,
    "overline": lambda reader: Line(reader.argument(), over=True),
    "underline": lambda reader: Line(reader.argument(), over=False),
    "phantom": _Reader.phantom,
    "not": _Reader.negated,
}


def _is_sentence(token: str) -> bool:
    """Whether a character belongs to words of another script rather than to mathematics, e.g. Chinese."""
    return len(token) == 1 and "\u2e80" <= token <= "\uffef"


def _joined(node: Node) -> str:
    """The characters of a group that is only letters and digits, else an empty string."""
    if isinstance(node, Symbol):
        return node.text if node.kind == "ord" else ""
    if isinstance(node, Row):
        parts = [_joined(item) for item in node.items]
        return "".join(parts) if all(parts) else ""
    return ""


def _plain(source: str) -> str:
    """The source of \\text as it is read: escaped signs without their backslash."""
    return re.sub(r"\\([%_&#${} ])", r"\1", source).replace("~", " ").replace("''", "”").replace("``", "“")
