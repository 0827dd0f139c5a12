"""The graph of a derivative of f."""

from functools import cached_property

from calcviz.drawing import Drawing, Readout, graph
from calcviz.language.messages import mark, tr
from calcviz.language.notation import text
from calcviz.language.spoken import written
from calcviz.language.typeset import latex
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport


@concept("derivative", mark("Derivative"), mark("the graph of f′, f″ … and their formula"))
class Derivative:
    """f′, f″ … as a graph and as a formula, in the notation that is liked best."""

    f: RealFunction
    order: int = param(1, step=1, low=1, high=12, latex="n")
    notation: str = param(
        "prime",
        choices=("prime", "primey", "leibniz", "euler", "eulerx"),
        said=(
            mark("prime: f′"),
            mark("prime: y′"),
            mark("Leibniz: dy/dx"),
            mark("Euler: Df"),
            mark("Euler: Dₓf"),
        ),
    )

    @cached_property
    def curve(self) -> RealFunction | None:
        """The function whose graph it is; None where a function in f has no rule, or it grows too long."""
        try:
            return self.f.derivative(self.order)
        except (NoRule, TooLong):
            return None

    def draw(self, viewport: Viewport) -> Drawing:
        """The derivative's graph; undefined where f has no derivative."""
        try:
            df = self.f.derivative(self.order)
        except NoRule as missing:
            reason = tr("the derivative of {function} is not in the table", function=missing.function)
            return Drawing(reason=reason, sentence=reason)
        except TooLong:
            reason = tr("this formula becomes too large when it is written out")
            return Drawing(reason=reason, sentence=reason)
        named = derivative_latex(self.f.text, self.f.variable, self.order, self.notation)
        formula = text(df.expression)
        readout = Readout("formula", named, text=formula, text_latex=latex(df.expression))
        curve = graph(df, viewport.screen)
        return Drawing(curve, (readout,), sentence=self._said(formula), title=self._title())

    def _said(self, formula: str) -> str:
        called, said = name_of(self.f), written(formula)
        if self.order == 1:
            return tr("the derivative of {f} is {formula}", f=called, formula=said)
        return tr("the derivative of {f} of order {n} is {formula}", f=called, n=self.order, formula=said)

    def _title(self) -> str:
        """The name without its argument, which a label on the curve does not need."""
        if self.f.text is None:
            return ""
        return derivative_latex(self.f.text, self.f.variable, self.order, self.notation, argument=False)

    def drag(self, handle: str, x: float, y: float) -> "Derivative":
        """A derivative has no handle."""
        return self


def derivative_latex(
    name: str | None, variable: str, order: int, notation: str, *, argument: bool = True
) -> str:
    """The derivative's name: f′(x), y′, dy/dx, Df(x), D_x f(x), each to its order."""
    called = name or "y"
    of = rf"\left({variable}\right)" if name and argument else ""
    power = "" if order == 1 else f"^{{{order}}}"
    primes = "'" * order if order <= 3 else f"^{{({order})}}"
    match notation:
        case "primey":
            return f"y{primes}"
        case "leibniz":
            return rf"\frac{{d{power} {called}}}{{d {variable}{power}}}"
        case "euler":
            return f"D{power} {called}{of}"
        case "eulerx":
            return f"D_{{{variable}}}{power} {called}{of}"
    return f"{called}{primes}{of}"
