"""Text to expression, by precedence climbing, with the place of any mistake."""

from collections.abc import Callable

from calcviz.language import words
from calcviz.language.cursor import Cursor, refuse
from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Number,
    Piecewise,
    Relation,
    Sequence,
    Tuple,
    children,
    walk,
)
from calcviz.language.letters import VARIABLES
from calcviz.language.limits import MAX_LENGTH, measure, number, too_long
from calcviz.language.messages import tr, translated
from calcviz.language.names import Names
from calcviz.language.problems import Hint, Problem, Unreadable
from calcviz.language.tokens import Lexeme

_RELATIONS: dict[str, Relation] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "!="}
_STARTS = frozenset({"number", "name", "(", "|", "√", "∛", "⌊", "⌈", "{", "∂", "∇"})
_CONDITIONS = (Comparison, Logic)
_ROOTS = {"√": "sqrt", "∛": "cbrt"}
_STEPS = {"⌊": ("⌋", "floor"), "⌈": ("⌉", "ceil")}


class Reader(Cursor):
    """Reads one formula. Every method reads what its name says from here on and raises Unreadable.

    `missing` collects the letters that have no value, with the place of the first of each; `later` is
    the subject of the first part that a later version brings.
    """

    __slots__ = ("after_relation", "later", "missing", "names", "variables")

    def __init__(
        self,
        text: str,
        names: Names,
        variables: frozenset[str] = VARIABLES,
        start: int = 0,
        lexemes: list[Lexeme] | None = None,
    ) -> None:
        super().__init__(text, start, lexemes)
        self.names = names
        self.variables = variables
        self.missing: dict[str, tuple[int, int]] = {}
        self.later: str | None = None
        self.after_relation = False

    def expression(self) -> Expression:
        """Anything: a value, or a condition with relations, `and`, `or`, `not`."""
        first = self.conjunction()
        operands = [first]
        while self.at_or(first):
            self.mixed = True
            self.advance()
            self.take("|")
            operands.append(self.conjunction())
        return first if len(operands) == 1 else Logic("or", tuple(operands))

    def at_or(self, before: Expression) -> bool:
        """Whether `or` stands here, as a word or as `||` behind a condition."""
        if self.kind == "keyword":
            return self.now.text == "or"
        return self.kind == "|" and self.at_double_bar() and isinstance(before, _CONDITIONS)

    def at_double_bar(self) -> bool:
        """Whether two bars stand here side by side while no bar is open."""
        after = self.following()
        return self.bars == 0 and after.kind == "|" and after.start == self.now.end

    def conjunction(self) -> Expression:
        """Conditions joined by `and`."""
        first = self.relation()
        if self.kind != "keyword" or self.now.text != "and":
            return first
        operands = [first]
        self.mixed = True
        while self.kind == "keyword" and self.now.text == "and":
            self.advance()
            operands.append(self.relation())
        return Logic("and", tuple(operands))

    def relation(self) -> Expression:
        """A value, a chain of relations between values, or `not` before one."""
        start = self.now.start
        if self.kind == "keyword" and self.now.text == "not":
            self.enter()
            self.advance()
            negated = self.relation()
            self.leave()
            self.mixed = True
            return self.record(Logic("not", (negated,)), start)
        first = self.value()
        if self.kind not in _RELATIONS:
            return first
        outer, self.after_relation = self.after_relation, True
        operands, relations = [first], []
        while self.kind in _RELATIONS:
            relations.append(_RELATIONS[self.kind])
            self.advance()
            operands.append(self.value())
        self.after_relation = outer
        self.mixed = True
        return self.record(Comparison(tuple(operands), tuple(relations)), start)

    def condition(self) -> Expression:
        """A condition, and nothing that has a value instead."""
        start = self.now.start
        found = self.expression()
        if not isinstance(found, _CONDITIONS):
            refuse(start, self.previous.end, tr("a condition such as x > 0 is expected here"))
        return found

    def value(self) -> Expression:
        """A sum, with restrictions {…} behind it."""
        start = self.now.start
        first = self.product()
        kind = self.kind
        if kind not in ("+", "-", "{"):
            return first
        terms = [first]
        while True:
            if kind == "+":
                self.advance()
                terms.append(self.product())
            elif kind == "-":
                self.advance()
                terms.append(Call("negate", (self.product(),)))
            elif kind == "{":
                whole = self.joined("add", terms, start)
                terms = [self.record(Piecewise(((whole, self.restriction()),)), start)]
            else:
                return self.joined("add", terms, start)
            kind = self.kind

    def joined(self, operator: str, parts: list[Expression], start: int) -> Expression:
        """The parts under one operator; a part that stands alone is itself."""
        return parts[0] if len(parts) == 1 else self.record(Call(operator, tuple(parts)), start)

    def restriction(self) -> Expression:
        """The condition in braces behind a value."""
        opener, bars, related = self.now, self.bars, self.after_relation
        self.enter()
        self.advance()
        self.bars, self.after_relation = 0, False
        found = self.condition()
        self.close("}", opener)
        self.bars, self.after_relation = bars, related
        self.leave()
        return found

    def product(self) -> Expression:
        """Factors joined by * and / or standing side by side; a sign before them."""
        kind, start = self.kind, self.now.start
        if kind == "-":
            return self.negated(self.product)
        if kind == "+":
            return self.unsigned(self.product)
        factors = [self.power()]
        while True:
            kind = self.kind
            if kind == "*":
                self.advance()
                factors.append(self.factor())
            elif kind == "/":
                whole = self.joined("multiply", factors, start)
                self.advance()
                factors = [self.record(Call("divide", (whole, self.factor())), start)]
            elif kind in _STARTS and self.begins_factor(factors[-1]):
                factors.append(self.power())
            else:
                return factors[0] if len(factors) == 1 else self.joined("multiply", factors, start)

    def negated(self, operand: Callable[[], Expression]) -> Expression:
        """Minus what `operand` reads."""
        start = self.now.start
        self.enter()
        self.advance()
        e = self.record(Call("negate", (operand(),)), start)
        self.leave()
        return e

    def unsigned(self, operand: Callable[[], Expression]) -> Expression:
        """What `operand` reads behind a plus sign, which says nothing."""
        self.enter()
        self.advance()
        e = operand()
        self.leave()
        return e

    def factor(self) -> Expression:
        """A factor behind * or /, which may have a sign."""
        if self.kind == "-":
            return self.negated(self.factor)
        if self.kind == "+":
            return self.unsigned(self.factor)
        return self.power()

    def begins_factor(self, before: Expression) -> bool:
        """Whether what stands here multiplies the factor before it, without a sign between them."""
        kind = self.kind
        if kind == "name" or kind == "(":
            if type(before) is Call and before.function == "power":
                self.note_short_exponent(before)
            return True
        if kind == "|":
            if self.bars:
                return False
            return not (self.at_double_bar() and (self.after_relation or isinstance(before, _CONDITIONS)))
        if kind == "{":
            return self.braces_hold_cases()
        if kind == "number":
            self.check_number_behind()
        return True

    def note_short_exponent(self, power: Call) -> None:
        """Remark on e^2x, which is (e^2)*x, when nothing but the looks could tell."""
        base, exponent = power.arguments
        before = self.previous
        plain = type(exponent) is Number and before.kind == "number" and before.end == self.now.start
        if plain and (type(base) is Number or base == Constant("e")):
            start, end = self.spans.get(id(power), (before.start, before.end))
            read, typed = self.text[start:end], self.text[before.start : before.end] + self.shown(self.now)
            message = tr(
                "read as ({power})*{name}; write {base}^({exponent}) for the other",
                power=read,
                name=self.shown(self.now),
                base=read.partition("^")[0],
                exponent=typed,
            )
            if self.kind == "name":
                self.hints.append(Hint(start, self.now.end, message))

    def check_number_behind(self) -> None:
        """Refuse a number right behind a number or a letter: 3..2, 2 3, θ2."""
        before, now = self.previous, self.now
        if before.kind == "number" and before.end == now.start:
            refuse(now.start, now.start + 1, tr("a number has only one decimal point"))
        bare = self.at < 2 or self.lexemes[self.at - 2].kind != "^"
        if before.kind == "number" and bare:
            message = tr("a sign is missing between two numbers")
            refuse(before.start, now.end, message, words.did_you_mean(f"{before.text}*{now.text}"))
        if before.kind == "name" and before.end == now.start:
            words.refuse_digits(self.shown(before), now.text, before.start, now.end)

    def braces_hold_cases(self) -> bool:
        """Whether a colon stands in the braces that open here, outside of inner brackets."""
        level = 0
        for lexeme in self.lexemes[self.at :]:
            kind = lexeme.kind
            if kind in ("(", "[", "{"):
                level += 1
            elif kind in (")", "]", "}"):
                level -= 1
                if level == 0:
                    return False
            elif kind == ":" and level == 1:
                return True
        return False

    def power(self) -> Expression:
        """A base with its exponent, which binds to the right."""
        start = self.now.start
        base = self.postfix()
        if self.kind != "^":
            return base
        self.enter()
        self.advance()
        e = self.record(Call("power", (base, self.exponent())), start)
        self.leave()
        return e

    def exponent(self) -> Expression:
        """What stands behind ^: a power, with or without a sign."""
        if self.kind == "-":
            return self.negated(self.exponent)
        if self.kind == "+":
            return self.unsigned(self.exponent)
        return self.power()

    def postfix(self) -> Expression:
        """A value with the signs behind it: n!, x²."""
        start = self.now.start
        e = self.primary()
        while self.kind in ("!", "super", "prime"):
            if self.kind == "prime":
                message = tr("a prime stands only after the name of a function")
                refuse(self.now.start, self.now.end, message)
            if self.kind == "super":
                e = Call("power", (e, self.raised()))
            else:
                if self.previous.kind == "!":
                    message = tr("`!!` is not read; (n!)! is written with brackets")
                    refuse(self.previous.start, self.now.end, message)
                self.advance()
                e = Call("factorial", (e,))
            self.record(e, start)
        return e

    def raised(self) -> Expression:
        """A raised exponent: ², ⁻¹, ⁿ."""
        now = self.now
        sign = now.text[0] if now.text[0] in "+-" else ""
        digits = now.text.removeprefix(sign)
        if digits.isdecimal():
            e: Expression = number(digits, now.start, now.end)
            self.advance()
        elif len(digits) == 1 and digits.isalpha():
            e = words.letter(self, digits)
        else:
            refuse(now.start, now.end, tr("this raised exponent cannot be read"), tr("Write it as ^(…)"))
        return Call("negate", (e,)) if sign == "-" else e

    def primary(self) -> Expression:
        """A number, a name with its arguments, or something in brackets."""
        kind, now = self.kind, self.now
        if kind == "number":
            self.advance()
            return number(now.text, now.start, now.end)
        if kind == "name":
            return words.word(self)
        if kind == "(":
            return self.bracket()
        if kind == "|":
            return self.absolute()
        if kind in _ROOTS:
            self.enter()
            self.advance()
            e = self.record(Call(_ROOTS[kind], (self.primary(),)), now.start)
            self.leave()
            return e
        if kind in _STEPS:
            closer, function = _STEPS[kind]
            return self.record(Call(function, (self.inside(closer),)), now.start)
        if kind == "{":
            return self.cases()
        if kind == "[":
            return self.listed()
        return words.sign(self)

    def inside(self, closer: str) -> Expression:
        """One value up to the closing bracket."""
        opener, bars, related = self.now, self.bars, self.after_relation
        self.enter()
        self.advance()
        self.bars, self.after_relation = 0, False
        e = self.value()
        self.close(closer, opener)
        self.bars, self.after_relation = bars, related
        self.leave()
        return e

    def absolute(self) -> Expression:
        """|x|, nested and side by side: a bar where a value should begin opens."""
        opener, bars = self.now, self.bars
        self.enter()
        self.advance()
        self.bars = bars + 1
        e = self.value()
        self.close("|", opener)
        self.bars = bars
        self.leave()
        return self.record(Call("abs", (e,)), opener.start)

    def items(self, closer: str) -> list[Expression]:
        """Values or conditions between commas, up to the closing bracket; the opening one stands here."""
        opener, bars, related = self.now, self.bars, self.after_relation
        self.enter()
        self.advance()
        self.bars, self.after_relation = 0, False
        found = []
        if self.kind != closer:
            found.append(self.expression())
            while self.take(","):
                found.append(self.expression())
        self.close(closer, opener)
        self.bars, self.after_relation = bars, related
        self.leave()
        return found

    def bracket(self) -> Expression:
        """(…): a value, a condition, or a tuple."""
        start = self.now.start
        found = self.items(")")
        if not found:
            self.at -= 1
            message = tr("a number or name is missing before `{sign}`", sign=")")
            refuse(self.lexemes[self.at].start, self.lexemes[self.at].end, message)
        if len(found) == 1 and not isinstance(found[0], (*_CONDITIONS, Tuple, Sequence)):
            return found[0]
        self.mixed = True
        e = found[0] if len(found) == 1 else Tuple(tuple(found))
        return self.record(e, start)

    def listed(self) -> Expression:
        """[…]: a list."""
        start = self.now.start
        self.mixed = True
        return self.record(Sequence(tuple(self.items("]"))), start)

    def cases(self) -> Expression:
        """{condition: value, …, otherwise: value}."""
        opener, bars, related = self.now, self.bars, self.after_relation
        self.enter()
        self.advance()
        self.bars, self.after_relation = 0, False
        branches: list[tuple[Expression, Expression]] = []
        otherwise = None
        while otherwise is None:
            if self.kind == "keyword" and self.now.text in ("otherwise", "else"):
                self.advance()
                if self.kind != ":":
                    refuse(self.now.start, self.now.end, tr("`:` is missing after `otherwise`"))
                self.advance()
                otherwise = self.value()
                break
            start = self.now.start
            found = self.expression()
            if isinstance(found, _CONDITIONS):
                if self.kind != ":":
                    refuse(
                        self.now.start, self.now.end, tr("`:` and a value are missing after the condition")
                    )
                self.advance()
                branches.append((self.value(), found))
            elif branches:
                otherwise = found
            else:
                refuse(start, self.previous.end, tr("a condition such as x > 0 is expected here"))
            if not self.take(","):
                break
        self.close("}", opener)
        self.bars, self.after_relation = bars, related
        self.leave()
        return self.record(Piecewise(tuple(branches), otherwise), opener.start)

    def check(self, e: Expression) -> None:
        """Raise Unreadable unless all of e is read, has its values, fits together and can be computed."""
        self.finish()
        self.check_missing()
        if self.mixed:
            self.check_kinds(e)
        measure(e, self.spans, (self.lexemes[0].start, self.lexemes[-1].end))

    def check_missing(self) -> None:
        """Raise Unreadable with all letters that have no value."""
        if self.missing:
            raise Unreadable(words.without_value(self.missing, self.variables))

    def check_kinds(self, e: Expression) -> None:
        """Raise Unreadable where a condition or a list stands in place of a number, or the other way round."""
        for node in walk(e):
            listed = isinstance(node, Tuple | Sequence)
            for part in children(node):
                wants_condition = isinstance(node, Logic) or (
                    isinstance(node, Piecewise) and any(part is condition for _, condition in node.branches)
                )
                span = self.spans.get(id(part), (self.lexemes[0].start, self.lexemes[-1].end))
                if wants_condition != isinstance(part, _CONDITIONS):
                    words.refuse_kind(*span, wants_condition)
                if isinstance(part, Tuple | Sequence) and not listed:
                    refuse(*span, tr("a single number is expected here"))


def read_expression(text: str, names: Names, variables: frozenset[str] | None = None) -> Expression:
    """The expression that a text writes; raises Unreadable.

    `variables` are the names that need no value (None: the variables of the language).
    """
    if len(text) > MAX_LENGTH:
        raise Unreadable(too_long(text))
    reader = Reader(text, names, VARIABLES if variables is None else variables)
    e = reader.expression()
    reader.check(e)
    if reader.later is not None:
        subject = translated(reader.later)
        message = tr("this version does not compute this yet: {subject}", subject=subject)
        refuse(reader.lexemes[0].start, reader.lexemes[-1].end, message)
    return e


def parse(text: str, names: Names, variables: frozenset[str] | None = None) -> Expression | Problem:
    """The expression that a text writes, or the problem that says why there is none. Never raises."""
    try:
        return read_expression(text, names, variables)
    except Unreadable as unreadable:
        return unreadable.problem
