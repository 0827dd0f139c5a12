"""The documents that travel with CalcViz, in the language that is spoken."""

import re
from pathlib import Path

from calcviz.language.messages import current_language
from calcviz.places import resource
from calcviz.scene.document import Document
from calcviz.scene.files import ENDING, open_document

_ORDER = ("welcome", "graph", "number", "point", "derivative", "tangent", "normal", "secant")
_BOLD = re.compile(r"\*\*(.+?)[.。]?\*\*")


def example(name: str) -> Path:
    """Where the example of that name stands: the one in the current language, else the English one."""
    own = resource(f"examples/{current_language()}/{name}{ENDING}")
    return own if own.is_file() else resource(f"examples/{name}{ENDING}")


def examples() -> list[tuple[str, Document]]:
    """Every example by its title, from the first steps on; one that cannot be read is left out."""
    found = []
    for name in sorted((each.stem for each in resource("examples").glob(f"*{ENDING}")), key=_place):
        try:
            document = open_document(example(name))[0]
        except (OSError, ValueError):
            continue
        found.append((_title(document) or name, document))
    return found


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER)), name


def _title(document: Document) -> str:
    """What stands bold in the first note, or all of it."""
    note = document.rows[0].text.removeprefix("#").strip() if document.rows[0].text.startswith("#") else ""
    bold = _BOLD.search(note)
    return bold[1] if bold else note
