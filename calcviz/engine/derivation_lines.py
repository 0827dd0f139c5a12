"""Derivations line by line, as they are read: the rule in words, the formula as text and in LaTeX."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from calcviz.engine.frame import FrameRow
from calcviz.language.expression import Call, Derivative, Expression, Name, longer, rebuild
from calcviz.language.messages import tr, translated
from calcviz.language.notation import text
from calcviz.language.reading.letters import GREEK
from calcviz.language.spoken import written
from calcviz.language.typeset import latex, name_latex
from calcviz.maths.derivatives.derivation import LONGEST, Derivation, Step

MOST, LAST = 60, 20
"""Lines that are shown of the derivations of a row; of more, the LAST and as many of the first as fit."""

_PLACE = "DΩ"  # no name of the language: letters of two alphabets
_MARK = re.compile(rf"\\mathrm\{{{_PLACE}(\d+)\}}|{_PLACE}(\d+)")
_TYPED = {"=": "=", r"\approx": "≈", r"\questeq": "≟"}
_SIGNS = {name: sign for sign, name in GREEK.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `of` is the derivative it leads to, as text; `rule` says in words what was done.

    The line reads head = formula, where `head` is LaTeX or empty and the `sign` may be another one or none.
    `parts` are the pieces of the formula, between which a line may be broken. A line without a formula says
    in `rule` what is left out.
    """

    of: str
    rule: str
    text: str
    head: str = ""
    parts: tuple[str, ...] = ()
    sign: str = "="

    @property
    def latex(self) -> str:
        """The whole formula."""
        return " ".join(self.parts)


def lines(derivations: Sequence[Derivation]) -> tuple[Line, ...]:
    """The lines of all derivations of a row, folded where there are too many."""
    found = [line for derivation in derivations for line in _lines(derivation)]
    if len(found) <= MOST:
        return tuple(found)
    first = MOST - LAST - 1
    count = len(found) - first - LAST
    fold = Line("", tr("{count} lines are left out here", count=count), "")
    return (*found[:first], fold, *found[-LAST:])


def _lines(derivation: Derivation) -> list[Line]:
    """The derivative as it is written, what is to be differentiated, and a line for each rule."""
    asked, begun = derivation.asked, derivation.steps[0].before
    of = _asked_text(derivation)
    head = "" if asked == begun else latex(asked)
    found = [_line(of, "", begun, derivation, head)]
    for step in derivation.steps:
        found.append(_line(of, rule_text(step), step.after, derivation, ""))
    return found


def _line(of: str, rule: str, e: Expression, derivation: Derivation, head: str) -> Line:
    if longer(e, LONGEST):
        said = tr("a formula that is too long to be shown")
        rule = tr("{rule}: {formula}", rule=rule, formula=said) if rule else said
        return Line(of, rule, "…", head, (r"\ldots",))
    d = "∂" if derivation.partial else "d"
    return Line(of, rule, line_text(e, d), head, line_parts(e, d))


def rule_text(step: Step) -> str:
    """The rule of a step in words: with the rules for outer functions, the names it takes for constants."""
    rule = translated(step.rule)
    if step.inner is not None:
        return tr("{rule}, u = {u}", rule=rule, u=written(text(step.inner)))
    if step.outside:
        outside = tr(", ").join(translated(each) for each in step.outside)
        rule = tr("{rule}, outside: {outside}", rule=rule, outside=outside)
    if not step.held:
        return rule
    names = tr(", ").join(_SIGNS.get(name, name) for name in step.held)
    return tr("{rule}, {names} held constant", rule=rule, names=names)


def line_text(e: Expression, d: str = "d") -> str:
    """A line as text: d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]."""
    return _filled(e, text, lambda body, x: f"{d}/{d}{x}[{line_text(body, d)}]")


def line_latex(e: Expression, d: str = "d") -> str:
    """A line in LaTeX, what is still to be differentiated in square brackets behind d/dx."""
    sign = r"\partial" if d == "∂" else "d"

    def quoted(body: Expression, x: str) -> str:
        quotient = rf"\frac{{{sign}}}{{{sign} {name_latex(x)}}}"
        return rf"{quotient}\left[{line_latex(body, d)}\right]"

    return _filled(e, latex, quoted)


