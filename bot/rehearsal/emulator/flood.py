"""Flood limits: about one post a second to a chat, twenty a minute to a group, thirty a second in all.

Edits count as posts. Telegram publishes the rates but not the bursts it forgives, so the burst here is a
modest guess. Every window follows the emulator's clock. Which calls count is decided by those who `admit`.
"""

from collections import deque
from datetime import datetime, timedelta
from math import ceil

from bot.rehearsal.emulator.refusals import too_many_requests

CHAT_BURST = 4
CHAT_INTERVAL = timedelta(seconds=1)
GROUP_LIMIT, GROUP_WINDOW = 20, timedelta(minutes=1)
OVERALL_LIMIT, OVERALL_WINDOW = 30, timedelta(seconds=1)


class FloodLimits:
    """The windows of one bot; switch `enforced` off to let everything through."""

    def __init__(self, enforced: bool) -> None:
        self.enforced = enforced
        self._caught_up: dict[int, datetime] = {}
        """By chat: when its posts so far would all have been sent at one a second."""
        self._group_posts: dict[int, deque[datetime]] = {}
        self._posts: deque[datetime] = deque(maxlen=OVERALL_LIMIT)

    def admit(self, chat_id: int, *, is_group: bool, now: datetime) -> None:
        """Count one post to the chat, or raise ApiRefusal 429 and count nothing."""
        if not self.enforced:
            return
        group_posts = self._group_posts.setdefault(chat_id, deque(maxlen=GROUP_LIMIT)) if is_group else None
        caught_up = max(now, self._caught_up.get(chat_id, now))
        waits = [
            caught_up - now - (CHAT_BURST - 1) * CHAT_INTERVAL,
            _wait(self._posts, OVERALL_WINDOW, now),
            _wait(group_posts, GROUP_WINDOW, now) if group_posts is not None else timedelta(),
        ]
        wait = max(waits)
        if wait > timedelta():
            raise too_many_requests(ceil(wait / timedelta(seconds=1)))
        self._caught_up[chat_id] = caught_up + CHAT_INTERVAL
        self._posts.append(now)
        if group_posts is not None:
            group_posts.append(now)


def _wait(posts: deque[datetime], window: timedelta, now: datetime) -> timedelta:
    """How long until the window has room again; nothing or less when it has."""
    return posts[0] + window - now if len(posts) == posts.maxlen else timedelta()
