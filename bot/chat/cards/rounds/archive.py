"""民享: what it is now, what it cost, who looks after it, how it was rated, and what was not achieved."""

from bot.chat.cards.figures import part
from bot.chat.cards.parts import button, done_title, head, lines, short, standing
from bot.chat.cards.rounds.evaluate import electorate_of
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Evaluate
from bot.deliberation.model import Round, Task
from bot.i18n import Words


def tasks_for(case: CaseFile, round_: Round) -> list[Task]:
    """The tasks done for the issues that are shared."""
    rounds = {r.id for r in case.rounds.values() if r.kind == "implement" and set(r.members) & set(round_.members)}
    return [task for task in case.tasks.values() if task.round_id in rounds]


def ratings_for(case: CaseFile, round_: Round) -> Round | None:
    """The last evaluation of the issues that are shared."""
    found = [r for r in case.rounds.values() if r.kind == "evaluate" and set(r.members) & set(round_.members)]
    return max((r for r in found if "n" in r.facts), key=lambda r: r.lap, default=None)


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    tasks = tasks_for(case, round_)
    accepted = [task for task in tasks if task.state == "accepted"]
    said = {name: str(round_.facts.get(name) or "") for name in ("result", "keeper", "not_achieved")}
    result = said["result"] or next((task.result for task in accepted if task.result), "")
    keeper = said["keeper"] or next((task.keeper for task in accepted if task.keeper), "")
    cost = sum(task.cost for task in tasks)
    missed = [said["not_achieved"], *(t.not_achieved or t.title for t in tasks if t.state == "abandoned")]
    booked = "yes" if case.has_books else "no"
    title = words("share-title", title=done_title(case, round_, words))
    text = lines(
        head("🌿", title, case, round_, words),
        short(result, 200),
        words("share-cost", money=words.money(cost), booked=booked) if cost else "",
        words("share-keeper", keeper=short(keeper, 40)) if keeper else words("share-no-keeper"),
        _rated(case, round_, words),
        words("share-missed", text=short("; ".join(m for m in missed if m), 200)) if any(missed) else "",
        standing(case, words),
    )
    session = case.session.id
    broken = button(words("button-broken"), Await("remark", session, round_.id))
    record = button(words("button-record"), Ask("record", session))
    if not case.has_books:
        return Message(text, ((broken, record),))
    return Message(text, ((broken, button(words("button-ledger"), Ask("ledger", 0, case.community.scope_id)), record),))


def _rated(case: CaseFile, round_: Round, words: Words) -> str:
    rated = ratings_for(case, round_)
    if rated is None:
        return ""
    stage = case.stage_as(rated, Evaluate)
    facts = rated.facts
    text = words("share-rated", count=facts["n"], satisfied=facts["satisfied"], kind=electorate_of(case, stage))
    if rated.outcome == "unsatisfied":
        return lines(text, words("share-unsatisfied", part=part(stage.rating.sat_ratio, words)))
    return text


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    session = case.session.id
    return [words("share-preview-what")], [
        button(words(f"button-tell-{purpose}"), Await(purpose, session, round_.id))
        for purpose in ("share-result", "keeper", "not-achieved")
    ]
