"""The plane and the surface of second order that touch a function of two variables at a point."""

from functools import lru_cache

from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.maths.fields.scalar import ScalarField

Place = tuple[float, float]
Matrix = tuple[tuple[float, float], tuple[float, float]]

LEVEL, FLAT = "the level", ((0.0, 0.0), (0.0, 0.0))


def model(
    variables: tuple[str, str], P: Place, level: float, gradient: Place, hessian: Matrix = FLAT
) -> ScalarField:
    """h ↦ level + ∇·h + ½ hᵀHh for h = (x, y) - P: the Taylor polynomial of second order, or of first.

    Its coefficients are parameters of one formula: a drag compiles nothing anew.
    """
    (a, b), (p, q), ((r, s), (_, t)) = P, gradient, hessian
    values = (level, a, b, p, q, r / 2, s, t / 2)
    e = _plane(variables) if hessian == FLAT else _surface(variables)
    names = _NAMES[:5] if hessian == FLAT else _NAMES
    return ScalarField(e, variables, tuple(sorted(zip(names, values, strict=False))))


_NAMES = (LEVEL, "the x of P", "the y of P", "along x", "along y", "xx", "xy", "yy")


def _moved(variables: tuple[str, str]) -> tuple[Expression, Expression]:
    return tuple(  # type: ignore[return-value]
        Call("add", (Name(variable), Call("negate", (Name(at),))))
        for variable, at in zip(variables, _NAMES[1:3], strict=True)
    )


@lru_cache(maxsize=16)
def _plane(variables: tuple[str, str]) -> Expression:
    x, y = _moved(variables)
    return Call("add", (Name(LEVEL), _times(Name("along x"), x), _times(Name("along y"), y)))


@lru_cache(maxsize=16)
def _surface(variables: tuple[str, str]) -> Expression:
    x, y = _moved(variables)
    squares = (_times(Name("xx"), _squared(x)), _times(Name("xy"), x, y), _times(Name("yy"), _squared(y)))
    linear = (_times(Name("along x"), x), _times(Name("along y"), y))
    return Call("add", (Name(LEVEL), *linear, *squares))


def _times(*factors: Expression) -> Expression:
    return Call("multiply", factors)


def _squared(e: Expression) -> Expression:
    return Call("power", (e, Number(2)))
