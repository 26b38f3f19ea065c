"""选民册摘录: the roll of a vote door by door, masked, for everybody to check before the vote.

Which floor and flat a line is stays with whoever lives there: they know their area. No name is on it (domain.md §2.15).
"""

from collections.abc import Sequence

from bot.chat.cards.papers.announcement import electorate, electorate_in_words
from bot.chat.cards.papers.wording import (
    below_title,
    day_and_hour,
    foot,
    mark,
    seal,
    title_of,
    unmarked,
)
from bot.chat.cards.parts import masked
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures, count_holdings
from bot.deliberation.minutes.journal import canonical, digest
from bot.deliberation.model import Round
from bot.deliberation.roll.corrections import last_moment
from bot.deliberation.stages.vote import rule_in
from bot.documents.paper.form import Facts, Grid, Note, Paper, parts_of
from bot.i18n import Words
from bot.storage.roll_lines import RollLine

_FLAT = 3
"""Characters of a flat's number: stairwells have fewer."""


def roll_extract(case: CaseFile, round_: Round, lines: Sequence[RollLine], words: Words) -> Paper:
    """Of the roll as it is now; where the vote has been fixed on other figures, it says so."""
    rule = rule_in(case, round_)
    motions = sorted(case.motions_in(round_), key=lambda motion: motion.id)
    whole = count_holdings((line.elector, line.area) for line in lines)
    fixed = electorate(case, motions, rule)
    with_area = whole.area > 0
    differs = fixed != whole
    said = electorate_in_words(rule, fixed, motions[0].roll_version, words)
    return Paper(
        words.locale,
        words("papers-roll"),
        below_title(case, words),
        parts_of(
            Facts(
                (
                    (words("papers-matter"), "\n".join(title_of(case, motion, words) for motion in motions)),
                    (words("papers-electorate"), electorate_in_words(rule, whole, case.roll_version, words)),
                    (words("papers-roll-hash"), fingerprint(lines)),
                    (words("papers-roll-until"), day_and_hour(case, last_moment(case, round_), words)),
                )
            ),
            Note(words("papers-roll-what", kind=rule.electorate)),
            Note(words("papers-roll-differs", fixed=said) if differs else ""),
            Grid(
                tuple(words(f"papers-roll-{name}", kind=rule.electorate) for name in _columns(with_area)),
                (*_rows(lines, with_area, words), _sum(whole, with_area, words)),
                (2, 6, 2, 4) if with_area else (2, 6, 2),
                frozenset((0, 2, 3) if with_area else (0, 2)),
                last=True,
            ),
            seal(case, words),
        ),
        foot(case, words),
        mark(case, words),
    )


def _columns(with_area: bool) -> tuple[str, ...]:
    return ("number", "door", "head", "area") if with_area else ("number", "door", "head")


def _rows(lines: Sequence[RollLine], with_area: bool, words: Words) -> list[tuple[str, ...]]:
    """An owner with several units is a head at the first of them."""
    seen, found = set[int](), list[tuple[str, ...]]()
    for number, line in enumerate(lines, 1):
        head = "0" if line.elector in seen else "1"
        seen.add(line.elector)
        row = (str(number), _masked(line, words), head)
        found.append((*row, words.area(line.area)) if with_area else row)
    return found


def _masked(line: RollLine, words: Words) -> str:
    """«3号楼2单元***»; what stands where a stairwell would and is no number of one, 101 in «2-101-1», is not shown."""
    if line.building and not line.building.isascii():
        return f"{line.building} ***"
    building, *rest = line.whole.split("-")
    is_stairwell = len(rest) > 1 and len(rest[0]) < _FLAT
    return unmarked(masked(line.whole if is_stairwell or not rest else f"{building}-{rest[-1]}", words))


def _sum(whole: Figures, with_area: bool, words: Words) -> tuple[str, ...]:
    row = ("", words("papers-sum"), f"{whole.heads:,}")
    return (*row, words.area(whole.area)) if with_area else row


def fingerprint(lines: Sequence[RollLine]) -> str:
    """SHA-256 of every door with its area and which lines are one elector's: another roll has another."""
    first: dict[int, int] = {}
    rows = [[line.whole, line.area, first.setdefault(line.elector, len(first) + 1)] for line in lines]
    return digest(canonical(rows))
