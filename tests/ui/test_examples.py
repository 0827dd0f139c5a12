"""The examples: each opens without a problem, says the same in both languages, and its figures come out."""

import re
from collections.abc import Iterator

import pytest

from calcviz.concepts import discover
from calcviz.drawing import Handle
from calcviz.engine.answers import answer
from calcviz.language.messages import LANGUAGES, use_language
from calcviz.places import resource
from calcviz.scene.concept import REGISTER
from calcviz.session import Session
from calcviz.ui.examples import FIRST, GROUPS, Example, begun, examples

discover()
NAMES = [name for _, names in GROUPS for name in names]
FORMULA = re.compile(r"\$([^$]+)\$|`([^`]+)`")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def in_language(language: str) -> dict[str, Example]:
    use_language(language)
    return {each.name: each for each in examples()}


def whole(example: Example) -> str:
    return f"{example.lead} {example.text}"


def test_every_document_belongs_to_one_subject() -> None:
    files = sorted(path.stem for path in resource("examples").glob("*.calcviz"))
    assert sorted(NAMES) == files
    for language in LANGUAGES:
        assert sorted(path.stem for path in resource(f"examples/{language}").glob("*.md")) == files
    assert len(set(FIRST)) == 8
    assert set(FIRST) <= set(NAMES)


def test_every_concept_has_its_example() -> None:
    found = in_language("en")
    for kind in REGISTER.values():
        commands = {row.command for row in Session(begun(found[kind.command])).frame.rows}
        assert kind.command in commands
    assert {row.kind for row in Session(found["number"].document).frame.rows} >= {"number"}


@pytest.mark.parametrize("name", NAMES)
def test_it_opens_without_a_problem_and_shows_its_points(name: str) -> None:
    """No row has a problem, something can be dragged, and every point stands inside the picture."""
    (example,) = examples((name,))
    session = Session(begun(example))
    assert [row.problem for row in session.frame.rows if row.problem] == []
    assert session.frame.rows[0].kind == "note"
    handles = [
        part for row in session.frame.rows for part in row.drawing.primitives if isinstance(part, Handle)
    ]
    assert handles
    (x_low, x_high), (y_low, y_high) = session.viewport.x_range, session.viewport.y_range
    for handle in handles:
        assert x_low < handle.x < x_high
        assert y_low < handle.y < y_high


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_say_the_same(name: str) -> None:
    """The same formulas, figures and things to type, paragraph by paragraph."""
    texts = [whole(in_language(language)[name]) for language in LANGUAGES]
    blocks = [text.split("\n\n") for text in texts]
    assert len(blocks[0]) == len(blocks[1])
    for one, other in zip(*blocks, strict=True):
        assert sorted(FORMULA.findall(one)) == sorted(FORMULA.findall(other))
        assert one.count("\n- ") == other.count("\n- ")
    titles = [in_language(language)[name].title for language in LANGUAGES]
    assert titles[0] and titles[1] and titles[0] != titles[1]


