"""What is measured, in the order it is printed. A module a measurement, which has

    NAME     what it is called: `youshi bench NAME`, and `bench-NAME` in `locales/`
    measure  `async (bench) -> Sequence[Line]`; raises `BenchBroken` where something did not run, and `Missing`
             where it cannot be made on this machine, never anything for a figure

A new one is a module here, its line in `MEASUREMENTS` and its words.
"""

from types import ModuleType
from typing import Protocol, cast

from bot.bench.measurements import (
    close,
    databases,
    flat,
    hot_card,
    methods,
    pabutools,
    result,
    start,
    together,
    votes,
)
from bot.bench.measuring import Bench
from bot.bench.report import Line


class Measurement(Protocol):
    NAME: str

    async def measure(self, bench: Bench) -> list[Line]: ...


_MODULES: tuple[ModuleType, ...] = (
    votes, together, flat, databases, hot_card, result, start, close, methods, pabutools,
)  # fmt: skip
MEASUREMENTS = {module.NAME: cast(Measurement, module) for module in _MODULES}
