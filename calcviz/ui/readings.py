"""What stands typeset under a row and in the inspector: formulas with places for live numbers."""

from calcviz.drawing import Readout
from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.language.notation import number_text

_PLACES = 3


def live(value: float | None) -> str:
    """A number that is watched while it moves: three decimals, or three digits where it is small or large."""
    if value is None or value != value:
        return tr("undefined")
    size = abs(value)
    if size == 0 or 1e-3 <= size < 1e6:
        return f"{value:.{_PLACES}f}"
    if size == float("inf"):
        return "∞" if value > 0 else "-∞"
    return f"{value:.{_PLACES}e}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def reading_of(frame_row: FrameRow) -> tuple[str, dict[str, str]]:
    """The LaTeX under a row and the numbers in it; empty where it would add nothing.

    A concept shows its first result, an expression without a variable its value.
    """
    if frame_row.kind == "concept":
        readouts = frame_row.drawing.readouts
        return line_of(readouts[0]) if readouts else (frame_row.latex, {})
    if frame_row.slider is not None or frame_row.kind in ("empty", "note"):
        return "", {}
    if frame_row.kind in ("number", "expression") and frame_row.value is not None and frame_row.latex:
        return rf"{frame_row.latex} = {slot('value')}", {"value": number_text(frame_row.value, 10)}
    return frame_row.latex, {}


def line_of(readout: Readout) -> tuple[str, dict[str, str]]:
    """A result as one line: its left side, an equals sign, its number or its formula."""
    if readout.value is not None:
        return rf"{readout.latex} = {slot(readout.name)}", {readout.name: live(readout.value)}
    if readout.text_latex or readout.text:
        right = readout.text_latex or rf"\text{{{readout.text}}}"
        return f"{readout.latex} = {right}" if readout.latex else right, {}
    return rf"{readout.latex} \; \text{{{tr('does not exist')}}}", {}


def slot(name: str) -> str:
    """A place for a number that changes while the formula stands."""
    return rf"\slot{{{name}}}{{-00000.000}}"
