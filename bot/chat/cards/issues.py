"""Issues: what was raised, its check before it reaches the group, its screening, and what its author is told.

An author is named only where the issue was raised openly, and never in what is posted about a screening.
"""

from collections.abc import Callable

from bot.chat.buttons import REASON
from bot.chat.cards.files import issue_files
from bot.chat.cards.parts import (
    LISTED,
    button,
    esc,
    fate,
    is_public,
    lines,
    listed,
    plain,
    reason_in_words,
    rows,
    short,
    standing,
    title_of,
    until,
)
from bot.chat.cards.registry import Args, of_case
from bot.chat.message import Button, Message
from bot.deliberation.acts import AcceptRest, Ask, Await, CheckIssue, ScreenIssue, SettleBack, Stand
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Screen, every_locale
from bot.deliberation.model import Issue, IssueState, Round
from bot.i18n import Words

REJECTING = ("scope", "unlawful", "project", "duplicate", "unclear", "persons")
RETURNING = ("unclear", "persons", "place")
TRANSFERRING = ("property", "street", "police")
"""Reasons that need one tap; each has a message `reason-<name>` and a button `button-reason-<name>`."""


def _standing_issues(case: CaseFile) -> list[Issue]:
    """Issues that stand in the session, by number; held and dropped ones are nobody else's to see."""
    found = [i for i in case.issues.values() if i.position and i.state is not IssueState.HELD]
    return sorted(found, key=lambda issue: issue.position)


def body(issue: Issue, words: Words, limit: int = 400) -> str:
    text = f"<blockquote>{short(issue.text, limit)}</blockquote>" if issue.text.strip() else ""
    files = words("issue-files", count=len(issue.attachments)) if issue.attachments else ""
    return lines(text, files)


@of_case("issue-raised")
def issue_raised(case: CaseFile, args: Args, words: Words) -> Message:
    issue = case.issues[args.id("issue")]
    hidden = not is_public(issue)
    text = lines(
        words("issue-raised", number=issue.position, title=title_of(issue, words)),
        "" if hidden else body(issue, words, 300),
        _author(issue, words) if not hidden else words("issue-unnamed"),
        standing(case, words),
    )
    return Message(text, (tuple(_care(case, issue, words)),) if _care(case, issue, words) else ())


def _author(issue: Issue, words: Words) -> str:
    """Who raised it: by name where that was done in the open; somebody who was forgotten since is 某邻居."""
    if issue.mode == "back":
        return words("issue-unnamed")
    return words("issue-by", who=short(issue.on_behalf_of or issue.author_name, 20) or words("some-neighbour"))


def _care(case: CaseFile, issue: Issue, words: Words) -> list[Button]:
    round_ = next((r for r in case.open_rounds("collect") if issue.id in r.members), None)
    if round_ is None or not is_public(issue):
        return []
    return [button(words("button-care-this"), Stand("care", issue.id, round_.id, "care"))]


@of_case("issues")
def issues(case: CaseFile, _args: Args, words: Words) -> Message:
    """What was raised, in the order it came: caring is not shown, so that nobody is ranked."""
    found = _standing_issues(case)
    entries = [
        words("issue-line", number=i.position, title=title_of(i, words, 30), state=fate(case, i, words)) for i in found
    ]
    collecting = next(iter(case.open_rounds("collect")), None)
    buttons = [
        button(words("button-care", number=i.position), Stand("care", i.id, collecting.id, "care"))
        for i in found[:LISTED]
        if collecting and i.id in collecting.members and is_public(i)
    ]
    shown = [b for i in found[:LISTED] if is_public(i) for b in issue_files(case, i, words, i.position)]
    text = lines(
        words("issues-head", count=len(found)),
        listed(entries, words),
        words("issues-care") if buttons else "",
        standing(case, words),
    )
    return Message(text, (*rows(buttons, 3), *rows(shown[:LISTED], 3)))


# --- 背靠背 ---------------------------------------------------------------------------------------------


@of_case("issue-points")
def issue_points(case: CaseFile, args: Args, words: Words) -> Message:
    """To the author: nothing has been sent yet, and what may point at somebody."""
    session, issue = case.session.id, args.id("issue")
    neutral = words("neutral-household")
    return Message(
        words("issue-points", found=short(args.text("found"), 30)),
        (
            (
                button(words("button-soften", neutral=neutral), SettleBack(session, issue, "soften", neutral)),
                button(words("button-mediate"), SettleBack(session, issue, "mediate", neutral)),
            ),
            (button(words("button-drop-issue"), SettleBack(session, issue, "drop", neutral)),),
        ),
    )


