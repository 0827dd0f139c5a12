"""The command line: its JSON, its status, its bytes."""

import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from calcviz.cli import DISPLAYS, main
from calcviz.scene.document import Document, Row
from calcviz.session import Session

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.usefixtures("qapp")  # one application for all: render would make its own


@pytest.fixture
def calc(capsys):
    """Run `calc --json` and answer (status, rows)."""

    def run(*rows):
        status = main(["calc", "--json", *rows])
        return status, json.loads(capsys.readouterr().out)["rows"]

    return run


def test_the_answers_are_those_of_the_language(calc):
    """The object that LANGUAGE documents, key for key."""
    status, rows = calc("f(x) = 3x^2 - 4x", "f'(1)", "tangent(f, 1)", "tangent(abs, 0)", "2+*3")
    assert status == 1
    assert rows[0] == {
        "input": "f(x) = 3x^2 - 4x",
        "kind": "function",
        "text": "3*x^2 - 4*x",
        "latex": "f(x) = 3 x^{2} - 4 x",
    }
    assert rows[1] == {
        "input": "f'(1)", "kind": "number", "text": "2", "latex": "2", "value": 2.0, "status": "exact",
    }  # fmt: skip
    assert rows[2] == {
        "input": "tangent(f, 1)", "kind": "concept", "readouts": {"slope": 2.0, "equation": "y = 2*x - 3"},
    }  # fmt: skip
    assert rows[3] == {
        "input": "tangent(abs, 0)",
        "kind": "concept",
        "readouts": {"slope": None},
        "reason": "slope -1 from the left, 1 from the right",
    }
    assert {**rows[4], "message": "..."} == {
        "input": "2+*3", "kind": "problem", "message": "...", "start": 2, "end": 3, "hint": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "value", "status"),
    [
        (["1/3"], 1 / 3, "exact"),
        (["0.1 + 0.2"], 0.3, "exact"),
        (["2^100"], 2.0**100, "exact"),
        (["a = 2.5", "a^2"], 6.25, "exact"),
        (["sqrt(2)"], 2**0.5, "numeric"),
        (["f(x) = sin(x)", "f'(1)"], 0.5403023058681398, "numeric"),
        (["b = 2a", "a = 3", "b + 1"], 7.0, "exact"),
        (["floor(exp(ln(2)))"], 2.0, "unconfirmed"),
    ],
)
def test_a_value_says_how_far_it_can_be_trusted(calc, rows, value, status):
    """Exact only where rational arithmetic gives it; else with an error that an enclosure bounds."""
    _, answers = calc(*rows)
    assert answers[-1]["value"] == pytest.approx(value, rel=1e-15)
    assert answers[-1]["status"] == status
    if status == "numeric":
        assert 0 <= answers[-1]["error"] < 1e-14


def test_the_error_of_a_vector_holds_for_its_exact_components_too(calc):
    """A fraction is rounded to the nearest float: 71.7281 is none."""
    _, answers = calc("F(x, y) = (x y^2, sin(x))", "jacobian F(1.6, 2.91)")
    assert answers[-1]["status"] == "numeric"
    true = Fraction(291, 100) ** 2
    away = abs(Fraction(answers[-1]["value"][0][0]) - true)
    assert 0 < away <= Fraction(answers[-1]["error"])


@pytest.mark.parametrize("row", ["∇g(0, 0)", "jacobian F(0, 0)"])
def test_partial_derivatives_without_a_tangent_plane_are_told_of(calc, row):
    """cbrt(x y) has both at 0 and yet no derivative there."""
    _, answers = calc("g(x, y) = cbrt(x y)", "F(x, y) = (x, cbrt(x y))", row)
    assert answers[-1]["reason"].endswith("not differentiable here")
    assert "reason" not in calc("g(x, y) = x|y|", "∇g(0, 0)")[1][-1]


def test_a_second_derivative_beside_which_there_is_no_first_one(calc):
    """g_x(0, y) does not exist for any y but 0: nothing oscillates."""
    _, answers = calc("g(x, y) = |x y|", "hessian g(0, 0)")
    assert answers[-1]["reason"] == "∂²g/∂y∂x does not exist: ∂g/∂x does not exist all around this point"


def test_without_json_each_row_has_one_line(capsys):
    """For people: the function, the value, the results, the problem."""
    rows = ["f(x) = x^2", "f'(3)", "1/3", "pi", "tangent(f, 1)", "1/0", "2+*3", "# note", "(1, 2)"]
    assert main(["calc", *rows]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "x^2",
        "6",
        "1/3 = 0.3333333333333333",
        "pi ≈ 3.141592653589793",
        "slope = 2; equation = y = 2*x - 1",
        "undefined: 1/0 is undefined",
        "problem at 2..3: a number or name is missing before `*`",
        "note",
        "(1, 2)",
    ]


