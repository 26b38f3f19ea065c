"""What goes to a moderator as a file to be printed: the stairwell notice of a round, the sheets of households.

Both speak the language of the community, for whose walls and doors they are; the words around them that of whoever
prints them. Layout is left to `documents.paper`.
"""

import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.buttons import encode
from bot.chat.cards import choices
from bot.chat.cards.parts import (
    done_title,
    esc,
    is_public,
    lines,
    motion_title,
    plain,
    round_title,
    short,
    standing,
    title_of,
    until,
)
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.cards.results import summary
from bot.chat.message import Document, Message
from bot.deliberation.acts import Ask, UseCode
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.model import Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.documents.paper.notice import Asked, StairwellNotice
from bot.documents.paper.press import width
from bot.documents.paper.sheets import HouseholdSheets, Slip
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_FOR_PAPER = ("collect", "deliberate", "vote", "notice", "evaluate")
"""Rounds in which those who read a notice board can do something."""
_NAME, _FLOW, _DOOR, _TITLE = 24, 32, 30, 32
"""Characters of names and titles that fit where they stand."""
_ROOM, _LINE = 300, 33
"""Chinese characters of what is asked that one page has room for, and those of one of its lines."""
_LISTED = 5
_IN_WORDS = 12
"""Households whose codes are also said in words: there is room under a file for few."""
_PICTURES = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Arrows and emoji, which the font of what is printed does not have."""


def is_for_paper(round_: Round) -> bool:
    """Whether there is a stairwell notice of this round now."""
    return round_.kind in _FOR_PAPER and round_.state in (RoundState.ANNOUNCED, RoundState.OPEN)


@of_case("stairwell")
def stairwell(case: CaseFile, args: Args, words: Words) -> Message:
    """The notice of a round; of the newest there is one of, where none is named."""
    wanted = args.id("round")
    rounds = [r for r in case.open_rounds() if is_for_paper(r) and wanted in (0, r.id)]
    if not rounds:
        raise Refused("nothing-open")
    notice = _notice(case, rounds[-1], Words(case.community.locale))
    text = words("paper-notice-made", title=round_title(case, rounds[-1], words))
    return Message(text, document=Document(f"notice-{_plain_ascii(case.session.number)}.pdf", notice.printed))


def _plain_ascii(number: str) -> str:
    """A session's number for the name of a file, in letters every way of sending it leaves alone."""
    return re.sub(r"[^0-9A-Za-z]+", "-", number).strip("-")


@of_house("codes")
async def codes(reader: "Reader", args: Args, words: Words) -> Message:
    """The sheets of some households, shown to a moderator once; the codes of few also in words."""
    made = list(args.given.get("sheets") or ())
    community = await reader.community(args.id("community"))
    if community is None or not made:
        return Message(words("card-gone"))
    printed = Words(community.locale)
    ends = datetime.fromisoformat(args.text("until"))
    sheets = HouseholdSheets(
        locale=printed.locale,
        title=plain(community.name, _NAME),
        heading=printed("paper-sheet-head", community=plain(community.name, _NAME)),
        scan=printed("paper-sheet-scan"),
        to_type=lambda address: printed("paper-sheet-type", address=address),
        until=printed("paper-sheet-until", when=printed.moment(ends, ZoneInfo(community.timezone))),
        keep=printed("paper-sheet-keep"),
        slips=tuple(Slip(plain(s["door"], _DOOR), _typed(s["digits"], s["door"]), _opens(s["long"])) for s in made),
    )
    entries = [words("codes-line", door=short(s["door"], _DOOR), digits=esc(s["digits"])) for s in made]
    told = entries if len(made) <= _IN_WORDS else []
    text = lines(words("codes-head"), *told, words("codes-many", count=len(made)))
    return Message(text, document=Document("codes.pdf", sheets.printed))


def _typed(digits: str, door: str) -> str:
    """The digits first: a door may end with four of its own."""
    return f"/join {digits[:4]} {digits[4:]} {door}"


def _opens(long: str) -> str:
    return encode(UseCode(long))


# --- the stairwell notice ---------------------------------------------------------------------------------


