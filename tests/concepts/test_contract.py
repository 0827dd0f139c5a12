"""The laws that every concept keeps, run over every concept that is found."""

from dataclasses import is_dataclass, replace
from math import atan2

import numpy as np
import pytest

from calcviz.concepts import discover
from calcviz.language.messages import catalogue
from calcviz.maths.fields.box import Box
from calcviz.places import resource
from calcviz.scene.concept import REGISTER, InSpace, defaults, kind_of
from calcviz.scene.document import Document, Row, Viewport
from calcviz.scene.files import from_json
from calcviz.session import Session
from tests.concepts.sound import arrays, parts_of, require_sound, require_sound_part

discover()
KINDS = sorted(REGISTER.values(), key=lambda kind: kind.command)
TYPED = [kind for kind in KINDS if kind.menu]
every = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.command)
of_functions = pytest.mark.parametrize(
    "kind", [kind for kind in TYPED if kind.fields[0].kind == "function"], ids=lambda kind: kind.command
)
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


SUBJECT = {
    "function": "x^3 - 2x",
    "field": "x^2 + 2y^2",
    "map": "(-y, x)",
    "curve": "(t, t^2 - t)",
    "relation": "x^2 + y^2 < 4",
}
"""What a concept is shown with, by the kind of its subject."""
OWN = {"probability": "normalpdf(x)"}
"""What one is shown with that is not about every function."""

AWKWARD_FIELDS = [
    "ln(-1 - x^2 - y^2)", "1/(x - x)", "sqrt(x^2 + y^2)", "1/(x y)", "floor(x) + y", "x^y",
    "|x - 1| + |y - 1|", "{x < y: 0, x >= y: 1}", "e^(x^3 + y)", "10^300 x y", "3", "x y/(x^2 + y^2)",
    "sin(1/(x y))", "0",
    "ln(-1)", "gamma(x y)", "gcd(x, 6) y",
]  # fmt: skip
FIELD_VIEWS = [VIEWS[0], VIEWS[1], VIEWS[2], Viewport(0.1, 100, 0.01, 10, x_scale="log", y_scale="log")]
BOXES = [
    Box(),
    Box(-1e-9, 1e-9, -1e-9, 1e-9, -1e-9, 1e-9),
    Box(-1e11, 1e11, -1e11, 1e11, -1e11, 1e11),
    Box(-5, 5, -5, 5, -1e6 - 1, -1e6),
    Box(100, 101, 0, 1e-3, -5, 5),
]
PLACES = [(0.0, 0.0), (1.0, 1.0), (-1e11, 1e11), (1e-300, -1e-300)]


def subject_of(kind):
    """The kind of what a concept is about; None where it is about nothing."""
    first = kind.fields[0].kind
    return first if first in SUBJECT else None


def made(kind, expression=None):
    """The concept of that kind for a function, as a session makes it."""
    subject = subject_of(kind)
    if subject is None:
        return kind.make()
    expression = expression or OWN.get(kind.command) or SUBJECT[subject]
    row = OWN_ROWS.get(kind.command) or ROWS.get(subject, "{}").format(expression)
    text = written(kind, expression) if kind.menu else row
    item = Session(Document((Row(1, text),))).scene.items[0]
    assert item.problem is None, item.problem
    return item.concept


ROWS = {"function": "{}", "field": "g(x, y) = {}", "map": "F(x, y) = {}"}
"""How a row is written that is such a subject itself."""

OWN_ROWS = {
    "graph_over_y": "x = y^3 - 2y",
    "polar": "r = 2cos(3theta)",
    "relation": "x^2 + y^2 < 4 and y > x/2",
    "space_curve": "(cos(t), sin(t), t/4) for 0 <= t < 9",
}
"""The rows that show the other concepts which no command names."""


def written(kind, expression=None):
    """The command as a person writes it: every function, the points and the numbers."""
    subject, parts = subject_of(kind), []
    for spec in kind.fields:
        if spec.kind in SUBJECT:
            parts.append(expression if expression and spec.kind == subject else SUBJECT[spec.kind])
    return kind.template(", ".join(parts))


def in_space(concept, box=BOXES[0]):
    """What is seen of a concept in space, nothing for one of the plane."""
    return concept.draw_space(box) if isinstance(concept, InSpace) else ()