def test_a_text_reads_back_as_the_same_expression(calc):
    """`text` of an answer is a row with the same answer."""
    for row in ("f(x) = sin(x)^2/x", "1/3", "{x < 0: -x, x >= 0: x^2}", "2^-x", "|x| - ln(x^2)"):
        _, [first] = calc(row)
        _, [again] = calc("--", first["text"])
        assert again["text"] == first["text"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["1/0"], "1/0 is undefined"),
        (["f(x) = ln(x)", "f(-1)"], "ln(-1) is undefined"),
        (["f(x) = |x|", "f'(0)"], "slope -1 from the left, 1 from the right"),
    ],
)
def test_an_undefined_value_says_why(calc, rows, reason):
    """Undefined is no error: the status is 0 and the value null."""
    status, answers = calc(*rows)
    assert status == 0
    assert answers[-1]["kind"] == "undefined"
    assert answers[-1]["value"] is None
    assert answers[-1]["reason"] == reason


def test_rows_of_later_parts_say_not_yet(calc):
    """Recognised, and never a trace back."""
    status, answers = calc("x^2 + y^2 = z^2 + 1", "grad g", "lagrange(x y, x + y = 1)")
    assert status == 1
    for each in answers:
        assert each["kind"] == "problem"


def test_a_circle_of_definitions_is_a_problem_on_each_row(calc):
    """The third row, which only leads to the circle, says whose fault it is."""
    _, answers = calc("f(x) = g(x) + 1", "g(x) = 2f(x)", "h(x) = f(x)", "k(x) = x")
    assert [each["kind"] for each in answers] == ["problem", "problem", "problem", "function"]
    assert answers[0]["message"] == "`f` and `g` are defined by each other"


