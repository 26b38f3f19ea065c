"""What words or a picture in reply to one of the bot's messages mean there, by the card it shows.

Ordinary talk stays ordinary talk: where a reply is not clearly for the minutes, nothing is read into it. Whether
the act may be done is left to the rules.
"""

from collections.abc import Callable, Mapping

from bot.chat import commands, purposes
from bot.chat.input_text import words_of
from bot.chat.scene import Scene
from bot.chat.vocabulary import begins
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.casefile import CaseFile
from bot.deliberation.model import Round, RoundState, Task
from bot.deliberation.refusal import Refused


def read(scene: Scene, text: str) -> Act | None:
    """The act a reply comes to; None for ordinary talk. Refused where it was meant but cannot be taken."""
    meaning = _CARDS.get(scene.card)
    return meaning(scene, text) if meaning is not None else None


def _prompt(scene: Scene, text: str) -> Act | None:
    """In reply to a question of the bot: what it asked for, even if another was asked since."""
    return purposes.complete(scene.args, text, scene.attachments)


def _concern(scene: Scene, text: str) -> Act | None:
    case = _case(scene, "entry")
    return acts.AnswerConcern(case.session.id, _subject(scene, "entry"), words_of(text)) if case else None


def _objection(scene: Scene, text: str) -> Act | None:
    """Upheld or dismissed comes first; words that do not begin with it are kept until a button says it."""
    case = _case(scene, "entry") if scene.private else None
    if case is None:
        return None
    session, entry = case.session.id, _subject(scene, "entry")
    said, reason = begins(words_of(text), "upheld", "dismissed")
    if said and reason:
        return acts.RuleOn(session, entry, said == "upheld", words_of(reason))
    return acts.KeepWords(session, entry, "rule", words_of(text))


def _work(scene: Scene, text: str) -> Act | None:
    """A report, from whoever leads the task; in a group everybody else is just talking."""
    found = _task(scene)
    if found is None:
        return None
    case, task = found
    if not scene.private and task.lead_id != scene.person_id:
        return None
    words = words_of(text) if text.strip() or not scene.attachments else ""
    return acts.Progress(case.session.id, task.id, words, scene.attachments)


def _posting(scene: Scene, _text: str) -> Act | None:
    """A photo of the board; words alone show nothing."""
    case = _case_of_round(scene)
    if case is None or not scene.private or not scene.attachments:
        return None
    return acts.ConfirmPosting(case.session.id, _wanted_round(scene), "board", scene.attachments)


def _oversight(scene: Scene, text: str) -> Act | None:
    case = _case_of_round(scene)
    if case is None or not scene.private:
        return None
    return acts.Oversee(case.session.id, _wanted_round(scene), words_of(text))


def _case_of_round(scene: Scene) -> CaseFile | None:
    return next((case for case in scene.cases if _wanted_round(scene) in case.rounds), None)


def _task(scene: Scene) -> tuple[CaseFile, Task] | None:
    """The task a card is about, or the only one of its round that the person leads."""
    wanted = _subject(scene, "task")
    for case in scene.cases:
        report = case.entries.get(_subject(scene, "entry"))
        about = int(report.about.removeprefix("task:")) if report and report.about.startswith("task:") else wanted
        if about in case.tasks:
            return case, case.tasks[about]
        led = [t for t in case.tasks.values() if t.round_id == _wanted_round(scene) and t.lead_id == scene.person_id]
        running = [t for t in led if t.state in ("doing", "returned")]
        if len(running) == 1:
            return case, running[0]
    return None


def _wanted_round(scene: Scene) -> int:
    return _subject(scene, "round")


def _round(scene: Scene, text: str) -> Act | None:
    """In reply to a live card: a proposal, a statement (position first), or a report."""
    for case in scene.cases:
        round_ = case.rounds.get(_wanted_round(scene))
        if round_ is not None and round_.state is RoundState.OPEN:
            match round_.kind:
                case "collect":
                    return commands.read("ti", text, scene)
                case "deliberate":
                    return _statement(case, round_, text)
                case "implement":
                    return _work(scene, text)
    return None


def _statement(case: CaseFile, round_: Round, text: str) -> Act | None:
    position, words = begins(text, "for", "concern", "ask")
    if position and words:
        return acts.Speak(case.session.id, round_.id, position, words_of(words))  # type: ignore[arg-type] # one of the three
    try:
        return acts.KeepWords(case.session.id, round_.id, "speak", words_of(text))
    except Refused:
        return None  # a thumb, or a picture: talk beside the recorded statements


def _case(scene: Scene, name: str) -> CaseFile | None:
    subject = _subject(scene, name)
    return next((case for case in scene.cases if subject in case.entries), None)


def _subject(scene: Scene, name: str) -> int:
    """What the card is about: as it was owed, or as the view that was asked for."""
    return int(scene.args.get(name) or scene.args.get("subject") or 0)


_CARDS: Mapping[str, Callable[[Scene, str], Act | None]] = {
    "ask-text": _prompt,
    "concern-to-answer": _concern,
    "objection-to-rule": _objection,
    "objection": _objection,
    "round": _round,
    "posting-asked": _posting,
    "oversight-asked": _oversight,
    **dict.fromkeys(
        ("tasks-assigned", "task-assigned", "task-nudge", "task-returned", "task-overdue", "progress"), _work
    ),
}
"""What a reply to each card means; to any other it is talk."""
