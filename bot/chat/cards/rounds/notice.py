"""公示: what was decided, or what came of it, stands here until its date; what is wrong with it can be said by ground.

Where a notice has to be published, and the word of the supervisors it needs, are told with it.
"""

from datetime import datetime

from bot.chat.cards.parts import (
    button,
    head,
    is_public,
    last_line,
    listed,
    motion_title,
    names_sum,
    round_title,
    short,
    standing,
    title_of,
    until,
)
from bot.chat.cards.results import button_counts, digest_line, summary
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Notice
from bot.deliberation.model import Round, RoundState
from bot.deliberation.publishing import OVERSIGHT, duties, lacks_remark, undone
from bot.deliberation.stages.notice import is_asked_first
from bot.i18n import Words

_SHOWN = 4


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    decision = case.decisions.get(round_.decision_id or 0)
    stage = case.stage_as(round_, Notice)
    if decision is None or stage.about == "result":
        return _without_result_of_a_vote(case, round_, stage, words)
    open_ = sum(1 for e in case.entries_in(round_, "objection") if e.state == "open")
    session = case.session.id
    found = [
        words("notice-asked-first") if is_asked_first(case, round_) else "",
        *summary(case, decision, words),
        words("notice-objections", count=open_) if open_ else "",
        words("vote-frozen") if round_.state is RoundState.FROZEN else "",
        *published(case, round_, words),
        words("notice-until" if stage.objections else "notice-until-plain", when=until(case, round_.due_at, words)),
        digest_line(decision, words),
        _disclaimer(case, words),
    ]
    buttons = [
        button(words("button-my-ballot"), Ask("receipt", session, decision.motion_id)),
        button_counts(case, decision, words),
    ]
    if round_.state is RoundState.OPEN and stage.objections is not None:
        buttons.insert(0, button(words("button-object"), Ask("object", session, round_.id)))
    return Message(
        "\n".join(line for line in found if line),
        (tuple(buttons[:2]), tuple(buttons[2:])) if buttons[2:] else (tuple(buttons),),
    )


def _disclaimer(case: CaseFile, words: Words) -> str:
    """What an owners' decision is not, unless the operator has made it so."""
    effect = case.flow.mechanism.legal_effect
    if case.flow.standing != "owners" or effect == "binding":
        return ""
    return words("vote-standing", standing="owners", effect=effect)


def _without_result_of_a_vote(case: CaseFile, round_: Round, stage: Notice, words: Words) -> Message:
    """What was done about it and what it cost; or, where no vote came before, what it is about."""
    about = stage.about
    title = round_title(case, round_, words)
    found = [
        head("📌", words("notice-head", title=title, about=about), case, round_, words),
        listed(_results(case, round_, words) if about == "result" else _subjects(case, round_, words), words, _SHOWN),
        *published(case, round_, words),
        words("notice-until-plain", when=until(case, round_.due_at, words)),
        standing(case, words),
    ]
    record = button(words("button-record"), Ask("record", case.session.id))
    return Message("\n".join(line for line in found if line), ((record,),))


def _results(case: CaseFile, round_: Round, words: Words) -> list[str]:
    """«✔ 便袋箱:装好了,花费 1,800 元,物业前台照看», of every task of these issues."""
    issues = set(round_.members)
    working = {r.id for r in case.rounds.values() if r.kind == "implement" and issues & set(r.members)}
    open_ = all(is_public(case.issues[i]) for i in issues if i in case.issues)
    return [
        words(
            "notice-task",
            title=short(task.title, 24),
            state="done" if task.state == "accepted" else "not",
            result=short(task.result if task.state == "accepted" else task.not_achieved, 60).rstrip("。."),
            cost=words.money(task.cost) if task.cost else "",
            spent="yes" if task.cost and not names_sum(short(task.result, 60), task.cost, words) else "no",
            keeper=short(task.keeper or task.lead, 16),
        )
        for task in case.tasks.values()
        if task.round_id in working and open_
    ]


def _subjects(case: CaseFile, round_: Round, words: Words) -> list[str]:
    issues = [case.issues[i] for i in round_.members if i in case.issues]
    texts = [m for m in case.motions.values() if m.state == "fixed" and set(m.issues) & set(round_.members)]
    shown = [m for m in texts if all(is_public(i) for i in issues if i.id in m.issues)]
    if shown:
        return [f"{motion_title(case, m, words)}: {short(m.text, 80)}" for m in shown]
    return [title_of(issue, words) for issue in issues]


def published(case: CaseFile, round_: Round, words: Words) -> list[str]:
    """Where it has to stand and whether it does; what the supervisors said, or that their word is missing."""
    found = [
        words(
            "notice-place",
            place=str(duty["place"]),
            done="yes" if duty["posted_at"] else "no",
            when=until(case, datetime.fromisoformat(str(duty["posted_at"] or duty["due"])), words),
        )
        for duty in duties(round_)
        if duty["place"] != "group"
    ]
    said = case.entries_in(round_, OVERSIGHT)
    if said:
        found.append(words("oversight-said", text=short(said[-1].text, 80)))
    elif lacks_remark(case, round_):
        found.append(words("oversight-missing"))
    return found


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    waiting = [e for e in case.entries_in(round_, "objection") if e.state == "open"]
    buttons = [
        button(words("button-objection", number=number), Ask("objection", case.session.id, entry.id))
        for number, entry in enumerate(waiting[:6], 1)
    ]
    if undone(round_):
        buttons.append(button(words("button-posted"), Await("posted-board", case.session.id, round_.id)))
    if lacks_remark(case, round_):
        buttons.append(button(words("button-oversight"), Await("oversight", case.session.id, round_.id)))
    return [
        *published(case, round_, words),
        words("notice-objections", count=len(waiting)) if waiting else "",
        words("notice-no-objection") if not waiting and case.stage_as(round_, Notice).objections else "",
        last_line(case, round_, words),
    ], buttons
