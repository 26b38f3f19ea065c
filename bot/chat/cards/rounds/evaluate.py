"""民评: five words to rate a matter by, counted per household; who rated how is never shown."""

from bot.chat.cards.figures import part
from bot.chat.cards.parts import button, done_title, head, last_line, lines, rows, standing, until
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, Stand
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Evaluate
from bot.deliberation.model import Round, RoundState
from bot.deliberation.rating import RATINGS
from bot.i18n import Words


def answers(case: CaseFile, round_: Round) -> int:
    return sum(figures.heads for figures in case.counts.get(("rating", round_.id, round_.id), {}).values())


def electorate_of(case: CaseFile, stage: Evaluate) -> str:
    """Who rates: a household once, or an account where there is no roll."""
    return stage.electorate if case.community.has_roll else "member"


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    stage = case.stage_as(round_, Evaluate)
    title = words("evaluate-title", title=done_title(case, round_, words))
    text = lines(
        head("📝", title, case, round_, words),
        words("evaluate-what"),
        words("evaluate-below", part=part(stage.rating.sat_ratio, words)),
        words("evaluate-so-far", count=answers(case, round_), kind=electorate_of(case, stage)),
        words(
            "evaluate-until",
            kind=electorate_of(case, stage),
            when=until(case, round_.due_at, words),
            standing=standing(case, words),
        ),
    )
    see = button(words("button-details"), Ask("record", case.session.id))
    if round_.state is not RoundState.OPEN:
        return Message(text, ((see,),))
    choices = [button(words(f"rating-{n}"), Stand("rating", round_.id, round_.id, str(n))) for n in reversed(RATINGS)]
    remark = button(words("button-remark"), Await("remark", case.session.id, round_.id))
    return Message(text, rows([*choices, see, remark], 3))


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    stage = case.stage_as(round_, Evaluate)
    return [
        words("evaluate-so-far", count=answers(case, round_), kind=electorate_of(case, stage)),
        last_line(case, round_, words),
    ], []