FIGURES: list[tuple[str, str, str, float | list[float], str]] = [
    ("welcome", "tangent(f, 2)", "slope", 1.0, "1"),
    ("piecewise", "f'(2)", "value", 0.5, "0.5"),
    ("secant", "secant(f, a, h)", "slope", 3.0, "3"),
    ("secant", "secant(f, a, h)", "limit", 2.0, "2"),
    ("tangent", "tangent(f, 1)", "slope", 2.0, "y = 2x - 3"),
    ("tangent", "tangent(g, 5)", "slope", 0.2, "0.2"),
    ("derivative", "g'''(0)", "value", 6.0, "6"),
    ("normal", "normal(f, 1)", "slope", -0.5, "-0.5"),
    ("sine", "f'(0)", "value", 1.0, "1"),
    ("exponential", "tangent(f, 0)", "slope", 0.693147, "0.693147"),
    ("product", "u'(c) v(c)", "value", 0.909, "0.909"),
    ("product", "u(c) v'(c)", "value", -0.832, "-0.832"),
    ("product", "f'(c)", "value", 0.077, "0.077"),
    ("chain", "tangent(f, 0)", "slope", 2.0, "2"),
    ("rules", "tangent(f, pi/2)", "slope", 3.1416, "3.1416"),
    ("newton", "newton(f, 1, 3)", "iterate", [1, 1.5, 1.4166667, 1.4142157], "1.4142157"),
    ("taylor", "taylor(f, 0, 5, 3)", "remainder", -0.384, "-0.384"),
    ("taylor", "taylor(f, 0, 5, 3)", "bound", 1.0125, "1.0125"),
    ("osculating_circle", "osculating_circle(f, 0, show)", "curvature", 2.0, "2"),
    ("osculating_circle", "osculating_circle(f, 1)", "radius", 5.59, "5.59"),
    ("linked", "linked(f, 2)", "slope", 1.0, "1"),
    ("linked", "linked(f, 2)", "second", 2.0, "2"),
    ("linked", "linked(f, 2)", "integral", -1.3333, "-1.3333"),
    (
        "differentiation_error",
        "differentiation_error(f, 5, 0.0001)",
        "central",
        0.1999999999990898,
        "0.1999999999990898",
    ),
    ("jumps", "f(1)", "value", 1.0, "1"),
    ("poles", "-1/(2*3)", "value", -1 / 6, "-1/6"),
    ("difference_quotients", "(f(1 + 0.1) - f(1))/0.1", "value", 2.3, "2.3"),
    ("difference_quotients", "(f(1 + 0.01) - f(1))/0.01", "value", 2.03, "2.03"),
    ("differences", "sin(h)/h", "value", 0.841, "0.841"),
    ("rounding", "difference_quotients(f, 5, h = 0.0001)", "slope", 0.2, "0.2"),
    ("field", "g(P)", "value", 5 / 3, "5/3"),
    ("map", "F(P)", "value", [-1.0, 2.0], "(-1, 2)"),
    ("level_curves", "g(P)", "value", 0.0, "0"),
    ("level_curve", "level_curve(g, (3, 4))", "value", 25.0, "25"),
    ("gradient", "gradient(g, (3, 4))", "gradient", [6.0, 8.0], "(6, 8)"),
    ("gradient", "gradient(g, (3, 4))", "length", 10.0, "10"),
    ("gradient_field", "gradient(g, (2, 1))", "gradient", [3.0, 2.0], "(3, 2)"),
    ("surface", "gradient(g, (0, 0))", "length", 1.0, "1"),
    ("space_point", "P = (1, 2, g(1, 2))", "value", [1.0, 2.0, 1.0], "(1, 2, 1)"),
    ("streamlines", "streamlines(F, (0, 1.5))", "vector", [1.5, 0.0], "(1.5, 0)"),
    ("vector_field", "F(P)", "value", [1.0, 0.0], "(1, 0)"),
    ("partials", "partials(g, (3, 4))", "∂g/∂x", 6.0, "6"),
    ("partials", "partials(g, (3, 4))", "∂g/∂y", 8.0, "8"),
    ("directional", "directional(g, (1, 1), 0.5)", "slope", 2.714, "2.714"),
    ("quadratic_model", "quadratic_model(g, (pi/2, 0))", "eigenvalues", [-1.0, -1.0], "-1"),
    ("critical_points", "critical_points(x^2 - y^2)", "x", [0.0], "(0, 0)"),
    ("critical_points", "critical_points((1 - x)^2 + 100(y - x^2)^2)", "y", [1.0], "(1, 1)"),
    ("jacobian_map", "jacobian_map(F, (1, 2), 0.5)", "det", 4.0, "4"),
    ("matrix_gradient", "gradient(g, (1, 1))", "gradient", [5.0, 3.0], "(5, 3)"),
    ("matrix_gradient", "F(1, 1)", "value", [5.0, 3.0], "(5, 3)"),
    ("matrix_map", "jacobian_map(F, (1, 1), 0.5)", "det", 3.0, "3"),
    ("matrix_map", "∇g(1, 1)", "value", [2.0, 1.0], "(2, 1)"),
    ("squared_length", "gradient(g, (1, 2))", "gradient", [2.0, 4.0], "(2, 4)"),
    ("squared_length", "F(1, 2)", "value", [2.0, 4.0], "(2, 4)"),
    ("analysis", "analysis(x^2 - 4x + 4)", "roots", [2.0], "2"),
    ("limit_at", "limit_at(f, 0, 0.3)", "limit", 1.0, "1"),
    ("limit_at", "limit_at(g, 1, 0.4)", "left", 0.0, "0"),
    ("limit_at", "limit_at(g, 1, 0.4)", "right", 1.0, "1"),
    ("area", "area(f, 0, 1)", "area", 1 / 3, "1/3"),
    ("area", "area(g, 0, 10)", "area", 6.16092847, "6.16092847"),
    ("antiderivative", "antiderivative(f, 1)", "constant", 1.0, "C"),
    ("riemann", "riemann(f, -2, 4, n, upper)", "sum", 35.0, "35"),
    ("riemann", "riemann(f, -2, 4, n, lower)", "sum", 15.0, "15"),
    ("riemann", "riemann(f, -2, 4, n, upper)", "integral", 24.0, "24"),
    ("probability", "probability(f, -1, 1)", "probability", 0.6826894921, "0.6826894921"),
    ("probability", "probability(f, -1, 1)", "variance", 1.0, "1"),
    ("exact_calculus", "integral(f(x), x, 0, inf)", "value", 1.0, "1"),
    ("exact_calculus", "sum(1/k^2, k, 1, inf)", "value", 1.644934, "1.644934"),
    ("volume", "volume(g, x, -1, 1, y, -1, 1)", "volume", 8 / 3, "8/3"),
    ("volume", "volume(g, x, -1, 1, y, -1, 1)", "sum", 2.59259, "2.59259"),
    ("activation", "activation(s)", "slope", 0.25, "0.25"),
    ("activations", "sigmoid(0)", "value", 0.5, "0.5"),
    ("activation_slopes", "tangent(s, 0)", "slope", 0.25, "0.25"),
    ("smooth_corner", "tangent(f, 0)", "slope", 0.5, "0.5"),
    ("loss", "(y_1 + 2y_2 + 3y_3)/14", "value", 23 / 14, "23/14"),
    ("loss", "L'(23/14)", "value", 0.0, "0"),
    ("two_losses", "tangent(f, p)", "slope", -5.0, "-5"),
    ("two_losses", "tangent(g, p)", "slope", -1.6, "-1.6"),
    ("descent", "L(x_1)", "value", 64.0, "64"),
    ("descent", "L(x_2)", "value", 40.96, "40.96"),
    ("descent", "L(x_3)", "value", 26.2144, "26.2144"),
]