def _notice(case: CaseFile, round_: Round, words: Words) -> StairwellNotice:
    practice = words("practice") if case.session.practice else ""
    flow, label = words.pick(case.flow.name), case.flow.standing
    return StairwellNotice(
        locale=words.locale,
        title=f"{flow} {case.session.number}",
        community=plain(case.community.name, _NAME),
        label=standing(case, words),
        headline=practice + words("paper-asked", kind=round_.kind, standing=label),
        about=words("paper-about", flow=plain(flow, _FLOW), number=case.session.number),
        asked=tuple(_cut(_asked(case, round_, words), words)),
        times=_times(case, round_, words),
        remarks=tuple(_remarks(case, round_, words)),
        how=words("paper-how"),
        steps=(
            words("paper-scan"),
            words("paper-act", kind=round_.kind),
            *((words("paper-bind"),) if case.community.has_roll else ()),
            words("paper-help"),
        ),
        blanks=(words("paper-contact"), words("paper-posted")),
        stamp=words("paper-stamp"),
        payload=encode(Ask("round", case.session.id, round_.id)),
    )


def _times(case: CaseFile, round_: Round, words: Words) -> tuple[tuple[str, str], ...]:
    closes = until(case, round_.due_at, words) if round_.due_at else words("paper-no-close")
    return ((words("paper-opens"), until(case, round_.opens_at, words)), (words("paper-closes"), closes))


def _asked(case: CaseFile, round_: Round, words: Words) -> list[Asked]:
    match round_.kind:
        case "vote":
            return [_motion(case, motion, words) for motion in sorted(case.motions_in(round_), key=lambda m: m.id)]
        case "notice":
            decision = case.decisions[round_.decision_id or 0]
            title, *rest = [_unmarked(line) for line in summary(case, decision, words) if line]
            return [Asked(title, "\n".join(rest))]
        case "evaluate":
            public = all(is_public(issue) for issue in case.members(round_))
            title = done_title(case, round_, words) if public else words("issue-not-public")
            return [Asked(_unmarked(words("evaluate-title", title=title)))]
        case "deliberate":
            issues = [Asked("", f"{i.position}. {_unmarked(title_of(i, words, _TITLE))}") for i in case.members(round_)]
            return issues or [Asked(_unmarked(round_title(case, round_, words)))]
        case _:
            purpose = words.pick(case.flow.header.purpose)
            return [Asked(words("collect-what"), purpose)]


def _motion(case: CaseFile, motion: Motion, words: Words) -> Asked:
    """The text to the letter: it is what the code of the text stands for."""
    if not all(is_public(case.issues[i]) for i in motion.issues if i in case.issues):
        return Asked(_unmarked(motion_title(case, motion, words)))
    offered = [*choices.in_full(motion, words), choices.money(case, motion, words)]
    text = "\n".join([motion.text.strip(), *(_unmarked(line) for line in offered if line)])
    return Asked("" if motion.title in motion.text else plain(motion.title, _TITLE), text)


def _cut(asked: Iterable[Asked], words: Words) -> Iterable[Asked]:
    """As much as there is room for on one page; what is left out is said."""
    every, room = list(asked), _ROOM
    for index, one in enumerate(every):
        if index == _LISTED or room <= 0:
            yield Asked("", words("paper-more", count=len(every) - index))
            return
        text = _first(one.text, room)
        yield Asked(one.title, text if text == one.text else f"{text}… {words('paper-cut')}")
        room -= _LINE + _rounded(text)


def _first(text: str, room: int) -> str:
    """As many lines, and of the last one as many characters, as there is room for."""
    kept: list[str] = []
    for line in text.split("\n"):
        if room <= 0:
            break
        kept.append(line if width(line) <= room else line[:room])
        room -= _rounded(line)
    return "\n".join(kept)


def _rounded(text: str) -> int:
    """Characters of the lines a text takes up: also a short one, or an empty one, takes a whole line."""
    return sum(_LINE * max(1, -(-width(line) // _LINE)) for line in text.split("\n"))


def _remarks(case: CaseFile, round_: Round, words: Words) -> Iterable[str]:
    stage = case.stage(round_)
    if case.community.self_run:
        yield words("paper-self-run")
    if isinstance(stage, Vote):
        cared = any(s.kind == "collect" for s in case.flow.stages)
        yield words("vote-one-each", kind=stage.rule.electorate, cared="yes" if cared else "no")
        yield words("vote-secret", kind=stage.rule.electorate, secrecy=stage.rule.secrecy)
        hashes = [motion.hash[:12] for motion in case.motions_in(round_) if motion.hash]
        if hashes:
            yield words("paper-hash", hash=words.enumeration(hashes[:2]))
    elif round_.kind == "collect":
        yield words("collect-care")
    elif round_.kind == "evaluate":
        yield words("evaluate-what")


def _unmarked(line: str) -> str:
    """A line of a card as it stands on paper: no tags, nothing escaped, no emoji."""
    return _PICTURES.sub("", html.unescape(re.sub(r"<[^>]*>", "", line))).strip()
