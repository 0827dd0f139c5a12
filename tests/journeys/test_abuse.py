"""Some of the hour of abuse: nothing unexpected is heard, documents stay whole, nothing lives on.

`python -m tests.abuse` goes on for an hour and judges the time of each turn as well.
"""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from calcviz.language.messages import use_language
from calcviz.ui import theme
from tests.abuse.abuse import Abuse, report
from tests.ui.conftest import dressed

__all__ = ["dressed"]

SECONDS = float(os.environ.get("CALCVIZ_ABUSE_SECONDS", "45"))
SEED = int(os.environ.get("CALCVIZ_ABUSE_SEED", "1"))
"""The same deeds in each run, as all tests here; another seed is for those who look for more."""


def test_a_minute_of_abuse(
    dressed: object, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(place, str(tmp_path))
    print(f"seed {SEED}")
    abuse = Abuse(tmp_path, SEED, SECONDS)
    try:
        abuse.run()
    finally:
        use_language("en")
        theme.apply(dressed, theme.LIGHT)  # type: ignore[arg-type]
    print(report(abuse))  # the turns that took long among it: told, not judged
    assert abuse.faults.found == []
    assert abuse.deeds > 20
    assert abuse.growth() == []
