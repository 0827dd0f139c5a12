"""The answers of rows that are meant once for each number of a list."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import product
from typing import Any

from calcviz.language.expression import Call, Expression, Name, Number, free_names, rebuild, substitute
from calcviz.language.notation import text
from calcviz.language.statements import ValueRow
from calcviz.scene.families import as_written
from calcviz.scene.item import Item
from calcviz.scene.numbers import EITHER, entry
from calcviz.scene.scene import Scene

CERTAIN = ("exact", "numeric", "unconfirmed")
"""From the most to the least certain."""


def members(item: Item, scene: Scene) -> Iterator[tuple[Item, Scene]]:
    """Each member of a row that asks for a value, with its own numbers written in place of the lists."""
    names = [name for name, _ in item.families]
    choices = product(*(range(count) for _, count in item.families))
    for member, choice in zip((item, *item.members), choices, strict=True):
        meant = {name: scene.families[name][k] for name, k in zip(names, choice, strict=True)}
        assert item.expression is not None
        e = _meant(_through(item.expression, meant.keys(), scene), meant)
        yield replace(member, expression=e, statement=ValueRow(e)), scene


def _through(e: Expression, lists: Set[str], scene: Scene) -> Expression:
    """e with the numbers that are made of lists written out."""
    while True:
        inner = {
            name: scene.expressions[name]
            for name in free_names(e) - lists
            if name in scene.expressions and free_names(scene.expressions[name])
        }
        if not inner:
            return e
        e = substitute(e, inner)


def _meant(e: Expression, meant: Mapping[str, Expression]) -> Expression:
    """e with an item in place of each list; ± is a sign or nothing."""
    match e:
        case Call("multiply", (Name("±"), part)) if "±" in meant:
            inner = _meant(part, meant)
            return inner if meant["±"] == Number(1) else Call("negate", (inner,))
        case Call("negate", (Call("multiply", (Name("±"), part)),)) if "±" in meant:
            inner = _meant(part, meant)
            return Call("negate", (inner,)) if meant["±"] == Number(1) else inner
        case Name(name):
            return meant.get(name, e)
    return rebuild(e, lambda part: _meant(part, meant))


def listed(answers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The answers of all members as one list, as certain as the least certain of them."""
    parts = [each.get("text", "undefined") for each in answers]
    latex = [each.get("latex", r"\text{–}") for each in answers]
    given: dict[str, Any] = {
        "kind": "data",
        "text": f"[{', '.join(parts)}]",
        "latex": rf"\left[{', '.join(latex)}\right]",
        "value": [each.get("value") for each in answers],
    }
    reason = next((each["reason"] for each in answers if "reason" in each), None)
    known = [each["status"] for each in answers if "status" in each]
    given["status"] = max(known, key=CERTAIN.index) if known else "unconfirmed"
    if given["status"] == "numeric":
        given["error"] = max(each.get("error", 0.0) for each in answers)
    return given if reason is None else given | {"reason": reason}


def family(item: Item, scene: Scene) -> dict[str, Any]:
    """The numbers of its lists that a function or a curve is drawn for; nothing where there are none."""
    lists = {
        name if name.isidentifier() else text(as_written(Name(name), scene.families)): [
            scene.numbers[entry(name, k)] for k in range(count)
        ]
        for name, count in item.families
        if name != EITHER
    }
    return {"family": lists} if lists else {}
