"""A survey finds the landmarks of all curves that are seen, and keeps what stays true of it."""

import logging

import pytest

from calcviz.engine.landmarks import Survey, survey
from calcviz.maths.landmarks import landmark
from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session

ROWS = ("f(x) = x^2 - 2", "x + 2", "tangent(f, 1)", "derivative(f)", "# words")


@pytest.fixture
def session() -> Session:
    return Session(Document(tuple(Row(k + 1, text) for k, text in enumerate(ROWS))))


def found(survey: Survey, *rows: int) -> set[tuple[str, str | None]]:
    return {
        (place.landmark.kind, place.landmark.x_text)
        for place in survey.places
        if set(place.rows) == set(rows)
    }


def test_every_curve_and_every_pair_is_surveyed(session: Session) -> None:
    made = survey(session.scene, Viewport())
    assert {("root", "-sqrt(2)"), ("minimum", "0"), ("root", "sqrt(2)")} <= found(made, 1)
    assert ("root", "-2") in found(made, 2) and ("root", "0") in found(made, 4)
    assert found(made, 2, 4) == {("intersection", "2")}
    assert not any(3 in place.rows for place in made.places)
    assert made.concepts.keys() == {1, 2, 4}


def test_small_and_large_numbers_count_alike_on_a_logarithmic_axis() -> None:
    view = Viewport(x_low=1e-100, x_high=1e100, x_scale="log")
    made = survey(Session(Document((Row(1, "ln(x)"), Row(2, "sin(x)")))).scene, view)
    assert found(made, 1) == {("root", "1")}
    assert not any(place.landmark.x > 1e50 for place in made.places)


def test_what_is_hidden_is_not_surveyed(session: Session) -> None:
    session.show(2, False)
    assert not any(2 in place.rows for place in survey(session.scene, Viewport()).places)


def test_a_place_goes_with_the_first_of_its_curves_that_changes(session: Session) -> None:
    made = survey(session.scene, Viewport())
    assert made.still(session.scene) is made
    session.edit(2, "x + 3")
    kept = made.still(session.scene)
    assert {place.rows for place in kept.places} == {(1,), (4,), (1, 4)}
    session.show(1, False)
    assert {place.rows for place in kept.still(session.scene).places} == {(4,)}


def test_it_is_cut_short_on_request(session: Session) -> None:
    asked = iter((True, False))
    made = survey(session.scene, Viewport(), lambda: next(asked))
    assert {place.rows for place in made.places} == {(1,)}


def test_a_mistake_of_ours_costs_one_curve_its_landmarks(
    session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*arguments: object) -> None:
        raise ArithmeticError

    monkeypatch.setattr(landmark, "intersections", fail)
    made = survey(session.scene, Viewport())
    assert {place.rows for place in made.places} == {(1,), (2,), (4,)}
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 3
    caplog.clear()


def test_the_session_hands_over_only_what_is_true_now(session: Session) -> None:
    heard: list[Survey] = []
    waiting: list[tuple[object, object]] = []
    session.survey(heard.append)
    assert len(heard) == 1
    session.background = lambda work, then: waiting.append((work, then))
    session.survey(heard.append)
    session.edit(1, "f(x) = x^3")
    work, then = waiting[0]
    work()  # type: ignore[operator]
    then()  # type: ignore[operator]
    assert len(heard) == 1


def test_values_of_graphs_and_of_nothing_else(session: Session) -> None:
    assert session.value_at(1, 3.0) == 7.0
    assert session.value_at(4, 3.0) == 6.0
    assert session.value_at(3, 3.0) is None and session.value_at(5, 3.0) is None


def test_every_member_of_a_family_has_its_landmarks() -> None:
    rows = ("a = [1, 2, 3]", "f(x) = (x - a)^2 - a", "y = 1", "(a cos t, sin t)")
    live = Session(Document(tuple(Row(k + 1, text) for k, text in enumerate(rows))))
    made = survey(live.scene, Viewport())
    assert {text for kind, text in found(made, 2) if kind == "minimum"} == {"1", "2", "3"}
    assert ("root", "2 - sqrt(2)") in found(made, 2)
    assert found(made, 2, 3) >= {("intersection", "2 + sqrt(3)"), ("intersection", "5")}
    assert {text for kind, text in found(made, 4) if kind == "upright"} == {"-3", "-2", "-1", "1", "2", "3"}
    met = [p.landmark for p in made.places if p.rows == (2,) and p.landmark.kind == "intersection"]
    assert sorted((each.x, each.y) for each in met) == [(1, -1), (1.5, -0.75), (2, -2)]
    assert made.still(live.scene) is made
    live.edit(1, "a = [1, 2, 4]")
    assert {place.rows for place in made.still(live.scene).places} == {(3,)}
