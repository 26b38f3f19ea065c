"""Runs measurements in turn, each in a folder of its own that is thrown away, and puts their figures together."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from bot.bench.measurements import MEASUREMENTS
from bot.bench.measuring import Bench, Missing, Plan
from bot.bench.report import Measured, Report

Progress = Callable[[str, int, int], None]
"""Told which measurement is being made, how many steps of it are done, and of how many."""


async def measure(plan: Plan, progress: Progress, names: Sequence[str] = tuple(MEASUREMENTS)) -> Report:
    """Make these measurements; raises `BenchBroken` where something did not run, never for a figure."""
    began = perf_counter()
    measured = []
    for name in names:
        progress(name, 0, 1)
        with tempfile.TemporaryDirectory(prefix="youshi-bench-") as folder:
            bench = Bench(plan, Path(folder), partial(progress, name))
            try:
                measured.append(Measured(name, await MEASUREMENTS[name].measure(bench)))
            except Missing as missing:
                measured.append(Measured(name, (), str(missing)))
    return Report(measured, perf_counter() - began)
