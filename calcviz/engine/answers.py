"""The answer to each row as plain values, for programs and for one line of text."""

from math import isfinite
from typing import Any

from calcviz.drawing import Drawing
from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.language.notation import fraction_expression, number_text, text
from calcviz.language.statements import FunctionRow, Note, NumberRow, ValueRow
from calcviz.language.typeset import defined_latex, latex
from calcviz.maths.values import Value, worked_out
from calcviz.scene.item import Item
from calcviz.scene.scene import Scene

Answer = dict[str, Any]


def answer(item: Item, row: FrameRow, scene: Scene) -> Answer:
    """What is said of one row; the keys are those of `calcviz calc --json`."""
    given: Answer = {"input": item.row.text}
    if item.problem is not None:
        problem = item.problem
        return given | {
            "kind": "problem",
            "message": problem.message,
            "start": problem.start,
            "end": problem.end,
            "hint": problem.hint,
        }
    match item.statement:
        case FunctionRow() as statement:
            return given | _function(item, statement)
        case NumberRow() | ValueRow():
            return given | _valued(item, scene)
        case Note(words):
            return given | {"kind": "note", "text": words}
    if item.kind == "point":
        return given | {"kind": "point", "latex": item.latex, "value": [item.concept.x, item.concept.y]}  # type: ignore[union-attr]
    if item.kind == "concept":
        return given | _concept(row.drawing)
    return given | {"kind": "note", "text": ""}


def line(given: Answer) -> str:
    """The same answer as one line for people."""
    match given["kind"]:
        case "problem":
            hint = f" ({given['hint']})" if given["hint"] else ""
            place = f"{given['start']}..{given['end']}"
            return tr("problem at {place}: {message}", place=place, message=given["message"]) + hint
        case "undefined":
            return tr("undefined: {reason}", reason=given["reason"])
        case "concept":
            parts = [f"{name} = {_shown(value)}" for name, value in given["readouts"].items()]
            parts += [given["reason"]] if "reason" in given else []
            return "; ".join(parts)
        case "number":
            mark, value = "=" if given["status"] == "exact" else "≈", number_text(given["value"])
            return value if value == given["text"] else f"{given['text']} {mark} {value}"
        case "point":
            return f"({', '.join(number_text(part) for part in given['value'])})"
    return str(given["text"])


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_shown(part) for part in value) + "]"
    if isinstance(value, str):
        return value
    return "–" if value is None else number_text(value)


def _function(item: Item, statement: FunctionRow) -> Answer:
    assert item.expression is not None
    return {
        "kind": "function",
        "text": text(item.expression),
        "latex": defined_latex(statement, item.expression),
    }


def _valued(item: Item, scene: Scene) -> Answer:
    """A named number or the value asked for."""
    assert item.expression is not None
    known = worked_out(item.expression, scene.numbers, scene.expressions)
    if known.value is None and item.value is not None and isfinite(item.value):
        known = Value(item.value)
    if known.value is None:
        return {"kind": "undefined", "value": None, "reason": item.reason or known.reason}
    shown = item.expression if known.exact is None else fraction_expression(known.exact)
    given: Answer = {"kind": "number", "text": text(shown), "latex": latex(shown), "value": known.value}
    if isinstance(item.statement, NumberRow):
        given["latex"] = item.latex
    if known.exact is not None:
        return given | {"status": "exact"}
    if known.error is None or known.error > abs(known.value):
        return given | {"status": "unconfirmed"}
    return given | {"status": "numeric", "error": known.error}


def _concept(drawing: Drawing) -> Answer:
    readouts: dict[str, Any] = {r.name: r.value if r.text is None else r.text for r in drawing.readouts}
    if drawing.table is not None:
        columns = zip(*drawing.table.rows, strict=True)
        readouts.update({name: list(c) for name, c in zip(drawing.table.names, columns, strict=True)})
    given: Answer = {"kind": "concept", "readouts": readouts}
    return given if drawing.reason is None else given | {"reason": drawing.reason}
