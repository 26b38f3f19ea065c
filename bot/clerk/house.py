"""Acts of the house: what people ask, say of themselves, and are told, outside any one session.

Chats, announcements and recurring posts are in `places`, the roll, households and roles in `register`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clerk import belonging, books, covering, joint, places, privacy, reconfirming, register, roll_offers, voters
from bot.clerk import cases as session_acts
from bot.clerk.office import Office, reply
from bot.clerk.standpoint import KEPT, PENDING, Standpoint, pending_of, standpoint
from bot.clerk.submission import Submission
from bot.deliberation import acts, views
from bot.deliberation.ballots.bag import CAST
from bot.deliberation.desk import Answer, Due, JournalEntry, Owed, Urgency
from bot.deliberation.flow import Flow, Vote
from bot.deliberation.flow.check import LOCALES
from bot.deliberation.house import Person
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import MODERATING
from bot.deliberation.stages.collect import issue_of
from bot.storage import ballots, cards_shown, cases, journal, lookups, owners, people, roll
from bot.storage.store import Tx

WAITING_CHARS = 500
WAITING_ISSUES = 5

PRIVATE_VIEWS = frozenset(
    {
        "my", "manage", "covers", "privacy", "forget", "lang", "welcome", "roll", "roll-template", "moderate",
        "screen-list", "screen-one", "doors",
        "ballot", "record", "receipt", "not-me", "object", "stairwell",
        "assist", "assist-door", "deliveries", "entrust", "entrust-door", "entrust-doors",
        "paper", "paper-door", "paper-photo", "proxies", "proxy-asked", "proxy-to-confirm", "vote-for",
        "papers", "print", "print-office",
        "belong", "open-groups",
        "ledger", "ledger-enter", "ledger-sheet", "ledger-waiting", "money-entry",
    }
)  # fmt: skip
"""Views that are nobody else's business: never shown in a group, whoever asks there."""
TURNED = frozenset({"belong", "open-groups"})
"""Of those the ones a person steps through: a press on such a card changes it in place."""


_DATED = ("ledger", "ledger-sheet")
"""Views that say as of when they are."""


async def take(tx: Tx, office: Office, submission: Submission, person: Person) -> Answer:
    """Take an act of the house for this person."""
    at = await standpoint(tx, office, submission, person)
    rule = TAKES.get(type(submission.act))
    if rule is None:
        raise Refused("button-stale")
    return await rule(at, submission.act)


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """A due moment that belongs to no session: an announcement, a recurring post, or the end of what is kept."""
    if due.kind in (privacy.UNLINK, session_acts.RETENTION):
        await privacy.lapse(tx, office, due, now)
    elif due.kind == roll_offers.OFFER:
        await roll_offers.lapse(tx, office, due, now)
    elif due.kind == reconfirming.RECONFIRM:
        await reconfirming.lapse(tx, office, due, now)
    elif due.kind in (books.STATEMENT, books.REMINDER):
        await books.lapse(tx, office, due, now)
    else:
        await places.lapse(tx, office, due, now)


async def _ask(at: Standpoint, act: acts.Ask) -> Answer:
    """Owe the answer where it was asked; what is private, or was pressed in a group, goes to the private chat."""
    await _may_see(at, act)
    args = {"session": act.session_id, "subject": act.subject, "extra": act.extra, "person": at.person.id}
    args |= {"chat": at.chat.id if at.chat else 0, "community": at.community.id if at.community else 0}
    if act.view == "open-list":
        args["flows"] = [_listed(flow) for flow in at.office.openable()]
    if act.view == "manage":
        args |= await covering.of_today(at)
    elif act.view == "covers":
        args["others"] = list(await covering.candidates(at))
    elif act.view in _DATED:
        args["at"] = at.submission.at.isoformat()
    here = at.submission.where.private
    if here:
        await _open_private(at)
    if act.view == "welcome" and act.subject:
        await people.set_awaiting(at.tx, at.person.id, {PENDING: act.subject})
    if act.view in TURNED and (here or at.person.dm_open):
        await _turn(at, act, args)
        return Answer() if here else Answer("see-private")
    if here or not (at.submission.press or act.view in PRIVATE_VIEWS):
        await at.owe(reply(at.submission, at.person, at.chat.id if at.chat else None, act.view, args))
        return Answer()
    if not at.person.dm_open:
        if at.submission.press:
            return Answer(start=act)
        await at.owe(
            reply(at.submission, at.person, at.chat.id if at.chat else None, "go-private", args | {"view": act.view})
        )
        return Answer()
    await at.owe(reply(at.submission, at.person, None, act.view, args, private=True))
    return Answer("see-private")


