"""The popup of what a word can become: the entries, and below them what the highlighted one is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.completing import Entry
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import concept_sign, icon
from calcviz.ui.known_words import typeset_call
from calcviz.views import fonts
from calcviz.views.formula.label import FormulaLabel

_MOST_ROWS = 8
_ROW, _BADGE, _WIDTH = 26, 20, 360
_Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole


class CompletionPopup(QFrame):
    """Lies over the window and never takes the focus: keys stay with the editor, and come from there."""

    taken = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("completion")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Entries(self)
        self._formulas: Mapping[str, str] = {}
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryRow(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Completions"))
        self.list.clicked.connect(lambda index: self.taken.emit(index.data(_ENTRY)))
        self.formula, self.words = FormulaLabel(), QLabel()
        self.words.setWordWrap(True)
        self.words.setContentsMargins(2, 0, 2, 0)  # as a formula has them
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._help = QWidget()
        self._help.setObjectName("help")
        self._help.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside = QVBoxLayout(self._help)
        self._inside.setSpacing(3)
        self._inside.addWidget(self.formula)
        self._inside.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)
        column.addWidget(self._help)
        self.refresh_theme()
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is offered, best first."""
        return tuple(self._model.entries)

    @property
    def current(self) -> Entry | None:
        """The highlighted entry."""
        row = self.list.currentIndex().row()
        return self._model.entries[row] if 0 <= row < len(self._model.entries) else None

    def offer(self, entries: Sequence[Entry], formulas: Mapping[str, str]) -> None:
        """Offer entries, the first one highlighted; `formulas` are LaTeX for names of the document."""
        self._formulas = formulas
        if self._worn is not theme.look():
            self.refresh_theme()
        if tuple(entries) != self.entries:
            self._model.show_entries(entries)
            self._highlight(0)
        self._fit()

    def choose(self, by: int) -> None:
        """Highlight another entry; one step beyond the last stands the first."""
        count, now = len(self._model.entries), self.list.currentIndex().row()
        wanted = (now + by) % count if abs(by) == 1 else max(0, min(now + by, count - 1))
        self._highlight(wanted)
        self._fit()

    def choose_page(self, by: int) -> None:
        """Highlight the entry a page further up or down."""
        self.choose(by * (_MOST_ROWS - 1))

    def stand_by(self, line: QRect) -> None:
        """Stand below a line of the window, where there is more room above it, and inside the window."""
        room = self._window.rect()
        width = min(theme.whole(_WIDTH), room.width())
        height = self.list.height() + self._told_height(width - 2) + 2
        above, below = line.top() - height - 2, line.bottom() + 3
        fits = below + height <= room.bottom() or above < 0
        left = line.left() - theme.whole(_BADGE + 19)  # name stands under name
        self.setGeometry(
            max(0, min(left, room.width() - width)),
            min(below, max(0, room.height() - height)) if fits else above,
            width,
            height,
        )

    def _told_height(self, width: int) -> int:
        """How tall the help below the entries is in a width."""
        if self._help.isHidden():
            return 0
        self._inside.invalidate()
        flows = self._inside.hasHeightForWidth()
        return self._inside.heightForWidth(width) if flows else self._inside.sizeHint().height()

    def refresh_theme(self) -> None:
        """Take on the colours and sizes of the theme in use."""
        self._worn = colors = theme.look()
        self.setStyleSheet(
            f"#completion {{ background: {colors.pane}; border: 1px solid {colors.border}; }}"
            f" #help {{ background: {colors.raised}; border-top: 1px solid {colors.hairline}; }}"
            f" QListView {{ background: {colors.pane}; border: none; outline: none; }}"
            f" QLabel {{ color: {colors.soft}; background: transparent; }}"
        )
        self.formula.set_size(theme.em(16))
        self.formula.set_color(QColor(colors.ink))
        margin = theme.whole(8)
        self._inside.setContentsMargins(margin, margin - 2, margin, margin)

    def _highlight(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        entry = self.current
        if entry is None:
            return
        formula = self._formulas.get(entry.label, "") if entry.kind == "name" else typeset_call(entry.label)
        self.formula.set_latex(formula)
        self.formula.setVisible(bool(formula))
        said = "" if entry.kind == "name" and formula else entry.summary
        self.words.setText(said)
        self.words.setVisible(bool(said))
        self._help.setVisible(bool(formula or said))

    def _fit(self) -> None:
        rows = min(len(self._model.entries), _MOST_ROWS)
        self.list.setFixedHeight(rows * theme.whole(_ROW))


class _Entries(QAbstractListModel):
    """The entries as Qt's list asks for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_entry(entry)
            case _ if role == _ENTRY:
                return entry
        return None


class _EntryRow(QStyledItemDelegate):
    """Paints an entry: a sign for its kind, its name with the arguments, and the kind in a word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.whole(_WIDTH), theme.whole(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry, place, colors = index.data(_ENTRY), QRect(option.rect), theme.look()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(colors.selected))
            painter.fillRect(place.left(), place.top(), theme.whole(3), place.height(), QColor(colors.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(colors.hover))
        badge = QRect(0, 0, theme.whole(_BADGE), theme.whole(_BADGE))
        badge.moveCenter(place.center())
        badge.moveLeft(place.left() + theme.whole(9))
        _paint_badge(painter, badge, entry)
        rest = place.adjusted(badge.right() + theme.whole(9), 0, -theme.whole(10), 0)
        painter.setFont(fonts.interface_font(theme.em(12)))
        kind = kind_word(entry)
        wide = painter.fontMetrics().horizontalAdvance(kind) + theme.whole(10)
        painter.setPen(QColor(colors.soft))
        painter.drawText(rest, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, kind)
        _paint_call(painter, rest.adjusted(0, 0, -wide, 0), entry)


def _paint_call(painter: QPainter, place: QRect, entry: Entry) -> None:
    """The name bold, its arguments soft behind it, as far as there is room."""
    name = entry.label
    rest = entry.signature.removeprefix(name) if entry.signature.startswith(name) else f"  {entry.signature}"
    rest = "" if entry.kind in ("symbol", "word") else rest
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(theme.look().ink))
    painter.setFont(fonts.interface_font(theme.em(14), bold=True))
    name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, left, name)
    place = place.adjusted(painter.fontMetrics().horizontalAdvance(name), 0, 0, 0)
    painter.setPen(QColor(theme.look().soft))
    painter.setFont(fonts.interface_font(theme.em(14)))
    painter.drawText(
        place, left, painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, place.width())
    )


