"""The six forms of 四议两公开 as the record has them: meetings in numbers, publications with what shows them."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from chat.making import NOW, a_town, round_of
from deliberation.making import AUDITOR, LEAD, SESSION
from deliberation.test_siyi import PHOTO, to_first_publication
from sqlalchemy import update

from bot.deliberation import acts
from bot.deliberation.model import Audience, Entry
from bot.deliberation.publishing import POSTING
from bot.documents.meetings import Seen, meetings, publications
from bot.documents.publications import seen
from bot.storage import cards_shown, cases, files
from bot.storage.seal import Seal
from bot.storage.store import Store
from bot.storage.tables import chats


def at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    await opened.migrate()
    opened.seal = Seal.stated("a key for tests")
    yield opened
    await opened.close()


def picked(found: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(one[name] for name in names) for one in found]


def test_every_meeting_has_its_form_its_attendance_and_what_it_came_to() -> None:
    story, issue = to_first_publication()
    issue.cause = "residents"
    found = meetings(story.case, at)
    assert picked(found, "stage", "form", "cause", "expected", "present", "attendance", "outcome") == [
        ("yiyi", "党支部委员会会议", "residents", 3, 3, "100.00", "approved"),
        ("eryi", "两委联席会议", "residents", 6, 5, "83.33", "approved"),
        ("sanyi", "党员大会", "residents", 21, 14, "66.67", "approved"),
        ("siyi", "居民代表会议", "residents", 21, 14, "66.67", "passed"),
    ]
    second, third, vote = found[1:]
    assert (second["approve"], second["return"], second["approved_of_expected"]) == (4, 1, "66.67")
    assert third["text_sent_at"] < third["opened_at"]
    assert (vote["agree"], vote["oppose"], vote["approved_of_present"]) == (8, 4, "57.14")
    motion = next(iter(story.case.motions.values()))
    assert {one["content"]["motion_hash"] for one in found[2:]} == {motion.hash}


def test_of_what_is_not_public_the_forms_say_that_it_was_decided_and_not_what() -> None:
    story, issue = to_first_publication()
    issue.audience = Audience.PARTIES
    assert {one["content"]["title"] for one in meetings(story.case, at)} == {""}


def test_a_publication_says_where_it_stands_since_when_and_what_shows_it() -> None:
    story, _ = to_first_publication()
    notice = story.round("notice")
    (decision,) = story.case.decisions.values()
    told = at(decision.announce_at)
    (before,) = publications(story.case, at, Seen())
    assert picked(before["places"], "place", "posted_at", "checked_by", "links", "photos") == [
        ("group", told, None, [], []),
        ("board", None, None, [], []),
    ]
    story.do(acts.ConfirmPosting(SESSION, notice.id, "board", PHOTO), LEAD)
    shown = Seen({notice.id: ["https://t.me/c/7/5"]}, {"board": "ab" * 32})
    (after,) = publications(story.case, at, shown)
    assert picked(after["places"], "place", "posted_at", "checked_by", "links", "photos") == [
        ("group", told, None, ["https://t.me/c/7/5"], []),
        ("board", at(story.now), "moderator", [], ["ab" * 32]),
    ]
    assert (after["duty"], after["remark_needed"], after["decision"]) == ("decision", False, "2026-第2网格-001-1")


def test_what_came_of_it_and_the_supervisors_words_are_told_with_the_second_publication() -> None:
    story, _ = to_first_publication()
    story.do(acts.ConfirmPosting(SESSION, story.round("notice").id, "board", PHOTO), LEAD)
    story.close("notice")
    task = story.task("换感应灯", lead=2)
    story.do(acts.FinishTask(SESSION, task.id, "换好了", 960000), LEAD)
    story.do(acts.AcceptTask(SESSION, task.id, True), LEAD)
    story.do(acts.Oversee(SESSION, story.round("notice").id, "发票与花费相符"), AUDITOR)
    second = publications(story.case, at, Seen())[-1]
    assert (second["duty"], second["remark_needed"]) == ("result", True)
    assert second["results"] == [{"title": "换感应灯", "result": "换好了", "state": "accepted", "cost": "9600.00"}]
    assert [remark["text"] for remark in second["remarks"]] == ["发票与花费相符"]


async def test_links_and_hashes_of_photos_are_found_where_messages_and_files_are_kept(store: Store) -> None:
    town = await a_town(store)
    notice = round_of(town.case, "notice")
    async with store.transaction() as tx:
        await tx.run(update(chats).values(platform_id=-1_000_000_000_123))
        before = cases.snapshot(case := await cases.load_case(tx, town.case.session.id))
        entry = Entry(10**6, case.session.id, notice.id, POSTING, f"round:{notice.id}", None, NOW, "", "board", "noted")
        entry.attachments = [{"kind": "photo", "file": "board"}]
        case.entries[entry.id] = entry
        await cases.save_case(tx, before, case)
        key = f"card:{town.chat_id}:round:{notice.id}"
        await cards_shown.card_posted(tx, key, town.chat_id, None, 77, "", NOW)
        await files.keep(tx, files.Kept("board", "photo", "ab" * 32, 10, NOW))
    async with store.reading() as tx:
        found = await seen(tx, await cases.load_case(tx, town.case.session.id))
    assert (found.links, found.photos) == ({notice.id: ["https://t.me/c/123/77"]}, {"board": "ab" * 32})
