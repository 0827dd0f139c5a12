"""Brackets typed in pairs: when one brings its partner, when one is stepped over, which belong together."""

PARTNERS = {"(": ")", "[": "]", "{": "}"}
"""Each opening bracket, to the closing one."""

_OPENERS = {closing: opening for opening, closing in PARTNERS.items()}


def matched(text: str) -> dict[int, int]:
    """The place of every bracket that has a partner, to the place of its partner."""
    waiting: dict[str, list[int]] = {opening: [] for opening in PARTNERS}
    pairs: dict[int, int] = {}
    for place, sign in enumerate(text):
        if sign in PARTNERS:
            waiting[sign].append(place)
        elif sign in _OPENERS and waiting[_OPENERS[sign]]:
            partner = waiting[_OPENERS[sign]].pop()
            pairs[place], pairs[partner] = partner, place
    return pairs


def brings_partner(text: str, place: int, opening: str) -> bool:
    """Whether `opening`, typed at a place, brings its closing bracket.

    Not before something it could be meant to enclose, and not where a closing bracket waits for it already.
    """
    behind = text[place : place + 1]
    if behind.isalnum() or behind in {*PARTNERS, "|", "√", ".", "_"}:
        return False
    return not _alone(text, PARTNERS[opening], place, len(text))


def steps_over(text: str, place: int, closing: str) -> bool:
    """Whether `closing`, typed at a place, is the one that stands there already.

    It is another one where an opening bracket on the left still lacks its partner.
    """
    if closing not in _OPENERS or text[place : place + 1] != closing:
        return False
    return not _alone(text, _OPENERS[closing], 0, place)


def is_empty_pair(text: str, place: int) -> bool:
    """Whether a place lies between two brackets with nothing else between them."""
    if not 0 < place < len(text) or PARTNERS.get(text[place - 1]) != text[place]:
        return False
    return matched(text).get(place) == place - 1


def beside(text: str, place: int) -> tuple[int, int] | None:
    """The bracket right before a place, else right behind it, and its partner; None without such a pair."""
    pairs = matched(text)
    for at in (place - 1, place):
        if at in pairs:
            return at, pairs[at]
    return None


def _alone(text: str, sign: str, start: int, end: int) -> bool:
    """Whether between two places a bracket of that kind stands without its partner."""
    pairs = matched(text)
    return any(text[place] == sign and place not in pairs for place in range(start, end))
