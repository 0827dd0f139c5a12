"""What Qt lacks is found, and installed by root or named in one exact line."""

import subprocess
import sys
from typing import Any

import pytest
import system_libraries as system

from calcviz import doctor

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux splits its libraries so")


class Machine:
    """A pretended Debian: what it lacks, who works on it, which commands were run."""

    def __init__(self, lacking: set[str], root: bool, has_apt: bool = True, has_lists: bool = True) -> None:
        self.lacking, self.root, self.has_apt, self.has_lists = lacking, root, has_apt, has_lists
        self.makes_environments = True
        self.ran: list[str] = []

    def run(self, command: list[str], **ignored: Any) -> "subprocess.CompletedProcess[bytes]":
        self.ran.append(" ".join(command))
        if command[1] == "update":
            self.has_lists = True
        elif self.has_lists:
            self.lacking, self.makes_environments = set(), True
        return subprocess.CompletedProcess(command, 0 if self.has_lists else 100, b"no such package")

    def stand_in(self, monkeypatch: pytest.MonkeyPatch) -> "Machine":
        monkeypatch.setattr(system, "loads", lambda library: library not in self.lacking)
        monkeypatch.setattr(system, "makes_environments", lambda: self.makes_environments)
        monkeypatch.setattr(system.os, "geteuid", lambda: 0 if self.root else 1000, raising=False)
        has = {"apt-get"} if self.has_apt else {"dnf"}
        monkeypatch.setattr(system.shutil, "which", lambda name: name if name in has else None)
        monkeypatch.setattr(system.subprocess, "run", self.run)
        return self


INSTALL = "apt-get install -y --no-install-recommends "


@linux
def test_whole_system_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(set(), root=True).stand_in(monkeypatch)
    system.require_system(window=True)
    assert machine.ran == []


@linux
def test_root_installs_only_what_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine({"libEGL.so.1", "libxcb-cursor.so.0"}, root=True).stand_in(monkeypatch)
    system.require_system(window=True)
    assert machine.ran == [INSTALL + "libegl1 libxcb-cursor0"]


@linux
def test_bare_machine_without_lists_of_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine({"libGL.so.1"}, root=True, has_lists=False).stand_in(monkeypatch)
    system.require_system(window=False)
    assert machine.ran == [INSTALL + "libgl1", "apt-get update", INSTALL + "libgl1"]


@linux
def test_others_read_the_one_line_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine({"libGL.so.1", "libxcb-cursor.so.0"}, root=False).stand_in(monkeypatch)
    machine.makes_environments = False
    with pytest.raises(system.Stop) as stop:
        system.require_system(window=True)
    venv = f"python3.{sys.version_info.minor}-venv"
    assert f"\n    sudo {INSTALL}libgl1 libxcb-cursor0 {venv}\n" in str(stop.value) and machine.ran == []


@linux
def test_tests_need_no_libraries_of_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine({"libxcb-cursor.so.0"}, root=False).stand_in(monkeypatch)
    system.require_system(window=False)


@linux
def test_system_without_apt_reads_names_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine({"libEGL.so.1"}, root=True, has_apt=False).stand_in(monkeypatch)
    with pytest.raises(system.Stop, match=r"sudo dnf install 'libEGL\.so\.1"):
        system.require_system(window=False)


@linux
def test_failing_installation_stops_with_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine({"libEGL.so.1"}, root=True).stand_in(monkeypatch)
    failed = subprocess.CompletedProcess([], 100, b"E: disk full")
    monkeypatch.setattr(system.subprocess, "run", lambda *command, **more: failed)
    with pytest.raises(system.Stop, match=INSTALL + "libegl1"):
        system.require_system(window=False)
    assert "disk full" in capsys.readouterr().err and machine.lacking


@linux
@pytest.mark.parametrize("display", [None, "", ":4711", "nowhere"])
def test_no_display_answers(monkeypatch: pytest.MonkeyPatch, display: str | None) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    if display is not None:
        if display and not system.loads("libxcb.so.1"):
            pytest.skip("without libxcb no X server can be asked")
        monkeypatch.setenv("DISPLAY", display)
    assert not system.display_answers()


@linux
@pytest.mark.parametrize(("platform", "answers"), [("offscreen", False), ("minimal:x", False), ("xcb", True)])
def test_chosen_platform_of_qt_decides(monkeypatch: pytest.MonkeyPatch, platform: str, answers: bool) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    assert system.display_answers() is answers


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locale")
def test_letters_of_old_locales_are_replaced_by_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.locale, "nl_langinfo", lambda item: "ISO-8859-1")
    monkeypatch.setenv("LC_ALL", "de_DE.ISO-8859-1")
    made = system.environment()
    assert "LC_ALL" not in made and made["LANG"] == "de_DE.ISO-8859-1" and made["LC_CTYPE"].endswith("UTF-8")


def test_doctor_names_the_same_packages() -> None:
    assert {**system.DRAWING, **system.WINDOW} == doctor.LIBRARIES


def test_loader_tells_a_library_from_none() -> None:
    assert not system.loads("libnothing-of-the-kind.so.9")
