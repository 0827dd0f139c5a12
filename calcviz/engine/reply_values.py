"""The answer to a question of exact calculus as plain values, for programs."""

from math import isfinite
from typing import Any

from calcviz.engine.replies import (
    has_result,
    is_antiderivative,
    reply_text,
    result_latex,
)
from calcviz.engine.reply_words import remarks
from calcviz.language.expression import (
    Comparison,
    Constant,
    Expression,
    Logic,
    Question,
    Sequence,
    Tuple,
    free_names,
)
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.typeset import latex
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.evaluate import value


def reply(asked: Question, answer: Answer) -> dict[str, Any]:
    """What is said of a question; the keys are those of `calcviz calc --json`.

    What is proven not to exist is undefined. What nobody knows is the question itself, its status unknown.
    """
    said = tr("; ").join(remarks(answer, asking=False))
    if answer.standing == "undefined":
        return {"kind": "undefined", "reason": said}
    if answer.standing == "diverges":
        reason = tr("diverges: {reason}", reason=said) if said else tr("diverges")
        return {"kind": "undefined", "reason": reason}
    if not has_result(asked, answer):
        unanswered = {"kind": "expression", "text": text(asked), "latex": latex(asked), "status": "unknown"}
        return unanswered | {"reason": said or tr("nothing was found")}
    given: dict[str, Any] = _solved(answer) if asked.operator == "solve" else _one(asked, answer)
    given["status"] = answer.standing
    if answer.standing == "numeric" and not is_antiderivative(
        asked
    ):  # whose values have bounds, each its own
        given |= {"status": "unconfirmed"} if answer.error is None else {"error": answer.error}
    remark = answer.remark or answer.reason
    return given | {"remark": remark} if remark else given


def _one(asked: Question, answer: Answer) -> dict[str, Any]:
    """A number, or an expression in what varies; an antiderivative up to a constant."""
    shown = answer.results[0] if answer.results else None
    varies = bool(shown is not None and free_names(shown)) or is_antiderivative(asked)
    given: dict[str, Any] = {"kind": "expression" if varies else "number", "text": reply_text(asked, answer)}
    given["latex"] = result_latex(asked, answer)
    if is_antiderivative(asked):
        return given | {"constant": "C"}
    return given if varies else given | {"value": _value(shown, answer.value)}


def _solved(answer: Answer) -> dict[str, Any]:
    """The solutions as a list: a vector, of several unknowns a matrix; of an inequality a condition."""
    results = answer.results
    if any(isinstance(e, Comparison | Logic) for e in results):
        whole = results[0] if len(results) == 1 else Logic("or", results)
        return {"kind": "expression", "text": text(whole), "latex": latex(whole)}
    whole = Sequence(results)
    several = any(isinstance(e, Tuple) for e in results)
    given = {"kind": "matrix" if several else "vector", "text": text(whole), "latex": latex(whole)}
    if free_names(whole):  # for every whole number k: no value of its own
        return given
    values = [[_value(part) for part in e.items] if isinstance(e, Tuple) else _value(e) for e in results]
    return given | {"value": values}


def _value(e: Expression | None, known: float | None = None) -> float | None:
    """The number as a float; None where it is infinite."""
    if known is None and e is not None and not free_names(e) and e != Constant("inf"):
        known = value(e, {})
    return known if known is not None and isfinite(known) else None
