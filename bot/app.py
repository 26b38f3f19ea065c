"""The composition root: one bot, put together from settings and a clock, started and ended in good order.

`run` is the real program; a rehearsal or the demo start the same `App` on a clock of their own. What each part does
is left to it.
"""

import asyncio
import contextlib
import gc
import os
import random
import signal
from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot import logs
from bot.chat.telegram.connecting import LONGEST_PAUSE, connected
from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.incoming import Incoming
from bot.chat.telegram.languages import Languages
from bot.chat.telegram.membership import Memberships
from bot.chat.telegram.menus import Menus
from bot.chat.telegram.polling import Polling
from bot.chat.telegram.webhook import Webhook, secret_of, set_webhook
from bot.clerk.arrival import meet_bot
from bot.clerk.clerk import INCIDENT_CHARS, Clerk
from bot.clerk.office import Defaults, Office, unguessable
from bot.clerk.platform import Change
from bot.clerk.submission import Submission
from bot.clock import Clock, RealClock, SteppedClock
from bot.deadlines import Deadlines
from bot.deliberation.desk import Answer
from bot.flow_files import FlowLibrary
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.outbox.calm import Hours
from bot.outbox.recipient import House
from bot.outbox.shelf import Shelf
from bot.replicas import Replicas
from bot.settings import Settings, SettingsProblem, SettingsRefused, read_days, variable
from bot.storage import housekeeping, keyring
from bot.storage.presence import Presence
from bot.storage.problem import TROUBLE
from bot.storage.store import Store, Tx
from bot.systemd import Systemd
from bot.web.hook import hook
from bot.web.measures import is_loopback, measures
from bot.web.readiness import Pulse, Readiness
from bot.web.serving import Serving
from bot.web.site import Site

PARALLEL = 16
"""Chats served at a time: enough that slow ones do not add up, few enough to be gentle to the database."""
HEARTBEAT = timedelta(seconds=30)
STOP_WITHIN = 40.0
"""Seconds for everything under way to end in, less than whoever stops the program waits (`TimeoutStopSec`)."""
END_WITHIN = 5.0
"""Seconds for the database to take the last word of this program."""
_log = structlog.get_logger(__name__)

Pick = Callable[[str, int], str]
"""`pick(alphabet, n)`: n characters of it."""


