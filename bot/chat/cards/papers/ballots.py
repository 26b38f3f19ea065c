"""表决票: ballots to be printed, one for every door that votes, and blank ones for those who ask.

Only where the rule of the vote counts ballots of paper: what nobody may enter is not handed out.
"""

from collections.abc import Sequence

from bot.chat.buttons import encode
from bot.chat.cards import choices
from bot.chat.cards.papers.wording import day_and_hour, foot, is_shown, mark, title_of, unmarked
from bot.chat.cards.parts import motion_title, plain
from bot.deliberation.acts import Ask
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import rule_in
from bot.deliberation.voting import METHODS
from bot.documents.paper.form import Paper, Question, Slip, Slips
from bot.i18n import Words
from bot.storage.roll_lines import RollLine

AT_ONCE = 300
"""Ballots of one file: a page of four weighs a few hundred kilobytes while it is made."""
_BLANK = 8
"""Blank ballots of one file: two pages; a copier makes the others."""
_DOOR, _DOORS, _TEXT, _TITLE = 24, 6, 160, 36
"""Characters of a door, doors of one owner, characters of a text and of a title there is room for."""


def are_printed(case: CaseFile, round_: Round) -> bool:
    """Whether this vote takes ballots of paper, and is not over."""
    return "paper" in rule_in(case, round_).ways and round_.state in (RoundState.ANNOUNCED, RoundState.OPEN)


def ballots(case: CaseFile, round_: Round, lines: Sequence[RollLine], words: Words, part: int = 1) -> Paper:
    """The `part`-th three hundred ballots, in the order of the doors; raises `Refused` where there are no more."""
    if not 1 <= part <= parts(lines):
        raise Refused("button-stale")
    doors: dict[int, list[str]] = {}
    for line in lines:
        doors.setdefault(line.elector, []).append(line.whole)
    every = list(enumerate(doors.values(), 1))[(part - 1) * AT_ONCE : part * AT_ONCE]
    slips = tuple(Slip(_whose(held, words), _serial(case, round_, number, words)) for number, held in every)
    return _paper(case, round_, slips, words)


def parts(lines: Sequence[RollLine]) -> int:
    """How many files the ballots of this roll come in."""
    return -(-len({line.elector for line in lines}) // AT_ONCE)


def blank_ballots(case: CaseFile, round_: Round, words: Words) -> Paper:
    """Ballots with room for a door, for those who have lost theirs."""
    return _paper(case, round_, (Slip("", words("papers-ballot-blank")),) * _BLANK, words)


def _paper(case: CaseFile, round_: Round, slips: tuple[Slip, ...], words: Words) -> Paper:
    motions = sorted(case.motions_in(round_), key=lambda motion: motion.id)
    name, practice = plain(case.community.name, _DOOR), mark(case, words)
    heading = words("papers-ballot-practice" if practice else "papers-ballot-of", community=name, mark=practice)
    rule = rule_in(case, round_)
    questions = tuple(_question(case, round_, motion, words) for motion in motions)
    until = day_and_hour(case, round_.due_at, words)
    given = Slips(
        heading,
        questions,
        (words("papers-ballot-sign"), words("papers-ballot-date")),
        words("papers-ballot-remark", kind=rule.electorate, until=until, channels=rule.channels),
        encode(Ask("round", case.session.id, round_.id)),
        slips,
    )
    return Paper(words.locale, words("papers-ballot"), "", (given,), foot(case, words))


def _whose(held: list[str], words: Words) -> str:
    shown = [plain(door, _DOOR) for door in held[:_DOORS]]
    rest = len(held) - _DOORS
    return words.enumeration(shown) + (words("papers-ballot-more", count=len(held)) if rest > 0 else "")


def _serial(case: CaseFile, round_: Round, number: int, words: Words) -> str:
    """Session, round and place on the roll: a copy of one is known by it."""
    return words("papers-ballot-number", number=f"{case.session.number}/{round_.id}-{number:04}")


def _question(case: CaseFile, round_: Round, motion: Motion, words: Words) -> Question:
    method = METHODS[rule_in(case, round_).options]
    lettered = {str(choice["id"]): letter for letter, choice in choices.lettered(motion)}
    marked = tuple(
        f"{lettered.get(option, '')} {choices.on_a_button(motion, option, words, _TITLE)}".strip()
        for option in method.options(motion.paper.ids)
    )
    shown = is_shown(case, motion)
    text = plain(motion.text, _TEXT) if shown else ""
    title = title_of(case, motion, words) if shown else unmarked(motion_title(case, motion, words))
    code = words("papers-ballot-text", hash=motion.hash[:16]) if motion.hash else ""
    return Question(
        title,
        "\n".join(line for line in ("" if text == title else text, code) if line),
        words("papers-ballot-how"),
        marked,
    )
