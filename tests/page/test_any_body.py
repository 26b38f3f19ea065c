"""Whatever is put into what a browser sends: it is done, or refused as something else would be, and nothing breaks."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mess import SHORT, much, nearly

from bot.rehearsal.page.server import serving

from .conftest import put_on
from .test_guard import origin

NAMES = ("me", "does", "chat", "text", "message", "data", "url", "picture", "caption", "reply", "blocked", "speed")


@pytest.mark.parametrize("examples", [SHORT, pytest.param(500, marks=pytest.mark.long)])
def test_whatever_a_browser_sends_is_done_or_refused(examples: int) -> None:
    with asyncio.Runner() as runner:
        house_of = put_on()
        house = runner.run(house_of.__aenter__())
        page = serving(house)
        address = runner.run(page.__aenter__())
        wang, group = house.cast.people["王阿姨"].id, house.cast.first_group.id
        real: list[dict[str, Any]] = [
            {"me": wang, "does": "say", "chat": group, "text": "你好"},
            {"me": wang, "does": "photo", "chat": group, "picture": "iVBORw0KGgo=", "caption": "照片"},
            {"me": wang, "does": "press", "chat": group, "message": 1, "data": "go_1"},
            {"me": wang, "does": "follow", "url": "https://t.me/youshi_bot?start=x"},
            {"me": wang, "does": "block", "blocked": False},
            {"does": "run", "speed": 1},
            {"does": "pause"},
        ]

        @given(bodies=st.lists(nearly(real, NAMES), min_size=3, max_size=8), words=st.binary(max_size=60))
        @example(bodies=[{**real[1], "picture": "图片"}], words=b"[]")
        @much(examples)
        def sent(bodies: list[dict[str, Any]], words: bytes) -> None:
            async def send() -> None:
                async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
                    headers = {"origin": origin(address), "content-type": "application/json"}
                    for body in [words, *(json.dumps(one).encode() for one in bodies)]:
                        for where in ("do", "clock"):
                            answer = await http.post(f"{address}{where}", content=body, headers=headers)
                            assert answer.status_code in (204, 409, 422), body
                    assert (await http.get(address)).status_code == 200

            runner.run(send())

        try:
            sent()
        finally:
            runner.run(page.__aexit__(None, None, None))
            runner.run(house_of.__aexit__(None, None, None))
