"""What this machine has and lacks, and the exact line that installs what lacks."""

import ctypes
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from calcviz import __version__
from calcviz.places import resource

PACKAGES = ("PySide6-Essentials", "numpy", "scipy")

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""The system libraries that Qt needs on Linux, and the packages of Debian they come in."""


def examine() -> int:
    """Print what is there and what is not; 0 when nothing lacks, 1 otherwise."""
    print(f"calcviz {__version__}, Python {platform.python_version()}, {platform.platform()}")
    missing = [*_packages(), *_system_libraries(), *_resources(), *_qt()]
    _display()
    for line in missing:
        print(line)
    print("nothing lacks" if not missing else f"{len(missing)} things lack")
    return 1 if missing else 0


def _packages() -> list[str]:
    lacking = []
    for name in PACKAGES:
        try:
            print(f"  {name} {version(name)}")
        except PackageNotFoundError:
            lacking.append(name)
    if not lacking:
        return []
    return [f"lacking: {', '.join(lacking)}; install: {sys.executable} -m pip install {' '.join(lacking)}"]


def _system_libraries() -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    lacking = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if not lacking:
        print("  system libraries for Qt: all there")
        return []
    return [f"lacking: {', '.join(lacking)}; install: sudo apt-get install -y {' '.join(lacking)}"]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _resources() -> list[str]:
    lacking = [name for name in ("fonts", "translations", "examples") if not resource(name).is_dir()]
    if not lacking:
        print("  fonts, translations and examples: all there")
        return []
    again = f"{sys.executable} -m pip install --force-reinstall calcviz"
    return [f"lacking: resources {', '.join(lacking)}; install: {again}"]


def _qt() -> list[str]:
    """Whether Qt loads; its own words where it does not."""
    try:
        from PySide6.QtCore import qVersion

        print(f"  Qt {qVersion()}")
    except ImportError as error:
        return [f"Qt does not load: {error}"]
    return []


def _display() -> None:
    if sys.platform.startswith("linux"):
        screen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        print(f"  display: {screen or 'none; calc and render work without'}")
    print(f"  program: {Path(sys.argv[0]).name}")
