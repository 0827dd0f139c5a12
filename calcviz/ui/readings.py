"""What stands typeset under a row and in the inspector: formulas with places for live numbers."""

import re
from collections.abc import Callable, Sequence
from math import floor, isfinite, isinf, log10

from calcviz.drawing import Readout
from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr, translated
from calcviz.language.notation import number_text, watched
from calcviz.language.spoken import rounded, with_powers
from calcviz.scene.concept import REGISTER
from calcviz.scene.expand import PENDING

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LINEAR = re.compile(r"[-+\da-z., \\]*")

_SLOT = re.compile(r"\\slot\{([^{}]*)\}\{[^{}]*\}")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_DIGITS, _FEW = 10, 5
"""Significant digits of a value under its row; so many must be sure, else it is rounded like what moves."""

Components = tuple[float, ...] | tuple[tuple[float, ...], ...]
"""A vector, or a matrix by its rows."""

Line = tuple[str, dict[str, str]]
"""LaTeX with slots, and the numbers in them."""


def live(value: float | None) -> str:
    """A number that is watched while it moves, or the word for none."""
    if value is None or value != value:
        return tr("undefined")
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    return with_powers(watched(value))


def is_working(frame_row: FrameRow) -> bool:
    """Whether what the row shows is not ready yet: its drawing, its answer, a derivative that it needs."""
    problem = frame_row.problem
    return (
        frame_row.waiting
        or frame_row.asking
        or (problem is not None and problem.message == translated(PENDING))
    )


def reading_of(frame_row: FrameRow) -> Line:
    """The LaTeX under a row and the numbers in it; empty where it would add nothing.

    A concept shows its first result or results (where it has none its text says what it is), an expression
    without a variable its value; where there is none, the row says the reason below.
    """
    if frame_row.kind == "concept":
        readouts = frame_row.drawing.readouts
        count = REGISTER[frame_row.command].read if frame_row.command in REGISTER else 1
        return _side_by_side(readouts[:count])
    if frame_row.slider is not None or frame_row.kind in ("empty", "note"):
        return "", {}
    if frame_row.question is not None:
        return _replied(frame_row)
    if frame_row.listed and frame_row.latex:
        return _list(frame_row)
    if frame_row.components is not None and frame_row.latex:
        parts = _flat(frame_row.components)
        if not all(isfinite(part) for part in parts):
            return frame_row.latex, {}
        whole = all(number_text(part, _DIGITS) == number_text(part) for part in parts)
        right, values = columns(frame_row.components, lambda part: with_powers(number_text(part, _DIGITS)))
        if _said(frame_row.latex, (right, values)):
            return frame_row.latex, {}
        sign = "=" if whole else r"\approx"
        return f"{frame_row.latex} {sign} {right}", values
    if frame_row.kind in ("number", "expression") and frame_row.value is not None and frame_row.latex:
        text = number_text(frame_row.value, _DIGITS)
        shown = with_powers(text)
        sign = "=" if text == number_text(frame_row.value) else r"\approx"
        return rf"{frame_row.latex} {sign} {slot('value', shown)}", {"value": shown}
    return frame_row.latex, {}


def _list(row: FrameRow) -> Line:
    """A row with its values for each number of a list; a list of plain numbers is its own value."""
    whole = all(number_text(part, _DIGITS) == number_text(part) for part in row.listed)
    values = {f"c{k}": with_powers(number_text(part, _DIGITS)) for k, part in enumerate(row.listed)}
    known = [isfinite(part) for part in row.listed]
    none = rf"\text{{{tr('undefined')}}}"
    parts = [slot(*pair) if there else none for pair, there in zip(values.items(), known, strict=True)]
    right = rf"\left[{', '.join(parts)}\right]"
    if _said(row.latex, (right, values)):
        return row.latex, {}
    sign = "=" if whole else r"\approx"
    return f"{row.latex} {sign} {right}", values


def short_of(frame_row: FrameRow) -> str:
    """The answer to a question without the question, which stands in the row anyway; "" for other rows."""
    if frame_row.question is None:
        return ""
    asked, answer = frame_row.question, frame_row.answer
    if asked.operator == "solve" and answer is not None and answer.results:
        from calcviz.engine.replies import FEW, SHORT, solutions

        return solutions(asked, answer, FEW, SHORT)
    whole = reading_of(frame_row)[0]
    return whole.removeprefix(frame_row.latex).removeprefix(r"\colon \quad").strip() or whole


