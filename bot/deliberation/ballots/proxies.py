"""委托 proxies: an elector's vote given to an agent in writing, by which the agent casts a ballot of that elector.

Two confirmations make it count, both before the close: the agent takes it on, and somebody who moderates or
scrutinises, and has no part in it, has seen the document. Until then a ballot by it is refused with the reason. Whoever
gave it may take it back until the close, and may always press for themselves; which ballot then stands is said by the
rule (`channels`). A proxy is not passed on: only who votes for an elector can give it (民法典 161–169, 聊城条例 16).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.deliberation import acts
from bot.deliberation.ballots.carried import cast, voice_in, vote_on
from bot.deliberation.ballots.standing import Brought
from bot.deliberation.ballots.voices import Proxy
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk
from bot.deliberation.flow import Vote
from bot.deliberation.model import Round, RoundState, SessionState
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import who_confirms
from bot.deliberation.voting.rules import Rule, in_time

_LONGEST = timedelta(days=366)


def grant(case: CaseFile, act: acts.GrantProxy, desk: Desk) -> Answer:
    """Hand in a proxy: its document, the agent, the matter and the term; the agent and those who confirm are asked."""
    rule, close = _before_close(case, act.motion_id, desk)
    voice = voice_in(case, act.elector, rule)
    if not any(file.kind == "photo" for file in act.attachments):
        raise Refused("proxy-document-needed")
    if act.agent_id is None:
        raise Refused("person-unknown", person=act.agent[:40])
    if act.agent_id == voice.voter_id or (voice.voter_id is None and act.agent_id == desk.by.person_id):
        raise Refused("proxy-own-agent")
    for proxy in _living(case, desk.now):
        alike = proxy.motion_id == 0 or act.motion_id in (0, proxy.motion_id)
        if proxy.elector == act.elector and alike:
            raise Refused("proxy-exists", door=proxy.door)
    _has_room(case, act.agent_id, act.elector, rule, desk.now)
    until = _until(case, act.until, close, desk)
    proxy = Proxy(
        id=desk.next_id(),
        session_id=case.session.id,
        motion_id=act.motion_id,
        elector=act.elector,
        door=voice.door,
        agent_id=act.agent_id,
        granted_by=desk.by.person_id,
        granted_at=desk.now,
        until=until,
        attachments=[{"kind": file.kind, "file": file.file_id} for file in act.attachments],
    )
    case.proxies[proxy.id] = proxy
    about = {"proxy": proxy.id, "motion": act.motion_id, "until": until.isoformat() if until else ""}
    desk.record("proxy-granted", about, elector=act.elector, whom=act.agent_id)
    desk.fetch(proxy.attachments, session=case.session.id)
    desk.tell(act.agent_id, "proxy-asked", session=case.session.id, proxy=proxy.id)
    for person in who_confirms(case):
        if person not in (act.agent_id, voice.voter_id, desk.by.person_id):
            desk.tell(person, "proxy-to-confirm", session=case.session.id, proxy=proxy.id)
    return Answer("proxy-granted", {"door": voice.door})


def answer(case: CaseFile, act: acts.AnswerProxy, desk: Desk) -> Answer:
    """The agent takes it on, or does not."""
    proxy = _asked(case, act.proxy_id)
    if proxy.accepted_at is not None:
        raise Refused("button-stale")
    rule, _ = _before_close(case, proxy.motion_id, desk)
    if act.accepted:
        _has_room(case, proxy.agent_id, proxy.elector, rule, desk.now)
        proxy.accepted_at = desk.now
    else:
        proxy.state = "refused"
    desk.record("proxy-accepted" if act.accepted else "proxy-refused", {"proxy": proxy.id})
    _tell(proxy, desk)
    return Answer("proxy-accepted" if act.accepted else "proxy-declined", {"door": proxy.door})


def confirm(case: CaseFile, act: acts.ConfirmProxy, desk: Desk) -> Answer:
    """Somebody without a part in it has seen the document."""
    proxy = _asked(case, act.proxy_id)
    if proxy.confirmed_at is not None:
        raise Refused("button-stale")
    rule, _ = _before_close(case, proxy.motion_id, desk)
    voice = voice_in(case, proxy.elector, rule)
    if desk.by.person_id in (proxy.agent_id, proxy.granted_by, voice.voter_id):
        raise Refused("proxy-own-confirm")
    if act.confirmed:
        proxy.confirmed_by, proxy.confirmed_at = desk.by.person_id, desk.now
    else:
        proxy.state = "refused"
    desk.record("proxy-confirmed" if act.confirmed else "proxy-refused", {"proxy": proxy.id})
    _tell(proxy, desk)
    return Answer("proxy-confirmed" if act.confirmed else "proxy-declined", {"door": proxy.door})


def revoke(case: CaseFile, act: acts.RevokeProxy, desk: Desk) -> Answer:
    """Whoever gave it takes it back, until the close; a ballot cast by it before stays what it is."""
    proxy = _asked(case, act.proxy_id)
    _before_close(case, proxy.motion_id, desk)
    proxy.state = "revoked"
    desk.record("proxy-revoked", {"proxy": proxy.id})
    desk.tell(proxy.agent_id, "proxy-news", session=case.session.id, proxy=proxy.id)
    return Answer("proxy-revoked", {"door": proxy.door})


def cast_by(case: CaseFile, act: acts.CastByProxy, desk: Desk) -> Answer:
    """The agent's ballot for whom they stand for; refused with the reason while the proxy does not count."""
    proxy = case.proxies.get(act.proxy_id)
    if proxy is None or desk.by.person_id is None:
        raise Refused("button-stale")
    round_, motion, rule = vote_on(case, act.motion_id, "proxy", desk)
    voice = voice_in(case, proxy.elector, rule)
    if not proxy.covers(motion.second_of or motion.id):
        raise Refused("proxy-other-matter")
    if not proxy.lives:
        raise Refused("proxy-revoked")
    if not proxy.counts:
        missing = "agent" if proxy.accepted_at is None else "document"
        raise Refused("proxy-unconfirmed", missing=missing)
    if _is_over(case, proxy, desk.now):
        raise Refused("proxy-ended")
    brought = Brought((desk.by.person_id,), proxy.id)
    told = cast(case, round_, motion, voice, act.choice, "proxy", brought, desk)
    if not desk.cast:
        return told
    return Answer("ballot-by-proxy", {**told.params, "door": proxy.door}, alert=told.alert)


