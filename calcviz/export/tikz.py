"""A frame as a drawing in LaTeX: a document of its own for TikZ and pgfplots, to be read and changed."""

from math import cos, pi, radians, sin

from calcviz import __version__
from calcviz.engine.frame import Frame
from calcviz.export.figure import Figure
from calcviz.export.tex import color, formula, is_chinese, label, number
from calcviz.export.tikz_paper import Paper, Place
from calcviz.export.tikz_plots import definitions, plots
from calcviz.export.tikz_sheets import Sheet, sheets
from calcviz.scene.document import Viewport
from calcviz.views.axes import NUMBER_SIZE, Axes, Number, axes
from calcviz.views.items import LABEL_SIZE
from calcviz.views.pens import AXIS_WIDTH, TICK_WIDTH
from calcviz.views.polar import MAJOR, reach
from calcviz.views.theme import Theme
from calcviz.views.ticks import Ticks

_LEADING = 1.2
_CHORDS = 96
_LAYERS = (
    "\\pgfplotsset{layers/numbers on top/.define layer set={axis background, axis grid, axis ticks,\n"
    "  axis lines, pre main, main, axis tick labels, axis descriptions, axis foreground}"
    "{/pgfplots/layers/standard}}"
)
"""As on the screen, a curve passes behind the numbers of the axes."""


def tikz_text(frame: Frame, figure: Figure) -> str:
    """A document that pdflatex, xelatex and lualatex compile to the figure; with Chinese words not the first.

    Curves are the certified pieces as coordinates, clipped to the view, each its own plot, with points left
    out where a straight line serves as well. Where a view is so far from zero that six digits could not tell
    its points apart, coordinates count from a point in it, and a comment says so. Needs a QGuiApplication.
    """
    frame = figure.dressed(frame)
    main, *panels = sheets(frame, figure)
    paper = Paper(frame.viewport, main.figure)
    drawn = [*_plane(frame, paper, main.at), *(line for sheet in panels for line in _panel(sheet))]
    chinese = any(is_chinese(line) for line in drawn if not line.startswith("%"))
    compilers = "xelatex or lualatex" if chinese else "pdflatex, xelatex or lualatex"
    return "\n".join(
        (
            f"% Drawn by CalcViz {__version__}; compile with {compilers}.",
            r"\RequirePackage{fix-cm}",
            r"\documentclass[border=1pt]{standalone}",
            *([r"\usepackage[scheme=plain]{ctex}"] if chinese else []),
            r"\usepackage{amsmath}",
            r"\usepackage{pgfplots}",
            r"\pgfplotsset{compat=1.16}",
            _LAYERS,
            *_colors(figure.theme),
            *definitions(frame, paper),
            r"\begin{document}",
            *paper.remarks(),
            _font(figure.type_size),
            r"\begin{tikzpicture}",
            *drawn,
            *(
                _border(figure, "(0,0)", f"({number(figure.width)}cm,{number(figure.height)}cm)")
                if panels
                else []
            ),
            r"\end{tikzpicture}",
            r"\end{document}",
            "",
        )
    )


def _plane(frame: Frame, paper: Paper, at: str) -> list[str]:
    """A plane with its axes; `at` is the option that says where it stands, empty where it is alone."""
    laid = axes(frame.viewport)
    options = [*([at] if at else []), *_options(paper, laid)]
    return [
        r"\begin{axis}[",
        *(f"  {option}," for option in options),
        "]",
        *_polar(paper, laid),
        *plots(frame, paper),
        *_finish(paper, laid),
        r"\end{axis}",
    ]


def _panel(sheet: Sheet) -> list[str]:
    """A further plane of a row, with colours and lines of its own, and its title above it."""
    paper = Paper(sheet.frame.viewport, sheet.figure)
    title = [rf"\node[text=ink] at {sheet.above} {{${formula(sheet.title)}$}};"] if sheet.title else []
    drawn = _plane(sheet.frame, paper, sheet.at)
    return [
        r"\begin{scope}",
        *definitions(sheet.frame, paper),
        *paper.remarks(),
        *drawn,
        *title,
        r"\end{scope}",
    ]


