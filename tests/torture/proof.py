"""What must hold after the torture: what people saw, and what the database says, are one and the same story.

Everything that does not hold is a sentence; an empty list is the proof.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.deliberation.minutes.journal import verify_chain
from bot.rehearsal.emulator.acts import Press
from bot.storage import ballots, journal
from bot.storage.store import Store, Tx
from bot.storage.tables import decisions, due, issues, motions, owed, people, rounds, sessions, standing_acts, updates
from bot.storage.tables import journal as minutes

from .crowd import Crowd, Question

MARK = "〔重发〕"
_UNCHANGED = "记的就是"
_RECORDED = ("您的票已记", "已改成", _UNCHANGED)
_LATE = "截止"


def acknowledged(press: Press) -> bool:
    """Whether somebody was told that this press counts."""
    return press.answer is not None and any(words in press.answer.text for words in _RECORDED)


async def problems(crowd: Crowd, store: Store, now: datetime) -> list[str]:
    """Everything that is not as it must be."""
    async with store.reading() as tx:
        inside = [problem async for problem in _inside(tx, crowd, now)]
    return [*_outside(crowd), *inside]


# --- from outside ----------------------------------------------------------------------------------------


def _outside(crowd: Crowd) -> Iterator[str]:
    for press in crowd.presses:
        # one that was killed between the commit and the answer may never answer, or with nothing when asked again
        text = press.answer.text if press.answer is not None else ""
        if text and _LATE not in text and not acknowledged(press):
            yield f"press {press.id} was answered with «{text}»"
    for question in crowd.questions:
        yield from _once(crowd, f"📌 {question.word}")
        yield from _once(crowd, f"🗳 {question.word}", must=False)
    for word in crowd.announcements:
        yield from _once(crowd, f"📢 主持人说\n{word}")
    plain = [post for post in crowd.posted if MARK not in post.shown.text]
    heads = Counter((post.chat_id, post.shown.text.partition("\n")[0]) for post in plain)
    for (_, head), times in heads.items():
        if head.startswith("💬") and times > 1:
            yield f"«{head}» was posted {times} times without a mark"


def _once(crowd: Crowd, words: str, *, must: bool = True) -> Iterator[str]:
    """Posted once; or more often, where all but one are marked, or all, because the first never got there. A card of
    what was over before it could be shown need not be posted."""
    texts = [post.shown.text for post in crowd.posted if words in post.shown.text]
    plain = [text for text in texts if MARK not in text]
    if len(plain) > 1:
        yield f"«{words}» was posted without a mark as {plain}"
    if must and not texts:
        yield f"«{words}» was never posted"


# --- from inside -----------------------------------------------------------------------------------------


async def _inside(tx: Tx, crowd: Crowd, now: datetime) -> Any:
    for chain in sorted(set(await tx.column(minutes.select().with_only_columns(minutes.c.chain)))):
        rows, contents = await journal.read_chain(tx, chain)
        for broken in verify_chain(rows, contents, await journal.read_head(tx, chain)):
            yield f"the minutes {chain} do not hold at {broken.seq}: {broken.key}"
    async for problem in _rounds(tx, now):
        yield problem
    users = {row.user_id: row.id for row in await tx.rows(people.select())}
    asked = {row.title: row for row in await tx.rows(issues.select())}
    for question in crowd.questions:
        async for problem in _question(tx, question, asked, users, crowd):
            yield problem
    sending = await tx.rows(owed.select().where(owed.c.state == "sending"))
    if sending:
        yield f"{len(sending)} deliveries were begun and never ended"
    given_up = [r.error for r in await tx.rows(owed.select().where(owed.c.state == "given_up"))]
    wrong = [error for error in given_up if error not in ("needless", "gone") and not error.startswith("refused")]
    if wrong:
        yield f"deliveries were given up: {Counter(wrong)}"
    ids = await tx.column(updates.select().with_only_columns(updates.c.update_id))
    if len(ids) != len(set(ids)):
        yield "an update is remembered twice"


async def _rounds(tx: Tx, now: datetime) -> Any:
    """Every deadline took effect, once, as of its moment."""
    closed = defaultdict(list)
    for row in await tx.rows(minutes.select().where(minutes.c.kind == "round-closed")):
        closed[row.public["round"]].append(row.public)
    for row in await tx.rows(rounds.select()):
        if row.state != "closed":
            yield f"round {row.id} ({row.kind}) is {row.state}"
        elif len(closed[row.id]) != 1:
            yield f"round {row.id} ({row.kind}) was closed {len(closed[row.id])} times"
        elif row.kind == "vote" and row.closed_at != row.due_at:
            yield f"the vote {row.id} was to close at {row.due_at} and closed at {row.closed_at}"
    overdue = [row.key for row in await tx.rows(due.select()) if row.at <= now]
    if overdue:
        yield f"overdue and not done: {overdue}"


async def _question(tx: Tx, question: Question, asked: dict[str, Any], users: dict[int, int], crowd: Crowd) -> Any:
    """One vote: every acknowledged ballot is there, none twice, and the result counts what is in the box."""
    found = [issue for title, issue in asked.items() if question.word in title]
    if len(found) != 1:
        yield f"{question.word} became {len(found)} issues"
        return
    (session,) = await tx.rows(sessions.select().where(sessions.c.id == found[0].session_id))
    (motion,) = await tx.rows(motions.select().where(motions.c.session_id == session.id))
    made = await tx.rows(decisions.select().where(decisions.c.motion_id == motion.id))
    if len(made) != 1:
        yield f"{question.word} was decided {len(made)} times"
    rows, contents = await journal.read_chain(tx, f"session:{session.id}")
    entered = defaultdict(list)
    for row in rows:
        if row.kind == "ballot":
            entered[contents[row.seq].content["person"]].append(contents[row.seq].content["choice"])
    box = {r.person_id: r for r in await tx.rows(standing_acts.select().where(standing_acts.c.what == motion.id)) if r.kind == "ballot"}  # fmt: skip  # noqa: E501
    for user_id, line in question.presses.items():
        person = users.get(user_id, 0)
        for problem in _line(line, entered.pop(person, []), box.pop(person, None)):
            yield f"{question.word}, {user_id}: {problem}"
    if entered or box:
        yield f"{question.word}: ballots of people who never pressed: {sorted(entered | box)}"
    counted = await ballots.recount(tx, "ballot", motion.vote_round_id)
    heads = {choice: figures.heads for choice, figures in counted.get(motion.id, {}).items()}
    for text in [p.shown.text for p in crowd.posted if f"📌 {question.word}" in p.shown.text]:
        shown = re.search(r"同意 (\d+)、反对 (\d+)、弃权 (\d+)", text)
        if shown is None or [int(n) for n in shown.groups()] != [
            heads.get(c, 0) for c in ("agree", "oppose", "abstain")
        ]:
            yield f"{question.word}: «{text}», and in the box are {heads}"


def _line(line: Sequence[tuple[str, Press]], entered: Sequence[str], standing: Any) -> Iterable[str]:
    """One person's presses on one question, in order: each that was acknowledged has a row of its own in the minutes,
    none that was called late has, and there is no row without a press. The last row is what stands."""
    if not _fits(line, entered):
        told = [(choice, press.answer.text[:12] if press.answer is not None else None) for choice, press in line]
        yield f"pressed and was answered {told}, and the minutes say {list(entered)}"
    stands = (standing.choice, standing.changes) if standing is not None else None
    wanted = (entered[-1], len(entered) - 1) if entered else None
    if stands != wanted:
        yield f"{stands} stands, and the minutes come to {wanted}"


def _fits(line: Sequence[tuple[str, Press]], entered: Sequence[str]) -> bool:
    """Whether the rows can be what these presses left. What was never answered may have been taken or not: it was
    committed and the answer lost, or nobody brought it in time."""
    rows = {0}  # so many rows the presses so far may account for
    for choice, press in line:
        text = press.answer.text if press.answer is not None else ""
        taken = {n + 1 for n in rows if n < len(entered) and entered[n] == choice}
        if _UNCHANGED in text:
            rows = {n for n in rows if n and entered[n - 1] == choice}
        elif acknowledged(press):
            rows = taken
        elif _LATE not in text:
            rows |= taken
    return len(entered) in rows