def _paint_badge(painter: QPainter, place: QRect, entry: Entry) -> None:
    """What kind of thing it is: a concept's icon, the sign itself, or a letter on a ground of its own."""
    colors = theme.look()
    if entry.kind == "command":
        icon(concept_sign(entry.label), "accent").paint(painter, place)
        return
    letter, tone = {
        "name": ("f" if entry.cursor_back else "x", colors.number),
        "function": ("f", colors.function),
        "symbol": (entry.insert[:1], colors.ink),
        "word": ("…", colors.keyword),
    }[entry.kind]
    if entry.kind != "symbol":
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tone))
        radius = theme.em(4)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.restore()
    painter.setPen(QColor(tone))
    painter.setFont(fonts.math_font(theme.em(15), italic=entry.kind != "word"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)


def kind_word(entry: Entry) -> str:
    """The kind of an entry in a word."""
    match entry.kind:
        case "name":
            return tr("of this document")
        case "function":
            return tr("function")
        case "command":
            return tr("concept")
        case "symbol":
            return tr("sign")
    return tr("word")


def spoken_entry(entry: Entry) -> str:
    """What a screen reader says of an entry."""
    said = f"{entry.signature}, {kind_word(entry)}"
    return f"{said}: {entry.summary}" if entry.summary and entry.summary != entry.label else said
