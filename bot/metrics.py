"""What the program counts about itself, for whoever watches it: a registry of its own, nothing global.

No label holds anything of a person, a group or a household, and each has few values: names of acts, keys of
refusals, methods of the platform. Who may read them, and what is measured only when asked for (lags), is left to
`web.measures`.
"""

from collections import Counter as Tally
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SIZES = (1, 2, 5, 10, 25, 50, 100, 200, 400)
_UNKNOWN = float("nan")


class Metrics:
    """The counters of one program."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry(auto_describe=True)
        # memory, processor time and open files of the process
        ProcessCollector(registry=own)
        self._updates = Counter("youshi_updates", "Updates the platform brought, by kind", ["kind"], registry=own)
        self._acts = Counter("youshi_acts", "Acts taken, by kind", ["kind"], registry=own)
        self._refusals = Counter("youshi_refusals", "Acts refused, by the key of the refusal", ["key"], registry=own)
        self._held_back = Counter("youshi_held_back", "Acts turned away by a limit, by limit", ["limit"], registry=own)
        self._answers = Histogram(
            "youshi_press_answer_seconds", "From a press at hand to its answer sent", buckets=_SECONDS, registry=own
        )
        self._commits = Histogram(
            "youshi_commit_acts", "Acts that shared a commit; the count is that of the commits", buckets=_SIZES,
            registry=own,
        )  # fmt: skip
        self._calls = Counter("youshi_telegram_calls", "Calls to Telegram", ["method", "result"], registry=own)
        self._incidents = Counter("youshi_incidents", "Unexpected failures, by what failed", ["what"], registry=own)
        self._outbox_lag = Gauge(
            "youshi_outbox_lag_seconds", "How long the oldest message that may go out has waited", registry=own
        )
        self._outbox_depth = Gauge("youshi_outbox_depth", "Messages owed, whenever they may go out", registry=own)
        self._deadline_lag = Gauge(
            "youshi_deadline_lag_seconds", "How long the earliest moment that has come has been due", registry=own
        )

    def update(self, kind: str) -> None:
        self._updates.labels(kind).inc()

    def committed(self, taken: Iterable[str], refused: Iterable[str]) -> None:
        """One commit: the kinds of the acts taken in it, the keys of those refused."""
        kinds, keys = Tally(taken), Tally(refused)
        self._commits.observe(kinds.total() + keys.total())
        for kind, count in kinds.items():
            self._acts.labels(kind).inc(count)
        for key, count in keys.items():
            self._refusals.labels(key).inc(count)

    def refused(self, key: str) -> None:
        """What was said was no act at all."""
        self._refusals.labels(key).inc()

    def held_back(self, limit: str) -> None:
        self._held_back.labels(limit).inc()

    def answered(self, seconds: float) -> None:
        self._answers.observe(seconds)

    def called(self, method: str, result: str) -> None:
        """A call to the platform: `ok`, `flood`, `refused`, `unwell`, `timeout`, `unreachable`."""
        self._calls.labels(method, result).inc()

    def incident(self, what: str) -> None:
        """Something failed that never should: `press`, `message`, `update`, `deadline`, `delivery`, `later`."""
        self._incidents.labels(what).inc()

    def lags(self, outbox: float | None, depth: int | None, deadlines: float | None) -> None:
        """Seconds and rows found at this moment; None where the database did not say."""
        for gauge, value in ((self._outbox_lag, outbox), (self._outbox_depth, depth), (self._deadline_lag, deadlines)):
            gauge.set(_UNKNOWN if value is None else value)

    def exposition(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)
