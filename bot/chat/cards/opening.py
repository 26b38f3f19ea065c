"""How a session begins and ends: preview, opening, withdrawal, cancelling, nothing raised, closed."""

from bot.chat.buttons import REASON
from bot.chat.cards import choices
from bot.chat.cards.figures import area_asked, carried_by, electors
from bot.chat.cards.parts import (
    button,
    duration,
    esc,
    fate,
    lines,
    listed,
    reason_in_words,
    short,
    standing,
    title_of,
    until,
    zone_of,
)
from bot.chat.cards.procedures import levels
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Message, Row
from bot.deliberation.acts import Ask, Await, CancelSession, ConfirmCancel, ConfirmOpening, DropOpening
from bot.deliberation.cancelling import WITHDRAW_WITHIN
from bot.deliberation.casefile import CaseFile
from bot.deliberation.choices import is_choosing
from bot.deliberation.flow import Collect, Deliberate, Evaluate, Notice, Screen, Stage, Vote
from bot.deliberation.money.funding import is_booked
from bot.deliberation.offer import Offered
from bot.i18n import Words


@of_case("opening-preview")
def opening_preview(case: CaseFile, _args: Args, words: Words) -> Message:
    """Scope, who votes by which rule, how long each stage takes: before anything opens."""
    groups = (
        () if case.community.self_run else (button(words("button-open-groups"), Ask("open-groups", case.session.id)),)
    )
    return Message(preview(case, words), (decide(case, words), *([groups] if groups else ())))


def decide(case: CaseFile, words: Words) -> Row:
    session = case.session.id
    return button(words("button-open"), ConfirmOpening(session)), button(words("button-drop"), DropOpening(session))


def preview(case: CaseFile, words: Words) -> str:
    votes = [stage for stage in case.flow.stages if isinstance(stage, Vote)]
    return lines(
        words("preview-head", name=esc(words.pick(case.flow.name)), community=esc(case.community.name)),
        words("preview-question", text=short(case.session.question, 300)) if case.session.question else "",
        _offered(case, words),
        words(
            "preview-stages",
            stages=" → ".join(_stage(stage, words) for stage in case.flow.stages if _stage(stage, words)),
        ),
        words("flow-levels", levels=levels(case.flow, words)) if case.flow.scope.levels else "",
        *(_electorate(case, stage, words) for stage in votes),
        words("preview-self-run") if case.community.self_run else "",
        words("preview-standing", standing=standing(case, words), effect=case.flow.mechanism.legal_effect),
        words("preview-groups", count=len(case.places)) if len(case.places) > 1 else "",
        words("preview-nothing-yet"),
    )


def _offered(case: CaseFile, words: Words) -> str:
    """The list that goes with the question, as it has been read, where there is a choice to be made."""
    first, offered = case.flow.stages[0], Offered.from_stored(case.session.offered)
    if offered is None or not isinstance(first, Vote) or not is_choosing(first.rule):
        return ""
    booked = is_booked(case.funds, first.rule)
    there = case.funds[first.rule.fund or ""].available if booked else offered.budget if first.rule.fund else 0
    return lines(*choices.listed(offered, words), choices.budget(there, 0, words, booked=booked))


def _stage(stage: Stage, words: Words) -> str:
    label = esc(words.pick(stage.label)) or words(f"kind-{stage.kind}")
    time = {
        Collect: lambda s: s.window,
        Screen: lambda s: s.sla,
        Deliberate: lambda s: s.limit,
        Vote: lambda s: s.window,
        Notice: lambda s: s.period,
        Evaluate: lambda s: s.window,
    }.get(type(stage))
    if stage.kind == "archive" and not stage.share:
        return ""
    if isinstance(stage, Vote) and stage.notice is not None:
        posted = duration(stage.notice, words)
        return words("preview-stage-posted", label=label, notice=posted, time=duration(stage.window, words))
    return words("preview-stage", label=label, time=duration(time(stage), words)) if time else label


def _electorate(case: CaseFile, stage: Vote, words: Words) -> str:
    rule, whole = stage.rule, case.base(stage.rule.electorate).heads
    carried = carried_by(rule, words)
    if rule.electorate == "member" or not whole:
        return words("preview-members", **carried)
    if rule.quorum is None or rule.quorum.head is None:
        return words("preview-no-quorum", whole=electors(rule, whole, words), **carried)
    needed = electors(rule, rule.quorum.head.needed(whole), words)
    asked = area_asked(rule, words)
    return words("preview-electorate", whole=electors(rule, whole, words), needed=needed, **carried, **asked)


@of_case("opening-done")
def opening_done(case: CaseFile, _args: Args, words: Words) -> Message:
    last = words.moment(case.session.opened_at + WITHDRAW_WITHIN, zone_of(case))
    act = CancelSession(case.session.id, f"{REASON}withdrawn")
    text = words("opening-done", name=esc(words.pick(case.flow.name)), until=last)
    return Message(text, ((button(words("button-withdraw"), act),),))


@of_case("session-opened")
def session_opened(case: CaseFile, _args: Args, words: Words) -> Message:
    name = esc(words.pick(case.flow.name))
    header = case.flow.header
    return Message(
        lines(
            words("opened-head", name=name, community=esc(case.community.name), number=esc(case.session.number)),
            short(words.pick(header.purpose), 120),
            words("opened-question", text=short(case.session.question, 200)) if case.session.question else "",
            words("opened-groups", count=len(case.places)) if len(case.places) > 1 else "",
            words("opened-how"),
            words(
                "opened-standing", standing=standing(case, words), self_run="yes" if case.community.self_run else "no"
            ),
        ),
        (
            (
                button(words("button-flow"), Ask("flow", case.session.id)),
                button(words("button-privacy"), Ask("privacy")),
            ),
        ),
    )


@of_case("cancel-asked")
def cancel_asked(case: CaseFile, _args: Args, words: Words) -> Message:
    text = words(
        "cancel-asked",
        name=esc(words.pick(case.flow.name)),
        number=esc(case.session.number),
        reason=reason_in_words(case.session.cancel_asked_reason, words),
    )
    return Message(text, ((button(words("button-confirm-cancel"), ConfirmCancel(case.session.id)),),))


@of_case("session-cancelled")
def session_cancelled(case: CaseFile, _args: Args, words: Words) -> Message:
    void = max((int(r.facts.get("void_ballots", 0)) for r in case.rounds.values()), default=0)
    return Message(
        lines(
            words("cancelled-head", name=esc(words.pick(case.flow.name)), number=esc(case.session.number)),
            words("cancelled-reason", reason=reason_in_words(case.session.cancel_reason, words)),
            words("cancelled-ballots", count=void) if void else "",
            words("cancelled-again"),
        )
    )


@of_case("session-empty")
def session_empty(_case: CaseFile, _args: Args, words: Words) -> Message:
    return Message(words("session-empty"))


@of_case("session-closed")
def session_closed(case: CaseFile, _args: Args, words: Words) -> Message:
    issues = sorted((i for i in case.issues.values() if i.position), key=lambda issue: issue.position)
    entries = [
        words("record-issue", number=i.position, title=title_of(i, words), state=fate(case, i, words)) for i in issues
    ]
    text = lines(
        words("closed-head", name=esc(words.pick(case.flow.name)), number=esc(case.session.number)),
        listed(entries, words, 6),
        words("closed-when", when=until(case, case.session.closed_at, words), standing=standing(case, words)),
    )
    session = case.session.id
    row = (
        button(words("button-record"), Ask("record", session)),
        button(words("button-uneasy"), Await("uneasy", session)),
    )
    return Message(text, (row,))
