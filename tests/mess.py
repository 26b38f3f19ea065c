"""JSON that is nearly right: what somebody really sends, with something lost, renamed, or put in another's place."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

SHORT = 8
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 7, 2**31, 2**52, 2**63, -(2**63), 2**70, 10**400, 1.5, 1e300]),
    st.sampled_from(
        ["", " ", "7", "\x00", "\ud800", "\u202e\u2066", "🏳️‍🌈" * 30, "長" * 5000, "/", "_" * 64, "v_b_1_1_agree"]
    ),
    st.text(max_size=12),
    st.just([]),
    st.just({}),
    st.lists(st.none(), min_size=1, max_size=2),
    st.just({"id": 1}),
    st.just([[[{}]]]),
)


def much(examples: int) -> settings:
    """The few (`SHORT`) of `make test` are the same each time; of many more, others each time."""
    checks = list(HealthCheck)
    return settings(
        max_examples=examples, derandomize=examples == SHORT, database=None, deadline=None, suppress_health_check=checks
    )


@st.composite
def nearly(draw: st.DrawFn, samples: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    """One of the samples with up to three things wrong; what is added or renamed has one of these names."""
    whole = deepcopy(dict(draw(st.sampled_from(samples))))
    for _ in range(draw(st.integers(1, 3))):
        ways = list(_ways_in(whole))
        if not ways:
            break
        *way, name = draw(st.sampled_from(ways))
        holder: Any = whole
        for step in way:
            holder = holder[step]
        match draw(st.sampled_from(["junk", "junk", "lose", "add", "wrap", "rename"])):
            case "junk":
                # a copy: what is put in now may be changed by the next
                holder[name] = deepcopy(draw(JUNK))
            case "lose":
                del holder[name]
            case "wrap":
                holder[name] = [holder[name]]
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from(names))] = holder.pop(name)
            case _ if isinstance(holder, dict):
                holder[draw(st.sampled_from(names))] = deepcopy(draw(JUNK))
    return whole


def _ways_in(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a JSON value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield (*way, name)
        yield from _ways_in(inner, (*way, name))
