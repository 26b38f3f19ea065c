"""What is typed to the bot: a command word, what follows it, and where it was said → an act.

The same words serve `/ti …`, `#民提 …` and their other names in the locales. Nothing is looked up and nothing is
done here: facts come in as a `Scene`, acts go out; who may do what is left to the rules, and what an act needs
beyond words (the person, the moment) to whoever takes it. A refusal says how the command is used.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, cast

from bot.chat import buttons
from bot.chat.input_text import clean, duration_in, halfwidth, money_in, words_of
from bot.chat.purposes import code_from, people_in
from bot.chat.vocabulary import begins, means, spoken
from bot.deliberation import acts
from bot.deliberation.acts import Act, Attachment
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Issue, Round, RoundState, Task
from bot.deliberation.refusal import Refused
from bot.i18n import match

RESIDENT_MENU = ("ti", "status", "my", "help")
MODERATOR_MENU = (*RESIDENT_MENU, "manage")
"""What Telegram's menu shows; everything else works when typed."""


class Spoken(NamedTuple):
    """A command as typed: its word in lower case, to whom (`/ti@somebot`), and what follows."""

    word: str
    addressee: str
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Where something was typed. `chat_id` and `community_id` are 0 where the place has none; `cases` are the
    sessions open here (in private: those of the person's communities); `card` and `args` are of the bot's
    message that was replied to."""

    chat_id: int = 0
    community_id: int = 0
    private: bool = False
    cases: tuple[CaseFile, ...] = ()
    card: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


def split(text: str) -> Spoken | None:
    """A message as a command, or None where it is ordinary talk (which is never recorded)."""
    text = clean(text)
    if found := re.match(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+|$)", text):
        return Spoken(found[1].lower(), (found[2] or "").lower(), text[found.end() :].strip())
    if text[:1] in ("#", "\uff03"):
        key, rest = begins(text[1:], *(f"command-{name}" for name in COMMANDS))
        if key:
            return Spoken(key.removeprefix("command-"), "", rest)
    return None


def read(word: str, text: str, scene: Scene) -> Act:
    """The act a command means here; Refused with a key that says what to do."""
    name = next((name for name in COMMANDS if word == name or means(word, f"command-{name}")), "")
    if not name:
        raise Refused("command-unknown")
    return COMMANDS[name](text.strip(), scene)


# --- finding what is meant ---------------------------------------------------------------------------


def _rounds(scene: Scene, *kinds: str) -> list[tuple[CaseFile, Round]]:
    """Rounds of these kinds (of any, where none is named) that are open here; the one replied to, alone."""
    live = (RoundState.ANNOUNCED, RoundState.OPEN, RoundState.FROZEN)
    found = [
        (case, r)
        for case in scene.cases
        for r in case.rounds.values()
        if r.state in live and (not kinds or r.kind in kinds)
    ]
    if len(found) > 1:
        meant = [(case, r) for case, r in found if scene.args.get("round") == r.id]
        same = [(case, r) for case, r in found if scene.args.get("session") == case.session.id]
        found = meant or same or found
    return found


def _round(scene: Scene, *kinds: str) -> tuple[CaseFile, Round]:
    found = _rounds(scene, *kinds)
    if not found:
        raise Refused(f"nothing-open-{kinds[0]}" if kinds else "nothing-open")
    if len(found) > 1:
        raise Refused("which-round", count=len(found))
    return found[0]


def _case(scene: Scene) -> CaseFile:
    same = [case for case in scene.cases if case.session.id == scene.args.get("session")]
    found = same or list(scene.cases)
    if not found:
        raise Refused("nothing-open")
    if len(found) > 1:
        raise Refused("which-round", count=len(found))
    return found[0]


def _issue(case: CaseFile, number: str) -> Issue:
    for issue in case.issues.values():
        if number.isdigit() and issue.position == int(number):
            return issue
    raise Refused("no-such-issue", number=number[:20])


def task_number(case: CaseFile, task: Task) -> int:
    """Tasks are counted through the session in the order they were made."""
    return sorted(case.tasks).index(task.id) + 1


def _task(scene: Scene, text: str, usage: str) -> tuple[CaseFile, Task, str]:
    """The task a text begins with (`2 …`), or the one replied to, or the only one that is not finished."""
    tasks = [(case, t) for case in scene.cases for t in case.tasks.values()]
    found = re.match(r"([0-9]{1,3})(?:[\s:.]+|$)", halfwidth(text))
    if found:
        for case, task in tasks:
            if task_number(case, task) == int(found[1]):
                return case, task, text[found.end() :].strip()
    for case, task in tasks:
        if scene.args.get("task") == task.id:
            return case, task, text
    running = [(case, task) for case, task in tasks if task.state in ("todo", "doing", "returned")]
    if len(running) == 1:
        return *running[0], text
    raise Refused(usage)


def _in_group(scene: Scene) -> int:
    if scene.private:
        raise Refused("command-in-group")
    return scene.chat_id


def _of_community(scene: Scene) -> int:
    if not scene.community_id:
        raise Refused("chat-not-set-up")
    return scene.community_id


# --- the five verbs --------------------------------------------------------------------------------------


def _show(case: CaseFile, round_: Round) -> Act:
    """A verb without arguments shows what can be done now: the round's card with its buttons."""
    return acts.Ask("round", case.session.id, round_.id)


def _ti(text: str, scene: Scene) -> Act:
    if not _rounds(scene, "collect") and (text or scene.attachments):
        return acts.RaiseIssue(0, words_of(text) if text else "", "face", scene.attachments)
    case, round_ = _round(scene, "collect")
    if not text and not scene.attachments:
        return acts.Await("raise", case.session.id) if scene.private else _show(case, round_)
    if scene.private:
        if scene.attachments:
            raise Refused("back-text-only")
        return acts.RaiseIssue(case.session.id, words_of(text), "back", channel="private")
    text = words_of(text) if text else ""
    return acts.RaiseIssue(case.session.id, text, "face", scene.attachments)


def _yi(text: str, scene: Scene) -> Act:
    case, round_ = _round(scene, "deliberate")
    if not text:
        return _show(case, round_)
    position, words = begins(text, "for", "concern", "ask")
    if not position:
        raise Refused("command-usage-yi")
    return acts.Speak(case.session.id, round_.id, cast(Any, position), words_of(words))


def _verb(*kinds: str) -> Callable[[str, Scene], Act]:
    def command(_text: str, scene: Scene) -> Act:
        return _show(*_round(scene, *kinds))

    return command


def _object(text: str, scene: Scene) -> Act:
    case, round_ = _round(scene, "notice")
    if not text:
        return acts.Ask("object", case.session.id, round_.id)
    grounds = ("eligibility", "counting", "procedure", "substance")
    ground, words = begins(text, *(f"ground-{name}" for name in grounds))
    if not ground:
        raise Refused("command-usage-object")
    kind = cast(Any, ground.removeprefix("ground-"))
    return acts.Object(case.session.id, round_.id, kind, words_of(words))


# --- everyone ------------------------------------------------------------------------------------------------


def _view(name: str) -> Callable[[str, Scene], Act]:
    def command(_text: str, scene: Scene) -> Act:
        session = scene.cases[0].session.id if len(scene.cases) == 1 else 0
        return acts.Ask(name, session)

    return command


def _start(text: str, _scene: Scene) -> Act:
    return buttons.decode(text) if text else acts.Ask("welcome")


def _join(text: str, scene: Scene) -> Act:
    return code_from(halfwidth(text).split()) if text else acts.Await("code", subject=scene.community_id)


def _lang(text: str, _scene: Scene) -> Act:
    if not text:
        return acts.Ask("lang")
    locale = match(text) or next((code for code in ("zh-CN", "zh-TW", "en") if means(text, f"locale-{code}")), "")
    if not locale:
        raise Refused("command-usage-lang")
    return acts.SetLocale(locale)


# --- moderators -----------------------------------------------------------------------------------------------


def _setup(text: str, scene: Scene) -> Act:
    """`/setup 第2网格 tz=Asia/Shanghai lang=zh-TW code=…`; everything may be left out."""
    chat, given, name = _in_group(scene), {}, []
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
    chat = _in_group(scene)
    flow, _, question = text.partition(" ")
    if not flow:
        return acts.Ask("open-list", subject=chat)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", flow):
        raise Refused("command-usage-open")
    return acts.OpenSession(chat, flow.lower(), words_of(question) if question.strip() else "")


def _next(_text: str, scene: Scene) -> Act:
    case, round_ = _round(scene)
    return acts.Advance(case.session.id, round_.id)


def _extend(text: str, scene: Scene) -> Act:
    if not text:
        raise Refused("command-usage-extend")
    case, round_ = _round(scene)
    return acts.Extend(case.session.id, round_.id, duration_in(text))


def _cancel(text: str, scene: Scene) -> Act:
    if not text:
        raise Refused("command-usage-cancel")
    return acts.CancelSession(_case(scene).session.id, words_of(text))


_DECISIONS = ("reject", "return", "transfer", "instant", "merge", "accept")
"""Those whose words may contain another's («不受理», «受理») are told apart by length in `begins`."""


def _screen(text: str, scene: Scene) -> Act:
    case, round_ = _round(scene, "screen")
    if not text:
        return acts.Ask("screen-list", case.session.id, round_.id)
    if means(text, "rest"):
        return acts.AcceptRest(case.session.id, round_.id)
    found = re.match(r"([0-9]{1,4})[\s:.]*", halfwidth(text))
    decision, words = begins(text[found.end() :], *_DECISIONS) if found else ("", "")
    if not found or not decision:
        raise Refused("command-usage-screen")
    issue = _issue(case, found[1])
    if decision == "merge":
        into = _issue(case, words.strip())
        return acts.ScreenIssue(case.session.id, round_.id, issue.id, "merge", f"{buttons.REASON}duplicate", into.id)
    reason = words_of(words) if words else ""
    return acts.ScreenIssue(case.session.id, round_.id, issue.id, cast(Any, decision), reason)


def _merge(text: str, scene: Scene) -> Act:
    case, round_ = _round(scene, "screen")
    numbers = re.findall(r"[0-9]{1,4}", halfwidth(text))
    if len(numbers) != 2:
        raise Refused("command-usage-merge")
    issue, into = (_issue(case, number) for number in numbers)
    return acts.ScreenIssue(case.session.id, round_.id, issue.id, "merge", f"{buttons.REASON}duplicate", into.id)


_CLASSES = ("service", "goods", "works", "other")


def _assign(text: str, scene: Scene) -> Act:
    if not text:
        case, round_ = _round(scene, "implement")
        return acts.Ask("moderate", case.session.id, round_.id)
    if text.startswith("+"):
        case, round_ = _round(scene, "implement")
        found, words = begins(text[1:].strip(), *(f"class-{name}" for name in _CLASSES))
        task_class = cast(Any, found.removeprefix("class-") or "other")
        return acts.AddTask(case.session.id, round_.id, words_of(words), task_class)
    case, task, rest = _task(scene, text, "command-usage-assign")
    if not rest:
        raise Refused("command-usage-assign")
    lead, *assist = people_in(words_of(rest))
    return acts.AssignTask(case.session.id, task.id, lead, tuple(assist))


def _progress(text: str, scene: Scene) -> Act:
    if not text and not scene.attachments:
        raise Refused("command-usage-progress")
    case, task, rest = _task(scene, text, "command-usage-progress")
    words = words_of(rest) if rest or not scene.attachments else ""
    return acts.Progress(case.session.id, task.id, words, scene.attachments)


def _done(text: str, scene: Scene) -> Act:
    if not text and not scene.args.get("task"):
        raise Refused("command-usage-done")
    case, task, rest = _task(scene, text, "command-usage-done")
    words = words_of(rest)
    return acts.FinishTask(case.session.id, task.id, words, money_in(words), scene.attachments)


def _announce(text: str, scene: Scene) -> Act:
    chat = _in_group(scene)
    if not text:
        raise Refused("command-usage-announce")
    found = re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})\s+", halfwidth(text))
    at = found[1] if found else ""
    return acts.Announce(chat, words_of(text[found.end() :] if found else text), at)


