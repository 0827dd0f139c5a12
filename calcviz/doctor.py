"""What this machine has and lacks, and the exact line that installs what lacks."""

import ctypes
import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

from calcviz import __version__
from calcviz.places import resource

PACKAGES = ("PySide6-Essentials", "contourpy", "numpy", "scipy", "sympy")

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
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
"""The system libraries that Qt needs on Linux, and the packages of Debian they come in.

The same as in packaging/system_libraries.py, which works before anything is installed, and is not installed.
"""


def examine() -> int:
    """Print what is there and what is not; 0 when nothing lacks, 1 otherwise."""
    print(f"calcviz {__version__}, Python {platform.python_version()}, {platform.platform()}")
    missing = [*_packages(), *_system_libraries(), *_resources(), *_qt()]
    _display()
    for line in missing:
        print(line)
    if not missing:
        print("nothing lacks")
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
    lacking = [library for library in LIBRARIES if not _loads(library)]
    if not lacking:
        print("  system libraries for Qt: all there")
        return []
    packages = sorted({LIBRARIES[library] for library in lacking})
    if shutil.which("apt-get"):
        return [f"lacking: {', '.join(lacking)}; install: sudo apt-get install -y {' '.join(packages)}"]
    return [f"lacking: {', '.join(lacking)}; install the packages of this system that provide them"]


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
