"""What is answered to a question of exact calculus, in words: what it is, and how far it can be trusted."""

from collections.abc import Iterator
from math import isinf

from calcviz.engine.frame import FrameRow
from calcviz.engine.replies import LONG, MOST, has_result, is_antiderivative, rounded_up, shortened
from calcviz.language.expression import Expression, Question, longer
from calcviz.language.messages import tr
from calcviz.language.notation import number_text, text
from calcviz.language.spoken import DIGITS, told, with_powers, written
from calcviz.maths.calculus.answer import Answer, Standing


def standing_word(standing: Standing) -> str:
    """How far an answer can be trusted, in a word or two."""
    return {
        "exact": tr("exact"),
        "numeric": tr("numeric"),
        "unconfirmed": tr("unconfirmed"),
        "undefined": tr("does not exist"),
        "diverges": tr("diverges"),
        "unknown": tr("unknown"),
    }[standing]


def standing_meaning(answer: Answer) -> str:
    """The same in a sentence that explains it."""
    proven = answer.error is not None
    if answer.standing == "numeric" and answer.results and answer.error:
        error = with_powers(rounded_up(answer.error))
        return tr("Computed by numbers: each true value is no farther away than {error}.", error=error)
    return {
        "exact": tr("Found by exact calculus, and a computation by numbers agrees."),
        "numeric": tr("Computed by numbers: the true value is no farther away than the error that is given.")
        if proven
        else tr("Computed by numbers, without a proven bound of the error."),
        "unconfirmed": tr("Found, but nothing could decide whether it holds: do not rely on it."),
        "undefined": tr("It is certain that there is no such value."),
        "diverges": tr("It is certain that there is no finite value."),
        "unknown": tr("Nothing was found, which is no proof that there is nothing."),
    }[answer.standing]


def remarks(answer: Answer, asking: bool) -> Iterator[str]:
    """What is to be said besides the formula: why there is nothing or not all, and under which condition."""
    if asking and answer.standing in ("unknown", "numeric", "unconfirmed"):
        yield tr("looking for an exact answer")
    said = [answer.reason] if answer.reason and not (asking and answer.standing == "unknown") else []
    if answer.standing != "exact" and answer.sides is not None and any(x == x for x in answer.sides):
        left, right = map(side_text, answer.sides)
        if left != right:
            said = [tr("left limit {left}, right limit {right}", left=left, right=right)]
    if answer.remark:
        said.append(answer.remark)
    elif not said and not asking and answer.standing == "numeric":
        said.append(tr("no closed form was found"))
    yield from dict.fromkeys(said)


def side_text(side: float) -> str:
    """The limit from one side: a number, ∞, or that there is none."""
    if side != side:
        return tr("none")
    return ("+∞" if side > 0 else "-∞") if isinf(side) else number_text(side)


def title(asked: Question) -> str:
    """What is asked, in a word or two."""
    if is_antiderivative(asked):
        return tr("Antiderivative")
    return {
        "integral": tr("Integral"),
        "limit": tr("Limit"),
        "sum": tr("Sum"),
        "solve": tr("Solutions"),
        "series": tr("Taylor polynomial"),
        "simplify": tr("Simplified"),
    }[asked.operator]


def reply_sentence(row: FrameRow) -> str:
    """What a row asks, what is answered, and how far that can be trusted; for those who listen."""
    asked, answer = row.question, row.answer
    assert asked is not None
    said = question_words(asked)
    if answer is None:
        return tr("{asked}: looking for an answer", asked=said)
    parts = [reply_words(asked, answer), standing_word(answer.standing), *remarks(answer, row.asking)]
    return tr("{asked}: {answer}", asked=said, answer=tr(", ").join(filter(None, parts)))


def reply_words(asked: Question, answer: Answer) -> str:
    """The answer as it is told; empty where there is none."""
    if not has_result(asked, answer):
        return ""
    if asked.operator == "solve":
        if not answer.results:
            return tr("no real solution")
        first = [_told(e, answer) for e in answer.results[:MOST]]
        more = len(answer.results) - len(first)
        listed = tr(", ").join(first)
        return tr("{listed} and {count} more", listed=listed, count=more) if more else listed
    if answer.results:
        found = _told(answer.results[0], answer)
        return tr("{formula} plus a constant", formula=found) if is_antiderivative(asked) else found
    value = told(answer.value or 0.0)
    if not answer.error:
        return value
    rounded = abs((answer.value or 0.0) - float(number_text(answer.value or 0.0, DIGITS)))
    error = with_powers(rounded_up(answer.error + rounded))
    return tr("{value} with an error of at most {error}", value=value, error=error)


def question_words(asked: Question) -> str:
    """What is asked, in words."""
    f = written(text(asked.body))
    variables = tr(", ").join(map(written, asked.variables))
    ends = [written(text(e)) for e in asked.arguments]
    if is_antiderivative(asked):
        return tr("the antiderivative of {f} by {x}", f=f, x=variables)
    match asked.operator:
        case "integral":
            ranges = zip(asked.variables, ends[::2], ends[1::2], strict=True)
            over = tr(", ").join(tr("{x} from {a} to {b}", x=x, a=a, b=b) for x, a, b in ranges)
            return tr("the integral of {f} over {ranges}", f=f, ranges=over)
        case "limit":
            side = {"": "", "left": tr(" from the left"), "right": tr(" from the right")}[asked.side]
            return tr("the limit of {f} for {x} towards {a}{side}", f=f, x=variables, a=ends[0], side=side)
        case "sum":
            return tr("the sum of {f} for {k} from {a} to {b}", f=f, k=variables, a=ends[0], b=ends[1])
        case "solve":
            return tr("the solutions of {equation} for {x}", equation=f, x=variables)
        case "series":
            return tr(
                "the Taylor polynomial of {f} at {x} = {a} of order {n}",
                f=f,
                x=variables,
                a=ends[0],
                n=ends[1],
            )
    return tr("{f} simplified", f=f)


def _told(e: Expression, answer: Answer) -> str:
    return written(text(shortened(e, answer))) if not longer(e, LONG) else tr("a long formula")
