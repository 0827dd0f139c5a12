"""What has several components: tuples, gradients, matrices, maps at a point, their sums and multiples."""

from calcviz.language.expression import (
    Apply,
    Call,
    Derivative,
    Differential,
    Expression,
    Name,
    Number,
    Partial,
    Tuple,
    free_names,
)
from calcviz.language.messages import tr
from calcviz.language.names import Names


def is_vector(e: Expression, names: Names) -> bool:
    """Whether e has several components; a point and a vector of another row count."""
    match e:
        case Tuple() | Differential():
            return True
        case Name(name):
            return name in names.points or name in names.vectors
        case Apply(name, _, arguments):
            return bool(arguments) and name in names.maps
        case Call("add" | "negate" | "divide", arguments):
            return any(is_vector(part, names) for part in arguments)
        case Call("multiply", arguments):
            return sum(is_vector(part, names) for part in arguments) == 1  # of two it is a number
    return False


def is_matrix(e: Expression) -> bool:
    """Whether e is a Jacobian or a Hessian matrix, or a sum or a multiple of one."""
    if isinstance(e, Differential):
        return e.operator != "gradient"
    return isinstance(e, Call) and e.function != "abs" and any(is_matrix(part) for part in e.arguments)


def may_hold(function: str, parts: tuple[Expression, ...], names: Names) -> bool:
    """Whether a call of that function means something where some of its arguments are vectors.

    Vectors are added, taken negative, multiplied and divided by a number; |v| is a length, u·v a number.
    """
    count = sum(is_vector(part, names) for part in parts)
    if function in ("add", "negate"):
        return count == len(parts)
    if function == "multiply" and count == 2:
        return not any(is_matrix(part) for part in parts)
    first = count == 1 and is_vector(parts[0], names)
    return count == 1 and function in ("multiply", "abs") or (first and function == "divide")


def refusal(e: Expression, names: Names) -> tuple[str, str | None]:
    """What is said where a vector stands in place of a number, and what could have been meant."""
    if not isinstance(e, Call):
        return tr("a single number is expected here"), None
    if e.function == "multiply":
        return tr("a product of several vectors can mean several things"), scalar_product_hint()
    if e.function == "power" and e.arguments[1] == Number(2):
        return tr("a single number is expected here"), tr("The square of the length is written |v|^2")
    return tr("a single number is expected here"), None


def scalar_product_hint() -> str:
    """How the scalar product of two vectors is written."""
    return tr("The scalar product of two vectors is written u·v")


def is_crossed(e: Expression, written: str, names: Names) -> bool:
    """Whether e is written as a vector product, u × v, which is no scalar product."""
    if not (isinstance(e, Call) and e.function == "multiply" and any(sign in written for sign in "×✕⨯")):
        return False
    return sum(is_vector(part, names) for part in e.arguments) > 1


def components(e: Expression, names: Names) -> tuple[Expression, ...] | None:
    """The components of a vector as numbers each; None where they cannot be told without the other rows."""
    match e:
        case Tuple(items):
            return None if any(is_vector(item, names) for item in items) else items
        case Differential("gradient", function, arguments):
            return _gradient(function, arguments, names)
        case Call("negate", (part,)):
            found = components(part, names)
            return None if found is None else tuple(Call("negate", (item,)) for item in found)
        case Call("add", parts):
            columns = [components(part, names) for part in parts]
            known = [column for column in columns if column is not None]
            if len(known) < len(columns) or len({len(column) for column in known}) > 1:
                return None
            return tuple(Call("add", terms) for terms in zip(*known, strict=True))
        case Call("multiply" | "divide" as function, parts):
            return _scaled(function, parts, names)
    return None


def _gradient(
    function: Expression, arguments: tuple[Expression, ...], names: Names
) -> tuple[Expression, ...]:
    """∂g/∂x, ∂g/∂y at the same arguments; of an expression its derivatives by x, y and perhaps z."""
    if isinstance(function, Name):
        parameters = dict(names.functions)[function.name]
        return tuple(Partial(function, (name,), arguments) for name in parameters)
    variables = "xyz" if "z" in free_names(function) else "xy"
    if arguments:
        return tuple(Partial(function, (name,), arguments) for name in variables)
    return tuple(Derivative(function, name, 1) for name in variables)


def _scaled(function: str, parts: tuple[Expression, ...], names: Names) -> tuple[Expression, ...] | None:
    """The components of a multiple of a vector."""
    places = [at for at, part in enumerate(parts) if is_vector(part, names)]
    found = components(parts[places[0]], names) if len(places) == 1 else None
    if found is None:
        return None
    place = places[0]
    return tuple(Call(function, (*parts[:place], item, *parts[place + 1 :])) for item in found)