def _colors(theme: Theme) -> list[str]:
    names = ("paper", "ink", "axis", "number")
    made = [color(name, getattr(theme, name)) for name in names]
    return [*made, color("gridmajor", theme.grid_major), color("gridminor", theme.grid_minor)]


def _font(size: float) -> str:
    return rf"\fontsize{{{number(size)}pt}}{{{number(size * _LEADING)}pt}}\selectfont"


def _options(paper: Paper, laid: Axes) -> list[str]:
    """How pgfplots sets the axes up: the size, the range, where lines and numbers stand, and their look."""
    figure, view = paper.figure, paper.view
    (x_low, x_high), (y_low, y_high) = paper.x_range, paper.y_range
    small = _small(figure)
    veil = "" if figure.theme.clear else ", fill=paper"
    made = [
        f"width={number(figure.width)}cm, height={number(figure.height)}cm, scale only axis",
        f"xmin={x_low}, xmax={x_high}, ymin={y_low}, ymax={y_high}",
    ]
    if view.x_log:
        made.append("xmode=log")
    if view.y_log:
        made.append("ymode=log")
    if not figure.theme.clear:
        made.append("axis background/.style={fill=paper}")
    if figure.theme.bare:
        return [*made, "hide axis"]
    return [
        *made,
        *_grid(view, figure),
        *_axis("x", laid.x_line, _shown(laid.x, laid.x_numbers), laid.x, paper.x, view.grid == "square"),
        *_name("x", view.names[0], laid.x_line is not None, view.x_log),
        *_axis("y", laid.y_line, _shown(laid.y, laid.y_numbers), laid.y, paper.y, view.grid == "square"),
        *_name("y", view.names[1], laid.y_line is not None, view.y_log),
        "set layers=numbers on top, scaled ticks=false",
        f"tick label style={{text=number, font={_font(small)}{veil}}}",
        f"every tick label/.append style={{inner sep={number(1.5 * figure.pixel)}pt}}",
        f"tick style={{draw=axis, line width={number(TICK_WIDTH * figure.pixel)}pt}}",
        f"major tick length={number(8 * figure.pixel)}pt, minor tick length=0pt",
        "tick align=center",
    ]


def _axis(
    name: str, line: float | None, shown: dict[float, str], ticks: Ticks, place: Place, squares: bool
) -> list[str]:
    """One axis: through zero with an arrow, or, where zero is out of sight, numbers along the edge."""
    crossing = line is not None
    kept = [value for value in ticks.major if not (crossing and value == 0)]
    said = [value for value in kept if value in shown]
    made = [f"axis {name} line={'middle' if crossing else 'bottom' if name == 'x' else 'left'}"]
    if said:
        texts = ",".join(f"{{{label(shown[value])}}}" for value in said)
        made += [f"{name}tick={{{','.join(map(place, said))}}}", f"{name}ticklabels={{{texts}}}"]
    else:
        made.append(rf"{name}tick=\empty")
    mute = [value for value in kept if value not in shown]
    if mute:  # ticks without a number, whose empty label would hide a part of them
        bare = "grid=major, tick label style={fill=none}"
        made += [f"extra {name} ticks={{{','.join(map(place, mute))}}}", f"extra {name} tick labels={{}}"]
        made.append(f"extra {name} tick style={{{bare if squares else 'tick label style={fill=none}'}}}")
    made.append(f"minor {name}tick={{{','.join(map(place, ticks.minor))}}}")
    if not ticks.minor:
        del made[-1]
    if not crossing:
        made += [f"{name} axis line style={{draw=none}}", f"{name}tick style={{draw=none}}"]
    return made