_SCHEDULES = ("week", "month", "open", "text")


def _schedule(text: str, scene: Scene) -> Act:
    """`/schedule week`, `/schedule open 0 8 * * 1 wumin`, `/schedule text 0 9 * * 6 words`; `- 3` ends number 3."""
    chat = _in_group(scene)
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
    """The roll as CSV lines, `codes` for all sheets, `codes 3-502` for one; nothing shows how to."""
    community = _of_community(scene)
    if not text:
        return acts.Ask("roll", subject=community)
    found, door = begins(text, "codes")
    if found:
        return acts.IssueCodes(community, door)
    if "\n" not in text:
        raise Refused("command-usage-roll")
    return acts.ImportRoll(community, text)


_ROLES = (
    "moderator", "grid_lead", "grid_worker", "secretary", "auditor", "building_lead", "legal_adviser", "property", "street",
    "mediator", "committee", "volunteer", "expert", "delegate", "party_member", "anchor_household",
)  # fmt: skip


def _role(text: str, scene: Scene) -> Act:
    """`/role @name 网格长`, `/role - @name 网格长`, or either in reply."""
    community = _of_community(scene)
    end = text.startswith(("-", "\u2212"))
    person, _, rest = text.lstrip("-\u2212").strip().partition(" ")
    found, scope = begins(rest.strip(), *(f"role-{name}" for name in _ROLES))
    if not person or not found:
        raise Refused("command-usage-role")
    return acts.GrantRole(community, person, found.removeprefix("role-"), scope.strip(), end)


def _export(_text: str, scene: Scene) -> Act:
    return acts.Ask("record", _case(scene).session.id)


COMMANDS: Mapping[str, Callable[[str, Scene], Act]] = {
    "start": _start,
    "ti": _ti,
    "status": _view("status"),
    "my": _view("my"),
    "help": _view("help"),
    "manage": _view("manage"),
    "yi": _yi,
    "jue": _verb("vote"),
    "ping": _verb("evaluate"),
    "xiang": _verb("archive"),
    "join": _join,
    "object": _object,
    "flow": _view("flow"),
    "lang": _lang,
    "privacy": _view("privacy"),
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
    "export": _export,
}
"""Every command; its other names are in the locales (`input-command-<name>`)."""

VOCABULARY = tuple(f"command-{name}" for name in COMMANDS)


def vocabulary() -> Mapping[str, tuple[str, ...]]:
    """Every command with its other names, for help texts and references."""
    return {name: spoken(f"command-{name}") for name in COMMANDS}