def _asked(case: CaseFile, proxy_id: int) -> Proxy:
    proxy = case.proxies.get(proxy_id)
    if proxy is None or not proxy.lives:
        raise Refused("button-stale")
    return proxy


def _living(case: CaseFile, now: datetime) -> list[Proxy]:
    return [proxy for proxy in case.proxies.values() if proxy.lives and not _is_over(case, proxy, now)]


def _is_over(case: CaseFile, proxy: Proxy, now: datetime) -> bool:
    """Whether its day is past, or the vote on its matter is; one without a day ends with what was under way when it was
    given."""
    motion = case.motions.get(proxy.motion_id)
    if proxy.until is not None and (now >= proxy.until or motion is None or motion.vote_round_id is None):
        return now >= proxy.until
    votes = [r for r in case.rounds.values() if r.kind == "vote" and (motion is None or r.id == motion.vote_round_id)]
    return not any(
        _takes_ballots(vote, now) for vote in votes if proxy.until is not None or vote.entered_at <= proxy.granted_at
    )


def _takes_ballots(vote: Round, now: datetime) -> bool:
    """Whether the vote is announced or open; one that is frozen may go on."""
    over = vote.due_at is not None and not in_time(now, vote.due_at)
    return vote.state is RoundState.FROZEN or (vote.state in (RoundState.ANNOUNCED, RoundState.OPEN) and not over)


def _has_room(case: CaseFile, agent_id: int | None, elector: str, rule: Rule, now: datetime) -> None:
    """Raise `Refused` where the agent has taken on as many as the rule lets one person stand for."""
    taken = {p.elector for p in _living(case, now) if p.agent_id == agent_id and p.accepted_at is not None} - {elector}
    if len(taken) >= rule.proxy.max_per_agent:
        raise Refused("proxy-too-many", most=rule.proxy.max_per_agent)


def rule_for(case: CaseFile) -> Rule | None:
    """The rule of the flow's vote that takes proxies; None where none does."""
    rules = (stage.rule for stage in case.flow.stages if isinstance(stage, Vote))
    return next((rule for rule in rules if rule.proxy.allowed), None)


def _before_close(case: CaseFile, motion_id: int, desk: Desk) -> tuple[Rule, datetime | None]:
    """The rule proxies are given by and, where a vote on the matter is under way, its close; raises `Refused` after."""
    if case.session.state is not SessionState.OPEN:
        raise Refused("session-over")
    motion = case.motions.get(motion_id)
    if motion_id and motion is None:
        raise Refused("button-stale")
    if motion is not None and motion.vote_round_id is not None:
        round_ = case.round(motion.vote_round_id)
        rule = case.stage_as(round_, Vote).rule
        over = round_.due_at is not None and not in_time(desk.now, round_.due_at)
        if over or round_.state not in (RoundState.ANNOUNCED, RoundState.OPEN):
            raise Refused("proxy-late")
        if not rule.proxy.allowed:
            raise Refused("proxy-not-here")
        return rule, round_.due_at
    found = rule_for(case)
    if found is None:
        raise Refused("proxy-not-here")
    closes = [round_.due_at for round_ in case.open_rounds("vote") if round_.due_at is not None]
    if closes and not any(in_time(desk.now, close) for close in closes):
        raise Refused("proxy-late")
    return found, max(closes, default=None)


def _until(case: CaseFile, text: str, close: datetime | None, desk: Desk) -> datetime | None:
    """The end of the day the document says, in the community's time; None for the close of a vote under way."""
    if not text:
        if close is None:
            raise Refused("proxy-until-needed")
        return None
    zone = ZoneInfo(case.community.timezone)
    try:
        day = datetime.combine(datetime.fromisoformat(text).date() + timedelta(days=1), time(), zone)
    except ValueError:
        raise Refused("proxy-until-needed") from None
    if not desk.now < day <= desk.now + _LONGEST:
        raise Refused("proxy-until-needed")
    return day.astimezone(UTC)


def _tell(proxy: Proxy, desk: Desk) -> None:
    """Whoever handed it in and the agent hear how it stands."""
    for person in dict.fromkeys((proxy.granted_by, proxy.agent_id)):
        if person != desk.by.person_id or proxy.counts:
            desk.tell(person, "proxy-news", session=proxy.session_id, proxy=proxy.id)


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {
    acts.GrantProxy: grant,
    acts.AnswerProxy: answer,
    acts.ConfirmProxy: confirm,
    acts.RevokeProxy: revoke,
    acts.CastByProxy: cast_by,
}
