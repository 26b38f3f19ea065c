"""The seal over who wrote 背靠背, and the key that must not be lost."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.storage import keyring
from bot.storage.keyring import Fit
from bot.storage.problem import StorageProblem
from bot.storage.seal import Seal
from bot.storage.store import Store
from bot.storage.tables import issues
from storage.making import NOW

SEAL, OTHER = Seal.stated("one"), Seal.stated("other")


@given(text=st.text(max_size=300))
def test_what_is_closed_can_be_opened_with_the_same_key_only(text: str) -> None:
    token = SEAL.close(text)
    assert SEAL.open(token) == text
    assert OTHER.open(token) is None
    assert SEAL.close(text) == token, "one author, one token: that is how their issues are found"


@given(text=st.text(min_size=1, max_size=80), at=st.integers(0, 10_000))
def test_a_token_that_was_changed_opens_nothing(text: str, at: int) -> None:
    token = SEAL.close(text)
    place = at % len(token)
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    opened = SEAL.open(changed)
    # the last letter of base64 may hold bits that mean nothing
    assert opened is None or (opened == text and place >= len(token.rstrip("=")) - 1)


@pytest.mark.parametrize("token", ["", ".", "x", f"{SEAL.id}.", f"{SEAL.id}.AAAA", f"{SEAL.id}.你好"])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    assert SEAL.open(token) is None


def test_a_mark_tells_neither_the_text_nor_the_same_under_another_key() -> None:
    assert SEAL.mark("42") == SEAL.mark("42") != OTHER.mark("42")
    assert "42" not in SEAL.close("42")


async def fit(store: Store, seal: Seal | None) -> Fit:
    async with store.reading() as tx:
        return await keyring.fit(tx, seal)


async def test_the_first_start_makes_a_key_nobody_else_can_read_and_the_next_uses_it(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "keys" / "youshi.key"
    assert await fit(store, None) is Fit.NEW
    await keyring.take_up(store, "", file)
    assert file.stat().st_mode & 0o777 == 0o600
    made = store.seal
    await keyring.take_up(store, "", file)
    assert made is not None
    assert store.seal is not None
    assert store.seal.id == made.id
    assert await fit(store, made) is Fit.RIGHT


async def test_programs_that_start_together_come_to_one_key(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "youshi.key"
    await asyncio.gather(*(keyring.take_up(store, "", file) for _ in range(3)))
    assert await fit(store, keyring.at_hand("", file)) is Fit.RIGHT


async def test_a_lost_or_exchanged_key_is_refused_until_the_operator_states_a_new_one(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "youshi.key"
    await keyring.take_up(store, "", file)
    kept = file.read_text()
    file.unlink()
    for content, key in ((None, "seal-missing"), ("00" * 32, "seal-other"), ("not a key", "seal-unreadable")):
        if content is not None:
            file.write_text(content)
        with pytest.raises(StorageProblem, match=key):
            await keyring.take_up(store, "", file)
    assert file.read_text() == "not a key", "nothing is written over it"
    await keyring.take_up(store, "a new one", file)
    assert await fit(store, Seal.stated("a new one")) is Fit.RIGHT
    file.write_text(kept)
    with pytest.raises(StorageProblem, match="seal-other"):
        await keyring.take_up(store, "", file)


async def test_authors_an_earlier_version_kept_in_the_open_are_closed_at_the_start(
    store: Store, tmp_path: Path
) -> None:
    row = {
        "id": 7, "community_id": 1, "number": 1, "title": "", "text": "", "raised_at": NOW, "state": "raised",
        "audience": "public", "attachments": [],
    }  # fmt: skip
    async with store.transaction() as tx:
        for id_, mode in ((7, "back"), (8, "face")):
            await tx.run(issues.insert().values(row | {"id": id_, "mode": mode, "author_id": 42}))
    await keyring.take_up(store, "one", tmp_path / "youshi.key")
    async with store.reading() as tx:
        found = {r.id: r for r in await tx.rows(select(issues.c.id, issues.c.author_id, issues.c.author_seal))}
        assert await keyring.unreadable(tx, SEAL) == 0
        assert await keyring.unreadable(tx, OTHER) == 1
    assert (found[7].author_id, SEAL.open(found[7].author_seal)) == (None, "42")
    assert (found[8].author_id, found[8].author_seal) == (42, "")
