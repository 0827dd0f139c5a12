"""Families: a row in which a list of numbers stands is meant once for each of them.

A list a = [1, 2, 3] is known as the numbers a.1, a.2, a.3, and a itself stands for the first of them; the
other members of a row are the same row with other numbers for a. A list written inside of a formula is named
by its text, and ± is the list [1, -1]: so the upper signs of a row are meant together, and the lower ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from calcviz.language.expression import Call, Expression, Name, Number, Sequence, free_names, rebuild, walk
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.statements import ListRow
from calcviz.language.typeset import statement_latex
from calcviz.scene.build import rebuilt
from calcviz.scene.expand import Impossible
from calcviz.scene.item import Item
from calcviz.scene.numbers import EITHER, entry, list_within, moved

MOST = 50
"""Members of one family: what is more is no picture any more."""

Families = Mapping[str, tuple[Expression, ...]]


def lists_within(parts: Iterable[Expression]) -> dict[str, tuple[Expression, ...]]:
    """The lists that stand inside of formulas, by their texts, with ± where that is used."""
    found: dict[str, tuple[Expression, ...]] = {}
    for part in parts:
        for node in walk(part):
            if isinstance(node, Sequence):
                found[text(node)] = node.items
            elif isinstance(node, Call) and node.function in ("plus_minus", "minus_plus"):
                found[EITHER] = (Number(1), Call("negate", (Number(1),)))
    return found


def with_members(
    item: Item, numbers: Mapping[str, float], expressions: Mapping[str, Expression], families: Families
) -> Item:
    """The item with its other members; raises Impossible where they would be too many."""
    roots = _roots(item.needs, expressions, families) if item.needs else []
    if not roots:
        return item
    if isinstance(item.statement, ListRow):
        raise Impossible(list_within())
    if item.asks is not None:
        raise Impossible(tr("a list stands here: exact calculus answers one question at a time"))
    counts = [len(families[name]) for name in roots]
    if prod(counts) > MOST:
        raise Impossible(
            tr("these lists make {count} of it: at most {most} are drawn", count=prod(counts), most=MOST)
        )
    entries = (entry(name, k) for name in roots for k in range(len(families[name])))
    named = tuple(zip(roots, counts, strict=True))
    made = replace(item, needs=item.needs | frozenset(entries), families=named)
    if item.statement is not None and not all(name.isidentifier() for name in roots):
        made = replace(made, latex=statement_latex(item.statement))  # such a list has no name to be set by
    return renewed(made, numbers, expressions)


def renewed(item: Item, numbers: Mapping[str, float], expressions: Mapping[str, Expression]) -> Item:
    """The item with members for the numbers that its lists have now."""
    first, members = replace(item, members=()), []
    names = [name for name, _ in item.families]
    for choice in product(*(range(count) for _, count in item.families)):
        changes = {name: numbers[entry(name, k)] for name, k in zip(names, choice, strict=True)}
        member = rebuilt(first, moved(numbers, expressions, changes)) if any(choice) else first
        members.append(replace(member, chosen=tuple(changes.items())))
    return replace(members[0], members=tuple(members[1:]))


def as_written(e: Expression, families: Families) -> Expression:
    """e with its lists and signs as they are typed."""
    match e:
        case Name(name) if name in families and not name.isidentifier():
            return Sequence(families[name])
        case Call("multiply", (Name("±"), part)):
            return Call("plus_minus", (as_written(part, families),))
        case Call("negate", (Call("multiply", (Name("±"), part)),)):
            return Call("minus_plus", (as_written(part, families),))
    return rebuild(e, lambda part: as_written(part, families))


def _roots(names: Iterable[str], expressions: Mapping[str, Expression], families: Families) -> list[str]:
    """The lists that some numbers hang on, through other numbers too, in the order of their names."""
    found: set[str] = set()
    seen: set[str] = set()
    open_ = list(names)
    while open_:
        name = open_.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in families:
            found.add(name)
        elif name in expressions:
            open_.extend(free_names(expressions[name]))
    return sorted(found)
