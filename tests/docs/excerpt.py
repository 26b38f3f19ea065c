"""The passages of the demo that the README shows; run as a program it writes them into the README again."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
OPENING, CLOSING = "<!-- demo -->\n", "<!-- /demo -->"
PASSAGES = (
    r"🤖 🗣 .*【1提】",
    r"\S+: /ti ",
    r"→ \[我也关心 1\]",
    r"🤖 💬 .*【2议】",
    r"\S+: /yi 我有顾虑",
    r"🤖 → \S+: 💬 您的顾虑有答复了",
    r"🤖 🗳 .*【3决】.*\n +一户一票",
    r"→ \[同意\]",
    r"🤖 → \S+: ✅ 您家的票已记",
    r"🤖 📌 .*通过",
    r"🤖 🖼 ",
    r"🤖 📝 .*【4评】",
    r"🤖 🌿 .*【5享】",
)
"""The first entry of the transcript that begins like each of these is shown."""


def whole_demo() -> str:
    """What `youshi demo --headless` prints, the real program run once."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--headless"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return ended.stdout


def excerpt(demo: str) -> str:
    """The passages with their days, and `…` for what is left out between them."""
    # it covers every row of the minutes, so that nearly any change of the program makes it another
    demo = re.sub(r"(校验码) .*", r"\1 …", demo)
    entries = re.findall(r"^(?!\s).*\n(?:(?: {8}).*\n)*", demo, re.MULTILINE)
    wanted = set[int]()
    for passage in PASSAGES:
        wanted.add(next(i for i, entry in enumerate(entries) if re.search(passage, entry)))
    shown, day, last = list[str](), "", -1
    for i, entry in enumerate(entries):
        if entry.startswith("──"):
            day = entry
        elif i in wanted:
            shown += [day] if day else ["…\n"] if i != last + 1 else []
            shown.append(entry)
            day, last = "", i
    return "```text\n" + "".join(shown) + "```\n"


def shown_in_readme() -> str:
    return README.read_text(encoding="utf-8").partition(OPENING)[2].partition(CLOSING)[0]


def write() -> None:
    before, opening, rest = README.read_text(encoding="utf-8").partition(OPENING)
    _, closing, after = rest.partition(CLOSING)
    README.write_text(before + opening + excerpt(whole_demo()) + closing + after, encoding="utf-8")


if __name__ == "__main__":
    write()
