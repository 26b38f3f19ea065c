"""Commands of moderators: setting up, opening, moving on, screening, tasks, posts, the roll and offices.

How a command is recognised is in `commands`; whether somebody may do what it asks is left to the rules.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, cast

from bot.chat import buttons
from bot.chat.input_text import clean, duration_in, halfwidth, money_in, words_of
from bot.chat.offers import offered_in
from bot.chat.purposes import people_in
from bot.chat.scene import (
    Scene,
    case_meant,
    in_group,
    issue_numbered,
    of_community,
    round_meant,
    task_meant,
)
from bot.chat.vocabulary import begins, means
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.refusal import Refused
from bot.deliberation.roll.cells import parse_header
from bot.i18n import match


def _setup(text: str, scene: Scene) -> Act:
    """`/setup 第2网格 tz=Asia/Shanghai lang=zh-TW code=…`; everything may be left out."""
    chat, given, name = in_group(scene), {}, []
    for token in text.split():
        key, sign, value = token.partition("=")
        if sign and key.lower() in ("tz", "lang", "code"):
            given[key.lower()] = value
        else:
            name.append(token)
    if given.get("lang") and not match(given["lang"]):
        raise Refused("command-usage-lang")
    locale = match(given["lang"]) if "lang" in given else ""
    return acts.SetUp(chat, clean(" ".join(name))[:64], given.get("tz", ""), locale, given.get("code", ""))


def _open(text: str, scene: Scene) -> Act:
    chat = in_group(scene)
    flow, _, question = text.partition(" ")
    if not flow:
        return acts.Ask("open-list", subject=chat)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", flow):
        raise Refused("command-usage-open")
    if not question.strip():
        return acts.OpenSession(chat, flow.lower())
    question = words_of(question)
    return acts.OpenSession(chat, flow.lower(), question, offered_in(question))


def _next(_text: str, scene: Scene) -> Act:
    case, round_ = round_meant(scene)
    return acts.Advance(case.session.id, round_.id)


def _extend(text: str, scene: Scene) -> Act:
    if not text:
        raise Refused("command-usage-extend")
    case, round_ = round_meant(scene)
    return acts.Extend(case.session.id, round_.id, duration_in(text))


def _cancel(text: str, scene: Scene) -> Act:
    if not text:
        raise Refused("command-usage-cancel")
    return acts.CancelSession(case_meant(scene).session.id, words_of(text))


_DECISIONS = ("reject", "return", "transfer", "instant", "merge", "accept")
"""Those whose words may contain another's («不受理», «受理») are told apart by length in `begins`."""


def _screen(text: str, scene: Scene) -> Act:
    case, round_ = round_meant(scene, "screen")
    if not text:
        return acts.Ask("screen-list", case.session.id, round_.id)
    if means(text, "rest"):
        return acts.AcceptRest(case.session.id, round_.id)
    found = re.match(r"([0-9]{1,4})[\s:.]*", halfwidth(text))
    decision, words = begins(text[found.end() :], *_DECISIONS) if found else ("", "")
    if not found or not decision:
        raise Refused("command-usage-screen")
    issue = issue_numbered(case, found[1])
    if decision == "merge":
        into = issue_numbered(case, words.strip())
        return acts.ScreenIssue(case.session.id, round_.id, issue.id, "merge", f"{buttons.REASON}duplicate", into.id)
    reason = words_of(words) if words else ""
    return acts.ScreenIssue(case.session.id, round_.id, issue.id, cast(Any, decision), reason)


def _merge(text: str, scene: Scene) -> Act:
    case, round_ = round_meant(scene, "screen")
    numbers = re.findall(r"[0-9]{1,4}", halfwidth(text))
    if len(numbers) != 2:
        raise Refused("command-usage-merge")
    issue, into = (issue_numbered(case, number) for number in numbers)
    return acts.ScreenIssue(case.session.id, round_.id, issue.id, "merge", f"{buttons.REASON}duplicate", into.id)


_CLASSES = ("service", "goods", "works", "other")


def _assign(text: str, scene: Scene) -> Act:
    if not text:
        case, round_ = round_meant(scene, "implement")
        return acts.Ask("moderate", case.session.id, round_.id)
    if text.startswith("+"):
        case, round_ = round_meant(scene, "implement")
        found, words = begins(text[1:].strip(), *(f"class-{name}" for name in _CLASSES))
        task_class = cast(Any, found.removeprefix("class-") or "other")
        return acts.AddTask(case.session.id, round_.id, words_of(words), task_class)
    case, task, rest = task_meant(scene, text, "command-usage-assign")
    if not rest:
        raise Refused("command-usage-assign")
    lead, *assist = people_in(words_of(rest))
    return acts.AssignTask(case.session.id, task.id, lead, tuple(assist))


def _progress(text: str, scene: Scene) -> Act:
    if not text and not scene.attachments:
        raise Refused("command-usage-progress")
    case, task, rest = task_meant(scene, text, "command-usage-progress")
    words = words_of(rest) if rest or not scene.attachments else ""
    return acts.Progress(case.session.id, task.id, words, scene.attachments)


