"""The nine kinds of stage as a flow file states them; what each does to its rounds is in `deliberation.stages`."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from bot.deliberation.durations import Duration, ExactDuration
from bot.deliberation.flaw import Flaw
from bot.deliberation.flow.parts import Ground, LocaleText, Part, Role, Screening, StageBase, TaskClass, TimeOfDay
from bot.deliberation.hours import Announce
from bot.deliberation.rating import RatingRule
from bot.deliberation.voting.rules import Rule


class Accepts(Part):
    fields: tuple[Literal["title", "problem", "suggestion", "place", "category"], ...] = (
        "problem",
        "suggestion",
    )
    """What whoever raises something is asked to write about."""
    require_suggestion: bool = False
    max_chars: Annotated[int, Field(ge=20, le=2000)] = 500
    per_person: Annotated[int, Field(ge=1, le=50)] = 5


class Collect(StageBase):
    """民提: takes issues by several channels, named or 背靠背; caring sorts, it never gates."""

    outcomes: ClassVar[tuple[str, ...]] = ("ready", "empty", "cancelled")
    kind: Literal["collect"]
    window: ExactDuration
    close_at: TimeOfDay | None = None
    accepts: Accepts = Accepts()
    check_within: Duration = Duration.parse("24h")
    """背靠背: how long a screener has before the check is escalated."""


class Screen(StageBase):
    """受理: every issue gets a decision and, where it matters, a reason told to whoever raised it."""

    outcomes: ClassVar[tuple[str, ...]] = ("accepted", "none_accepted", "transferred", "instant", "overdue")
    kind: Literal["screen"]
    sla: Duration
    decisions: tuple[Screening, ...] = ("accept", "merge", "return", "reject", "transfer", "instant")
    reason_required: tuple[Screening, ...] = ("reject", "transfer", "merge", "return")
    leave: Literal["each", "together"] = "together"
    """`each`: what is accepted goes on at once, while others still wait for their decision."""
    escalate: tuple[Role, ...] = ()


class Speech(Part):
    max_chars: Annotated[int, Field(ge=20, le=1000)] = 300
    times: Annotated[int, Field(ge=1, le=20)] = 2
    position_first: bool = True
    """Words without a position are always asked for one first; the key is there for flows to say so."""


class Deliberate(StageBase):
    """民议: recorded statements with a position, concerns and their answers, and a fixed motion text."""

    outcomes: ClassVar[tuple[str, ...]] = ("motion_ready", "agreement_ready", "no_consensus", "inquorate")
    kind: Literal["deliberate"]
    limit: ExactDuration
    close_at: TimeOfDay | None = None
    speech: Speech = Speech()
    legal_check: bool = False
    """A motion text must be cleared by the legal adviser before it can be fixed."""


class Announcing(Part):
    """When a result is told: at once, within the hour, or the next working day at eight."""

    result: Announce = Announce.WITHIN_HOUR


class Objections(Part):
    """异议: what can be said against a decision, or against a vote while it is announced or open, by ground."""

    grounds: tuple[Ground, ...] = ("eligibility", "counting", "procedure", "substance")
    answer_within: Duration = Duration.parse("3d")
    effects: dict[Ground, str] = Field(default_factory=dict)
    """What an upheld objection does: `recount`, `answer`, `mediate` (what was decided stands, and the matter goes to
    mediation as well), or the stage it leads back to; a vote's own stage repeats it."""