async def _turn(at: Standpoint, act: acts.Ask, args: Mapping[str, Any]) -> None:
    """Asked for by a button of its own it is changed; otherwise it is shown anew, where it can be seen."""
    key = f"card:p{at.person.id}:{act.view}:{act.session_id or act.subject}"
    if not (at.submission.press and at.submission.where.private):
        await cards_shown.card_state(at.tx, key, "retired")
    await at.owe(Owed("card", act.view, args, person_id=at.person.id, key=key))


async def _may_see(at: Standpoint, act: acts.Ask) -> None:
    """Raise Refused where this is not for this person: a doctored client can ask for anything by its name."""
    match views.need_of(act):
        case views.ANYBODY:
            return
        case views.ADMINISTRATOR:
            await belonging.need_look(at, act.subject)
        case views.KEEPER if act.view in ("roll", "roll-template"):
            await at.need_moderator(act.subject)
        case views.NEIGHBOUR:
            await books.need_neighbour(at, act.subject)
        case views.BOOKKEEPER if act.view == "money-entry":
            await books.need_entry(at, act.subject)
        case views.BOOKKEEPER:
            await books.need_books(at, act.subject)
        case views.KEEPER:
            await register.need_keeper(at, act.subject)
        case _:
            case = await session_acts.load(at.tx, act.session_id)
            views.require(act, case, await session_acts.actor(at.tx, case, at.submission, at.person))


def _listed(flow: Flow) -> dict[str, Any]:
    return {"id": flow.id, "name": flow.name, "question": isinstance(flow.stages[0], Vote)}


async def _await(at: Standpoint, act: acts.Await) -> Answer:
    """The next words in the private chat complete what this asks for."""
    if not at.submission.where.private and not at.person.dm_open:
        return Answer(start=act)
    if at.submission.where.private:
        await _open_private(at)
    awaiting = {"purpose": act.purpose, "session": act.session_id, "subject": act.subject, "extra": act.extra}
    await people.set_awaiting(at.tx, at.person.id, awaiting | pending_of(at.person))
    await at.owe(reply(at.submission, at.person, None, "ask-text", awaiting, private=True))
    return Answer() if at.submission.where.private else Answer("see-private")


async def _open_private(at: Standpoint) -> None:
    if not at.person.dm_open or at.person.blocked:
        await people.set_dm_open(at.tx, [at.person.id])


async def _raise_waiting(at: Standpoint, act: acts.RaiseIssue) -> Answer:
    """Nothing is open: an issue raised by name waits in the community for the session that opens next."""
    community, scope = await at.need_community()
    if act.mode != "face":
        raise Refused("nothing-open-collect")
    if not act.text.strip() and not act.attachments:
        raise Refused("text-empty")
    seats = (await roll.seats_of(at.tx, [at.person.id]))[at.person.id]
    inside = at.chat is not None and bool((await people.insiders(at.tx, [at.chat.id], [at.person.id]))[at.person.id])
    if not inside and not any(seat.scope_path.startswith(scope.path) for seat in seats):
        raise Refused("not-participant")
    if len(act.text) > WAITING_CHARS:
        raise Refused("text-too-long", limit=WAITING_CHARS, length=len(act.text))
    mine = [i for i in await lookups.issues_by_author(at.tx, at.person.id) if i.session_id is None]
    if act.text.strip() and any(issue.text == act.text for issue in mine):
        raise Refused("issue-repeated")
    if len(mine) >= WAITING_ISSUES:
        raise Refused("too-many-issues", limit=WAITING_ISSUES)
    number = await cases.next_issue_number(at.tx, community.id)
    issue = issue_of(
        act, at.office.next_id(), community.id, None, number, at.person.id, at.person.name, at.submission.at
    )
    await cases.add_issue(at.tx, issue)
    await at.record("issue-raised", {"issue": issue.id, "mode": act.mode, "channel": act.channel}, text=act.text)
    for file in issue.attachments:
        about = {**file, "community": community.id, "issue": issue.id, "chat": at.chat.id if at.chat else None}
        await at.owe(Owed("download", "file", about, person_id=at.person.id, urgency=Urgency.PRIVATE))
    return Answer("issue-waits", {"title": issue.title})


