"""公示: what was decided stands here until its date; what is wrong with it can be said by ground."""

from bot.chat.cards.parts import button, last_line, until
from bot.chat.cards.results import button_counts, digest_line, summary
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Notice
from bot.deliberation.model import Round
from bot.i18n import Words


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    decision = case.decisions[round_.decision_id or 0]
    stage = case.stage_as(round_, Notice)
    open_ = sum(1 for e in case.entries_in(round_, "objection") if e.state == "open")
    session = case.session.id
    found = [
        *summary(case, decision, words),
        words("notice-objections", count=open_) if open_ else "",
        words("notice-until", when=until(case, round_.due_at, words)),
        digest_line(decision, words),
    ]
    buttons = [
        button(words("button-my-ballot"), Ask("receipt", session, decision.motion_id)),
        button_counts(case, decision, words),
    ]
    if round_.closed_at is None and stage.objections is not None:
        buttons.insert(0, button(words("button-object"), Ask("object", session, round_.id)))
    return Message(
        "\n".join(line for line in found if line),
        (tuple(buttons[:2]), tuple(buttons[2:])) if buttons[2:] else (tuple(buttons),),
    )


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    waiting = [e for e in case.entries_in(round_, "objection") if e.state == "open"]
    buttons = [
        button(words("button-objection", number=number), Ask("objection", case.session.id, entry.id))
        for number, entry in enumerate(waiting[:6], 1)
    ]
    return [
        words("notice-objections", count=len(waiting)) if waiting else words("notice-no-objection"),
        last_line(case, round_, words),
    ], buttons
