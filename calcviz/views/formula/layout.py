"""The rules of TeX for setting mathematics (TeXbook, appendix G), with the constants of the font."""

from __future__ import annotations

from typing import NamedTuple

from calcviz.views.formula.around import accented, fenced, lined, primed, rooted
from calcviz.views.formula.boxes import (
    Box,
    Gap,
    beside,
    letters,
    measure,
    on_axis,
    outlined,
    rule,
    stretched,
)
from calcviz.views.formula.glyphs import glyphs
from calcviz.views.formula.nodes import (
    Accent,
    Classed,
    Fence,
    Fenced,
    Fraction,
    Line,
    Node,
    Operator,
    Root,
    Row,
    Scripts,
    Slot,
    Space,
    Styled,
    Symbol,
    Table,
    Text,
)
from calcviz.views.formula.style import DISPLAY, SCRIPT, TEXT, TINY, Style
from calcviz.views.formula.symbols import INTEGRALS, PRIMES, SPACING
from calcviz.views.formula.table import cell_style, tabled
from calcviz.views.formula.text import words


class Atom(NamedTuple):
    """A box in a row, and the classes it shows to its neighbours; None for space, which has none."""

    box: Box
    left: str | None
    right: str | None


def layout(node: Node, style: Style) -> Box:
    """Return the box of a node."""
    match node:
        case Row(items):
            return _row(items, style)
        case Fraction():
            return _fraction(node, style)
        case Scripts():
            return _scripts(node, style)
        case Fenced(signs, parts):
            whole = isinstance(parts[0], Table)
            return fenced(signs, [layout(part, style) for part in parts], style, whole=whole)
        case Table(form, rows):
            inner = cell_style(form, style)
            return tabled(form, [[layout(cell, inner) for cell in row] for row in rows], inner)
        case Styled(level, inside):
            return layout(inside, style.at(level))
        case Classed(inside, _):
            return layout(inside, style)
        case _:
            return _covered(node, style)


def _covered(node: Node, style: Style) -> Box:
    match node:
        case Root(inside, degree):
            raised_degree = None if degree is None else layout(degree, style.at(TINY))
            return rooted(layout(inside, style.tight()), raised_degree, style)
        case Accent(sign, inside, wide):
            return accented(layout(inside, style.tight()), sign, style, wide=wide)
        case Line(inside, over):
            return lined(layout(inside, style.tight() if over else style), style, over=over)
        case _:
            return _leaf(node, style)


def _leaf(node: Node, style: Style) -> Box:
    em = style.em
    match node:
        case Symbol(text):
            return letters(text, em)
        case Operator(text, large):
            return _large(text, style) if large else words(text, em)
        case Text(text):
            return words(text, em)
        case Space(width):
            return Box(width=width * em)
        case Fence(sign, height):
            return on_axis(stretched(sign, max(height, 1.0) * em, em), em) if sign else Box()
        case Slot(name, template):
            box = letters(template.replace("-", "−"), em)
            box.parts = [(0.0, 0.0, Gap(name, em))]
            box.italic, box.single = 0.0, False
            return box
    raise TypeError(node)


def _large(text: str, style: Style) -> Box:
    """A sum or an integral, always centred on the axis; how it leans matters to its limits alone."""
    form = _form(text, style)
    box = letters(text, style.em) if form == text else outlined(((form, 0),), style.em)
    box.italic = 0.0
    return on_axis(box, style.em)


def _form(text: str, style: Style) -> str:
    """The character that shows a large operator: in a display its largest form."""
    stretch = glyphs().vertical.get(text)
    return stretch.sizes[-1][0] if style.display and stretch else text


def _lean(node: Node, style: Style) -> float:
    """How far the top of an integral leans to the right of its foot, in pixels."""
    if not isinstance(node, Operator) or not node.large:
        return 0.0
    return measure(_form(node.text, style)).italic / 1000 * style.em


# --- rows


