"""Documents as files: JSON that people can read, saved whole or not at all, opened as far as possible."""

import errno
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from math import isfinite
from pathlib import Path
from typing import Any, get_args

from calcviz.language.messages import tr
from calcviz.maths.axis import Scale
from calcviz.scene.atomic import replace_file
from calcviz.scene.document import (
    LONGEST_TEXT,
    Dash,
    Document,
    Folder,
    Grid,
    Mark,
    Numbers,
    Row,
    Settings,
    Style,
    Viewport,
    distinct_style,
    one_line,
)
from calcviz.scene.folders import folders
from calcviz.scene.framing import positive, visible, with_scales
from calcviz.scene.recovery import recovered
from calcviz.scene.space_file import layout_of, space_json, space_of

Stamp = tuple[int, int]
"""When a file was written last, in nanoseconds, and its size in bytes."""
FORMAT, VERSION, ENDING = "calcviz", 1, ".calcviz"
LARGEST = 20_000_000
"""The largest file that is opened, in bytes."""
MOST_ROWS = 2_000
"""More rows than that are not taken from one file."""


def to_json(document: Document) -> str:
    """The document as JSON text, one row a line, with the fields that a newer version wrote."""
    members = folders(document.rows)  # a row that was one before its title was retyped is none
    each = (_dumps(_row_json(replace(row, inside=row.id in members))) for row in document.rows)
    rows = "".join(f",\n    {row}" for row in each).removeprefix(",")
    parts = {
        "format": FORMAT,
        "version": VERSION,
        "viewport": _viewport_json(document.viewport),
        **space_json(document),
        "settings": {"log": "ln" if document.settings.natural_log else "log10", **document.settings.unknown},
        **document.unknown,
    }
    head = ",\n".join(f"  {_dumps(name)}: {_dumps(value)}" for name, value in parts.items())
    return f'{{\n{head},\n  "rows": [{rows}\n  ]\n}}\n'


def from_json(text: str) -> tuple[Document, list[str]]:
    """The document, and sentences on what was not understood; raises ValueError for no document at all."""
    remarks: list[str] = []
    whole = _whole(text, remarks)
    version = whole.get("version")
    if not isinstance(version, int) or version > VERSION:
        remarks.append(tr("this file is of a newer version of CalcViz; what it adds is kept, not shown"))
    rows = tuple(_rows(whole["rows"], remarks))
    known = {"format", "version", "rows", "viewport", "settings", "space", "layout"}
    unknown = {name: value for name, value in whole.items() if name not in known}
    viewport, settings = _viewport(whole.get("viewport"), remarks), _settings(whole.get("settings"), remarks)
    space, layout = space_of(whole.get("space")), layout_of(whole.get("layout"))
    return Document(rows or (Row(1),), viewport, settings, unknown, space, layout), remarks


def rows_to_json(rows: Sequence[Row]) -> str:
    """Rows as JSON text, with everything that a document keeps of them."""
    return _dumps([_row_json(row) for row in rows])


def rows_from_json(text: str) -> tuple[Row, ...]:
    """The rows in such a text, with ids of their own; what cannot be read is left out. Never raises."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(_rows(found, [])) if isinstance(found, list) else ()


def _whole(text: str, remarks: list[str]) -> dict[str, Any]:
    """The fields of the document; of a damaged file those that can still be read, with a remark on it."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        rescued = recovered(text)
        if not rescued or not rescued["rows"]:
            nested = isinstance(error, RecursionError)
            reason = tr("it is nested too deeply") if nested else tr("it is damaged, or of another kind")
            raise ValueError(tr("this is no CalcViz document: {reason}", reason=reason)) from error
        count = len(rescued["rows"])
        remarks.append(tr("the file is damaged or ends in the middle; rows recovered: {count}", count=count))
        return {"version": VERSION, **rescued}
    if (
        not isinstance(whole, dict)
        or whole.get("format") != FORMAT
        or not isinstance(whole.get("rows"), list)
    ):
        raise ValueError(tr("this is no CalcViz document: {reason}", reason=tr("it does not say so itself")))
    return whole


def open_document(path: Path) -> tuple[Document, list[str]]:
    """Read a file; raises OSError where it cannot be read and ValueError where it is no document."""
    if path.stat().st_size > LARGEST:
        raise ValueError(tr("this file is too large to be a CalcViz document"))
    found = path.read_bytes()
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end < len(found):
            reason = tr("it is no UTF-8 text")
            raise ValueError(tr("this is no CalcViz document: {reason}", reason=reason)) from error
        text = found.decode("utf-8-sig", "ignore")  # it ends in the middle of a character
    return from_json(text)


def save_document(document: Document, path: Path) -> None:
    """Write the file so that at every moment either the old or the new one stands there whole.

    It is read back; raises OSError where it could not be written or holds something else.
    """
    content = to_json(document).encode()
    replace_file(path, content)
    if path.read_bytes() != content:
        raise OSError(errno.EIO, tr("the file holds something else than was written"), str(path))


