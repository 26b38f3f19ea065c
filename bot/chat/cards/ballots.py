"""The ballot paper in the private chat: marked with buttons, cast with «投出», changed until the close.

What is marked stands in the buttons and nowhere else: each shows the paper with one mark more, so what «投出» casts is
what can be read above it, and nobody holds a half-filled ballot. A paper that is opened again shows the ballot that
counts now. What a ballot may hold is left to `voting`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat import marks
from bot.chat.cards import choices
from bot.chat.cards.parts import button, esc, lines, motion_title, plain, until
from bot.chat.cards.registry import Args, of_house
from bot.chat.cards.tellers import came_by
from bot.chat.message import Button, Message, Row
from bot.chat.sentences import refusal_in_words
from bot.deliberation.acts import Ask, Stand
from bot.deliberation.ballots.bag import TURN
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Motion, Round, RoundState
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import rule_of
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.decide import read
from bot.deliberation.voting.paper import ABSTAIN
from bot.deliberation.voting.rules import Rule
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_TITLE = 14
"""Characters of a title on a button: they fit on a small phone in large letters."""
_POINTS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it lies before somebody: `marked` in the letters of `marks`, `cast` what counts now."""

    case: CaseFile
    motion: Motion
    round_: Round
    rule: Rule
    words: Words
    marked: str
    cast: str
    dropped: bool
    """Whether an anonymous one of theirs is in the box; what it says is not shown to anybody, themselves included."""

    def ask(self, letters: str) -> Ask:
        return Ask("ballot", self.case.session.id, self.motion.id, letters)

    def mark(self, *change: int) -> Ask:
        """The same paper with this changed."""
        return self.ask(f"{marks.said_on(self.marked)[0]}+{''.join(map(marks.digit, change))}")

    def title(self, choice: Mapping[str, object]) -> str:
        return plain(str(choice["title"]), _TITLE)


@of_house("ballot")
async def ballot(reader: "Reader", args: Args, words: Words) -> Message:
    case = await reader.case_of_motion(args.id("motion"))
    motion = _now(case, case.motions[args.id("motion")])
    if motion.vote_round_id is None:
        return Message(words("card-gone"))
    mine = await reader.standing_of(args.person_id or 0)
    counts = next((one for one in mine if one.kind == "ballot" and one.what == motion.id), None)
    cast = counts.choice if counts else ""
    dropped = any(one.kind == TURN and one.what == motion.id for one in mine)
    rule, round_ = rule_of(case, motion), case.round(motion.vote_round_id)
    ways = _WAYS.get(rule.options, _one)
    blank = "." if ways is _points else "-" if ways is not _one else ""
    marked = args.text("extra") or (marks.shortened(cast) if cast not in ("", ABSTAIN) else blank)
    try:
        marked = marks.turned(marked) if blank else ""
    except ValueError:
        raise Refused("button-stale") from None
    paper = Paper(case, motion, round_, rule, words, marked, cast, dropped)
    head = words("ballot-head", title=motion_title(case, motion, words))
    if round_.state is not RoundState.OPEN or motion.state != "voting":
        over = "ballot-not-yet" if round_.state is RoundState.ANNOUNCED else "ballot-over"
        return Message(lines(head, words(over, when=until(case, round_.opens_at, words)), _counted(paper)))
    hint, rows = ways(paper)
    text = lines(
        head,
        words(f"ballot-how-{rule.options}", max=rule.max or 0, scale=rule.scale or 0),
        *(choices.in_full(motion, words) if _needs_list(motion) else ()),
        choices.money(case, motion, words),
        hint,
        _counted(paper),
        came_by(case, counts, words),
        words("vote-until", when=until(case, round_.due_at, words)),
    )
    return Message(text, rows)


def _now(case: CaseFile, motion: Motion) -> Motion:
    """The motion itself, or its second ballot once there is one."""
    return next((second for second in case.motions.values() if second.second_of == motion.id), motion)


def _needs_list(motion: Motion) -> bool:
    """Whether there is more to read than fits on the buttons."""
    return any(choice.get("cost") or len(str(choice["title"])) > _TITLE for choice in motion.choices)


def _counted(paper: Paper) -> str:
    if not paper.cast:
        return paper.words("ballot-in-box" if paper.dropped else "ballot-none-cast")
    return paper.words("ballot-cast", choice=choices.said(paper.motion, paper.cast, paper.words))


# --- ways to mark ---------------------------------------------------------------------------------------------