def _done(text: str, scene: Scene) -> Act:
    if not text and not scene.args.get("task"):
        raise Refused("command-usage-done")
    case, task, rest = task_meant(scene, text, "command-usage-done")
    words = words_of(rest)
    return acts.FinishTask(case.session.id, task.id, words, money_in(words), scene.attachments)


def _announce(text: str, scene: Scene) -> Act:
    chat = in_group(scene)
    if not text:
        raise Refused("command-usage-announce")
    found = re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})\s+", halfwidth(text))
    at = found[1] if found else ""
    return acts.Announce(chat, words_of(text[found.end() :] if found else text), at)


_SCHEDULES = ("week", "month", "open", "text")


def _schedule(text: str, scene: Scene) -> Act:
    """`/schedule week`, `/schedule open 0 8 * * 1 wumin`, `/schedule text 0 9 * * 6 words`; `- 3` ends number 3."""
    chat = in_group(scene)
    if not text:
        return acts.Ask("schedules", subject=chat)
    if ended := re.fullmatch(r"[-\u2212]\s*([0-9]{1,18})", text):
        return acts.EndSchedule(int(ended[1]))
    found, rest = begins(text, *(f"schedule-{name}" for name in _SCHEDULES))
    if not found:
        raise Refused("command-usage-schedule")
    kind = cast(Literal["week", "month", "open", "text"], found.removeprefix("schedule-"))
    fields = halfwidth(rest).split()
    has_cron = len(fields) >= 5 and all(re.fullmatch(r"[0-9*/,a-z-]+", part.lower()) for part in fields[:5])
    cron = " ".join(fields[:5]) if has_cron else ""
    words = rest.split(maxsplit=5)[5:] if has_cron else [rest]
    said = "".join(words)
    if kind in ("open", "text") and not said:
        raise Refused("command-usage-schedule")
    return acts.Schedule(chat, kind, cron, words_of(said) if said else "")


def _roll(text: str, scene: Scene) -> Act:
    """The roll as CSV lines, perhaps under a reason; `codes` for all sheets, `codes 3-502` for one, `codes owners`."""
    community = of_community(scene)
    if scene.attachments and not scene.private:
        raise Refused("roll-file-private")
    if scene.attachments:
        return acts.OfferRoll(community, scene.attachments)
    if not text:
        return acts.Ask("roll", subject=community)
    found, door = begins(text, "codes")
    if found:
        of_owners, unit = begins(door, "owners")
        return acts.IssueCodes(community, unit if of_owners else door, bool(of_owners))
    if "\n" not in text:
        raise Refused("command-usage-roll")
    first, _, rest = text.partition("\n")
    # the reason of a correction stands above the table
    if not parse_header(first) and parse_header(rest.partition("\n")[0]):
        return acts.ImportRoll(community, rest, first.strip())
    return acts.ImportRoll(community, text)


_ROLES = (
    "moderator", "grid_lead", "grid_worker", "secretary", "auditor", "building_lead", "legal_adviser", "property",
    "street", "mediator", "committee", "volunteer", "expert", "delegate", "party_member", "anchor_household",
    "branch", "council",
)  # fmt: skip


def _role(text: str, scene: Scene) -> Act:
    """`/role @name 网格长`, `/role - @name 网格长`, or either in reply."""
    community = of_community(scene)
    end = text.startswith(("-", "\u2212"))
    person, _, rest = text.lstrip("-\u2212").strip().partition(" ")
    found, scope = begins(rest.strip(), *(f"role-{name}" for name in _ROLES))
    if not person or not found:
        raise Refused("command-usage-role")
    return acts.GrantRole(community, person, found.removeprefix("role-"), scope.strip(), end)


def _paper(_text: str, scene: Scene) -> Act:
    """The votes that take paper ballots, or the grid of doors of the only one."""
    case, _ = round_meant(scene, "vote")
    return acts.Ask("paper", case.session.id)


def _certify(_text: str, scene: Scene) -> Act:
    """What waits for a scrutineer's signature in the session here."""
    return acts.Ask("certify", case_meant(scene).session.id)


def _recount(_text: str, scene: Scene) -> Act:
    return acts.Ask("recount", case_meant(scene).session.id)


def _export(_text: str, scene: Scene) -> Act:
    return acts.Ask("record", case_meant(scene).session.id)


COMMANDS: Mapping[str, Callable[[str, Scene], Act]] = {
    "setup": _setup,
    "open": _open,
    "next": _next,
    "extend": _extend,
    "cancel": _cancel,
    "screen": _screen,
    "merge": _merge,
    "assign": _assign,
    "progress": _progress,
    "done": _done,
    "announce": _announce,
    "schedule": _schedule,
    "roll": _roll,
    "role": _role,
    "paper": _paper,
    "export": _export,
    "recount": _recount,
    "certify": _certify,
}
