"""What a preview is filled with: sample ballots, a sample list of choices, and a session read from no database.

What people do with it is left to `preview`.
"""

from collections.abc import Collection

from bot.deliberation.ballots.bag import TURN
from bot.deliberation.casefile import CaseFile
from bot.deliberation.house import Chat
from bot.deliberation.model import Community, Session, SessionState, StandingAct
from bot.deliberation.offer import Offer, Offered
from bot.deliberation.refusal import Refused
from bot.deliberation.stages.vote import rule_of
from bot.deliberation.voting.decide import read
from bot.deliberation.voting.paper import ABSTAIN, Paper
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.ways import BY_DOOR
from bot.i18n import Words
from bot.storage.reader import Reader

_BUDGET = 10_000_000


def texts_of(rule: Rule, paper: Paper) -> dict[str, str]:
    """Sample ballots as they are kept: for the first choice, for the second, and an abstention."""
    if rule.options == "approve":
        return {name: name for name in ("agree", "oppose", ABSTAIN)}
    return {"agree": _text(rule, paper, "c1"), "oppose": _text(rule, paper, "c2"), ABSTAIN: ABSTAIN}


def _text(rule: Rule, paper: Paper, choice: str) -> str:
    for text in (choice, f'["{choice}"]', f'{{"{choice}":1}}'):
        try:
            return read(rule, paper, text)
        except Refused:
            continue
    raise ValueError(f"no sample ballot is known for {rule.options}")


def offered(words: Words) -> Offered:
    """A sample list, of which half can be paid."""
    titles = (words("sample-choice", number=number) for number in (1, 2, 3))
    return Offered(tuple(Offer(title, _BUDGET // 2, 30) for title in titles), _BUDGET // 2, _BUDGET)


class OneCase(Reader):
    """Reads a session that is in no database."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case

    async def case(self, session_id: int) -> CaseFile:
        return self._holding((self._case.session.id,), session_id)

    async def case_of_round(self, round_id: int) -> CaseFile:
        return self._holding(self._case.rounds, round_id)

    async def case_of_issue(self, issue_id: int) -> CaseFile:
        return self._holding(self._case.issues, issue_id)

    async def case_of_motion(self, motion_id: int) -> CaseFile:
        return self._holding(self._case.motions, motion_id)

    async def case_of_decision(self, decision_id: int) -> CaseFile:
        return self._holding(self._case.decisions, decision_id)

    async def case_of_task(self, task_id: int) -> CaseFile:
        return self._holding(self._case.tasks, task_id)

    async def case_of_entry(self, entry_id: int) -> CaseFile:
        return self._holding(self._case.entries, entry_id)

    def _holding(self, ids: Collection[int], wanted: int) -> CaseFile:
        if wanted not in ids:
            raise Refused("button-stale")
        return self._case

    async def sessions_in_chat(self, chat_id: int) -> list[Session]:
        here = chat_id in {place.chat_id for place in self._case.places}
        return [self._case.session] if here and self._case.session.state is SessionState.OPEN else []

    async def chat(self, chat_id: int) -> Chat | None:
        return Chat(chat_id, -chat_id, community_id=self._case.community.id)

    async def community(self, community_id: int) -> Community | None:
        return self._case.community if community_id == self._case.community.id else None

    async def standing_of(self, person_id: int) -> list[StandingAct]:
        found = list[StandingAct]()
        for vote in self._case.rounds.values():
            for motion in self._case.motions_in(vote):
                rule = rule_of(self._case, motion)
                kind, said = ("ballot", texts_of(rule, motion.paper)["agree"]) if rule.linkable else (TURN, "")
                whose = rule.electorate if rule.electorate in BY_DOOR else "person"
                cast = (kind, motion.id, vote.id, f"{whose}:1", said, person_id, "chat", vote.opens_at, "7K2M9P")
                found.append(StandingAct(*cast))
        return found

    async def roll_call(self, motion_id: int, round_id: int) -> list[tuple[str, str]]:
        """Two of those who voted, called by letters."""
        motion = self._case.motions[motion_id]
        assert motion.vote_round_id == round_id
        texts = texts_of(rule_of(self._case, motion), motion.paper)
        return [("A", texts["agree"]), ("B", texts["oppose"])]
