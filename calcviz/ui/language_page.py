"""The page that shows the whole language at a glance: rows, concepts, every function, conventions."""

from collections.abc import Sequence
from html import escape

from calcviz.language.messages import tr
from calcviz.language.vocabulary import SPELLINGS
from calcviz.maths.functions.table import SUBJECTS, FunctionEntry
from calcviz.scene.concept import Kind
from calcviz.ui import theme
from calcviz.ui.function_summaries import call_text
from calcviz.ui.row_menu import menu_kinds

_LEFT = 45
"""The share of the left column in per cent: the same in every table, so that they stand below one another."""

Lines = Sequence[tuple[str, str]]


def language_html() -> str:
    """The page in the current language; the functions come from their table, so that none is missing."""
    concepts = [(kind.template(_called(kind)), kind.summary) for kind in menu_kinds()]
    return "".join(
        (
            lines_html(tr("Rows"), _rows(), code=True),
            lines_html(tr("Concepts"), concepts, code=True),
            f"<h3>{tr('Functions')}</h3>",
            *(_subject(title, entries) for title, entries in zip(_subjects(), SUBJECTS, strict=True)),
            lines_html(tr("Conventions"), _conventions(), code=True),
        )
    )


def _called(kind: Kind) -> str:
    """The letters of what a concept is about: f, g for a function of two variables, F and G for maps."""
    letters = {"function": ("f", "g"), "field": ("g", "h"), "map": ("F", "G"), "curve": ("c", "k")}
    about = [letters[spec.kind] for spec in kind.fields if spec.kind in letters]
    return ", ".join(names[k] for k, names in enumerate(about)) or "f"


def lines_html(title: str, lines: Lines, *, code: bool = False) -> str:
    """A heading, and below it what is typed or pressed beside what it does."""
    colors = theme.look()
    tag = "span" if code else "b"
    cells = "".join(
        f'<tr><td width="{_LEFT}%" style="padding: 3px 18px 3px 0">'
        f'<{tag} style="color: {colors.accent}">{escape(left)}</{tag}></td>'
        f'<td style="padding: 3px 0">{escape(right)}</td></tr>'
        for left, right in lines
    )
    return f'<h3>{escape(title)}</h3><table width="100%">{cells}</table>'


def _rows() -> Lines:
    return (
        ("f(x) = 3x^2 - 4x", tr("a function of one variable; its graph")),
        ("sin(x)/x", tr("the same without a name")),
        ("a = 1.5", tr("a number: a slider")),
        ("a = 1.5 in [-5, 5] step 0.1", tr("a slider with its range")),
        ("P = (1, 2)", tr("a point to drag")),
        ("P = (a, f(a))", tr("a point that moves along f and drags a")),
        ("{x < 0: -x, x >= 0: x^2}", tr("a piecewise value")),
        ("sqrt(x) {0 < x < 4}", tr("a restricted domain")),
        ("f'(x),  d/dx f(x),  diff(f(x), x, 3)", tr("derivatives")),
        ("f'(1)", tr("a value")),
        ("g(x, y) = x^2 + y^2", tr("a function of two variables; its level curves and its surface")),
        ("F(x, y) = (x^2 - y, x y)", tr("a map of the plane; its field of arrows")),
        ("∂g/∂x,  ∇g(3, 4),  hessian g(0, 0)", tr("partial derivatives, gradient, second derivatives")),
        ("jacobian F(1, 2)", tr("the Jacobian matrix of a map")),
        ("Q = (1, 2, 3)", tr("a point in space")),
        ("x = y^2 - 1,  x = 3", tr("a graph over y; an upright line")),
        (
            "c(t) = (cos t, sin t),  (t, t^2) for 0 <= t <= 2",
            tr("a parametric curve; t runs over a period or as far as is in view"),
        ),
        ("c(t) = (cos t, sin t, t)", tr("a curve in space")),
        ("c(1),  c'(1)", tr("a point of a curve, the velocity there")),
        ("r = 1 + cos θ,  r = θ for 0 <= θ <= 6π", tr("a polar curve")),
        ("x^2 + y^2 = 1,  sin(x y) = cos(x + y)", tr("an implicit curve")),
        ("y < x^2,  0 < x < 1", tr("a region; dashed where its edge does not belong to it")),
        (
            "x^2 + y^2 < 4 and y > 0,  x < 0 or x > 1,  not x = y",
            tr("conditions together, one of them, the opposite"),
        ),
        ("D = [(1, 4), (2, 5), (3, 6)]", tr("data: points that are drawn; pasted from a table too")),
        ("a = [1, 2, 3],  [1, 2, 3] x", tr("a list: each row in which it stands is meant for each number")),
        ("y = ±sqrt(1 - x^2)", tr("both signs; the upper ones of a row belong together")),
        ("integral(f(x), x)", tr("an antiderivative, exactly")),
        (
            "integral(f(x), x, 0, 1),  integral(g(x, y), x, 0, 1, y, 0, 2)",
            tr("integrals between bounds, or inf"),
        ),
        ("limit(sin(x)/x, x, 0),  limit(1/x, x, 0, right)", tr("a limit, from both sides or from one")),
        ("sum(1/k^2, k, 1, inf)", tr("a sum")),
        (
            "solve(x^2 = 2, x),  solve(x + y = 3 and x y = 2, x, y)",
            tr("real solutions of equations, inequalities"),
        ),
        ("series(cos(x), x, 0, 6),  simplify(x/x^3)", tr("a Taylor polynomial, a shorter form")),
        ("steps(f'(x)),  steps(integral(x cos x, x))", tr("a derivation, rule by rule")),
        ("# " + tr("text"), tr("a note")),
    )


