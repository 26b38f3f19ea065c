"""A town with a session in every kind of stage, as a released version leaves it in its database.

The real bot plays it as a story, which ends at night in the middle of everything: a vote is open and has ballots,
results and reminders wait for the morning. To make the file of a release, run this with that release's `bot`:

    python tests/storage/released/town.py tests/storage/released/0.1.0.sql.gz
"""

import asyncio
import gzip
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Table

from bot.app import App
from bot.rehearsal.runner import play
from bot.rehearsal.running import Conditions, RunningBot
from bot.rehearsal.script_file import Story, story_from
from bot.storage.tables import metadata

Steps = list[dict[str, Any]]
END = datetime(2026, 12, 23, 22, 30)  # noqa: DTZ001 - local to the community, as all moments of a story
VOTE = "路灯"
"""What the households are voting on when the story ends."""
AGREE, OPPOSE = 5, 1
"""The ballots in that box."""

_HEAD: dict[str, Any] = {
    "title": "一个镇子",
    "start": "2026-12-07 07:00",
    "community": {"name": "第2网格"},
    "flow": {
        "extends": "wumin",
        "id": "ban-yue",
        "stages": [
            {"id": "ti", "window": "1h", "close_at": None, "remind": None},
            {"id": "yi", "limit": "24h", "close_at": None, "remind": None},
            {"id": "jue", "notice": None, "window": "24h", "close_at": None, "touch_weekend": False},
        ],
    },
    "roll": [
        {"unit": "2-101", "area": "89.50", "owner": "甲", "representative": "甲"},
        {"unit": "2-102", "area": "76.20", "owner": "乙", "representative": "乙"},
    ],
    "households": 9,
    "people": {
        "书记": {},
        "网格长": {"role": "grid_lead", "scope": "第2网格"},
        "监票人": {"role": "auditor", "scope": "第2网格"},
        "物业经理": {"role": "property", "scope": "第2网格", "username": "wuye_jingli"},
        "甲": {"binds": "2-101"},
        "乙": {"binds": "2-102"},
        "甲妻": {"family": "2-101"},
        "丙": {},
    },
}
_SESSIONS = {
    "便袋箱": (8, 8, 0, ""),  # 民享 waits for the morning
    "休息椅": (9, 8, 0, ""),  # 民评
    "宣传栏": (13, 8, 0, "done"),  # 办理
    "晾衣杆": (20, 8, 0, ""),  # 公示
    VOTE: (22, 8, 0, ""),  # 民决
    "充电桩": (23, 8, 0, ""),  # 民议
    "快递柜": (23, 19, 0, "screen"),  # 受理
    "凉亭": (23, 21, 50, ""),  # 民提, with one matter sent 背靠背 that nobody has checked yet
}
"""What each session is about: day, hour and minute it is opened, and the first thing that is left undone."""


def story() -> Story:
    """Everything that happens before `END`."""
    doings = [doing for issue in _SESSIONS for doing in _session(issue)]
    doings += [
        _question(),
        (_at(23, 13), [{"who": "书记", "in": "private", "says": "/roll codes 2-102"}]),
        (_at(23, 22), [{"who": "乙", "in": "private", "says": "/ti 楼上半夜拖椅子,建议给椅脚装垫子。"}]),
    ]
    steps: Steps = []
    for moment, some in sorted(doings, key=lambda doing: doing[0]):
        if moment < END:
            steps += [{"at": _written(moment), **some[0]}, *some[1:]]
    steps.append({"at": _written(END), "note": "…"})
    return story_from(json.dumps(_HEAD | {"steps": steps}, ensure_ascii=False), "town", Path())


def _at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute)  # noqa: DTZ001


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _question() -> tuple[datetime, Steps]:
    return _at(23, 12), [
        {"who": "书记", "says": "/open wumin-kuai 楼道要不要装镜子?"},
        {"who": "书记", "presses": {"ConfirmOpening": {}}},
        {"who": ["丙", "甲妻"], "presses": "同意", "on": "镜子"},
        {"who": "书记", "presses": "反对", "on": "镜子"},
    ]


