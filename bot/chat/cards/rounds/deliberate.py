"""民议: the drafts, the concerns that wait for an answer, and three ways to say something for the record."""

from bot.chat.cards import choices
from bot.chat.cards.parts import (
    QUOTE,
    button,
    head,
    is_public,
    last_line,
    lines,
    motion_title,
    plain,
    round_title,
    rows,
    short,
    title_of,
    until,
)
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, Pause
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Issue, Motion, Round, RoundState
from bot.i18n import Words

_SHOWN = 5


def drafts_of(case: CaseFile, round_: Round) -> list[Motion]:
    """The motions drafted in this round, oldest first."""
    found = [m for m in case.motions.values() if m.round_id == round_.id and m.state != "void"]
    return sorted(found, key=lambda motion: motion.id)


def without_draft(case: CaseFile, round_: Round) -> list[Issue]:
    covered = {i for motion in drafts_of(case, round_) for i in motion.issues}
    return [issue for issue in case.members(round_) if issue.id not in covered]


def card(case: CaseFile, round_: Round, words: Words) -> Message:
    drafts = drafts_of(case, round_)
    concerns = [e for e in case.entries_in(round_, "concern", "question") if e.state == "open"]
    everybodys = all(is_public(issue) for issue in case.members(round_))
    paused = case.session.paused_until
    text = lines(
        head("💬", round_title(case, round_, words), case, round_, words),
        *_subjects(case, round_, drafts, words),
        words("deliberate-record"),
        words("deliberate-paused", until=until(case, paused, words)) if paused else "",
        words("deliberate-concerns", count=len(concerns), text=short(concerns[0].text) if everybodys else "…")
        if concerns
        else "",
        last_line(case, round_, words),
    )
    session = case.session.id
    full = [button(words("button-full-text"), Ask("full-text", session, motion.id)) for motion in drafts[:1]]
    if round_.state is not RoundState.OPEN:
        return Message(text, (tuple(full),) if full else ())
    speak = [
        button(words(f"button-speak-{position}"), Await(f"speak-{position}", session, round_.id))
        for position in ("for", "concern", "ask")
    ]
    return Message(text, rows([*speak, *full]))


def _subjects(case: CaseFile, round_: Round, drafts: list[Motion], words: Words) -> list[str]:
    issues = [issue for issue in case.members(round_) if is_public(issue)]
    if len(drafts) == 1 and len(issues) <= 1:
        draft = words("deliberate-draft", version=drafts[0].version, text=_text(case, drafts[0], words))
        if not _is_open(case, drafts[0]):
            return [draft]
        return [draft, choices.in_a_line(drafts[0], words), choices.money(case, drafts[0], words)]
    found = [
        words(
            "deliberate-draft-line",
            title=motion_title(case, m, words),
            version=m.version,
            text=_text(case, m, words, 30),
        )
        for m in drafts
    ]
    found += [words("deliberate-no-draft", title=title_of(i, words)) for i in without_draft(case, round_)]
    rest = len(found) - _SHOWN
    return [*found[:_SHOWN], words("list-rest", count=rest)] if rest > 0 else found


def _is_open(case: CaseFile, motion: Motion) -> bool:
    return all(is_public(case.issues[i]) for i in motion.issues if i in case.issues)


def _text(case: CaseFile, motion: Motion, words: Words, limit: int = QUOTE) -> str:
    """A draft for a group to read; of what is between parties alone, nothing."""
    return short(motion.text, limit) if _is_open(case, motion) else words("issue-not-public")


def moderate(case: CaseFile, round_: Round, words: Words) -> tuple[list[str], list[Button]]:
    session = case.session.id
    concerns = [e for e in case.entries_in(round_, "concern", "question") if e.state == "open"]
    missing = without_draft(case, round_)
    buttons = []
    if len(missing) > 1:
        buttons.append(button(words("button-draft-all"), Await("draft-motion", session, round_.id)))
    buttons += [
        button(
            words("button-draft-for", title=plain(issue.title, 12)),
            Await("draft-motion", session, round_.id, f"i{issue.id}"),
        )
        for issue in missing[:8]
    ]
    buttons += [
        button(
            words("button-redraft", title=plain(motion.title, 12)),
            Await("draft-motion", session, round_.id, f"m{motion.id}"),
        )
        for motion in drafts_of(case, round_)[:8]
        if motion.state == "draft"
    ]
    buttons += [
        button(words("button-answer", number=number), Ask("concern-to-answer", session, entry.id))
        for number, entry in enumerate(concerns[:6], 1)
    ]
    buttons.append(button(words("button-pause"), Pause(session, 30)))
    found = [
        words("deliberate-missing", count=len(missing)) if missing else "",
        words("deliberate-waiting", count=len(concerns)) if concerns else words("deliberate-none-waiting"),
        last_line(case, round_, words),
    ]
    return found, buttons
