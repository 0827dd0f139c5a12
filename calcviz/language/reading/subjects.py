"""What the language knows and a later version brings, each as a short noun."""

from calcviz.language.messages import mark

LATER: dict[str, str] = {
    "integral": mark("integral"),
    "limit": mark("limit"),
    "sum": mark("sum"),
    "solve": mark("solution of an equation"),
    "series": mark("Taylor series"),
    "simplify": mark("simplification"),
    "steps": mark("derivation step by step"),
    "grad": mark("gradient"),
    "jacobian": mark("Jacobian matrix"),
    "hessian": mark("Hessian matrix"),
}
"""The words of exact calculus and of several variables."""

PARTIAL = mark("partial derivative")
GRAPH_OVER_Y = mark("graph over y")
VERTICAL = mark("vertical line")
POLAR = mark("polar curve")
PARAMETRIC = mark("parametric curve")
SPACE_CURVE = mark("space curve")
IMPLICIT = mark("implicit curve")
IMPLICIT_SURFACE = mark("implicit surface")
EQUATION = mark("equation")
REGION = mark("region")
SURFACE = mark("function of two variables")
THREE_VARIABLES = mark("function of three variables")
VECTOR_FIELD = mark("vector field")
POINT_IN_SPACE = mark("point in space")
LIST = mark("list of data")
