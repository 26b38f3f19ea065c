"""Doctored clients name any record and any card; nobody gets more than the buttons they were shown."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest

from bot.chat.buttons import decode, number
from bot.chat.cards import render
from bot.chat.cards.registry import CASE_CARDS, HOUSE_CARDS
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation.acts import Act, Ask
from bot.deliberation.desk import Answer
from bot.deliberation.refusal import Refused
from bot.deliberation.views import NEEDS, need_of
from bot.i18n import Words
from bot.rehearsal.emulator.model import User
from bot.storage import people
from bot.storage.reader import Reader
from bot.storage.tables import (
    codes,
    communities,
    due,
    issues,
    motions,
    owed,
    residents,
    roles,
    rounds,
    sessions,
    standing_acts,
    tasks,
)
from bot.storage.tables import people as persons

from .town import Town, founded

SEALED = "三楼那家天天打孩子"
ROLL = "unit,household,area,owner,representative\n2-101,2-101,89.50,业主,业主\n2-102,2-102,90.00,邻居,邻居"
KEPT = (communities, sessions, rounds, issues, motions, tasks, due, standing_acts, roles, residents, codes)
OTHERS_TO_DO = (
    "go_{0}", "no_{0}", "x_{0}_", "xx_{0}", "n_{0}_{1}", "e_{0}_{1}_24h", "p_{0}_{1}", "c_{0}_{1}_y_", "c_{0}_{1}_n_",
    "s_{0}_{1}_{2}_a___", "s_{0}_{1}_{2}_r___", "sa_{0}_{1}", "b_{0}_{1}_d_", "b_{0}_{1}_s_x", "oc_{0}_{1}_",
    "m_{0}_{1}_y_", "ta_{0}_{1}_y_", "h_{0}_y_y", "h_{0}_n_n", "kk_{0}_", "kk_{0}_2-101", "o_{0}_wumin-kuai",
    "su_{0}_l_en", "z_{0}", "i_{0}", "y_f", "y_u",
)  # fmt: skip
"""Buttons of moderators and authors, with places for ids."""
GARBAGE = (
    "x" * 64, "v_b_zz_zz_agree", "v__", "q_codes_1_1_", "w_nonsense_1_1_", "l_xx", "l_../../zh-CN", "\u202e", "_" * 64,
    "go_zzzz",
)  # fmt: skip
update = count(10**9)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A roll with codes, something raised 背靠背, a proposal, and an open vote."""
    async with founded(tmp_path) as town:
        await town.set_up()
        await town.says(town.chair, "/roll\n" + ROLL)
        await town.says(town.chair, "/roll codes")
        await town.opens("zhiti")
        author = town.neighbours[0]
        await town.starts(author)
        await town.presses(author, "悄悄提")
        await town.says(author, SEALED, town.private(author))
        await town.says(town.neighbours[1], "/ti 楼道灯坏了,请换一盏")
        await town.says(town.chair, "/open wumin-kuai 楼道装灯,同意吗?")
        await town.confirm_opening()
        yield town


async def state(town: Town) -> list[Any]:
    """Everything a forger might want to change."""
    async with town.app.store.reading() as tx:
        return [sorted(map(repr, await tx.rows(table.select()))) for table in KEPT]


async def ids(town: Town, *tables: Any) -> list[int]:
    async with town.app.store.reading() as tx:
        return [row.id for table in tables for row in await tx.rows(table.select())]


def forgers(town: Town) -> list[tuple[User, Where]]:
    """A neighbour without an office, in the group, and somebody of another group, in private."""
    stranger = town.emulator.people.new("外人", username="stranger")
    town.emulator.places.group("别的群", owner=stranger, members=[])
    group = Where(town.group.id, kind="supergroup", title=town.group.title or "")
    return [(town.neighbours[2], group), (stranger, Where(stranger.id))]


