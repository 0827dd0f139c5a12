"""Landmarks follow what is shown: looked for once it rests, dropped as soon as they are no longer true."""

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from calcviz.engine.landmarks import Survey
from calcviz.session import Session
from calcviz.views.plane import PlaneView

REST = 200
"""Milliseconds without a change after which landmarks are looked for."""


class Landmarks(QObject):
    """Shows on a plane the landmarks of the curves of a session; `looking` until they are found."""

    arrived = Signal()

    def __init__(self, session: Session, plane: PlaneView) -> None:
        super().__init__(plane)
        self._session = session
        self._plane = plane
        self._survey = Survey()
        self.looking = False
        self._seen: tuple[object, object] = (None, None)
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(lambda: session.survey(self._arrive))
        plane.readings.value = session.value_at
        plane.readings.height = session.height_at

    def follow(self) -> None:
        """Something was changed: keep what is still true, and look anew when all is quiet."""
        now = self._session.scene, self._session.viewport
        if now[0] is not self._seen[0]:
            self.show(self._survey.still(self._session.scene))
        if any(a is not b for a, b in zip(now, self._seen, strict=True)):
            self._seen = now
            self.looking = True
            self._timer.start()

    def _arrive(self, survey: Survey) -> None:
        self.looking = False
        self.show(survey)
        if isValid(self):
            self.arrived.emit()

    def show(self, survey: Survey) -> None:
        """Hand what was found to the plane, unless that was closed meanwhile."""
        if survey is not self._survey and isValid(self._plane):
            self._survey = survey
            self._plane.readings.show_places(survey.places)