@of_case("issue-check")
def issue_check(case: CaseFile, args: Args, words: Words) -> Message:
    """To a screener: the words alone, with reasons to return them by one tap."""
    issue = case.issues[args.id("issue")]
    if issue.state is not IssueState.HELD:
        return Message(words("check-settled"))
    session = case.session.id
    text = lines(
        words("check-head", name=esc(words.pick(case.flow.name))),
        body(issue, words),
        words("check-mediation") if issue.category == "mediation" else "",
        words("check-what", until=until(case, issue.held_until, words)),
    )
    reasons = [
        button(words(f"button-reason-{name}"), CheckIssue(session, issue.id, False, f"{REASON}{name}"))
        for name in RETURNING
    ]
    return Message(
        text,
        (
            (button(words("button-pass"), CheckIssue(session, issue.id, True)),),
            tuple(reasons),
            (button(words("button-other-reason"), Await("reason-check", session, issue.id)),),
        ),
    )


@of_case("issue-passed", "issue-returned")
def issue_checked(case: CaseFile, args: Args, words: Words) -> Message:
    """To the author, what became of the check; an issue that came too late keeps its place for next time."""
    issue = case.issues[args.id("issue")]
    title = title_of(issue, words)
    if issue.state is IssueState.RETURNED:
        text = words("issue-returned", title=title, reason=reason_in_words(issue.reason, words))
        return Message(text, ((button(words("button-raise-back"), Await("raise-back", case.session.id)),),))
    if not issue.position:
        return Message(words("issue-passed-late", title=title))
    return Message(words("issue-passed", number=issue.position, title=title))


# --- screening ---------------------------------------------------------------------------------------------


