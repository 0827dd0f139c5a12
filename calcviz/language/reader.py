"""Text to expression, by precedence climbing, with the place of any mistake."""

from collections.abc import Callable

from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Differential,
    Expression,
    Logic,
    Name,
    Partial,
    Piecewise,
    Question,
    Relation,
    Sequence,
    Tuple,
    children,
    walk,
)
from calcviz.language.messages import tr, translated
from calcviz.language.names import Names
from calcviz.language.problems import Hint, Problem, Unreadable
from calcviz.language.reading import brackets, vectors, words
from calcviz.language.reading.cursor import Cursor, refuse
from calcviz.language.reading.juxtaposition import STARTS, begins_factor
from calcviz.language.reading.letters import VARIABLES
from calcviz.language.reading.limits import MAX_LENGTH, measure, number, too_long
from calcviz.language.tokens import Lexeme

_EITHER = {"±": "plus_minus", "∓": "minus_plus"}
"""Signs that stand for two: the upper ones of a row are meant together, and the lower ones."""
_RELATIONS: dict[str, Relation] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "!="}
_CONDITIONS = (Comparison, Logic)
_BEHIND = frozenset({"!", "super", "prime"})
_ROOTS = {"√": "sqrt", "∛": "cbrt"}
_STEPS = {"⌊": ("⌋", "floor"), "⌈": ("⌉", "ceil")}