def _subjects() -> tuple[str, ...]:
    """What the groups of the table are about, in its order."""
    return (
        tr("Powers, roots, logarithms"),
        tr("Trigonometry"),
        tr("Hyperbolic functions"),
        tr("Steps, remainders, extremes"),
        tr("Special functions, distributions"),
        tr("Activation functions"),
    )


def _subject(title: str, entries: Sequence[FunctionEntry]) -> str:
    """A group: its functions as they are called, each with its other spellings."""
    typed = [entry for entry in entries if entry.word.name in SPELLINGS]
    accent = theme.look().accent
    calls = (
        f'<span style="color: {accent}">{escape(call_text(entry)).replace(" ", "&nbsp;")}</span>'
        + (f"&nbsp;({escape(', '.join(entry.word.aliases))})" if entry.word.aliases else "")
        for entry in typed
    )
    return f"<p><b>{escape(title)}</b><br>{', '.join(calls)}</p>"


def _conventions() -> Lines:
    """What is settled where books differ."""
    return (
        ("2x,  x sin x,  2(x+1)", tr("products; ab is one where a and b have values")),
        ("sin 2x cos 3x", tr("sin(2x)·cos(3x)")),
        ("1/2x", tr("(1/2)·x")),
        ("-x^2,  2^3^2", tr("−(x²) and 2^(3²): ^ binds first, and to the right")),
        ("sin^2 x,  sin^-1 x", tr("(sin x)² and arcsin x")),
        ("|x|,  n!,  √x,  x²", tr("absolute value, factorial, root, raised digits")),
        ("pi,  e", tr("constants; angles are in radians")),
        ("log x,  ln x,  log(x, b)", tr("base 10, base e, base b")),
        ("x^(1/3)", tr("the real root where x < 0, for odd roots only; else undefined")),
        ("0^0", tr("is 1; 0 to a negative power is undefined")),
        ("acot x", tr("lies between 0 and π, and is continuous")),
        ("atan2(y, x)", tr("the angle of the point (x, y), from −π to π")),
        ("round(2.5)", tr("is 3, round(−2.5) is −2: halves are rounded up")),
        ("mod(x, m)", tr("has the sign of m; frac(x) is x − ⌊x⌋")),
        ("sinc x,  heaviside(0)", tr("sin(x)/x with 1 at 0; one half")),
        ("1/0,  sqrt(-1)", tr("undefined: never 0, never a complex number")),
    )
