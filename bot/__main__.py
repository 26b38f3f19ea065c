"""The command line `youshi`: its commands put together; what each does is left to `bot.commands` and `bot.bench`."""

from typing import Annotated

import typer

from bot import __version__, logs
from bot.bench.command import bench_command
from bot.commands.backup import backup_command, restore_command
from bot.commands.console import Commands, words
from bot.commands.flows import check_command, draw_command, preview_command, schema_command
from bot.commands.ledger import ledger_commands
from bot.commands.paper import paper_command
from bot.commands.records import export_command
from bot.commands.roll import roll_commands
from bot.commands.running import doctor_command, migrate_command, run_command
from bot.commands.scopes import scopes_commands
from bot.commands.stories import demo_command, practice_command, rehearse_command
from bot.commands.verify import verify_command

app = typer.Typer(
    cls=Commands,
    help=words("cli-help"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def youshi(
    debug: Annotated[bool, typer.Option("--debug", help=words("cli-help-debug"))] = False,
) -> None:
    """Options before the command; `console.Commands` reads them."""


def version_command() -> None:
    typer.echo(__version__)


app.command("run", help=words("cli-help-run"))(run_command)
app.command("demo", help=words("cli-help-demo"))(demo_command)
app.command("practice", help=words("cli-help-practice"))(practice_command)
app.command("rehearse", help=words("cli-help-rehearse"))(rehearse_command)
app.command("check", help=words("cli-help-check"))(check_command)
app.command("draw", help=words("cli-help-draw"))(draw_command)
app.command("preview", help=words("cli-help-preview"))(preview_command)
app.command("schema", help=words("cli-help-schema"))(schema_command)
app.add_typer(roll_commands, name="roll", help=words("cli-help-rolls"))
app.add_typer(ledger_commands, name="ledger", help=words("cli-help-ledger"))
app.add_typer(scopes_commands, name="scopes", help=words("cli-help-scopes"))
app.command("paper", help=words("cli-help-paper"))(paper_command)
app.command("export", help=words("cli-help-export"))(export_command)
app.command("verify", help=words("cli-help-verify"))(verify_command)
app.command("migrate", help=words("cli-help-migrate"))(migrate_command)
app.command("backup", help=words("cli-help-backup"))(backup_command)
app.command("restore", help=words("cli-help-restore"))(restore_command)
app.command("bench", help=words("cli-help-bench"))(bench_command)
app.command("doctor", help=words("cli-help-doctor"))(doctor_command)
app.command("version", help=words("cli-help-version"))(version_command)


def main() -> None:
    """Run the command line; the entry point `youshi`."""
    logs.set_up("error")
    app()


if __name__ == "__main__":
    main()
