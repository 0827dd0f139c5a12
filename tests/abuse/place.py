"""Where the abuse happens: a folder with files, and someone who is told what is done."""

from collections.abc import Callable
from pathlib import Path

from calcviz.scene.document import Document, Row, Style
from calcviz.scene.files import save_document
from tests.abuse.texts import FORMULAS


class Place:
    """The folder, and what is being done in it: deeds `say` what they do and tell a `fault`."""

    def __init__(self, folder: Path, fault: Callable[[str], None]) -> None:
        self.folder, self.fault = folder, fault
        self.doing = ""
        self._make_files()

    def say(self, what: str) -> None:
        """What is done now, for whoever reads of it later."""
        self.doing = what

    def files(self) -> list[Path]:
        """The files that can be opened."""
        return sorted(each for each in self.folder.iterdir() if each.is_file())

    def _make_files(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        few = tuple(Row(k + 1, text, Style(color=k)) for k, text in enumerate(FORMULAS[:10]))
        many = tuple(Row(k + 1, text, Style(color=k)) for k, text in enumerate(FORMULAS))
        save_document(Document(few), self.folder / "few.calcviz")
        save_document(Document(many), self.folder / "many.calcviz")
        whole = (self.folder / "many.calcviz").read_bytes()
        (self.folder / "torn.calcviz").write_bytes(whole[: len(whole) * 2 // 3])
        (self.folder / "none.calcviz").write_bytes(bytes(range(256)) * 40)
