"""Everything that can have the keys has a name for those who listen; pictures have one for those who ask."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QLabel,
    QWidget,
)

from calcviz.ui.axes_dialog import AxesDialog
from calcviz.ui.bubble import Bubble
from calcviz.ui.command_palette import CommandPalette
from calcviz.ui.export_dialog import ExportDialog
from calcviz.ui.preferences import Preferences
from calcviz.ui.printing import PrintDialog
from calcviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.test_going import TYPICAL


def shown(dialog: QDialog) -> QDialog:
    dialog.show()
    return dialog


def told(window: Window) -> QWidget:
    window.message.tell("Something happened.", bad=True, action="Do it", what=lambda: None)
    return window.message


def with_keypad(window: Window) -> QWidget:
    window.actions_by_name["keypad"].trigger()
    keypad = window.writing.keypad
    assert keypad is not None
    return keypad


def with_completions(window: Window) -> QWidget:
    window.rows.insert_after(7, "si")
    window.actions_by_name["complete"].trigger()
    popup = window.writing.prompter.popup
    assert popup is not None and popup.isVisible()
    return popup


def with_bar(window: Window, name: str) -> QWidget:
    window.rows.select(2)
    window.actions_by_name[name].trigger()
    return window.rows


def lying(window: Window, name: str) -> QWidget:
    window.pages.lay(name)
    return window.sheets.lying()[-1]


def helped(window: Window, name: str) -> QWidget:
    before = set(window.findChildren(QDialog))
    window.actions_by_name[name].trigger()
    return next(page for page in window.findChildren(QDialog) if page not in before)


def hinted(window: Window) -> QWidget:
    bubble = Bubble("Drag this point", window)
    bubble.show_at(QRect(100, 100, 200, 40), bubble.rect().toRectF().center())
    return bubble


PLACES: dict[str, Callable[[Window], QWidget]] = {
    "window": lambda window: window,
    "gallery": lambda window: lying(window, "gallery"),
    "welcome": lambda window: lying(window, "welcome"),
    "export": lambda window: shown(ExportDialog(window)),
    "print": lambda window: shown(PrintDialog(window)),
    "preferences": lambda window: shown(Preferences(window)),
    "axes": lambda window: shown(AxesDialog(window, window.paper)),
    "keypad": with_keypad,
    "completion": with_completions,
    "palette": lambda window: CommandPalette(window),
    "message": told,
    "find": lambda window: with_bar(window, "find"),
    "replace": lambda window: with_bar(window, "replace"),
    "rename": lambda window: with_bar(window, "rename"),
    "shortcuts": lambda window: helped(window, "shortcuts"),
    "language": lambda window: helped(window, "language_page"),
    "hint": hinted,
}


def parts(place: QWidget) -> Iterator[QWidget]:
    """The widgets of a place that are seen; the inner ones of fields are spoken of by these."""
    for part in (place, *place.findChildren(QWidget)):
        seen = part.isVisibleTo(place) and part.window() is place.window()
        if seen and part.focusProxy() is None and part.objectName() != "qt_scrollarea_viewport":
            yield part


def name_of(part: QWidget) -> str:
    """What a screen reader calls it: its name, the text of a button or label, or the label of its field."""
    if part.accessibleName():
        return part.accessibleName()
    if isinstance(part, QAbstractButton | QLabel | QGroupBox):
        return str(part.property("text") or part.property("title") or "").replace("&", "")
    labels = part.window().findChildren(QLabel)
    return next((label.text() for label in labels if label.buddy() is part), "") or part.windowTitle()


def nameless(part: QWidget) -> bool:
    tab = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    takes_keys = tab or isinstance(part, QAbstractButton | QAbstractItemView)
    return bool(takes_keys) and not name_of(part).strip(" …:.")


def untold(part: QWidget) -> bool:
    """Whether a button shows only a picture and says nowhere what it does."""
    if not isinstance(part, QAbstractButton) or part.icon().isNull():
        return False
    worded = part.text() and not (hasattr(part, "toolButtonStyle") and _is_picture(part))
    return not worded and not part.toolTip()


def _is_picture(part: QWidget) -> bool:
    return part.property("toolButtonStyle") == Qt.ToolButtonStyle.ToolButtonIconOnly


def unlabelled(place: QWidget) -> Iterator[str]:
    """The labels of a form that belong to no field."""
    for form in place.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            label, field = (
                item.widget() if (item := form.itemAt(row, role)) is not None else None
                for role in (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
            )
            if isinstance(label, QLabel) and isinstance(field, QWidget) and label.text():
                if label.buddy() is None:
                    yield label.text()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("where", PLACES)
def test_everything_has_a_name(open_rows: Open, where: str, language: str) -> None:
    window = open_rows(*TYPICAL)
    if language != "en":
        window.choose_language(language)
    QApplication.processEvents()
    place = PLACES[where](window)
    QApplication.processEvents()
    try:
        seen = list(parts(place))
        assert len(seen) >= 2
        assert [described(part) for part in seen if nameless(part)] == []
        assert [described(part) for part in seen if untold(part)] == []
        assert list(unlabelled(place)) == []
        boxes = [box for box in seen if isinstance(box, QComboBox)]
        assert all(box.itemText(k).strip() for box in boxes for k in range(box.count()))
    finally:
        if isinstance(place, QDialog):
            place.close()


def described(part: QWidget) -> str:
    above = part.parentWidget()
    return f"{type(part).__name__} {part.objectName()} in {type(above).__name__}"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_names_are_in_the_language_of_the_window(open_rows: Open, language: str) -> None:
    window = open_rows(*TYPICAL)
    window.choose_language(language)
    said = " ".join(name_of(part) for part in (window.plane, window.rows, window.inspector, window.tools))
    assert any("一" <= sign <= "鿿" for sign in said) == (language == "zh_CN")
