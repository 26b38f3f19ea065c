"""A group meets the bot, is set up with buttons, loses it and gets it back, also as another bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clerk.arrival import SERVING
from bot.storage import notes, people
from bot.storage.tables import communities, updates

from .town import PACE, Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        yield town


def setup_cards(town: Town) -> list[str]:
    return [m.text for m in town.group.messages.values() if m.text.startswith("⚙️") and not m.deleted]


async def settings_of(town: Town) -> tuple[str, str, str, bool]:
    async with town.app.store.reading() as tx:
        [row] = await tx.rows(communities.select())
    return row.name, row.locale, row.timezone, row.self_run


async def test_it_says_once_what_it_is_however_often_it_comes(town: Town) -> None:
    for _ in range(2):
        town.emulator.places.remove(town.group, town.emulator.bot, by=town.chair)
        town.emulator.places.add(town.group, town.emulator.bot, by=town.chair)
        await town.rest()
    hellos = [m for m in town.group.messages.values() if m.text.startswith("👋")]
    assert len(hellos) == 1
    assert "/setup" in hellos[0].text


async def test_buttons_set_the_language_and_the_time_zone_and_the_card_shows_it(town: Town) -> None:
    await town.says(town.chair, "/setup")
    assert (await town.presses(town.chair, "台北")).text
    await town.passes(PACE)
    await town.presses(town.chair, "繁體")
    await town.passes(PACE)
    assert await settings_of(town) == ("第2网格", "zh-TW", "Asia/Taipei", True)
    [card] = setup_cards(town)
    assert "Asia/Taipei" in card
    assert town.button("繁體中文(臺灣) ✔")


async def test_only_an_administrator_changes_settings(town: Town) -> None:
    await town.says(town.chair, "/setup")
    answer = await town.presses(town.neighbours[0], "台北")
    assert answer.alert
    assert (await settings_of(town))[2] == "Asia/Shanghai"


async def test_who_becomes_administrator_where_the_bot_is_not_told_may_set_up(town: Town) -> None:
    deputy = town.neighbours[0]
    await town.says(deputy, f"/help@{town.emulator.bot.username}")
    town.emulator.places.demote(town.group, town.emulator.bot, by=town.chair)
    town.emulator.places.promote(town.group, deputy, by=town.chair)
    await town.says(deputy, "/setup 三号楼")
    assert (await settings_of(town))[0] == "三号楼"


async def test_a_name_is_typed_in_private_and_the_card_in_the_group_changes(town: Town) -> None:
    await town.starts(town.chair)
    await town.says(town.chair, "/setup")
    await town.presses(town.chair, "改名")
    await town.says(town.chair, "幸福里", town.private(town.chair))
    await town.passes(PACE)
    assert (await settings_of(town))[0] == "幸福里"
    [card] = setup_cards(town)
    assert "幸福里" in card


async def test_the_rights_it_lacks_are_asked_for_and_the_card_follows_when_they_are_given(town: Town) -> None:
    town.emulator.places.demote(town.group, town.emulator.bot, by=town.chair)
    await town.says(town.chair, f"/setup@{town.emulator.bot.username}")
    assert "不给也能用" in setup_cards(town)[-1]
    town.emulator.places.promote(town.group, town.emulator.bot, by=town.chair)
    await town.rest()
    await town.passes(PACE)
    assert "不给也能用" not in setup_cards(town)[-1]


async def test_an_operators_code_typed_into_the_group_is_taken_away(town: Town) -> None:
    settings = town.settings.model_copy(update={"operator_code": type(town.settings.token)("开办")})
    await town.app.stop()
    town.conductor.bot = None
    town.settings = settings
    await town.restart()
    act = await town.says(town.chair, "/setup 第2网格 code=开办")
    await town.passes(PACE)
    assert act.message is not None
    assert act.message.deleted
    assert (await settings_of(town))[3] is False


async def test_another_bot_on_the_same_database_shows_its_cards_anew_and_knows_no_private_chat(town: Town) -> None:
    await town.open_quick_vote()
    await town.presses(town.neighbours[0], "同意")
    first, _ = town.button("反对")
    await town.app.stop()
    town.conductor.bot = None
    async with town.app.store.transaction() as tx:
        await notes.set_note(tx, SERVING, {"id": town.emulator.bot.id + 1})
    await town.restart()
    await town.passes(PACE)
    async with town.app.store.reading() as tx:
        person = await people.person_by_user(tx, town.chair.id)
        assert await tx.rows(updates.select()) == []
    assert person is not None
    assert not person.dm_open
    again, _ = town.button("反对")
    assert again.id > first.id
    assert again.text == first.text
