"""`verify`: whether an exported record holds, from the file alone: no settings, no token, no database, no network."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Exit, Failed, counting, out, words

if TYPE_CHECKING:
    from bot.documents.verify import Finding, Report


def verify_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words("cli-help-verify-file"))],
    public: Annotated[Path | None, typer.Option("--public", help=words("cli-help-verify-public"))] = None,
    receipt: Annotated[str, typer.Option("--receipt", help=words("cli-help-verify-receipt"))] = "",
    digest: Annotated[str, typer.Option("--digest", help=words("cli-help-verify-digest"))] = "",
) -> None:
    """One sentence where everything holds, else a line for each thing that does not."""
    from bot.documents.verify import compare, has_digest, has_receipt

    report = _checked(file)
    findings = list(report.findings)
    told = [_sound(report)]
    if public is not None:
        other = _checked(public)
        findings += [*other.findings, *compare(other.record, report.record)]
        told.append(words("verify-alike", file=str(public)))
    for given, key, where in (
        (receipt, "receipt", has_receipt(report.record, receipt)),
        (digest, "digest", has_digest(report.record, digest)),
    ):
        if given and not where:
            findings.append(_not_there(key, given))
        elif given:
            told.append(words(f"verify-has-{key}", code=given[:80], decisions=words.enumeration(where)))
    for sentence in [_told(finding) for finding in findings] or told:
        out(sentence)
    if findings:
        raise Failed(words("verify-not-sound", count=len(findings)), Exit.FAILED)


def _checked(file: Path) -> "Report":
    from bot.documents.verify import Unreadable, verify

    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Failed(words("cli-cannot-read", path=str(file), why=str(error.strerror)), Exit.USAGE) from None
    except UnicodeDecodeError:
        raise Failed(words("verify-not-json"), Exit.USAGE) from None
    try:
        with counting(words("verify-at-it", file=file.name)) as watch:
            return verify(text, watch)
    except Unreadable as unreadable:
        raise Failed(_told(unreadable.finding), Exit.USAGE) from None


def _sound(report: "Report") -> str:
    return words(
        "verify-sound",
        number=report.record.session.number,
        rows=report.rows,
        sealed="yes" if report.record.sealed is not None else "no",
        recounted=report.recounted,
        proved=report.proved,
        erased=report.erased,
    )


def _told(finding: "Finding") -> str:
    return words(f"verify-{finding.key}", **finding.params)


def _not_there(key: str, given: str) -> "Finding":
    from bot.documents.verify import Finding

    return Finding(f"no-{key}", {"code": given[:80]})
