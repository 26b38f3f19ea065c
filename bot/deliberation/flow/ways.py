"""The ways through a flow: what leads where, who is reached, what never ends.

Stages are places, outcomes the ways between them. Saying what is wrong with them is left to `flow_check`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.deliberation.flow import (
    Collect,
    Deliberate,
    Evaluate,
    Flow,
    Implement,
    Notice,
    Review,
    Screen,
    StageBase,
    Vote,
)

EFFECTS = ("recount", "answer", "mediate")
"""What an upheld objection can do without leading to a stage."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a stage to another. `path` is where the target is written in the document."""

    source: int
    target: str
    outcome: str
    path: tuple[str | int, ...]
    ends: bool = False
    """Somebody's word or a number of loops keeps it from being taken for ever."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """A way out of the flow into another one."""

    source: int
    flow: str
    path: tuple[str | int, ...]


def ways(flow: Flow) -> list[Way]:
    """Every way that leads to a stage of the same flow, whether or not that stage exists.

    A transition with `max_loops` ends, but its `else` need not. What an upheld objection leads to ends too:
    every time around takes a ruling with reasons by somebody who is not a party.
    """
    found: list[Way] = []
    for at, stage in enumerate(flow.stages):
        for outcome, way in stage.next.items():
            path = ("stages", at, "next", outcome)
            ruled = outcome == "objection_upheld"
            if way.goto is not None:
                found.append(Way(at, way.goto, outcome, (*path, "goto"), ruled or way.max_loops is not None))
            if way.otherwise is not None:
                found.append(Way(at, way.otherwise, outcome, (*path, "else"), ruled))
            if way.return_ is not None:
                found.append(Way(at, way.return_, outcome, (*path, "return")))
        if isinstance(stage, Notice | Vote) and stage.objections:
            for ground, effect in stage.objections.effects.items():
                if effect not in EFFECTS:
                    written = ("stages", at, "objections", "effects", ground)
                    found.append(Way(at, effect, "objection_upheld", written, True))
    return found


def hand_overs(flow: Flow) -> list[HandOver]:
    """Every way out into another flow."""
    return [
        HandOver(at, way.flow, ("stages", at, "next", outcome, "flow"))
        for at, stage in enumerate(flow.stages)
        for outcome, way in stage.next.items()
        if way.flow is not None
    ]


def required(stage: StageBase) -> frozenset[str]:
    """The outcomes this stage can end in as its options stand, and which therefore need a way out.

    An overdue screening or task climbs from level to level and stays where it is; a cancelled session ends
    as a whole; a dismissed objection changes nothing: these outcomes may have a way, they need none.
    """
    match stage:
        case Collect():
            return frozenset({"ready", "empty"})
        case Screen():
            # what nobody decided in time is accepted
            needed = {"accepted"}
            needed |= {"none_accepted"} if {"reject", "return"} & set(stage.decisions) else set()
            needed |= {"transferred"} if "transfer" in stage.decisions else set()
            needed |= {"instant"} if "instant" in stage.decisions else set()
            return frozenset(needed)
        case Deliberate():
            settled = "agreement_ready" if "agreement_ready" in stage.next else "motion_ready"
            return frozenset({settled, "no_consensus"})
        case Review():
            return frozenset(stage.outcomes) - impossible(stage)
        case Vote():
            return frozenset(stage.rule.outcomes)
        case Notice():
            return frozenset({"clear", "objection_upheld"} if stage.objections else {"clear"})
        case Implement():
            return frozenset({"done", "abandoned"})
        case Evaluate():
            return frozenset({"satisfied", "unsatisfied", "insufficient"})
    return frozenset()


def impossible(stage: StageBase) -> frozenset[str]:
    """Outcomes of the kind that this stage never ends in, as its options stand."""
    if isinstance(stage, Vote):
        return frozenset(stage.outcomes) - stage.rule.outcomes
    if isinstance(stage, Review) and stage.rule.quorum is None:
        return frozenset({"inquorate"})
    if isinstance(stage, Notice) and stage.objections is None:
        return frozenset({"objection_upheld", "objection_dismissed"})
    if isinstance(stage, Screen):
        means = {"transferred": "transfer", "instant": "instant"}
        return frozenset(outcome for outcome, word in means.items() if word not in stage.decisions)
    return frozenset()


def reached(flow: Flow, found: Iterable[Way], *, start: int = 0, around: Collection[int] = ()) -> frozenset[int]:
    """The positions of the stages that can be entered from the first; with `around`, without leaving those."""
    steps = _steps(flow, [way for way in found if way.outcome not in impossible(flow.stages[way.source])])
    return frozenset(_from(start, {source: targets for source, targets in steps.items() if source not in around}))


def ending(flow: Flow, found: Iterable[Way]) -> frozenset[int]:
    """The positions of the stages from which an archive, or another flow, can be reached."""
    back: dict[int, set[int]] = {}
    for source, targets in _steps(flow, found).items():
        for target in targets:
            back.setdefault(target, set()).add(source)
    ends = {at for at, stage in enumerate(flow.stages) if stage.kind == "archive"}
    ends |= {over.source for over in hand_overs(flow)}
    return frozenset().union(*(_from(at, back) for at in ends))


def endless(flow: Flow, found: Iterable[Way]) -> list[Way]:
    """The ways that close a loop nothing ends: they lead back (or nowhere on) to where they can be reached from."""
    open_ways = [way for way in found if not way.ends]
    steps = _steps(flow, open_ways)
    place = _places(flow)
    closing = []
    for way in open_ways:
        target = place.get(way.target)
        if target is not None and target <= way.source and way.source in _from(target, steps):
            closing.append(way)
    return closing


def _from(start: int, steps: Mapping[int, set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for target in steps.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _places(flow: Flow) -> dict[str, int]:
    return {stage.id: at for at, stage in reversed(list(enumerate(flow.stages)))}


def _steps(flow: Flow, found: Iterable[Way]) -> dict[int, set[int]]:
    place = _places(flow)
    steps: dict[int, set[int]] = {}
    for way in found:
        if way.target in place:
            steps.setdefault(way.source, set()).add(place[way.target])
    return steps
