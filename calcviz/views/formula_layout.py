"""The rules of TeX for setting mathematics (TeXbook, appendix G), with the constants of an OpenType MATH table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from calcviz.views.formula_boxes import (
    Box,
    Gap,
    beside,
    letters,
    measure,
    on_axis,
    outlined,
    raised,
    rule,
    stretched,
)
from calcviz.views.formula_glyphs import constant, glyphs
from calcviz.views.formula_nodes import (
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
from calcviz.views.formula_symbols import INTEGRALS, SPACING
from calcviz.views.formula_text import words

DISPLAY, TEXT, SCRIPT, TINY = range(4)
_SCALE = (1.0, 1.0, 0.70, 0.55)
_SMALLEST = 6.5
"""Pixels: scripts of scripts in a small line would otherwise not be readable on a screen."""


@dataclass(frozen=True, slots=True)
class Style:
    """How large and how tight: `base` pixels of an ordinary letter, TeX's level, and whether superscripts stay low."""

    base: float
    level: int = DISPLAY
    cramped: bool = False

    @property
    def em(self) -> float:
        return max(self.base * _SCALE[self.level], min(self.base, _SMALLEST))

    @property
    def display(self) -> bool:
        return self.level == DISPLAY

    def at(self, level: int) -> Style:
        return Style(self.base, level, self.cramped)

    def upper(self) -> Style:
        return Style(self.base, min(max(self.level, TEXT) + 1, TINY), self.cramped)

    def lower(self) -> Style:
        return Style(self.base, self.upper().level, True)

    def numerator(self) -> Style:
        return Style(self.base, min(self.level + 1, TINY), self.cramped)

    def denominator(self) -> Style:
        return Style(self.base, min(self.level + 1, TINY), True)

    def tight(self) -> Style:
        return Style(self.base, self.level, True)

    def size(self, name: str) -> float:
        """A constant of the font in pixels."""
        return constant(name) * self.em


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
        case Root():
            return _root(node, style)
        case Fenced():
            return _fenced(node, style)
        case Table():
            return _table(node, style)
        case Accent():
            return _accent(node, style)
        case Line():
            return _line(node, style)
        case Styled(level, inside):
            return layout(inside, style.at(level))
        case Classed(inside, _):
            return layout(inside, style)
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
    """A sum or an integral: its largest form in a display, always centred on the axis."""
    stretch = glyphs().vertical.get(text)
    if style.display and stretch and len(stretch.sizes) > 1:
        return on_axis(outlined(((stretch.sizes[-1][0], 0),), style.em), style.em)
    return on_axis(letters(text, style.em), style.em)


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
        case Fenced(left, _, right):
            # TeX spaces these as one inner atom, which tears f\left(x\right) apart; so does the package mleftright.
            return "open" if left else "ord", "close" if right else "ord"
        case Space():
            return None, None
        case Styled(_, Row(items)) if items:
            return _classes(items[0])[0], _classes(items[-1])[1]
    return "ord", "ord"


def _binary_or_not(atoms: list[Atom]) -> list[Atom]:
    """A plus or minus with nothing to bind on one side is a sign, and is set close (TeXbook, p. 442, rules 5, 6)."""
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
    if isinstance(core, Operator) and node.limits is not False and (node.limits or (core.limits and style.display)):
        return _limits(node, style)
    base = layout(core, style)
    upper = layout(node.upper, style.upper()) if node.upper is not None else None
    lower = layout(node.lower, style.lower()) if node.lower is not None else None
    integral = isinstance(core, Operator) and core.text in INTEGRALS
    close = base.single and not integral
    up, down = _shifts(base, upper, lower, close, style)
    box = Box(base.width, base.height, base.depth)
    box.place(base, 0.0)
    width = base.width + (0.0 if lower else base.italic)
    if upper:
        left = base.width if integral else base.width + base.italic
        box.place(upper, left, -up)
        width = max(width, left + upper.width)
        box.height, box.depth = max(box.height, upper.height + up), max(box.depth, upper.depth - up)
    if lower:
        left = base.width - base.italic if integral else base.width
        box.place(lower, left, down)
        width = max(width, left + lower.width)
        box.height, box.depth = max(box.height, lower.height - down), max(box.depth, lower.depth + down)
    box.width = width + style.size("SpaceAfterScript")
    return box


