"""The laws that every concept keeps, run over every concept that is found."""

from dataclasses import is_dataclass, replace

import numpy as np
import pytest

from calcviz.concepts import discover
from calcviz.drawing import Bars, Drawing, Handle, Markers, Polyline
from calcviz.language.messages import catalogue
from calcviz.places import resource
from calcviz.scene.concept import REGISTER, defaults, kind_of
from calcviz.scene.document import Document, Row, Viewport
from calcviz.scene.files import from_json
from calcviz.session import Session

discover()
KINDS = sorted(REGISTER.values(), key=lambda kind: kind.command)
TYPED = [kind for kind in KINDS if kind.menu]
every = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.command)
typed = pytest.mark.parametrize("kind", TYPED, ids=lambda kind: kind.command)

AWKWARD = [
    "ln(x)", "ln(-1 - x^2)", "1/x", "1/(x - x)", "|x - 1|", "floor(x)", "sin(1/x)", "x^x", "tan(x)",
    "{x < 1: 0, x >= 1: 1}", "e^(x^3)", "10^300 x", "gamma(x)", "gcd(x, 6)", "sqrt(x - 1)", "x^(1/3)", "0",
]  # fmt: skip
VIEWS = [
    Viewport(),
    Viewport(-1e-9, 1e-9, -1e-9, 1e-9),
    Viewport(-1e11, 1e11, -1e11, 1e11),
    Viewport(100, 101, -5, 5, 16, 16),
    Viewport(-10, 10, -10, 10, 4000, 3000),
]


def made(kind, expression="x^3 - 2x"):
    """The concept of that kind for a function, as a session makes it."""
    if not kind.menu and kind.command != "graph":
        return kind.make()
    text = expression if kind.command == "graph" else kind.template(expression)
    item = Session(Document((Row(1, text),))).scene.items[0]
    assert item.problem is None, item.problem
    return item.concept


def arrays(drawing):
    """Every array of a drawing, in order."""
    for part in drawing.primitives:
        if isinstance(part, Polyline):
            yield from (part.x, part.y, part.starts)
        elif isinstance(part, Bars):
            yield from (part.x, part.low, part.high)
        elif isinstance(part, Markers):
            yield from (part.x, part.y)


def require_sound(drawing):
    """What a view relies on: finite float64 vectors of equal length, pieces that begin at 0."""
    assert isinstance(drawing, Drawing)
    for part in drawing.primitives:
        if isinstance(part, Polyline):
            assert part.x.shape == part.y.shape
            assert part.starts[0] == 0
            assert (np.diff(part.starts) > 0).all()
            assert part.starts[-1] < len(part.x)
        if isinstance(part, Handle):
            assert np.isfinite([part.x, part.y]).all()
    for values in arrays(drawing):
        assert values.ndim == 1
        assert np.isfinite(values).all()
    for readout in drawing.readouts:
        assert readout.value is None or np.isfinite(readout.value)


@every
def test_draws_at_its_defaults(kind):
    """There is something to see, and it is sound."""
    drawing = made(kind).draw(Viewport())
    require_sound(drawing)
    assert drawing.primitives
    assert drawing.reason is None


@every
def test_the_same_inputs_give_the_same_drawing(kind):
    """Two concepts made from the same text draw the same numbers."""
    first, second = (made(kind).draw(Viewport()) for _ in range(2))
    assert first.readouts == second.readouts
    assert first.sentence == second.sentence
    for a, b in zip(arrays(first), arrays(second), strict=True):
        np.testing.assert_array_equal(a, b)


@every
def test_is_a_value(kind):
    """Frozen, hashable, equal to its like, and not to its unlike."""
    concept = made(kind)
    assert is_dataclass(concept)
    assert concept == made(kind)
    assert hash(concept) == hash(made(kind))
    assert kind_of(concept) is kind
    for name, value in defaults(kind).items():
        if isinstance(value, float):
            assert replace(concept, **{name: value + 1}) != concept


@every
def test_drag_answers_its_own_kind(kind):
    """Each handle moves to where it was taken; a handle that is unknown moves nothing."""
    concept = made(kind)
    for handle in concept.draw(Viewport()).handles:
        moved = concept.drag(handle.name, handle.x + 0.5, handle.y + 0.25)
        assert type(moved) is type(concept)
        there = next(h for h in moved.draw(Viewport()).handles if h.name == handle.name)
        assert there.x == pytest.approx(handle.x + 0.5)
    assert concept.drag("no such handle", 1, 2) == concept or not concept.draw(Viewport()).handles


@typed
@pytest.mark.parametrize("expression", AWKWARD)
def test_survives_awkward_functions(kind, expression):
    """Nothing is raised, whatever the function; where the thing does not exist a reason is given."""
    concept = made(kind, expression)
    for viewport in VIEWS:
        require_sound(concept.draw(viewport))
    for handle in concept.draw(VIEWS[0]).handles:
        for x in (0.0, 1.0, -1e11, 1e11, 1e-300):
            require_sound(concept.drag(handle.name, x, 0.0).draw(VIEWS[0]))
    drawing = concept.draw(VIEWS[0])
    for readout in drawing.readouts:
        assert readout.value is not None or readout.text is not None or readout.reason or drawing.reason


@typed
def test_a_drag_is_written_into_the_text_and_read_back(kind):
    """What a handle does is in the text, and the text means the same."""
    session = Session(Document((Row(1, kind.template("x^3 - 2x")),)))
    for handle in session.frame.rows[0].drawing.handles:
        session.preview_drag(1, handle.name, handle.x + 0.5, handle.y)
        previewed = session.scene.items[0].concept
        session.commit()
        again = Session(Document((Row(1, session.document.rows[0].text),))).scene.items[0]
        assert again.concept == previewed
        session.undo()


@typed
def test_has_a_title_and_a_help_in_every_language(kind):
    """The menu entry and its line of help are translated."""
    assert kind.make.__doc__
    for text in (kind.english_title, kind.english_summary):
        assert catalogue("zh_CN").get(text), text


@every
def test_has_an_example_that_opens_without_a_problem(kind):
    """There is one document for each concept, and it shows that concept."""
    path = resource("examples") / f"{kind.command}.calcviz"
    document, remarks = from_json(path.read_text(encoding="utf-8"))
    assert not remarks
    session = Session(document)
    assert [row.problem for row in session.frame.rows if row.problem] == []
    assert kind.command in {row.command for row in session.frame.rows}


def test_a_derivative_that_grows_too_long_says_so() -> None:
    """Nothing is drawn and nothing is looked for on it; no error is raised anywhere."""
    session = Session(Document((Row(1, "derivative(tan(sin(x)^2) exp(x^3), 10)"),)))
    surveys: list[object] = []
    session.survey(surveys.append)
    row = session.frame.rows[0]
    assert row.reason == "this formula becomes too large when it is written out"
    assert not row.drawing.primitives and len(surveys) == 1
    assert session.value_at(1, 0.5) is None
