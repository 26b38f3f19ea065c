"""One update → what it means to the house: an act for the clerk, news of a chat, or nothing at all.

Reading what an update says is `reading`, news of chats are `whereabouts`; what an act does is left to `clerk`.
Presses are answered after the commit, beside whatever comes next; messages are answered by messages, which the clerk
owes and `outbox` delivers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import Any

import structlog
from telegram import Message

from bot.chat import buttons, commands, purposes, replies
from bot.chat.commands import Spoken
from bot.chat.input_text import codes_in
from bot.chat.telegram import reading, scenes
from bot.chat.telegram.courier import TelegramCourier
from bot.chat.telegram.languages import Languages
from bot.chat.telegram.limiter import GROUP, MESSAGES, PRESSES, Limiter, Verdict
from bot.chat.telegram.membership import Memberships
from bot.chat.telegram.menus import Menus
from bot.chat.telegram.pages import Pages, is_turning
from bot.chat.telegram.patience import Patience
from bot.chat.telegram.reading import Arrived, Press
from bot.chat.telegram.toasts import Toast, Toasts
from bot.chat.telegram.whereabouts import Whereabouts
from bot.chat.telegram.whispers import Whispers
from bot.chat.vocabulary import means
from bot.clerk import exposure, platform
from bot.clerk.clerk import Clerk
from bot.clerk.submission import Sender, Submission, Where
from bot.clock import Clock
from bot.deliberation.acts import Act, Adjust, Ask, Belong, ForgetMe, GrantRole, OpenSession, SetLocale, SetUp, Stand
from bot.deliberation.desk import Answer
from bot.deliberation.house import Person
from bot.deliberation.refusal import Refusal, Refused
from bot.metrics import Metrics
from bot.storage import chats, lookups, people
from bot.storage.problem import TROUBLE
from bot.storage.store import Store

_BRIEF = frozenset({"start", "help", "my", "privacy", "lang", "join"})
"""Commands that do not ask which sessions are open, and are spared the looking."""
_KINDS = ("message", "my_chat_member", "chat_member")
_log = structlog.get_logger(__name__)


class Incoming:
    """Settles updates. `incident` names one, short enough to be said on the telephone; `username` is the bot's;
    `answered` is called when an answer to a press has gone out."""

    def __init__(
        self,
        store: Store,
        clerk: Clerk,
        courier: TelegramCourier,
        memberships: Memberships,
        languages: Languages,
        menus: Menus,
        clock: Clock,
        username: str,
        incident: Callable[[], str],
        answered: Callable[[], None],
        metrics: Metrics,
    ) -> None:
        self._store = store
        self._clerk = clerk
        self._toasts = Toasts(courier, languages)
        self._whispers = Whispers(courier, store, languages, clock)
        self._pages = Pages(courier, store, languages, clock, self._later)
        self._whereabouts = Whereabouts(clerk, memberships, languages)
        self._memberships = memberships
        self._languages = languages
        self._menus = menus
        self._clock = clock
        self._username = username.lower()
        self._incident = incident
        self._answered = answered
        self._metrics = metrics
        self._limiter = Limiter(metrics.held_back)
        self._patience = Patience()
        self._albums = reading.Albums()
        self._pieces = reading.Pieces()
        self._answers: set[asyncio.Task[None]] = set()

    @property
    def idle(self) -> bool:
        """Whether every press that was settled has been answered."""
        return not self._answers and self._pages.idle

    def forget(self) -> None:
        """Another program has changed what this one remembers."""
        self._languages.forget()
        self._memberships.forget_all()

    async def finish(self) -> None:
        """Wait for the answers that are under way."""
        self._pages.stop()
        if self._answers:
            await asyncio.wait(self._answers)

    async def kill(self) -> None:
        """Break off the answers that are under way."""
        for answer in self._answers:
            answer.cancel()
        await self.finish()

    async def settle(self, update: Arrived) -> None:
        """Return once what the update means is committed. Raises only where the database cannot be had."""
        began = perf_counter()
        toast = await self._taken(update)
        if toast is not None:
            self._later(self._answer(toast, began))

    async def settle_with_answer(self, update: Arrived) -> dict[str, Any] | None:
        """Likewise; the answer to a press is returned, for whoever brought the update to carry out."""
        began = perf_counter()
        toast = await self._taken(update)
        if toast is None:
            return None
        try:
            call = self._toasts.as_call(await toast)
        except TROUBLE:
            raise
        except Exception:
            self._report("later", "the answer to a press could not be worded")
            return None
        self._metrics.answered(perf_counter() - began)
        return call

    async def _answer(self, toast: Awaitable[Toast], began: float) -> None:
        await self._toasts.send(toast)
        self._metrics.answered(perf_counter() - began)

    async def _taken(self, update: Arrived) -> Awaitable[Toast] | None:
        """Take it; what fails unexpectedly is reported and done with, for it would fail each time it is brought."""
        self._metrics.update(_kind(update))
        try:
            return await self._meant(update)
        except TROUBLE:
            raise
        except Exception:
            self._report("update", "an update failed")
            return None

    async def _meant(self, update: Arrived) -> Awaitable[Toast] | None:
        now = self._clock.now()
        if isinstance(update, Press):
            return await self._on_press(update, now)
        if update.message is not None:
            await self._on_message(update.update_id, update.message, now)
        elif update.my_chat_member is not None:
            await self._whereabouts.of_bot(update.update_id, update.my_chat_member, now)
        elif update.chat_member is not None:
            await self._whereabouts.of_member(update.update_id, update.chat_member, now)
        return None

    # --- presses ---------------------------------------------------------------------------------

    async def _on_press(self, press: Press, now: datetime) -> Awaitable[Toast] | None:
        """Take it; what it is answered with is put into words when that is awaited."""
        update_id, sender, where = press.update_id, press.sender, press.where
        verdict = self._limiter.judge(PRESSES, sender.user_id, now, update_id)
        if verdict is not Verdict.LET_THROUGH:
            if verdict is Verdict.TELL:
                return self._toasts.refused(press.id, sender, where, Refusal(PRESSES.refusal), alert=False)
            return None
        try:
            act = buttons.decode(press.data)
        except Refused as refused:
            self._metrics.refused(refused.refusal.key)
            return self._toasts.refused(press.id, sender, where, refused.refusal, alert=True)
        try:
            if isinstance(act, Ask) and is_turning(act, where):
                self._pages.turn(act, sender, where)
                return self._toasts.answered(press.id, sender, where, Answer())
            if not self._limiter.lets_through(act, sender.user_id, now, update_id):
                return None
            submission = await self._submission(act, sender, where, now, update_id, press=True)
            answer = await self._take(submission)
        except Refused as refused:
            return self._toasts.refused(press.id, sender, where, refused.refusal, alert=True)
        except TROUBLE:
            if not self._patience.is_over(update_id, now, self._clock.now()):
                raise
            return self._toasts.refused(press.id, sender, where, Refusal("not-kept"), alert=True)
        except Exception:
            return self._toasts.incident(press.id, sender, where, self._report("press", "a press failed"))
        self._follow_up(act)
        if isinstance(act, Stand) and answer.key.startswith("ballot-recorded") and not where.private:
            self._later(self._whispers.receipt(press.id, sender, where, act.what))
        if isinstance(act, Stand) and act.kind == "ballot" and where.private:
            self._pages.cast(act, sender, where)
        return self._toasts.answered(press.id, sender, where, answer)

    def _later(self, answer: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(answer)
        self._answers.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._answers.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._metrics.incident("later")
            _log.error("what was left for later failed", incident=self._incident(), exc_info=task.exception())
        self._answered()

    # --- messages --------------------------------------------------------------------------------

    async def _on_message(self, update_id: int, message: Message, now: datetime) -> None:
        if await self._whereabouts.told_by(update_id, message, now):
            return
        where = reading.place_of(message)
        if not where.private and await self._takes_code_back(update_id, message, where, now):
            return
        spoken = self._spoken(message)
        meant = where.private or spoken is not None or self._is_reply_to_us(message)
        if not meant or not (reading.words_in(message) or reading.attachments_of(message)):
            return
        if reading.is_anonymous(message):
            if spoken is not None:
                await self._refuse(update_id, None, where, Refusal("anonymous-admin"), now)
            return
        if reading.from_nobody(message) or message.from_user is None or self._pieces.is_rest(message):
            return
        sender = reading.sender_of(message.from_user)
        verdict = self._limiter.judge(MESSAGES, sender.user_id, now, update_id)
        if verdict is Verdict.LET_THROUGH and not where.private:
            verdict = self._limiter.judge(GROUP, where.platform_id, now, update_id)
        if verdict is Verdict.IGNORE or self._albums.is_further(message):
            return
        if verdict is Verdict.TELL:
            # privately, wherever it was said: the group has enough to read
            await self._refuse(update_id, sender, Where(sender.user_id), Refusal(MESSAGES.refusal), now)
            return
        try:
            await self._hear(update_id, message, sender, where, spoken, now)
        except Refused as refused:
            if spoken is None or where.private or spoken.addressee or refused.refusal.key != "command-unknown":
                await self._refuse(update_id, sender, where, refused.refusal, now)
        except TROUBLE:
            raise
        except Exception:
            incident = {"id": self._report("message", "a message failed")}
            await self._work(update_id, now, _answering(sender, where, now, "answer", "incident", incident))

    async def _takes_code_back(self, update_id: int, message: Message, where: Where, now: datetime) -> bool:
        """Whether it shows a household's code to a group; then it is taken away and means nothing else."""
        codes = codes_in(reading.words_in(message))
        if not codes:
            return False
        async with self._store.reading() as tx:
            if not await exposure.is_code(tx, where, codes, now):
                return False
        user = None if reading.from_nobody(message) else message.from_user
        who = reading.sender_of(user) if user is not None else None
        await self._work(update_id, now, partial(exposure.take_back, where=where, secrets=codes, who=who, at=now))
        return True

    def _spoken(self, message: Message) -> Spoken | None:
        """The command a message is, unless it is meant for another bot."""
        spoken = commands.split(reading.words_in(message))
        return spoken if spoken is not None and spoken.addressee in ("", self._username) else None

    def _is_reply_to_us(self, message: Message) -> bool:
        replied = message.reply_to_message
        author = replied.from_user if replied is not None else None
        return author is not None and author.is_bot and (author.username or "").lower() == self._username

    async def _hear(
        self, update_id: int, message: Message, sender: Sender, where: Where, spoken: Spoken | None, now: datetime
    ) -> None:
        """Take what was said to the bot; raises Refused where it cannot be read or (owed already) was refused."""
        async with self._store.reading() as tx:
            person = await people.person_by_user(tx, sender.user_id)
            known = where.private or await chats.chat_by_platform(tx, where.platform_id, where.thread_id) is not None
        if not known:
            await self._clerk.work(lambda tx, office: platform.meet_chat(tx, office, where))
        if where.private and (person is None or not person.dm_open or person.blocked):
            await self._clerk.work(lambda tx, office: platform.private_chat(tx, office, sender, is_open=True))
            self._later(self._menus.refresh())  # that of a moderator could not be set before
        act, awaited = await self._meaning(message, where, person, spoken)
        if act is None or not self._limiter.lets_through(act, sender.user_id, now, update_id):
            return
        submission = await self._submission(act, sender, where, now, update_id, press=False)
        submission = replace(submission, album=reading.album_of(message))
        try:
            await self._take(submission)
        except Refused:
            return  # the clerk owes the reason as a message, written with the refusal
        self._follow_up(act)
        if awaited:
            await self._clerk.work(lambda tx, _: platform.said(tx, sender, awaited))

    async def _meaning(
        self, message: Message, where: Where, person: Person | None, spoken: Spoken | None
    ) -> tuple[Act | None, dict[str, Any]]:
        """The act a message comes to, None for ordinary talk; and what of the private chat it completes."""
        text, attachments = reading.words_in(message), reading.attachments_of(message)
        replied = message.reply_to_message.message_id if self._is_reply_to_us(message) else None  # type: ignore[union-attr] # it is one
        brief = spoken is not None and spoken.word in _BRIEF
        async with self._store.reading() as tx:
            about = await scenes.about(tx, where, replied)
            scene = await scenes.scene_of(tx, where, person, about, attachments, with_cases=not brief)
        if spoken is not None:
            if reading.is_long(message) and (spoken.word == "roll" or means(spoken.word, "command-roll")):
                raise Refused("roll-cut")
            return commands.read(spoken.word, spoken.text, scene), {}
        awaiting = dict(person.awaiting) if person is not None else {}
        if (act := replies.read(scene, text)) is not None:
            asked = scene.card == "ask-text" and all(awaiting.get(name) == scene.args[name] for name in scene.args)
            return act, awaiting if asked else {}
        if not where.private:
            return None, {}
        return purposes.complete(awaiting, text, attachments), awaiting

    # --- what all of them need -------------------------------------------------------------------

    async def _submission(
        self, act: Act, sender: Sender, where: Where, now: datetime, update_id: int, *, press: bool
    ) -> Submission:
        member = ""
        if where.private:
            await self._learn_places(act, sender, now)
        else:
            # who sets a group up is asked after each time: a bot without rights is not told who becomes administrator
            afresh = isinstance(act, SetUp | Adjust | OpenSession)
            member = await self._memberships.learn(where.platform_id, sender.user_id, afresh=afresh)
        return Submission(act, sender, now, where, update_id, press, member)

    async def _take(self, submission: Submission) -> Answer:
        """Hand the act in; a refusal is a commit too, and keeps what was learnt of the person's place."""
        try:
            answer = await self._clerk.take(submission)
        except Refused:
            self._learnt(submission)
            raise
        self._learnt(submission)
        return answer

    def _learnt(self, submission: Submission) -> None:
        if submission.member:
            place, person = submission.where.platform_id, submission.sender.user_id
            self._memberships.note(place, person, submission.member)

    async def _learn_places(self, act: Act, sender: Sender, now: datetime) -> None:
        """Privately done, an act of a session asks whether the person is in one of the session's groups."""
        args = {"session": getattr(act, "session_id", 0), "round": getattr(act, "round_id", 0)}
        if not any(args.values()):
            return
        async with self._store.reading() as tx:
            session_id = await lookups.session_about(tx, args)
            places = await chats.chats_of_session(tx, session_id) if session_id is not None else []
        # the day and not the moment: else it would tell who wrote what was raised 背靠背 just then
        now = now.replace(hour=0, minute=0, second=0, microsecond=0)
        for place in places:
            status = await self._memberships.learn(place.platform_id, sender.user_id)
            if status:
                where = reading.known_place(place)
                await self._clerk.work(partial(platform.place_member, where=where, who=sender, status=status, at=now))
                self._memberships.note(place.platform_id, sender.user_id, status)

    async def _refuse(
        self, update_id: int, sender: Sender | None, where: Where, refusal: Refusal, now: datetime
    ) -> None:
        self._metrics.refused(refusal.key)
        await self._work(update_id, now, _answering(sender, where, now, "refusal", refusal.key, dict(refusal.params)))

    async def _work(self, update_id: int, now: datetime, task: platform.Change) -> None:
        await self._clerk.work(platform.once(update_id, now, task))

    def _follow_up(self, act: Act) -> None:
        """What this program remembers, or has told Telegram, may be different now."""
        if isinstance(act, SetLocale | SetUp | Adjust | Belong):
            self._languages.forget()
        if isinstance(act, ForgetMe):
            self._memberships.forget_all()
        if isinstance(act, GrantRole | SetUp | Belong | OpenSession | ForgetMe):
            self._later(self._menus.refresh())

    def _report(self, kind: str, what: str) -> str:
        """Write down what is being handled as an exception, and count it; the number it can be asked for by."""
        incident = self._incident()
        self._metrics.incident(kind)
        _log.exception(what, incident=incident)
        return incident


def _kind(update: Arrived) -> str:
    """What Telegram calls it."""
    if isinstance(update, Press):
        return "callback_query"
    return next((kind for kind in _KINDS if getattr(update, kind) is not None), "other")


def _answering(
    sender: Sender | None,
    where: Where,
    now: datetime,
    card: str,
    key: str,
    params: dict[str, str | int] | dict[str, str],
) -> platform.Change:
    return lambda tx, office: platform.answer(tx, office, sender, where, now, card, key, dict(params))
