"""What a flow author types: `check`, `draw`, `preview`, `schema`. No database and no token is needed for any.

The cards are imported by `preview` alone: nobody else waits for them to load.
"""

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Exit, Failed, out, words
from bot.flow_drawing import draw_mermaid, draw_text, effective_yaml
from bot.flow_files import FlowLibrary, LoadedFlow
from bot.flow_problems import FlowErrors, FlowProblem
from bot.flow_schema import flow_schema
from bot.i18n import Words, match

if TYPE_CHECKING:
    from bot.rehearsal.preview import Shown

FlowArgument = Annotated[str, typer.Argument(metavar="FLOW", help=words("cli-help-flow"))]
Folder = Annotated[
    Path | None, typer.Option("--flows", envvar="YOUSHI_FLOWS_DIR", file_okay=False, help=words("cli-help-flows"))
]
Locale = Annotated[str, typer.Option("--locale", help=words("cli-help-locale"))]


def check_command(
    flows: Annotated[list[str] | None, typer.Argument(metavar="FLOW", help=words("cli-help-check-flows"))] = None,
    folder: Folder = None,
) -> None:
    """Every problem of some flows (of all, where none is named) as `file:line:column: sentence`, and how many."""
    library = _library(folder)
    names = flows or list(library.ids())
    found = list[FlowProblem]()
    for name in names:
        try:
            found += library.load(name).warnings
        except FlowErrors as errors:
            found += errors.problems
    found = _each_once(found)
    for problem in found:
        out(_line(problem))
    problems = sum(not problem.warning for problem in found)
    out(words("cli-check-count", flows=len(names), problems=problems, warnings=len(found) - problems))
    if problems:
        raise typer.Exit(Exit.FAILED)


def draw_command(
    flow: FlowArgument,
    mermaid: Annotated[bool, typer.Option("--mermaid", help=words("cli-help-mermaid"))] = False,
    text: Annotated[bool, typer.Option("--text", help=words("cli-help-text"))] = False,
    effective: Annotated[bool, typer.Option("--effective", help=words("cli-help-effective"))] = False,
    locale: Locale = words.locale,
    folder: Folder = None,
) -> None:
    """The flow as a picture for the terminal, as a Mermaid chart, or as it is after `extends` and defaults."""
    if mermaid + text + effective > 1:
        raise Failed(words("cli-draw-one"), Exit.USAGE)
    found = _loaded(flow, folder).flow
    if mermaid:
        picture = draw_mermaid(found, _known(locale))
    else:
        picture = effective_yaml(found) if effective else draw_text(found, _known(locale))
    out(picture.rstrip("\n"))


def preview_command(flow: FlowArgument, locale: Locale = words.locale, folder: Folder = None) -> None:
    """Every card and message a session of this flow shows, in the order a sample session comes to them."""
    from bot.rehearsal.preview import preview

    loaded = _loaded(flow, folder)
    title = ""
    shown = preview(loaded.flow, Words(_known(locale)))
    for one in shown:
        if one.story != title:
            title = one.story
            out(f"══ {words(f'cli-story-{title}')} ══")
        out(_card(one))
    out(words("cli-preview-count", count=len(shown)))


def schema_command() -> None:
    """The JSON Schema of flow files, for editors."""
    out(json.dumps(flow_schema(), ensure_ascii=False, indent=2))


def _library(folder: Path | None) -> FlowLibrary:
    if folder is not None and not folder.is_dir():
        raise Failed(words("cli-no-folder", path=str(folder)), Exit.USAGE)
    return FlowLibrary([folder] if folder else [])


def _loaded(flow: str, folder: Path | None) -> LoadedFlow:
    """The flow; its warnings are left to `check`."""
    return _library(folder).load(flow)


def _known(locale: str) -> str:
    found = match(locale)
    if not found:
        raise Failed(words("cli-locale-unknown", locale=locale), Exit.USAGE)
    return found


def _each_once(problems: list[FlowProblem]) -> list[FlowProblem]:
    """Without the repetitions of flows that extend the same broken one."""
    return list({(p.mark, p.key, *p.params.items()): p for p in problems}.values())


def _line(problem: FlowProblem) -> str:
    said = problem.printed(words)
    return words("cli-warning", said=said) if problem.warning else said


def _card(one: "Shown") -> str:
    buttons = "\n".join(" ".join(f"[{button.text}]" for button in row) for row in one.message.rows)
    where = words("cli-preview-private") if one.private else words("cli-preview-group")
    # as a reader sees it, without the tags of bold and quoted words
    text = html.unescape(re.sub(r"<[^>]*>", "", one.message.html))
    parts = [f"── {one.card} · {where}", text, buttons]
    return "\n".join(part for part in parts if part) + "\n"
