"""What can still be read of a document whose file breaks off or is damaged."""

import json
import re
from collections.abc import Iterator
from json import JSONDecoder
from typing import Any

_FORMAT = re.compile(r'"format"\s*:\s*"calcviz"')
_ROWS = re.compile(r'"rows"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_NEXT_ROW = re.compile(r"\n\s*(?=\{)")
_TEXT = re.compile(r'\{\s*"text"\s*:\s*("(?:[^"\\\x00-\x1f]|\\.)*")')


def recovered(text: str) -> dict[str, Any] | None:
    """The fields before the rows and every row that stands there whole; None for no document at all.

    Of a row that is broken its text is kept where that is whole; what cannot be read is skipped up to the
    next line that begins a row.
    """
    rows = _ROWS.search(text)
    head = text[: rows.start()] if rows else text
    if not _FORMAT.search(head) or rows is None:
        return None
    return {**_fields(head), "format": "calcviz", "rows": list(_whole_rows(text, rows.end()))}


def _fields(head: str) -> dict[str, Any]:
    try:
        fields = json.loads(head.rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _whole_rows(text: str, at: int) -> Iterator[Any]:
    decoder = JSONDecoder()
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if text[at : at + 1] in ("", "]"):
            return
        try:
            row, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield from _text_alone(text, at)
            behind = _NEXT_ROW.search(text, at)
            if behind is None:
                return
            at = behind.end()
        else:
            yield row


def _text_alone(text: str, at: int) -> Iterator[dict[str, str]]:
    broken = _TEXT.match(text, at)
    try:
        if broken:
            yield {"text": json.loads(broken[1])}
    except ValueError:  # an escape in it is damaged
        return
