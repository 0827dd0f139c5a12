"""What is seen, in whole sentences, for those who listen and for those who like to read."""

from collections.abc import Iterator, Sequence
from math import floor, log10

import numpy as np

from calcviz.drawing import Bars, Drawing, Polyline, Unresolved
from calcviz.engine.frame import Frame, FrameRow
from calcviz.engine.landmarks import Place
from calcviz.language.messages import mark, tr, translated
from calcviz.language.notation import number_text
from calcviz.language.spoken import told, with_powers, written
from calcviz.maths.fields.box import Box
from calcviz.maths.landmarks.point import Kind
from calcviz.scene.document import Space, Viewport

MOST, MOST_MET = 4, 2
"""Landmarks of one kind that are named (of more only their number is), and curves that it is said to meet."""
SLIT = 3.0
"""Pixels between two pieces of a curve that nobody calls a gap of its domain."""

Range = tuple[float, float]

_KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("root", mark("a root at {places}"), mark("roots at {places}")),
    ("minimum", mark("a minimum at {places}"), mark("minima at {places}")),
    ("maximum", mark("a maximum at {places}"), mark("maxima at {places}")),
    ("pole", mark("a pole at {places}"), mark("poles at {places}")),
    ("hole", mark("a hole at {places}"), mark("holes at {places}")),
    ("jump", mark("a jump at {places}"), mark("jumps at {places}")),
    ("corner", mark("a corner at {places}"), mark("corners at {places}")),
)
_UPRIGHT = ("root", "pole", "jump")
"""Kinds whose abscissa tells enough."""


def row_sentence(row: FrameRow, frame: Frame, places: Sequence[Place] = ()) -> str:
    """What a row says and shows; `places` are the landmarks that are known by now."""
    said = _said(row, frame, places)
    hidden = not row.row.visible and row.drawing.primitives
    return tr("{said}; hidden", said=said) if said and hidden else said


def view_sentence(view: Viewport) -> str:
    """What range is visible: "x from −10 to 10, y from −6 to 6"."""
    x_low, x_high = _ends(view.x_range, view.x_log)
    y_low, y_high = _ends(view.y_range, view.y_log)
    return tr(
        "x from {x_low} to {x_high}, y from {y_low} to {y_high}",
        x_low=x_low,
        x_high=x_high,
        y_low=y_low,
        y_high=y_high,
    )


def space_sentence(box: Box, space: Space) -> str:
    """What part of space is visible, and from where it is looked at."""
    ends = {}
    for axis, of in (("x", box.x_range), ("y", box.y_range), ("z", box.z_range)):
        ends[f"{axis}_low"], ends[f"{axis}_high"] = _ends(of, log=False)
    seen = tr(
        "space: x from {x_low} to {x_high}, y from {y_low} to {y_high}, z from {z_low} to {z_high}", **ends
    )
    turned = {"azimuth": f"{space.azimuth % 360:.0f}", "elevation": f"{space.elevation:.0f}"}
    return tr("{seen}; turned by {azimuth}°, seen from {elevation}° above", seen=seen, **turned)


def _said(row: FrameRow, frame: Frame, places: Sequence[Place]) -> str:
    from calcviz.engine.derivation_lines import derivation_sentence

    if row.problem is not None:
        return row.problem.seen or row.problem.message
    if row.kind == "empty":
        return tr("an empty row")
    if row.kind == "note":
        return row.row.text.strip().lstrip("#").strip()
    if row.slider is not None:
        slider = row.slider
        return tr(
            "{name} = {value}, a slider from {low} to {high}",
            name=slider.name,
            value=told(slider.value),
            low=told(slider.low),
            high=told(slider.high),
        )
    if row.question is not None:
        from calcviz.engine.reply_words import reply_sentence

        said = [reply_sentence(row), *([derivation_sentence(row.derivations)] if row.derivations else [])]
        return tr("; ").join(said)
    if row.derivations:
        return derivation_sentence(row.derivations)
    if row.kind in ("number", "expression"):
        return _value(row)
    if row.draws_curve and row.kind == "function":
        return graph_sentence(row, frame, places)
    if row.kind == "function" and not row.drawing.sentence:
        return row.reason or written(row.row.text.strip())
    return row.drawing.sentence


def _value(row: FrameRow) -> str:
    text = written(row.row.text.strip())
    if row.listed:
        values = f"[{', '.join(told(value) for value in row.listed)}]"
        return text if text.replace(" ", "").endswith(values.replace(" ", "")) else f"{text} = {values}"
    if row.components is not None and row.reason is None:
        return f"{text} = {_vector(row.components)}"
    if row.value is None or row.value != row.value:
        if row.reason:
            return tr("{said}: {reason}", said=text, reason=row.reason)
        return tr("{said} is undefined", said=text)
    value = told(row.value)
    return text if text.replace(" ", "").endswith(f"={value}") else f"{text} = {value}"


