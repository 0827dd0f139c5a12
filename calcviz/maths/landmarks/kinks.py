"""The parts of an expression that are 0 where it may have a corner, a jump or a vertical tangent."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from calcviz.language.expression import Call, Comparison, Constant, Expression, Question, children

PI = Constant("pi")


def outside_questions(e: Expression) -> Iterator[Expression]:
    """Every node of e but those inside integrals and sums, whose variables mean nothing outside."""
    stack = [e]
    while stack:
        node = stack.pop()
        if not isinstance(node, Question):
            yield node
            stack.extend(reversed(children(node)))


@lru_cache(maxsize=256)
def kinks(e: Expression) -> tuple[Expression, ...]:
    """What is 0 where e may have a corner or a jump: the parts in |…|, the differences that are compared."""
    found: list[Expression] = []
    for node in outside_questions(e):
        match node:
            case Call("abs" | "sign" | "heaviside" | "relu" | "cbrt" | "sqrt", (part,)):
                found.append(part)
            case Call("max" | "min", parts) | Comparison(parts, _):
                found += [Call("add", (a, Call("negate", (b,)))) for a, b in pairwise(parts)]
            case Call("floor" | "ceil" | "frac" | "round" as name, (part,)):
                wave = "cos" if name == "round" else "sin"
                found.append(Call(wave, (Call("multiply", (part, PI)),)))
            case Call("power", (part, _)):
                found.append(part)
    return tuple(dict.fromkeys(found))
