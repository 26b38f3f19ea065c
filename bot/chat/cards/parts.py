"""What cards are put together from: heads with the breadcrumb, lines, escaped and shortened texts, buttons."""

import html
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.buttons import REASON, encode
from bot.chat.message import Button, Row
from bot.deliberation.acts import Act
from bot.deliberation.casefile import CaseFile
from bot.deliberation.durations import Duration, Unit
from bot.deliberation.flow import Stage
from bot.deliberation.model import Audience, Issue, IssueState, Motion, Round, SessionState
from bot.deliberation.named import is_party
from bot.i18n import Words

LIMIT = 4096
"""UTF-16 units of one message after its tags are parsed."""

TITLE = 20
QUOTE = 60
LISTED = 12
"""Entries of a list before it is shortened to a count."""

VERBS = ("ti", "yi", "jue", "ping", "xiang")
_VERB_OF = {
    "collect": "ti", "screen": "ti", "deliberate": "yi", "review": "jue", "vote": "jue", "notice": "jue",
    "implement": "ping", "evaluate": "ping", "archive": "xiang",
}  # fmt: skip
_TAG = re.compile(r"<[^>]*>")


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def short(text: str, limit: int = QUOTE) -> str:
    """People's words on one line, shortened and escaped."""
    line = " ".join(text.split())
    return esc(line if len(line) <= limit else line[: limit - 1].rstrip() + "…")


def plain(text: str, limit: int = TITLE) -> str:
    """Like `short`, for a button: it is not HTML there."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def masked(door: str, words: Words) -> str:
    """A household as others may see it: «3号楼2单元***» for 3-2-502 (domain.md §2.15)."""
    building, *rest = [esc(part) for part in door.split("-")]
    match rest:
        case []:
            return words("door-masked", place="none", building="", unit="")
        case [_]:
            return words("door-masked", place="building", building=building, unit="")
    return words("door-masked", place="unit", building=building, unit=rest[0])


def door_for(person_id: int | None, door: str, words: Words, limit: int = 30) -> str:
    """A household's door: whole to the one person it is shown to, masked in a group."""
    return masked(door, words) if person_id is None else short(door, limit)


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def length(message: str) -> int:
    """UTF-16 units of HTML once tags and entities are parsed."""
    return len(html.unescape(_TAG.sub("", message)).encode("utf-16-le")) // 2


def listed(entries: Sequence[str], words: Words, limit: int = LISTED) -> str:
    """Entries one a line; more than `limit` are shortened to a count."""
    rest = len(entries) - limit
    return lines(*entries[:limit], words("list-rest", count=rest) if rest > 0 else "")


def zone_of(case: CaseFile) -> ZoneInfo:
    return ZoneInfo(case.community.timezone)


def until(case: CaseFile, when: datetime | None, words: Words) -> str:
    """«12月20日(周日)20:00»; a dash where nothing is due."""
    return words.until(when, zone_of(case)) if when else "—"


def verb_of(stage: Stage) -> str:
    return stage.verb or _VERB_OF[stage.kind]


def crumbs(case: CaseFile, stage: Stage, words: Words) -> str:
    """«1提【2议】3决 4评 5享», of the verbs this flow has; nothing where it has but one."""
    present = {verb_of(s) for s in case.flow.stages if s.kind != "archive" or s.share}
    order = [verb for verb in VERBS if verb in present]
    if len(order) < 2:
        return ""
    now = verb_of(stage)
    marks = [
        words("crumb-now" if verb == now else "crumb", number=number, verb=words(f"verb-{verb}"))
        for number, verb in enumerate(order, 1)
    ]
    return " ".join(marks).replace(" 【", "【").replace("】 ", "】")


def head(icon: str, title: str, case: CaseFile, round_: Round, words: Words) -> str:
    """The first line of a live card; `title` is HTML already."""
    practice = words("practice") if case.session.practice else ""
    return " ".join(
        part for part in (icon, practice, f"<b>{title}</b>", crumbs(case, case.stage(round_), words)) if part
    )


def standing(case: CaseFile, words: Words) -> str:
    return words(f"standing-{case.flow.standing}")


def last_line(case: CaseFile, round_: Round, words: Words) -> str:
    """Until when, and what this is: «12月17日(周四)20:00 止 · 居民协商»."""
    return words("until-standing", when=until(case, round_.due_at, words), standing=standing(case, words))


def is_public(issue: Issue) -> bool:
    return issue.audience is Audience.PUBLIC


def title_of(issue: Issue, words: Words, limit: int = TITLE) -> str:
    """An issue's title for everybody to read: what is not public is not named, what has no words is a recording."""
    if not is_public(issue):
        return words("issue-not-public")
    if not issue.title.strip():
        kind = issue.attachments[0]["kind"] if issue.attachments else "voice"
        return words("issue-recorded", kind=kind)
    return short(issue.title, limit)