def _vector(parts: Sequence[float | tuple[float, ...]]) -> str:
    """A vector as its components, a matrix row by row."""
    return "(" + ", ".join(_vector(p) if isinstance(p, tuple) else told(p) for p in parts) + ")"


def graph_sentence(row: FrameRow, frame: Frame, places: Sequence[Place]) -> str:
    """Where a graph has values in the view, and its landmarks there."""
    called = _name(row)
    pieces = _pieces(row.drawing, frame.viewport)
    if not pieces:
        return tr("{f} is undefined everywhere in the view", f=called)
    parts = [_domain(pieces, frame.viewport), _height(row.drawing, frame.viewport)]
    if any(isinstance(part, Bars | Unresolved) for part in row.drawing.primitives):
        parts.append(tr("in places too fast to be followed"))
    parts += _landmarks([place for place in places if row.row.id in place.rows], row, frame)
    told_of = [part for part in parts if part]
    if not told_of:
        return tr("the graph of {f}", f=called)
    return tr("{f}: in view {parts}", f=called, parts=tr(", ").join(told_of))


def _name(row: FrameRow) -> str:
    return written(row.function_text or row.row.text.strip())


def _pieces(drawing: Drawing, view: Viewport) -> list[Range]:
    """The intervals of x over which something of the curve is drawn, slits between them closed."""
    merged: list[Range] = []
    for low, high in sorted(_strokes(drawing)):
        if merged and (low - merged[-1][1]) * view.x_axis.unit(low) <= SLIT:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        else:
            merged.append((low, high))
    return merged


def _strokes(drawing: Drawing) -> Iterator[Range]:
    for part in drawing.primitives:
        if isinstance(part, Polyline) and part.role == "curve":
            ends = np.append(part.starts[1:], len(part.x)) - 1
            yield from zip(part.x[part.starts].tolist(), part.x[ends].tolist())
        elif isinstance(part, Bars):
            yield from zip(part.x.tolist(), part.x.tolist())
        elif isinstance(part, Unresolved):
            yield part.low, part.high


def _domain(pieces: list[Range], view: Viewport) -> str:
    """Where it is defined; empty where that is everywhere in the view."""
    if len(pieces) > MOST:
        return tr("defined on {count} intervals", count=len(pieces))
    (x_low, x_high), unit = view.x_range, view.x_axis.unit
    said = []
    for low, high in pieces:
        begins, ends = (low - x_low) * unit(low) > SLIT, (x_high - high) * unit(high) > SLIT
        if begins and ends:
            said.append(tr("from {low} to {high}", low=told(low), high=told(high)))
        elif begins:
            said.append(tr("from {low} on", low=told(low)))
        elif ends:
            said.append(tr("up to {high}", high=told(high)))
    return tr("defined {intervals}", intervals=tr(" and ").join(said)) if said else ""


def _height(drawing: Drawing, view: Viewport) -> str:
    """Whether the curve runs where nobody sees it."""
    heights = [part.y for part in drawing.primitives if isinstance(part, Polyline) and part.role == "curve"]
    if len(heights) < len([p for p in drawing.primitives if isinstance(p, Polyline | Bars | Unresolved)]):
        return ""
    if all((y > view.y_high).all() for y in heights):
        return tr("above the picture")
    return tr("below the picture") if all((y < view.y_low).all() for y in heights) else ""


def _landmarks(places: Sequence[Place], row: FrameRow, frame: Frame) -> Iterator[str]:
    for kind, one, many in _KINDS:
        found = [place for place in places if place.landmark.kind == kind]
        spots = list(dict.fromkeys(_spot(place, plain=kind in _UPRIGHT) for place in found))
        if spots:
            yield translated(one if len(spots) == 1 else many).format(places=_listed(spots))
    others = {other.row.id: _name(other) for other in frame.rows if other.row.id != row.row.id}
    met: dict[int, list[str]] = {}
    for place in places:
        if place.landmark.kind == "intersection":
            for other in place.rows:
                if other in others:
                    met.setdefault(other, []).append(_spot(place, plain=False))
    for other, spots in list(met.items())[:MOST_MET]:
        yield tr("it meets {other} at {places}", other=others[other], places=_listed(spots))


def _spot(place: Place, *, plain: bool) -> str:
    found = place.landmark
    x = written(found.x_text) if found.x_text else told(found.x)
    if plain:
        return f"x = {x}"
    return f"({x}, {written(found.y_text) if found.y_text else told(found.y)})"


def _listed(spots: Sequence[str]) -> str:
    if len(spots) > MOST:
        return tr("{count} places", count=len(spots))
    return tr(" and ").join([*([tr(", ").join(spots[:-1])] if len(spots) > 1 else []), spots[-1]])


def _ends(of: Range, log: bool) -> tuple[str, str]:
    """The ends of a visible range, with about as many digits as a pixel can mean."""
    low, high = of
    if log:
        return written(number_text(low, 3)), written(number_text(high, 3))
    places = 3 - floor(log10(high - low))
    first, last = (with_powers(number_text(round(end, places))).replace("-", "−") for end in of)
    return first, last