def _replied(row: FrameRow) -> Line:
    """A question with its answer; a number has its place, so that it can follow a slider."""
    from calcviz.engine.replies import number_parts, relation, row_formula  # few rows ask

    answer = row.answer
    if answer is None or answer.value is None or answer.results or not isfinite(answer.value):
        return row_formula(row), {}
    values = {"value": with_powers(number_parts(answer)[0])}
    right = slot("value", values["value"])
    if error := number_parts(answer)[1]:
        values["error"] = with_powers(error)
        right += rf" \pm {slot('error', values['error'])}"
    return f"{row.latex} {relation(answer)} {right}", values


def _side_by_side(readouts: Sequence[Readout]) -> Line:
    lines = [line_of(each) for each in readouts]
    return r" \quad ".join(latex for latex, _ in lines), {
        k: v for _, values in lines for k, v in values.items()
    }


def line_of(readout: Readout) -> Line:
    """A result as one line: its left side, an equals sign, its number or its formula."""
    if readout.values is not None and readout.text_latex is None:
        right, values = columns(readout.values, live)
        return f"{readout.latex} = {right}" if readout.latex else right, values
    if readout.value is not None:
        text = with_powers(number_text(readout.value)) if readout.full else _sure(readout)
        sign = r"\approx" if readout.error else "="
        if readout.text_latex and readout.text != number_text(readout.value):
            sign = rf"= {readout.text_latex} \approx"
        return rf"{readout.latex} {sign} {slot(readout.name, text)}", {readout.name: text}
    if readout.text_latex or readout.text:
        right, values = _live_numbers(readout.text_latex or rf"\text{{{readout.text}}}")
        return f"{readout.latex} = {right}" if readout.latex else right, values
    return rf"{readout.latex} \; \text{{{tr('does not exist')}}}", {}


def _sure(readout: Readout) -> str:
    """A number to the digits that its bound leaves sure, at most ten; without a bound as it is watched."""
    value, error = readout.value, readout.error
    if value is None or not error or not isfinite(value):
        return live(value)
    if abs(value) <= error:
        return "0"
    digits = min(_DIGITS, floor(log10(abs(value) / error)))
    return with_powers(number_text(value, digits)) if digits >= _FEW else live(value)


def columns(components: Components, write: Callable[[float], str]) -> Line:
    """A vector as a column, a matrix by its rows, with a place for each of its numbers."""
    values: dict[str, str] = {}

    def place(number: float) -> str:
        name = f"c{len(values)}"
        values[name] = write(number)
        return slot(name, values[name])

    rows = [part if isinstance(part, tuple) else (part,) for part in components]
    body = r" \\ ".join(" & ".join(place(each) for each in row) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}", values


def _said(latex: str, line: Line) -> bool:
    """Whether a formula ends in what would be written behind it: a matrix of numbers is its own value."""
    return latex.replace(" ", "").endswith(filled(line).replace(" ", ""))


def _flat(components: Components) -> list[float]:
    parts = (part if isinstance(part, tuple) else (part,) for part in components)
    return [number for part in parts for number in part]


def slot(name: str, text: str) -> str:
    """A place for a number that changes while the formula stands, as wide as numbers of that shape."""
    return rf"\slot{{{name}}}{{{re.sub(r'[0-9]', '0', text)}}}"


def filled(line: Line) -> str:
    """The line as LaTeX that others read: numbers in their places, powers of ten as TeX writes them."""
    latex, values = line
    return _SLOT.sub(lambda found: _tex_number(values.get(found[1], "")), latex)


def _tex_number(text: str) -> str:
    base, times, power = text.replace("−", "-").replace("∞", r"\infty").partition("×10")
    return rf"{base} \cdot 10^{{{power.translate(_LOWERED)}}}" if times else base


def _live_numbers(latex: str) -> Line:
    """An equation of a line with places for its numbers: typeset anew only as digits come or go."""
    if not _LINEAR.fullmatch(latex):
        return latex, {}
    values: dict[str, str] = {}

    def place(found: re.Match[str]) -> str:
        name, number = f"n{len(values)}", rounded(found[0])
        values[name] = number
        return slot(name, number)

    return _NUMBER.sub(place, latex), values
