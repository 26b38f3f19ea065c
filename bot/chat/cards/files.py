"""Photos, voices and documents that came with an issue or a report: shown again to whoever asks.

They are sent by the platform's name for them; what is kept of them for the day that name is forgotten is left to
`outbox`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from bot.chat.cards.parts import button, is_public, lines, short, title_of
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Attachment
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Entry, Issue, Task
from bot.i18n import Words

_OF_ISSUE, _OF_REPORT = "issue", "report"


def attached(files: Sequence[Mapping[str, str]], kind: str = "") -> Attachment | None:
    """The first of these files (of that kind), as a message carries it."""
    found = next((file for file in files if file.get("kind") == (kind or file.get("kind"))), None)
    return Attachment(cast(Any, found["kind"]), found["file"]) if found is not None else None


def issue_files(case: CaseFile, issue: Issue, words: Words, number: int = 0) -> list[Button]:
    """«看照片», one button for each file of an issue; `number` tells those of a list apart."""
    return _buttons(case, issue.attachments, issue.id, _OF_ISSUE, number, words)


def report_files(
    case: CaseFile, entry: Entry, words: Words, number: int = 0, but: Attachment | None = None
) -> list[Button]:
    """The files of a report, but for one that is shown already."""
    files = [file for file in entry.attachments if but is None or file["file"] != but.file_id]
    return _buttons(case, files, entry.id, _OF_REPORT, number, words)


def last_report(case: CaseFile, task: Task) -> Entry | None:
    """The newest report on a task that has something to show."""
    reports = [e for e in case.entries.values() if e.about == f"task:{task.id}" and e.attachments]
    return max(reports, key=lambda entry: entry.id, default=None)


def _buttons(
    case: CaseFile, files: Sequence[Mapping[str, str]], of: int, what: str, number: int, words: Words
) -> list[Button]:
    end = f" {number}" if number else ""
    return [
        button(words("button-see-file", kind=file["kind"]) + end, Ask("file", case.session.id, of, f"{what}.{at}"))
        for at, file in enumerate(files)
    ]


@of_case("file")
def file(case: CaseFile, args: Args, words: Words) -> Message:
    """One file: the subject says of which issue or report, `extra` which of the two and its place there."""
    what, _, at = args.text("extra").partition(".")
    subject, place = args.id("issue"), int(at) if at.isascii() and at.isdigit() else 0
    issue, entry = case.issues.get(subject), case.entries.get(subject)
    if what == _OF_REPORT and entry is not None and entry.kind == "progress":
        found = entry.attachments[place : place + 1]
        title = short(case.tasks[int(entry.about.removeprefix("task:"))].title, 40)
        return Message(lines(title, short(entry.text, 200)), file=attached(found))
    if what == _OF_ISSUE and issue is not None:
        shown = issue.attachments[place : place + 1] if is_public(issue) else []
        return Message(title_of(issue, words, 40), file=attached(shown))
    return Message(words("card-gone"))