def _shifts(base: Box, upper: Box | None, lower: Box | None, close: bool, style: Style) -> tuple[float, float]:
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
    lean = base.italic / 2
    if node.upper is not None:
        up = max(style.size("UpperLimitBaselineRiseMin"), style.size("UpperLimitGapMin") + upper.depth)
        box.place(upper, (width - upper.width) / 2 + lean, -(base.height + up))
        box.height = base.height + up + upper.height
    if node.lower is not None:
        down = max(style.size("LowerLimitBaselineDropMin"), style.size("LowerLimitGapMin") + lower.height)
        box.place(lower, (width - lower.width) / 2 - lean, base.depth + down)
        box.depth = base.depth + down + lower.depth
    return box


# --- around


def _root(node: Root, style: Style) -> Box:
    inside = layout(node.inside, style.tight())
    thickness = style.size("RadicalRuleThickness")
    gap = style.size("RadicalDisplayStyleVerticalGap" if style.display else "RadicalVerticalGap")
    # A strut: the roots of x and of y stand side by side with their bars in one line.
    height, depth = max(inside.height, 0.48 * style.em), max(inside.depth, 0.0)
    sign = stretched("√", height + depth + gap + thickness, style.em)
    spare = sign.height + sign.depth - (height + depth + gap + thickness)
    gap += max(spare, 0.0) / 2
    top = height + gap + thickness
    sign = raised(sign, top - sign.height)
    ink = measure("√")
    join = sign.width if ink.right < ink.advance else sign.width
    box = Box()
    left = 0.0
    if node.degree is not None:
        degree = layout(node.degree, style.at(TINY))
        rise = constant("RadicalDegreeBottomRaisePercent") * 10 * (sign.height + sign.depth) - sign.depth
        left = max(style.size("RadicalKernBeforeDegree") + degree.width + style.size("RadicalKernAfterDegree"), 0.0)
        start = left - degree.width - style.size("RadicalKernAfterDegree")
        box.place(degree, start, -(rise + degree.depth))
        box.height = rise + degree.depth + degree.height
    box.place(sign, left)
    box.place(rule(inside.width + inside.italic + 0.06 * style.em, thickness, top - thickness), left + join)
    box.place(inside, left + join)
    box.width = left + join + inside.width + inside.italic + 0.06 * style.em
    box.height = max(box.height, top + style.size("RadicalExtraAscender") - thickness)
    box.depth = max(sign.depth, inside.depth)
    return box


def _fenced(node: Fenced, style: Style) -> Box:
    inside = layout(node.inside, style)
    axis = style.size("AxisHeight")
    reach = 2 * max(inside.height - axis, inside.depth + axis)
    length = max(0.901 * reach, reach - 0.5 * style.em)
    if isinstance(node.inside, Table):
        length = max(length, 0.98 * reach)
    row = []
    for sign in (node.left, node.right):
        row.append(on_axis(stretched(sign, length, style.em), style.em) if sign else Box(width=0.12 * style.em))
    middle = _with_middles(node.inside, length, style) or inside
    return beside((row[0], middle, row[1]))


def _with_middles(inside: Node, length: float, style: Style) -> Box | None:
    """The content again with its \\middle delimiters as high as the outer ones; None where there are none."""
    if not isinstance(inside, Row):
        return None
    middles = [item for item in inside.items if isinstance(item, Fence) and item.height == 0.0]
    if not middles:
        return None
    grown = tuple(
        Fence(item.sign, length / style.em, item.kind) if item in middles else item for item in inside.items
    )
    return layout(Row(grown), style)