@of_case("screen-list")
def screen_list(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    if round_.closed_at is not None:
        return Message(words("screen-over"))
    members = case.members(round_)
    waiting = [issue for issue in members if not issue.screening]
    entries = [
        words("screen-line", number=i.position, title=title_of(i, words, 30), state=_decided(i, words)) for i in members
    ]
    text = lines(
        words("screen-head", count=len(waiting), community=esc(case.community.name)),
        listed(entries, words),
        words("screen-until", when=until(case, round_.due_at, words)),
    )
    session = case.session.id
    one = [
        button(words("button-screen-one", number=i.position), Ask("screen-one", session, i.id))
        for i in [*waiting, *(i for i in members if i.screening)][:LISTED]
    ]
    rest = [button(words("button-accept-rest", count=len(waiting)), AcceptRest(session, round_.id))] if waiting else []
    return Message(text, (*rows(one, 4), *rows(rest)))


def _decided(issue: Issue, words: Words) -> str:
    return words(f"screening-{issue.screening}") if issue.screening else words("screening-none")


def screening_round(case: CaseFile, issue: Issue) -> Round | None:
    return next((r for r in case.open_rounds("screen") if issue.id in r.members), None)


@of_case("screen-one")
def screen_one(case: CaseFile, args: Args, words: Words) -> Message:
    """One issue with everything that can be decided about it, a tap each; `extra` opens a row of reasons."""
    issue = case.issues[args.id("issue")]
    round_ = screening_round(case, issue)
    if round_ is None:
        return Message(words("screen-over"))
    text = lines(
        words("screen-one-head", number=issue.position, title=short(issue.title, 40)),
        body(issue, words),
        words("screen-suggestion", text=short(issue.suggestion, 120)) if issue.suggestion else "",
        words("screen-cared", count=case.count("care", issue.id, _collected(case, issue), "care")),
        words("screen-decided", decision=words(f"screening-{issue.screening}")) if issue.screening else "",
    )
    decisions = _decisions(case, round_, issue, args.text("extra"), words)
    return Message(text, (*rows(issue_files(case, issue, words)), *decisions))


def _collected(case: CaseFile, issue: Issue) -> int:
    return next((r.id for r in case.rounds.values() if r.kind == "collect" and issue.id in r.members), 0)


def _decisions(
    case: CaseFile, round_: Round, issue: Issue, opened: str, words: Words
) -> tuple[tuple[Button, ...], ...]:
    session, offered = case.session.id, case.stage_as(round_, Screen).decisions

    def decide(decision: str, reason: str = "", into: int | None = None) -> ScreenIssue:
        return ScreenIssue(session, round_.id, issue.id, decision, f"{REASON}{reason}" if reason else "", into)  # type: ignore[arg-type] # of `offered`

    found: list[tuple[Button, ...]] = []
    reasons = {"reject": REJECTING, "return": RETURNING, "transfer": TRANSFERRING}
    if opened == "merge":
        others = [i for i in case.members(round_) if i.id != issue.id and i.screening in ("", "accept")]
        merge = [
            button(words("button-merge-into", number=i.position), decide("merge", "duplicate", i.id))
            for i in others[:LISTED]
        ]
        found += rows(merge, 4)
    elif opened in reasons:
        named = [button(words(f"button-reason-{name}"), decide(opened, name)) for name in reasons[opened]]
        denied = list(enumerate(case.flow.scope.matters_deny)) if opened == "reject" else []
        cited = [button(plain(words.pick(matter), 16), decide(opened, f"matter.{n}")) for n, matter in denied]
        found += rows([*cited, *named], 2)
        other = Await(f"reason-{opened}", session, issue.id, str(round_.id))
        found.append((button(words("button-other-reason"), other),))
    else:
        first = [
            button(words(f"button-screen-{name}"), decide(name)) for name in ("accept", "instant") if name in offered
        ]
        more = [
            button(words(f"button-screen-{name}"), Ask("screen-one", session, issue.id, name))
            for name in ("merge", "reject", "return", "transfer")
            if name in offered
        ]
        found += [
            *rows(_out_of_scope(case, issue, decide, words) if "reject" in offered else [], 1),
            tuple(first),
            *rows(more, 2),
        ]
    following = next((i for i in case.members(round_) if not i.screening and i.id != issue.id), None)
    last = [button(words("button-back"), Ask("screen-list", session, round_.id))]
    if following is not None:
        last.append(
            button(words("button-next-issue", number=following.position), Ask("screen-one", session, following.id))
        )
    return (*found, tuple(last))


def _out_of_scope(
    case: CaseFile, issue: Issue, decide: Callable[[str, str], ScreenIssue], words: Words
) -> list[Button]:
    """What the flow's list says is not for it, where the issue speaks of it: rejected with that entry by one tap."""
    return [
        button(words("button-reject-matter", matter=plain(words.pick(matter), 16)), decide("reject", f"matter.{n}"))
        for n, matter in enumerate(case.flow.scope.matters_deny)
        if any(said in issue.text for said in every_locale(matter))
    ]


@of_case("screened")
def screened(case: CaseFile, args: Args, words: Words) -> Message:
    """To the group: what became of each, by number, with the reason and without the author."""
    round_ = case.round(args.id("round"))
    members = sorted((case.issues[i] for i in round_.members if i in case.issues), key=lambda issue: issue.position)
    accepted = [i for i in members if i.screening == "accept"]
    others = [
        words(
            "screened-merged" if i.screening == "merge" else "screened-other",
            number=i.position,
            title=title_of(i, words, 16),
            decision=words(f"screening-{i.screening}"),
            why=_why(case, i, words),
        )
        for i in members
        if i.screening not in ("accept", "")
    ]
    text = lines(
        words("screened-head", accepted=len(accepted), others=len(others)),
        listed([words("screened-accepted", number=i.position, title=title_of(i, words)) for i in accepted], words, 6),
        listed(others, words, 8),
        words("screened-told"),
        standing(case, words),
    )
    return Message(text, ((button(words("button-see-issues", count=len(members)), Ask("issues", case.session.id)),),))


def _why(case: CaseFile, issue: Issue, words: Words) -> str:
    into = case.issues.get(issue.merged_into or 0)
    if into is not None:
        return words("fate-merged", number=into.position)
    return lines(
        reason_in_words(issue.reason, words, 80),
        words("to-handler", handler=short(issue.handler, 20)) if issue.handler else "",
    ).replace("\n", " ")


@of_case("screening-told")
def screening_told(case: CaseFile, args: Args, words: Words) -> Message:
    """To whoever raised it: the decision, why, and where it went (P18)."""
    issue = case.issues[args.id("issue")]
    why = _why(case, issue, words)
    text = lines(
        words("told-head", number=issue.position, title=short(issue.title, 30) or title_of(issue, words)),
        words(f"told-{issue.screening or 'accept'}"),
        why if issue.merged_into else words("told-why", why=why) if why else "",
    )
    return Message(text, ((button(words("button-record"), Ask("record", case.session.id)),),))