class App:
    """One running bot. Make it with `await App.start(…)`; end it with `stop` or, as a power cut would, `kill`."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        store: Store,
        presence: Presence,
        office: Office,
        bot: Bot,
        parallel: int,
        site: Site,
        serving: Serving | None,
        metrics: Metrics,
    ) -> None:
        self.store = store
        self._presence = presence
        self.serving = serving
        self._site = site
        self.clerk = Clerk(store, office, metrics)
        self._settings, self._clock, self._bot = settings, clock, bot
        self._stop = asyncio.Event()
        self._ended = asyncio.Event()
        courier = TelegramCourier(bot, bot.username)
        hours = Hours.of(settings.timezone, settings.quiet_from, settings.quiet_until)
        house, shelf = House(settings.locale, hours), Shelf(settings.files_folder)
        self._deadlines = Deadlines(self.clerk, clock)
        self._outbox = Outbox(
            store,
            presence,
            courier,
            clock,
            house,
            shelf,
            parallel=parallel,
            salt=office.salt,
            metrics=metrics,
            planned=self._deadlines.wake.set,
        )
        self._menus = Menus(bot, store, self.clerk, settings.locale)
        self._incoming = Incoming(
            store,
            self.clerk,
            courier,
            Memberships(bot, store),
            Languages(store, clock, settings.locale),
            self._menus,
            clock,
            bot.username,
            incident=lambda: office.code(INCIDENT_CHARS),
            answered=clock.something_ended if isinstance(clock, SteppedClock) else lambda: None,
            metrics=metrics,
        )
        self._polling = Polling(bot, self._incoming.settle, self._stop, presence.may_fetch)
        self._webhook = Webhook(bot, self._incoming.settle_with_answer)
        self._transport = self._polling if settings.webhook_url is None else self._webhook
        self._replicas = Replicas(store, presence, clock, self._outbox, self._deadlines, self._incoming.forget)
        self._parts: list[asyncio.Task[None]] = []
        self.clerk.on_commit(self._outbox.wake.set)
        self.clerk.on_change(self._deadlines.wake.set)

    @classmethod
    async def start(
        cls,
        settings: Settings,
        clock: Clock,
        *,
        rest: frozenset[date] = frozenset(),
        work: frozenset[date] = frozenset(),
        seed: int | None = None,
        parallel: int = PARALLEL,
        practice: bool = False,
    ) -> "App":
        """Open the database (bringing it up to date), meet Telegram, and set to work.

        With `seed`, codes and salts repeat from run to run, with `practice` sessions are marked as exercises: both
        for rehearsals alone. Raises StorageProblem,
        SettingsRefused or TokenRefused, each with what to mend.
        """
        days = read_days(settings.holidays_file)
        defaults = Defaults(
            timezone=settings.timezone,
            locale=settings.locale,
            quiet_from=settings.quiet_from,
            quiet_until=settings.quiet_until,
            operator_code=settings.operator_code.get_secret_value(),
            rest=days.rest | rest,
            work=days.work | work,
            practice=practice,
        )
        library = FlowLibrary([settings.flows_dir] if settings.flows_dir is not None else [])
        office = Office(library, unguessable if seed is None else _repeatable(seed), defaults)
        store = await Store.open(settings.database_url)
        pulse = Pulse(clock)
        site, serving, metrics = Site(Readiness(store, clock, pulse)), None, Metrics()
        is_public = settings.webhook_url is not None or not is_loopback(settings.web_host)
        site.add(measures(metrics, store, clock, key=settings.metrics_key.get_secret_value(), is_public=is_public))
        presence = Presence(store)
        try:
            await store.migrate()
            await keyring.take_up(store, settings.seal_key.get_secret_value(), settings.seal_file)
            await presence.begin()
            # before Telegram is met: a program that waits for it is alive, and not ready
            serving = await _served(site, settings)
            bot = await connected(settings, pulse.beat, metrics)
        except BaseException:
            if serving is not None:
                await serving.stop()
            await presence.end()
            await store.close()
            raise
        pulse.ask = bot.get_me
        app = cls(settings, clock, store, presence, office, bot, parallel, site, serving, metrics)
        try:
            await app._begin()
        except BaseException:
            await app._webhook.finish()
            await app._close()
            raise
        return app

    async def _begin(self) -> None:
        await self.clerk.beat(self._clock.now(), regular=False)
        await self.clerk.work(lambda tx, office: meet_bot(tx, office, self._bot.id, self._clock.now()))
        await self._menus.refresh()
        if self._settings.webhook_url is None:
            self._part("polling", self._polling.run())
        else:
            await self._take_deliveries(self._settings.webhook_url)
        self._part("outbox", self._outbox.run(self._stop))
        self._part("deadlines", self._deadlines.run(self._stop))
        if isinstance(self._clock, RealClock):
            self._part("heartbeat", self._beat(self._clock))
        if self.store.shared:
            self._part("replicas", self._replicas.run(self._stop))

    async def _take_deliveries(self, url: str) -> None:
        """Answer at the webhook's address, then have Telegram bring updates there. Raises SettingsRefused."""
        given = self._settings.webhook_secret.get_secret_value()
        secret = await secret_of(self.clerk, given)
        logs.keep_out([secret])
        self._site.add(hook(url, secret, self._webhook.take))
        pause = 1.0
        while True:
            try:
                return await set_webhook(self._bot, self.store, self.clerk, url, secret)
            except BadRequest as error:
                params = {"name": variable("webhook_url"), "why": error.message}
                raise SettingsRefused([SettingsProblem("settings-webhook-refused", params)]) from error
            except TelegramError as error:
                _log.warning("the webhook could not be set", error=error.message, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _part(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(lambda _: self._ended.set())
        self._parts.append(task)

    @property
    def idle(self) -> bool:
        """Whether nothing is being taken, is due or may be sent at this moment. Raises what a part has died of."""
        self._raise_failure()
        return all(part.idle for part in (self._transport, self._incoming, self.clerk, self._deadlines, self._outbox))

    async def take(self, submission: Submission) -> Answer:
        """The clerk's door."""
        return await self.clerk.take(submission)

    async def work(self, change: Change) -> Any:
        """What an operator does, by the same door."""
        return await self.clerk.work(change)

    async def until_ended(self) -> None:
        """Return when `stop` was asked for; raise what a part has died of."""
        await self._ended.wait()
        self._raise_failure()

    def ask_to_stop(self) -> None:
        self._ended.set()

    async def stop(self) -> None:
        """End in good order: what was fetched is taken and confirmed, what was begun is sent, presses are answered.

        What has not ended within `STOP_WITHIN` is broken off; the next start fetches it again, or sends it again.
        """
        self._stop.set()
        self._outbox.wake.set()
        self._deadlines.wake.set()
        try:
            async with asyncio.timeout(STOP_WITHIN):
                await self._wind_down()
        except TimeoutError:
            _log.warning("not everything ended in time; the next start goes on with it")
            await self._break_off()
        try:
            # from here on the bot is silent: the next start asks how long that was
            async with asyncio.timeout(END_WITHIN):
                await self._last_beat()
        except (TimeoutError, *TROUBLE) as error:
            _log.warning("the end could not be noted; the last heartbeat counts", error=str(error))
        await self._close()

    async def _wind_down(self) -> None:
        await self._webhook.finish()
        await asyncio.gather(*self._parts, return_exceptions=True)
        await self._incoming.finish()

    async def _break_off(self) -> None:
        for task in self._parts:
            task.cancel()
        await asyncio.gather(*self._parts, return_exceptions=True)
        await asyncio.gather(self._incoming.kill(), self._outbox.kill())

    async def works(self) -> bool:
        """Whether this program can still do anything: its loop turns, the clerk's door opens, the database answers.

        One that says at once why it cannot is an answer too: the disk is full or the server gone, and a restart
        would mend neither.
        """
        with contextlib.suppress(*TROUBLE):
            await self.clerk.work(_nothing)
        return True

    async def kill(self) -> None:
        """End as a power cut does: whatever is under way is lost."""
        for task in self._parts:
            task.cancel()
        await asyncio.gather(*self._parts, return_exceptions=True)
        await asyncio.gather(self._webhook.finish(), self._incoming.kill(), self._outbox.kill())
        await self._last_beat()  # behind a commit under way, which is kept or lost as a whole; here it is kept
        await self._close()

    async def _last_beat(self) -> None:
        """The end of this program's life: the real one dies within `HEARTBEAT` of its last beat, others beat never."""
        await self.clerk.work(lambda tx, _: housekeeping.beat(tx, self._clock.now()))

    async def _close(self) -> None:
        if self.serving is not None:
            await self.serving.stop()
        await self._bot.shutdown()
        await self._presence.end()
        await self.store.close()

    def _raise_failure(self) -> None:
        for part in self._parts:
            if part.done() and not part.cancelled() and (error := part.exception()) is not None:
                raise error

    async def _beat(self, clock: RealClock) -> None:
        """Note that this program is alive, and forget what nobody will ask for any more."""
        while not self._stop.is_set():
            try:
                await self.clerk.beat(clock.now(), regular=True)
            except TROUBLE as error:
                _log.warning("database in trouble; no heartbeat", error=str(error))
            await clock.wait_until(clock.now() + HEARTBEAT, self._stop)


async def run(settings: Settings) -> None:
    """The real program, until it is told to stop (SIGINT, SIGTERM) or cannot go on."""
    logs.set_up(settings.log_level)
    logs.keep_out(settings.secrets())
    loop = asyncio.get_running_loop()
    logs.listen_to(loop)
    systemd, asked = Systemd.of(os.environ), asyncio.Event()
    _on_signal(loop, asked.set)
    app = await _unless(asked, App.start(settings, RealClock()))
    if app is None:
        return
    _on_signal(loop, app.ask_to_stop)
    # what is loaded by now stays: looking it through for garbage stops the bot for a tenth of a second each time
    gc.collect()
    gc.freeze()
    systemd.ready()
    watching = asyncio.create_task(systemd.watch(app.works))
    _log.info("at work")
    try:
        await app.until_ended()
    finally:
        systemd.stopping()
        _log.info("stopping")
        watching.cancel()
        await app.stop()
        _log.info("stopped")


def _on_signal(loop: asyncio.AbstractEventLoop, do: Callable[[], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, do)


async def _unless(asked: asyncio.Event, starting: Coroutine[Any, Any, App]) -> App | None:
    """The program, once it has started; None where it was asked to stop before that."""
    start, stop = asyncio.create_task(starting), asyncio.create_task(asked.wait())
    await asyncio.wait({start, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if start.done():
        return start.result()
    start.cancel()
    await asyncio.wait({start})
    return None


async def _nothing(_tx: Tx, _office: Office) -> None:
    """A transaction without a statement of ours."""


async def _served(site: Site, settings: Settings) -> Serving | None:
    """The site at its address; None where the settings name no port. Raises SettingsRefused."""
    port = settings.site_port
    if port is None:
        return None
    serving = Serving(site.app, settings.web_host, port)
    await serving.start()
    _log.info("the site is served", host=serving.host, port=serving.port)
    return serving


def _repeatable(seed: int) -> Pick:
    source = random.Random(seed)
    return lambda alphabet, length: "".join(source.choice(alphabet) for _ in range(length))
