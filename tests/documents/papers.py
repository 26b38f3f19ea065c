"""Cases that papers are made of, and papers as a reader has them: the words on a PDF, in a Word file, in a workbook."""

import io
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from chat.making import NOW, a_case, a_flow, round_of
from docx import Document

from bot.chat.cards.papers.kinds import KINDS, Asked, file_of
from bot.chat.telegram.courier import address
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Flow, Mechanism, Vote
from bot.deliberation.model import Decision, Entry, Issue, Motion, Place, Round, RoundState, Session
from bot.deliberation.voting.rules import Rule
from bot.i18n import Words
from bot.storage.roll_lines import RollLine

from .pages import Printed

BOT = "youshi_bot"
TEXT = "夏天晚上九点到早上七点,小区内遛狗必须牵绳。"


def link(payload: str) -> str:
    return address(BOT, payload)


def made(case: CaseFile, name: str, form: str = "pdf", locale: str = "zh-CN", **more: Any) -> bytes:
    """A paper as a file: of the first decision or vote, or of the session, as its kind has it."""
    subject = 0
    if KINDS[name].of == "vote":
        subject = round_of(case, "vote").id
    elif KINDS[name].of == "decision":
        subject = min(case.decisions)
    return file_of(name, form, Asked(case, subject, Words(locale), **more)).make(link)


def pdf(case: CaseFile, name: str, locale: str = "zh-CN", **more: Any) -> Printed:
    return Printed(made(case, name, "pdf", locale, **more))


def all_words(printed: Printed) -> str:
    return "".join(printed.words(page) for page in range(len(printed)))


def word_file(content: bytes) -> str:
    """Everything a Word file says, its foot too, without spaces and line breaks."""
    document = Document(io.BytesIO(content))
    found = [element.text or "" for element in document.element.body.iter() if element.tag.endswith("}t")]
    found += [line.text for section in document.sections for line in section.footer.paragraphs]
    return "".join("".join(found).split())


def texts(value: object) -> Iterator[str]:
    """Every string of a paper as a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("locale", "payload", "style"):
                yield from texts(getattr(value, field.name))


def with_rule(flow: Flow, rule: Rule, **header: Any) -> Flow:
    """The flow with this rule in its votes."""
    stages = tuple(
        stage.model_copy(update={"rule": rule}) if isinstance(stage, Vote) else stage for stage in flow.stages
    )
    return flow.model_copy(update={"stages": stages, **header})


def consultation() -> CaseFile:
    """五民议事法: 24 of 32 households took part, 18 for, 5 against, 1 abstained; ballots of paper count."""
    case = a_case(TEXT)
    rule = next(stage.rule for stage in case.flow.stages if isinstance(stage, Vote))
    case.flow = with_rule(
        case.flow, Rule.model_validate({**rule.model_dump(by_alias=True), "paper": {"allowed": True}})
    )
    case.session.chain_seq, case.session.chain_head = 57, "9f86d081884c7d65" * 4
    decision = case.decisions[min(case.decisions)]
    decision.digest = "ab12cd34ef56" + "0" * 52
    return case


OWNERS = {
    # 2,261 owners, 189,234.50 m²: two thirds are 1,508 owners and 126,156.34 m²
    "electorate": {"heads": 2261, "area": "189234.50"},
    "participating": {"heads": 1508, "area": "130000.25"},
    "agree": {"heads": 1000, "area": "90000.00"},
    "oppose": {"heads": 408, "area": "35000.25"},
    "abstain": {"heads": 100, "area": "5000.00"},
    "paper": {"heads": 12, "area": "1020.00"},
    "proxy": {"heads": 3, "area": "270.50"},
    "assisted": {"heads": 1, "area": "89.50"},
}


def owners(legal_effect: str = "binding") -> CaseFile:
    """业主共同决定, by heads and by area; see `OWNERS` for the figures."""
    case = a_case(TEXT)
    rule = Rule.model_validate({"electorate": "owner", "matter": "manager", "paper": {"allowed": True}})
    case.flow = with_rule(
        case.flow, rule, standing="owners", mechanism=Mechanism.model_validate({"legal_effect": legal_effect})
    )
    for motion in case.motions.values():
        motion.heads, motion.area, motion.roll_version = 2261, 18_923_450, 3
    both = [("heads", 1508, 2261, 1508), ("area", 13_000_025, 18_923_450, 12_615_634)]
    agreed = [("heads", 1000, 1508, 755), ("area", 9_000_000, 13_000_025, 6_500_013)]

    def checks(found: list[tuple[str, int, int, int]], share: dict[str, Any]) -> dict[str, Any]:
        every = [
            {"measure": m, "votes": votes, "base": base, "needed": needed, "met": votes >= needed, "share": share}
            for m, votes, base, needed in found
        ]
        return {"met": all(check["met"] for check in every), "checks": every}

    decision = case.decisions[min(case.decisions)]
    decision.figures = {
        **OWNERS,
        "quorum": checks(both, {"op": "ge", "num": 2, "den": 3, "base": "electorate"}),
        "passing": checks(agreed, {"op": "gt", "num": 1, "den": 2, "base": "participating"}),
    }
    decision.digest, decision.label = "ab12cd34ef56" + "0" * 52, "owners"
    case.counts["late", decision.motion_id, decision.round_id] = {"agree": case.base("owner").__class__(2, 0)}
    return case


def a_roll(doors: int = 40) -> list[RollLine]:
    """So many doors of six to a stairwell, each another household's or owner's; the last belongs to the first's."""
    lines = [RollLine(f"{1 + n // 12}-{1 + n // 6 % 2}-{101 + n % 6}", 8950 + n, 500 + n) for n in range(doors - 1)]
    return [*lines, RollLine("P-07", 1200, 500)]


