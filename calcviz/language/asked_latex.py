"""What is asked of exact calculus, in LaTeX: integrals, limits and sums as a textbook sets them."""

from collections.abc import Callable

from calcviz.language.expression import Call, Expression, Question, conjuncts
from calcviz.language.tightness import ATOM, PRODUCT, Written

Set = Callable[[Expression], str]


def asked_latex(e: Question, set_in: Set, name: Callable[[str], str]) -> Written:
    """The question; `set_in` sets a part of it, `name` a variable."""
    body = set_in(e.body)
    inner = rf"\left({body}\right)" if isinstance(e.body, Call) and e.body.function == "add" else body
    match e.operator:
        case "integral":
            return _integral(e, inner, set_in, name), PRODUCT
        case "limit":
            side = {"": "", "left": "^{-}", "right": "^{+}"}[e.side]
            place = set_in(e.arguments[0])
            return rf"\lim_{{{name(e.variables[0])} \to {place}{side}}} {inner}", PRODUCT
        case "sum":
            first, last = map(set_in, e.arguments)
            return rf"\sum_{{{name(e.variables[0])}={first}}}^{{{last}}} {inner}", PRODUCT
        case "solve":
            body = r",\; ".join(map(set_in, conjuncts(e.body)))
    rest = "".join(f", {part}" for part in (*map(name, e.variables), *map(set_in, e.arguments)))
    return rf"\mathrm{{{e.operator}}}\left({body}{rest}\right)", ATOM


def _integral(e: Question, inner: str, set_in: Set, name: Callable[[str], str]) -> str:
    """The first variable is the innermost, so that its sign stands last and its d first."""
    ends = [set_in(part) for part in e.arguments]
    bounds = [f"_{{{low}}}^{{{high}}}" for low, high in zip(ends[::2], ends[1::2], strict=True)] or [""]
    signs = " ".join(rf"\int{bound}" for bound in reversed(bounds))
    differentials = " ".join(rf"\, d{name(variable)}" for variable in e.variables)
    return rf"{signs} {inner} {differentials}"
