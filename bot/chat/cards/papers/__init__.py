"""文件: the papers of a vote and the ledger of what follows from it, each by a button.

    kinds.py         which there are, and who may have them
    announcement.py  表决公告       roll_extract.py  选民册摘录     ballots.py  表决票
    count_sheet.py   计票单         decision.py      决议公告       forms.py    四议两公开 登记表
    ledger.py        实施台账       wording.py       what they say alike

Each is a pure function of the case file (two also of the lines of the roll) to a value, in the language of the
community; printing is left to `documents.paper`. Here is the list of what its reader may have, and the cards that send
a file; whether they may is asked again when they press (`deliberation.views`).
"""

import re
from typing import TYPE_CHECKING

from bot.chat.cards.papers.ballots import parts
from bot.chat.cards.papers.kinds import KINDS, Asked, file_of, there_are
from bot.chat.cards.papers.wording import title_of
from bot.chat.cards.parts import button, esc, is_closed_to, lines, motion_title, plain
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.message import Button, Message, Row
from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import moderators
from bot.deliberation.stages.vote import rule_in
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_OTHERS = 6
"""Decisions and votes of a session with a button to their own papers."""


@of_case("papers")
def papers(case: CaseFile, args: Args, words: Words) -> Message:
    """The papers of a vote or a decision; of the whole session where none is named, with the way to its votes."""
    subject = args.id("round") or args.id("decision")
    if subject not in case.decisions and not any(motion.vote_round_id == subject for motion in case.motions.values()):
        subject = 0
    if _is_closed(case, subject, args.person_id):
        return Message(words("issue-not-public"))
    inner = args.person_id in {*moderators(case), *case.scrutineers()}
    there = there_are(case, subject, inner=inner)
    found: list[Row] = [
        tuple(_button(case, subject, name, form, words) for form in KINDS[name].forms) for name in there
    ]
    found += [] if subject else [(one,) for one in _others(case, words)]
    text = lines(
        words("papers-list", title=_title(case, subject, words)),
        words("papers-list-what") if found else words("papers-list-none"),
        words("papers-list-inner") if any(KINDS[name].inner for name in there) else "",
    )
    record = button(words("button-record"), Ask("record", case.session.id))
    return Message(text, (*found, (record,)))


def _is_closed(case: CaseFile, subject: int, person_id: int | None) -> bool:
    """Whether the vote or decision is on something that is none of this reader's business."""
    decision = case.decisions.get(subject)
    motions = [case.motions[decision.motion_id]] if decision else []
    motions += case.motions_in(case.rounds[subject]) if subject in case.rounds else []
    return any(is_closed_to(case, motion, person_id) for motion in motions)


def _title(case: CaseFile, subject: int, words: Words) -> str:
    if decision := case.decisions.get(subject):
        return motion_title(case, case.motions[decision.motion_id], words)
    motions = case.motions_in(case.rounds[subject]) if subject in case.rounds else []
    return motion_title(case, motions[0], words) if len(motions) == 1 else esc(plain(words.pick(case.flow.name)))


def _button(case: CaseFile, subject: int, name: str, form: str, words: Words) -> Button:
    view = "print-office" if KINDS[name].inner else "print"
    label = words("button-a-paper", paper=words(f"papers-name-{name}"), form=words(f"papers-file-{form}"))
    return button(label, Ask(view, case.session.id, subject, f"{name}.{form}"))


def _others(case: CaseFile, words: Words) -> list[Button]:
    """The way to the papers of each decision, and of each vote that has come to none yet."""
    session, found = case.session.id, list[Button]()
    for decision in list(case.decisions.values())[-_OTHERS:]:
        title = plain(f"{decision.number} {title_of(case, case.motions[decision.motion_id], words)}", 20)
        found.append(button(words("button-papers-of", title=title), Ask("papers", session, decision.id)))
    votes = [r for r in case.rounds.values() if r.kind == "vote" and there_are(case, r.id, inner=False)]
    for number, round_ in list(enumerate(votes, 1))[-_OTHERS:]:
        found.append(button(words("button-papers-of-vote", number=number), Ask("papers", session, round_.id)))
    return found


@of_house("print")
async def print_(reader: "Reader", args: Args, words: Words) -> Message:
    """A paper anybody concerned may have: what is announced, counted, decided."""
    return await _paper(reader, args, words, inner=False)


@of_house("print-office")
async def print_office(reader: "Reader", args: Args, words: Words) -> Message:
    """A paper for those who moderate or count: the roll, ballots to hand out, forms, the ledger."""
    return await _paper(reader, args, words, inner=True)


async def _paper(reader: "Reader", args: Args, words: Words, *, inner: bool) -> Message:
    """The paper `extra` names, as `counts.pdf` or `ballots.docx.2`."""
    named = re.fullmatch(r"([a-z]+)\.([a-z]+)(?:\.([1-9][0-9]?))?", args.text("extra"))
    if named is None or named[1] not in KINDS or KINDS[named[1]].inner is not inner:
        raise Refused("button-stale")
    name, form, part = named[1], named[2], int(named[3] or 1)
    case, subject = await reader.case(int(args.given.get("session") or 0)), int(args.given.get("subject") or 0)
    if _is_closed(case, subject, args.person_id):
        return Message(words("issue-not-public"))
    found = await asked(reader, case, subject, name, part)
    document = file_of(name, form, found)
    of = parts(found.lines) if name == "ballots" else 1
    more = []
    if part < of:
        ask = Ask("print-office", case.session.id, subject, f"{name}.{form}.{part + 1}")
        more.append(button(words("button-next-ballots", part=part + 1, parts=of), ask))
    paper = words(f"papers-name-{name}")
    text = words("papers-made", paper=paper, number=esc(case.session.number), part=part, parts=of)
    return Message(text, (tuple(more),) if more else (), document=document)


async def asked(reader: "Reader", case: CaseFile, subject: int, name: str, part: int = 1) -> Asked:
    """What a paper is made of, with the roll where it takes it, in the language of the community."""
    printed = Words(case.community.locale)
    if not KINDS[name].needs_roll or subject not in case.rounds:
        return Asked(case, subject, printed, part=part)
    electorate = rule_in(case, case.rounds[subject]).electorate
    return Asked(case, subject, printed, await reader.roll_lines(case.session.scope_id, electorate), part)
