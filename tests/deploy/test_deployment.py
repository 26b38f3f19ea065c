"""The unit, the image and the compose file fit the program and each other; what they run is run here without them.

No container engine and no running systemd is needed: files are parsed, the unit is also verified where
`systemd-analyze` is installed.
"""

import asyncio
import configparser
import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from bot.__main__ import app
from bot.clock import RealClock
from bot.commands.console import Exit
from bot.doctor import sqlite_file
from bot.rehearsal.emulator.emulator import Emulator
from bot.settings import Settings, read_settings, variable

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
COMMANDS: set[str] = set(get_command(app).commands)  # type: ignore[attr-defined] # a group has commands
SETTINGS = {variable(name) for name in Settings.model_fields}


def unit() -> configparser.ConfigParser:
    """The unit's keys, of one that stands there twice the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # systemd tells case apart
    parser.read(DEPLOY / "youshi.service", encoding="utf-8")
    return parser


def instructions() -> list[tuple[str, str]]:
    """The Containerfile as (instruction, rest), continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", text)).splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line)]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for one in instructions():
        if one[0] == "FROM":
            found.append([])
        found[-1].append(one)
    return found


def last(name: str) -> str:
    """An instruction of the stage that becomes the image."""
    return [rest for word, rest in stages()[-1] if word == name][-1]


def image_environment() -> dict[str, str]:
    return dict(one.split("=", 1) for one in shlex.split(last("ENV")))


def health_command() -> list[str]:
    command: list[str] = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    return command


def compose() -> Any:
    return YAML(typ="safe").load(DEPLOY / "compose.yaml")


# --- systemd ---------------------------------------------------------------------------------------------


def test_the_unit_starts_a_command_there_is_and_does_not_repeat_what_cannot_help() -> None:
    service = unit()["Service"]
    program, command = service["ExecStart"].split()
    assert PurePosixPath(program).name == "youshi"
    assert command in COMMANDS
    no_use = {Exit(int(code)) for code in service["RestartPreventExitStatus"].split()}
    assert no_use == {Exit.USAGE, Exit.DATABASE, Exit.TELEGRAM}
    assert service["Restart"] == "on-failure"


def test_the_unit_runs_as_a_user_of_its_own_in_a_folder_it_may_write() -> None:
    service = unit()["Service"]
    assert service["User"] == "youshi"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert service["ProtectSystem"] == "strict"
    assert f"-p {service['WorkingDirectory']}" in README or service["WorkingDirectory"] in README
    assert service["EnvironmentFile"] in README


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_finds_nothing_wrong_with_the_unit_and_little_exposed(tmp_path: Path) -> None:
    text = (DEPLOY / "youshi.service").read_text(encoding="utf-8")
    path = tmp_path / "youshi.service"
    # only the program is not in its place here
    path.write_text(re.sub(r"(?m)^ExecStart=.*$", f"ExecStart={sys.executable}", text), encoding="utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")
    asked = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(path)]
    exposed = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert exposed.returncode == 0, exposed.stdout[-200:]


# --- the image --------------------------------------------------------------------------------------------


def test_the_image_is_made_of_pinned_parts() -> None:
    bases = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    assert all(re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-\w+", base) for base in bases)
    assert len(bases) == 2
    installs = [rest for word, rest in instructions() if word == "RUN" and "pip install" in rest]
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)
    assert "deploy/requirements.txt" in installs[0]
    assert not [rest for _, rest in instructions() if "tests/" in rest or "latest" in rest]


