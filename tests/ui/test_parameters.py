"""What the inspector edits is said in the language that is spoken: arguments and their choices alike."""

import pytest
from PySide6.QtWidgets import QComboBox

from calcviz.concepts import discover
from calcviz.language.messages import catalogue
from calcviz.scene.concept import REGISTER, FieldSpec
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui import parameters
from calcviz.ui.player import Player

discover()
EDITED = [
    (kind, spec)
    for kind in REGISTER.values()
    if kind.menu
    for spec in kind.fields
    if spec.kind in ("number", "whole", "place") or spec.choices
]


@pytest.mark.parametrize(
    ("kind", "spec"), EDITED, ids=lambda each: getattr(each, "command", None) or each.name
)
def test_words_are_translated(kind: object, spec: FieldSpec) -> None:
    words = list(spec.said or spec.choices)
    if len(spec.name) > 1 and not spec.latex and not spec.name[1:].isdigit():
        words.append(parameters._WORDS[spec.name])
    for word in words:
        assert catalogue("zh_CN").get(word), word
    assert not spec.said or len(spec.said) == len(spec.choices)


def test_a_choice_is_shown_in_its_own_signs_and_written_as_its_word(qtbot: object) -> None:
    session = Session(Document((Row(1, "f(x) = x^3"), Row(2, "derivative(f)"))))
    form = parameters.ParameterList(session, Player(session))
    qtbot.addWidget(form)  # type: ignore[attr-defined]
    form.show_row(session.frame.row(2))
    box = form.field("notation")
    assert isinstance(box, QComboBox)
    assert box.itemText(2) == "Leibniz: dy/dx"
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert "leibniz" in session.document.rows[1].text
