"""Stories on the terminal: the demo, one whole session for a newcomer, and `rehearse`, which plays any script.

Only what is printed and how is decided here; playing is left to `runner`.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.flow_problems import FlowErrors
from bot.i18n import Words
from bot.rehearsal.arrangement import NotArranged
from bot.rehearsal.conductor import Stuck
from bot.rehearsal.expectations import NotAsExpected
from bot.rehearsal.runner import play
from bot.rehearsal.running import StartBot
from bot.rehearsal.script_file import read_story
from bot.rehearsal.transcript import Line

DEMO = Path(__file__).parent / "demo.yaml"
_STYLES = {
    "day": "bold",
    "bot": "cyan",
    "text": "cyan",
    "buttons": "blue",
    "press": "green",
    "edit": "dim",
    "note": "magenta",
}
_SHOWN = (
    "number", "motion", "motion_hash", "label", "electorate", "participating", "agree", "oppose", "abstain", "late",
    "quorum", "outcome", "opened_at", "closed_at", "effective_at",
)  # fmt: skip


async def demo(start_bot: StartBot, console: Console) -> None:
    """Play the demo at once, and end with the record of its decision."""
    story = read_story(DEMO)
    console.print(Text(f"{story.script.title}\n"), style="bold")
    played = await play(story, start_bot, printer(console))
    for record in played.records:
        for decision in record["decisions"]:
            console.print()
            print_decision(decision, console)


async def rehearse(path: Path, start_bot: StartBot, console: Console, words: Words, *, transcript: bool) -> bool:
    """Play a script; False where it cannot be read or an expectation fails, which is said with file and line."""
    try:
        story = read_story(path)
        await play(story, start_bot, printer(console) if transcript else lambda _: None)
    except FlowErrors as errors:
        for problem in errors.problems:
            console.print(Text(problem.printed(words)))
        return False
    except NotAsExpected as failed:
        console.print(Text(f"{failed.mark}: {words(failed.key, **failed.params)}"))
        for line in failed.found:
            console.print(Text(f"    {line}"))
        return False
    except NotArranged as refused:
        console.print(Text(words("rehearsal-not-arranged", said=str(refused))))
        return False
    except Stuck as stuck:
        console.print(Text(words("rehearsal-stuck", said=str(stuck))))
        return False
    console.print(Text(words("rehearsal-passed", title=story.script.title, count=len(story.script.steps))))
    return True


def printer(console: Console) -> Callable[[Line], None]:
    """What prints a transcript line by line: coloured on a terminal, plain elsewhere."""

    def tell(line: Line) -> None:
        console.print(Text(line.text, style=_STYLES.get(line.kind, "")), soft_wrap=True)

    return tell


def print_decision(decision: Mapping[str, Any], console: Console) -> None:
    """A decision as a table on a terminal, as JSON elsewhere."""
    if not console.is_terminal:
        console.print(Text(json.dumps(decision, ensure_ascii=False, indent=2)), soft_wrap=True)
        return
    table = Table(show_header=False)
    for name in _SHOWN:
        if name in decision:
            table.add_row(name, _cell(decision[name]))
    console.print(table)


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{key} {inner}" for key, inner in value.items() if not isinstance(inner, list | Mapping))
    return "—" if value is None else str(value)