def test_the_image_takes_what_there_is_and_nothing_that_is_secret() -> None:
    copied = [rest.split()[:-1] for word, rest in stages()[0] if word == "COPY"]
    sources = [source for one in copied for source in one]
    assert all((ROOT / source).exists() for source in sources)
    assert {"bot", "flows", "locales", "deploy/requirements.txt"} <= set(sources)
    let_in = re.findall(r"(?m)^!(.*)$", (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8"))
    assert sorted(let_in) == sorted(sources)


def test_the_image_runs_the_bot_as_nobody_in_particular() -> None:
    user, _, group = last("USER").partition(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    assert json.loads(last("ENTRYPOINT")) == ["youshi"]
    assert json.loads(last("CMD")) == ["run"]
    assert last("WORKDIR") == last("VOLUME") == "/data"
    assert f"-o {user} -g {group}" in last("RUN")
    assert {name for name in image_environment() if name.startswith("YOUSHI_")} <= SETTINGS
    assert last("STOPSIGNAL") == "SIGTERM"


# --- compose ------------------------------------------------------------------------------------------------


def test_the_compose_file_runs_the_image_with_its_database_on_a_volume() -> None:
    whole = compose()
    [service] = whole["services"].values()
    build = service["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    [volume, place] = service["volumes"][0].split(":")
    assert volume in whole["volumes"]
    assert place == last("VOLUME")
    given = service["environment"]
    assert set(given) <= SETTINGS
    file = sqlite_file(given["YOUSHI_DATABASE_URL"])
    assert file is not None
    assert str(file.parent) == place
    assert (DEPLOY / f"{service['env_file']}.example").exists()


def test_the_compose_file_gives_the_container_nothing_it_does_not_need() -> None:
    [service] = compose()["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"ports", "privileged", "network_mode", "user"} & set(service)
    assert service["healthcheck"]["test"] == ["CMD", *health_command()]


def test_its_settings_can_be_used_together_with_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    [service] = compose()["services"].values()
    for name, value in {**image_environment(), **service["environment"]}.items():
        if name.startswith("YOUSHI_"):
            monkeypatch.setenv(name, value)
    settings = read_settings(DEPLOY / ".env.example")
    assert f"127.0.0.1:{settings.web_port}/healthz" in health_command()[-1]
    assert settings.web_host == "127.0.0.1"


# --- compose, with replicas ------------------------------------------------------------------------------------


def replicas() -> Any:
    """As Compose reads it, with what has to be stated beside the settings."""
    text = (DEPLOY / "compose.replicas.yaml").read_text(encoding="utf-8")
    for name, value in {"POSTGRES_PASSWORD": "letters", "PUBLIC_HOST": "bot.example.org"}.items():
        text = text.replace(f"${{{name}:?}}", value)
    assert "${" not in text
    return YAML(typ="safe").load(text)


def bots() -> dict[str, Any]:
    return {name: service for name, service in replicas()["services"].items() if name.startswith("bot-")}


def test_replicas_are_the_same_image_on_one_database_with_the_same_files() -> None:
    [one, other] = bots().values()
    assert one == other
    build = one["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    assert one["volumes"] == [f"data:{last('VOLUME')}"]
    assert one["healthcheck"]["test"] == ["CMD", *health_command()]
    services, volumes = replicas()["services"], replicas()["volumes"]
    for service in services.values():
        named = [place.split(":")[0] for place in service["volumes"] if not place.startswith("./")]
        assert set(named) <= set(volumes)
        assert set(service.get("depends_on", {})) <= set(services)


def test_each_replica_gets_nothing_it_does_not_need_and_only_the_proxy_can_be_reached() -> None:
    services = replicas()["services"]
    for name, service in services.items():
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert ("ports" in service) == (name == "proxy")
    for service in (*bots().values(), services["proxy"]):
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]


def test_the_settings_of_replicas_fit_each_other_the_proxy_and_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    services = replicas()["services"]
    for name, value in {**image_environment(), **bots()["bot-1"]["environment"]}.items():
        if name.startswith("YOUSHI_"):
            assert name in SETTINGS
            monkeypatch.setenv(name, value)
    settings = read_settings(DEPLOY / ".env.example")
    database, address = urlsplit(settings.database_url), urlsplit(str(settings.webhook_url))
    given = services["db"]["environment"]
    assert (database.username, database.password) == (given["POSTGRES_USER"], given["POSTGRES_PASSWORD"])
    assert database.hostname in services
    assert database.path == f"/{given['POSTGRES_USER']}"
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert f"handle {address.path} {{" in caddy
    assert re.findall(r"reverse_proxy (.+) {", caddy) == [" ".join(f"{name}:{settings.web_port}" for name in bots())]
    assert caddy.count("{") == caddy.count("}")
    assert services["proxy"]["environment"]["PUBLIC_HOST"] == address.hostname


# --- what they run ---------------------------------------------------------------------------------------------


@asynccontextmanager
async def started(environment: Mapping[str, str], folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    clean = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "bot", *json.loads(last("CMD"))]
    process = await asyncio.create_subprocess_exec(*command, env=clean, cwd=folder, stdout=DEVNULL, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def port_of(process: asyncio.subprocess.Process) -> str:
    """What the program says it serves on, once it is at work."""
    assert process.stderr is not None
    port = ""
    async for line in process.stderr:
        if found := re.search(r'"port": (\d+)', line.decode()):
            port = found[1]
        if b"at work" in line:
            return port
    raise AssertionError("the program ended")


async def is_healthy(port: str) -> bool:
    """Whether the image's own health check says so."""
    program, *rest = [part.replace(":8080/", f":{port}/") for part in health_command()]
    assert program == "python"
    check = await asyncio.create_subprocess_exec(sys.executable, *rest, stderr=DEVNULL)
    return await check.wait() == 0


@pytest.mark.slow
async def test_the_program_passes_its_health_check_and_ends_well_when_it_is_told_to(tmp_path: Path) -> None:
    """As the container and the unit have it: settings from the environment, a folder to write in, SIGTERM."""
    async with Emulator(now=RealClock().now) as emulator, asyncio.timeout(60):
        environment = {
            "YOUSHI_TOKEN": emulator.token,
            "YOUSHI_API_BASE_URL": emulator.address,
            "YOUSHI_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'youshi.db'}",
            "YOUSHI_WEB_PORT": "0",
        }
        async with started(environment, tmp_path) as process:
            port = await port_of(process)
            assert await is_healthy(port)
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0
        assert not await is_healthy(port)
    assert (tmp_path / "youshi.db").exists()


@pytest.mark.slow
async def test_a_token_telegram_does_not_know_ends_it_with_the_code_the_unit_knows(tmp_path: Path) -> None:
    async with Emulator(now=RealClock().now) as emulator, asyncio.timeout(60):
        environment = {"YOUSHI_TOKEN": "123456:SOME-OTHER-FAKE-TOKEN", "YOUSHI_API_BASE_URL": emulator.address}
        async with started(environment, tmp_path) as process:
            assert await process.wait() == Exit.TELEGRAM


# --- the operator's page ------------------------------------------------------------------------------------


def test_the_shell_of_the_page_can_be_parsed() -> None:
    for block in re.findall(r"(?ms)^```sh\n(.*?)^```", README):
        subprocess.run(["sh", "-n"], input=block, text=True, check=True)


def test_the_files_of_this_folder_are_all_explained() -> None:
    for path in DEPLOY.iterdir():
        if path.name not in ("README.md", "Containerfile.dockerignore", "requirements.txt"):
            assert path.name in README, path.name