def four_and_two() -> CaseFile:
    """四议两公开, all of it held: 3 of 4, 5 of 6 and 20 of 30 came, 9 of 12 delegates voted, 7 of them for."""
    flow, ids = a_flow("siyi_lianggongkai"), count(200)
    session = Session(10, 1, 1, "2026-003", flow.hash(), flow.id, 1, NOW)
    base = a_case(TEXT)
    case = CaseFile(session, flow, base.community, [Place(11, 10, 5, 1)])
    issue = Issue(next(ids), 1, 1, 10, "修凉亭", "修凉亭", NOW, 21, position=1, cause="residents")
    case.issues[issue.id] = issue
    for number, stage in enumerate(s for s in flow.stages if s.kind in ("review", "vote", "notice")):
        at = NOW + timedelta(days=number)
        round_ = Round(next(ids), 10, stage.id, stage.kind, 1, RoundState.CLOSED, at, at, at + timedelta(hours=2))
        round_.closed_at, round_.members = round_.due_at, {issue.id: "approved"}
        case.rounds[round_.id] = round_
    motion = Motion(next(ids), 10, 1, [issue.id], "修凉亭", "在3号楼东侧修一座凉亭。", 1, 1, NOW, "decided", "c" * 64)
    motion.vote_round_id, motion.heads = round_of(case, "vote").id, 12
    case.motions[motion.id] = motion
    held = [r for r in case.rounds.values() if r.kind == "review"]
    for round_, (expected, came) in zip(held, [(4, 3), (6, 5), (30, 20)], strict=True):
        round_.facts["panel"] = list(range(1, expected + 1))
        for person in range(1, came + 1):
            for kind, about, choice in (
                ("attendance", f"round:{round_.id}", ""),
                ("opinion", f"issue:{issue.id}", "approve"),
            ):
                entry = Entry(next(ids), 10, round_.id, kind, about, person, NOW, "理由", choice, "noted")
                case.entries[entry.id] = entry
    heads = {"electorate": 12, "participating": 9, "agree": 7, "oppose": 1, "abstain": 1}
    figures: dict[str, Any] = {name: {"heads": n, "area": "0.00"} for name, n in heads.items()}
    figures |= {"quorum": {"met": True, "checks": []}, "passing": {"met": True, "checks": []}}
    decision = Decision(
        next(ids), 10, motion.id, motion.vote_round_id, [issue.id], "2026-003-1", "consultation", "passed",
        {"key": "verdict-passed"}, figures, NOW, NOW,
    )  # fmt: skip
    case.decisions[decision.id] = decision
    for round_ in case.rounds.values():
        if round_.kind == "notice":
            round_.decision_id = decision.id
            round_.facts["duties"] = [
                {"place": "group", "due": NOW.isoformat(), "posted_at": NOW.isoformat(), "entry": None},
                {"place": "board", "due": NOW.isoformat(), "posted_at": None, "entry": None},
            ]
            note = Entry(
                next(ids), 10, round_.id, "oversight", f"round:{round_.id}", 3, NOW, "公开及时,账目清楚", "", "noted"
            )
            case.entries[note.id] = note
    return case
