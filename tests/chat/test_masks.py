"""A household is shown whole to the one person it concerns and masked to everybody else (domain.md §2.15)."""

from typing import Any, cast

import pytest

from bot.chat.cards import render
from bot.chat.cards.parts import door_for
from bot.deliberation.house import Person
from bot.i18n import Words, available

NO_READER = cast(Any, None)
"""Sentences are worded without looking anything up."""


@pytest.mark.parametrize(
    ("door", "shown"),
    [("3-2-502", "3号楼2单元***"), ("3-502", "3号楼***"), ("502", "***"), ("3-2-1-502", "3号楼2单元***")],
)
async def test_nobodys_door_is_read_out_in_a_group(door: str, shown: str) -> None:
    """Whoever it concerns is told the whole of it, privately."""
    words = Words("zh-CN")
    for card, key in (("refusal", "already-bound"), ("refusal", "door-twice"), ("answer", "claim-asked")):
        args = {"key": key, "params": {"door": door}}
        group = (await render(NO_READER, card, args, words)).html
        private = (await render(NO_READER, card, args, words, Person(5, 55))).html
        assert (shown in group, door in private) == (True, True)
        assert door not in group


def test_no_language_says_the_last_part_of_a_door() -> None:
    for locale in available():
        for door in ("3-2-502", "3-502", "502"):
            assert "502" not in door_for(None, door, Words(locale))
            assert door_for(1, door, Words(locale)) == door
