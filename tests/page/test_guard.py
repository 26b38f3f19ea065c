"""Who may speak to the page's server: nobody but our own page, on this machine, with the key."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest

from bot.rehearsal.page.house import House
from bot.rehearsal.page.server import serving

from .conftest import put_on

pytestmark = pytest.mark.slow


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with put_on() as house:
        yield house


@pytest.fixture
async def address(house: House) -> AsyncIterator[str]:
    async with serving(house) as address:
        yield address


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=20, trust_env=False) as http:
        yield http


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


async def test_the_page_is_handed_out_and_allows_nothing_from_outside(address: str, http: httpx.AsyncClient) -> None:
    answer = await http.get(address)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "http" not in answer.text.replace("http-equiv", "").replace('xmlns="http', "")
    for name in ("base.css", "app.js", "icon.svg"):
        assert (await http.get(f"{address}static/{name}")).status_code == 200


async def test_a_stranger_learns_nothing(address: str, http: httpx.AsyncClient) -> None:
    """A wrong key, another name for this machine, another site: each is the same bare refusal."""
    home = origin(address)
    attempts = [
        (f"{home}/", {}),
        (f"{home}/wrong/", {}),
        (address[:-2] + ("A/" if address[-2] != "A" else "B/"), {}),
        (address, {"host": "evil.example"}),
        (address, {"host": f"evil.example:{urlsplit(address).port}"}),
        (address, {"origin": "http://evil.example"}),
        (address, {"sec-fetch-site": "cross-site"}),
        (address, {"sec-fetch-site": "same-site"}),
    ]
    answers = [await http.get(url, headers=headers) for url, headers in attempts]
    assert [(answer.status_code, answer.text) for answer in answers] == [(403, "")] * len(attempts)


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"content-type": "application/json", "origin": "http://evil.example"},
        {"content-type": "application/json", "origin": "null"},
        {"content-type": "text/plain", "origin": "own"},
        {"content-type": "application/x-www-form-urlencoded", "origin": "own"},
    ],
    ids=["no origin", "another site", "a sandbox", "plain text", "a form"],
)
async def test_nothing_is_done_for_another_site(
    house: House, address: str, http: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    sent = {name: origin(address) if value == "own" else value for name, value in headers.items()}
    answer = await http.post(f"{address}clock", content='{"does": "leap"}', headers=sent)
    assert answer.status_code == 403
    assert not house.tempo.running


async def test_what_no_client_would_do_is_refused(house: House, address: str, http: httpx.AsyncClient) -> None:
    """409 for what is not possible, 422 for what is no doing at all; and nobody is told why."""
    wang, strangers = house.cast.people["王阿姨"], house.cast.people["老陈"]
    group = house.cast.first_group
    attempts = [
        (409, {"me": wang.id, "does": "say", "chat": strangers.id, "text": "x"}),
        (409, {"me": 1, "does": "say", "chat": group.id, "text": "x"}),
        (409, {"me": house.emulator.bot.id, "does": "say", "chat": group.id, "text": "x"}),
        (409, {"me": wang.id, "does": "press", "chat": group.id, "message": 1, "data": "go_1"}),
        (409, {"me": wang.id, "does": "follow", "url": "https://evil.example/?start=x"}),
        (409, {"me": wang.id, "does": "photo", "chat": group.id, "picture": "bm90IGEgcGljdHVyZQ=="}),
        (422, {"me": wang.id, "does": "say", "chat": group.id, "text": ""}),
        (422, {"me": wang.id, "does": "fly"}),
        (422, ["nothing"]),
    ]
    for code, doing in attempts:
        answer = await http.post(f"{address}do", json=doing, headers={"origin": origin(address)})
        assert (answer.status_code, answer.text) == (code, ""), doing
    said = [m.text for m in group.messages.values() if m.sender is not house.emulator.bot and m.service is None]
    assert said == []


async def test_pictures_of_chats_one_is_not_in_stay_unseen(house: House, address: str, http: httpx.AsyncClient) -> None:
    wang, chen = house.cast.people["王阿姨"], house.cast.people["老陈"]
    doing = {"me": wang.id, "does": "photo", "chat": wang.id, "caption": "x"}
    assert (await http.post(f"{address}do", json=doing, headers={"origin": origin(address)})).status_code == 204
    (photo,) = [m.media for m in house.emulator.chats[wang.id].messages.values() if m.media]
    codes = [(await http.get(f"{address}photo/{photo.file_id}?me={user.id}")).status_code for user in (wang, chen)]
    assert codes == [200, 404]
    assert (await http.get(f"{address}static/..%2fserver.py")).status_code == 404
    assert (await http.get(f"{address}events?me=1")).status_code == 404


@pytest.mark.parametrize("asked", ['{"does": "run", "speed": 7}', '{"does": "fly"}', "{}", "[]", "nonsense"])
async def test_a_clock_is_only_set_as_the_page_offers(address: str, http: httpx.AsyncClient, asked: str) -> None:
    headers = {"origin": origin(address), "content-type": "application/json"}
    assert (await http.post(f"{address}clock", content=asked, headers=headers)).status_code == 422