def stamp(path: Path) -> Stamp | None:
    """The time and the size of a file, which change when another program writes it; None for no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _dumps(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace").decode("utf-8")


def _row_json(row: Row) -> dict[str, Any]:
    style, plain = row.style, Style()
    answer: dict[str, Any] = {"text": row.text, "color": style.color}
    if not row.visible:
        answer["visible"] = False
    if row.folder is not None:
        answer["folder"] = row.folder
    if row.inside:
        answer["inside"] = True
    for name in _STYLE_FIELDS:
        if name != "color" and getattr(style, name) != getattr(plain, name):
            answer[name] = getattr(style, name)
    return answer | dict(row.unknown)


def _viewport_json(viewport: Viewport) -> dict[str, Any]:
    answer: dict[str, Any] = {"x": list(viewport.x_range), "y": list(viewport.y_range)}
    if not viewport.equal:
        answer["equal"] = False
    for name in _CHOICES:
        if getattr(viewport, name) != getattr(Viewport(), name):
            answer[name] = getattr(viewport, name)
    return answer | dict(viewport.unknown)


_STYLE_FIELDS = tuple(field.name for field in fields(Style))
_ROW_FIELDS = {"text", "visible", "folder", "inside", *_STYLE_FIELDS}
_CHOICES = {
    "x_scale": get_args(Scale),
    "y_scale": get_args(Scale),
    "x_ticks": get_args(Numbers),
    "y_ticks": get_args(Numbers),
    "grid": get_args(Grid),
}
_VIEWPORT_FIELDS = {"x", "y", "equal", *_CHOICES}


def _rows(found: list[Any], remarks: list[str]) -> list[Row]:
    rows: list[Row] = []
    for number, each in enumerate(found, start=1):
        if len(rows) == MOST_ROWS:
            remarks.append(tr("only the first {count} rows were opened", count=MOST_ROWS))
            break
        if isinstance(each, str):
            each = {"text": each}
        if not isinstance(each, dict) or not isinstance(each.get("text"), str):
            remarks.append(tr("row {number} could not be read and was left out", number=number))
            continue
        unknown = {name: value for name, value in each.items() if name not in _ROW_FIELDS}
        visible = each.get("visible", True) is not False
        text = one_line(each["text"])
        if len(each["text"]) > LONGEST_TEXT:
            words = tr(
                "row {number} is too long and was cut after {count} characters",
                number=number,
                count=LONGEST_TEXT,
            )
            remarks.append(words)
        style, folder = _style(each, len(rows)), each.get("folder")
        folder = folder if folder in get_args(Folder) else None
        inside = each.get("inside") is True
        rows.append(Row(len(rows) + 1, text, style, visible, unknown, folder, inside))
    members = folders(rows)
    return [replace(row, inside=row.id in members) for row in rows]


def _style(each: Mapping[str, Any], place: int) -> Style:
    """The style in a row's fields; what is missing or damaged takes its default."""
    style = Style(color=place) if "color" in each else distinct_style(place)
    color, width = each.get("color"), _number(each.get("width"))
    if isinstance(color, str) and _is_color(color) or _is_place(color):
        style = replace(style, color=color)  # type: ignore[arg-type]
    if width is not None and 0 < width <= 20:
        style = replace(style, width=width)
    if each.get("dash") in get_args(Dash):
        style = replace(style, dash=each["dash"])
    opacity = _number(each.get("opacity"))
    if opacity is not None and 0 <= opacity <= 1:
        style = replace(style, opacity=opacity)
    if each.get("mark") in get_args(Mark):
        style = replace(style, mark=each["mark"])
    return replace(style, asymptotes=each.get("asymptotes") is True, name=each.get("name") is not False)


def _is_color(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in text[1:])


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None


def _viewport(found: object, remarks: list[str]) -> Viewport:
    if found is None:
        return Viewport()
    whole = found if isinstance(found, dict) else {}
    unknown = {name: value for name, value in whole.items() if name not in _VIEWPORT_FIELDS}
    chosen = {name: whole[name] for name, choices in _CHOICES.items() if whole.get(name) in choices}
    x_log, y_log = chosen.get("x_scale") == "log", chosen.get("y_scale") == "log"
    x, y = _range(whole.get("x"), x_log), _range(whole.get("y"), y_log)
    if x is None or y is None:
        remarks.append(tr("the visible range could not be read; the usual one is shown"))
        usual = with_scales(Viewport(unknown=unknown), x_log=x_log, y_log=y_log)
        return replace(usual, **chosen)
    found_there = x, y
    x, y = positive(*x) if x_log else x, positive(*y) if y_log else y
    if (x, y) != found_there:
        remarks.append(tr("a logarithmic axis shows positive numbers only; its range was changed"))
    equal = whole.get("equal") is not False
    return replace(Viewport(*x, *y, equal=equal, unknown=unknown), **chosen)


def _range(found: object, log: bool) -> tuple[float, float] | None:
    """The two numbers of a range that can be seen; one that begins too low for its axis as well."""
    if not isinstance(found, list) or len(found) != 2:
        return None
    low, high = _number(found[0]), _number(found[1])
    if low is None or high is None:
        return None
    fits = visible(low, high, log=log) or visible(low, high, log=False)
    return (low, high) if fits else None


def _settings(found: object, remarks: list[str]) -> Settings:
    if found is None:
        return Settings()
    if not isinstance(found, dict):
        remarks.append(tr("the settings could not be read; the usual ones hold"))
        return Settings()
    return Settings(found.get("log") == "ln", {k: v for k, v in found.items() if k != "log"})
