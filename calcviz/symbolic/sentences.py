"""The codes that the process of exact calculus answers with, as sentences for people."""

from calcviz.language.messages import tr


def spoken(code: str | None) -> str | None:
    """The sentence of a code; a text that is no code is one already."""
    if code is None:
        return None
    if code.startswith("case:"):
        _, letter, value = code.split(":", 2)
        return tr("for {letter} = {value} the formula is another one", letter=letter, value=value)
    known, _, reach = code.partition(":")
    if reach and known in ("alone", "any_integer"):
        others = tr("no others between -{reach} and {reach}", reach=reach)
        return others if known == "alone" else tr("; ").join((_REMARKS[known](), others))
    if known == "none":
        return tr("no solution lies between -{reach} and {reach}; what lies beyond is not known", reach=reach)
    return _REASONS.get(code, lambda: _REMARKS.get(code, lambda: code)())()


_REASONS = {
    "time": lambda: tr("no exact answer was found in time"),
    "memory": lambda: tr("an exact answer needs more memory than is allowed"),
    "cancelled": lambda: tr("the search for an exact answer was cancelled"),
    "broken": lambda: tr("the process of exact calculus could not answer: ask once more in the row's menu"),
    "long": lambda: tr("this is too long for exact calculus"),
    "no_form": lambda: tr("no closed form was found"),
    "no_word": lambda: tr("the exact answer needs a function that CalcViz does not have"),
    "no_points": lambda: tr("the function is defined nowhere that was looked at"),
    "no_place": lambda: tr("the place is undefined"),
    "wrong": lambda: tr("the closed form that was found is wrong: numbers contradict it"),
    "nowhere_near": lambda: tr("the function is not defined near this place"),
    "left_only": lambda: tr("the function is defined on the left of this place only"),
    "right_only": lambda: tr("the function is defined on the right of this place only"),
    "sides_differ": lambda: tr("the limits from the left and from the right differ"),
    "oscillates": lambda: tr("the function oscillates: its values stay apart however near"),
    "order": lambda: tr("the order is a whole number from 0 to 40"),
    "one_sided_series": lambda: tr("the function is not defined on both sides of the centre"),
    "no_taylor": lambda: tr("there is no Taylor series here: the sides do not fit together"),
    "index": lambda: tr("the bounds of a sum are whole numbers, the last may be infinite"),
    "term": lambda: tr("a term of the sum is undefined, or there are too many terms"),
    "sum_diverges": lambda: tr("the sum has no finite value"),
    "sum_without_bound": lambda: tr("the value has no proven bound of its error"),
    "letters": lambda: tr("there are letters without a value besides the unknown"),
    "maybe_more": lambda: tr("these are solutions; whether there are others could not be decided"),
    "infinitely_many": lambda: tr("there are infinitely many solutions"),
}

_REMARKS = {
    "extended": lambda: tr("at single points where the formula is undefined it is continued continuously"),
    "poles": lambda: tr("a series with negative powers: the centre is a pole"),
    "hole": lambda: tr("the function is undefined at the centre; the series continues it"),
    "flat": lambda: tr("all coefficients are 0 but the function is not: the series does not represent it"),
    "wider": lambda: tr("defined at further places than the original"),
    "shortest": lambda: tr("nothing shorter was found"),
    "empty_sum": lambda: tr("a sum without terms is 0"),
    "any_integer": lambda: tr("k is any whole number"),
    "any_value": lambda: tr("letters that remain may have any value"),
    "cases": lambda: tr("for single values of the letters the formula is another one"),
    "positive_letters": lambda: tr("for positive values of the letters"),
    "all_reals": lambda: tr("it holds for every real number"),
}
