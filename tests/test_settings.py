"""Settings come from the environment and `.env`, and every problem is told at once."""

from datetime import date
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings, SettingsRefused, read_days, read_settings

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)


def env_file(folder: Path, *lines: str) -> Path:
    path = folder / ".env"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def problems(path: Path | None) -> dict[str, dict[str, str | int]]:
    with pytest.raises(SettingsRefused) as refused:
        read_settings(path)
    return {problem.key: dict(problem.params) for problem in refused.value.problems}


def test_a_token_alone_is_enough(tmp_path: Path) -> None:
    settings = read_settings(env_file(tmp_path, f"YOUSHI_TOKEN={TOKEN}"))
    assert settings.token.get_secret_value() == TOKEN
    assert settings.database_url == "sqlite+aiosqlite:///youshi.db"
    assert settings.api_base_url == "https://api.telegram.org"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOUSHI_LOCALE", "en")
    path = env_file(tmp_path, f"YOUSHI_TOKEN={TOKEN}", "YOUSHI_LOCALE=zh-TW")
    assert read_settings(path).locale == "en"


def test_without_a_token_the_missing_variable_is_named(tmp_path: Path) -> None:
    assert problems(None) == {"settings-missing": {"name": "YOUSHI_TOKEN"}}


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    found = problems(
        env_file(
            tmp_path,
            "YOUSHI_TOKEN=nonsense",
            "YOUSHI_DATABASE_URL=mysql://somewhere",
            "YOUSHI_API_BASE_URL=telegram",
            "YOUSHI_LOCALE=fr",
            "YOUSHI_TIMEZONE=Mars/Olympus",
            "YOUSHI_QUIET_FROM=25:00",
            "YOUSHI_FLOWS_DIR=nowhere",
            "YOUSHI_HOLIDAYS_FILE=nothing.csv",
            "YOUSHI_LOG_LEVEL=chatty",
        )
    )
    assert set(found) == {
        "settings-token",
        "settings-database-url",
        "settings-api-base-url",
        "settings-locale",
        "settings-timezone",
        "settings-quiet-from",
        "settings-flows-dir",
        "settings-holidays-file",
        "settings-log-level",
    }
    assert found["settings-locale"] == {"name": "YOUSHI_LOCALE", "value": "fr"}


def test_a_misspelt_name_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    found = problems(env_file(tmp_path, f"YOUSHI_TOKEN={TOKEN}", "YOUSHI_TIMEZON=Asia/Shanghai"))
    assert found == {"settings-unknown": {"name": "YOUSHI_TIMEZON", "near": "YOUSHI_TIMEZONE"}}


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    path = env_file(tmp_path, "YOUSHI_TOKEN=123:sh0rt", "YOUSHI_DATABASE_URL=mysql://me:hunter2@db", "YOUSHI_LOCALE=fr")
    with pytest.raises(SettingsRefused) as refused:
        read_settings(path)
    told = str(refused.value) + repr(refused.value.problems)
    assert "sh0rt" not in told
    assert "hunter2" not in told
    assert TOKEN not in repr(Settings.model_validate({"token": TOKEN, "operator_code": "open-sesame"}))


def test_settings_cannot_be_changed() -> None:
    settings = Settings.model_validate({"token": TOKEN})
    with pytest.raises(ValueError, match="frozen"):
        settings.locale = "en"  # type: ignore[misc]


def test_a_holidays_file_states_rest_days_and_working_days(tmp_path: Path) -> None:
    path = tmp_path / "days.txt"
    path.write_text("# 2027\n2027-02-05 rest 春节\n\n2027-02-07,work\n", encoding="utf-8")
    days = read_days(path)
    assert days.rest == {date(2027, 2, 5)}
    assert days.work == {date(2027, 2, 7)}


def test_every_line_of_a_holidays_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "days.txt"
    path.write_text("2027-02-05 rest\n2027-02-30 rest\n2027-02-06 maybe\n2027-02-07\n", encoding="utf-8")
    with pytest.raises(SettingsRefused) as refused:
        read_days(path)
    assert [problem.params["line"] for problem in refused.value.problems] == [2, 3, 4]
