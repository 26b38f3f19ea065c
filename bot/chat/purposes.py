"""What the private chat waits for: the next words there complete the act its purpose names.

The purpose is set by an `Await` (a button, a command, a card) and kept with the person as
`{"purpose", "session", "subject", "extra"}`. What may be said, and whether it is still time, is left to the rules.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from bot.chat.electors import decoded
from bot.chat.input_text import halfwidth, money_in, percent_in, sum_in, words_of
from bot.chat.offers import offered_in
from bot.chat.vocabulary import begins
from bot.deliberation import acts
from bot.deliberation.acts import Act, Attachment
from bot.deliberation.refusal import Refused


class Said(NamedTuple):
    """A purpose and what was said for it. `subject` is a round, issue, entry, task… as the purpose has it."""

    session: int
    subject: int
    extra: str
    text: str
    attachments: tuple[Attachment, ...]

    def words(self) -> str:
        return words_of(self.text)


_NAMES_CHARS = 120
"""Of the doors or names before a colon."""


def _raise(said: Said) -> Act:
    text = words_of(said.text) if said.text.strip() or not said.attachments else ""
    return acts.RaiseIssue(said.session, text, "face", said.attachments)


def _raise_back(said: Said) -> Act:
    if said.attachments:
        raise Refused("back-text-only")
    return acts.RaiseIssue(said.session, said.words(), "back", (), channel="private")


def _raise_for(said: Said) -> Act:
    name, text = _named(said.words())
    return acts.RaiseIssue(said.session, text, "face", said.attachments, on_behalf_of=name)


def _named(text: str, longest: int = 20) -> tuple[str, str]:
    """«王阿姨:路灯不亮» as the name and the words."""
    name, colon, rest = text.replace("\uff1a", ":", 1).partition(":")
    if not colon or not name.strip() or not rest.strip() or len(name) > longest:
        raise Refused("name-and-colon")
    return name.strip(), rest.strip()


def _speak(position: Literal["for", "concern", "ask"]) -> Callable[[Said], Act]:
    return lambda said: acts.Speak(said.session, said.subject, position, said.words())


def _object(ground: Literal["eligibility", "counting", "procedure", "substance"]) -> Callable[[Said], Act]:
    return lambda said: acts.Object(said.session, said.subject, ground, said.words())


def _strike(*, barred: bool) -> Callable[[Said], Act]:
    """«3-502、3-503:不是业主»: whose ballots, and why; of a vote of members or delegates, their names."""

    def complete(said: Said) -> Act:
        named, text = _named(said.words(), _NAMES_CHARS)
        return acts.RuleOn(said.session, said.subject, True, text, tuple(people_in(named)), barred=barred)

    return complete


def _screen(decision: Literal["reject", "return", "transfer", "merge", "instant"]) -> Callable[[Said], Act]:
    """The subject is the issue, `extra` the round; a transfer may name who takes it: «物业:换灯归他们»."""

    def complete(said: Said) -> Act:
        text, handler = said.words(), ""
        if decision in ("transfer", "instant") and ":" in text.replace("\uff1a", ":"):
            handler, text = _named(text)
        return acts.ScreenIssue(said.session, _number(said.extra), said.subject, decision, text, None, handler)

    return complete


def _judge(opinion: Literal["return", "reject"]) -> Callable[[Said], Act]:
    """The subject is the issue, `extra` the round."""
    return lambda said: acts.Judge(said.session, _number(said.extra), said.subject, opinion, said.words())


def _draft(said: Said) -> Act:
    """`extra`: `m7` for a new text of motion 7, `i3` for a motion on issue 3, empty for all of the round."""
    kind, number = said.extra[:1], said.extra[1:]
    issues = (_number(number),) if kind == "i" else ()
    motion = _number(number) if kind == "m" else None
    text = said.words()
    return acts.DraftMotion(said.session, said.subject, text, issues, motion, offered_in(text))


def _task(task_class: Literal["service", "goods", "works", "other"]) -> Callable[[Said], Act]:
    return lambda said: acts.AddTask(said.session, said.subject, said.words(), task_class)


def _assign(said: Said) -> Act:
    """«物业前台、网格员»: the first leads, the others assist."""
    lead, *assist = people_in(said.words())
    return acts.AssignTask(said.session, said.subject, lead, tuple(assist))


def people_in(text: str) -> list[str]:
    names = [name.strip() for name in text.replace("\u3001", ",").replace("\uff0c", ",").split(",")]
    return [name for name in names if name] or [text]


def _progress(said: Said) -> Act:
    text = words_of(said.text) if said.text.strip() or not said.attachments else ""
    return acts.Progress(said.session, said.subject, text, said.attachments)


def _finish(said: Said) -> Act:
    text = said.words()
    return acts.FinishTask(said.session, said.subject, text, money_in(text), said.attachments)


def _money(said: Said) -> Act:
    """«12,000 元 3月电梯广告», with the day before it where that is not today.

    The subject is whose fund, `extra` what it is: `income-parking`, `cost`, `payment-12`.
    """
    kind, _, about = said.extra.partition("-")
    found = sum_in(said.text)
    decision = _number(about) if kind in ("payment", "release") else 0
    category = about if kind == "income" else ""
    return acts.EnterMoney(
        said.subject, kind, found.amount, found.words, found.day, category, decision, vouchers=said.attachments
    )


def _ratio(said: Said) -> Act:
    return acts.EnterMoney(said.subject, "ratio", percent_in(said.text), "")


def _code(said: Said) -> Act:
    """Eight digits and the door, in either order and with any spaces between: «3-502 1234 5678»."""
    tokens = halfwidth(said.text).split()
    return code_from(tokens)


def code_from(tokens: Sequence[str]) -> acts.UseCode:
    for size in (1, 2):
        for i in range(len(tokens) - size + 1):
            digits = "".join(tokens[i : i + size])
            if digits.isascii() and digits.isdigit() and len(digits) == 8:
                return acts.UseCode(digits, " ".join([*tokens[:i], *tokens[i + size :]]).strip(" ,;"))
    raise Refused("code-needs-eight")


def _door(said: Said) -> Act:
    relation, door = begins(said.words(), "owner", "tenant", "family")
    return acts.ClaimDoor(said.subject, door, cast(Any, relation or "family"))


def _paper(said: Said) -> Act:
    """`extra`: the elector and the choice, `o7.agree`; the photo of the sheet completes it."""
    letters, _, choice = said.extra.partition(".")
    return acts.EnterPaper(said.session, said.subject, _elector(letters), choice, said.attachments)


def _proxy(said: Said) -> Act:
    """A photo of the document with «@小余 2026-12-20» below it: the agent, and until when."""
    text = halfwidth(said.words()) if said.text.strip() else ""
    day = _DAY.search(text)
    until = "-".join(f"{int(part):02}" for part in day.groups()) if day else ""
    agent = _AGENT_SAID.sub("", _DAY.sub(" ", text).strip()).strip(" ,;:.")
    if not agent:
        raise Refused("proxy-agent-needed")
    return acts.GrantProxy(said.session, said.subject, _elector(said.extra), agent, until, said.attachments)


def _elector(letters: str) -> str:
    try:
        return decoded(letters)
    except ValueError:
        raise Refused("button-stale") from None


_DAY = re.compile(r"([0-9]{4})\s*[-/.\u5e74]\s*([0-9]{1,2})\s*[-/.\u6708]\s*([0-9]{1,2})\s*\u65e5?")
_AGENT_SAID = re.compile(r"^(?:\u4ee3\u7406\u4eba|agent)\s*:?\s*", re.IGNORECASE)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Refused("button-stale")
    return int(text)


PURPOSES: Mapping[str, Callable[[Said], Act]] = {
    "raise": _raise,
    "raise-back": _raise_back,
    "raise-for": _raise_for,
    "speak-for": _speak("for"),
    "speak-concern": _speak("concern"),
    "speak-ask": _speak("ask"),
    "object-eligibility": _object("eligibility"),
    "object-counting": _object("counting"),
    "object-procedure": _object("procedure"),
    "object-substance": _object("substance"),
    "reason-reject": _screen("reject"),
    "reason-return": _screen("return"),
    "reason-transfer": _screen("transfer"),
    "reason-instant": _screen("instant"),
    "reason-check": lambda said: acts.CheckIssue(said.session, said.subject, False, said.words()),
    "reason-cancel": lambda said: acts.CancelSession(said.session, said.words()),
    "reason-unclear": lambda said: acts.ClearMotion(said.session, said.subject, False, said.words()),
    "answer-concern": lambda said: acts.AnswerConcern(said.session, said.subject, said.words()),
    "override": lambda said: acts.OverrideConcern(said.session, said.subject, said.words()),
    "rule-upheld": lambda said: acts.RuleOn(said.session, said.subject, True, said.words()),
    "rule-dismissed": lambda said: acts.RuleOn(said.session, said.subject, False, said.words()),
    "rule-struck": _strike(barred=False),
    "rule-barred": _strike(barred=True),
    "recount": lambda said: acts.Recount(said.session, said.subject, said.words()),
    "recuse": lambda said: acts.Recuse(said.session, 0, said.words()),
    "recuse-other": lambda said: acts.Recuse(said.session, 0, said.words(), said.subject),
    "panel-return": _judge("return"),
    "panel-reject": _judge("reject"),
    "party": lambda said: acts.NameParty(said.session, said.subject, name=said.words()),
    "posted-board": lambda said: acts.ConfirmPosting(said.session, said.subject, "board", said.attachments),
    "oversight": lambda said: acts.Oversee(said.session, said.subject, said.words()),
    "draft-motion": _draft,
    "task-service": _task("service"),
    "task-goods": _task("goods"),
    "task-works": _task("works"),
    "task-other": _task("other"),
    "assign": _assign,
    "progress": _progress,
    "finish": _finish,
    "return-task": lambda said: acts.AcceptTask(said.session, said.subject, False, said.words()),
    "abandon": lambda said: acts.AbandonTask(said.session, said.subject, said.words()),
    "share-result": lambda said: acts.DescribeShare(said.session, said.subject, result=said.words()),
    "keeper": lambda said: acts.DescribeShare(said.session, said.subject, keeper=said.words()),
    "not-achieved": lambda said: acts.DescribeShare(said.session, said.subject, not_achieved=said.words()),
    "remark": lambda said: acts.Remark(said.session, said.subject, said.extra or f"round:{said.subject}", said.words()),
    "paper": _paper,
    "proxy": _proxy,
    "uneasy": lambda said: acts.Uneasy(said.session, said.words()),
    "change-voter": lambda said: acts.ChangeVoter(said.subject, said.words(), said.extra == "owner"),
    "roll-file": lambda said: acts.OfferRoll(said.subject, said.attachments),
    "roll-reason": lambda said: acts.TakeRoll(said.subject, True, said.words()),
    "money": _money,
    "money-ratio": _ratio,
    "money-counter": lambda said: acts.EnterMoney(said.subject, "", 0, said.words(), corrects=_number(said.extra)),
    "money-refuse": lambda said: acts.SettleMoney(said.subject, False, said.words()),
    "voucher": lambda said: acts.AddVoucher(said.subject, said.attachments),
    "code": _code,
    "door": _door,
    "announce": lambda said: acts.Announce(said.subject, said.words()),
    "setup-name": lambda said: acts.SetUp(said.subject, said.words()[:64]),
    "setup-zone": lambda said: acts.SetUp(said.subject, timezone=said.words()),
    "belong-name": lambda said: acts.Ask("belong", 0, said.subject, f"{said.extra}.0.{said.words()}"),
    "belong-code": lambda said: acts.Belong(said.subject, _number(said.extra), said.words()),
    "setup-code": lambda said: acts.SetUp(said.subject, operator_code=said.words()),
    "question": lambda said: acts.OpenSession(said.subject, said.extra, said.words(), offered_in(said.words())),
}
"""Every purpose and the act its words complete. A prompt `await-<purpose>` in the locales goes with each."""


def complete(awaiting: Mapping[str, Any], text: str, attachments: tuple[Attachment, ...] = ()) -> Act:
    """The act that what was said completes; Refused where it cannot be taken for what was asked."""
    purpose = PURPOSES.get(str(awaiting.get("purpose", "")))
    if purpose is None and attachments and attachments[0].kind == "document":
        return acts.OfferRoll(0, attachments)
    if purpose is None:
        raise Refused("nothing-asked")
    session, subject = int(awaiting.get("session") or 0), int(awaiting.get("subject") or 0)
    return purpose(Said(session, subject, str(awaiting.get("extra") or ""), text, attachments))