@pytest.mark.parametrize(("name", "row", "what", "value", "said"), FIGURES)
def test_the_figures_of_the_text_come_out(
    name: str, row: str, what: str, value: float | list[float], said: str
) -> None:
    """To every digit that the text shows."""
    (example,) = examples((name,))
    assert said in [a or b for a, b in FORMULA.findall(whole(example))]
    session = Session(example.document)
    if row not in [each.text for each in example.document.rows]:
        session.insert(example.document.rows[-1].id, row)
    (found,) = [
        answer(item, shown, session.scene)
        for item, shown in zip(session.scene.items, session.frame.rows, strict=True)
        if item.row.text == row
    ]
    figure = found["readouts"][what] if "readouts" in found else found["value"]
    digits = len(said.partition(".")[2]) if re.fullmatch(r"-?[\d.]+", said) else 9
    assert figure == pytest.approx(value, abs=0.5 * 10**-digits if digits else 1e-12)


def test_rounding_shows_what_is_left_of_the_digits() -> None:
    """The central quotient of the text, to its last digit."""
    (example,) = examples(("rounding",))
    session = Session(example.document)
    table = session.frame.rows[1].drawing.table
    assert table is not None
    assert repr(table.rows[0][3]) == "0.1999999999990898"
    errors = [abs(float(row[4] or 0)) for row in table.rows]
    assert errors[-1] > errors[0]


def test_words_are_found_in_title_text_and_formula_in_both_languages() -> None:
    found = in_language("en")
    assert found["newton"].matches("NEWTON axis")
    assert found["activations"].matches("swish(x)")
    assert not found["newton"].matches("newton sigmoid")
    assert in_language("zh_CN")["newton"].matches("牛顿 切线")


def test_an_example_begins_with_its_title_and_what_to_do() -> None:
    note = begun(in_language("zh_CN")["secant"]).rows[0].text
    assert note.startswith("# **割线变成切线。**把第二个点")
    for language in ("en", "zh_CN"):  # a full stop comes behind the title
        assert not [each for each in in_language(language).values() if each.title[-1] in ".?!。？！"]


def test_one_that_cannot_be_read_is_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from calcviz.ui import examples as module

    monkeypatch.setattr(module, "GROUPS", (("First steps", ("graph", "nowhere")),))
    module._examples.cache_clear()
    assert [each.name for each in examples()] == ["graph"]
    module._examples.cache_clear()
    assert "nowhere" in caplog.text
    caplog.clear()
