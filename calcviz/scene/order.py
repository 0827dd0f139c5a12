"""In which order definitions can be worked out, and which of them go round in a circle."""

from collections.abc import Mapping


def dependency_order(needs: Mapping[str, frozenset[str]]) -> tuple[list[str], set[str]]:
    """Names so that each stands after all it needs, and the names that lie on a circle.

    `needs` says for every name which others it uses; names without an entry are ignored. A name that
    only leads to a circle is ordered like any other. Tarjan's algorithm, without recursion.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_names: list[str] = []
    is_open: set[str] = set()
    order: list[str] = []
    circular: set[str] = set()
    for root in needs:
        if root in index:
            continue
        work = [(root, iter(sorted(needs[root])))]
        index[root] = low[root] = len(index)
        open_names.append(root)
        is_open.add(root)
        while work:
            name, rest = work[-1]
            for other in rest:
                if other not in needs:
                    continue
                if other not in index:
                    index[other] = low[other] = len(index)
                    open_names.append(other)
                    is_open.add(other)
                    work.append((other, iter(sorted(needs[other]))))
                    break
                if other in is_open:
                    low[name] = min(low[name], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    place = len(open_names) - 1 - open_names[::-1].index(name)
                    group = open_names[place:]
                    del open_names[place:]
                    is_open.difference_update(group)
                    order.extend(reversed(group))
                    if len(group) > 1 or name in needs[name]:
                        circular.update(group)
    return order, circular
