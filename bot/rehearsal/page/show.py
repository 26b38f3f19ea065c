"""A play shown until somebody ends it: the house is put on, its page served, and a browser asked to open it."""

import asyncio
import contextlib
import signal
import webbrowser
from collections.abc import Callable

from bot.rehearsal.page.house import Play, open_house
from bot.rehearsal.page.server import serving
from bot.rehearsal.running import StartBot


async def show(play: Play, start_bot: StartBot, tell: Callable[[str], None], *, browse: bool) -> None:
    """Serve until SIGINT or SIGTERM; raises what the bot or the neighbours died of.

    `tell` is given the address of the page; with `browse` a browser opens it.
    """
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    async with open_house(play, start_bot) as house, serving(house) as address:
        tell(address)
        if browse:
            await asyncio.to_thread(webbrowser.open, address)
        asked = asyncio.create_task(ended.wait())
        await asyncio.wait({asked, house.passing}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if house.passing.done():
            house.passing.result()