class Reader(Cursor):
    """Reads one formula. Every method reads what its name says from here on and raises Unreadable.

    `missing` collects the letters that have no value, with the place of the first of each; `later` is
    the subject of the first part that a later version brings. `implied` are the variables of functions
    that stand without arguments, as in ∂g/∂x; `whole` is the last part that was read as such.
    """

    __slots__ = (
        "after_relation",
        "cases",
        "implied",
        "later",
        "missing",
        "names",
        "several",
        "variables",
        "whole",
    )

    def __init__(self, text: str, names: Names, variables: frozenset[str] = VARIABLES) -> None:
        super().__init__(text)
        self.names = names
        self.variables = variables
        self.missing: dict[str, tuple[int, int]] = {}
        self.later: str | None = None
        self.implied: tuple[str, ...] = ()
        self.whole: Expression | None = None
        self.several = False  # whether something with several components was read
        self.after_relation = False  # whether a relation stands before, in the same bracket
        self.cases: set[int] | None = None  # where braces with cases open; found when first needed

    def expression(self) -> Expression:
        """Anything: a value, or a condition with relations, `and`, `or`, `not`."""
        first = self.relation()
        if self.kind != "keyword" and self.kind != "|":
            return first
        return self.disjunction(first)

    def disjunction(self, first: Expression) -> Expression:
        """Conditions joined by `or`; the first relation has been read."""
        operands = [self.conjunction(first)]
        while self.at_or(operands[-1]):
            self.mixed = True
            bars = self.kind == "|"
            self.advance()
            if bars:  # the second one; behind the word a bar opens an absolute value
                self.take("|")
            operands.append(self.conjunction(self.relation()))
        return operands[0] if len(operands) == 1 else Logic("or", tuple(operands))

    def at_or(self, before: Expression) -> bool:
        """Whether `or` stands here, as a word or as `||` behind a condition."""
        if self.kind == "keyword":
            return self.now.text == "or"
        return self.kind == "|" and self.at_double_bar() and isinstance(before, _CONDITIONS)

    def at_double_bar(self) -> bool:
        """Whether two bars stand here side by side while no bar is open."""
        after = self.following()
        return self.bars == 0 and after.kind == "|" and after.start == self.now.end

    def conjunction(self, first: Expression) -> Expression:
        """Conditions joined by `and`; the first relation has been read."""
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
        if kind not in ("+", "-", "{", *_EITHER):
            return first
        terms = [first]
        while True:
            if kind == "+":
                self.advance()
                terms.append(self.product())
            elif kind == "-":
                self.advance()
                terms.append(Call("negate", (self.product(),)))
            elif kind in _EITHER:
                self.advance()
                terms.append(Call(_EITHER[kind], (self.product(),)))
            elif kind == "{":
                whole = self.joined("add", terms, start)
                restricted = brackets.restricted(whole, brackets.restriction(self))
                terms = [self.record(restricted, start)]
            else:
                return self.joined("add", terms, start)
            kind = self.kind

    def joined(self, operator: str, parts: list[Expression], start: int) -> Expression:
        """The parts under one operator; a part that stands alone is itself."""
        return parts[0] if len(parts) == 1 else self.record(Call(operator, tuple(parts)), start)

    def product(self) -> Expression:
        """Factors joined by * and / or standing side by side; a sign before them."""
        kind, start = self.kind, self.now.start
        if kind == "-":
            return self.negated(self.product)
        if kind == "+":
            return self.unsigned(self.product)
        if kind in _EITHER:
            return self.negated(self.product, _EITHER[kind])
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
            elif kind in STARTS and begins_factor(self, factors[-1]):
                factors.append(self.power())
            else:
                return factors[0] if len(factors) == 1 else self.joined("multiply", factors, start)

    def negated(self, operand: Callable[[], Expression], function: str = "negate") -> Expression:
        """Minus what `operand` reads; or plus and minus it."""
        start = self.now.start
        self.enter()
        self.advance()
        e = self.record(Call(function, (operand(),)), start)
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
        if self.kind in _EITHER:
            return self.negated(self.factor, _EITHER[self.kind])
        return self.power()

    def power(self) -> Expression:
        """A base with its exponent, which binds to the right."""
        start = self.now.start
        base = self.primary()
        if self.kind in _BEHIND:
            base = self.postfix(base, start)
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

    def postfix(self, e: Expression, start: int) -> Expression:
        """A value with the signs behind it: n!, x²."""
        while self.kind in _BEHIND:
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
            return brackets.bracket(self)
        if kind == "|":
            return brackets.absolute(self)
        if kind in _ROOTS:
            return self.root(now)
        if kind in _STEPS:
            closer, function = _STEPS[kind]
            return self.record(Call(function, (brackets.within(self, closer, self.value),)), now.start)
        if kind == "{":
            return brackets.cases(self)
        if kind == "[":
            return brackets.listed(self)
        return words.sign(self)

    def root(self, sign: Lexeme) -> Expression:
        """√ and what stands right behind it; where a power follows, a remark that it is one of the root."""
        self.enter()
        self.advance()
        bracketed = self.kind == "("
        e = self.record(Call(_ROOTS[sign.kind], (self.primary(),)), sign.start)
        self.leave()
        if self.kind in ("^", "super") and not bracketed:
            root, mark = self.text[sign.start : self.previous.end], sign.text
            message = tr("read as a power of `{root}`; {sign}(…) takes the power too", root=root, sign=mark)
            hint = Hint(sign.start, self.now.end, message)
            if hint not in self.hints:
                self.hints.append(hint)
        return e

    def check(self, e: Expression) -> None:
        """Raise Unreadable unless all of e is read, has its values, fits together and can be computed."""
        self.finish()
        self.check_missing()
        if self.mixed:
            self.check_kinds(e)
        measure(e, self.spans, (self.lexemes[0].start, self.lexemes[-1].end))

    def check_missing(self) -> None:
        """Raise Unreadable with all letters that have no value."""
        for name in self.implied:
            self.missing.pop(name, None)
        if self.missing:
            raise Unreadable(words.without_value(self.missing, self.variables))

    def check_kinds(self, e: Expression) -> None:
        """Raise Unreadable where a condition or a list stands in place of a number, or a number for one."""
        whole = (self.lexemes[0].start, self.lexemes[-1].end)
        for node in walk(e):
            span = self.spans.get(id(node), whole)
            if self.several and vectors.is_crossed(node, self.text[slice(*span)], self.names):
                refuse(
                    *span,
                    tr("the vector product of vectors is not known here"),
                    vectors.scalar_product_hint(),
                )
            kind = type(node)
            wants_condition = kind is Logic
            conditions = {id(c) for _, c in node.branches} if isinstance(node, Piecewise) else set()
            if isinstance(node, Question) and node.operator == "solve":
                conditions = {id(node.body)}
            for part in children(node):
                wanted = wants_condition or id(part) in conditions
                if wanted != (type(part) in _CONDITIONS):
                    words.refuse_kind(*self.spans.get(id(part), whole), wanted)
                if not self.fits(node, part):
                    refuse(*self.spans.get(id(part), whole), *vectors.refusal(node, self.names))

    def is_vector(self, e: Expression) -> bool:
        """Whether e has several components."""
        return self.several and vectors.is_vector(e, self.names)

    def fits(self, e: Expression, part: Expression) -> bool:
        """Whether a part of e may be what it is: a number, or a vector or list where e can hold one."""
        if isinstance(e, Tuple | Sequence):
            return True
        if type(part) is Sequence:
            holds = isinstance(e, Call | Apply | Comparison)
            return holds and bool(part.items) and not any(type(i) in (Tuple, Sequence) for i in part.items)
        if not self.is_vector(part):
            return True
        if isinstance(e, Call):
            return vectors.may_hold(e.function, e.arguments, self.names)
        if isinstance(e, Differential) and part is e.function:
            return True
        return isinstance(e, Apply | Partial | Differential) and self.takes_vector(e)

    def takes_vector(self, e: Apply | Partial | Differential) -> bool:
        """Whether the one argument of e may be a point or a vector, which stands for several then."""
        function = e.function.name if isinstance(e.function, Name) else e.function
        parameters = dict(self.names.functions).get(function) if isinstance(function, str) else ("x", "y")
        return len(e.arguments) == 1 and parameters is not None and len(parameters) > 1


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
    except RecursionError:  # the caller stood deep already
        return Problem(0, len(text), tr("this is nested too deeply"))
