"""A procedure explained: what it is for, what may be brought, who takes part, how it runs, who pays and who answers.

The five parts of a flow (scope, participants, forms, stages, mechanism) and its header of six, in the words of its
author; what is not stated is left out.
"""

from collections.abc import Iterable

from bot.chat.cards.parts import duration, esc, lines, short, stage_label
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Message
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Collect, Deliberate, Evaluate, Flow, LocaleText, Notice, Screen, Stage, Vote
from bot.i18n import Words


@of_case("flow")
def flow(case: CaseFile, _args: Args, words: Words) -> Message:
    """The procedure of a session, as it was when the session opened."""
    told, header = case.flow, case.flow.header
    entries = [
        words("flow-stage", number=n, label=stage_label(case, stage.id, words), what=_what(stage, words))
        for n, stage in enumerate(told.stages, 1)
        if stage.kind != "archive" or stage.share
    ]
    text = lines(
        words("flow-head", name=esc(words.pick(told.name)), version=told.version),
        _said("purpose", header.purpose, words),
        *_scope(told, words),
        _said("responsibility", header.responsibility, words),
        *_people(told, words),
        words("flow-forms", forms=_listed(told.venue.forms, words)) if told.venue.forms else "",
        words("flow-steps"),
        *entries,
        _said("funding", header.funding, words),
        _said("guarantee", header.guarantee, words),
        words(
            "flow-mechanism",
            effect=told.mechanism.legal_effect,
            back="yes" if "back" in told.mechanism.anonymity else "no",
        ),
        words("vote-standing", standing=told.standing, effect=told.mechanism.legal_effect),
        words("flow-hash", hash=esc(case.session.flow_hash[:12])) if case.session.flow_hash else "",
    )
    return Message(text)


def levels(told: Flow, words: Words) -> str:
    """«网格、小区»: where the flow may be opened; empty where everywhere."""
    return words.enumeration(words(f"level-{name}") for name in told.scope.levels)


def _said(part: str, text: LocaleText, words: Words) -> str:
    said = short(words.pick(text), 160)
    return words(f"flow-{part}", text=said) if said else ""


def _scope(told: Flow, words: Words) -> list[str]:
    scope = told.scope
    return [
        words("flow-matters", matters=_listed(scope.matters_allow, words)) if scope.matters_allow else "",
        words("flow-denied", matters=_listed(scope.matters_deny, words)) if scope.matters_deny else "",
        words("flow-levels", levels=levels(told, words)) if scope.levels else "",
    ]


def _people(told: Flow, words: Words) -> list[str]:
    """Who may do what; a part no stage of the flow has is left out."""
    kinds, who = {stage.kind for stage in told.stages}, told.participants
    parts = {
        "propose": who.propose if "collect" in kinds else (),
        "speak": who.speak if "deliberate" in kinds else (),
        "moderate": who.moderate,
        "scrutinise": who.scrutinise,
    }
    return [
        words(f"flow-{part}", who=words.enumeration(words(f"role-{role}") for role in roles))
        for part, roles in parts.items()
        if roles
    ]


def _listed(entries: Iterable[LocaleText], words: Words) -> str:
    return words.enumeration(short(words.pick(entry), 24) for entry in entries)


def _what(stage: Stage, words: Words) -> str:
    help_ = short(words.pick(stage.help), 80)
    if help_:
        return help_
    match stage:
        case Collect():
            time = stage.window
        case Screen():
            time = stage.sla
        case Deliberate():
            time = stage.limit
        case Vote():
            time = stage.window
        case Notice():
            time = stage.period
        case Evaluate():
            time = stage.window
        case _:
            return words(f"kind-{stage.kind}")
    return words("flow-takes", what=words(f"kind-{stage.kind}"), time=duration(time, words))
