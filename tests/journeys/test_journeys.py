"""Every journey ends the same and shows the same last cards, whether updates are fetched or brought, and whatever
goes wrong on the way between the bot and Telegram."""

from collections.abc import Callable
from pathlib import Path

import pytest
from adapter.town import founded

from bot.rehearsal.emulator import Emulator

from .paths import JOURNEYS, Journey, group_becomes_supergroup, outcome, topic_closed, topic_deleted

SENDING = ("sendMessage", "editMessageText", "pinChatMessage", "getChatMember", "answerCallbackQuery")


def every_call(kind: str, **how: object) -> Callable[[Emulator], None]:
    def add(emulator: Emulator) -> None:
        for method in SENDING:
            emulator.faults.add(kind, method=method, **how)  # type: ignore[arg-type]

    return add


def deliveries(kind: str, **how: object) -> Callable[[Emulator], None]:
    return lambda emulator: _ignore(emulator.faults.add(kind, method="webhook", times=3, **how))  # type: ignore[arg-type]


def updates(*kinds: str) -> Callable[[Emulator], None]:
    def add(emulator: Emulator) -> None:
        for kind in kinds:
            emulator.faults.add(kind, times=50)  # type: ignore[arg-type]

    return add


def _ignore(_fault: object) -> None:
    return None


POLLING = {
    "429": every_call("too_many_requests", retry_after=2),
    "5xx": every_call("server_error"),
    "dropped before": every_call("drop"),
    "dropped after": every_call("drop", after_effect=True),
    "duplicated and reordered": updates("duplicate", "reorder"),
}
WEBHOOK = {
    "5xx of the bot": deliveries("server_error"),
    "answer lost": deliveries("drop", after_effect=True),
    "dropped after": every_call("drop", after_effect=True),
    "duplicated and reordered": updates("duplicate", "reorder"),
}
_UNDISTURBED: dict[str, dict[str, object]] = {}


async def gone(folder: Path, journey: Journey, *, webhook: bool, wrong: Callable[[Emulator], None] | None) -> object:
    """The outcome of a journey."""
    kind = "group" if journey is group_becomes_supergroup else "supergroup"
    async with founded(folder, kind=kind, forum=journey in (topic_closed, topic_deleted), webhook=webhook) as town:
        await journey(town, lambda: None if wrong is None else wrong(town.emulator))
        town.emulator.faults.clear()
        await town.rest()
        return await outcome(town)


async def undisturbed(folder: Path, journey: Journey) -> dict[str, object]:
    name = journey.__name__
    if name not in _UNDISTURBED:
        found = await gone(folder / "undisturbed", journey, webhook=False, wrong=None)
        assert isinstance(found, dict)
        _UNDISTURBED[name] = found
    return _UNDISTURBED[name]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
async def test_a_journey_is_the_same_over_polling_and_webhook(journey: Journey, tmp_path: Path) -> None:
    fetched = await undisturbed(tmp_path, journey)
    assert fetched["sessions"]
    assert await gone(tmp_path / "brought", journey, webhook=True, wrong=None) == fetched


@pytest.mark.slow
@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
@pytest.mark.parametrize(
    ("webhook", "fault"),
    [*((False, name) for name in POLLING), *((True, name) for name in WEBHOOK)],
    ids=lambda value: {True: "webhook", False: "polling"}.get(value, value) if isinstance(value, bool) else value,
)
async def test_whatever_goes_wrong_the_outcome_and_the_last_cards_are_the_same(
    journey: Journey, webhook: bool, fault: str, tmp_path: Path
) -> None:
    expected = await undisturbed(tmp_path, journey)
    wrong = (WEBHOOK if webhook else POLLING)[fault]
    assert await gone(tmp_path / "disturbed", journey, webhook=webhook, wrong=wrong) == expected