def _row(items: tuple[Node, ...], style: Style) -> Box:
    atoms = _binary_or_not([_atom(item, style) for item in items])
    row = Box()
    before: str | None = None
    for place, atom in enumerate(atoms):
        if atom.left and before:
            row.width += SPACING[before, atom.left][style.level >= SCRIPT] * style.em
        row.place(atom.box, row.width)
        row.width += atom.box.width
        if atom.box.italic > 0 and (place + 1 < len(atoms) or len(atoms) > 1):
            row.width += atom.box.italic
        row.height, row.depth = max(row.height, atom.box.height), max(row.depth, atom.box.depth)
        before = atom.right or before
    if len(atoms) == 1:
        box = atoms[0].box
        row.height, row.depth, row.italic = box.height, box.depth, box.italic
        row.accent, row.single = box.accent, box.single
    return row


def _atom(node: Node, style: Style) -> Atom:
    box = layout(node, style)
    left, right = _classes(node)
    return Atom(box, left, right)


def _classes(node: Node) -> tuple[str | None, str | None]:
    match node:
        case Symbol(_, kind) | Fence(_, _, kind) | Classed(_, kind):
            return kind, kind
        case Operator():
            return "op", "op"
        case Scripts(base):
            return _classes(base)
        case Fenced(signs):
            # TeX spaces these as one inner atom, which tears f\left(x\right) apart; we do as mleftright.
            return "open" if signs[0] else "ord", "close" if signs[-1] else "ord"
        case Space():
            return None, None
        case Styled(_, Row(items)) if items:
            return _classes(items[0])[0], _classes(items[-1])[1]
    return "ord", "ord"


def _binary_or_not(atoms: list[Atom]) -> list[Atom]:
    """A plus or minus with nothing to bind on one side is a sign, and set close (TeXbook, rules 5 and 6)."""
    result: list[Atom] = []
    before: str | None = None
    last = -1
    for atom in atoms:
        if atom.left == "bin" and before in (None, "bin", "op", "rel", "open", "punct"):
            atom = Atom(atom.box, "ord", "ord")
        if before == "bin" and atom.left in ("rel", "close", "punct"):
            result[last] = Atom(result[last].box, "ord", "ord")
        if atom.left:
            before, last = atom.right, len(result)
        result.append(atom)
    if before == "bin":
        result[last] = Atom(result[last].box, "ord", "ord")
    return result


# --- above and below


def _fraction(node: Fraction, style: Style) -> Box:
    if node.display is not None:
        style = style.at(DISPLAY if node.display else max(TEXT, style.level))
    top, bottom = layout(node.top, style.numerator()), layout(node.bottom, style.denominator())
    thickness = style.size("FractionRuleThickness")
    axis = style.size("AxisHeight")
    if node.rule:
        display, other = ("DisplayStyle", "") if style.display else ("", "")
        up = style.size(f"FractionNumerator{display}ShiftUp")
        down = style.size(f"FractionDenominator{display}ShiftDown")
        gap = "DisplayStyleGapMin" if style.display else other
        above = style.size(f"FractionNum{gap}" if gap else "FractionNumeratorGapMin")
        below = style.size(f"FractionDenom{gap}" if gap else "FractionDenominatorGapMin")
        up = max(up, axis + thickness / 2 + above + top.depth)
        down = max(down, bottom.height + below + thickness / 2 - axis)
    else:
        display = "DisplayStyle" if style.display else ""
        up, down = style.size(f"StackTop{display}ShiftUp"), style.size(f"StackBottom{display}ShiftDown")
        gap_needed = style.size(f"Stack{display}GapMin")
        lacking = gap_needed - (up - top.depth - (bottom.height - down))
        if lacking > 0:
            up, down = up + lacking / 2, down + lacking / 2
    margin = 0.12 * style.em if node.rule else 0.0
    edge = 0.06 * style.em if node.rule else 0.0
    inner = max(top.width + top.italic, bottom.width + bottom.italic) + 2 * edge
    box = Box(inner + 2 * margin, top.height + up, bottom.depth + down)
    box.place(top, margin + (inner - top.width - top.italic) / 2, -up)
    box.place(bottom, margin + (inner - bottom.width - bottom.italic) / 2, down)
    if node.rule:
        box.place(rule(inner, thickness, axis - thickness / 2), margin)
    return box


