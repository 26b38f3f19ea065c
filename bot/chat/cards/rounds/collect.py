"""民提: where to say what troubles one, openly or 背靠背, and how many issues there are so far."""

from bot.chat.cards.parts import button, esc, head, last_line, lines
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import IssueState, Round, RoundState
from bot.i18n import Words


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    title = words("collect-title", community=esc(case.community.name))
    count = len(case.members(round_))
    back = "back" in case.flow.mechanism.anonymity
    text = lines(
        head("🗣", title, case, round_, words),
        words("collect-what"),
        words("collect-back") if back else "",
        words("collect-care"),
        last_line(case, round_, words),
    )
    see = [button(words("button-see-issues", count=count), Ask("issues", case.session.id))] if count else []
    if round_.state is not RoundState.OPEN:
        return Message(text, (tuple(see),) if see else ())
    session = case.session.id
    raise_ = [button(words("button-raise"), Await("raise", session))]
    quietly = [button(words("button-raise-back"), Await("raise-back", session))] if back else []
    return Message(text, tuple(row for row in ((*raise_, *quietly), tuple(see)) if row))


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    held = [i for i in case.issues.values() if i.state is IssueState.HELD and i.screening != "own"]
    checks = [
        button(words("button-check", number=number), Ask("issue-check", case.session.id, issue.id))
        for number, issue in enumerate(held[:6], 1)
    ]
    session = case.session.id
    return (
        [
            words("collect-so-far", count=len(case.members(round_))),
            words("collect-held", count=len(held)) if held else "",
            last_line(case, round_, words),
        ],
        [
            *checks,
            button(words("button-see-issues", count=len(case.members(round_))), Ask("issues", session)),
            button(words("button-raise-for"), Await("raise-for", session)),
        ],
    )
