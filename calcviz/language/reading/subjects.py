"""What the language knows and a later version brings, each as a short noun."""

from calcviz.language.expression import Asking, Operator
from calcviz.language.messages import mark

QUESTIONS: dict[Asking, str] = {
    "integral": "integral(f(x), x, 0, 1)",
    "limit": "limit(sin(x)/x, x, 0)",
    "sum": "sum(k^2, k, 1, 10)",
    "solve": "solve(x^2 = 2, x)",
    "series": "series(sin(x), x, 0, 5)",
    "simplify": "simplify(sin(x)^2 + cos(x)^2)",
}
"""The words of exact calculus, each with how it is written."""

STEPS = "steps"
"""The word that asks for a derivation; it stands first in its row."""

OPERATORS: dict[str, Operator] = {"grad": "gradient", "jacobian": "jacobian", "hessian": "hessian"}
"""The words of several variables, to the operators they are."""

IMPLICIT_SURFACE = mark("implicit surface")
