"""Formulas in LaTeX, as lecturers, books and web pages write them, to rows of CalcViz."""

from collections.abc import Iterator

from calcviz.language.latex.commands import CONDITIONAL, DISPLAYS, POINTS, RELATIONS
from calcviz.language.latex.lexemes import Lexeme, lex
from calcviz.language.latex.signs import NOTE, looks_like_latex
from calcviz.language.latex.translator import Translator
from calcviz.language.messages import tr
from calcviz.language.problems import Problem, Unreadable
from calcviz.language.tokens import fold

__all__ = ["from_latex", "has_words_beside", "looks_like_latex", "readable_rows", "rows_from_latex"]

MAX_LENGTH = 20000

_DELIMITERS = frozenset({"open", "shut"})


Row = tuple[tuple[int, int], str | Problem]


def from_latex(text: str) -> str | Problem:
    """The row that a formula in LaTeX says, or the problem that says why there is none. Never raises.

    The row is not read here: whether its names exist is decided where it stands. A problem has its place in
    `text`.
    """
    rows = rows_from_latex(text)
    if len(rows) == 1:
        return rows[0]
    if not rows:
        return Problem(0, len(text), tr("a number or name is missing"))
    return next(
        (row for row in rows if isinstance(row, Problem)),
        Problem(0, len(text), tr("these are several formulas, and each needs a row of its own")),
    )


def rows_from_latex(text: str) -> list[str | Problem]:
    """One row for each formula in a text: each line of `align`, each `$…$`. Never raises.

    Words outside of dollars and brackets are left out where there are formulas inside of them. Notes stay.
    """
    return [found for _, found in _rows(text)]


def readable_rows(text: str) -> list[str]:
    """The rows to enter for a pasted text; what could not be read stands as it was, and its row says why."""
    return [
        text[start:end].strip() if isinstance(found, Problem) else found
        for (start, end), found in _rows(text)
    ]


def has_words_beside(text: str) -> bool:
    """Whether reading a text leaves something out: what stands beside its `$…$` and environments."""
    lexemes, inside, beside = lex(fold(text)), 0, False
    for lexeme in lexemes:
        step = _goes_in(lexeme)
        inside = max(inside + step, 0)
        beside = beside or not (inside or step or lexeme.kind in ("", "line", *POINTS))
    return beside and any(part.kind in _DELIMITERS or _is_display(part) for part in lexemes)


def _rows(text: str) -> list[Row]:
    """The place and the reading of each formula."""
    if len(text) > MAX_LENGTH:
        message = tr("this is too long: at most {count} characters", count=f"{MAX_LENGTH:,}")
        return [((0, len(text)), Problem(MAX_LENGTH, len(text), message))]
    plain = fold(text)
    rows: list[Row] = [
        (note.span(), text[note.start() : note.end()].strip()) for note in NOTE.finditer(plain)
    ]
    without_notes = NOTE.sub(lambda note: " " * len(note.group()), plain)
    for part in formulas(lex(without_notes)):
        found = _row(text, part)
        if found:
            rows.append(((part[0].start, part[-1].end), found))
    return sorted(rows, key=lambda row: row[0])


def formulas(lexemes: list[Lexeme]) -> Iterator[list[Lexeme]]:
    """The lexemes of each formula: lines of text and of environments, and what stands between delimiters."""
    enclosed = any(part.kind in _DELIMITERS or _is_display(part) for part in lexemes)
    inside, inner, braces = 0, 0, 0
    part: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.kind == "begin":
            inner += not _is_display(lexeme)
        kept = lexeme.kind != "line" or (not enclosed and not braces and not inner)
        splits = (
            lexeme.kind in ("", *_DELIMITERS) or _is_display(lexeme) or (lexeme.kind == "row" and not inner)
        )
        if splits or (lexeme.kind == "line" and kept):
            if part and (inside or not enclosed):
                yield part
            part = []
        elif kept:
            part.append(lexeme)
        if lexeme.kind == "end" and not _is_display(lexeme):
            inner = max(inner - 1, 0)
        braces = max(braces + (lexeme.kind == "{") - (lexeme.kind == "}"), 0)
        inside = max(inside + _goes_in(lexeme), 0)


def _is_display(lexeme: Lexeme) -> bool:
    """Whether an environment begins or ends here that sets formulas line by line."""
    return lexeme.kind in ("begin", "end") and lexeme.text in DISPLAYS


def _goes_in(lexeme: Lexeme) -> int:
    """1 where a formula begins behind this lexeme, -1 where one ended before it."""
    if lexeme.kind == "open" or (lexeme.kind == "begin" and _is_display(lexeme)):
        return 1
    return -1 if lexeme.kind == "shut" or (lexeme.kind == "end" and _is_display(lexeme)) else 0


def _row(text: str, lexemes: list[Lexeme]) -> str | Problem:
    """The row that one formula says."""
    lexemes = list(_without_alignment(lexemes))
    if lexemes and lexemes[0].kind in RELATIONS:  # a line that goes on with = is a formula of its own
        lexemes = lexemes[1:]
    while lexemes and lexemes[-1].kind in POINTS:
        lexemes = lexemes[:-1]
    if not lexemes:
        return ""
    end = lexemes[-1].end
    reader = Translator(text, [*lexemes, Lexeme("", "", end, end)])
    try:
        return _read(reader)
    except Unreadable as unreadable:
        return unreadable.problem
    except RecursionError:  # the caller stood deep already
        return Problem(lexemes[0].start, end, tr("this is nested too deeply"))


def _without_alignment(lexemes: list[Lexeme]) -> Iterator[Lexeme]:
    """The lexemes without the signs & that align lines; those of cases stay."""
    inner = 0
    for lexeme in lexemes:
        inner += (lexeme.kind == "begin") - (lexeme.kind == "end")
        if lexeme.kind != "&" or inner:
            yield lexeme


def _read(reader: Translator) -> str:
    """A formula with its conditions behind commas; raises Unreadable."""
    written = _mapping(reader) + reader.expression().text
    while reader.now.kind:
        comma = reader.now.kind in (",", ";")
        before, sign = reader.lexemes[reader.at - 1], reader.now
        if comma:
            reader.advance()
        word = reader.now.kind == "word" and reader.now.text.lower() in CONDITIONAL
        if word:
            reader.advance()
        if not comma and not word:
            reader.unexpected()
        touching = before.kind == reader.now.kind == "number" and before.end == sign.start
        found = reader.expression().text
        joint = " for " if word and not comma else "," if touching else ", "
        written += f"{joint}{found}" if found else ""
    return written


def _mapping(reader: Translator) -> str:
    """The head of f: x \\mapsto x^2 as it is written in a row: f(x) = ."""
    kinds = [reader.following(steps) for steps in range(4)]
    if kinds[0].kind != "letter" or kinds[1].kind != ":" or kinds[2].kind != "letter":
        return ""
    if kinds[3].text != "mapsto" and kinds[3].kind != "->":
        return ""
    reader.pass_over(4)
    return f"{kinds[0].text}({kinds[2].text}) = "
