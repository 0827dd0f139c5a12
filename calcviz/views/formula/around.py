"""What is drawn around or over a part of a formula: delimiters, roots, lines, accents."""

from __future__ import annotations

from itertools import zip_longest

from calcviz.views.formula.boxes import (
    Box,
    beside,
    letters,
    measure,
    on_axis,
    outlined,
    radical,
    raised,
    rule,
    stretched,
)
from calcviz.views.formula.glyphs import constant, glyphs
from calcviz.views.formula.style import Style

_LOWEST = 0.48
"""em: the roots of x and of a stand side by side with their bars in one line."""
_OVERHANG = 0.06
"""em by which a bar reaches beyond what stands under it."""
_PADDING = 0.1
"""em between a table and its delimiters."""
_EMPTY = 0.12
"""em in the place of a delimiter that is left out."""


def fenced(signs: tuple[str, ...], parts: list[Box], style: Style, *, whole: bool) -> Box:
    """Return parts with delimiters around and between them, all of one height, centred on the axis.

    `whole`: cover the content nearly to its end, as around a matrix; else as TeX does, at least nine tenths.
    """
    axis = style.size("AxisHeight")
    reach = 2 * max(max(part.height - axis, part.depth + axis) for part in parts)
    length = 0.98 * reach if whole else max(0.901 * reach, reach - 0.5 * style.em)
    fences = [_fence(sign, length, style) for sign in signs]
    if whole:
        parts = [_padded(part, style) for part in parts]
    pairs = zip_longest(fences, parts)
    box = beside(box for pair in pairs for box in pair if box is not None)
    # Around something low, a superscript stands where it would on a sign: as on (x - a)^2 without \left.
    box.single = length <= style.em
    return box


def _padded(table: Box, style: Style) -> Box:
    """Bars and brackets stand a little away from the letters of a table."""
    box = Box(table.width + 2 * _PADDING * style.em, table.height, table.depth)
    box.place(table, _PADDING * style.em)
    return box


def _fence(sign: str, length: float, style: Style) -> Box:
    if not sign:
        return Box(width=_EMPTY * style.em)
    return on_axis(stretched(sign, length, style.em), style.em)


def rooted(inside: Box, degree: Box | None, style: Style) -> Box:
    """Return a root over `inside`, its bar as close as the style asks, `degree` in the crook of its sign."""
    thickness = style.size("RadicalRuleThickness")
    gap = style.size("RadicalDisplayStyleVerticalGap" if style.display else "RadicalVerticalGap")
    height, depth = max(inside.height, _LOWEST * style.em), max(inside.depth, 0.0)
    sign = radical(height + depth + gap + thickness, style.em)
    spare = sign.height + sign.depth - (height + depth + gap + thickness)
    top = height + gap + thickness + max(spare, 0.0) / 2
    sign = raised(sign, top - sign.height)
    box = Box(
        height=top - thickness + style.size("RadicalExtraAscender"), depth=max(sign.depth, inside.depth)
    )
    left = _degree(box, degree, sign, style) if degree else 0.0
    join = left + sign.width
    room = inside.width + inside.italic + _OVERHANG * style.em
    box.place(sign, left)
    box.place(rule(room, thickness, top - thickness, hung=True), join)
    box.place(inside, join)
    box.width = join + room
    return box


def _degree(box: Box, degree: Box, sign: Box, style: Style) -> float:
    """Place the degree of a root, and return where its sign begins."""
    before, after = style.size("RadicalKernBeforeDegree"), style.size("RadicalKernAfterDegree")
    left = max(before + degree.width + after, 0.0)
    share = 10 * constant("RadicalDegreeBottomRaisePercent")
    up = share * (sign.height + sign.depth) - sign.depth + degree.depth
    box.place(degree, left - degree.width - after, -up)
    box.height = max(box.height, up + degree.height)
    return left


def lined(inside: Box, style: Style, *, over: bool) -> Box:
    """Return `inside` with a line over or under the whole of it."""
    name = "Overbar" if over else "Underbar"
    thickness = style.size(f"{name}RuleThickness")
    # The font's gap is meant for bars over sums; over a letter, as in the conjugate of z, less looks right.
    gap = 0.7 * style.size(f"{name}VerticalGap")
    width = inside.width + inside.italic
    box = Box(width, inside.height, inside.depth)
    box.place(inside, 0.0)
    if over:
        box.place(rule(width, thickness, inside.height + gap), 0.0)
        box.height += gap + thickness + style.size("OverbarExtraAscender")
    else:
        box.place(rule(width, thickness, -inside.depth - gap - thickness), 0.0)
        box.depth += gap + thickness + style.size("UnderbarExtraDescender")
    return box


def accented(inside: Box, sign: str, style: Style, *, wide: bool) -> Box:
    """Return `inside` under an accent; a wide one takes the broadest form that fits."""
    em = style.em / 1000
    if wide:
        sizes = glyphs().horizontal[sign].sizes
        fitting = [form for form, full in sizes if full * em <= 1.05 * inside.width]
        sign = fitting[-1] if fitting else sign
    glyph = measure(sign)
    centre = glyph.accent if glyph.accent is not None else (glyph.left + glyph.right) / 2
    up = inside.height - min(inside.height, style.size("AccentBaseHeight"))
    under = inside.accent if inside.accent is not None else (inside.width + inside.italic) / 2
    box = Box(inside.width, inside.height, inside.depth, inside.italic, inside.accent, inside.single)
    box.place(inside, 0.0)
    box.place(outlined(((sign, 0),), style.em), under - centre * em, -up)
    box.height = max(inside.height, up + glyph.top * em)
    return box


def primed(marks: str, style: Style) -> Box:
    """Return primes as a superscript: full size, for the font draws them raised already."""
    shift = style.size("SuperscriptShiftUpCramped" if style.cramped else "SuperscriptShiftUp")
    sign = raised(letters(marks, style.em), -shift)
    sign.depth = 0.0
    return sign