def _scripts(node: Scripts, style: Style) -> Box:
    core = node.base
    if (
        isinstance(core, Operator)
        and node.limits is not False
        and (node.limits or (core.limits and style.display))
    ):
        return _limits(node, style)
    base = layout(core, style)
    upper = _upper(node.upper, base, style) if node.upper is not None else None
    lower = layout(node.lower, style.lower()) if node.lower is not None else None
    integral = isinstance(core, Operator) and core.text in INTEGRALS
    close = base.single and not integral
    up, down = _shifts(base, upper, lower, close, style)
    box = Box(base.width, base.height, base.depth)
    box.place(base, 0.0)
    width = base.width + (0.0 if lower else base.italic)
    if upper:
        left = base.width + base.italic
        box.place(upper, left, -up)
        width = max(width, left + upper.width)
        box.height, box.depth = max(box.height, upper.height + up), max(box.depth, upper.depth - up)
    if lower:
        left = base.width - (_lean(core, style) if integral else 0.0)
        box.place(lower, left, down)
        width = max(width, left + lower.width)
        box.height, box.depth = max(box.height, lower.height - down), max(box.depth, lower.depth + down)
    box.width = width + style.size("SpaceAfterScript")
    return box


def _upper(node: Node, base: Box, style: Style) -> Box:
    """A superscript; primes come full size, for which the font draws them raised already."""
    marks, rest = (node.items[0], node.items[1:]) if isinstance(node, Row) and node.items else (node, ())
    if not (isinstance(marks, Symbol) and set(marks.text) <= set(PRIMES)):
        return layout(node, style.upper())
    return beside([primed(marks.text, style), *(layout(item, style.upper()) for item in rest)])


def _shifts(
    base: Box, upper: Box | None, lower: Box | None, close: bool, style: Style
) -> tuple[float, float]:
    """How far a superscript goes up and a subscript down (TeXbook, p. 445, rule 18)."""
    up = down = 0.0
    if upper:
        up = style.size("SuperscriptShiftUpCramped" if style.cramped else "SuperscriptShiftUp")
        up = max(up, upper.depth + style.size("SuperscriptBottomMin"))
        if not close:
            up = max(up, base.height - style.size("SuperscriptBaselineDropMax"))
    if lower:
        down = style.size("SubscriptShiftDown")
        down = max(down, lower.height - style.size("SubscriptTopMax"))
        if not close:
            down = max(down, base.depth + style.size("SubscriptBaselineDropMin"))
    if upper and lower:
        lacking = style.size("SubSuperscriptGapMin") - (up - upper.depth - (lower.height - down))
        if lacking > 0:
            rise = style.size("SuperscriptBottomMaxWithSubscript") - (up - upper.depth)
            rise = min(max(rise, 0.0), lacking)
            up, down = up + rise, down + lacking - rise
    return up, down


def _limits(node: Scripts, style: Style) -> Box:
    base = layout(node.base, style)
    upper = layout(node.upper, style.upper()) if node.upper is not None else Box()
    lower = layout(node.lower, style.lower()) if node.lower is not None else Box()
    width = max(base.width, upper.width, lower.width)
    box = Box(width, base.height, base.depth)
    box.place(base, (width - base.width) / 2)
    lean = _lean(node.base, style) / 2
    if node.upper is not None:
        up = max(style.size("UpperLimitBaselineRiseMin"), style.size("UpperLimitGapMin") + upper.depth)
        box.place(upper, (width - upper.width) / 2 + lean, -(base.height + up))
        box.height = base.height + up + upper.height
    if node.lower is not None:
        down = max(style.size("LowerLimitBaselineDropMin"), style.size("LowerLimitGapMin") + lower.height)
        box.place(lower, (width - lower.width) / 2 - lean, base.depth + down)
        box.depth = base.depth + down + lower.depth
    return box
