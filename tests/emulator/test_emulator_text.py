"""Texts come out as Telegram reads them: entities in UTF-16 units, ends trimmed, commands recognised."""

from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.emulator.markup import parse_html
from emulator.town import Town

READ = {
    "nested": (
        "<b>一<i>二</i></b>三",
        "一二三",
        [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
    ),
    "behind a dog": ("🐕<b>🐕狗</b>", "🐕🐕狗", [{"type": "bold", "offset": 2, "length": 3}]),
    "references": ("&lt;b&gt; &amp; &#23383; &nbsp;", "<b> & 字 &nbsp;", None),
    "trimmed": (" \n <b>字</b> \n", "字", [{"type": "bold", "offset": 0, "length": 1}]),
    "link": (
        "<a href='https://example.com/?a=1&amp;b=2'>看</a>",
        "看",
        [{"type": "text_link", "offset": 0, "length": 1, "url": "https://example.com/?a=1&b=2"}],
    ),
    "no address": ("<a href='门口'>看</a>", "看", None),
    "code of a language": (
        '<pre><code class="language-yaml">a: 1</code></pre>',
        "a: 1",
        [{"type": "pre", "offset": 0, "length": 4, "language": "yaml"}],
    ),
    "expandable quote": (
        "<blockquote expandable>字</blockquote>",
        "字",
        [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
    ),
    "spoiler": (
        '<tg-spoiler>一</tg-spoiler><span class="tg-spoiler">二</span>',
        "一二",
        [{"type": "spoiler", "offset": 0, "length": 1}, {"type": "spoiler", "offset": 1, "length": 1}],
    ),
    "recognised": (
        "/ti #民提 @youshi_bot https://example.com/x.",
        "/ti #民提 @youshi_bot https://example.com/x.",
        [
            {"type": "bot_command", "offset": 0, "length": 3},
            {"type": "hashtag", "offset": 4, "length": 3},
            {"type": "mention", "offset": 8, "length": 11},
            {"type": "url", "offset": 20, "length": 21},
        ],
    ),
    "not inside code": ("<code>/ti</code>", "/ti", [{"type": "code", "offset": 0, "length": 3}]),
    "no hashtag": ("#123 2/3 a/b", "#123 2/3 a/b", None),
}


@pytest.mark.parametrize(("source", "text", "entities"), READ.values(), ids=READ.keys())
async def test_html_becomes_text_and_entities(town: Town, source: str, text: str, entities: Any) -> None:
    result = await town.call("sendMessage", chat_id=town.yard.id, text=source, parse_mode="HTML")
    assert (result["text"], result.get("entities")) == (text, entities)


@given(st.text())
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    """Whatever a person writes, escaping it is enough to show it as text."""
    assert parse_html(escape(text, quote=False)) == (text, [])


async def test_explicit_entities_replace_a_parse_mode(town: Town) -> None:
    entities = [{"type": "bold", "offset": 2, "length": 1}, {"type": "bold", "offset": 50, "length": 1}]
    result = await town.call("sendMessage", chat_id=town.yard.id, text="<b>", entities=entities)
    assert (result["text"], result["entities"]) == ("<b>", entities[:1])
