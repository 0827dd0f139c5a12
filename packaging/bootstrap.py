"""Opens CalcViz from a checkout, or runs its tests, on a machine that has nothing but Python.

    python3 packaging/bootstrap.py run [FILE | further arguments of calcviz]
    python3 packaging/bootstrap.py test [arguments of pytest]

The first start makes the virtual environment `.venv` in the checkout and installs CalcViz there with the
versions of `packaging/constraints.txt`; later starts find it ready. Libraries of the system that Qt lacks are
installed on Debian and Ubuntu when root runs this; otherwise the line that installs them is printed.
Where Linux has no display, `run` draws the document to a picture and prints its path.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from system_libraries import Stop, display_answers, environment, require_system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MARK = VENV / "calcviz.json"  # says what is installed; absent while an installation is under way
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)  # older ones must be able to read this file, to say so: types are written plainly


def main(arguments: list) -> int:
    """Do what the command line says and return the exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    commands = {"run": run, "test": test}
    if arguments[0] not in commands:
        print(f"bootstrap.py: {arguments[0]!r} is neither 'run' nor 'test'; --help explains", file=sys.stderr)
        return 2
    try:
        require_python(arguments)
        sys.stdout.reconfigure(errors="backslashreplace")  # a path may hold letters that this terminal lacks
        return commands[arguments[0]](arguments[1:])
    except (Stop, OSError) as reason:
        print(f"bootstrap.py: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bootstrap.py: interrupted; the same line starts again", file=sys.stderr)
        return 130


def run(arguments: list) -> int:
    """Open the window, or draw the document to a picture where there is no display."""
    first = arguments[0] if arguments else ""
    pictures = first not in ("calc", "doctor", "-h", "--help", "--version")
    window = pictures and first != "render" and display_answers()
    with alone():
        require_system(window=window, pictures=pictures, venv=not is_made())
        prepare([])
    window = (
        window and display_answers()
    )  # asked again: only the libraries just installed let us ask a display
    if window or first == "render" or not pictures:
        return become([str(PYTHON), "-m", "calcviz", *arguments])
    return draw(arguments)


def draw(arguments: list) -> int:
    """Draw the named document, or the welcome document, to a picture and print its path."""
    document = Path(arguments[0]) if arguments else ROOT / "resources" / "examples" / "welcome.calcviz"
    picture = ROOT / "build" / (document.stem + ".png")
    picture.parent.mkdir(exist_ok=True)
    print(f"There is no display here, so {document.name} becomes a picture instead of a window.", flush=True)
    status = subprocess.call(
        [str(PYTHON), "-m", "calcviz", "render", str(document), "-o", str(picture)],
        env=environment(QT_QPA_PLATFORM="offscreen"),
    )
    if status == 0:
        print(picture)
    return status


def test(arguments: list) -> int:
    """Run the tests without a screen: all of them on every core, chosen ones one after the other."""
    with alone():
        require_system(window=False, venv=not is_made())
        prepare(["test"])
    os.chdir(ROOT)
    return become([str(PYTHON), "-m", "pytest", *(arguments or ["-n", "auto"])], QT_QPA_PLATFORM="offscreen")


@contextmanager
def alone():
    """Keep a second start of this checkout waiting while the first one sets it up."""
    lock = ROOT / "build" / "setup.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("a") as file:
        if not locked(file, wait=False):
            print("Waiting for another start of CalcViz to finish its set-up", flush=True)
            while not locked(file, wait=True):
                pass
        yield


def locked(file, wait: bool) -> bool:
    """Say whether the file is locked for this process now; the system unlocks it when the file is closed."""
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def here() -> str:
    """Return what a virtual environment is bound to: the Python and the place."""
    return f"Python {sys.version} in {ROOT}"


def is_made() -> bool:
    """Say whether the virtual environment is whole and belongs to this Python and this place."""
    return read_mark().get("here") == here() and PYTHON.exists()


def prepare(extras: list) -> None:
    """Make or reuse the virtual environment, so that it holds CalcViz with these extras."""
    inputs = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()).hexdigest()
    if is_made():
        found = read_mark()
        if found["inputs"] == inputs and set(extras) <= set(found["extras"]):
            return
        extras = sorted({*extras, *found["extras"]})
    else:
        make_environment()
    MARK.unlink(missing_ok=True)
    install(extras)
    MARK.write_text(json.dumps({"here": here(), "inputs": inputs, "extras": extras}), encoding="utf-8")


def read_mark() -> dict:
    """Return what a finished installation wrote down; nothing where none was finished."""
    try:
        mark = json.loads(MARK.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) and {"here", "inputs", "extras"} <= set(mark) else {}


def make_environment() -> None:
    """Make the virtual environment anew: what an interruption or another Python left is not trusted."""
    print(f"Making a virtual environment in {VENV}", flush=True)
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], env=environment()) != 0:
        raise Stop(f"python3 -m venv could not make {VENV}")


def install(extras: list) -> None:
    """Install CalcViz from this checkout, editable, with every version as pinned."""
    print("Installing CalcViz and what it needs; this is done once", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-user"]
    pip += ["--constraint", str(CONSTRAINTS)]
    pip += [] if sys.stdout.isatty() else ["--quiet"]  # who watches sees it move, a log stays short
    project = str(ROOT) + (f"[{','.join(extras)}]" if extras else "")
    # The build backend comes first, pinned like all else; pip would fetch its newest version otherwise.
    for step in (["hatchling"], ["--no-build-isolation", "--editable", project]):
        if subprocess.call([*pip, *step], env=environment()) != 0:
            raise Stop("pip could not install what CalcViz needs (see above); the same line tries again")


def require_python(arguments: list) -> None:
    """Go on with a newer Python of this machine where the one that runs this is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 14, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer and subprocess.call([newer, "-c", ""]) == 0:
            raise SystemExit(become([newer, str(Path(__file__).resolve()), *arguments]))
    raise Stop("CalcViz needs Python 3.11 or newer; this is Python " + sys.version.split()[0])


def become(command: list, **more: str) -> int:
    """Start the command in place of this program; on Windows wait for it and pass its status on."""
    sys.stdout.flush()
    if WINDOWS:
        return subprocess.call(command, env=environment(**more))
    os.execve(command[0], command, environment(**more))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
