"""An X11 screen of our own, looked at from outside: what a program shows, and when, without asking it."""

import ctypes
import mmap
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1280, 800
NEEDED = "Xvfb", "openbox"
"""Without them there is no such screen, and the rows are left out."""

CARET = 3
"""Pixels that a text cursor is wide at most."""

Pixels = NDArray[np.uint8]


class Screen:
    """The pixels of a virtual screen as they are at any moment, and a hand for its mouse and keys."""

    def __init__(self, name: str, frame: Path) -> None:
        self.name = name
        with frame.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._memory[:100])
        begin, (width, height), row = header[0] + 12 * header[19], header[4:6], header[12]
        self._begin, self._row, self.width, self.height = begin, row, width, height
        x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(x11.XOpenDisplay(name.encode()))
        self._x11, self._xtest = x11, xtest

    def pixels(self, box: tuple[int, int, int, int] | None = None) -> Pixels:
        """The bytes of a box (left, top, right, bottom), else of the screen; uint8 of shape (h, w, 4)."""
        whole = np.frombuffer(self._memory, np.uint8, self._row * self.height, self._begin)
        shape = whole.reshape(self.height, self._row // 4, 4)
        left, top, right, bottom = box or (0, 0, self.width, self.height)
        return shape[top:bottom, left:right].copy()

    def move(self, x: int, y: int) -> None:
        """Move the pointer."""
        self._xtest.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x11.XFlush(self._display)

    def button(self, down: bool) -> None:
        """Press or let go the left button."""
        self._xtest.XTestFakeButtonEvent(self._display, 1, int(down), 0)
        self._x11.XFlush(self._display)

    def key(self, name: str) -> None:
        """Press a key and let it go; `name` as X11 has it ("a", "Return", "F11")."""
        code = self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(name.encode()))
        for down in (1, 0):
            self._xtest.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x11.XFlush(self._display)

    def quiet(self, seconds: float, patience: float = 20.0) -> float:
        """Wait until nothing new has come for so long; when the last change was, by `perf_counter`.

        A picture that was there before is nothing new, nor is a text cursor that comes or goes.
        """
        begin = last = perf_counter()
        before = self.pixels()
        seen = {crc32(before)}
        while perf_counter() - last < seconds and perf_counter() - begin < patience:
            sleep(0.002)
            pixels = self.pixels()
            now = crc32(pixels)
            if now not in seen:
                last = last if _is_caret(before, pixels) else perf_counter()
                seen.add(now)
                before = pixels
        return last

    def answer(self, act: Callable[[], None], box: tuple[int, int, int, int], patience: float = 2.0) -> float:
        """Seconds from an action until a pixel of the box changes; AssertionError where none does."""
        before = self.pixels(box)
        start = perf_counter()
        act()
        while perf_counter() - start < patience:
            if not np.array_equal(self.pixels(box), before):
                return perf_counter() - start
        raise AssertionError(f"nothing changed in {box}")


def _is_caret(before: Pixels, after: Pixels) -> bool:
    """Whether two pictures differ in an upright line only."""
    columns = np.flatnonzero((before != after).any(axis=(0, 2)))
    return bool(columns[-1] - columns[0] < CARET)


@contextmanager
def screen(number: int = 93) -> Iterator[Screen]:
    """A virtual screen with a window manager, gone at the end."""
    name = f":{number}"
    width, height = SIZE
    with TemporaryDirectory() as folder:
        command = ["Xvfb", name, "-screen", "0", f"{width}x{height}x24", "-fbdir", folder, "-nolisten", "tcp"]
        with _running(command):
            frame = Path(folder) / "Xvfb_screen0"
            _until(lambda: frame.exists() and Path(f"/tmp/.X11-unix/X{number}").exists())
            with _running(["openbox"], {"DISPLAY": name}):
                sleep(0.5)
                yield Screen(name, frame)


def available() -> bool:
    """Whether such a screen can be had here."""
    return all(shutil.which(each) for each in NEEDED)


@contextmanager
def _running(command: list[str], more: dict[str, str] | None = None) -> Iterator[None]:
    import os

    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | (more or {}), stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _until(true: Callable[[], bool], patience: float = 10.0) -> None:
    begin = perf_counter()
    while not true():
        if perf_counter() - begin > patience:
            raise AssertionError("the screen did not come up")
        sleep(0.02)
