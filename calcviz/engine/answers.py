"""The answer to each row as plain values, for programs and for one line of text."""

from dataclasses import replace
from fractions import Fraction
from math import inf, isfinite, nextafter
from typing import Any

from calcviz.drawing import Drawing, Readout
from calcviz.engine.curve_answers import curve_answer
from calcviz.engine.family_answers import family, listed, members
from calcviz.engine.frame import FrameRow
from calcviz.language.expression import Expression, Sequence, Tuple, free_names, substitute
from calcviz.language.messages import tr
from calcviz.language.notation import fraction_expression, number_expression, number_text, points_text, text
from calcviz.language.statements import (
    CurveRow,
    FieldRow,
    FunctionRow,
    ListRow,
    MapRow,
    Note,
    NumberRow,
    OverYRow,
    PolarRow,
    RelationRow,
    StepsRow,
    ValueRow,
    VectorRow,
)
from calcviz.language.typeset import defined_latex, latex, name_latex, points_latex, statement_latex
from calcviz.maths.values import Value, worked_out
from calcviz.scene.families import as_written
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
    if item.question is not None and item.answer is not None:
        from calcviz.engine.reply_values import reply

        return given | reply(item.question, item.answer) | _steps(item)
    match item.statement:
        case FunctionRow() | FieldRow() | MapRow() as statement:
            return given | _function(item, statement, scene) | family(item, scene)
        case OverYRow() | CurveRow() | PolarRow() as statement if item.expression is not None:
            e = as_written(_without_points(item.expression, scene), scene.families)
            return given | curve_answer(statement, e, item.latex) | family(item, scene)
        case RelationRow() if item.expression is not None:
            return given | _relation(item, row.drawing, scene) | family(item, scene)
        case ListRow() as statement if item.kind == "data":
            return given | _data(item, statement, scene)
        case ListRow() if item.expression is not None:
            return given | _listed(item, scene)
        case NumberRow() | VectorRow() | ValueRow() if item.members:
            return given | listed([_valued(*each) for each in members(item, scene)])
        case NumberRow() | VectorRow() | ValueRow():
            return given | _valued(item, scene)
        case StepsRow():
            return given | _derived(item, scene)
        case Note(words):
            return given | {"kind": "note", "text": words}
    if item.kind == "point":
        place = _place(item)
        if item.members:
            places = [_place(each) for each in (item, *item.members)]
            written = points_text(map(tuple, places))
            return given | {"kind": "data", "text": written, "latex": item.latex, "value": places}
        return given | {"kind": "point", "latex": item.latex, "value": place}
    if item.kind == "concept":
        return given | _concept(row.drawing) | family(item, scene)
    return given | {"kind": "note", "text": ""}


def _relation(item: Item, drawing: Drawing, scene: Scene) -> Answer:
    """An equation or an inequality; a condition without x and y says whether it is true."""
    assert item.expression is not None
    e = as_written(_without_points(item.expression, scene), scene.families)
    given: Answer = {"kind": item.kind, "text": text(e), "latex": item.latex}
    varies = free_names(item.expression) & {"x", "y"}
    return given if varies or drawing.reason is None else given | {"reason": drawing.reason}


def _place(item: Item) -> list[float]:
    """The coordinates of a point."""
    return [getattr(item.concept, binding.field) for binding in item.bindings]


def line(given: Answer) -> str:
    """The same answer for people: one line, with those of a derivation below."""
    from calcviz.engine.derivation_lines import as_text

    said = _line(given)
    if "steps" not in given:
        return said
    return f"{said}\n{as_text((each['of'], each['rule'], each['text']) for each in given['steps'])}"


def _line(given: Answer) -> str:
    match given["kind"]:
        case "problem":
            hint = f" ({given['hint']})" if given["hint"] else ""
            place = f"{given['start']}..{given['end']}"
            return tr("problem at {place}: {message}", place=place, message=given["message"]) + hint
        case "undefined":
            return tr("undefined: {reason}", reason=given["reason"])
        case "curve" | "region" if "reason" in given:
            return tr("{said}: {reason}", said=given["text"], reason=given["reason"])
        case "concept":
            parts = [f"{name} = {_shown(value)}" for name, value in given["readouts"].items()]
            parts += [given["reason"]] if "reason" in given else []
            return "; ".join(parts) or str(given["input"]).strip()
        case "number" | "vector" | "matrix" | "expression" if "value" in given:
            return _trusted(_equation(given), given)
        case "expression" | "vector" | "matrix" if "status" in given:
            return _trusted(given["text"] + " + C" * ("constant" in given), given)
        case "point":
            return f"({', '.join(number_text(part) for part in given['value'])})"
    return str(given["text"])


