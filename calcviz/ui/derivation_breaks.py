"""Where a formula that is too wide is broken: between terms, factors, within a fraction or brackets."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_TOKEN = re.compile(r"\\(?:left|right)\b\s*(?:\\[A-Za-z]+|\\?.)|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_SIGNED = re.compile(r"(?:\{\}\s*)?(?:[-+]|\\pm\b)\s*")
_LEFT, _RIGHT = re.compile(r"\\left(?![A-Za-z])"), re.compile(r"\\right(?![A-Za-z])")
_FRACTION = r"\frac"


def by_terms(parts: Sequence[str]) -> list[list[str]]:
    """The pieces of a formula in LaTeX, those of one term together: a sign begins another one."""
    found: list[list[str]] = []
    for part in parts:
        if found and not _SIGNED.match(part):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def unfolded(piece: str) -> list[str]:
    r"""The pieces of one that is too wide: \frac{a + b}{c} as \frac{1}{c}\bigl[a, + b\bigr], brackets opened.

    Only itself, where there is nothing in it between which a line may be broken.
    """
    sign = _SIGNED.match(piece)
    start, body = (sign[0], piece[sign.end() :]) if sign else ("", piece)
    tokens = _TOKEN.findall(body)
    if tokens and tokens[0] == _FRACTION:
        above, below, rest = _fraction(tokens)
        if not rest:
            inner = _split(above)
            before = rf"{start}\frac{{1}}{{{''.join(below)}}}"
            if len(inner) > 1:
                return _within(rf"{before}\bigl[", inner, r"\bigr]")
            first, *others = unfolded("".join(above))
            return [f"{before} {first}", *others] if others else [piece]
    for opened, closed in _brackets(tokens):
        inner = _split(tokens[opened + 1 : closed])
        if len(inner) > 1:
            left, right = _LEFT.sub("", tokens[opened]).strip(), _RIGHT.sub("", tokens[closed]).strip()
            before, after = "".join(tokens[:opened]), "".join(tokens[closed + 1 :])
            return _within(rf"{start}{before}\bigl{left}", inner, rf"\bigr{right}{after}")
    return [piece]


def _within(opening: str, inner: Sequence[str], closing: str) -> list[str]:
    first, *middle, last = inner
    return [f"{opening} {first}", *middle, f"{last} {closing}"]


def _levels(tokens: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Each token with its place, and how many braces and brackets are open before it."""
    depth = 0
    for place, token in enumerate(tokens):
        depth -= token == "}" or _RIGHT.match(token) is not None
        yield place, token, depth
        depth += token == "{" or _LEFT.match(token) is not None


def _split(tokens: Sequence[str]) -> list[str]:
    """A sum by its terms, each but the first with the sign before it."""
    cuts = [k for k, token, depth in _levels(tokens) if depth == 0 and token in "+-" and k > 1]
    ends = [0, *cuts, len(tokens)]
    return ["".join(tokens[a:b]).strip() for a, b in pairwise(ends)]


def _fraction(tokens: Sequence[str]) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """What stands above and below the line of a fraction, and what follows it."""
    ends = [k for k, token, depth in _levels(tokens) if depth == 0 and token == "}"]
    begins = [k for k, token, depth in _levels(tokens) if depth == 0 and token == "{"]
    if len(ends) < 2 or len(begins) < 2:
        return (), (), tokens
    above, below = (tokens[a + 1 : b] for a, b in zip(begins[:2], ends[:2], strict=True))
    return above, below, tokens[ends[1] + 1 :]


def _brackets(tokens: Sequence[str]) -> list[tuple[int, int]]:
    r"""The places of \left and \right of each bracket that stands in none, the longest first."""
    level = [(k, token) for k, token, depth in _levels(tokens) if depth == 0]
    opened = [k for k, token in level if _LEFT.match(token)]
    closed = [k for k, token in level if _RIGHT.match(token)]
    return sorted(zip(opened, closed, strict=False), key=lambda pair: pair[0] - pair[1])
