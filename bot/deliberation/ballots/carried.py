"""Ballots somebody carries in: a sheet of paper that two tellers read, a choice entered for who cannot use a phone.

Either becomes a ballot of the elector it belongs to, by the same rule as a press (`standing.stand`), in time before the
close and never after it. Which of several ballots stands is said by the rule of the vote (`channels`, P12).
By proxy: see `proxies`. Who may do it is left to `rights`, looking up the elector to whoever calls this.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.deliberation import acts
from bot.deliberation.ballots.box import Box
from bot.deliberation.ballots.standing import Brought, Elector, stand
from bot.deliberation.ballots.voices import PaperEntry, Voice
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor, Answer, Desk, Urgency
from bot.deliberation.flow import Vote
from bot.deliberation.minutes.journal import Head
from bot.deliberation.model import NOBODY, Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.voting.decide import read
from bot.deliberation.voting.rules import Rule, in_time
from bot.deliberation.voting.ways import Way


def vote_on(case: CaseFile, motion_id: int, way: Way, desk: Desk) -> tuple[Round, Motion, Rule]:
    """The vote a motion is in, open now and by a rule that takes ballots this way; raises `Refused`."""
    motion = case.motions.get(motion_id)
    if motion is None or motion.vote_round_id is None:
        raise Refused("button-stale")
    round_ = case.round(motion.vote_round_id)
    rule = case.stage_as(round_, Vote).rule
    if way not in rule.ways:
        raise Refused(f"{way}-not-here")
    if round_.state is RoundState.ANNOUNCED:
        raise Refused("vote-not-open")
    over = round_.due_at is not None and not in_time(desk.now, round_.due_at)
    if round_.state is not RoundState.FROZEN and (over or round_.state is not RoundState.OPEN):
        raise Refused("ballot-late")
    return round_, motion, rule


def voice_in(case: CaseFile, elector: str, rule: Rule) -> Voice:
    """The elector an act is about, who is one of this vote; raises `Refused` for anybody else."""
    if case.voice is None or case.voice.elector != elector or not elector.startswith(f"{rule.electorate}:"):
        raise Refused("no-such-elector")
    return case.voice


def cast(
    case: CaseFile, round_: Round, motion: Motion, voice: Voice, choice: str, way: Way, brought: Brought, desk: Desk
) -> Answer:
    """A ballot of this voice by this way; whoever votes for it is told, with the receipt."""
    box = Box(case.session.id, case.session.state, case.community, "", case.flow, round_, Head())
    box.motions = {one.id: one for one in case.motions_in(round_)}
    act = acts.Stand("ballot", motion.id, round_.id, choice)
    owner = Actor(voice.voter_id or NOBODY, channel=way)
    before = voice.standing.get(motion.id)
    stood = stand(act, box, owner, Elector(voice.elector, voice.area), before, desk.now, desk.code, brought)
    if stood.standing is not None and stood.minute is not None:
        desk.cast.append((stood.standing, before))
        desk.journal.append(stood.minute)
        case.show(desk, round_)
        desk.tell(voice.voter_id, "receipt", Urgency.RECEIPT, motion=motion.id, round=round_.id)
    return stood.answer


def enter_paper(case: CaseFile, act: acts.EnterPaper, desk: Desk) -> Answer:
    """One teller's reading. A second teller's that says the same makes it a ballot, at the moment of the second."""
    round_, motion, rule = vote_on(case, act.motion_id, "paper", desk)
    voice = voice_in(case, act.elector, rule)
    choice = read(rule, motion.paper, act.choice)
    if not any(file.kind == "photo" for file in act.attachments):
        raise Refused("paper-photo-needed")
    if voice.voter_id is not None and voice.voter_id == desk.by.person_id:
        raise Refused("paper-own")
    open_ = [entry for entry in case.paper_entries.values() if entry.state == "open"]
    for entry in open_:
        if entry.teller_id == desk.by.person_id:
            entry.state = "replaced"
    mine = PaperEntry(
        id=desk.next_id(),
        session_id=case.session.id,
        round_id=round_.id,
        motion_id=motion.id,
        elector=voice.elector,
        door=voice.door,
        choice=choice,
        teller_id=desk.by.person_id,
        at=desk.now,
        attachments=[{"kind": file.kind, "file": file.file_id} for file in act.attachments],
    )
    case.paper_entries[mine.id] = mine
    about = {"what": motion.id, "round": round_.id}
    desk.record("paper-entered", about, elector=voice.elector, choice=choice)
    desk.fetch(mine.attachments, session=case.session.id)
    others = [entry for entry in open_ if entry.state == "open"]
    agreeing = next((entry for entry in others if entry.choice == choice), None)
    session = case.session.id
    desk.tell(desk.by.person_id, "paper", Urgency.REPLY, session=session, motion=motion.id, extra=voice.elector)
    if agreeing is None:
        for entry in others:
            desk.tell(entry.teller_id, "paper-differs", Urgency.REPLY, session=session, entry=mine.id)
        return Answer("paper-differs" if others else "paper-waiting", {"door": voice.door}, alert=bool(others))
    return _agreed(case, round_, motion, voice, (agreeing, mine), desk)


def _agreed(
    case: CaseFile, round_: Round, motion: Motion, voice: Voice, pair: tuple[PaperEntry, PaperEntry], desk: Desk
) -> Answer:
    """Two tellers have read the same; a ballot the voter cast before may be the one that stands all the same."""
    for entry in case.paper_entries.values():
        entry.state = "replaced" if entry.state == "open" and entry not in pair else entry.state
    for entry in pair:
        entry.state = "counted"
    tellers = tuple(entry.teller_id or NOBODY for entry in pair)
    try:
        cast(case, round_, motion, voice, pair[-1].choice, "paper", Brought(tellers), desk)
    except Refused as refused:
        if refused.refusal.key not in ("ballot-first-stands", "ballot-final"):
            raise
        return Answer("paper-not-counted", {"door": voice.door}, alert=True)
    return Answer("paper-counted", {"door": voice.door})


def assist(case: CaseFile, act: acts.AssistBallot, desk: Desk) -> Answer:
    """Enter what a resident says who is there; the receipt is read to them on the spot."""
    round_, motion, rule = vote_on(case, act.motion_id, "assisted", desk)
    voice = voice_in(case, act.elector, rule)
    helper = desk.by.person_id
    if helper is None:
        raise Refused("not-a-person")
    answer = cast(case, round_, motion, voice, act.choice, "assisted", Brought((helper,)), desk)
    # the same answer whatever stood before: whoever helps must not learn it by trying
    receipt = answer.params.get("receipt") or voice.standing[motion.id].receipt
    said = {name: answer.params[name] for name in ("choice", "named") if name in answer.params}
    return Answer("ballot-assisted", {**said, "receipt": receipt, "door": voice.door}, alert=True)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.EnterPaper: enter_paper,
    acts.AssistBallot: assist,
}
