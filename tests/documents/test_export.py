"""The two exports of a session: what anybody may have, and what opens it for scrutineers."""

import asyncio
import json
from typing import Any

import pytest
from rehearsal.conftest import STORIES, start_bot

from bot.deliberation.casefile import CaseFile
from bot.deliberation.minutes.journal import commit_to, session_chain, verify_chain
from bot.documents.export import public_export, sealed_export
from bot.rehearsal.runner import play
from bot.rehearsal.script_file import read_story
from bot.storage import journal, lookups
from bot.storage.reader import Reader
from bot.storage.store import Store

from .papers import all_words, pdf


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any], CaseFile]:
    """Public and sealed, and what they were made from: a group without a roll has asked one question and got its
    answer. Played once for all tests of this file."""
    return asyncio.run(_played(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('story') / 'story.db'}"))


async def _played(url: str) -> tuple[dict[str, Any], dict[str, Any], CaseFile]:
    played = await play(read_story(STORIES / "start.yaml"), start_bot, lambda _: None, database_url=url)
    store = await Store.open(url)
    async with store.reading() as tx:
        session_id = await lookups.session_named(tx, played.records[0]["session"]["number"])
        assert session_id is not None
        rows, contents = await journal.read_chain(tx, session_chain(session_id))
        assert verify_chain(rows, contents) == []
    case = await Reader(store).case(session_id)
    await store.close()
    return public_export(case, rows), sealed_export(case, rows, contents), case


@pytest.fixture
def exports(recorded: tuple[dict[str, Any], dict[str, Any], CaseFile]) -> tuple[dict[str, Any], dict[str, Any]]:
    return recorded[0], recorded[1]


Exports = tuple[dict[str, Any], dict[str, Any]]


def test_a_decision_has_the_fields_of_the_design(exports: Exports) -> None:
    (decision,) = exports[0]["decisions"]
    assert decision["participating"] == {"heads": 24, "area": "0.00"}
    assert [decision[choice]["heads"] for choice in ("agree", "oppose", "abstain")] == [18, 5, 1]
    names = (
        "motion motion_hash issues label rule electorate participating late void paper proxy extended quorum outcome "
        "reason opened_at closed_at effective_at"
    )
    assert set(names.split()) <= set(decision)


def test_the_public_export_holds_no_ballot_and_the_sealed_one_opens_its_commitments(exports: Exports) -> None:
    public, sealed = exports
    assert {key: sealed[key] for key in public} == public
    assert '"person"' not in json.dumps(public)
    opened = {row["seq"]: row for row in sealed["sealed"]["journal"]}
    ballots = [row for row in public["journal"] if row["kind"] == "ballot"]
    assert len(ballots) == 24
    for row in public["journal"]:
        assert commit_to(opened[row["seq"]]["content"], opened[row["seq"]]["salt"]) == row["commitment"]
    assert {opened[row["seq"]]["content"]["choice"] for row in ballots} == {"agree", "oppose", "abstain"}


def test_the_count_sheet_of_a_played_vote_has_the_figures_of_its_record(
    recorded: tuple[dict[str, Any], dict[str, Any], CaseFile],
) -> None:
    public, _, case = recorded
    (decision,) = public["decisions"]
    said = all_words(pdf(case, "counts"))
    for choice, name in {"agree": "同意", "oppose": "反对", "abstain": "弃权·算参与"}.items():
        assert f"{name}{decision[choice]['heads']}" in said
    assert decision["digest"] in said
    assert f"第{case.session.chain_seq}行（{case.session.chain_head[:16]}）" in said


def test_both_exports_are_plain_json(exports: Exports) -> None:
    for export in exports:
        assert json.loads(json.dumps(export))["format"] == "youshi-record/2"
