"""The table of the benchmarks: ratios, verdicts, and what is said of peers that are left out."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import browser_peers, fields, table
from tests.benchmarks.browser_peers import LIBRARIES, Work
from tests.benchmarks.measuring import Times, in_turn
from tests.benchmarks.outcome import Goal, Outcome, Peer, timed
from tests.benchmarks.question_stage import QuestionStage
from tests.benchmarks.questions import INTEGRALS

JSXGRAPH, FUNCTION_PLOT = LIBRARIES
IMPLICIT = Work(0, (0.5, 1.5), (-10.0, 10.0), (-6.0, 6.0))
TOLD: dict[str, Any] = {
    "steps": [8.0, 12.0, 10.0],
    "script": [3.0, 4.0, 5.0],
    "idle": [2.0, 2.0, 2.0],
    "inked": 1.0,
    "seen": [1300, 857],
    "browser": "Mozilla/5.0 HeadlessChrome/156.0.0.0 Safari/537.36",
}


@pytest.mark.parametrize("name", benchmarks.SUBJECTS)
def test_every_subject_has_rows(name: str) -> None:
    assert callable(import_module(f"tests.benchmarks.{name}").outcomes)


def test_a_row_has_the_ratio_to_each_peer_and_to_the_best_of_them() -> None:
    row = timed("a row", Times((4.0, 5.0, 9.0)), None, {"slow": Times((50.0,)), "fast": Times((2.5,))})
    said = table.block(row)
    assert "0.10× slow (50.0 ms)" in said
    assert "2.00× fast (2.50 ms)" in said
    assert "2.00× the best of them, fast" in said
    assert row.as_json()["best_peer"] == "fast"
    assert row.as_json()["ratios"] == {"slow": 0.1, "fast": 2.0}


def test_a_peer_without_a_figure_is_not_the_best_and_says_why_once() -> None:
    peers = {"here": Times((8.0,)), "away": None, "web": Peer("web", None, "no browser")}
    said = table.block(timed("a row", Times((4.0,)), None, peers))
    assert "away: left out, not installed" in said
    assert said.count("no browser") == 1
    assert "0.50× the best of them, here" in said
    assert timed("alone", Times((4.0,)), None, {"away": None}).best_peer() is None


def test_the_note_of_a_peer_stands_below_the_figures() -> None:
    peers = {"web": Peer("web", 10.0, "its own resolution")}
    assert table.block(timed("a row", Times((4.0,)), None, peers)).splitlines()[-1].strip() == (
        "web: its own resolution"
    )


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (2.0, "met, and the stretch of 3.00 ms"),
        (4.0, "met (4.00 ms ≤ 5.00 ms)"),
        (10.0, "MISSED by 5.00 ms (2.00 × the target)"),
    ],
)
def test_a_verdict_says_by_how_much(figure: float, verdict: str) -> None:
    assert Outcome("a row", figure, goal=Goal(5.0, 3.0)).verdict() == verdict


def test_a_share_of_a_peer_is_judged_by_its_ratio() -> None:
    goal = Goal(3.0, None, None, {"peer": 0.5})
    assert timed("a row", Times((6.0,)), goal, {"peer": Times((24.0,))}).verdict().startswith("of peer met")
    assert "MISSED" in timed("a row", Times((6.0,)), goal, {"peer": Times((8.0,))}).verdict().split(";")[0]


def test_series_take_turns_with_the_same_steps() -> None:
    steps: dict[str, list[int]] = {"one": [], "other": []}
    found = in_turn({name: seen.append for name, seen in steps.items()}, 12, warm_up=1)
    assert steps["one"] == steps["other"] == [0, *range(12)]
    assert {len(times.values) for times in found.values()} == {12}


def test_libraries_of_a_browser_say_why_they_are_left_out(tmp_path: Path) -> None:
    assert browser_peers.VARIABLE in browser_peers.left_out(JSXGRAPH, None, "browser")
    assert JSXGRAPH.file in browser_peers.left_out(JSXGRAPH, str(tmp_path), "browser")
    script = tmp_path / "node_modules" / JSXGRAPH.file
    script.parent.mkdir(parents=True)
    script.write_text("")
    assert "PATH" in browser_peers.left_out(JSXGRAPH, str(tmp_path), None)
    assert browser_peers.left_out(JSXGRAPH, str(tmp_path), "browser") == ""
    assert browser_peers.script_of(JSXGRAPH, tmp_path / "node_modules") == script


def test_without_libraries_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser_peers.VARIABLE, raising=False)
    monkeypatch.setattr(browser_peers, "_told", None)
    peers = browser_peers.beside(IMPLICIT)
    assert list(peers) == ["JSXGraph", "function-plot"]
    assert all(peer.figure is None and peer.note for peer in peers.values())


def test_a_page_is_told_its_work_as_json() -> None:
    work = Work(10, tuple(float(k) for k in range(100)), (-10.0, 10.0), (-6.0, 6.0))
    told = json.loads(json.dumps(work.told(FUNCTION_PLOT)))
    assert told["library"] == "function-plot"
    assert told["curves"] == 10
    assert len(told["values"]) == browser_peers.MOST
    assert told["values"][0] not in told["proof"]


def test_a_page_knows_every_library_that_is_asked_of_it() -> None:
    page = browser_peers.PAGE.read_text(encoding="utf-8")
    assert all(f'"{library.name}": work =>' in page for library in LIBRARIES)


def test_the_figure_of_a_page_is_the_median_of_its_steps() -> None:
    peer = browser_peers.peer_of(JSXGRAPH, IMPLICIT, TOLD)
    assert peer.figure == 10.0
    assert peer.note == (
        f"{JSXGRAPH.implicit}; Chrome/156.0.0.0, frame to frame; its script 4.0 ms, an empty frame 2.0"
    )


def test_a_page_that_has_drawn_less_is_no_comparison() -> None:
    with pytest.raises(AssertionError, match="50%"):
        browser_peers.peer_of(JSXGRAPH, IMPLICIT, TOLD | {"inked": 0.5})
    small = browser_peers.peer_of(JSXGRAPH, IMPLICIT, TOLD | {"seen": [800, 600]})
    assert small.figure is None
    assert "800×600" in small.note
    failed = browser_peers.peer_of(JSXGRAPH, IMPLICIT, {"error": "no such function"})
    assert failed == Peer("JSXGraph", None, "no such function")


def test_the_folder_of_libraries_can_be_given_on_the_command_line() -> None:
    asked = benchmarks._asked(["--quick", "--only", "relations", "--browser-libraries", "there"])
    assert asked.browser_libraries == Path("there")


def test_the_number_of_an_integral_is_waited_for_until_it_is_painted() -> None:
    stage = QuestionStage()
    try:
        stage.first_number(INTEGRALS[0])
        shown = stage.window.rows.row(stage.row).shown
        assert shown is not None
        assert shown.row.text == INTEGRALS[0]
        assert shown.answer is not None
        assert shown.answer.value == pytest.approx(1 / 3)
    finally:
        stage.close()


def test_many_level_curves_have_no_target_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(side: int) -> None:
        raise ImportError

    monkeypatch.setattr(fields, "Contour", missing)
    monkeypatch.setattr(fields, "Isocurves", missing)
    row = fields._levels(256, 1)
    assert row.figure > 0
    assert row.verdict() == "no target"
    assert [peer.figure for peer in row.peers] == [None, None]