async def tried(town: Town, who: User, where: Where, acts: Iterable[Act]) -> list[Answer]:
    """Hand these in as presses of this person; the answers to what was not refused."""
    sender = Sender(who.id, who.first_name, who.username or "")
    given = [Submission(act, sender, town.clock.now(), where, next(update), press=True) for act in acts]
    outcomes = await asyncio.gather(*map(town.app.take, given), return_exceptions=True)
    failed = [one for one in outcomes if isinstance(one, BaseException) and not isinstance(one, Refused)]
    assert failed == []
    return [one for one in outcomes if isinstance(one, Answer)]


async def forged(town: Town, who: User, data: str) -> str:
    """What a press of any data is answered in this person's private chat."""
    press = town.emulator.people.forge_press(who, town.private(who), 1, data)
    await town.rest()
    assert press.answer is not None
    return press.answer.text


async def test_buttons_of_moderators_and_authors_do_nothing_in_other_hands(town: Town) -> None:
    everything = [*await ids(town, sessions, issues, communities, persons), 2**62]
    inside = await ids(town, rounds, issues)
    made = set[str]()
    for form in OTHERS_TO_DO:
        first = await ids(town, sessions) if "{1}" in form else everything
        second, third = inside if "{1}" in form else [0], (await ids(town, issues))[:1] if "{2}" in form else [0]
        made |= {form.format(*map(number, three)) for three in product(first, second, third)}
    acts = [decode(data) for data in sorted(made)]
    assert len(acts) > 150
    for who, where in forgers(town):
        await town.starts(who)
        before = await state(town)
        await tried(town, who, where, acts)
        assert await state(town) == before


async def test_whatever_is_asked_for_or_pressed_nothing_sealed_is_shown_and_nothing_fails(town: Town) -> None:
    (neighbour, group), (stranger, private) = forgers(town)
    for who in (neighbour, stranger):
        await town.starts(who)
    _, vote = town.button("同意")
    before = await state(town)
    for data in (vote, *GARBAGE):
        answer = await forged(town, stranger, data)
        assert 0 < len(answer) < 200, data
        assert "报修编号" not in answer, data
        assert "已记" not in answer, data
    assert await state(town) == before

    async with town.app.store.reading() as tx:
        [hidden] = [row for row in await tx.rows(issues.select()) if row.mode == "back"]
    known = [hidden.id, (await ids(town, rounds))[-1], 2**62]
    asked = [Ask(view, hidden.session_id, one) for view in sorted(NEEDS) for one in known]
    assert not await shown(town, neighbour, group, asked)
    assert not await shown(town, stranger, private, asked)
    # who moderates is shown it, so these are the right words to look for
    assert await shown(town, town.chair, Where(town.chair.id), asked) == {"issue-check", "parties"}


async def shown(town: Town, who: User, where: Where, asked: list[Ask]) -> set[str]:
    """Cards that show this person what was raised sealed, once they have asked for all that."""
    store = town.app.store
    async with store.reading() as tx:
        before = {row.id for row in await tx.rows(owed.select())}
    await tried(town, who, where, asked)
    async with store.reading() as tx:
        person = await people.person_by_user(tx, who.id)
        cards = [row for row in await tx.rows(owed.select()) if row.id not in before and row.card in NEEDS]
    assert len(cards) > 40
    messages = [await render(Reader(store), row.card, row.args, Words("zh-CN"), person) for row in cards]
    return {row.card for row, message in zip(cards, messages, strict=True) if SEALED in str(message)}


def test_a_card_that_is_owed_to_somebody_is_nothing_to_ask_for() -> None:
    for card in {"nonsense", *CASE_CARDS, *HOUSE_CARDS} - NEEDS.keys():
        with pytest.raises(Refused, match="button-stale"):
            need_of(Ask(card))


def test_every_view_a_button_or_command_names_is_in_the_table() -> None:
    root = Path(__file__).parents[2] / "bot"
    source = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py"))
    named = set(re.findall(r'\b(?:Ask|_view)\(\s*"([a-z-]+)"', source))
    assert named - NEEDS.keys() == set()
    assert len(named) > 25
    assert NEEDS.keys() <= {*CASE_CARDS, *HOUSE_CARDS}
