"""What an analysis found, as results, as a table and in sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import isfinite

from calcviz.drawing import Readout, Table
from calcviz.language.messages import mark, tr, translated
from calcviz.language.names import Names
from calcviz.language.notation import number_text
from calcviz.language.reader import read_expression
from calcviz.language.spoken import told, written
from calcviz.language.typeset import latex, name_latex, number_latex
from calcviz.maths.analysis.analyse import Analysis, Asked
from calcviz.maths.analysis.asymptotes import Asymptote
from calcviz.maths.analysis.domain import Part
from calcviz.maths.analysis.stretches import Stretch
from calcviz.maths.analysis.symmetry import Parity, Period
from calcviz.maths.landmarks.point import Kind, Landmark
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of

DIGITS = 6

FEW = 4
"""Things of a kind up to which a sentence names each."""

LISTED, PAIRS = 4, 2
"""Abscissas, and points, that stand in a line of results, of more points one; the table has all of them."""

SHORT = 4
"""Digits of several points in one line."""

BESIDE = 2e-3
"""Part of the view within which two places look like one."""

UPRIGHT: tuple[Kind, ...] = ("root", "pole", "jump")
"""Kinds whose abscissa tells enough."""

KINDS: tuple[tuple[Kind, str, str, str], ...] = (
    ("root", "roots", mark("root"), mark("roots")),
    ("minimum", "minima", mark("minimum"), mark("minima")),
    ("maximum", "maxima", mark("maximum"), mark("maxima")),
    ("inflection", "inflections", mark("inflection point"), mark("inflection points")),
    ("corner", "corners", mark("corner"), mark("corners")),
    ("hole", "holes", mark("hole"), mark("holes")),
    ("jump", "jumps", mark("jump"), mark("jumps")),
    ("pole", "poles", mark("pole"), mark("poles")),
)
"""Each kind with its key for programs, its word, and the word for several."""

ASKED: dict[Kind, Asked] = {
    "root": "root",
    "minimum": "extremum",
    "maximum": "extremum",
    "inflection": "inflection",
}

_FRACTION = re.compile(r"(-?)(\d+)/(\d+)")

ALWAYS: tuple[Kind, ...] = ("root", "minimum", "maximum", "inflection")
"""Kinds of which it is said too that there are none."""


def word_of(kind: Kind) -> str:
    """What one point of a kind is called."""
    return next((translated(one) for each, _, one, _ in KINDS if each == kind), "")


def number_of(text: str | None, value: float, digits: int = DIGITS) -> str:
    """A number in LaTeX: exactly where that is known, else with some digits."""
    exact = exactly(text) if text is not None else ""
    return exact or number_latex(float(number_text(value, digits)))


@lru_cache(maxsize=512)
def exactly(text: str) -> str:
    """A closed form as LaTeX."""
    return latex(read_expression(text, Names(), frozenset()))


def results(found: Analysis, f: RealFunction) -> tuple[Readout, ...]:
    """A line for each kind of point; of some kinds also that there is none. Poles are asymptotes."""
    lines = [
        _line(found, kind, key, translated(one), translated(many))
        for kind, key, one, many in KINDS
        if kind in ALWAYS or (found.counts.get(kind) and kind != "pole")
    ]
    flat = zeros(found, f)
    if 0 < len(flat) <= FEW:  # besides single ones whole stretches
        everywhere = tr("wherever {spans}", spans=tr(", ").join(flat))
        said = rf"\text{{{everywhere}}}"
        if found.counts.get("root"):
            lines[0] = replace(lines[0], text_latex=rf"{lines[0].text_latex},\; {said}")
        else:
            lines[0] = replace(
                lines[0], text_latex=titled(tr("roots")) + said, values=None, reason=everywhere
            )
    return tuple(lines)


def zeros(found: Analysis, f: RealFunction) -> list[str]:
    """The stretches on which f is proven constant, and is 0, as inequalities."""
    flat = [each for each in found.rising if each.sign == 0 and f((each.low + each.high) / 2) == 0]
    return [span_words(each, f.variable, found, (f(each.low) == 0, f(each.high) == 0)) for each in flat]


def titled(word: str) -> str:
    """What a line of results begins with."""
    stop = tr(":")
    return rf"\text{{{word}{stop}}}" + (r"\;\;" if stop.isascii() else "")  # a wide one has room of its own


def _line(found: Analysis, kind: Kind, key: str, one: str, many: str) -> Readout:
    points, count, doubts = found.of(kind), found.counts.get(kind, 0), _doubts(found, kind)
    name = titled(one if count == 1 else many)
    reason = _unsure(found, kind) if doubts else None
    if not points:
        said = tr("{count}, too many to be listed", count=count) if count else reason or tr("none in view")
        values = None if count or doubts else ()
        return Readout(key, "", text_latex=rf"{name}\text{{{said}}}", values=values, reason=said)
    shown, before = _typeset(points, kind)
    most = LISTED if kind in UPRIGHT else PAIRS if len(shown) <= PAIRS else 1
    rest = len(shown) - most
    shown = shown[:most]
    shown += [rf"\text{{{tr('{count} more', count=rest)}}}"] if rest > 0 else []
    shown += [rf"\text{{{tr('perhaps more')}}}"] if doubts else []
    body = name + before + r",\; ".join(shown)
    return Readout(key, "", text_latex=body, values=_values(found, kind), reason=reason)


def _typeset(points: Sequence[Landmark], kind: Kind) -> tuple[list[str], str]:
    """The points as they are listed, and what stands before: abscissas alone where these tell all."""
    if kind in UPRIGHT:
        exact = all(each.x_text for each in points)
        places = list(dict.fromkeys(number_of(each.x_text, each.x) for each in points))
        return places, "x = " if exact else r"x \approx "
    digits = DIGITS if len(points) == 1 else SHORT
    return [
        rf"\left({number_of(each.x_text, each.x, digits)},\,{number_of(each.y_text, each.y, digits)}\right)"
        for each in points
    ], ""


def _values(found: Analysis, kind: Kind) -> tuple[float, ...] | tuple[tuple[float, ...], ...]:
    """What programs read: places of roots and poles, points of the others."""
    points = found.of(kind)
    if kind in ("root", "pole"):
        return tuple(dict.fromkeys(each.x for each in points))
    return tuple((each.x, each.y) for each in points)


def _doubts(found: Analysis, kind: Kind) -> tuple[tuple[float, float], ...]:
    asked = ASKED.get(kind)
    return found.doubts.get(asked, ()) if asked else ()


def _unsure(found: Analysis, kind: Kind) -> str:
    """Why not all points of a kind may be known, and where."""
    spans, (low, high) = _doubts(found, kind), found.range
    if kind == "root" and found.at_least > found.counts.get("root", 0):
        return tr("at least {count}, too close to be told apart at this zoom", count=found.at_least)
    if any(b - a > 0.5 * (high - low) for a, b in spans):
        return tr("cannot be told at this zoom")
    wild = next((x for a, b in spans for x in found.wild if a <= x <= b), None)
    if wild is not None:
        return tr("infinitely many may lie around x = {x}", x=told(wild))
    return tr("not decided around x = {x}", x=_around(spans[0], found))


def _around(span: tuple[float, float], found: Analysis) -> str:
    """A short number in a span, or a place that is known and can hardly be told from it."""
    (low, high), (left, right) = span, found.range
    middle = (low + high) / 2
    known = [*(x for x, _, _ in found.poles), *found.wild, *(each.x for each in found.points), 0.0]
    near = min(known, key=lambda x: abs(x - middle))
    if low <= near <= high or abs(near - middle) <= BESIDE * (right - left):
        return _place(near, found)
    return told(float(f"{middle:.4g}"))


def doubts_of(found: Analysis) -> str | None:
    """What is left open, each reason once; None where everything in view is told."""
    words: dict[Kind, str] = {
        "root": tr("roots"),
        "minimum": tr("extrema"),
        "inflection": tr("inflection points"),
    }
    reasons: dict[str, list[str]] = {}
    for kind, word in words.items():
        if _doubts(found, kind):
            reasons.setdefault(_unsure(found, kind), []).append(word)
    said = [
        tr("{kinds}: {reason}", kinds=tr(", ").join(kinds), reason=reason)
        for reason, kinds in reasons.items()
    ]
    return tr("; ").join(said) or None


def table(found: Analysis, variable: str) -> Table | None:
    """The points with their exact coordinates, where these are known."""
    rows: dict[tuple[float | str | None, ...], tuple[float | str | None, ...]] = {}
    for each in found.points:
        if word := word_of(each.kind):
            shown = (word, _cell(each.x_text, each.x), _cell(each.y_text, each.y))
            rows[shown] = (word, each.x, each.y if isfinite(each.y) else None)
    if not rows:
        return None
    headings = (rf"\text{{{tr('kind')}}}", name_latex(variable), "y")
    plain = tuple(rows.values())
    return Table(("kind", "x", "y"), headings, tuple(rows), ("", "g", "g"), plain=plain)


def _cell(text: str | None, value: float) -> float | str | None:
    if not isfinite(value):
        return None
    if text is None or text.lstrip("-").isdigit():
        return value
    return written(text)


def asymptote_readouts(found: Analysis, lines: Sequence[Asymptote]) -> tuple[Readout, ...]:
    """The equations of all asymptotes: upright ones in view, level and slanted ones."""
    poles = found.of("pole")
    texts = [*(f"x = {_plain(each)}" for each in poles), *(equation_text(line) for line in lines)]
    if not texts:
        return ()
    shown = [rf"x = {number_of(each.x_text, each.x)}" for each in poles]
    if len(shown) + len(lines) > LISTED:
        few = max(1, PAIRS - len(lines))
        shown = [*shown[:few], rf"\text{{{tr('{count} more', count=len(shown) - few)}}}"]
    shown += [equation_latex(line) for line in lines]
    name = titled(tr("asymptote") if len(texts) == 1 else tr("asymptotes"))
    return (Readout("asymptotes", "", text=", ".join(texts), text_latex=name + r",\;\; ".join(shown)),)


def symmetry_readouts(parity: Parity | None, period: Period | None) -> tuple[Readout, ...]:
    """What is proven of symmetry; nothing where nothing is."""
    parts: list[Readout] = []
    if parity is not None:
        said = tr("even: symmetric about the y-axis")
        said = said if parity == "even" else tr("odd: symmetric about the origin")
        parts.append(Readout("parity", "", text=parity, text_latex=rf"\text{{{said}}}"))
    if period is not None:
        name, shown = rf"\text{{{tr('period')}}}", latex(period.written)
        exact = number_text(period.length) if period.length == int(period.length) else None
        parts.append(Readout("period", name, text_latex=shown, value=period.length, text=exact))
    return tuple(parts)


def _plain(each: Landmark) -> str:
    return each.x_text or number_text(each.x, 12)


def equation_text(line: Asymptote) -> str:
    """y = x/2 - 1."""
    slope = line.slope_text or number_text(line.slope, 12)
    height = line.height_text or number_text(line.height, 12)
    part = _FRACTION.fullmatch(slope)
    said = "" if slope == "0" else {"1": "x", "-1": "-x"}.get(slope, f"{_grouped(slope)}*x")
    if part is not None:
        said = f"{part[1]}{'' if part[2] == '1' else f'{part[2]}*'}x/{part[3]}"
    if height == "0" and said:
        return f"y = {said}"
    if not said:
        return f"y = {height}"
    return f"y = {said} - {height[1:]}" if height.startswith("-") else f"y = {said} + {height}"


def _grouped(text: str) -> str:
    return f"({text})" if " " in text else text


def equation_latex(line: Asymptote) -> str:
    """The equation of an asymptote, typeset; what is not proven has a ≈ and a question mark."""
    body = latex(read_expression(equation_text(line).removeprefix("y = "), Names(), frozenset("x")))
    return rf"y = {body}" if line.proven else rf"y \approx {body}\;(?)"


def said_of(
    f: RealFunction,
    found: Analysis,
    lines: Sequence[Asymptote],
    parity: Parity | None,
    period: Period | None,
) -> str:
    """All of it in one sentence."""
    parts = [domain_words(found.parts, f.variable, found)]
    parts += [_points_words(found, kind, many) for kind, _, _, many in KINDS if found.counts.get(kind)]
    doubts = doubts_of(found)
    parts += [doubts] if doubts else []
    parts += list(_course_words(found, f.variable))
    flat = zeros(found, f)
    parts += [tr("0 for {spans}", spans=tr(" and ").join(flat))] if 0 < len(flat) <= FEW else []
    parts += [_line_words(line) for line in lines]
    if parity is not None:
        even = tr("even: symmetric about the y-axis")
        parts.append(even if parity == "even" else tr("odd: symmetric about the origin"))
    if period is not None:
        parts.append(tr("repeats every {length}", length=period_words(period)))
    return tr("{f}: in view {parts}", f=name_of(f), parts=tr("; ").join(part for part in parts if part))


def period_words(period: Period) -> str:
    """The length of a period as it is read."""
    from calcviz.language.notation import text

    return written(text(period.written))


def _points_words(found: Analysis, kind: Kind, many: str) -> str:
    points, count = found.of(kind), found.counts[kind]
    one = word_of(kind)
    if count > FEW or not points:
        return tr("{count} {kinds}", count=count, kinds=translated(many))
    if kind in UPRIGHT:
        places = ", ".join(dict.fromkeys(f"x = {_said(each.x_text, each.x)}" for each in points))
    else:
        places = ", ".join(f"({_said(each.x_text, each.x)}, {_said(each.y_text, each.y)})" for each in points)
    return tr("{kind} at {places}", kind=one if count == 1 else translated(many), places=places)


def _said(text: str | None, value: float) -> str:
    return written(text) if text is not None else told(value)


def _line_words(line: Asymptote) -> str:
    equation = written(equation_text(line))
    where = "" if len(line.sides) > 1 else tr("to the left") if line.sides[0] < 0 else tr("to the right")
    said = tr("asymptote {equation}", equation=equation)
    said = f"{said} {where}" if where else said
    return said if line.proven else tr("{said} (seen in numbers, unconfirmed)", said=said)


def domain_words(parts: Sequence[Part], variable: str, found: Analysis) -> str:
    """Where the function is defined: "defined for x > 0 except x = 1"."""
    if not parts:
        return tr("nowhere defined")
    without = [x for part in parts for x in part.without]
    spans = [_interval(part, variable, found) for part in parts]
    if len(spans) > FEW:
        said = tr("defined on {count} intervals", count=len(spans))
    elif spans == [""]:
        said = tr("defined for all {x}", x=variable)
    else:
        said = tr("defined for {spans}", spans=tr(" and ").join(spans))
    if not without:
        return said
    if len(without) > FEW:
        return tr("{said}, except at {count} places", said=said, count=len(without))
    places = ", ".join(_place(x, found) for x in without)
    return tr("{said}, except {x} = {places}", said=said, x=variable, places=places)


def _interval(part: Part, variable: str, found: Analysis) -> str:
    """The interval as an inequality; an end of the view is none."""
    low, high = _place(part.low, found), _place(part.high, found)
    first, second = (("≤" if closed else "<") for closed in part.closed)
    if all(part.open_ended):
        return ""
    if part.open_ended[1]:
        return f"{variable} {'≥' if part.closed[0] else '>'} {low}"
    if part.open_ended[0]:
        return f"{variable} {second} {high}"
    return f"{low} {first} {variable} {second} {high}" if part.low < part.high else f"{variable} = {low}"


def _place(x: float, found: Analysis) -> str:
    """A place as it is known from the points: exactly where one of them is there."""
    near = 1e-9 * (found.range[1] - found.range[0])
    exact = next((each.x_text for each in found.points if each.x_text and abs(each.x - x) <= near), None)
    return _said(exact, x)


def _course_words(found: Analysis, variable: str) -> Iterator[str]:
    for stretches, sign, said in (
        (found.rising, 1, mark("rises for {spans}")),
        (found.rising, -1, mark("falls for {spans}")),
        (found.rising, 0, mark("constant for {spans}")),
        (found.bending, 1, mark("convex for {spans}")),
        (found.bending, -1, mark("concave for {spans}")),
    ):
        chosen = [each for each in stretches if each.sign == sign]
        if 0 < len(chosen) <= FEW:
            spans = [span_words(each, variable, found) for each in chosen]
            yield translated(said).format(spans=tr(" and ").join(spans))


def span_words(
    each: Stretch, variable: str, found: Analysis, closed: tuple[bool, bool] = (False, False)
) -> str:
    """A stretch as an inequality; where it reaches the end of the view only its other end is named."""
    above, below = "≥" if closed[0] else ">", "≤" if closed[1] else "<"
    low, high = found.range
    near = 1e-9 * (high - low)
    begins, ends = each.low - low <= near, high - each.high <= near
    if begins and ends:
        return tr("all {x}", x=variable)
    if ends:
        return f"{variable} {above} {_place(each.low, found)}"
    if begins:
        return f"{variable} {below} {_place(each.high, found)}"
    first = "≤" if closed[0] else "<"
    return f"{_place(each.low, found)} {first} {variable} {below} {_place(each.high, found)}"
