"""Stories: played by the real bot over HTTP, with exactly the numbers they expect, the same every time."""

import io
import json
import tempfile
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import select

from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.documents.export import public_export, sealed_export
from bot.documents.proofs import evidence
from bot.documents.verify.check import verify
from bot.flow_problems import FlowErrors
from bot.i18n import Words
from bot.rehearsal.arrangement import NotArranged
from bot.rehearsal.demo import DEMO, demo, rehearse
from bot.rehearsal.expectations import NotAsExpected
from bot.rehearsal.runner import Played, play, quick_disk
from bot.rehearsal.script_file import Story, read_story, story_from
from bot.storage import journal
from bot.storage.cases import load_case
from bot.storage.flows import flow_body
from bot.storage.store import Store
from bot.storage.tables import sessions

from .conftest import STORIES, start_bot

LONG = {"bing"}
TWICE = {"start"}
WHOLE = {
    "seven", "siyi-tongguo", "siyi-laihui", "shouyi-zhangmu", "shouyi-quancheng", "yezhu_quancheng", "groups-street",
    "bing-c3",
}  # fmt: skip
"""Played by `make torture`: each rule in them is shown by a shorter story or a table as well."""


def _marks(name: str) -> list[pytest.MarkDecorator]:
    if name in WHOLE:
        return [pytest.mark.long]
    return [pytest.mark.slow] if name in LONG else []


async def played(story: Story, database_url: str | None = None) -> tuple[Played, str]:
    lines = list[str]()
    result = await play(story, start_bot, lambda line: lines.append(line.text), database_url=database_url)
    return result, "\n".join(lines)


async def check_records(database_url: str) -> None:
    """Everything that was decided recounts from the minutes, and by the proofs that anybody may have."""
    store = await Store.open(database_url)
    async with store.reading() as tx:
        for session_id in await tx.column(select(sessions.c.id)):
            case = await load_case(tx, session_id)
            rows, contents = await journal.read_chain(tx, session_chain(session_id))
            proofs = evidence(case, minutes_of(rows, contents), await flow_body(tx, case.session.flow_hash))
            for record in (public_export(case, rows, proofs), sealed_export(case, rows, contents, proofs)):
                assert verify(json.dumps(record)).findings == ()
    await store.close()


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem, marks=_marks(path.stem)) for path in sorted(STORIES.glob("*.yaml"))],
)
async def test_a_story_goes_as_it_expects(path: Path) -> None:
    """… and the same way every time: one of them is played twice, and its transcripts are the same bytes."""
    with tempfile.TemporaryDirectory(prefix="youshi-", dir=quick_disk()) as folder:
        database = f"sqlite+aiosqlite:///{folder}/story.db"
        result, once = await played(read_story(path), database)
        assert result.records
        await check_records(database)
    if path.stem in TWICE:
        _, again = await played(read_story(path))
        assert once.encode() == again.encode()


async def test_a_step_that_fails_says_where_and_what_was_really_there() -> None:
    text = (STORIES / "start.yaml").read_text(encoding="utf-8").replace("多数赞成\n    not_posted: 通过", "多数反对")
    with pytest.raises(NotAsExpected) as failed:
        await played(story_from(text, "start.yaml", STORIES))
    step = text[: text.index("posted: 24 个账号")].count("\n")
    assert (failed.value.mark.path, failed.value.mark.line) == ("start.yaml", step)
    assert "24 个账号参加,未核对住户,多数赞成" in failed.value.found[0]


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ("{who: 群主, presses: 反对, on: 没有的卡片}", "rehearsal-no-button"),
        ("{who: 群主, says: 好, reply_to: 没有的消息}", "rehearsal-no-message"),
        ("{who: 路人, says: 你好}", "rehearsal-not-possible"),
        ("{ballots: {同意: 1}, on: 长椅}", "rehearsal-too-few"),
        ("{who: 丁, presses: 同意, on: 长椅, toast: 已改成}", "rehearsal-answer"),
        ("{who: 群主, presses: 开议, on: 预览, alert: 开了}", "rehearsal-no-alert"),
        ("{not_posted: 长椅}", "rehearsal-was-posted"),
        ("{shows: 二十四户}", "rehearsal-not-shown"),
        ("{told: {王阿姨: 请投票}}", "rehearsal-not-told"),
        ("{record: {issue: 电梯}}", "rehearsal-no-record"),
        ("{record: {session: 1, state: closed}}", "rehearsal-record"),
    ],
)
async def test_an_expectation_that_does_not_hold_is_named(step: str, key: str) -> None:
    head, _, _ = (STORIES / "start.yaml").read_text(encoding="utf-8").partition('  - {at: "2026-12-07 12:30"')
    if "预览" in step:
        head, _, _ = head.partition("  - {who: 群主, presses: {ConfirmOpening")
    with pytest.raises(NotAsExpected) as failed:
        await played(story_from(f"{head}  - {step}\n", "x.yaml", STORIES))
    assert failed.value.key == key


async def test_a_story_that_cannot_begin_says_why() -> None:
    text = """\
title: 幸福里
start: "2026-12-07 12:00"
community: {name: 幸福里}
people: {书记: {}, 网格长: {role: grid_lead, scope: 7号楼}}
steps: [{posted: 你好}]
"""
    with pytest.raises(NotArranged, match="scope-unknown"):
        await played(story_from(text, "x.yaml", STORIES))


async def test_the_public_record_names_nobody() -> None:
    story = read_story(STORIES / "start.yaml")
    result, _ = await played(story)
    text = json.dumps(result.records, ensure_ascii=False)
    assert not [name for name in story.script.people if len(name) > 1 and name in text]
    assert [row["seq"] for row in result.records[0]["journal"]] == list(range(1, len(result.records[0]["journal"]) + 1))


async def test_the_demo_prints_the_conversation_and_ends_with_the_record() -> None:
    out = io.StringIO()
    await demo(start_bot, Console(file=out, width=200))
    conversation, _, record = out.getvalue().partition("\n{\n")
    assert read_story(DEMO).script.title in conversation
    assert json.loads("{" + record)["outcome"] == "passed"


async def test_rehearse_says_a_failure_with_file_and_line_in_the_readers_language(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    head, _, _ = (STORIES / "start.yaml").read_text(encoding="utf-8").partition('  - {at: "2026-12-07 12:30"')
    good.write_text(head, encoding="utf-8")
    bad.write_text(head + "  - {posted: 天上掉下来的}\n  - {whoo: x}\n", encoding="utf-8")
    out = io.StringIO()
    assert await rehearse(good, start_bot, Console(file=out, width=500), Words("zh-CN"), transcript=False)
    assert not await rehearse(bad, start_bot, Console(file=out, width=500), Words("zh-CN"), transcript=False)
    bad.write_text(head + "  - {posted: 天上掉下来的}\n", encoding="utf-8")
    assert not await rehearse(bad, start_bot, Console(file=out, width=500), Words("zh-CN"), transcript=False)
    passed, unread, failed = (line for line in out.getvalue().splitlines() if not line.startswith("    "))
    assert "都符合预期" in passed
    assert f":{head.count(chr(10)) + 2}:6: " in unread
    assert "whoo" in unread
    assert f":{head.count(chr(10)) + 1}:5: " in failed
    assert "天上掉下来的" in failed


def test_a_script_that_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(FlowErrors) as refused:
        read_story(tmp_path / "nowhere.yaml")
    assert refused.value.problems[0].key == "flow-no-file"
