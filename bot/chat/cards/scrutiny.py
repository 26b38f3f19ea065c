"""For scrutineers: what is to be signed or counted again; for everybody, that it was. Never how anybody voted."""

from bot.chat.cards.parts import button, clip, lines, motion_title, reason_in_words, round_title, standing
from bot.chat.cards.registry import Args, of_case
from bot.chat.cards.results import button_counts, outcome_words, summary
from bot.chat.message import Message
from bot.deliberation.acts import Ask, Await, Certify, Recount
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.certifying import decided_in, needed, signatures, unsigned
from bot.deliberation.model import Round, RoundState
from bot.i18n import Words


def _vote(case: CaseFile, args: Args) -> Round | None:
    """The vote a card names; where it names none, the newest that is over and has something to see to."""
    wanted = case.rounds.get(args.id("round"))
    if wanted is not None:
        return wanted if wanted.kind == "vote" else None
    votes = [r for r in case.rounds.values() if r.kind == "vote" and (decided_in(case, r) or _is_frozen(case, r))]
    return max(votes, key=lambda r: (bool(unsigned(case, r)) or _is_frozen(case, r), r.id), default=None)


def _is_frozen(case: CaseFile, vote: Round) -> bool:
    about = {decision.id for decision in decided_in(case, vote)}
    held = [r for r in case.open_rounds("notice") if r.decision_id in about]
    return any(r.state is RoundState.FROZEN for r in (vote, *held))


@of_case("certify")
def certify(case: CaseFile, args: Args, words: Words) -> Message:
    """What a vote came to, for whoever vouches for it with their signature."""
    vote = _vote(case, args)
    found = decided_in(case, vote) if vote else []
    if vote is None or not found or not any(needed(case, decision) for decision in found):
        return Message(words("certify-none"))
    session = case.session.id
    text = lines(
        words("certify-head", title=round_title(case, vote, words)),
        *(line for decision in found[:3] for line in summary(case, decision, words)),
        words("certify-means") if unsigned(case, vote) else "",
    )
    sign = (button(words("button-certify"), Certify(session, vote.id)),) if unsigned(case, vote) else ()
    again = button(words("button-recount"), Ask("recount", session, vote.id))
    last = (button_counts(case, found[0], words), button(words("button-recuse"), Ask("recuse", session)))
    return Message(clip(text), ((*sign, again), last))


@of_case("recount")
def recount(case: CaseFile, args: Args, words: Words) -> Message:
    """Count the ballots again; where counts differed, with a reason, so that the ballots decide."""
    vote = _vote(case, args)
    if vote is None or not (decided_in(case, vote) or _is_frozen(case, vote)):
        return Message(words("recount-none"))
    session, frozen = case.session.id, _is_frozen(case, vote)
    text = lines(
        words("recount-head", title=round_title(case, vote, words)),
        words("recount-frozen" if frozen else "recount-means"),
        words("counts-secret", secrecy="named_sealed"),
    )
    way = Await("recount", session, vote.id) if frozen else Recount(session, vote.id)
    return Message(text, ((button(words("button-recount-now"), way),),))


@of_case("certified")
def certified(case: CaseFile, args: Args, words: Words) -> Message:
    """One calm line: so many have signed, so it is no longer preliminary."""
    return _told(case, args, words, "told-certified")


@of_case("counted-again")
def counted_again(case: CaseFile, args: Args, words: Words) -> Message:
    """One calm line: the ballots were counted again and come to what was told."""
    return _told(case, args, words, "told-counted-again")


@of_case("recounted")
def recounted(case: CaseFile, args: Args, words: Words) -> Message:
    """One calm line: the ballots come to something else than what was told, and that is what counts."""
    return _told(case, args, words, "told-recounted")


def _told(case: CaseFile, args: Args, words: Words, key: str) -> Message:
    decision = case.decisions[args.id("decision")]
    told = words(
        key,
        title=motion_title(case, case.motions[decision.motion_id], words),
        outcome=outcome_words(case, decision, words),
        count=len(signatures(case, decision)),
    )
    return Message(lines(told, standing(case, words)), ((button_counts(case, decision, words),),))


@of_case("ballot-struck")
def ballot_struck(case: CaseFile, args: Args, words: Words) -> Message:
    """To whoever cast it: that it no longer counts, and why; while the vote is open they may vote again."""
    motion, entry = case.motions[args.id("motion")], case.entries[args.id("entry")]
    round_ = case.rounds[motion.vote_round_id or entry.round_id]
    barred = args.person_id in round_.barred.values()
    open_ = round_.state is RoundState.OPEN and not barred
    text = lines(
        words("struck-head", title=motion_title(case, motion, words)),
        words("told-why", why=reason_in_words(entry.answer, words)) if entry.answer else "",
        words("struck-barred" if barred else "struck-again" if open_ else "struck-kept"),
    )
    again = button(words("button-change-ballot"), Ask("round", case.session.id, round_.id))
    return Message(text, ((again,),) if open_ else ())
