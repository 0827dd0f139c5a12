"""Definitions in working order, and circles among them."""

from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene.order import dependency_order

NAMES = "abcdefgh"
graphs = st.dictionaries(
    st.sampled_from(NAMES), st.frozensets(st.sampled_from(NAMES), max_size=4), max_size=8
)


def reachable(needs, name):
    """Everything that can be reached from a name in one step or more."""
    seen, work = set(), [name]
    while work:
        for other in needs.get(work.pop(), ()):
            if other not in seen:
                seen.add(other)
                work.append(other)
    return seen


@given(graphs)
def test_a_name_is_circular_exactly_when_it_reaches_itself(needs):
    """Tarjan's answer against the definition."""
    _, circular = dependency_order(needs)
    assert circular == {name for name in needs if name in reachable(needs, name)}


@given(graphs)
def test_each_name_stands_after_what_it_needs(needs):
    """Outside circles the order is a working order, and it holds every name once."""
    order, circular = dependency_order(needs)
    assert sorted(order) == sorted(needs)
    place = {name: k for k, name in enumerate(order)}
    for name in needs:
        for other in needs[name]:
            if other in place and not {name, other} <= circular:
                assert place[other] < place[name]


def test_a_long_chain_does_not_exhaust_the_stack():
    """Ten thousand definitions, each of which needs the next."""
    needs = {str(k): frozenset([str(k + 1)]) for k in range(10_000)}
    order, circular = dependency_order(needs)
    assert order[0] == "9999"
    assert not circular
