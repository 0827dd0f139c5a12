"""The fields of a figure follow one another, in every unit."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.ui.figure_choices import Choices
from calcviz.ui.figure_form import SEEN, FigureForm


@pytest.fixture
def form(dressed: QApplication, qtbot: QtBot) -> FigureForm:
    made = FigureForm(Choices(), QSize(960, 600))
    qtbot.addWidget(made)
    made.show_ending("png")
    return made


def choose(form: FigureForm, name: str, value: object) -> None:
    box = getattr(form, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_height_follows_the_width_while_they_are_linked(form: FigureForm) -> None:
    form.width_field.setValue(8.0)
    assert form.choices.height == pytest.approx(5.0) and form.height_field.value() == 5.0
    form.height_field.setValue(10.0)
    assert form.choices.width == pytest.approx(16.0)
    form.linked.click()
    form.height_field.setValue(3.0)
    assert form.choices.width == pytest.approx(16.0)
    form.linked.click()
    assert form.choices.height == pytest.approx(10.0)


def test_every_unit_says_the_same_length(form: FigureForm) -> None:
    form.width_field.setValue(12.7)
    choose(form, "unit", "in")
    assert form.width_field.value() == 5.0
    choose(form, "unit", "px")
    assert form.width_field.value() == 1500 and form.pixels.text() == "1500 × 938 pixels"
    form.width_field.setValue(3000)
    assert form.choices.width == pytest.approx(25.4)
    form.show_ending("svg")
    assert form.width_field.value() == 960


def test_places_set_the_width_and_the_width_the_place(form: FigureForm) -> None:
    choose(form, "fits", 8.5)
    assert form.choices.width == 8.5
    form.width_field.setValue(16.0)
    assert form.fits.currentData() == 16.0
    choose(form, "fits", SEEN)
    assert form.choices.figure().size == (960, 600)


def test_only_what_matters_is_asked(form: FigureForm) -> None:
    form.show()
    assert form.dpi.isVisible() and not form.outlines.isVisible()
    form.show_ending("svg")
    assert not form.dpi.isVisible() and form.outlines.isVisible()


def test_switches_reach_the_figure(form: FigureForm) -> None:
    for name in ("clear", "handles", "axes", "border", "outlines"):
        getattr(form, name).click()
    figure = form.choices.figure()
    assert figure.theme.clear and figure.theme.bare and figure.handles and figure.border and figure.outlines


def test_every_field_has_a_name(form: FigureForm) -> None:
    for field in (
        form.fits,
        form.width_field,
        form.height_field,
        form.unit,
        form.linked,
        form.dpi,
        form.theme,
    ):
        assert field.accessibleName()