class Vote(StageBase):
    """民决: a timed ballot of an electorate under a rule."""

    outcomes: ClassVar[tuple[str, ...]] = ("passed", "failed", "tied", "inquorate", "budget_blocked")
    kind: Literal["vote"]
    notice: ExactDuration | None = None
    """How long before the opening text and roll are frozen and posted."""
    roll_closes: ExactDuration | None = None
    """How long before the opening the roll can be corrected for the last time; by default until the opening itself."""
    window: ExactDuration = Duration.parse("72h")
    close_at: TimeOfDay | None = None
    touch_weekend: bool = False
    rule: Rule
    panel: tuple[Role, ...] = ()
    """Who sits, where a panel votes: everybody who holds one of these roles for the session's scope at the opening."""
    form: LocaleText = ""
    """会议形式: what the meeting is called that decides here, for the record."""
    announce: Announcing = Announcing()
    objections: Objections | None = None
    """What can be said against it while it is announced or open: by default, who may vote and how it is run."""
    certify: Annotated[int, Field(ge=0, le=9)] = 0
    """How many scrutineers have to sign before a result is more than preliminary; not in a group that runs itself."""
    outage: Literal["extend", "none"] | None = None
    """Whether time in which the bot was out of reach is given back; by default it is, but not to owners' votes."""

    @model_validator(mode="before")
    @classmethod
    def _standard_window(cls, data: Any) -> Any:
        """Without a stated window a vote touches a weekend and closes in the evening; a stated one is exact."""
        if isinstance(data, Mapping) and "window" not in data:
            return {"close_at": "20:00", "touch_weekend": True, **data}
        return data

    @model_validator(mode="before")
    @classmethod
    def _while_it_runs(cls, data: Any) -> Any:
        """Before the close nothing is counted or decided: an objection puts ballots and roll right, or repeats it."""
        if isinstance(data, Mapping) and isinstance(data.get("objections"), Mapping):
            own = {"eligibility": "recount", "procedure": str(data.get("id", ""))}
            given: Mapping[str, Any] = data["objections"]
            grounds = given.get("grounds", tuple(own))
            listed = grounds if isinstance(grounds, list | tuple) else ()  # anything else is refused with its line
            standard = {ground: effect for ground, effect in own.items() if ground in listed}
            return {**data, "objections": {**given, "grounds": grounds, "effects": given.get("effects", standard)}}
        return data

    @model_validator(mode="after")
    def _seated(self) -> "Vote":
        if (self.rule.electorate == "panel") != bool(self.panel):
            raise Flaw(
                "flow-vote-panel",
                "a vote of a panel says who sits on it: `panel: [roles]` goes with `electorate: panel` and no other",
            )
        return self

    @model_validator(mode="after")
    def _nobody_last(self) -> "Vote":
        if self.rule.chair_votes_last:
            raise Flaw("flow-vote-chair", "only in a review does the chair speak last; leave `chair_votes_last` out")
        return self

    @model_validator(mode="after")
    def _correctable(self) -> "Vote":
        if self.roll_closes and (self.notice is None or self.roll_closes.exact() >= self.notice.exact()):
            raise Flaw(
                "flow-roll-closes",
                "the roll is corrected while the vote is announced: roll_closes is shorter than notice",
            )
        return self

    @property
    def gives_time_back(self) -> bool:
        return self.outage == "extend" or (self.outage is None and self.rule.electorate != "owner")


class Publish(Part):
    """公开: where a notice has to stand and how soon. The group's own post counts itself; a board somebody checks."""

    places: tuple[Literal["group", "board"], ...] = Field(("group", "board"), min_length=1)
    within: Duration = Duration.parse("3d")


class Notice(StageBase):
    """公示: posts the decision; objections by ground are ruled on by someone who is not a party."""

    outcomes: ClassVar[tuple[str, ...]] = ("clear", "objection_upheld", "objection_dismissed", "overdue")
    kind: Literal["notice"]
    period: Duration
    about: Literal["decision", "result"] = "decision"
    """What is published: what was decided, or what was done about it and what it cost."""
    publish: Publish | None = None
    remark: bool = False
    """监督意见: a scrutineer's word is needed before the notice ends."""
    objections: Objections | None = None

    @model_validator(mode="after")
    def _result_stands(self) -> "Notice":
        if self.about == "result" and self.objections is not None:
            raise Flaw(
                "flow-result-objections",
                "objections are to a decision; what is wrong with a result is told to the scrutineers, or in a rating",
            )
        return self


