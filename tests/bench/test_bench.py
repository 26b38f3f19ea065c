"""The bench measures the real bot and says so in a shape others can read."""

import json
import subprocess
import sys

import pytest
from rich.console import Console

from bot.bench.report import Figure, Report
from bot.bench.run import QUICK, Plan, measure
from bot.i18n import Words, available

TINY = Plan(households=400, pairs=2, presses=40, flat_windows=2, early=20, late=200, warm=20)


def a_report() -> Report:
    rates = {"ceiling": [9000.0], "bare": [100.0, 200.0, 100.0], "ours": [60.0, 100.0, 70.0]}
    flat = {"early": [50.0, 40.0, 60.0], "late": [45.0, 10.0, 90.0]}
    return Report.of(rates | flat, (200, 20_000), 25_000, (300, 300), 12.34)


def test_ratios_are_taken_pair_by_pair_and_flatness_from_medians() -> None:
    """0.6, 0.5 and 0.7 of the bare window before each; 45 late beside 50 early."""
    report = a_report()
    assert report.ratio == Figure(0.6, 0.5, 0.7, [0.6, 0.5, 0.7])
    assert report.flat == 0.9
    assert report.bare == Figure(100, 100, 200, [100, 200, 100])


@pytest.mark.parametrize("locale", available())
def test_the_table_has_words_in_every_locale(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure is in the table, and nothing in it is the name of a message."""
    monkeypatch.setattr(Words, "strict", True)
    console = Console(width=120)
    with console.capture() as shown:
        console.print(a_report().as_table(Words(locale)))
    assert "0.60" in shown.get()
    assert "0.90" in shown.get()
    assert "bench-" not in shown.get()


def test_a_plan_whose_ballots_do_not_fit_is_refused() -> None:
    """Neither the ballots before the late windows nor those behind them may lack households."""
    with pytest.raises(ValueError, match="fit"):
        Plan(households=20_000)
    with pytest.raises(ValueError, match="fit"):
        Plan(presses=5_000)
    assert QUICK.seeded > 0


@pytest.mark.slow
async def test_a_tiny_run_stores_every_ballot_it_counts_and_reports_every_figure() -> None:
    """The processes start, every press is answered, and the ballots are in the database."""
    told = list[str]()
    report = await measure(TINY, lambda what, done, of: told.append(what))
    assert list(dict.fromkeys(told)) == ["prepare", "pairs", "flat"]
    answered = TINY.warm + TINY.pairs * TINY.presses + 2 * TINY.flat_windows * 2 * TINY.early
    assert (report.answered, report.stored) == (answered, answered)
    found = json.loads(json.dumps(report.as_json()))
    assert found["aims"] == {"ratio": 0.5, "flat": 0.85}
    for name, windows in {"ceiling": 3, "bare": 2, "ours": 2, "ratio": 2, "early": 2, "late": 2}.items():
        figure = found[name]
        assert len(figure["windows"]) == windows
        assert 0 < figure["low"] <= figure["median"] <= figure["high"]
    assert found["flat"] > 0


def test_the_load_ends_with_whoever_started_it() -> None:
    """Closing its input is enough, so that a bench that is killed leaves nothing listening."""
    load = subprocess.run(
        [sys.executable, "-m", "bot.bench.endpoint"], input=b"", capture_output=True, timeout=60, check=True
    )
    assert int(load.stdout) > 0
