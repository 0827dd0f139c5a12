"""A function of two variables along a straight line: a function of one variable."""

from calcviz.language.expression import Call, Expression, Name, substitute
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.real import RealFunction

_KEPT = 64
_known: dict[tuple[int, tuple[str, ...]], tuple[Expression, Expression]] = {}


def along(g: ScalarField, point: tuple[float, ...], direction: tuple[float, ...]) -> RealFunction:
    """t ↦ g(point + t·direction), the slice of g through a point; its slope at 0 is D_u g(point).

    The point and the direction are parameters of one formula, which is remembered by the identity of the
    function's: a drag compiles nothing anew.
    """
    starts = {f"{name} at 0": at for name, at in zip(g.variables, point, strict=True)}
    steps = {f"{name} by t": by for name, by in zip(g.variables, direction, strict=True)}
    needed = {**dict(g.parameters), **starts, **steps}
    used = _formula(g)
    return RealFunction(used, "the way", tuple(sorted(needed.items())))


def _formula(g: ScalarField) -> Expression:
    key = (id(g.expression), g.variables)
    known = _known.get(key)
    if known is not None and known[0] is g.expression:
        return known[1]
    moved = {
        name: Call("add", (Name(f"{name} at 0"), Call("multiply", (Name("the way"), Name(f"{name} by t")))))
        for name in g.variables
    }
    made = substitute(g.expression, moved)
    if len(_known) >= _KEPT:
        _known.clear()
    _known[key] = (g.expression, made)
    return made
