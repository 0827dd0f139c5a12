"""The command line: the window, calc, render and doctor."""

import gc
import json
import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from calcviz import __version__
from calcviz.language.messages import LANGUAGES, use_language

if TYPE_CHECKING:
    from calcviz.engine.late_asker import LateAsker
    from calcviz.session import Session

PROGRAMS = ("calc", "render", "doctor")
WORKER = "--symbolic-worker"
"""What the packaged program, which is its own interpreter, is started with for exact calculus."""
ENDINGS = (".png", ".svg", ".pdf", ".tex", ".csv")
LATER_ENDINGS = (".gif", ".mp4")
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Where Linux says that a window can be shown; without any of them Qt ends the program with a core dump."""


class Refused(Exception):
    """Something outside the rows is wrong: one sentence on standard error and status 2."""


class Parser(ArgumentParser):
    """A parser that refuses in one sentence."""

    def __init__(self, program: str, description: str, epilog: str | None = None) -> None:
        name = f"calcviz {program}".strip()
        super().__init__(prog=name, description=description, epilog=epilog, allow_abbrev=False)
        # WORKAROUND argparse, Python 3.11 to 3.14: -1e3, -5. and -inf are taken for options, not for numbers.
        self._negative_number_matcher = re.compile(r"-(\d+\.?\d*|\.\d+|inf)(e[-+]?\d+)?$", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with an option."""
        raise Refused(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; 0, 1 when a row has a problem, 2 when something else was refused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [WORKER]:
        from calcviz.symbolic.worker import main as serve

        return serve(given[1:])
    _use_utf8()
    try:
        if given and given[0] in PROGRAMS:
            return _run(given[0], given[1:])
        return _window(given)
    except Refused as refused:
        print(f"calcviz: {refused}", file=sys.stderr)
        return 2
    except ImportError as error:
        print(f"calcviz: {error}; calcviz doctor says what this machine lacks", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2


def _use_utf8() -> None:
    """Answers hold mathematics; a terminal of another encoding shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(program: str, given: list[str]) -> int:
    if program == "doctor":
        from calcviz.doctor import examine

        Parser("doctor", "what this machine has and lacks").parse_args(given)
        return examine()
    rows: list[str] = []
    if "--" in given:
        place = given.index("--")
        given, rows = given[:place], given[place + 1 :]
    parser = _calc_parser() if program == "calc" else _render_parser()
    options = parser.parse_intermixed_args(given)
    options.rows = [*options.rows, *rows]
    if not options.rows:
        raise Refused(f"{program} needs a row or a file")
    use_language(options.lang)
    if program == "render":
        _ending(options.out)  # refused before anything is waited for
    from calcviz.engine.late_asker import exact_calculus  # not before: doctor answers where numpy is missing

    asker = exact_calculus(spare=False)
    try:
        session = _session(options.rows, asker)
        return _calc(session, options) if program == "calc" else _render(session, options)
    finally:
        asker.close()


def _window(given: list[str]) -> int:
    parser = Parser("", "a desktop laboratory for calculus", epilog="programs: " + ", ".join(PROGRAMS))
    parser.add_argument("file", nargs="?", metavar="FILE", help="a document to open")
    parser.add_argument("--version", action="version", version=f"calcviz {__version__}")
    options = parser.parse_args(given)
    if options.file is not None and not Path(options.file).is_file():
        raise Refused(f"there is no file {options.file}")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in DISPLAYS):
        raise Refused("there is no display here; calcviz render draws a picture without one")
    load_window()
    from calcviz.app import open_window

    return open_window(options.file)


def load_window() -> None:
    """Load what a window needs, in the order that costs least; `open_window` turns the collector on again."""
    gc.disable()  # what is loaded now stays: to look through it time and again takes 35 ms
    # WORKAROUND PySide6 6.8-6.11: for its __feature__ switches it reads the source of each module imported
    # after it, 15 ms and 8 MB; what needs no Qt comes before.
    for module in ("calcviz.session", "calcviz.app"):
        import_module(module)
    gc.freeze()


def _calc_parser() -> Parser:
    parser = Parser("calc", "compute; one line of answer for each row")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="a row, or one FILE.calcviz")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of sentences")
    return parser


def _render_parser() -> Parser:
    parser = Parser("render", "a picture or a table of the rows")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="a row, or one FILE.calcviz")
    parser.add_argument("-o", dest="out", required=True, metavar="OUT", help=".png .svg .pdf .tex .csv")
    parser.add_argument(
        "--size", type=_size, default=(1200, 800), metavar="1200x800", help="in logical pixels"
    )
    parser.add_argument("--scale", type=_scale, default=1.0, help="pixels of a PNG for each logical pixel")
    parser.add_argument("--x", type=float, nargs=2, metavar=("LOW", "HIGH"), help="the visible abscissas")
    parser.add_argument("--y", type=float, nargs=2, metavar=("LOW", "HIGH"), help="the visible ordinates")
    parser.add_argument("--z", type=float, nargs=2, metavar=("LOW", "HIGH"), help="the visible heights")
    parser.add_argument("--view", choices=("plane", "space", "both"), default="plane")
    parser.add_argument("--theme", choices=("light", "dark", "print"), default="light")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of sentences")
    return parser


def _size(text: str) -> tuple[int, int]:
    sides = re.fullmatch(r"(\d{1,5})[xX](\d{1,5})", text, re.ASCII)
    if sides is None or not all(16 <= int(side) <= 20_000 for side in sides.groups()):
        raise ArgumentTypeError(f"{text} is no size such as 1200x800, each side from 16 to 20000")
    return int(sides[1]), int(sides[2])


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.1 <= scale <= 20:
        raise ArgumentTypeError(f"{text} is no number from 0.1 to 20")
    return scale


def _calc(session: "Session", options: Namespace) -> int:
    from calcviz.engine.answers import answer, line

    rows = session.frame.rows
    answers = [answer(session.scene.item(row.row.id), row, session.scene) for row in rows]
    if options.json:
        print(json.dumps({"rows": answers}, ensure_ascii=False, indent=1))
    else:
        for each in answers:
            print(line(each))
    return 1 if any(each["kind"] == "problem" for each in answers) else 0


def _ending(out: str) -> str:
    """The ending of a file that can be written; refused otherwise."""
    ending = Path(out).suffix.lower()
    if ending in LATER_ENDINGS:
        raise Refused(f"{ending} is not written yet; one of {', '.join(ENDINGS)} is")
    if ending not in ENDINGS:
        raise Refused(f"the ending {ending or 'of ' + out} is unknown; it is one of {', '.join(ENDINGS)}")
    return ending


def _render(session: "Session", options: Namespace) -> int:
    ending = _ending(options.out)
    _look_at(session, options)
    if options.view != "plane":
        _look_at_space(session, options)
    try:
        _write(session, options, ending)
    except OSError as error:
        raise Refused(str(error)) from error
    return _tell(session)


def _tell(session: "Session") -> int:
    """Say what is not drawn, and why; the exit status, 1 where a row has a problem."""
    from calcviz.engine.answers import answer, line

    status = 0
    for row in session.frame.rows:
        said = row.reason or row.drawing.reason
        if row.problem is not None:
            status, said = 1, line(answer(session.scene.item(row.row.id), row, session.scene))
        if said:
            print(f"{row.row.text}: {said}", file=sys.stderr)
    return status


def _look_at(session: "Session", options: Namespace) -> None:
    """Show the ranges that are asked for; refused where the axes of the document cannot show them."""
    from calcviz.scene.framing import framed, visible

    view = session.document.viewport
    for name, range_, log in (("--x", options.x, view.x_log), ("--y", options.y, view.y_log)):
        if range_ and not visible(*range_, log=log):
            bounds = "from 1e-300 to 1e300, for its axis is logarithmic" if log else "within ±1e12"
            raise Refused(f"{name} takes a lower and a higher bound {bounds}")
    session.set_viewport(framed(view, options.size, options.x, options.y))


def _look_at_space(session: "Session", options: Namespace) -> None:
    """Draw space too, in the ranges that are asked for; refused where nothing is to be seen in it."""
    from dataclasses import replace

    from calcviz.scene.space_file import FARTHEST

    for name, ends in (("x", options.x), ("y", options.y), ("z", options.z)):
        if ends is None:
            continue
        low, high = ends
        if not -FARTHEST <= low < high <= FARTHEST:
            raise Refused(f"--{name} takes a lower and a higher bound within ±1e12")
        session.set_space(replace(session.space, **{f"{name}_low": low, f"{name}_high": high}))
    space = session.space
    if options.x and not options.y:  # the floor stays a square, as the plane keeps its scale
        middle, half = (space.y_low + space.y_high) / 2, (space.x_high - space.x_low) / 2
        session.set_space(replace(space, y_low=middle - half, y_high=middle + half))
    session.look_at_space(True)
    frame = session.frame
    if not any(row.row.visible and row.space for row in frame.rows) and not any(
        row.problem for row in frame.rows
    ):
        raise Refused("none of these rows is seen in space; --view plane shows them")


def _write(session: "Session", options: Namespace, ending: str) -> None:
    out = Path(options.out)
    if ending == ".csv":
        from calcviz.export.space_table import save_space_table
        from calcviz.export.table import save_table

        (save_table if options.view == "plane" else save_space_table)(session.frame, out)
        return
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from dataclasses import replace

    from PySide6.QtGui import QGuiApplication

    from calcviz.export.figure import on_screen
    from calcviz.export.formats import save
    from calcviz.scene.framing import framed
    from calcviz.views.theme import THEMES

    application = QGuiApplication.instance() or QGuiApplication([])
    width, height = options.size
    figure = on_screen(width, height, options.scale, THEMES[options.theme])
    figure = replace(figure, seen=options.view, space=session.space)
    if ending != ".tex":  # a drawing for LaTeX has the plane alone
        figure = figure.with_panels(session.frame)
    view = session.document.viewport
    session.set_viewport(framed(view, figure.plane_size, options.x, options.y))
    save(session.frame, figure, out)
    del application  # it lives as long as something is painted


def _session(rows: list[str], asker: "LateAsker") -> "Session":
    """The session of one document file, or of rows given one by one."""
    from calcviz.scene.document import Document, Row, distinct_style  # not before: doctor answers
    from calcviz.session import Session  # where numpy is missing

    session = Session(asker=asker)
    files = [row for row in rows if row.lower().endswith(".calcviz")]
    if files and len(rows) > 1:
        raise Refused(f"a document stands alone, without other rows or documents: {files[0]}")
    if files:
        try:
            remarks = session.open(Path(rows[0]))
        except OSError as error:
            raise Refused(f"{rows[0]} cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            raise Refused(f"{rows[0]} cannot be read: {error}") from error
        for remark in remarks:
            print(f"{rows[0]}: {remark}", file=sys.stderr)
        return session
    made = tuple(Row(k, text, distinct_style(k - 1)) for k, text in enumerate(rows, start=1))
    return Session(Document(made), asker=asker)