@every
def test_draws_at_its_defaults(kind):
    """There is something to see, and it is sound."""
    drawing, space = made(kind).draw(Viewport()), in_space(made(kind))
    require_sound(drawing)
    for part in space:
        require_sound_part(part)
    assert drawing.primitives or space
    assert drawing.reason is None


@every
def test_the_same_inputs_give_the_same_drawing(kind):
    """Two concepts made from the same text draw the same numbers."""
    first, second = (made(kind).draw(Viewport()) for _ in range(2))
    assert first.readouts == second.readouts
    assert first.sentence == second.sentence
    for a, b in zip(arrays(*parts_of(first)), arrays(*parts_of(second)), strict=True):
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
def test_every_choice_can_be_drawn(kind):
    """In the plane and in space, and there is something to see of it."""
    concept = made(kind)
    for spec in kind.fields:
        for choice in spec.choices:
            chosen = replace(concept, **{spec.name: choice})
            drawing, space = chosen.draw(Viewport()), in_space(chosen)
            require_sound(drawing)
            for part in space:
                require_sound_part(part)
            assert drawing.primitives or space


@every
def test_drag_answers_its_own_kind(kind):
    """Each handle moves to where it was taken; a handle that is unknown moves nothing."""
    concept = made(kind)
    for handle in concept.draw(Viewport()).handles:
        moved = concept.drag(handle.name, handle.x + 0.5, handle.y + 0.25)
        assert type(moved) is type(concept)
        handles = {h.name: h for h in moved.draw(Viewport()).handles}
        there = handles[handle.name]
        if handle.name == "angle":  # it stays on a ring, in the direction of where it was taken
            middle = handles["P"]
            taken = atan2(handle.y + 0.25 - middle.y, handle.x + 0.5 - middle.x)
            assert atan2(there.y - middle.y, there.x - middle.x) == pytest.approx(taken, abs=1e-4)
            continue
        if handle.name == "t":  # it stays on its curve
            assert moved != concept
            continue
        if handle.name == "epsilon":  # the edge of a band, which is taken up and down
            assert there.y == pytest.approx(handle.y + 0.25)
            continue
        if handle.name == "p":  # a probability of six digits is kept, not the place
            assert there.x == pytest.approx(handle.x + 0.5, abs=1e-3)
            continue
        assert there.x == pytest.approx(handle.x + 0.5)
    assert concept.drag("no such handle", 1, 2) == concept or not concept.draw(Viewport()).handles


@of_functions
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
        known = (readout.value, readout.text, readout.values)
        assert any(each is not None for each in known) or readout.reason or drawing.reason


def require_calm(concept):
    """Nothing is raised in any view or box; what does not exist has a reason."""
    for viewport in FIELD_VIEWS:
        require_sound(concept.draw(viewport))
    for box in BOXES:
        for part in in_space(concept, box):
            require_sound_part(part)
    drawing = concept.draw(FIELD_VIEWS[0])
    assert drawing.primitives or in_space(concept) or drawing.reason
    for readout in drawing.readouts:
        missing = readout.value is None and readout.text is None and readout.values is None
        assert not missing or readout.reason or drawing.reason
    for handle in drawing.handles:
        for place in PLACES:
            moved = concept.drag(handle.name, *place)
            require_sound(moved.draw(FIELD_VIEWS[0]))
            for part in in_space(moved):
                require_sound_part(part)


@pytest.mark.parametrize("expression", AWKWARD_FIELDS)
def test_survives_awkward_fields(expression):
    """Each concept of functions of two variables; in turn, for they share what is known of the function."""
    g = made(REGISTER["field"], expression).g
    for kind in (kind for kind in KINDS if kind.fields[0].kind == "field"):
        require_calm(kind.make(g))


@pytest.mark.parametrize("expression", AWKWARD_FIELDS[::3])
def test_survives_awkward_maps(expression):
    """Each concept of maps, for a map of which one component is awkward."""
    F = made(REGISTER["map"], f"({expression}, x)").F
    for kind in (kind for kind in KINDS if kind.fields[0].kind == "map"):
        maps = {spec.name: F for spec in kind.fields if spec.kind == "map"}
        require_calm(kind.make(**maps))


@typed
def test_a_drag_is_written_into_the_text_and_read_back(kind):
    """What a handle does is in the text, and the text means the same."""
    session = Session(Document((Row(1, written(kind)),)))
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
