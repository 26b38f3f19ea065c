"""公开 publication duties: where a notice has to stand, until when, who has seen it there, what the supervisors say.

The group's own post counts itself. A board in the real world is confirmed by a moderator with a photo, asked for before
it is due; what is overdue climbs a level a day. A notice that asks for one waits for the word of a scrutineer
(监督意见). When a notice ends is left to `stages.notice`.

`facts`: `duties`, a list of {place, due, posted_at, entry} (moments as ISO text, None until it is done);
`publish_level`, how many levels what is overdue has climbed.
"""

from datetime import datetime
from typing import Any

from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer, Desk, Due
from bot.deliberation.durations import Duration
from bot.deliberation.flow import Notice
from bot.deliberation.model import Entry, Round
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import ESCALATED
from bot.deliberation.transitions import moment_after

TEXT_CHARS = 500
POSTING, OVERSIGHT = "posting", "oversight"
"""Kinds of entries: a board seen with the notice on it, and what a scrutineer has to say about it."""
_ONE_DAY = Duration.parse("1d")


def begin(case: CaseFile, round_: Round, told_at: datetime, desk: Desk) -> None:
    """Note what has to be published until when; `told_at` is when the group is shown the notice."""
    stage = case.stage_as(round_, Notice)
    if stage.publish is not None:
        due_at = moment_after(desk, desk.now, stage.publish.within)
        round_.facts["duties"] = [
            {
                "place": place,
                "due": due_at.isoformat(),
                "posted_at": told_at.isoformat() if place == "group" else None,
                "entry": None,
            }
            for place in stage.publish.places
        ]
        desk.record(
            "publication-due",
            {"round": round_.id, "about": stage.about, "places": list(stage.publish.places), "due": due_at.isoformat()},
        )
        if undone(round_):
            _set(case, round_, "publish-ask", desk.now + (due_at - desk.now) / 2, desk)
            _set(case, round_, "publish-late", due_at, desk)
    if stage.remark:
        for person in case.scrutineers():
            desk.tell(person, "oversight-asked", session=case.session.id, round=round_.id)


def _set(case: CaseFile, round_: Round, kind: str, at: datetime, desk: Desk) -> None:
    desk.set_due(Due(f"round:{round_.id}:{kind}", at, kind, case.session.id, round_.id))


def duties(round_: Round) -> list[dict[str, Any]]:
    """What this notice has to be published on, as `facts` holds it."""
    found: list[dict[str, Any]] = round_.facts.get("duties", [])
    return found


def undone(round_: Round) -> list[str]:
    """The places where the notice does not stand yet, as far as anybody has said."""
    return [str(duty["place"]) for duty in duties(round_) if duty["posted_at"] is None]


def lacks_remark(case: CaseFile, round_: Round) -> bool:
    """Whether the notice still needs the word of a scrutineer."""
    return case.stage_as(round_, Notice).remark and not case.entries_in(round_, OVERSIGHT)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    """Ask for the photo of the board while there is time; later tell one level after the other that it is overdue."""
    if not undone(round_):
        return
    if due.kind == "publish-ask":
        for person in case.moderators():
            desk.tell(person, "posting-asked", session=case.session.id, round=round_.id)
        return
    level = int(round_.facts.get("publish_level", 0))
    role = ESCALATED[min(level, len(ESCALATED) - 1)]
    round_.facts["publish_level"] = level + 1
    desk.record("publication-overdue", {"round": round_.id, "places": undone(round_), "level": level + 1, "role": role})
    for person in dict.fromkeys([*case.moderators(), *case.holders(role)]):
        desk.tell(person, "posting-asked", session=case.session.id, round=round_.id)
    _set(case, round_, "publish-late", moment_after(desk, desk.now, _ONE_DAY), desk)
    case.show(desk, round_)


def remind(case: CaseFile, round_: Round, desk: Desk) -> None:
    """The period is over without the word of the supervisors: they are asked again, and those above hear of it."""
    if lacks_remark(case, round_):
        desk.record("oversight-overdue", {"round": round_.id})
        for person in dict.fromkeys([*case.scrutineers(), *case.holders(*ESCALATED)]):
            desk.tell(person, "oversight-asked", session=case.session.id, round=round_.id)


def confirm_posting(case: CaseFile, act: acts.ConfirmPosting, desk: Desk) -> Answer:
    """A moderator has seen the notice on the board, and shows it."""
    round_ = _open(case, act.round_id)
    duty = next((one for one in duties(round_) if one["place"] == act.place and one["posted_at"] is None), None)
    if duty is None:
        raise Refused("button-stale")
    if not any(file.kind == "photo" for file in act.attachments):
        raise Refused("photo-needed")
    entry = _note(case, round_, POSTING, "", act.place, desk)
    entry.attachments = [{"kind": a.kind, "file": a.file_id} for a in act.attachments]
    # a new list: what storage compares with must stay as it was
    done = {**duty, "posted_at": desk.now.isoformat(), "entry": entry.id}
    round_.facts["duties"] = [done if one is duty else one for one in duties(round_)]
    public = {"round": round_.id, "entry": entry.id, "place": act.place}
    desk.record("publication-seen", public, attachments=entry.attachments)
    desk.fetch(entry.attachments, session=case.session.id, entry=entry.id, chat=case.places[0].chat_id)
    if not undone(round_):
        desk.drop_due(f"round:{round_.id}:publish-ask")
        desk.drop_due(f"round:{round_.id}:publish-late")
    case.show(desk, round_)
    return Answer("posting-recorded")


def oversee(case: CaseFile, act: acts.Oversee, desk: Desk) -> Answer:
    """监督意见: what a scrutineer has to say about what was published; it stands on the record."""
    round_ = _open(case, act.round_id)
    text = act.text.strip()
    if not case.stage_as(round_, Notice).remark:
        raise Refused("button-stale")
    if not text:
        raise Refused("text-empty")
    if len(text) > TEXT_CHARS:
        raise Refused("text-too-long", limit=TEXT_CHARS, length=len(text))
    entry = _note(case, round_, OVERSIGHT, text, "", desk)
    desk.record("oversight", {"round": round_.id, "entry": entry.id}, text=text)
    case.show(desk, round_)
    return Answer("oversight-recorded")


def _open(case: CaseFile, round_id: int) -> Round:
    round_ = case.round(round_id)
    case.stage_as(round_, Notice)
    if round_.closed_at is not None:
        raise Refused("notice-over")
    return round_


def _note(case: CaseFile, round_: Round, kind: str, text: str, choice: str, desk: Desk) -> Entry:
    about, by = f"round:{round_.id}", desk.by.person_id
    entry = Entry(desk.next_id(), case.session.id, round_.id, kind, about, by, desk.now, text, choice, "noted")
    case.entries[entry.id] = entry
    return entry
