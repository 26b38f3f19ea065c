"""The command line: what an operator or a flow author types; the work itself is left to the other modules."""

import typer

from bot import __version__

app = typer.Typer(no_args_is_help=True)


@app.callback()
def youshi() -> None:
    """有事来聊"""


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line; the entry point `youshi`."""
    app()


if __name__ == "__main__":
    main()