@pytest.mark.parametrize(
    "arguments",
    [
        ["calc"],
        ["calc", "--jason", "x"],
        ["calc", "missing.calcviz"],
        ["calc", "one.calcviz", "x"],
        ["render", "x", "-o", "out.gif"],
        ["render", "x", "-o", "out.xyz"],
        ["render", "x"],
        ["render", "x", "-o", "no/such/folder/out.png"],
        ["render", "x", "-o", "out.png", "--size", "huge"],
        ["render", "x", "-o", "out.png", "--scale", "nan"],
        ["render", "x", "-o", "out.png", "--x", "1", "1"],
        ["render", "x", "-o", "out.png", "--x", "-inf", "1"],
        ["render", "x", "-o", "out.png", "--x", "5", "-5"],
        ["render", "x", "-o", "out.png", "--x", "nan", "1"],
        ["render", "x", "-o", "out.png", "--view", "space"],
        ["render", "x^2 + y^2", "-o", "out.tex", "--view", "space"],
        ["render", "x^2 + y^2", "-o", "out.png", "--view", "space", "--z", "1", "1"],
        ["render", "x^2 + y^2", "-o", "out.png", "--view", "above"],
        ["missing.calcviz"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_what_is_refused_is_refused_in_one_sentence(arguments, capsys, tmp_path, monkeypatch):
    """Status 2, one line on standard error, nothing on standard output, no file."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert err.count("cannot be written") <= 1
    assert not re.search(r"\b_\w|expected 2", err), "it speaks of the program, not of what was typed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused(monkeypatch, capsys):
    """A sentence that says what works instead; Qt would end the program."""
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "calcviz render" in capsys.readouterr().err


def test_a_damaged_document_is_refused_in_one_sentence(capsys, tmp_path):
    """A file that is no document."""
    path = tmp_path / "a.calcviz"
    path.write_text("{")
    assert main(["calc", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_calc_needs_no_qt():
    """Neither Qt nor sympy is loaded by computing."""
    code = (
        "import sys; from calcviz.cli import main; main(['calc', 'tangent(x^2, 1)']);"
        "unwanted = {'PySide6', 'shiboken6', 'sympy', 'scipy'};"
        "sys.exit(not unwanted.isdisjoint(name.split('.')[0] for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL)
    assert done.returncode == 0


EARLY = {
    "maths.calculus": {"accumulated", "answer", "faint", "integrals", "riemann"},
    "maths.landmarks": {"point"},
    "maths.relations": {"relation"},
    "maths.analysis": set(),
    "symbolic": set(),
    "export": set(),
}
"""All that a start may load of rooms that are for what is asked later: types, and what registers concepts."""


def test_a_start_loads_no_more_than_a_window_needs():
    """Neither big libraries nor the mathematics of single concepts are loaded before anybody asks."""
    code = (
        "import sys; from calcviz.cli import load_window; load_window();"
        "from calcviz.session import Session; Session(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert {"calcviz.ui.window", "calcviz.concepts.area"} <= loaded
    assert {"scipy", "sympy", "contourpy", "matplotlib"}.isdisjoint(loaded)
    for room, early in EARLY.items():
        inside = f"calcviz.{room}."
        assert {name.removeprefix(inside) for name in loaded if name.startswith(inside)} <= early


@pytest.mark.parametrize(
    ("missing", "arguments", "status", "said"),
    [
        ("numpy", ["doctor"], 1, "lacking: numpy; install: "),
        ("numpy", ["calc", "x"], 2, "calcviz doctor says"),
        ("PySide6", ["render", "x", "-o", "out.png"], 2, "calcviz doctor says"),
        ("PySide6", [], 2, "calcviz doctor says"),
    ],
    ids=str,
)
def test_what_is_not_installed_is_said(missing, arguments, status, said, tmp_path):
    """A package that is not there is named in a sentence, and doctor answers without any of them."""
    code = f"""
import importlib.metadata, sys
real = importlib.metadata.version
def version(name):
    if name == {missing!r}:
        raise importlib.metadata.PackageNotFoundError(name)
    return real(name)
importlib.metadata.version = version
sys.modules[{missing!r}] = None
from calcviz.cli import main
sys.exit(main({arguments!r}))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_bounds_may_be_written_with_a_power_of_ten(tmp_path):
    """A negative number is no option, however it is written."""
    out = tmp_path / "out.csv"
    assert main(["render", "x", "-o", str(out), "--x", "-1e1", "5", "--y", "-5.", "-.5"]) == 0
    assert out.exists()


def test_a_drawing_for_latex_keeps_circles_round_beside_slices(tmp_path):
    """There the plane is alone, so that it takes the room of the slices too."""
    out = tmp_path / "out.tex"
    rows = ["g(x, y) = x^2 + y^2", "partials(g, (3, 4))"]
    assert main(["render", *rows, "-o", str(out), "--size", "900x600", "--x", "-9", "9"]) == 0
    assert "ymin=-6, ymax=6" in out.read_text()


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "tex", "csv"])
def test_the_same_input_gives_the_same_bytes(ending, tmp_path):
    """Twice in two processes, without a screen; a problem in one row is told, and the rest is drawn."""
    outs = [tmp_path / f"{k}.{ending}" for k in range(2)]
    for out in outs:
        rows = ["f(x) = x^2 - 1", "derivative(f)", "tangent(f, 1)", "1/x", "2+*3"]
        command = [sys.executable, "-m", "calcviz", "render", *rows, "-o", str(out)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 1
        assert "2+*3" in done.stderr
    first, second = (out.read_bytes() for out in outs)
    assert len(first) > 500
    assert first == second


@pytest.mark.parametrize(
    "text", ["3x^2 - 4x", "100x", "x", "1/x", "tan(x)", "e^x", "floor(x)", "1/(1.000001 + cos(x))"]
)
def test_a_table_holds_values_of_the_function(text, tmp_path):
    """Every point is on the graph, or a limit at the end of a piece; what is drawn far outside is not."""
    out = tmp_path / "out.csv"
    assert main(["render", text, "-o", str(out)]) == 0
    points = [line.split(",") for line in out.read_text().splitlines()[1:]]
    assert len(points) > 1
    f = Session(Document((Row(1, text),))).scene.items[0].concept.f
    pieces = [piece for _, piece, _, _ in points]
    for k, (_, piece, x, y) in enumerate(points):
        inner = 0 < k < len(points) - 1 and pieces[k - 1] == piece == pieces[k + 1]
        if inner:
            assert float(y) == pytest.approx(f(float(x)), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv"])
@pytest.mark.parametrize("view", ["space", "both"])
def test_space_is_written_the_same_each_time(view, ending, tmp_path):
    """Text is text in a drawing; another view, and another box, is another picture."""
    outs = [tmp_path / f"{k}.{ending}" for k in range(3)]
    rows = ["g(x, y) = x^2 - y^2", "gradient(g, (1, 1))"]
    for out, more in zip(outs, ([], [], ["--z", "0", "9"])):
        asked = ["render", *rows, "-o", str(out), "--view", view, "--size", "300x200", *more]
        assert main(asked) == 0
    first, second, third = (out.read_bytes() for out in outs)
    assert len(first) > 500 and first == second != third
    if ending == "svg":
        assert b"<text" in first


def test_a_table_of_space_holds_values_of_the_function(tmp_path):
    out = tmp_path / "out.csv"
    rows = ["g(x, y) = x^2 - x y", "--x", "-1", "2", "--y", "0", "3"]
    assert main(["render", *rows, "-o", str(out), "--view", "space"]) == 0
    heading, *lines = out.read_text().splitlines()
    assert heading == "row,piece,x,y,z" and len(lines) > 200
    x, y, z = np.array([line.split(",")[2:] for line in lines], float).T
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx((-1, 2, 0, 3))
    surface = np.isclose(z, x * x - x * y, atol=1e-9)
    assert surface.mean() > 0.5, "the rest are level curves on the floor and over it"


def test_a_problem_beside_a_surface_is_told_and_the_rest_is_drawn(tmp_path, capsys):
    out = tmp_path / "out.png"
    assert main(["render", "x^2 + y^2", "2+*3", "-o", str(out), "--view", "space"]) == 1
    assert "2+*3" in capsys.readouterr().err and out.exists()