class ClassLimit(Part):
    """Plain calendar months from the assignment to the start or to the finish."""

    start: Duration | None = None
    finish: Duration | None = None

    @model_validator(mode="after")
    def _one(self) -> "ClassLimit":
        if (self.start is None) == (self.finish is None):
            raise Flaw("flow-start-or-finish", "give either `start` or `finish`")
        return self


class Implement(StageBase):
    """办理: tasks with lead and assist, limits by class, progress, escalation, acceptance."""

    outcomes: ClassVar[tuple[str, ...]] = ("done", "overdue", "returned", "abandoned")
    kind: Literal["implement"]
    assign_within: Duration = Duration.parse("24h")
    classes: dict[TaskClass, ClassLimit] = Field(min_length=1)
    progress: Duration = Duration.parse("7d")
    escalate: tuple[Role, ...] = ()
    escalate_every: Duration = Duration.parse("7d")
    accept_by: tuple[Literal["proposer", "moderator"], ...] = ("proposer", "moderator")


class Evaluate(StageBase):
    """民评: one rating a household, words for what is wrong, 整改 where it does not satisfy."""

    outcomes: ClassVar[tuple[str, ...]] = ("satisfied", "unsatisfied", "insufficient")
    kind: Literal["evaluate"]
    window: ExactDuration
    close_at: TimeOfDay | None = None
    electorate: Literal["member", "household"] = "household"
    rating: RatingRule = RatingRule()
    extend: ExactDuration | None = None
    """Added once where too few have answered."""


class Review(StageBase):
    """审议: a named panel checks in, and approves, returns or rejects what is before it, with reasons."""

    outcomes: ClassVar[tuple[str, ...]] = ("approved", "returned", "rejected", "inquorate", "tied")
    kind: Literal["review"]
    panel: tuple[Role, ...] = Field(min_length=1)
    """Who sits on it: everybody who holds one of these roles for the session's scope when the round begins."""
    window: Duration = Duration.parse("3d")
    notice: ExactDuration | None = None
    """How long before it sits the text is sent to everybody on the panel; from then on it stands."""
    drafts: bool = False
    """The text of the motion is written here; what the panel approves is fixed."""
    form: LocaleText = ""
    """会议形式: what the meeting is called, for the record."""
    chair: Role | None = None
    """Who presides, where the rule has them vote last: nobody is shown what they say before the others have spoken."""
    rule: Rule = Rule(electorate="panel")

    @model_validator(mode="after")
    def _of_a_panel(self) -> "Review":
        if self.rule.electorate != "panel" or self.rule.options != "approve":
            raise Flaw(
                "flow-review-rule",
                "a review is decided by its panel: write `electorate: panel`, and leave options out",
            )
        if self.rule.secrecy != "named_sealed":
            raise Flaw(
                "flow-review-secrecy",
                "what a panel says in a review is told in numbers with reasons; leave `secrecy` out, or have it vote",
            )
        if self.rule.chair_votes_last != (self.chair is not None and self.chair in self.panel):
            raise Flaw(
                "flow-review-chair",
                "say who presides where the chair votes last, and only there: `chair:` is one of the roles in `panel`",
            )
        if self.drafts and self.notice is not None:
            raise Flaw(
                "flow-review-text",
                "a text is either sent to the panel beforehand or written by it: leave out `notice` or `drafts`",
            )
        return self


class Archive(StageBase):
    """民享: what it is now, what it cost, who looks after it, what was not achieved; asks again later."""

    outcomes: ClassVar[tuple[str, ...]] = ("closed",)
    kind: Literal["archive"]
    share: bool = False
    """Post the sharing announcement; otherwise only the record is closed."""
    announce: Announcing = Announcing(result=Announce.NEXT_WORKING_DAY)
    ask_again: Duration | None = None


Stage = Collect | Screen | Deliberate | Review | Vote | Notice | Implement | Evaluate | Archive
AnyStage = Annotated[Stage, Field(discriminator="kind")]
