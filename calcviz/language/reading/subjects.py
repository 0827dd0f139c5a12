"""What the language knows and a later version brings, each as a short noun."""

from calcviz.language.expression import Operator
from calcviz.language.messages import mark

LATER: dict[str, str] = {
    "integral": mark("integral"),
    "limit": mark("limit"),
    "sum": mark("sum"),
    "solve": mark("solution of an equation"),
    "series": mark("Taylor series"),
    "simplify": mark("simplification"),
}
"""The words of exact calculus that a later version brings."""

STEPS = "steps"
"""The word that asks for a derivation; it stands first in its row."""

OPERATORS: dict[str, Operator] = {"grad": "gradient", "jacobian": "jacobian", "hessian": "hessian"}
"""The words of several variables, to the operators they are."""

GRAPH_OVER_Y = mark("graph over y")
VERTICAL = mark("vertical line")
POLAR = mark("polar curve")
PARAMETRIC = mark("parametric curve")
SPACE_CURVE = mark("space curve")
IMPLICIT = mark("implicit curve")
IMPLICIT_SURFACE = mark("implicit surface")
EQUATION = mark("equation")
REGION = mark("region")
LIST = mark("list of data")