def round_title(case: CaseFile, round_: Round, words: Words) -> str:
    """What a round is about: its motion, its only issue, the question asked, or how many issues."""
    issues = [case.issues[i] for i in round_.members if i in case.issues]
    motions = case.motions_in(round_)
    decided = case.decisions.get(round_.decision_id or 0)
    if decided is not None:
        motions = [case.motions[decided.motion_id]]
    if len(motions) == 1:
        return motion_title(case, motions[0], words)
    if len(issues) == 1:
        return title_of(issues[0], words)
    if issues:
        return words("issues-count", count=len(issues))
    return short(case.session.question or words.pick(case.flow.name), TITLE)


def is_closed_to(case: CaseFile, motion: Motion, person_id: int | None) -> bool:
    """Whether this reader may not see what a motion says: it is not public, and they are no party and do not run it."""
    hidden = any(not is_public(case.issues[i]) for i in motion.issues if i in case.issues)
    inside = person_id in (*case.moderators(), *case.scrutineers()) or is_party(case, motion.issues, person_id)
    return hidden and not inside


def motion_title(case: CaseFile, motion: Motion, words: Words, limit: int = TITLE) -> str:
    hidden = any(not is_public(case.issues[i]) for i in motion.issues if i in case.issues)
    return words("issue-not-public") if hidden else short(motion.title or motion.text, limit)


def reason_in_words(reason: str, words: Words, limit: int = 200) -> str:
    """A reason as people read it: picked from buttons (`reason:unlawful`) or typed."""
    if reason.startswith(REASON):
        return words(f"reason-{reason.removeprefix(REASON)}")
    return short(reason, limit)


def button(text: str, act: Act) -> Button:
    """A button that carries an act."""
    return Button(text, data=encode(act))


def names_sum(text: str, cents: int, words: Words) -> bool:
    """Whether somebody's own words already say this sum («装好了,花费 9600 元»), so that a card need not again."""
    said, sum_ = (re.sub(r"[\s,]", "", one) for one in (text, words.money(cents)))
    return re.search(rf"(?<![\d.]){re.escape(sum_)}", said) is not None


def rows(buttons: Iterable[Button], width: int = 2) -> tuple[Row, ...]:
    every = list(buttons)
    return tuple(tuple(every[i : i + width]) for i in range(0, len(every), width))


def clip(message: str) -> str:
    """The last guard on length: lines at the end are left out until the message may be sent.

    Cards shorten their own lists; this holds for what they did not foresee. No tag but <blockquote> spans lines.
    """
    if length(message) <= LIMIT:
        return message
    kept: list[str] = []
    room = LIMIT - 2
    for line in message.split("\n"):
        room -= length(line) + 1
        if room < 0:
            break
        kept.append(line)
    cut = "\n".join(kept)
    if cut.count("<blockquote>") > cut.count("</blockquote>"):
        cut += "</blockquote>"
    return cut + "\n…"


def duration(length_: Duration, words: Words) -> str:
    """«3 天», «3 个工作日», «24 小时»; whole days are said as days."""
    if length_.unit is Unit.HOUR and length_.count > 24 and length_.count % 24 == 0:
        return words("duration-d", count=length_.count // 24)
    return words(f"duration-{length_.unit.value}", count=length_.count)


def stage_label(case: CaseFile, stage_id: str, words: Words) -> str:
    """What the flow calls a stage, else the verb it belongs to."""
    stage = case.flow.stage(stage_id)
    return esc(words.pick(stage.label)) or words(f"verb-{verb_of(stage)}")


def fate(case: CaseFile, issue: Issue, words: Words) -> str:
    """Where an issue is, or what became of it, in a word or two."""
    here = [
        r for r in case.rounds.values() if issue.id in r.members and r.members[issue.id] is None and r.closed_at is None
    ]
    if here:
        return stage_label(case, here[-1].stage_id, words)
    if issue.state is IssueState.MERGED and (into := case.issues.get(issue.merged_into or 0)):
        return words("fate-merged", number=into.position)
    if issue.state is IssueState.RAISED and case.session.state is SessionState.CANCELLED:
        return words("fate-cancelled")
    return words(f"fate-{issue.state.value}")


def done_title(case: CaseFile, round_: Round, words: Words) -> str:
    """What has been done for a round's issues: the titles of its tasks; where there are none, the round's own."""
    issues = set(round_.members)
    if not all(is_public(case.issues[i]) for i in issues if i in case.issues):
        return round_title(case, round_, words)
    working = {r.id for r in case.rounds.values() if r.kind == "implement" and issues & set(r.members)}
    done = [t.title for t in case.tasks.values() if t.round_id in working and t.state == "accepted"]
    return short(words.enumeration(done), TITLE) if done else round_title(case, round_, words)