def _name(name: str, called: str, crossing: bool, log: bool) -> list[str]:
    """What an axis is called, beside its arrowhead; at the end of the numbers where it is logarithmic."""
    if not called or not (crossing or log):
        return [f"{name}label={{}}"]
    other, anchor = ("right of origin", "south east") if name == "x" else ("above origin", "north west")
    if not crossing:
        other, anchor = ("south east", "north east") if name == "x" else ("north west", "south east")
    style = f"at={{(current axis.{other})}}, anchor={anchor}, text=ink, inner sep=3pt"
    return [f"{name}label={{${formula(called)}$}}", f"every axis {name} label/.style={{{style}}}"]


def _shown(ticks: Ticks, numbers: tuple[Number, ...]) -> dict[float, str]:
    """The text at each tick that has one: near the ends of an axis there is no room."""
    texts = {each.text for each in numbers}
    return {value: text for value, text in zip(ticks.major, ticks.labels) if text in texts}


def _grid(view: Viewport, figure: Figure) -> list[str]:
    line = number(figure.pixel)
    arrow = f"axis line style={{draw=axis, line width={number(AXIS_WIDTH * figure.pixel)}pt, -stealth}}"
    if view.grid != "square":
        return [arrow]
    minor = figure.theme.grid_minor != figure.theme.paper
    made = [
        arrow,
        f"grid={'both' if minor else 'major'}",
        f"major grid style={{gridmajor, line width={line}pt}}",
    ]
    return [*made, f"minor grid style={{gridminor, line width={line}pt}}"] if minor else made


def _polar(paper: Paper, laid: Axes) -> list[str]:
    """Circles round the origin, rays from it and their angles, where the grid is polar."""
    wheel, figure = laid.polar, paper.figure
    if figure.theme.bare or wheel is None:
        return []
    view = paper.view
    _, far = reach(view)
    turns = [2 * pi * k / _CHORDS for k in range(_CHORDS + 1)]
    rays = [radians(degrees) for degrees in range(0, 360, MAJOR)]
    lines = [("gridminor", _circle(r, turns)) for r in wheel.minor]
    lines += [("gridmajor", _circle(r, turns)) for r in wheel.major]
    lines += [("gridmajor", [(0.0, 0.0), (far * cos(t), far * sin(t))]) for t in rays]
    made = []
    for shade, points in lines:
        if shade == "gridmajor" or figure.theme.grid_minor != figure.theme.paper:
            style = (
                f"[forget plot, no markers, on layer=axis grid, {shade}, line width={number(figure.pixel)}pt]"
            )
            made += paper.clipped_plot(style, points)
    for each in laid.angles:
        at = paper.at_pixel(each.box.center().x(), each.box.center().y())[1:-1]
        veil = "" if figure.theme.clear else "fill=paper, "
        made.append(
            rf"\node[{veil}text=number, font={_font(_small(figure))}, inner sep=1pt]"
            rf" at (axis cs:{at}) {{{label(each.text)}}};"
        )
    return made


def _circle(r: float, turns: list[float]) -> list[tuple[float, float]]:
    return [(r * cos(t), r * sin(t)) for t in turns]


def _small(figure: Figure) -> float:
    """The size of the numbers in points."""
    return figure.type_size * NUMBER_SIZE / LABEL_SIZE


def _finish(paper: Paper, laid: Axes) -> list[str]:
    """The zero where the axes cross, and the border."""
    made, figure = [], paper.figure
    crossing = laid.x_line is not None and laid.y_line is not None
    if crossing and not figure.theme.bare and any(each.text == "0" for each in laid.x_numbers):
        small, gap = _small(figure), number(4 * figure.pixel)
        made.append(
            rf"\node[text=number, font={_font(small)}, anchor=north east, inner sep={gap}pt]"
            rf" at (axis cs:{paper.x(0.0)},{paper.y(0.0)}) {{$0$}};"
        )
    return [*made, *_border(figure, "(rel axis cs:0,0)", "(rel axis cs:1,1)")]


def _border(figure: Figure, corner: str, other: str) -> list[str]:
    line = rf"\draw[axis, line width={number(figure.pixel)}pt] {corner} rectangle {other};"
    return [line] if figure.border else []
