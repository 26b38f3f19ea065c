"""Webhooks: which are taken, in what order updates come, and how often they are tried on the emulator's clock."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from aiohttp import web

from bot.clock import SteppedClock
from bot.rehearsal.emulator import Emulator
from emulator.endpoint import Endpoint, listening
from emulator.town import START, Town, found_town, keyboard


@pytest.fixture
async def hook(town: Town) -> AsyncIterator[Endpoint]:
    """An endpoint that is not set as webhook yet, in a town that has been heard of."""
    await town.confirm_all()
    async with listening() as endpoint:
        yield endpoint
        await town.call("deleteWebhook")


async def webhook_set(town: Town, hook: Endpoint, **parameters: Any) -> None:
    await town.call("setWebhook", url=hook.url, **parameters)


def say(town: Town, *lines: str) -> None:
    chat = town.emulator.people.private_chat(town.neighbour)
    for line in lines:
        town.emulator.people.say(town.neighbour, chat, line)


def waits(town: Town) -> timedelta | None:
    due = town.emulator.next_event_at
    return None if due is None else due - town.clock.now()


async def next_try(town: Town) -> None:
    """Move the clock to what it waits for, and let that happen."""
    due = town.emulator.next_event_at
    assert due is not None
    town.clock.advance_to(due)
    town.emulator.look()
    await town.emulator.idle()


REFUSED = {
    "no address at all": ({"url": "https://"}, "invalid webhook URL specified"),
    "white space": ({"url": "https://example.com/a b"}, "invalid webhook URL specified"),
    "another scheme": ({"url": "ftp://example.com"}, "invalid webhook URL specified"),
    "no port": ({"url": "https://example.com:x/"}, "invalid webhook URL specified"),
    "http": ({"url": "http://example.com/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    "port 8080": (
        {"url": "https://example.com:8080/"},
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    "this machine": ({"url": "https://127.0.0.1/"}, "bad webhook: IP address 127.0.0.1 is reserved"),
    "this machine by name": ({"url": "https://localhost/"}, "bad webhook: IP address 127.0.0.1 is reserved"),
    "a private network": ({"url": "https://10.0.0.1/"}, "bad webhook: IP address 10.0.0.1 is reserved"),
    "257 characters": ({"url": "https://example.com", "secret_token": "x" * 257}, "secret token is too long"),
    "a dot": (
        {"url": "https://example.com", "secret_token": "a.b"},
        "secret token contains unallowed characters",
    ),
    "kinds as text": (
        {"url": "https://example.com", "allowed_updates": '"message"'},
        "expected an Array of String as allowed updates",
    ),
}


@pytest.mark.parametrize(("parameters", "words"), REFUSED.values(), ids=REFUSED.keys())
async def test_bad_webhooks_are_refused(town: Town, parameters: dict[str, Any], words: str) -> None:
    response = await town.raw("setWebhook", **parameters)
    assert response.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


@pytest.mark.parametrize("port", ["", ":443", ":80", ":88", ":8443"])
async def test_the_four_ports_are_taken_and_told(town: Town, port: str) -> None:
    """A host elsewhere is never asked: what is brought there fails and stays."""
    parameters: dict[str, Any] = {
        "url": f"https://example.com{port}/hook",
        "max_connections": 500,
        "secret_token": "a_B-9",
    }
    response = await town.raw("setWebhook", **parameters)
    assert response.json() == {"ok": True, "result": True, "description": "Webhook was set"}
    assert (await town.raw("setWebhook", **parameters)).json()["description"] == "Webhook is already set"
    await town.emulator.idle()
    info = await town.call("getWebhookInfo")
    assert info["url"] == parameters["url"]
    assert info["max_connections"] == 100
    assert info["pending_update_count"] > 0
    assert info["last_error_message"] == "Connection timed out"
    assert (await town.raw("deleteWebhook")).json()["description"] == "Webhook was deleted"
    assert (await town.raw("setWebhook", url="")).json()["description"] == "Webhook is already deleted"
    assert (await town.call("getWebhookInfo"))["url"] == ""


async def test_a_refused_webhook_leaves_none(town: Town, hook: Endpoint) -> None:
    await webhook_set(town, hook)
    assert (await town.raw("setWebhook", url="http://example.com")).status_code == 400
    assert town.emulator.webhook_url == ""


async def test_without_the_switch_this_machine_is_no_place_for_a_webhook() -> None:
    clock = SteppedClock(START)
    async with Emulator(now=clock.now) as emulator, httpx.AsyncClient() as http:
        url = f"{emulator.base_url}{emulator.token}/setWebhook"
        response = await http.post(url, json={"url": "http://127.0.0.1:9000/"})
    assert response.json()["description"] == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"


async def test_updates_come_with_the_secret_and_are_gone(town: Town, hook: Endpoint) -> None:
    await webhook_set(town, hook, secret_token="s3cret")
    say(town, "好")
    await town.emulator.idle()
    assert hook.texts == ["好"]
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret"
    assert hook.headers[0]["Content-Type"] == "application/json"
    assert "User-Agent" not in hook.headers[0]
    assert town.emulator.undelivered == 0


async def test_polling_and_a_webhook_exclude_each_other(town: Town, hook: Endpoint) -> None:
    """A poll that stands open ends when a webhook is set; later ones are refused at once."""
    await town.confirm_all()
    poll = asyncio.create_task(town.raw("getUpdates", timeout=50, offset=1))
    await town.emulator.changes.until(lambda: town.emulator.polling)
    await webhook_set(town, hook)
    answer = (await poll).json()
    assert (answer["error_code"], answer["description"]) == (409, "Conflict: terminated by setWebhook request")
    answer = (await town.raw("getUpdates")).json()
    words = (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert (answer["error_code"], answer["description"]) == (409, words)


async def test_a_failure_blocks_its_own_lane_alone(town: Town, hook: Endpoint) -> None:
    """What follows in the same chat waits for the head; other chats and presses go on."""
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    await webhook_set(town, hook)
    hook.answers = [web.Response(status=500), web.Response(status=500)]
    say(town, "一", "二")
    await town.emulator.idle()
    assert hook.texts == ["一", "一"]  # the second try comes at once
    town.emulator.people.say(town.neighbour, town.yard, "别处")
    town.emulator.people.press(town.neighbour, town.yard, card.id, "1")
    await town.emulator.idle()
    assert hook.texts == ["一", "一", "别处"]
    assert hook.updates[-1]["callback_query"]["data"] == "1"
    assert town.emulator.undelivered == 2
    info = await town.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    await next_try(town)
    assert hook.texts[3:] == ["一", "二"]
    assert town.emulator.undelivered == 0


async def test_tries_double_up_to_a_minute_or_two(town: Town, hook: Endpoint) -> None:
    await webhook_set(town, hook)
    hook.answers = [web.Response(status=503) for _ in range(12)]
    say(town, "一")
    await town.emulator.idle()
    pauses = []
    while len(hook.updates) < 12:
        wait = waits(town)
        assert wait is not None
        pauses.append(wait.total_seconds())
        await next_try(town)
    assert pauses[:5] == [2, 4, 8, 16, 32]
    assert all(60 <= pause <= 120 for pause in pauses[5:])
    assert len({update["update_id"] for update in hook.updates}) == 1
    await next_try(town)
    assert waits(town) is None


@pytest.mark.parametrize(("asked", "waited"), [("30", 30), ("5000", 3600), ("soon", 0)])
async def test_retry_after_is_honoured_up_to_an_hour(town: Town, hook: Endpoint, asked: str, waited: int) -> None:
    await webhook_set(town, hook)
    hook.answers = [web.Response(status=429, headers={"Retry-After": asked})]
    say(town, "一")
    await town.emulator.idle()
    assert waits(town) == (timedelta(seconds=waited) if waited else None)
    assert len(hook.updates) == (1 if waited else 2)


async def test_a_press_is_given_up_after_150_seconds_and_a_message_is_not(town: Town, hook: Endpoint) -> None:
    card = await town.sent(town.yard, reply_markup=keyboard([("同意", "1")]))
    await webhook_set(town, hook)
    hook.answers = [web.Response(status=500, headers={"Retry-After": "149"}), web.Response(status=500)]
    press = town.emulator.people.press(town.neighbour, town.yard, card.id, "1")
    await town.emulator.idle()
    await next_try(town)
    await press.confirmed()
    assert town.emulator.undelivered == 0
    hook.answers = [web.Response(status=500, headers={"Retry-After": "3600"})]
    say(town, "一")
    await town.emulator.idle()
    assert waits(town) == timedelta(hours=1)


async def test_a_message_is_given_up_after_a_day(town: Town, hook: Endpoint) -> None:
    await webhook_set(town, hook)
    hook.answers = [web.Response(status=500, headers={"Retry-After": "3600"}) for _ in range(30)]
    say(town, "一")
    await town.emulator.idle()
    while town.emulator.next_event_at is not None:
        await next_try(town)
    assert len(hook.updates) == 24  # at once, and after each hour but the last
    assert town.emulator.undelivered == 0


async def test_no_more_than_max_connections_at_once(town: Town, hook: Endpoint) -> None:
    people = [town.emulator.people.new(f"住户{n}") for n in range(5)]
    await webhook_set(town, hook, max_connections=2)
    hook.open.clear()
    for person in people:
        town.emulator.people.start(person)
    await hook.changes.until(lambda: hook.waiting == 2)
    assert not town.emulator.at_rest
    hook.open.set()
    await town.emulator.idle()
    assert len(hook.updates) == 5


async def test_an_endpoint_that_never_answers_is_given_up_after_a_minute(town: Town, hook: Endpoint) -> None:
    await webhook_set(town, hook)
    hook.open.clear()
    say(town, "一")
    await hook.changes.until(lambda: hook.waiting == 1)
    assert waits(town) == timedelta(seconds=60)
    town.later(seconds=60)
    town.emulator.look()
    await hook.changes.until(lambda: len(hook.updates) == 2)
    info = await town.call("getWebhookInfo")
    assert info["last_error_message"] == "Read timeout expired"
    hook.open.set()
    await town.emulator.idle()
    assert town.emulator.undelivered == 0


async def test_nobody_listening_is_a_failure_like_any_other(town: Town) -> None:
    await town.confirm_all()
    async with listening() as hook:
        url = hook.url
    await town.call("setWebhook", url=url)
    say(town, "一")
    await town.emulator.idle()
    assert (await town.call("getWebhookInfo"))["last_error_message"] == "Connection refused"
    assert waits(town) == timedelta(seconds=2)
    await town.call("deleteWebhook")
    assert [update["message"]["text"] for update in await town.updates()] == ["一"]


async def test_what_waits_when_a_webhook_is_set_comes_to_it_unless_it_is_dropped(town: Town, hook: Endpoint) -> None:
    say(town, "一")
    await webhook_set(town, hook)
    await town.emulator.idle()
    assert hook.texts == ["一"]
    await town.call("deleteWebhook")
    say(town, "二")
    await webhook_set(town, hook, drop_pending_updates=True)
    await town.emulator.idle()
    assert hook.texts == ["一"]


async def test_only_the_kinds_asked_for_come_and_unknown_names_are_passed_over(town: Town, hook: Endpoint) -> None:
    await webhook_set(town, hook, allowed_updates=["Callback_Query", "nonsense"])
    assert (await town.call("getWebhookInfo"))["allowed_updates"] == ["callback_query"]
    say(town, "一")
    await town.emulator.idle()
    assert hook.updates == []
    await webhook_set(town, hook, allowed_updates=[])
    assert "allowed_updates" not in await town.call("getWebhookInfo")


ANSWERS = {
    "json": lambda chat_id: web.json_response({"method": "sendMessage", "chat_id": chat_id, "text": "记上了"}),
    "form": lambda chat_id: web.Response(
        text=f"method=SENDMESSAGE&chat_id={chat_id}&text=记上了",
        content_type="application/x-www-form-urlencoded",
    ),
}


@pytest.mark.parametrize("form", ANSWERS)
async def test_an_answer_can_hold_a_call(town: Town, hook: Endpoint, form: str) -> None:
    """It is carried out, and recorded as a call of the bot."""
    await webhook_set(town, hook)
    hook.answers = [ANSWERS[form](town.neighbour.id)]
    say(town, "一")
    await town.emulator.idle()
    last = town.emulator.places.last_message(town.emulator.people.private_chat(town.neighbour))
    assert last is not None
    assert (last.text, last.sender) == ("记上了", town.emulator.bot)
    assert town.emulator.calls[-1].in_answer
    assert "method" not in town.emulator.calls[-1].parameters


@pytest.mark.parametrize("method", ["getMe", "setWebhook", "deleteWebhook", "close", "logOut", "", "sendPidgeon"])
async def test_some_calls_do_not_come_by_answers(town: Town, hook: Endpoint, method: str) -> None:
    """An answer that holds one of these, none or nonsense confirms the update all the same."""
    await webhook_set(town, hook)
    hook.answers = [web.json_response({"method": method, "url": "https://example.com"})]
    say(town, "一")
    await town.emulator.idle()
    assert town.emulator.webhook_url == hook.url
    assert town.emulator.undelivered == 0
    assert [call.method for call in town.emulator.calls if call.in_answer] == [m for m in [method] if "Pidgeon" in m]


async def test_the_stepped_clock_drives_the_tries_by_itself() -> None:
    """Given the clock's `wait_until`, a retry happens when the clock is moved to what it says it waits for."""
    clock = SteppedClock(START)
    tries: list[datetime] = []
    async with (
        Emulator(now=clock.now, wait_until=clock.wait_until, loopback_webhooks=True) as emulator,
        httpx.AsyncClient() as http,
        listening() as hook,
    ):
        town = found_town(emulator, clock, http)
        await town.confirm_all()
        await webhook_set(town, hook)
        hook.answers = [web.Response(status=500) for _ in range(4)]
        say(town, "一")
        await emulator.idle()
        while (due := clock.next_wait()) is not None:
            tries.append(due)
            seen = len(hook.updates)
            clock.advance_to(due)
            await hook.changes.until(lambda seen=seen: len(hook.updates) > seen)  # type: ignore[misc]
            await emulator.idle()
        await town.call("deleteWebhook")
    assert [(moment - START).total_seconds() for moment in tries] == [2, 6, 14]
    assert len(hook.updates) == 5
