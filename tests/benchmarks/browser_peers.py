"""Curves of JSXGraph and function-plot in a browser without a window: times of steps, or why there are none.

Both are scripts for web pages: `npm install jsxgraph function-plot` puts them into a folder `node_modules`,
and CALCVIZ_BROWSER_LIBRARIES (or `--browser-libraries`) names it. The browser is one of the Chromium family
on the PATH. A step changes the parameter and waits for the next animation frame, with no limit on their rate:
the script, the layout and the painting of the page are in it, what the compositor does beside them is not.
A page speaks to this process alone, on the loopback interface.
"""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from tests.benchmarks.outcome import Peer

VARIABLE = "CALCVIZ_BROWSER_LIBRARIES"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PAGE = Path(__file__).with_suffix(".html")
PATIENCE = 120.0
"""Seconds for which a page may be silent."""
ENOUGH = 0.98
"""Share of the places of the true curves that must have ink within 1.5 px: both reach 1."""
MOST = 30
"""Steps: one of function-plot takes a third of a second."""
PROOF = (0.7, 1.3)
"""Values of a at which the picture is looked at: none of them is the first of the steps."""
OPTIONS = (
    "--headless",
    "--disable-gpu",  # a software renderer of OpenGL is slower than painting without one
    "--disable-gpu-vsync",
    "--disable-frame-rate-limit",
    "--window-size=1300,1000",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-extensions",
)


@dataclass(frozen=True, slots=True)
class Library:
    """A script for web pages: where it lies in `node_modules`, and how fine it draws by itself."""

    name: str
    file: str
    implicit: str
    graph: str


LIBRARIES = (
    Library(
        "JSXGraph",
        "jsxgraph/distrib/jsxgraphcore.js",
        "searched on lines 5 px apart and traced",
        "as fine as it chooses",
    ),
    Library(
        "function-plot",
        "function-plot/dist/function-plot.js",
        "boxes of 1 px by interval arithmetic",
        "an interval for each pixel column",
    ),
)


@dataclass(frozen=True, slots=True)
class Work:
    """What is drawn: some graphs of 3 sin(a x + k), or else x³ + y³ = 3 a x y; and the values of a."""

    curves: int
    values: tuple[float, ...]
    x: tuple[float, float]
    y: tuple[float, float]

    def told(self, library: Library) -> dict[str, Any]:
        """The work as the page reads it."""
        return {
            "library": library.name,
            "curves": self.curves,
            "values": self.values[:MOST],
            "proof": PROOF,
            "x": self.x,
            "y": self.y,
        }


def beside(work: Work) -> dict[str, Peer]:
    """Each library's figure, or the reason why it is left out; they are measured one after the other."""
    folder, browser = os.environ.get(VARIABLE), found_browser()
    peers = {}
    for library in LIBRARIES:
        why = left_out(library, folder, browser)
        if why or folder is None or browser is None:
            peers[library.name] = Peer(library.name, None, why)
        else:
            script = script_of(library, Path(folder))
            peers[library.name] = peer_of(library, work, _told(browser, script, work.told(library)))
    return peers


def found_browser() -> str | None:
    """The first browser of the Chromium family on the PATH."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def left_out(library: Library, folder: str | None, browser: str | None) -> str:
    """Why a library cannot be measured, in words; empty where it can."""
    if folder is None:
        return f"no folder of libraries named by {VARIABLE}"
    if not script_of(library, Path(folder)).is_file():
        return f"no {library.file} in the folder that {VARIABLE} names"
    if browser is None:
        return "no browser of the Chromium family on the PATH"
    return ""


def script_of(library: Library, folder: Path) -> Path:
    """Its script in `node_modules`, which may be the folder or lie in it."""
    inside = folder / "node_modules"
    return (inside if inside.is_dir() else folder) / library.file


def peer_of(library: Library, work: Work, found: dict[str, Any]) -> Peer:
    """The figure that a page has told, with a note; AssertionError where the curve is not there."""
    if "error" in found:
        return Peer(library.name, None, found["error"])
    wide, high = found["seen"]
    if wide < 1200 or high < 800:
        return Peer(library.name, None, f"the browser shows {wide}×{high} of 1200×800 pixels")
    if found["inked"] < ENOUGH:
        raise AssertionError(f"{library.name} has drawn {found['inked']:.0%} of the curve")
    script, idle = statistics.median(found["script"]), statistics.median(found["idle"])
    agent = next((part for part in found["browser"].split() if "Chrome/" in part), "a browser")
    how = library.graph if work.curves else library.implicit
    agent = agent.removeprefix("Headless")
    note = f"{how}; {agent}, frame to frame; its script {script:.1f} ms, an empty frame {idle:.1f}"
    return Peer(library.name, statistics.median(found["steps"]), note)


def _told(browser: str, script: Path, work: dict[str, Any]) -> dict[str, Any]:
    """What a page tells of its work."""
    answers: Queue[dict[str, Any]] = Queue()
    with _served(script, work, answers) as address, TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [browser, *OPTIONS, *_sandbox(), f"--user-data-dir={profile}", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return answers.get(timeout=PATIENCE)
        except Empty:
            return {"error": f"the browser has told nothing for {PATIENCE:.0f} s"}
        finally:
            process.terminate()
            process.wait()


def _sandbox() -> tuple[str, ...]:
    """Chromium does not start with its sandbox for the administrator of a machine."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


@contextmanager
def _served(script: Path, work: dict[str, Any], answers: Queue[dict[str, Any]]) -> Iterator[str]:
    """The page, its library and its work on the loopback interface; what it posts goes into `answers`."""
    pieces = {
        "/": ("text/html", PAGE.read_bytes()),
        "/library.js": ("text/javascript", script.read_bytes()),
        "/work": ("application/json", json.dumps(work).encode()),
    }

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pieces.get(self.path, ("text/plain", b""))
            self._answer(200 if self.path in pieces else 404, kind, body)

        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._answer(200, "text/plain", b"")
            answers.put(told)

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
