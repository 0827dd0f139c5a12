"""The real window on a screen that is not there, typed into until it is killed."""

import random
import time
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest

from calcviz.app import make_application, make_window
from calcviz.ui.remembered import Remembered
from tests.journeys.mortal import say


def live_in_window(folder: Path, seed: int, pause: float, *, saves: bool) -> None:
    """Type one letter after the other into a note; now and then save, or put the journal on the disk."""
    choose = random.Random(seed)
    application = make_application()
    remembered = Remembered(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window = make_window(application, remembered, None, folder / "journals")
    window.sheets.clear()
    window.session.edit(1, "# ")
    window.session.path = folder / "a.calcviz"
    window.show()
    window.rows.focus_row(1)
    count = 0

    def live() -> None:
        nonlocal count
        count += 1
        QTest.keyClicks(window.rows.at(0).editor, "x")
        say("edit", count, time.time())
        what = choose.random() if saves else 1.0
        if what < 0.2:
            say("saving", count)
            assert window.files.save()
            say("saved", count)
        elif what < 0.3:
            window.files.flush()
            say("kept", count)

    timer = QTimer(application)
    timer.timeout.connect(live)
    timer.start(0)
    application.exec()