def _one(paper: Paper) -> tuple[str, tuple[Row, ...]]:
    """One press casts; what is cast is ticked."""
    letters = {str(choice["id"]): letter for letter, choice in choices.lettered(paper.motion)}
    found = []
    for option in METHODS[paper.rule.options].options(paper.motion.paper.ids):
        name = choices.on_a_button(paper.motion, option, paper.words, _TITLE)
        tick = "✔" if option == paper.cast else ""
        label = " ".join(part for part in (tick, letters.get(option, ""), name) if part)
        found.append((button(label, _stand(paper, option)),))
    return "", tuple(found)


def _some(paper: Paper) -> tuple[str, tuple[Row, ...]]:
    """A tick a choice: pressed again it is taken away."""
    marked = marks.numbers_in(paper.marked)
    rows: list[Row] = []
    for letter, choice in choices.lettered(paper.motion):
        number = marks.number_of(str(choice["id"]))
        tick = "☑" if number in marked else "☐"
        rows.append((button(f"{tick} {letter} {paper.title(choice)}", paper.mark(number)),))
    return _finished(paper, rows, len(marked))


def _ranked(paper: Paper) -> tuple[str, tuple[Row, ...]]:
    """Pressed in the order wanted; pressed again a choice leaves, and those behind it move up."""
    marked = marks.numbers_in(paper.marked)
    rows: list[Row] = []
    for letter, choice in choices.lettered(paper.motion):
        number = marks.number_of(str(choice["id"]))
        place = f"[{marked.index(number) + 1}]" if number in marked else "[  ]"
        rows.append((button(f"{place} {letter} {paper.title(choice)}", paper.mark(number)),))
    return _finished(paper, rows, len(marked))


def _points(paper: Paper) -> tuple[str, tuple[Row, ...]]:
    """The points stand below the choice whose turn it is; giving some passes the turn on."""
    letters, focus = marks.said_on(paper.marked)
    points = marks.points_in(letters)
    order = [marks.number_of(str(choice["id"])) for choice in paper.motion.choices]
    turn = int(focus[1:], 36) if focus else 0 if any(points.values()) else order[0]
    rows: list[Row] = []
    for (letter, choice), number in zip(choices.lettered(paper.motion), order, strict=True):
        given = points.get(number, 0)
        label = paper.words("ballot-points", letter=letter, title=paper.title(choice), points=given)
        rows.append((button(label, paper.ask(f"{letters}-{marks.digit(number)}")),))
        if number == turn:
            following = [*order[order.index(number) + 1 :], 0][0]
            every = [
                button(f"•{value}•" if value == given else str(value), paper.mark(number, value, following))
                for value in range((paper.rule.scale or 0) + 1)
            ]
            rows += [tuple(every[at : at + _POINTS_IN_A_ROW]) for at in range(0, len(every), _POINTS_IN_A_ROW)]
    return _finished(paper, rows, sum(1 for given in points.values() if given), letters)


def _finished(paper: Paper, rows: list[Row], named: int, letters: str = "") -> tuple[str, tuple[Row, ...]]:
    """What can be cast now, with a hint where it cannot; to begin anew; to abstain."""
    words, hint, text = paper.words, "", marks.lengthened(letters or paper.marked)
    last: list[Button] = []
    if named:
        try:
            text = read(paper.rule, paper.motion.paper, text)
        except Refused as refused:
            hint = words("ballot-hint", hint=esc(refusal_in_words(refused.refusal, words)))
        else:
            if text != paper.cast:
                hint = words("ballot-marked", choice=choices.said(paper.motion, text, words))
                last.append(button(words("button-cast"), _stand(paper, text)))
        last.append(button(words("button-begin-anew"), paper.ask("." if letters else "-")))
    if paper.cast != ABSTAIN:
        last.append(button(words("choice-abstain"), _stand(paper, ABSTAIN)))
    return hint, (*rows, tuple(last))


def _stand(paper: Paper, text: str) -> Stand:
    return Stand("ballot", paper.motion.id, paper.round_.id, text)


_WAYS: Mapping[str, Callable[[Paper], tuple[str, tuple[Row, ...]]]] = {
    "multi": _some,
    "equal_shares": _some,
    "ranked": _ranked,
    "ranked_schulze": _ranked,
    "score": _points,
    "rank_budget": _points,
}
"""How the ballot of a method is marked; that of any other is cast with one press."""
