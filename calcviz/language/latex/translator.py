"""A formula in LaTeX, part by part, to the text of a row."""

from calcviz.language.latex import brackets, forms, functions, scripts
from calcviz.language.latex.commands import CONDITIONAL, LOGIC, OTHERWISE, RELATIONS
from calcviz.language.latex.cursor import Cursor
from calcviz.language.latex.lexemes import Lexeme
from calcviz.language.latex.parts import Part, at, beside, condition, negated
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse
from calcviz.language.tightness import AND, NOT, OR, POWER, PRODUCT, RESTRICTED, SUM

_SIGNS = frozenset({"+", "-", "±", "∓"})
_CLOSERS = frozenset({"}", ")", "]", "\\}", "⌋", "⌉", "end"})
_STOPS = (
    RELATIONS
    | _SIGNS
    | _CLOSERS
    | {
        "",
        "&",
        "row",
        "line",
        ",",
        ";",
        ":",
        ".",
        "->",
        "*",
        "/",
        "^",
        "_",
        "'",
        "!",
        "super",
        "open",
        "shut",
    }
)
_INFIX = frozenset({"in", "bmod", "over", "choose", "mapsto"})
_JOINING = frozenset({*LOGIC, *OTHERWISE, *CONDITIONAL})


class Translator(Cursor):
    """Reads one formula. Every method reads what its name says from here on and raises Unreadable.

    `integrals` counts the integrals whose differential has not come yet; `differential` is the variable of
    one that stood in a fraction: dx/x. While `approaching` the place of a limit, `side` is where it comes
    from: 0^+.
    """

    def __init__(self, text: str, lexemes: list[Lexeme]) -> None:
        super().__init__(text, lexemes)
        self.integrals = 0
        self.differential: str | None = None
        self.approaching = False
        self.side: str | None = None

    def expression(self) -> Part:
        """Anything: a value, or conditions joined by `and`, `or`."""
        parts = [self.conjunction()]
        while self.logic() == "or":
            self.advance()
            parts.append(self.conjunction())
        if len(parts) == 1:
            return parts[0]
        return Part(" or ".join(at(part, AND) for part in parts), OR, "condition")

    def conjunction(self) -> Part:
        """Conditions joined by `and`."""
        parts = [self.relation()]
        while self.logic() == "and":
            self.advance()
            parts.append(self.relation())
        if len(parts) == 1:
            return parts[0]
        return Part(" and ".join(at(part, NOT) for part in parts), AND, "condition")

    def logic(self) -> str | None:
        """The word that joins conditions, where one stands here."""
        return LOGIC.get(self.now.text.lower()) if self.now.kind in ("word", "command", "letter") else None

    def relation(self) -> Part:
        """A value, a chain of relations, `not` before one, or x in an interval."""
        if self.logic() == "not":
            self.advance()
            with self.deeper():
                return Part(f"not {at(self.relation(), NOT)}", NOT, "condition")
        first = self.value()
        if self.take("command", "in"):
            return brackets.interval(self, first)
        if self.now.kind not in RELATIONS:
            return first
        text = at(first, RESTRICTED)
        while self.now.kind in RELATIONS:
            sign = self.advance().kind
            text += f" {sign} {at(self.value(), RESTRICTED)}"
        return condition(text)

    def value(self) -> Part:
        """A sum, with its restrictions behind it: x^2 (x > 0)."""
        sign = self.advance().kind if self.now.kind in _SIGNS else ""
        first = self.product()
        whole = negated(first, sign) if sign not in ("", "+") else first
        while not self.differential:
            if self.now.kind in _SIGNS:
                operator = self.advance().kind
                whole = Part(f"{whole.text} {operator} {self.term()}", SUM)
            elif self.restricted():
                found = brackets.bracket(self).text.removeprefix("(").removesuffix(")")
                whole = Part(f"{at(whole, RESTRICTED)} {{{found}}}", RESTRICTED)
            else:
                break
        return whole

    def term(self) -> str:
        """A term behind + or -, which may have a sign of its own."""
        if self.now.kind not in _SIGNS:
            return self.product().text
        with self.deeper():
            return self.advance().kind + self.term()

    def restricted(self) -> bool:
        """Whether a condition in brackets stands here behind a wide space."""
        return self.now.gap and self.now.kind == "(" and brackets.holds_condition(self)

    def product(self) -> Part:
        """Factors joined by signs or standing side by side."""
        last = self.factor()
        text, joined = at(last, PRODUCT), False
        while True:
            if self.now.kind in ("*", "/"):
                sign = self.advance().kind
                last = self.signed_factor()
                text += sign + at(last, POWER)
            elif self.take("command", "bmod"):
                last = Part(f"mod({text}, {self.factor().text})")
                text = last.text
            elif self.begins_factor():
                self.check_beside(last)
                before, last = last, self.factor()
                text = beside(text, before, last)
            else:
                return Part(text, PRODUCT) if joined else last
            joined = True

    def signed_factor(self) -> Part:
        """A factor behind * or /, which may have a sign."""
        if self.now.kind not in _SIGNS:
            return self.factor()
        with self.deeper():
            sign = self.advance().kind
            found = self.signed_factor()
        return found if sign == "+" else negated(found, sign)

    def check_beside(self, last: Part) -> None:
        """Raise Unreadable where a number stands before another or before a fraction of numbers: 2 1/2."""
        now, after = self.now, self.following()
        if last.kind != "number":
            return
        if now.kind == "number":
            refuse(now.start, now.end, tr("a sign is missing between two numbers"))
        fraction = now.kind == "command" and now.text in ("frac", "dfrac", "tfrac")
        inner = self.following(2) if after.kind == "{" else after
        if fraction and inner.kind == "number":
            shown = f"{last.text}{self.shown(now)}"
            hint = tr("Write + or * between the number and the fraction")
            refuse(now.start, now.end, tr("`{name}` can be read in two ways", name=shown), hint)

    def begins_factor(self) -> bool:
        """Whether what stands here multiplies the factor before it, without a sign between them."""
        now = self.now
        if now.kind in _STOPS or self.differential or self.at_differential():
            return False
        if now.kind == "|" and (now.text == "right" or (not now.text and self.bars)):
            return False
        if now.kind == "word" and now.text.lower().rstrip(".,:") in _JOINING:
            return False
        if now.kind in ("command", "letter") and (now.text in _INFIX or now.text in LOGIC):
            return False
        if now.gap:
            if self.restricted():
                return False
            refuse(now.start, now.end, tr("a sign is missing before `{sign}`", sign=self.shown(now)))
        return True

    def at_differential(self) -> bool:
        """Whether the dx of an open integral stands here."""
        now = self.now
        if not self.integrals:
            return False
        if now.kind == "word":
            return len(now.text) == 2 and now.text[0] == "d"
        return now.kind == "letter" and now.text == "d" and self.following().kind == "letter"

    def take_differential(self) -> str:
        """Step over dx and give its variable."""
        now = self.advance()
        return now.text[1:] if now.kind == "word" else self.advance().text

    def factor(self) -> Part:
        """Something with its exponents, primes and indices."""
        return scripts.scripted(self, self.primary())

    def primary(self) -> Part:
        """A number, a name, a function with its arguments, or something in brackets."""
        self.enter()
        found = self.begun()
        self.leave()
        return found

    def begun(self) -> Part:
        """What the lexeme that stands here begins."""
        now = self.now
        if now.kind == "number":
            return scripts.number(self)
        if now.kind == "letter":
            self.advance()
            return Part(now.text, kind="name")
        if now.kind == "word":
            return functions.word(self)
        if now.kind == "command":
            return forms.command(self)
        reading = brackets.READINGS.get(now.kind)
        if reading is not None and not (now.kind == "|" and now.text == "right"):
            return reading(self)
        if now.kind in ("", *_STOPS) and now.kind not in ("open", "shut", "super"):
            self.missing()
        self.unexpected()

    def argument(self) -> Part:
        """One argument of a command: what stands in braces, else a single digit, letter or command."""
        now = self.now
        if now.kind == "number" and now.end - now.start > 1 and now.text[0].isdigit():
            middle = now.start + 1
            self.lexemes[self.at] = now._replace(text=now.text[1:], start=middle)
            return Part(now.text[0], kind="number")
        if now.kind == "{":
            return brackets.group(self)
        return self.primary()
