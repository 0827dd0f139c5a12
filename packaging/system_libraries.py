"""Finds, and on Debian and Ubuntu installs, the libraries of Linux that Qt lacks.

Old Pythons must be able to read this, to say that they are too old: types are written plainly.
"""

import ctypes
import locale
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What PySide6-Essentials 6.8 to 6.11 is linked against and does not bring along: library to Debian package.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class Stop(Exception):
    """The reason, in one or a few lines, why CalcViz cannot start here."""


def environment(**more: str) -> dict:
    """Return the environment of what is started: ours, in UTF-8, without paths into another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    if os.name == "posix" and locale.nl_langinfo(locale.CODESET).upper() != "UTF-8":
        # Python reads the paths of an environment in the locale's letters, and Qt warns of any but UTF-8.
        kept["LANG"] = kept.pop("LC_ALL", "") or kept.get("LANG", "C")
        kept["LC_CTYPE"] = "UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    return {**kept, "PYTHONUTF8": "1", **more}


def require_system(window: bool, pictures: bool = True, venv: bool = True) -> None:
    """See that this system has what pictures, a window, virtual environments need, or install it, or stop.

    Everything that lacks is named at once, in one line.
    """
    libraries = missing_libraries(window) if pictures else {}
    packages = sorted(set(libraries.values()))
    if venv and not makes_environments():
        packages.append(f"python3.{sys.version_info.minor}-venv")
    if not packages:
        return
    apt_install(packages, list(libraries))
    still = [*missing_libraries(window)] if pictures else []
    if venv and not makes_environments():
        still.append("the modules venv and ensurepip of Python")
    if still:
        raise Stop(f"still missing: {', '.join(still)}")


def missing_libraries(window: bool) -> dict:
    """Return the libraries that Qt lacks here, each with the Debian package that brings it."""
    if not sys.platform.startswith("linux"):
        return {}
    needed = {**DRAWING, **WINDOW} if window else DRAWING
    return {library: package for library, package in needed.items() if not loads(library)}


def makes_environments() -> bool:
    """Say whether this Python can make virtual environments; Debian and Ubuntu ship that part apart."""
    check = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.call(check, stderr=subprocess.DEVNULL) == 0


def loads(library: str) -> bool:
    """Say whether the system's loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list, libraries: list) -> None:
    """Install packages as root on Debian and Ubuntu; elsewhere stop with the line that does."""
    if shutil.which("apt-get") is None:
        raise Stop(other_line(libraries, venv=len(packages) > 0 and packages[-1].endswith("-venv")))
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        raise Stop(f"this system lacks what CalcViz stands on; this line installs it:\n\n    sudo {line}\n")
    print(f"This system lacks what CalcViz stands on; as root: {line}", flush=True)
    quiet = environment(DEBIAN_FRONTEND="noninteractive")
    for attempt in (line, "apt-get update", line):  # a bare machine has no list of packages yet
        done = subprocess.run(attempt.split(), env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode == 0 and attempt == line:
            return
    sys.stderr.write(done.stdout.decode(errors="replace"))
    raise Stop(f"installing failed (see above); this line tries again:\n\n    apt-get update && {line}\n")


def other_line(libraries: list, venv: bool) -> str:
    """Say how a system without apt gets what is missing."""
    if venv:
        return "this Python cannot make virtual environments: its modules venv and ensurepip are missing"
    if shutil.which("dnf"):  # packages of rpm systems say which libraries they provide
        bits = "()(64bit)" if sys.maxsize > 2**32 else ""
        provided = " ".join(f"'{name}{bits}'" for name in libraries)
        return f"Qt lacks libraries here; this line installs them:\n\n    sudo dnf install {provided}\n"
    return f"Qt lacks libraries of this system; install what provides {', '.join(libraries)}"


def display_answers() -> bool:
    """Say whether a window can be shown: always on macOS and Windows; on Linux, where a display answers."""
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen:
        return chosen not in ("offscreen", "minimal")
    return wayland_answers() or x11_answers()


def wayland_answers() -> bool:
    """Say whether the socket that WAYLAND_DISPLAY names exists."""
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name).exists()


def x11_answers() -> bool:
    """Say whether the X server that DISPLAY names accepts us; without libxcb, whether DISPLAY is set."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the library comes with those that Qt needs for a window
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers
