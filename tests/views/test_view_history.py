"""Every view that was rested at is found again, and a new way forgets the old one."""

import pytest
from PySide6.QtWidgets import QApplication

from calcviz.scene.document import Viewport
from calcviz.views.navigation import panned
from calcviz.views.view_history import MOST, ViewHistory, alike


class Walk:
    """A view that is moved by hand."""

    def __init__(self) -> None:
        self.view = Viewport()
        self.history = ViewHistory(lambda: self.view, alike)
        self.history.begin()

    def go(self, x: float) -> Viewport:
        """Rest so many pixels beside the first view."""
        self.view = panned(Viewport(), x, 0)
        self.history.moved()
        self.history.settle()
        return self.view

    def take(self, view: Viewport | None) -> Viewport | None:
        if view is not None:
            self.view = view
        return view


@pytest.fixture
def walk(qapp: QApplication) -> Walk:
    return Walk()


def test_back_and_forward(walk: Walk) -> None:
    first, second, third = walk.view, walk.go(10), walk.go(20)
    assert not walk.history.has_future
    assert walk.take(walk.history.back()) == second
    assert walk.take(walk.history.back()) == first
    assert walk.history.back() is None and not walk.history.has_past
    assert walk.take(walk.history.forward()) == second
    assert walk.take(walk.history.forward()) == third
    assert walk.history.forward() is None


def test_a_new_way_forgets_what_was_ahead(walk: Walk) -> None:
    walk.go(10)
    walk.take(walk.history.back())
    walk.go(30)
    assert not walk.history.has_future and walk.history.has_past


def test_the_same_view_counts_once(walk: Walk) -> None:
    walk.go(0)
    assert not walk.history.has_past


def test_what_moves_still_can_be_taken_back(walk: Walk) -> None:
    first = walk.view
    walk.view = panned(first, 50, 0)
    walk.history.moved()
    assert walk.history.has_past
    assert walk.history.back() == first


def test_a_window_of_another_size_is_no_step(walk: Walk) -> None:
    walk.view = Viewport(-12, 12, -6.25, 6.25, 1152, 600)
    walk.history.refit()
    walk.history.settle()
    assert not walk.history.has_past


def test_a_new_document_begins_anew(walk: Walk) -> None:
    walk.go(10)
    walk.history.begin()
    assert not walk.history.has_past and not walk.history.has_future


def test_it_forgets_the_oldest(walk: Walk) -> None:
    for k in range(MOST + 20):
        walk.go(k + 1)
    steps = 0
    while walk.take(walk.history.back()) is not None:
        steps += 1
    assert steps == MOST - 1