def _session(issue: str) -> Iterator[tuple[datetime, Steps]]:
    """One matter from 民提 to 民评, as far as nothing is left undone."""
    day, hour, minute, undone = _SESSIONS[issue]
    for name, later, steps in _doings(issue):
        if name == undone:
            return
        yield _at(day, hour, minute) + later, steps


def _doings(issue: str) -> Iterator[tuple[str, timedelta, Steps]]:
    def later(days: int = 0, hours: int = 0, minutes: int = 0) -> timedelta:
        return timedelta(days=days, hours=hours, minutes=minutes)

    def lead(**doing: Any) -> dict[str, Any]:
        return {"who": "网格长", "in": "private", **doing}

    def private(who: str, **doing: Any) -> dict[str, Any]:
        return {"who": who, "in": "private", **doing}

    opened: Steps = [{"who": "网格长", "says": "/open ban-yue"}, {"who": "网格长", "presses": {"ConfirmOpening": {}}}]
    yield "open", later(), opened
    yield "raise", later(minutes=10), [{"who": "甲", "says": f"/ti {issue}没有,建议设一个。"}]
    cared: Steps = [{"who": "9-101", "presses": {"Ask": {"view": "issues"}}}, private("9-101", presses="1")]
    yield "care", later(minutes=20), cared
    yield "screen", later(hours=1, minutes=10), [lead(says="/screen 1 受理")]
    drafted = [
        lead(says="/manage"),
        lead(presses={"Ask": {"view": "moderate"}}),
        lead(presses={"Await": {"purpose": "draft-motion"}}, on=issue),
        lead(says=f"设{issue}。"),
    ]
    yield "draft", later(hours=2), drafted
    ballots = {"同意": AGREE - 1, "反对": OPPOSE}
    voted: Steps = [{"who": "甲", "presses": "同意", "on": issue}, {"ballots": ballots, "on": issue}]
    yield "vote", later(days=1, hours=10), voted
    objected: Steps = [
        {"who": "乙", "presses": "结果有问题", "on": issue},
        private("乙", presses={"Await": {"purpose": "object-procedure"}}),
        private("乙", says="我没收到通知。"),
    ]
    yield "object", later(days=2, hours=3), objected
    ruled = [
        private("监票人", presses={"Await": {"purpose": "rule-dismissed"}}),
        private("监票人", says="群公告和提醒记录齐全。"),
    ]
    yield "rule", later(days=2, hours=5), ruled
    assigned = [lead(says=f"/assign + 货物 {issue}"), lead(says="/assign @wuye_jingli")]
    yield "assign", later(days=10, hours=1), assigned
    yield "done", later(days=10, hours=3), [private("物业经理", says="/done 装好了。花费 1,800 元")]
    yield "accept", later(days=10, hours=14), [private("甲", presses={"AcceptTask": {"accepted": True}}, on=issue)]
    yield "rate", later(days=12), [{"ballots": {"很满意": 4, "满意": 1}, "on": issue}]


async def _start_bot(conditions: Conditions) -> RunningBot:
    return await App.start(conditions.settings, conditions.clock, seed=conditions.seed, parallel=1)


def _inserts(opened: sqlite3.Connection, table: Table) -> Iterator[str]:
    """A statement a row, as both databases read it."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    order = ", ".join(f'"{column.name}"' for column in table.primary_key)
    truths = [isinstance(column.type, Boolean) for column in table.columns]
    for row in opened.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {order}'):
        values = ", ".join(_literal(value, truth) for value, truth in zip(row, truths, strict=True))
        yield f'INSERT INTO "{table.name}" ({columns}) VALUES ({values});\n'


def _literal(value: object, truth: bool) -> str:
    if value is None:
        return "NULL"
    if truth:
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def main(target: Path) -> None:
    """Play the story and keep what the database holds then: rows alone, the tables come from the revisions."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "town.db"
        asyncio.run(play(story(), _start_bot, lambda _: None, database_url=f"sqlite+aiosqlite:///{file}"))
        with closing(sqlite3.connect(file)) as opened:
            (revision,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
            lines = [line for table in metadata.sorted_tables for line in _inserts(opened, table)]
    text = f"-- revision {revision}\n{''.join(lines)}"
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