def _equation(given: Answer) -> str:
    """A text and its value; the value alone where they are the same."""
    mark, value = "=" if given["status"] == "exact" else "≈", _valued_text(given["value"])
    if given["value"] is None or value == given["text"].replace("[", "(").replace("]", ")"):
        return str(given["text"])
    return f"{given['text']} {mark} {value}"


def _trusted(said: str, given: Answer) -> str:
    """What is said, with its error where nothing but a number was found, and a word where it is doubtful."""
    bare = "value" in given and said == given["text"]
    if given["status"] == "numeric" and bare and given["error"]:
        said = tr("{value} with an error of at most {error}", value=said, error=number_text(given["error"]))
    if given["status"] in ("unconfirmed", "unknown"):
        word = tr("unconfirmed") if given["status"] == "unconfirmed" else given["reason"]
        said = tr("{said}: {reason}", said=said, reason=word)
    return f"{said}; {given['remark']}" if "remark" in given else said


def _valued_text(value: Any) -> str:
    """A number, a vector or a matrix, as it would be typed."""
    if isinstance(value, list):
        return "(" + ", ".join(_valued_text(part) for part in value) + ")"
    return "–" if value is None else number_text(value)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_shown(part) for part in value) + "]"
    if isinstance(value, str):
        return value
    return "–" if value is None else number_text(value)


def _without_points(e: Expression, scene: Scene) -> Expression:
    """e with the coordinates of points written out: P.x is no word of the language."""
    while dotted := {name for name in free_names(e) if "." in name} - scene.families.keys():
        e = substitute(e, {name: scene.expressions[name] for name in dotted})
    return e


def _function(item: Item, statement: FunctionRow | FieldRow | MapRow, scene: Scene) -> Answer:
    assert item.expression is not None
    e = as_written(_without_points(item.expression, scene), scene.families)
    return {"kind": "function", "text": text(e), "latex": defined_latex(statement, e)}


def _valued(item: Item, scene: Scene) -> Answer:
    """A named number or the value asked for."""
    assert item.expression is not None
    e = _without_points(item.expression, scene)
    if isinstance(e, Tuple):
        return _components(item, e, scene)
    known = worked_out(e, scene.numbers, scene.expressions)
    if known.value is None and item.value is not None and isfinite(item.value):
        known, e = Value(item.value), number_expression(item.value)
    if known.value is None:
        return {"kind": "undefined", "value": None, "reason": item.reason or known.reason}
    shown = e if known.exact is None else fraction_expression(known.exact)
    given: Answer = {"kind": "number", "text": text(shown), "latex": latex(shown), "value": known.value}
    if isinstance(item.statement, NumberRow):
        given["latex"] = item.latex
    if known.exact is not None:
        return given | {"status": "exact"}
    if known.error is None or known.error > abs(known.value):
        return given | {"status": "unconfirmed"}
    return given | {"status": "numeric", "error": known.error}


def _derived(item: Item, scene: Scene) -> Answer:
    """A derivative with the lines that lead to it, and its value where nothing varies in it."""
    assert item.expression is not None
    e = _without_points(item.expression, scene)
    given: Answer = {"kind": "expression", "text": text(e), "latex": latex(e), "status": "exact"}
    if free_names(e) <= scene.numbers.keys():
        valued = _valued(item, scene)
        given = valued if valued["kind"] == "undefined" else valued | {"kind": "expression"}
    return given | _steps(item)


def _steps(item: Item) -> Answer:
    """The lines of a derivation, where a row has one."""
    from calcviz.engine.derivation_lines import lines

    keys = ("of", "rule", "text", "latex")
    shown = lines(item.derivations)
    return {"steps": [{key: getattr(each, key) for key in keys} for each in shown]} if shown else {}


