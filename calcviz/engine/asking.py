"""Questions of exact calculus with what is known of them, and who is asked for the rest."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from calcviz.language.expression import Question
from calcviz.language.messages import tr
from calcviz.maths.calculus.answer import Answer
from calcviz.scene.questions import Known
from calcviz.scene.scene import Scene

MOST_KNOWN = 200
"""Questions whose answers are remembered."""

Work = Callable[[], None]
Background = Callable[[Work, Work], None]
"""Runs the first function elsewhere, then the second one here, on the thread of the session."""


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

    def __init__(self, learnt: Callable[[], None]) -> None:
        self.asker: Asker | None = None
        self.beside: Background | None = None
        self._learnt = learnt
        self._answers: dict[Question, Known] = {}
        self._asked: Question | None = None

    def forget(self) -> None:
        """Know nothing any more, as after a change of language."""
        self._answers.clear()

    def shown(self, scene: Scene) -> Scene:
        """The scene with what is known."""
        return scene.with_answers(self._answers)

    def at_once(self, scene: Scene) -> Scene:
        """The scene with every answer, waited for here."""
        scene = self.shown(scene)
        for asked in _open(scene):
            known = self._answers.get(asked, Known())
            numeric = known.numeric or numerically(asked)
            symbolic = Answer("unknown") if self.asker is None else self.asker.ask(asked, numeric)
            self._answers[asked] = Known(numeric, symbolic)
        return self.shown(scene)

    def unreckoned(self, scene: Scene) -> Question | None:
        """The first question that has no answer by numbers yet."""
        return next((asked for asked in _open(scene) if self._known(asked).numeric is None), None)

    def reckon(self, asked: Question, background: Background, then: Work) -> None:
        """Have the first answer worked out by numbers; `then` comes before anyone is told."""
        found: list[Answer] = []

        def arrived() -> None:
            then()
            numeric = found[0] if found else Answer("unknown")
            self._learn(asked, replace(self._known(asked), numeric=numeric))

        background(lambda: found.append(numerically(asked)), arrived)

    def ask(self, scene: Scene) -> None:
        """Have the next question asked symbolically, unless one is being asked."""
        if self._asked is not None:
            if self.asker is not None and self._asked not in set(_open(scene)):
                self.asker.cancel()  # nobody waits for it any more
            return
        ready = (q for q in _open(scene) if self._known(q).numeric and not self._known(q).symbolic)
        asked = next(ready, None)
        if asked is None:
            return
        if self.asker is None or self.beside is None:
            self._learn(asked, replace(self._known(asked), symbolic=Answer("unknown")))
            return
        self._wait(asked, self.asker, self.beside)

    def give_up(self, asked: Question) -> None:
        """Ask it no longer; what is known by now stays."""
        if asked == self._asked and self.asker is not None:
            self.asker.cancel()
        known, stopped = self._known(asked), Answer("unknown", reason=tr("stopped"))
        self._learn(asked, Known(known.numeric or stopped, known.symbolic or stopped))

    def _wait(self, asked: Question, asker: Asker, beside: Background) -> None:
        numeric, found = self._known(asked).numeric, list[Answer]()

        def arrived() -> None:
            self._asked = None
            symbolic = found[0] if found else Answer("unknown")
            known = self._known(asked)
            self._learn(asked, replace(known, symbolic=known.symbolic or symbolic))

        self._asked = asked
        beside(lambda: found.append(asker.ask(asked, numeric)), arrived)

    def _known(self, asked: Question) -> Known:
        return self._answers.get(asked) or Known()

    def _learn(self, asked: Question, known: Known) -> None:
        if len(self._answers) >= MOST_KNOWN:
            self._answers.clear()
        self._answers[asked] = known
        self._learnt()


def numerically(asked: Question) -> Answer:
    """The first answer, by numbers; what it needs is loaded when it is first asked."""
    from calcviz.maths.calculus.numerically import numerically as reckoned

    return reckoned(asked)


def _open(scene: Scene) -> Iterator[Question]:
    """What the rows ask, as far as more may come to be known of it."""
    return (item.question for item in scene.items if item.question is not None and item.asking)