async def _keep_words(at: Standpoint, act: acts.KeepWords) -> Answer:
    """Nothing is recorded yet: the bot asks what the words are meant as."""
    kept = {"session": act.session_id, "subject": act.subject, "what": act.what, "text": act.text}
    await people.set_awaiting(at.tx, at.person.id, {**at.person.awaiting, KEPT: kept})
    args = {"session": act.session_id, "what": act.what}
    await at.owe(reply(at.submission, at.person, at.chat.id if at.chat else None, "which-words", args))
    return Answer()


async def _use_words(at: Standpoint, act: acts.UseWords) -> Answer:
    """Take the words this person has said as what the button says."""
    kept = at.person.awaiting.get(KEPT)
    offered = {"speak": ("for", "concern", "ask"), "rule": ("upheld", "dismissed")}
    if kept is None or act.choice not in offered[kept["what"]]:
        raise Refused("no-words-kept")
    session, subject, text = kept["session"], kept["subject"], kept["text"]
    meant: acts.SessionAct
    if act.choice == "upheld" or act.choice == "dismissed":
        meant = acts.RuleOn(session, subject, act.choice == "upheld", text)
    else:
        meant = acts.Speak(session, subject, act.choice, text)
    answer = await session_acts.take(at.tx, at.office, replace(at.submission, act=meant), at.person)
    await people.set_awaiting(at.tx, at.person.id, {k: v for k, v in at.person.awaiting.items() if k != KEPT})
    return answer


async def _set_locale(at: Standpoint, act: acts.SetLocale) -> Answer:
    if act.locale not in ("", *LOCALES):
        raise Refused("button-stale")
    await people.set_locale(at.tx, at.person.id, act.locale or None)
    return Answer("locale-set")


async def _mute(at: Standpoint, act: acts.Mute) -> Answer:
    await ballots.mute(at.tx, at.person.id, act.round_id)
    return Answer("muted")


async def _uneasy(at: Standpoint, act: acts.Uneasy) -> Answer:
    """Told to the moderators without a name."""
    about = await lookups.session(at.tx, act.session_id) if act.session_id else None
    await at.need_community(about.community_id if about else 0)
    moderators = await at.moderators()
    if not moderators:
        raise Refused("nobody-to-tell")
    args: Mapping[str, Any] = {"session": act.session_id, "text": act.text}
    for moderator in moderators:
        await at.tell(moderator, "uneasy", Urgency.PRIVATE, **args)
    return Answer("uneasy-told")


async def _not_mine(at: Standpoint, act: acts.NotMine) -> Answer:
    """Told to the moderators by the door, for whoever is bound there has to be looked at; what was voted is not."""
    cast = await ballots.standing_of_person(at.tx, at.person.id)
    ballot = next((one for one in cast if one.kind in CAST and one.what == act.motion_id), None)
    if ballot is None:
        raise Refused("button-stale")
    box = (await ballots.load_boxes(at.tx, [ballot.round_id]))[ballot.round_id]
    moderators = await people.holders(at.tx, box.scope_path, MODERATING)
    if not moderators:
        raise Refused("nobody-to-tell")
    kind, _, number = ballot.elector.partition(":")
    home = await roll.household(at.tx, int(number)) if kind == "household" else None
    owned = (await owners.doors_of(at.tx, [int(number)]))[int(number)] if kind == "owner" else ()
    door = home.door if home else "".join(owned[:1])
    args = {"session": box.session_id, "motion": act.motion_id, "door": door}
    for moderator in moderators:
        key = f"not-mine:{act.motion_id}:{ballot.elector}:{moderator}"
        await at.owe(Owed("post", "not-mine", args, person_id=moderator, key=key, urgency=Urgency.PRIVATE))
    about = {"what": ballot.what, "round": ballot.round_id}
    content = {"person": at.person.id, "elector": ballot.elector}
    entry = JournalEntry("ballot-doubted", at.submission.at, about, content)
    await journal.append(at.tx, [(session_chain(box.session_id), entry)], at.office.salt)
    await session_acts.doubt(at.tx, at.office, at.submission, at.person, ballot)
    return Answer("not-mine-told")


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.Ask: _ask,
    acts.Await: _await,
    acts.RaiseIssue: _raise_waiting,
    acts.KeepWords: _keep_words,
    acts.UseWords: _use_words,
    acts.SetLocale: _set_locale,
    acts.Mute: _mute,
    acts.Uneasy: _uneasy,
    acts.NotMine: _not_mine,
    **belonging.TAKES,
    **books.TAKES,
    **covering.TAKES,
    **joint.TAKES,
    **places.TAKES,
    **privacy.TAKES,
    **reconfirming.TAKES,
    **register.TAKES,
    **voters.TAKES,
}
