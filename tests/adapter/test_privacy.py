"""/privacy from end to end: the card, the document in the private chat, and a stranger afterwards."""

import json
from pathlib import Path

from .town import founded


async def test_somebody_takes_everything_along_is_forgotten_and_met_anew(tmp_path: Path) -> None:
    async with founded(tmp_path) as town:
        neighbour = town.neighbours[0]
        await town.starts(neighbour)
        private = town.private(neighbour)
        await town.says(neighbour, "/privacy", private)
        assert "关于您" in town.last(private)
        await town.presses(neighbour, "带走一份", private)
        document = town.newest(private).media
        assert document is not None
        assert json.loads(document.content)["account"]["telegram_id"] == neighbour.id
        await town.presses(neighbour, "忘掉我", private)
        assert "要我忘掉您吗" in town.last(private)
        answer = await town.presses(neighbour, "确定", private)
        assert "已经忘掉您了" in answer.text
        assert answer.alert
        await town.says(neighbour, "/privacy", private)
        assert "只有您的名字和账号" in town.last(private)
        assert not town.refused