def _line(node: Line, style: Style) -> Box:
    inside = layout(node.inside, style.tight() if node.over else style)
    name, extra = ("Overbar", "OverbarExtraAscender") if node.over else ("Underbar", "UnderbarExtraDescender")
    thickness, gap = style.size(f"{name}RuleThickness"), style.size(f"{name}VerticalGap") * 0.7
    width = inside.width + inside.italic
    box = Box(width, inside.height, inside.depth)
    box.place(inside, 0.0)
    if node.over:
        box.place(rule(width, thickness, inside.height + gap), 0.0)
        box.height += gap + thickness + style.size(extra)
    else:
        box.place(rule(width, thickness, -inside.depth - gap - thickness), 0.0)
        box.depth += gap + thickness + style.size(extra)
    return box


def _accent(node: Accent, style: Style) -> Box:
    inside = layout(node.inside, style.tight())
    em = style.em / 1000
    sign = node.sign
    if node.wide:
        fitting = [s for s, full in glyphs().horizontal[sign].sizes if full * em <= inside.width * 1.05]
        sign = fitting[-1] if fitting else sign
    glyph = measure(sign)
    centre = glyph.accent if glyph.accent is not None else (glyph.left + glyph.right) / 2
    above = inside.height - min(inside.height, style.size("AccentBaseHeight"))
    under = inside.accent if inside.accent is not None else (inside.width + inside.italic) / 2
    box = Box(inside.width, inside.height, inside.depth, inside.italic, inside.accent, inside.single)
    box.place(inside, 0.0)
    box.place(outlined(((sign, 0),), style.em), under - centre * em, -above)
    box.height = max(inside.height, above + glyph.top * em)
    return box


# --- tables


def _table(node: Table, style: Style) -> Box:
    """Rows of cells: a matrix centred, cases to the left, equations aligned at their `&`."""
    form = node.form
    aligned = form in ("aligned", "align", "split", "gathered")
    inner = style.at(DISPLAY if aligned else SCRIPT if form == "smallmatrix" else max(TEXT, style.level))
    em = inner.em
    cells = [[layout(cell, inner) for cell in row] for row in node.rows]
    columns = max(len(row) for row in cells)
    widths = [max((row[i].width + row[i].italic for row in cells if i < len(row)), default=0.0) for i in range(columns)]
    between = [_column_gap(form, i, em) for i in range(columns - 1)]
    box = Box(width=sum(widths) + sum(between))
    baseline, jot, below = 0.0, (0.3 if aligned else 0.12) * em, 0.0
    for number, row in enumerate(cells):
        height = max(0.84 * em * (0.9 if aligned else 1.0), *(cell.height for cell in row))
        depth = max(0.36 * em, *(cell.depth for cell in row))
        if number:
            baseline += below + jot + height
        else:
            first = height
        below = depth
        x = 0.0
        for i, cell in enumerate(row):
            slack = widths[i] - cell.width - cell.italic
            box.place(cell, x + slack * _share(form, i), baseline)
            x += widths[i] + (between[i] if i < len(between) else 0.0)
    total = first + baseline + below
    box.height = total / 2 + inner.size("AxisHeight")
    box.depth = total - box.height
    down = first - box.height
    box.parts = [(x, y + down, part) for x, y, part in box.parts]
    return box


def _share(form: str, column: int) -> float:
    """Which part of a cell's spare width stands at its left."""
    if form == "cases":
        return 0.0
    if form in ("aligned", "align", "split"):
        return 0.0 if column % 2 else 1.0
    return 0.5


def _column_gap(form: str, column: int, em: float) -> float:
    if form in ("aligned", "align", "split"):
        return 2.0 * em if column % 2 else 5 / 18 * em
    return (0.55 if form == "smallmatrix" else 1.0) * em