def _data(item: Item, statement: ListRow, scene: Scene) -> Answer:
    """The points of a row of data: as they are written, and as they are now; None where one is undefined."""
    points = getattr(item.concept, "points", ())
    value = [[x if isfinite(x) else None for x in point] for point in points]
    if statement.plain:
        written = points_latex(points, len(points))  # programs want all of them
        written = f"{name_latex(statement.name)} = {written}" if statement.name else written
        return {"kind": "data", "text": points_text(points), "latex": written, "value": value}
    e = _without_points(Sequence(tuple(b.expression for b in item.bindings if b.expression)), scene)
    return {"kind": "data", "text": text(e), "latex": statement_latex(statement), "value": value}


def _listed(item: Item, scene: Scene) -> Answer:
    """A list of numbers, each worked out by itself."""
    assert isinstance(item.expression, Tuple)
    return listed([_valued(replace(item, expression=e), scene) for e in item.expression.items])


def _components(item: Item, e: Tuple, scene: Scene) -> Answer:
    """A vector or a matrix: each component is worked out, and the least certain one says the status."""
    matrix = any(isinstance(part, Tuple) for part in e.items)
    rows = [part.items for part in e.items if isinstance(part, Tuple)] if matrix else [e.items]
    given: Answer = {"kind": "matrix" if matrix else "vector"}
    if not free_names(e) <= scene.numbers.keys():  # a matrix of functions
        return given | {"text": text(e), "latex": latex(e)}
    known = [[worked_out(part, scene.numbers, scene.expressions) for part in row] for row in rows]
    parts = [part for row in known for part in row]
    if any(part.value is None for part in parts) and item.asked is not None:
        known = _asked_values(item)
        parts = [part for row in known for part in row]
    values = [[part.value for part in row] for row in known]
    if any(part.value is None for part in parts):
        reason = item.reason or next(part.reason for part in parts if part.value is None)
        return given | {"kind": "undefined", "value": values if matrix else values[0], "reason": reason}
    written = [
        [_written(part, e) for part, e in zip(*pair, strict=True)] for pair in zip(known, rows, strict=True)
    ]
    if item.reason is not None:
        given["reason"] = item.reason
    shown = Tuple(tuple(Tuple(tuple(row)) for row in written)) if matrix else Tuple(tuple(written[0]))
    given |= {"text": text(shown), "latex": latex(shown), "value": values if matrix else values[0]}
    if all(part.exact is not None for part in parts):
        return given | {"status": "exact"}
    errors = [_rounding(part) if part.exact is not None else part.error for part in parts]
    sizes = [abs(part.value or 0.0) for part in parts]
    proven = [error for error in errors if error is not None]
    if len(proven) < len(errors) or max(proven) > max(sizes):
        return given | {"status": "unconfirmed"}
    return given | {"status": "numeric", "error": max(proven)}


def _rounding(known: Value) -> float:
    """How far the nearest float is from an exact number, rounded up."""
    assert known.exact is not None and known.value is not None
    away = abs(Fraction(known.value) - known.exact)
    return nextafter(float(away), inf) if away else 0.0


def _written(known: Value, e: Expression) -> Expression:
    """The exact number, else the formula, else, where the formula has a hole, the number that was found."""
    if known.exact is not None:
        return fraction_expression(known.exact)
    return e if known.error is not None or known.value is None else number_expression(known.value)


def _asked_values(item: Item) -> list[list[Value]]:
    """The components where the formula of a derivative has a hole: found as slopes, or not at all."""
    found = item.components or ()
    rows = [row if isinstance(row, tuple) else (row,) for row in found]
    if rows and len(rows[0]) == 1:
        rows = [tuple(part for row in rows for part in row)]
    return [[Value(part if isfinite(part) else None, reason=item.reason) for part in row] for row in rows]


def _read(readout: Readout) -> Any:
    if readout.values is not None:
        return [list(row) if isinstance(row, tuple) else row for row in readout.values]
    return readout.text if readout.value is None and readout.text is not None else readout.value


def _concept(drawing: Drawing) -> Answer:
    readouts: dict[str, Any] = {r.name: _read(r) for r in drawing.readouts}
    if drawing.table is not None:
        columns = zip(*(drawing.table.plain or drawing.table.rows), strict=True)
        readouts.update({name: list(c) for name, c in zip(drawing.table.names, columns, strict=True)})
    given: Answer = {"kind": "concept", "readouts": readouts}
    return given if drawing.reason is None else given | {"reason": drawing.reason}
