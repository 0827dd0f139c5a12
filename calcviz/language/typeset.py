"""Expressions and statements written in LaTeX, as a textbook sets them."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, pairwise
from math import isfinite

from calcviz.language.asked_latex import asked_latex
from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Constant,
    Derivative,
    Differential,
    Expression,
    Logic,
    Name,
    Number,
    Operator,
    Partial,
    Piecewise,
    Question,
    Sequence,
    Tuple,
    children,
    free_names,
)
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.reading.letters import GREEK, GREEK_NAMES, VARIABLES
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    FieldRow,
    FunctionRow,
    ListRow,
    MapRow,
    NumberRow,
    OverYRow,
    PointRow,
    PolarRow,
    QuestionRow,
    RelationRow,
    Statement,
    StepsRow,
    ValueRow,
    VectorRow,
)
from calcviz.language.tightness import (
    AND,
    ATOM,
    NEGATED,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RELATION,
    RESTRICTED,
    SUM,
    Written,
    chain,
    signed_sum,
)
from calcviz.language.vocabulary import FUNCTIONS

_RELATIONS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "=": "=", "!=": r"\ne"}
_CONSTANTS = {"pi": r"\pi", "e": "e", "inf": r"\infty"}
_EITHER = {"plus_minus": r"\pm", "minus_plus": r"\mp"}
_UPRIGHT = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh coth exp ln max min gcd arcsin arccos arctan".split()
)
_RAISED = frozenset("sin cos tan cot sec csc sinh cosh tanh coth sech csch ln".split())
_LATIN_CAPITALS = frozenset("Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi".split())
_SIGNS = {name: sign for sign, name in GREEK.items()}

SHOWN = 4
"""Points that are typeset in a row; of more the first ones stand for all."""


def latex(e: Expression) -> str:
    """The expression in LaTeX: 3 x^{2} - 4 x. Products stand side by side where that is clear."""
    return _set(e)[0]


def number_latex(value: float) -> str:
    """The shortest honest form of a float in LaTeX: 2, 0.2, 1.5 \\cdot 10^{-7}; "" for NaN."""
    if not isfinite(value):
        return "" if value != value else r"\infty" if value > 0 else r"-\infty"
    mantissa, _, exponent = repr(float(value) + 0.0).partition("e")
    return scientific(mantissa.removesuffix(".0"), int(exponent or 0))


def points_latex(points: tuple[tuple[float, ...], ...], most: int = SHOWN) -> str:
    """A list of points in LaTeX; of more than `most` the first two and the last one."""
    few = points if len(points) <= most else (points[0], points[1], points[-1])
    written = [rf"\left({', '.join(map(number_latex, point))}\right)" for point in few]
    if len(few) < len(points):
        written.insert(2, r"\ldots")
    return rf"\left[{', '.join(written)}\right]"


def name_latex(name: str) -> str:
    """A name in LaTeX: x, \\alpha, x_{0}, \\mathrm{rate}. Only letters and digits ever get through."""
    stem, *indices = (re.sub(r"[^A-Za-z0-9Α-Ωα-ω]", "", part) for part in name.split("_"))
    if stem == "γ":
        written = r"\gamma"
    elif stem in GREEK_NAMES:
        written = _greek(stem)
    else:
        written = stem if len(stem) == 1 else rf"\mathrm{{{stem}}}"
    if not indices:
        return written
    parts = [part if part.isdigit() or len(part) == 1 else rf"\mathrm{{{part}}}" for part in indices]
    return f"{written}_{{{','.join(parts)}}}"


def _greek(name: str) -> str:
    if name == "omicron":
        return "o"
    return rf"\mathrm{{{_SIGNS[name]}}}" if name in _LATIN_CAPITALS else f"\\{name}"


def statement_latex(statement: Statement) -> str:
    """What a row says, in LaTeX: f(x) = 3 x^{2} - 4 x. "" for notes and what a later version brings."""
    match statement:
        case FunctionRow(None, _, body, written_y):
            return f"y = {latex(body)}" if written_y else latex(body)
        case FunctionRow(str(name), variable, body):
            return f"{name_latex(name)}({name_latex(variable)}) = {latex(body)}"
        case FieldRow(None, variables, body, written_z):
            return f"z = {latex(body)}" if written_z else latex(_without(variables, body))
        case FieldRow(str(name), variables, body):
            return f"{_head(name, variables)} = {latex(body)}"
        case MapRow(name, variables, components):
            alone = len(components) == 1
            whole = latex(components[0]) if alone else column_latex(components)
            column = _gradient(variables, components) or whole
            return f"{_head(name, variables)} = {column}" if name else column
        case NumberRow(name, value) | VectorRow(name, value):
            return f"{name_latex(name)} = {latex(value)}"
        case PointRow(name):
            place = _bracketed(statement.coordinates)
            return f"{name_latex(name)} = {place}" if name else place
        case ValueRow(value) | StepsRow(value) | QuestionRow(value) | RelationRow(value):
            return latex(value)
        case OverYRow(body):
            return f"x = {latex(body)}"
        case CurveRow(name, variable, components, low, high, left_out):
            column = column_latex(components) + _ranged(variable, low, high, left_out)
            return f"{_head(name, (variable,))} = {column}" if name else column
        case PolarRow(body, low, high, left_out):
            return f"r = {latex(body)}" + _ranged("theta", low, high, left_out)
        case ListRow(name, items, plain):
            listed = points_latex(plain) if plain else latex(Sequence(items))
            return f"{name_latex(name)} = {listed}" if name else listed
        case CommandRow(command, positional, named):
            parts = [latex(e) for e in positional]
            parts += [f"{name_latex(name)} = {latex(e)}" for name, e in named]
            title = command.replace("_", r"\ ")
            return rf"\mathrm{{{title}}}\left({', '.join(parts)}\right)"
    return ""


def _ranged(
    variable: str, low: Expression | None, high: Expression | None, left_out: tuple[bool, bool]
) -> str:
    """The range of a parameter behind its curve, which may have one end."""
    before, behind = ("<" if strict else r"\le" for strict in left_out)
    inside = name_latex(variable)
    if high is not None:
        inside = f"{inside} {behind} {latex(high)}"
    if low is None:
        return "" if high is None else rf",\quad {inside}"
    if high is not None:
        return rf",\quad {latex(low)} {before} {inside}"
    above = ">" if left_out[0] else r"\ge"
    return rf",\quad {inside} {above} {latex(low)}"


def _without(variables: tuple[str, ...], body: Expression) -> Expression:
    """∂g/∂x for ∂g/∂x(x, y) in a row of x and y."""
    own = tuple(Name(variable) for variable in variables)
    return replace(body, arguments=()) if isinstance(body, Partial) and body.arguments == own else body


def _gradient(variables: tuple[str, ...], components: tuple[Expression, ...]) -> str | None:
    """∇g or -∇g where the components are those of a gradient at the variables of the row, else None."""
    if all(isinstance(e, Call) and e.function == "negate" for e in components):
        inner = _gradient(variables, tuple(part for e in components for part in children(e)))
        return None if inner is None else f"-{inner}"
    found: list[Expression] = []
    for variable, e in zip(variables, components, strict=False):
        match _without(variables, e):
            case Partial(function, (by,), ()) if by == variable:
                found.append(function)
            case Derivative(body, by, 1) if by == variable:
                found.append(body)
    if len(found) < len(components) or len(components) < len(variables) or len(set(found)) > 1:
        return None
    return latex(Differential("gradient", found[0]))


def _head(name: str, variables: tuple[str, ...]) -> str:
    """A function with its variables: f(x), g(x, y)."""
    return f"{name_latex(name)}({', '.join(name_latex(variable) for variable in variables)})"


def defined_latex(statement: FunctionRow | FieldRow | MapRow, body: Expression) -> str:
    """What a row of a function says, and what it comes to written out: f''(x) = 6, where that says more.

    The body of a map is a Tuple.
    """
    written = statement_latex(statement)
    said = statement.body
    if body == said:
        return written
    return f"{written} = {column_latex(body.items) if isinstance(body, Tuple) else latex(body)}"


def column_latex(items: tuple[Expression, ...]) -> str:
    """A vector as a column, a matrix by its rows."""
    rows = [
        " & ".join(latex(e) for e in (item.items if isinstance(item, Tuple) else (item,))) for item in items
    ]
    body = r" \\ ".join(rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def _set(e: Expression) -> Written:
    match e:
        case Number(value):
            return _number(value)
        case Constant(name):
            return _CONSTANTS[name], ATOM
        case Name(name):
            return (_function_name(name) if name in FUNCTIONS else name_latex(name)), ATOM
        case Call(function, arguments):
            return _call(function, arguments)
        case Apply(function, order, arguments):
            name = _function_name(function) if function in FUNCTIONS else name_latex(function)
            return name + _primes(order) + (_bracketed(arguments) if arguments else ""), ATOM
        case Derivative():
            return _derivative(e), PRODUCT
        case Partial(function, variables, arguments):
            return _partial(function, variables) + (_bracketed(arguments) if arguments else ""), POWER
        case Differential(operator, function, arguments):
            return _differential(operator, function) + (_bracketed(arguments) if arguments else ""), POWER
        case Question():
            return asked_latex(e, latex, name_latex)
        case Comparison(operands, relations):
            return chain(operands, (_RELATIONS[each] for each in relations), _at), RELATION
        case Logic("not", (operand,)):
            return rf"\text{{{tr('not')} }} {_at(operand, NOT)}", NOT
        case Logic("and", operands):
            return rf" \text{{ {tr('and')} }} ".join(_at(operand, NOT) for operand in operands), AND
        case Logic(_, operands):
            return rf" \text{{ {tr('or')} }} ".join(_at(operand, AND) for operand in operands), OR
        case Piecewise(branches, otherwise):
            return _cases(branches, otherwise)
        case Tuple(items):
            matrix = any(isinstance(item, Tuple) for item in items)
            return (column_latex(items) if matrix else _bracketed(items)), ATOM
        case Sequence(items):
            return rf"\left[{_list(items)}\right]", ATOM
    raise TypeError(type(e).__name__)


def _derivative(e: Derivative) -> str:
    """d/dx of what follows; ∂/∂x, gathered with those inside, where another variable stands in it."""
    body, chain_of = e.body, [(e.variable, e.order)]
    while isinstance(body, Derivative):
        chain_of.append((body.variable, body.order))
        body = body.body
    if not free_names(body) & VARIABLES - {e.variable} and len(chain_of) == 1:
        x, n = name_latex(e.variable), _order(e.order)
        return rf"\frac{{d{n}}}{{d {x}{n}}} {_at(body, POWER)}"
    return rf"{_quotient('', chain_of)} {_at(body, POWER)}"


def _partial(function: Expression, variables: tuple[str, ...]) -> str:
    """∂g/∂x with a name, or an expression in brackets, above the line."""
    runs = [(name, len(list(run))) for name, run in groupby(reversed(variables))]
    if isinstance(function, Name):
        return _quotient(f" {name_latex(function.name)}", runs)
    return _quotient(rf"\left({latex(function)}\right)", runs)


def _quotient(above: str, runs: list[tuple[str, int]]) -> str:
    n = _order(sum(order for _, order in runs))
    below = r" \, ".join(rf"\partial {name_latex(name)}{_order(order)}" for name, order in runs)
    return rf"\frac{{\partial{n}{above}}}{{{below}}}"


def _order(order: int) -> str:
    return f"^{{{order}}}" if order > 1 else ""


def _differential(operator: Operator, function: Expression) -> str:
    """∇g, J_F, H_g; of an expression with the expression in brackets behind."""
    if isinstance(function, Name):
        name = name_latex(function.name)
        return rf"\nabla {name}" if operator == "gradient" else f"{operator[0].upper()}_{{{name}}}"
    inside = (
        column_latex(function.items) if isinstance(function, Tuple) else rf"\left({latex(function)}\right)"
    )
    return (r"\nabla" if operator == "gradient" else operator[0].upper()) + inside


def _at(e: Expression, level: int) -> str:
    written, own = _set(e)
    return written if own >= level else rf"\left({written}\right)"


def _list(items: tuple[Expression, ...]) -> str:
    return ", ".join(latex(item) for item in items)


def _bracketed(items: tuple[Expression, ...]) -> str:
    return rf"\left({_list(items)}\right)"


def _primes(order: int) -> str:
    return "'" * order if order < 4 else f"^{{({order})}}"


def _number(value: int | Fraction) -> Written:
    if value < 0:
        return "-" + _number(-value)[0], NEGATED
    digits = text(Number(value))  # the exact decimals are the same in both
    if "/" in digits:
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}", POWER
    mantissa, _, exponent = digits.partition("e")
    return scientific(mantissa, int(exponent or 0)), POWER if exponent else ATOM


def scientific(mantissa: str, exponent: int) -> str:
    """A mantissa and a power of ten in LaTeX: 1.5 \\cdot 10^{-7}; without the power for 0."""
    if not exponent:
        return mantissa
    return f"10^{{{exponent}}}" if mantissa == "1" else rf"{mantissa} \cdot 10^{{{exponent}}}"


def _function_name(function: str) -> str:
    """The name of a function of the language, upright."""
    template = FUNCTIONS[function].latex
    if template is not None and template.startswith("\\") and r"\left(" in template:
        return template.partition(r"\left(")[0].replace("{{", "{").replace("}}", "}")
    return f"\\{function}" if function in _UPRIGHT else rf"\operatorname{{{function}}}"


def _call(function: str, arguments: tuple[Expression, ...]) -> Written:
    match function:
        case "add":
            return signed_sum(arguments, _at, _EITHER), SUM
        case "negate":
            return "-" + _at(arguments[0], PRODUCT), NEGATED
        case "plus_minus" | "minus_plus":
            return f"{_EITHER[function]} {_at(arguments[0], PRODUCT)}", NEGATED
        case "multiply":
            return _product(arguments), PRODUCT
        case "divide":
            return rf"\frac{{{latex(arguments[0])}}}{{{latex(arguments[1])}}}", POWER
        case "power":
            return _power(*arguments), POWER
        case "exp":
            return f"e^{{{latex(arguments[0])}}}", POWER
        case "factorial":
            return _at(arguments[0], ATOM) + "!", POWER
        case "log":
            base = "10" if len(arguments) == 1 else latex(arguments[1])
            return rf"\log_{{{base}}}\left({latex(arguments[0])}\right)", ATOM
    template = FUNCTIONS[function].latex if function in FUNCTIONS else None
    if template is not None:
        return template.format(*(latex(part) for part in arguments)), ATOM
    name = _function_name(function) if function in FUNCTIONS else name_latex(function)
    return name + _bracketed(arguments), ATOM


def _product(factors: tuple[Expression, ...]) -> str:
    """Factors side by side; a dot where the next begins with a digit or could be taken for an argument."""
    # d/dx takes the whole product behind it: as a factor it stands in brackets.
    written = [_at(factors[0], POWER if isinstance(factors[0], Derivative) else PRODUCT)]
    for before, factor in pairwise(factors):
        part = _at(factor, POWER)
        number_fraction = isinstance(before, Number) and part.startswith(r"\frac{") and part[6].isdigit()
        function_like = isinstance(before, Apply | Partial | Differential) and not before.arguments
        vectors = isinstance(before, Tuple | Name) and isinstance(factor, Tuple | Differential)
        vectors |= isinstance(before, Tuple | Differential) and isinstance(factor, Name)
        dot = part[0].isdigit() or number_fraction or function_like or vectors
        written.append(rf"\cdot {part}" if dot else part)
    return " ".join(written)


def _power(base: Expression, exponent: Expression) -> str:
    """A power; sin(x)^2 is set as sin^2(x)."""
    raised = f"^{{{latex(exponent)}}}"
    if isinstance(base, Call) and base.function in _RAISED and isinstance(exponent, Number):
        return _function_name(base.function) + raised + _bracketed(base.arguments)
    return _at(base, ATOM) + raised


def _cases(branches: tuple[tuple[Expression, Expression], ...], otherwise: Expression | None) -> Written:
    if len(branches) == 1 and otherwise is None:
        value, condition = branches[0]
        return rf"{_at(value, RESTRICTED)} \quad \left({latex(condition)}\right)", RESTRICTED
    rows = [f"{latex(value)} & {latex(condition)}" for value, condition in branches]
    if otherwise is not None:
        rows.append(rf"{latex(otherwise)} & \text{{{tr('otherwise')}}}")
    body = r" \\ ".join(rows)
    return rf"\begin{{cases}} {body} \end{{cases}}", PRODUCT
