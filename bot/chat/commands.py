"""What is typed to the bot: a command word, what follows it, and where it was said → an act.

The same words serve `/ti …`, `#民提 …` and their other names in the locales. Nothing is looked up and nothing is
done here: facts come in as a `Scene`, acts go out; who may do what is left to the rules, and what an act needs
beyond words (the person, the moment) to whoever takes it. A refusal says how the command is used.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, cast

from bot.chat import buttons, moderating
from bot.chat.input_text import clean, halfwidth, words_of
from bot.chat.purposes import code_from
from bot.chat.scene import Scene, round_meant, rounds_meant
from bot.chat.vocabulary import begins, means
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.objections import offered
from bot.deliberation.model import Round
from bot.deliberation.refusal import Refused
from bot.i18n import Words, available, match

RESIDENT_MENU = ("ti", "status", "my", "help")
MODERATOR_MENU = (*RESIDENT_MENU, "manage")
"""What Telegram's menu shows; everything else works when typed."""


class Spoken(NamedTuple):
    """A command as typed: its word in lower case, to whom (`/ti@somebot`), and what follows."""

    word: str
    addressee: str
    text: str


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


# --- the five verbs --------------------------------------------------------------------------------------


def _show(case: CaseFile, round_: Round) -> Act:
    """A verb without arguments shows what can be done now: the round's card with its buttons."""
    return acts.Ask("round", case.session.id, round_.id)


def _ti(text: str, scene: Scene) -> Act:
    if not scene.private and not rounds_meant(scene, "collect") and (text or scene.attachments):
        return acts.RaiseIssue(0, words_of(text) if text else "", "face", scene.attachments)
    case, round_ = round_meant(scene, "collect")
    if not text and not scene.attachments:
        return acts.Await("raise", case.session.id) if scene.private else _show(case, round_)
    if scene.private:
        if scene.attachments:
            raise Refused("back-text-only")
        return acts.RaiseIssue(case.session.id, words_of(text), "back", channel="private")
    text = words_of(text) if text else ""
    return acts.RaiseIssue(case.session.id, text, "face", scene.attachments)


def _yi(text: str, scene: Scene) -> Act:
    case, round_ = round_meant(scene, "deliberate")
    if not text:
        return _show(case, round_)
    position, words = begins(text, "for", "concern", "ask")
    if not position:
        raise Refused("command-usage-yi")
    return acts.Speak(case.session.id, round_.id, cast(Any, position), words_of(words))


def _verb(*kinds: str) -> Callable[[str, Scene], Act]:
    def command(_text: str, scene: Scene) -> Act:
        return _show(*round_meant(scene, *kinds))

    return command


def _contested(scene: Scene) -> tuple[CaseFile, Round]:
    """The notice that stands, else the vote that takes objections while it runs."""
    votes = [(c, r) for c, r in rounds_meant(scene, "vote") if offered(c, r) is not None]
    if not rounds_meant(scene, "notice") and len(votes) == 1:
        return votes[0]
    return round_meant(scene, "notice")


def _object(text: str, scene: Scene) -> Act:
    case, round_ = _contested(scene)
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
    """A link may ask and may bind, never vote or decide: whoever made it is not whoever opens it."""
    act = buttons.decode(text) if text else acts.Ask("welcome")
    if not isinstance(act, acts.Ask | acts.Await | acts.UseCode):
        raise Refused("button-stale")
    if isinstance(act, acts.Await) and act.purpose in ("paper", "proxy"):
        raise Refused("button-stale")  # whose ballot or vote is meant is chosen here
    # nor does it bring a ballot that somebody else has marked
    return replace(act, extra="") if isinstance(act, acts.Ask) and act.view == "ballot" else act


def _join(text: str, scene: Scene) -> Act:
    return code_from(halfwidth(text).split()) if text else acts.Await("code", subject=scene.community_id)


def _lang(text: str, _scene: Scene) -> Act:
    if not text:
        return acts.Ask("lang")
    named = (code for code in available() if text.lower() in Words(code)("input-own-names").split(","))
    locale = match(text) or next(named, "")
    if not locale:
        raise Refused("command-usage-lang")
    return acts.SetLocale(locale)


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
    **moderating.COMMANDS,
}
"""Every command; its other names are in the locales (`input-command-<name>`)."""