def line_parts(e: Expression, d: str = "d") -> tuple[str, ...]:
    """A line in LaTeX by the terms of a sum and their factors, each but the first with the sign before it."""
    if not (isinstance(e, Call) and e.function == "add"):
        return tuple(_factors(e, lambda part: line_latex(part, d), d))
    # A term is written beside another one, which is then taken away: brackets and signs are those of a sum.
    x = Name("x")
    beside = len(latex(x))
    first, *terms = e.arguments
    found = _factors(first, lambda part: line_latex(Call("add", (part, x)), d)[: -beside - len(" + ")], d)
    for term in terms:
        found += _factors(term, lambda part: line_latex(Call("add", (x, part)), d)[beside:].strip(), d)
    return tuple(found)


def _factors(term: Expression, write: Callable[[Expression], str], d: str) -> list[str]:
    """A term by its factors; `write` sets the first of them, with the sign of the term."""
    negative = isinstance(term, Call) and term.function == "negate"
    product = term.arguments[0] if negative and isinstance(term, Call) else term
    factors = (
        product.arguments if isinstance(product, Call) and product.function == "multiply" else (product,)
    )
    first: Expression = Call("multiply", factors[:1]) if len(factors) > 1 else factors[0]
    found = [write(Call("negate", (first,)) if negative else first)]
    for before, factor in pairwise(factors):
        known = line_latex(Call("multiply", (before,)), d)
        found.append(line_latex(Call("multiply", (before, factor)), d)[len(known) :].strip())
    return found


def derivation_sentence(derivations: Sequence[Derivation]) -> str:
    """Each derivative of a row with the rules that lead to it, in their order."""
    said = []
    for each in derivations:
        rules = tr(", ").join(dict.fromkeys(rule_text(step) for step in each.steps))
        asked = _asked_text(each)
        result = tr("a formula that is too long to be shown")
        if not longer(each.result, LONGEST):
            result = written(line_text(each.result))
        said.append(tr("{asked} = {result} by {rules}", asked=written(asked), result=result, rules=rules))
    return tr("; ").join(said)


def _asked_text(derivation: Derivation) -> str:
    """The derivative as text: f'(x), or d/dx[x^2] where it is that of a formula."""
    asked, begun = derivation.asked, derivation.steps[0].before
    return line_text(begun, "∂" if derivation.partial else "d") if asked == begun else text(asked)


def row_latex(row: FrameRow) -> str:
    """What a row says, in LaTeX: of one that asks for a derivation all of its lines, else with its answer."""
    if row.derivations:
        return as_latex(lines(row.derivations))
    if row.question is not None:
        from calcviz.engine.replies import reply_latex

        return reply_latex(row)
    return row.latex


def _filled(
    e: Expression, write: Callable[[Expression], str], derivative: Callable[[Expression, str], str]
) -> str:
    """The expression written with its derivatives in their places."""
    left: list[Derivative] = []

    def marked(part: Expression) -> Expression:
        if not isinstance(part, Derivative):
            return rebuild(part, marked)
        left.append(part)
        return Name(f"{_PLACE}{len(left) - 1}")

    def put(found: re.Match[str]) -> str:
        node = left[int(found[1] or found[2])]
        return derivative(node.body, node.variable)

    return _MARK.sub(put, write(marked(e)))


def as_text(shown: Iterable[tuple[str, str, str]], signs: Iterable[str] = ()) -> str:
    """Lines as text, the rule behind each: of what it is the derivation, the rule, the formula.

    `signs` stand before the formulas, in LaTeX; equals signs where none are given.
    """
    said = []
    before = None
    for (of, rule, formula), sign in zip_longest(shown, signs):
        sign = _TYPED.get("=" if sign is None else sign, "")
        start = f"  {sign} " if of == before or not formula else "" if of == formula else f"{of} {sign} "
        said.append(f"{start}{formula}    ({rule})" if rule and formula else f"{start}{formula or rule}")
        before = of
    return "\n".join(said)


def as_latex(shown: Sequence[Line]) -> str:
    r"""The lines as an align* environment of amsmath, the rule behind each as \text."""
    said = []
    before = None
    for line in shown:
        words = line.rule.replace("_", r"\_")
        if line.parts:
            sign = f"&{line.sign} "
            start = f"{line.head} {sign}" if line.head else sign if line.of == before else "& "
            said.append(start + line.latex + (rf" && \text{{{words}}}" if words else ""))
        else:
            said.append(rf"& \ldots && \text{{{words}}}")
        before = line.of
    body = " \\\\\n".join(said)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"
