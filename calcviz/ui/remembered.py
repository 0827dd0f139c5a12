"""What the program remembers from one start to the next: theme, language, recent files, places of things."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

from calcviz.language.messages import LANGUAGES
from calcviz.ui.theme import CHOICES, SIZES, Choice, Size

_MOST_RECENT = 10


class _Switch:
    """An attribute that is on or off, kept as a word."""

    def __init__(self, name: str, *, at_first: bool = False) -> None:
        self._name, self._at_first = name, "true" if at_first else "false"

    def __get__(self, remembered: "Remembered", kind: object = None) -> bool:
        return str(remembered._store.value(self._name, self._at_first)).lower() == "true"

    def __set__(self, remembered: "Remembered", on: bool) -> None:
        remembered._store.setValue(self._name, "true" if on else "false")


class _Share:
    """An attribute that is a share of some room, at first a half."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, remembered: "Remembered", kind: object = None) -> float:
        try:
            share = float(str(remembered._store.value(self._name, "0.5")))
        except ValueError:
            return 0.5
        return share if 0.1 <= share <= 0.9 else 0.5

    def __set__(self, remembered: "Remembered", share: float) -> None:
        remembered._store.setValue(self._name, f"{share:.4f}")


class Remembered:
    """A typed view of QSettings; whatever stands there damaged is as if it were not there."""

    marked = _Switch("marked")
    """Whether shapes along the curves tell them apart."""
    calm = _Switch("calm")
    """Whether little motion is wanted."""
    sentence = _Switch("sentence")
    """Whether a line below the plane says what is seen."""
    welcome = _Switch("welcome", at_first=True)
    """Whether a start without a file begins with the welcome page."""
    split = _Share("split")
    """What the plane has of the room beside the space view."""
    panels_split = _Share("panels_split")
    """What the plane has of the room beside further planes of rows."""
    keypad = _Switch("keypad")
    """Whether the mathematics keypad stands open."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "calcviz", "calcviz"
        )

    @property
    def theme(self) -> Choice:
        """The theme chosen; the desktop's at first."""
        kept = str(self._store.value("theme", "system"))
        return kept if kept in CHOICES else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def size(self) -> Size:
        """The size for the room; the normal one at first."""
        kept = str(self._store.value("size", "normal"))
        return kept if kept in SIZES else "normal"

    @size.setter
    def size(self, size: Size) -> None:
        self._store.setValue("size", size)

    @property
    def language(self) -> str:
        """The language chosen; the desktop's at first, English where it is another."""
        kept = str(self._store.value("language", ""))
        if kept in LANGUAGES:
            return kept
        return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def hints_seen(self) -> set[str]:
        """The names of the hints that are gone for good."""
        return set(str(self._store.value("hints_seen", "")).split())

    @hints_seen.setter
    def hints_seen(self, names: set[str]) -> None:
        self._store.setValue("hints_seen", " ".join(sorted(names)))

    @property
    def recent(self) -> list[Path]:
        """The files opened and saved last, the latest first."""
        kept = self._store.value("recent", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [Path(str(name)) for name in names][:_MOST_RECENT]

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        path = path.resolve()
        paths = [path, *(each for each in self.recent if each != path)]
        self._store.setValue("recent", [str(each) for each in paths[:_MOST_RECENT]])

    def forget_files(self) -> None:
        """Forget the recent files."""
        self._store.setValue("recent", [])

    def figure(self, use: str = "export") -> dict[str, str]:
        """The words in which the last figure for that use was described; empty at first."""
        self._store.beginGroup(f"figure/{use}")
        kept = {name: str(self._store.value(name, "")) for name in self._store.childKeys()}
        self._store.endGroup()
        return kept

    def remember_figure(self, words: Mapping[str, str], use: str = "export") -> None:
        """Keep the words for the next figure."""
        for name, word in words.items():
            self._store.setValue(f"figure/{use}/{name}", word)

    @property
    def export_folder(self) -> Path | None:
        """The folder of the last export, where it is still there."""
        folder = Path(str(self._store.value("export/folder", "")))
        return folder if folder.is_absolute() and folder.is_dir() else None

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._store.setValue("export/folder", str(folder.resolve()))

    def keep(self, name: str, state: QByteArray) -> None:
        """Keep the place of a window or of a splitter."""
        self._store.setValue(f"place/{name}", state)

    def kept(self, name: str) -> QByteArray | None:
        """What was kept under that name."""
        state = self._store.value(f"place/{name}")
        return state if isinstance(state, QByteArray) and not state.isEmpty() else None
