"""What is drawn and read of the last of some rows."""

from typing import Any

from calcviz.drawing import Drawing
from calcviz.engine.answers import Answer, answer
from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session

VIEW = Viewport()


def opened(*rows: str, viewport: Viewport = VIEW) -> Session:
    return Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1)), viewport))


def given(*rows: str) -> Answer:
    """The answer to the last row, as calc gives it."""
    session = opened(*rows)
    return answer(session.scene.items[-1], session.frame.rows[-1], session.scene)


def readouts(*rows: str) -> dict[str, Any]:
    found: dict[str, Any] = given(*rows)["readouts"]
    return found


def drawing(*rows: str, viewport: Viewport = VIEW) -> Drawing:
    return opened(*rows, viewport=viewport).frame.rows[-1].drawing
