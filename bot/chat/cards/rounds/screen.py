"""受理: how far the answers are; every issue gets one, whoever raised it is told."""

from bot.chat.cards.parts import button, head, last_line, lines, round_title
from bot.chat.message import Button, Message
from bot.deliberation.acts import AcceptRest, Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Round
from bot.i18n import Words


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    members = [case.issues[i] for i in round_.members if i in case.issues]
    decided = sum(1 for issue in members if issue.screening)
    text = lines(
        head("📥", round_title(case, round_, words), case, round_, words),
        words("screen-what"),
        words("screen-so-far", decided=decided, waiting=len(members) - decided),
        last_line(case, round_, words),
    )
    see = button(words("button-see-issues", count=len(members)), Ask("issues", case.session.id))
    return Message(text, ((see,),) if members else ())


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    waiting = sum(1 for issue in case.members(round_) if not issue.screening)
    session = case.session.id
    buttons = [button(words("button-one-by-one"), Ask("screen-list", session, round_.id))]
    if waiting:
        buttons.append(button(words("button-accept-rest", count=waiting), AcceptRest(session, round_.id)))
    decided = len(case.members(round_)) - waiting
    return [words("screen-so-far", decided=decided, waiting=waiting), last_line(case, round_, words)], buttons
