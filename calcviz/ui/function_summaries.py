"""How each function of the language is called, and one line about it, for those who look for one."""

from inspect import signature

from calcviz.language.messages import tr
from calcviz.maths.functions.table import FunctionEntry


def call_text(entry: FunctionEntry) -> str:
    """How a function is called, with the names of its arguments: log(x, [base]), min(x, y, …)."""
    least, most = entry.word.arity
    if most == 1:
        return f"{entry.word.name}(x)"
    if most is None:
        return f"{entry.word.name}(x, y, …)"
    given = [each.name for each in signature(entry.numpy).parameters.values()]
    needed, optional = given[:least], given[least:most]
    return f"{entry.word.name}({', '.join((*needed, *(f'[{name}]' for name in optional)))})"


def summaries() -> dict[str, str]:
    """Each function by its name, to what it is, in the current language."""
    return {
        **_elementary(),
        **_trigonometry(),
        **_hyperbolic(),
        **_stepping(),
        **_special(),
        **_activations(),
        **_forms(),
    }


def _elementary() -> dict[str, str]:
    return {
        "abs": tr("The absolute value, also written |x|"),
        "sqrt": tr("The square root"),
        "cbrt": tr("The cube root, for negative numbers too"),
        "root": tr("The root of any order"),
        "exp": tr("The exponential function: e to the power x"),
        "ln": tr("The natural logarithm"),
        "log": tr("The logarithm to base 10 (or e, where the document says so), or to another base"),
        "hypot": tr("The length of the vector with these components"),
    }


def _trigonometry() -> dict[str, str]:
    return {
        "sin": tr("The sine of an angle in radians"),
        "cos": tr("The cosine of an angle in radians"),
        "tan": tr("The tangent of an angle in radians: sin x / cos x"),
        "cot": tr("The cotangent: cos x / sin x"),
        "sec": tr("The secant of an angle: 1 / cos x"),
        "csc": tr("The cosecant of an angle: 1 / sin x"),
        "asin": tr("The angle from −π/2 to π/2 with this sine"),
        "acos": tr("The angle from 0 to π with this cosine"),
        "atan": tr("The angle from −π/2 to π/2 with this tangent"),
        "acot": tr("The angle from 0 to π with this cotangent"),
        "asec": tr("The angle with this secant"),
        "acsc": tr("The angle with this cosecant"),
        "atan2": tr("The angle of the point (x, y), from −π to π"),
    }


def _hyperbolic() -> dict[str, str]:
    return {
        "sinh": tr("The hyperbolic sine"),
        "cosh": tr("The hyperbolic cosine"),
        "tanh": tr("The hyperbolic tangent"),
        "coth": tr("The hyperbolic cotangent"),
        "sech": tr("The hyperbolic secant"),
        "csch": tr("The hyperbolic cosecant"),
        "asinh": tr("The inverse of the hyperbolic sine"),
        "acosh": tr("The inverse of the hyperbolic cosine"),
        "atanh": tr("The inverse of the hyperbolic tangent"),
        "acoth": tr("The inverse of the hyperbolic cotangent"),
        "asech": tr("The inverse of the hyperbolic secant"),
        "acsch": tr("The inverse of the hyperbolic cosecant"),
    }


def _stepping() -> dict[str, str]:
    return {
        "sign": tr("−1, 0 or 1: the sign of x"),
        "heaviside": tr("0 on the left of 0 and 1 on the right of it"),
        "floor": tr("The greatest whole number that is not above x"),
        "ceil": tr("The least whole number that is not below x"),
        "round": tr("The nearest whole number; halves are rounded up"),
        "frac": tr("What remains of x above its floor"),
        "mod": tr("The remainder of a division, with the sign of m"),
        "gcd": tr("The greatest common divisor"),
        "min": tr("The least of these numbers"),
        "max": tr("The greatest of these numbers"),
    }


def _special() -> dict[str, str]:
    return {
        "gamma": tr("The gamma function: (x − 1)! between the whole numbers too"),
        "digamma": tr("The derivative of ln Γ(x)"),
        "polygamma": tr("A higher derivative of ln Γ(x)"),
        "factorial": tr("The factorial, also written x!"),
        "binomial": tr("In how many ways k things can be chosen out of n"),
        "erf": tr("The error function"),
        "sinc": tr("sin(x)/x, and 1 at 0"),
        "normalpdf": tr("The density of the normal distribution"),
        "normalcdf": tr("The distribution function of the normal distribution"),
    }


def _activations() -> dict[str, str]:
    return {
        "sigmoid": tr("The logistic function, from 0 up to 1"),
        "relu": tr("0 for negative x, and x itself otherwise"),
        "leakyrelu": tr("Like relu, with a small slope for negative x"),
        "elu": tr("Like relu, smooth below 0"),
        "softplus": tr("ln(1 + e^x): relu with its corner made smooth"),
        "gelu": tr("x times the normal distribution function"),
        "swish": tr("x times the logistic function"),
    }


def _forms() -> dict[str, str]:
    return {
        "if": tr("A value where a condition holds, and another one where it does not"),
        "diff": tr("The derivative, or the n-th one"),
        "integral": tr("The antiderivative; with bounds, the integral between them"),
        "grad": tr("The gradient, also written ∇g; ∇g(3, 4) is its value"),
        "jacobian": tr("The Jacobian matrix of a map; jacobian F(1, 2) is its value"),
        "hessian": tr("The matrix of the second partial derivatives"),
        "limit": tr("The limit of an expression at a place"),
        "sum": tr("The sum of an expression over a counting letter"),
        "solve": tr("The solutions of an equation"),
        "series": tr("The Taylor polynomial at a place"),
        "simplify": tr("The same expression, simpler"),
        "steps": tr("The derivation, rule by rule"),
    }
