"""Questions of exact calculus with what is known of them, and who is asked for the rest."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from time import monotonic
from typing import Protocol

from calcviz.engine.background import Background, Work
from calcviz.language.expression import Question
from calcviz.language.messages import current_language, tr
from calcviz.maths.calculus.answer import Answer
from calcviz.scene.questions import Known, is_closed
from calcviz.scene.scene import Scene

MOST_KNOWN = 200
"""Questions whose answers are remembered besides those that are seen."""

REST = 0.25
"""Seconds for which a new question stands before it is asked symbolically: who types or drags asks many."""


class Asker(Protocol):
    """Who answers questions symbolically; never raises, and may take seconds."""

    def ask(self, question: Question, known: Answer | None = None) -> Answer:
        """The answer, given what is known by numbers."""
        ...

    def cancel(self) -> None:
        """Give up the question that is being asked: it is answered at once, as unknown."""
        ...


class Asking:
    """Remembers answers. Numbers come first, from the background; then the asker is waited for beside it.

    `asker` and `beside` are None where there is no symbolic process; `learnt` is called after each answer.
    """

    def __init__(
        self,
        learnt: Callable[[], None],
        asker: Asker | None = None,
        beside: Background | None = None,
        rest: float = REST,
    ) -> None:
        self.asker, self.beside = asker, beside
        self._learnt, self._rest = learnt, rest
        self._answers: dict[Question, Known] = {}
        self._seen: frozenset[Question] = frozenset()
        self._since = 0.0
        self._errand: _Errand | None = None
        self._language = current_language()
        self._ended = False

    @property
    def busy(self) -> bool:
        """Whether a question is on its way to the asker."""
        return self._errand is not None

    def forget(self) -> None:
        """Know nothing any more where another language is spoken now: answers hold sentences."""
        if current_language() != self._language:
            self._language = current_language()
            self._answers.clear()
            self._drop()

    def end(self) -> None:
        """Ask nothing any more: nobody looks at the answers."""
        self._ended = True
        self._drop()

    def shown(self, scene: Scene) -> Scene:
        """The scene with what is known."""
        return scene.with_answers(self._answers)

    def at_once(self, scene: Scene) -> Scene:
        """The scene with every answer, waited for here."""
        scene = self.shown(scene)
        for asked in _open(scene):
            known = self._answers.get(asked, Known())
            numeric = known.numeric or numerically(asked)
            known = self._answers[asked] = Known(numeric, known.symbolic)
            if known.open:
                symbolic = Answer("unknown") if self.asker is None else self.asker.ask(asked, numeric)
                self._answers[asked] = Known(numeric, symbolic)
        return self.shown(scene)

    def unreckoned(self, scene: Scene) -> Question | None:
        """The first question that has no answer by numbers yet."""
        return next((asked for asked in _open(scene) if self._known(asked).numeric is None), None)

    def reckon(self, asked: Question, background: Background, then: Work) -> None:
        """Have the first answer worked out by numbers; `then` comes before anyone is told."""
        found: list[Answer] = []
        language = self._language

        def arrived() -> None:
            then()
            if language != self._language:
                self._learnt()
                return
            numeric = found[0] if found else Answer("unknown")
            self._learn(asked, replace(self._known(asked), numeric=numeric))

        background(lambda: found.append(numerically(asked)), arrived)

    def ask(self, scene: Scene, moving: bool = False) -> None:
        """Have the next question asked symbolically, unless one is being asked; none while numbers move."""
        if self._ended:
            return
        wanted, seen = frozenset(_open(scene)), frozenset(i.question for i in scene.items if i.question)
        if not seen <= self._seen:
            self._since = monotonic()
        self._seen = seen
        if self._errand is not None:
            if self._errand.asked not in wanted:
                self._drop()
            return
        ready = (q for q in _open(scene) if self._known(q).numeric and not self._known(q).symbolic)
        asked = None if moving else next(ready, None)
        if asked is None:
            return
        if self.asker is None or self.beside is None:
            self._learn(asked, replace(self._known(asked), symbolic=Answer("unknown")))
        else:
            self._send(asked, self.asker, self.beside)

    def give_up(self, asked: Question) -> None:
        """Ask it no longer; what is known by now stays."""
        if self._errand is not None and self._errand.asked == asked:
            self._drop()
        known, stopped = self._known(asked), Answer("unknown", reason=tr("stopped"), given_up=True)
        self._learn(asked, Known(known.numeric or stopped, known.symbolic or stopped))

    def ask_again(self, asked: Question) -> None:
        """Forget what is known of it symbolically, so that it is asked anew."""
        self._learn(asked, replace(self._known(asked), symbolic=None))

    def _drop(self) -> None:
        """Nobody waits any more for what is being asked."""
        if self._errand is not None and not self._errand.dropped.is_set():
            self._errand.dropped.set()
            if self._errand.begun and self.asker is not None:
                self.asker.cancel()

    def _send(self, asked: Question, asker: Asker, beside: Background) -> None:
        numeric, rest = self._known(asked).numeric, self._rest - (monotonic() - self._since)
        errand = self._errand = _Errand(asked)

        def arrived() -> None:
            self._errand = None
            if self._ended:
                return
            if errand.dropped.is_set():
                self._learnt()  # another question may be waiting
                return
            known, symbolic = self._known(asked), errand.found or Answer("unknown")
            self._learn(asked, replace(known, symbolic=known.symbolic or symbolic))

        beside(lambda: errand.run(asker, numeric, rest), arrived)

    def _known(self, asked: Question) -> Known:
        return self._answers.get(asked) or Known()

    def _learn(self, asked: Question, known: Known) -> None:
        self._answers.pop(asked, None)
        self._answers[asked] = known
        if len(self._answers) > MOST_KNOWN + len(self._seen):
            del self._answers[next(q for q in self._answers if q not in self._seen)]
        self._learnt()


class _Errand:
    """A question on its way; dropped before it was asked, it costs the asker nothing."""

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.dropped = Event()
        self.begun = False
        self.found: Answer | None = None

    def run(self, asker: Asker, numeric: Answer | None, rest: float) -> None:
        """Wait a little, then ask; on any thread."""
        if not self.dropped.wait(max(rest, 0.0)):
            self.begun = True
            self.found = asker.ask(self.asked, numeric)
            self.begun = False  # to cancel now would be to cancel another one


def numerically(asked: Question) -> Answer:
    """The first answer, by numbers; what it needs is loaded when it is first asked."""
    if not is_closed(asked):
        return Answer("unknown")
    from calcviz.maths.calculus.numerically import numerically as reckoned

    return reckoned(asked)


def _open(scene: Scene) -> Iterator[Question]:
    """What the rows ask, as far as more may come to be known of it."""
    return (item.question for item in scene.items if item.question is not None and item.asking)
