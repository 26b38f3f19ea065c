"""Where something was typed, and which session, round, issue or task is meant by it.

A scene is put together by the adapter; what is done with what is meant is left to the commands.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.chat.input_text import halfwidth
from bot.deliberation.acts import Attachment
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Issue, Round, RoundState, Task
from bot.deliberation.refusal import Refused


@dataclass(frozen=True, slots=True)
class Scene:
    """Where something was typed. `chat_id` and `community_id` are 0 where the place has none; `cases` are the
    sessions open here (in private: those of the person's communities); `card` and `args` are of the bot's
    message that was replied to."""

    chat_id: int = 0
    community_id: int = 0
    private: bool = False
    cases: tuple[CaseFile, ...] = ()
    card: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    person_id: int = 0
    """Who wrote it; 0 for somebody the bot has not met."""


def rounds_meant(scene: Scene, *kinds: str) -> list[tuple[CaseFile, Round]]:
    """Rounds of these kinds (of any, where none is named) that are open here; the one replied to, alone."""
    live = (RoundState.ANNOUNCED, RoundState.OPEN, RoundState.FROZEN)
    found = [
        (case, r)
        for case in scene.cases
        for r in case.rounds.values()
        if r.state in live and (not kinds or r.kind in kinds)
    ]
    if len(found) > 1:
        meant = [(case, r) for case, r in found if scene.args.get("round") == r.id]
        same = [(case, r) for case, r in found if scene.args.get("session") == case.session.id]
        found = meant or same or found
    return found


def round_meant(scene: Scene, *kinds: str) -> tuple[CaseFile, Round]:
    """The one round of these kinds; Refused where there is none, or several and no reply says which."""
    found = rounds_meant(scene, *kinds)
    if not found:
        raise Refused(f"nothing-open-{kinds[0]}" if kinds else "nothing-open")
    if len(found) > 1:
        raise Refused("which-round", count=len(found))
    return found[0]


def case_meant(scene: Scene) -> CaseFile:
    """The one session here, or the one replied to."""
    session, round_id = scene.args.get("session"), scene.args.get("round")
    same = [case for case in scene.cases if case.session.id == session or round_id in case.rounds]
    found = same or list(scene.cases)
    if not found:
        raise Refused("nothing-open")
    if len(found) > 1:
        raise Refused("which-round", count=len(found))
    return found[0]


def issue_numbered(case: CaseFile, number: str) -> Issue:
    """The issue with this number in the session's list."""
    for issue in case.issues.values():
        if number.isdigit() and issue.position == int(number):
            return issue
    raise Refused("no-such-issue", number=number[:20])


def task_number(case: CaseFile, task: Task) -> int:
    """Tasks are counted through the session in the order they were made."""
    return sorted(case.tasks).index(task.id) + 1


def task_meant(scene: Scene, text: str, usage: str) -> tuple[CaseFile, Task, str]:
    """The task a text begins with (`2 …`), or the one replied to, or the only one that is not finished."""
    tasks = [(case, t) for case in scene.cases for t in case.tasks.values()]
    found = re.match(r"([0-9]{1,3})(?:[\s:.]+|$)", halfwidth(text))
    if found:
        for case, task in tasks:
            if task_number(case, task) == int(found[1]):
                return case, task, text[found.end() :].strip()
    for case, task in tasks:
        if scene.args.get("task") == task.id:
            return case, task, text
    running = [(case, task) for case, task in tasks if task.state in ("todo", "doing", "returned")]
    if len(running) == 1:
        return *running[0], text
    raise Refused(usage)


def in_group(scene: Scene) -> int:
    """The group it was typed in; Refused in private."""
    if scene.private:
        raise Refused("command-in-group")
    return scene.chat_id


def of_community(scene: Scene) -> int:
    """The community of the place; Refused where it has none."""
    if not scene.community_id:
        raise Refused("chat-not-set-up")
    return scene.community_id
