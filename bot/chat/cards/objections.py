"""结果有问题: grounds to choose from, an objection as it waits for its ruling, and the ruling.

Who objected is shown to those who rule and never to the group; who rules is never a party (P9).
"""

from bot.chat.cards.parts import button, lines, reason_in_words, round_title, rows, standing, until
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Message, Row
from bot.deliberation.acts import Ask, Await
from bot.deliberation.ballots.striking import vote_of
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.objections import offered
from bot.deliberation.flow import Vote
from bot.deliberation.model import Entry, RoundState
from bot.i18n import Words


def _title(case: CaseFile, entry: Entry, words: Words) -> str:
    return round_title(case, case.round(entry.round_id), words)


def _number(case: CaseFile, entry: Entry) -> int:
    """Objections are counted through the session."""
    return sorted(e.id for e in case.entries.values() if e.kind == "objection").index(entry.id) + 1


@of_case("object")
def object_(case: CaseFile, args: Args, words: Words) -> Message:
    """What may be wrong with a result, as people say it; each ground opens a prompt for the words."""
    round_ = case.round(args.id("round"))
    said, votes = offered(case, round_), round_.kind == "vote"
    if said is None or round_.closed_at is not None or round_.state in (RoundState.FROZEN, RoundState.PRELIMINARY):
        return Message(words("object-over-vote" if votes else "object-over"))
    buttons = [
        button(words(f"button-object-{ground}"), Await(f"object-{ground}", case.session.id, round_.id))
        for ground in said.grounds
    ]
    answered = "object-answered-vote" if votes else "object-answered"
    text = lines(words("object-what"), words(answered, when=until(case, round_.due_at, words)))
    return Message(text, rows(buttons))


@of_case("objection", "objection-to-rule")
def objection(case: CaseFile, args: Args, words: Words) -> Message:
    entry = case.entries[args.id("entry")]
    text = lines(
        words("objection-head", number=_number(case, entry), title=_title(case, entry, words)),
        words("objection-ground", ground=words(f"ground-{entry.choice}")),
        f"<blockquote>{reason_in_words(entry.text, words, 600)}</blockquote>",
        words("objection-until", when=until(case, entry.due_at, words)) if entry.state == "open" else "",
    )
    if entry.state != "open" or args.person_id is None:
        return Message(text)
    session, decision = case.session.id, case.round(entry.round_id).decision_id
    ways = [
        button(words("button-uphold"), Await("rule-upheld", session, entry.id)),
        button(words("button-dismiss"), Await("rule-dismissed", session, entry.id)),
    ]
    last = [button(words("button-recuse"), Ask("recuse", session))]
    if decision is not None:
        last.insert(0, button(words("button-counts"), Ask("counts", session, decision)))
    strikes = list[Row]()
    if entry.choice == "eligibility" and not entry.elector and _linkable(case, entry):
        strikes += [
            (button(words("button-uphold-bar"), Await("rule-barred", session, entry.id)),),
            (button(words("button-uphold-strike"), Await("rule-struck", session, entry.id)),),
        ]
    return Message(text, (tuple(ways), *strikes, tuple(last)))


def _linkable(case: CaseFile, entry: Entry) -> bool:
    """Whether single ballots can be struck at all."""
    stage = case.stage(case.rounds[vote_of(case, entry)])
    return isinstance(stage, Vote) and stage.rule.linkable


@of_case("ruling", "ruling-told")
def ruling(case: CaseFile, args: Args, words: Words) -> Message:
    """The answer to an objection, with its reason and what follows from it."""
    entry = case.entries[args.id("entry")]
    round_ = case.round(entry.round_id)
    struck = int(case.rounds[vote_of(case, entry)].facts.get("struck", {}).get(str(entry.id), 0))
    text = lines(
        words("ruling-head", number=_number(case, entry), title=_title(case, entry, words)),
        words("objection-ground", ground=words(f"ground-{entry.choice}")),
        words(f"ruling-{entry.state}"),
        words("told-why", why=reason_in_words(entry.answer, words, 400)),
        words("ruling-struck", count=struck) if struck else "",
        _follows(case, entry, words),
        standing(case, words),
    )
    counts = button(words("button-counts"), Ask("counts", case.session.id, round_.decision_id or 0))
    return Message(text, ((counts,),) if round_.decision_id else ())


def _follows(case: CaseFile, entry: Entry, words: Words) -> str:
    """What has become of the vote or of what it came to."""
    round_ = case.rounds[entry.round_id]
    found = [d for d in case.decisions.values() if d.id == round_.decision_id or d.round_id == round_.id]
    if round_.state is RoundState.VOID:
        return words("ruling-vote-void")
    if not found:
        return words("ruling-vote-goes-on")
    latest = max(found, key=lambda decision: decision.id)
    if latest.state != "void":
        return words("ruling-recounted" if latest.state == "recounted" else "ruling-stands")
    voted = case.rounds[latest.round_id]
    resumed = voted.state is RoundState.OPEN and case.motions[latest.motion_id].state == "voting"
    again = case.motions[latest.motion_id].state == "fixed"
    then = "resumed" if resumed else "inquorate" if latest.outcome == "inquorate" and not again else "back"
    return words("ruling-void", then=then, when=until(case, voted.due_at, words))
