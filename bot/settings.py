"""The settings of a deployment: environment variables `YOUSHI_…` and the file `.env`, read once and frozen.

Every problem is reported at once, as keys of `locales/` with parameters; a secret's value never appears in
one. What a community sets for itself (its time zone, its quiet hours) is left to `/setup`: here are the
values a new community begins with.
"""

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict

PREFIX = "YOUSHI_"
TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORT = 8080
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
_DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")

TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("not the shape of a token")
    return value


def _database(value: str) -> str:
    if not value.startswith(_DATABASES):
        raise ValueError("not a database this program speaks to")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
        raise ValueError("not a secret the platform takes")
    return value


def _address(value: str) -> str:
    if not re.match(r"https?://[^/]", value):
        raise ValueError("not an http address")
    return value.rstrip("/")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("not a time zone") from error
    return value


def _folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError("not a folder")
    return value


def _place(value: Path) -> Path:
    if value.exists() and not value.is_dir():
        raise ValueError("not a place for a folder")
    return value


def _file(value: Path) -> Path:
    if not value.is_file():
        raise ValueError("not a file")
    return value


class Settings(BaseModel):
    """What a program is built from. `run` reads them from the environment; a demonstration states them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: Annotated[SecretStr, AfterValidator(_token)]
    """From BotFather, `123456:ABC…`."""
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite+aiosqlite:///youshi.db"
    api_base_url: Annotated[str, AfterValidator(_address)] = TELEGRAM
    locale: Literal["zh-CN", "zh-TW", "en"] = "zh-CN"
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    quiet_from: TimeOfDay = "22:00"
    quiet_until: TimeOfDay = "07:30"
    flows_dir: Annotated[Path, AfterValidator(_folder)] | None = None
    """Flows of the deployment's own, beside those that come with the program."""
    holidays_file: Annotated[Path, AfterValidator(_file)] | None = None
    """Rest days and working days that override the calendars: lines such as `2027-02-05 rest`; see `read_days`."""
    files_dir: Annotated[Path, AfterValidator(_place)] | None = None
    """Where photos, voices and documents are kept, see `files_folder`."""
    operator_code: SecretStr = SecretStr("")
    """With it `/setup` binds a chat for the operator; without, the chat is marked 本群自办."""
    seal_key: SecretStr = SecretStr("")
    """What the authors of 背靠背 are sealed with; without it, the key in `seal_file`, made at the first start."""
    web_host: str = "127.0.0.1"
    """Where the site is served; loopback, for a proxy or a watchdog of this machine."""
    web_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    """The site's port; 0 takes a free one. Without one nothing is served."""
    webhook_url: Annotated[str, AfterValidator(_address)] | None = None
    """The public https address Telegram brings updates to; without one they are fetched. Its path is served here."""
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] = SecretStr("")
    """What Telegram proves itself by; one is made and kept where none is stated."""
    metrics_key: SecretStr = SecretStr("")
    """What whoever reads `/metrics` proves themselves by; without one only a site of this machine alone has it."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    def secrets(self) -> list[str]:
        """Everything here that must be written down nowhere, the password of the database among it."""
        stated = [getattr(self, name) for name in type(self).model_fields]
        found = [value.get_secret_value() for value in stated if isinstance(value, SecretStr)]
        password = urlsplit(self.database_url).password or ""
        return [secret for secret in (*found, password, unquote(password)) if secret]

    @property
    def site_port(self) -> int | None:
        """Where the site is served: a webhook needs one, so it has one even where none is stated."""
        return WEBHOOK_PORT if self.web_port is None and self.webhook_url is not None else self.web_port

    @property
    def files_folder(self) -> Path:
        """The stated folder, else `youshi-files` beside the database file, or here where the database is a server."""
        return self.files_dir if self.files_dir is not None else self._beside / "youshi-files"

    @property
    def seal_file(self) -> Path:
        """Where the key is kept that no dump of the database holds: `youshi.key` beside the database file, or here."""
        return self._beside / "youshi.key"

    @property
    def _beside(self) -> Path:
        scheme, _, path = self.database_url.partition(":///")
        return Path(path).parent if scheme.startswith("sqlite") else Path()


class _Environment(BaseSettings, Settings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )


class _Tokenless(_Environment):
    token: SecretStr = SecretStr("")


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """One thing to mend: `key` names a message in the locales, `params` fill it."""

    key: str
    params: Mapping[str, str | int]


class SettingsRefused(Exception):
    """Everything that is wrong with the settings."""

    def __init__(self, problems: list[SettingsProblem]) -> None:
        super().__init__(", ".join(f"{p.key} {p.params.get('name', '')}".strip() for p in problems))
        self.problems = problems


def read_settings(env_file: Path | None = Path(".env"), *, needs_token: bool = True) -> Settings:
    """The settings of this process's environment and `env_file`; the environment wins.

    What never speaks to Telegram does without a token: there may be none yet on the machine a backup is restored on.
    Raises SettingsRefused with every problem at once, a misspelt name among them.
    """
    problems = [_unknown(name) for name in _unknown_names(env_file)]
    try:
        settings = (_Environment if needs_token else _Tokenless)(_env_file=env_file)
    except ValidationError as error:
        # the environment comes first in the list: what is missing is often what is misspelt
        raise SettingsRefused([*problems, *(_problem(e) for e in error.errors(include_url=False))]) from None
    if problems:
        raise SettingsRefused(problems)
    return settings


@dataclass(frozen=True, slots=True)
class StatedDays:
    """Days the operator states, whatever the published lists say."""

    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()


def read_days(path: Path | None) -> StatedDays:
    """The days of a holidays file: a date and `rest` or `work` a line, then anything; `#` begins a comment.

    Raises SettingsRefused with every line that is not like that.
    """
    found: dict[str, set[date]] = {"rest": set(), "work": set()}
    problems = []
    lines = path.read_text(encoding="utf-8").splitlines() if path is not None else []
    for number, line in enumerate(lines, 1):
        words = line.partition("#")[0].replace(",", " ").split()
        if not words:
            continue
        try:
            found[words[1].lower()].add(date.fromisoformat(words[0]))
        except (ValueError, KeyError, IndexError):
            name = variable("holidays_file")
            problems.append(
                SettingsProblem("settings-holidays-line", {"name": name, "line": number, "value": line[:60]})
            )
    if problems:
        raise SettingsRefused(problems)
    return StatedDays(frozenset(found["rest"]), frozenset(found["work"]))


def _unknown_names(env_file: Path | None) -> list[str]:
    given: dict[str, Any] = dict.fromkeys(os.environ)
    if env_file is not None:
        given |= _names_in(env_file)
    known = {variable(field) for field in Settings.model_fields}
    ours = {name.upper() for name in given if name.upper().startswith(PREFIX)}
    return sorted(ours - known)


def _names_in(env_file: Path) -> Mapping[str, Any]:
    return DotEnvSettingsSource(_Environment, env_file=env_file).env_vars


def variable(field: str) -> str:
    """The environment variable of a field: `YOUSHI_DATABASE_URL` for `database_url`."""
    return PREFIX + field.upper()


def _unknown(name: str) -> SettingsProblem:
    near = difflib.get_close_matches(name, [variable(field) for field in Settings.model_fields], 1)
    return SettingsProblem("settings-unknown", {"name": name, "near": near[0] if near else "none"})


def _problem(error: Any) -> SettingsProblem:
    field = str(error["loc"][0])
    name = variable(field)
    if error["type"] == "missing":
        return SettingsProblem("settings-missing", {"name": name})
    annotation = Settings.model_fields[field].annotation
    value = "" if annotation is SecretStr or field == "database_url" else str(error["input"])
    # a database address can hold a password: like a secret it is not repeated
    return SettingsProblem(f"settings-{field.replace('_', '-')}", {"name": name, "value": value})
