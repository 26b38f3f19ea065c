"""Buttons carry acts in a few bytes and give exactly those acts back; what they cannot read is a stale button."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import LIMIT, REASON, decode, encode
from bot.chat.purposes import PURPOSES
from bot.deliberation import acts
from bot.deliberation.acts import Act
from bot.deliberation.refusal import Refused

IDS = st.integers(0, 2**63 - 1)
FLAGS = st.booleans()
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,15}", fullmatch=True)
REASONS = st.just("") | NAMES.map(lambda name: REASON + name)
SMALL = st.integers(0, 10**9)
"""Ids as a deployment has them after years; four of the largest would not fit one button."""
ELECTORS = st.builds("{}:{}".format, st.sampled_from(["owner", "household"]), SMALL)
BROUGHT = st.sampled_from(["agree", "oppose", "abstain", "c1", "c20"])

ACTS: dict[type[Act], st.SearchStrategy[Any]] = {
    acts.Stand: st.builds(acts.Stand, st.sampled_from(["ballot", "care", "rating"]), IDS, IDS, NAMES),
    acts.ConfirmOpening: st.builds(acts.ConfirmOpening, IDS),
    acts.DropOpening: st.builds(acts.DropOpening, IDS),
    acts.CancelSession: st.builds(acts.CancelSession, IDS, REASONS),
    acts.ConfirmCancel: st.builds(acts.ConfirmCancel, IDS),
    acts.Advance: st.builds(acts.Advance, IDS, IDS),
    acts.Extend: st.builds(acts.Extend, IDS, IDS, st.sampled_from(["24h", "2d"])),
    acts.Pause: st.builds(acts.Pause, IDS, st.integers(1, 180)),
    acts.SettleBack: st.builds(
        acts.SettleBack,
        IDS,
        IDS,
        st.sampled_from(["soften", "mediate", "drop"]),
        st.sampled_from(["有一户", "a household"]),
    ),
    acts.CheckIssue: st.builds(acts.CheckIssue, IDS, IDS, FLAGS, REASONS),
    acts.ScreenIssue: st.builds(
        acts.ScreenIssue,
        SMALL,
        SMALL,
        SMALL,
        st.sampled_from(["accept", "merge", "return", "reject", "transfer", "instant"]),
        REASONS,
        st.none() | SMALL,
        NAMES,
    ),
    acts.AcceptRest: st.builds(acts.AcceptRest, IDS, IDS),
    acts.OverrideConcern: st.builds(acts.OverrideConcern, IDS, IDS, REASONS),
    acts.ClearMotion: st.builds(acts.ClearMotion, IDS, IDS, FLAGS, REASONS),
    acts.CheckIn: st.builds(acts.CheckIn, IDS, IDS),
    acts.SetCause: st.builds(acts.SetCause, IDS, IDS, st.sampled_from(["residents", "cadres", "above"])),
    acts.NameParty: st.builds(acts.NameParty, IDS, IDS, IDS, st.booleans()),
    acts.Judge: st.builds(acts.Judge, SMALL, SMALL, SMALL, st.sampled_from(["approve", "return", "reject", "abstain"])),
    acts.AnswerProxy: st.builds(acts.AnswerProxy, IDS, IDS, FLAGS),
    acts.ConfirmProxy: st.builds(acts.ConfirmProxy, IDS, IDS, FLAGS),
    acts.RevokeProxy: st.builds(acts.RevokeProxy, IDS, IDS),
    acts.CastByProxy: st.builds(acts.CastByProxy, SMALL, SMALL, SMALL, BROUGHT),
    acts.Deliver: st.builds(acts.Deliver, SMALL, SMALL, ELECTORS, FLAGS),
    acts.AssistBallot: st.builds(acts.AssistBallot, SMALL, SMALL, ELECTORS, BROUGHT),
    acts.Certify: st.builds(acts.Certify, IDS, IDS),
    acts.Recount: st.builds(acts.Recount, IDS, IDS),
    acts.Recuse: st.builds(acts.Recuse, IDS, IDS),
    acts.AcceptTask: st.builds(acts.AcceptTask, IDS, IDS, FLAGS, REASONS),
    acts.SettleClaim: st.builds(acts.SettleClaim, IDS, FLAGS, FLAGS),
    acts.SeatOwner: st.builds(acts.SeatOwner, IDS, FLAGS),
    acts.SettleOwner: st.builds(acts.SettleOwner, IDS, FLAGS),
    acts.AskVoter: st.builds(acts.AskVoter, IDS),
    acts.TakeRoll: st.builds(acts.TakeRoll, IDS, FLAGS),
    acts.StillThere: st.builds(acts.StillThere, IDS, FLAGS),
    acts.ClaimDoor: st.builds(
        acts.ClaimDoor,
        IDS,
        st.sampled_from(["2-101", "3号楼_502", "A 座"]),
        st.sampled_from(["owner", "tenant", "family"]),
    ),
    acts.Adjust: st.builds(
        acts.Adjust, IDS, st.sampled_from(["locale", "timezone"]), st.sampled_from(["zh-TW", "Asia/Hong_Kong"])
    ),
    acts.Belong: st.builds(acts.Belong, IDS, IDS),
    acts.TakeTo: st.builds(acts.TakeTo, IDS, IDS, FLAGS),
    acts.UseCode: st.builds(acts.UseCode, st.from_regex(r"[a-zA-Z0-9_-]{1,40}", fullmatch=True)),
    acts.IssueCodes: st.builds(acts.IssueCodes, IDS, st.sampled_from(["", "2-101"])),
    acts.OpenSession: st.builds(acts.OpenSession, IDS, st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True)),
    acts.SetLocale: st.builds(acts.SetLocale, st.sampled_from(["", "zh-CN", "en"])),
    acts.EndSchedule: st.builds(acts.EndSchedule, IDS),
    acts.Await: st.builds(
        acts.Await, st.sampled_from(sorted(PURPOSES)), SMALL, SMALL, st.sampled_from(["", "m7", "a_b"])
    ),
    acts.Ask: st.builds(acts.Ask, NAMES, SMALL, SMALL, st.sampled_from(["", "reject", "2_1"])),
    acts.Mute: st.builds(acts.Mute, IDS),
    acts.NotMine: st.builds(acts.NotMine, IDS),
    acts.AskCover: st.builds(acts.AskCover, IDS),
    acts.TakeAlong: st.builds(acts.TakeAlong, IDS),
    acts.ForgetMe: st.builds(acts.ForgetMe, IDS),
    acts.SettleMoney: st.builds(acts.SettleMoney, IDS, st.booleans()),
    acts.SettleMonies: st.builds(acts.SettleMonies, IDS, IDS),
    acts.UseWords: st.builds(acts.UseWords, st.sampled_from(["for", "concern", "ask", "upheld", "dismissed"])),
}


def test_every_act_a_button_carries_is_tried_here() -> None:
    from bot.chat.buttons import _FORMS

    assert {kind for kind, _ in _FORMS.values()} == set(ACTS)


@given(st.one_of(*ACTS.values()))
def test_an_act_comes_back_from_its_button(act: Act) -> None:
    code = encode(act)
    assert len(code.encode()) <= LIMIT
    assert decode(code) == act


@given(st.one_of(ACTS[acts.Stand], ACTS[acts.Await], ACTS[acts.Mute], ACTS[acts.AcceptRest], ACTS[acts.UseCode]))
def test_a_code_without_free_text_is_a_deep_link_payload(act: Act) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", encode(act))


@given(st.text(max_size=80) | st.from_regex(r"[a-z]{1,2}(_[a-z0-9]{0,20}){0,8}", fullmatch=True))
def test_whatever_else_is_pressed_is_an_act_or_a_stale_button(data: str) -> None:
    try:
        found: object = decode(data)
    except Refused as refused:
        found = refused.refusal.key
    assert isinstance(found, Act) or found == "button-stale"


@pytest.mark.parametrize(
    "act",
    [
        acts.RaiseIssue(1, "words"),
        acts.CancelSession(1, "typed words"),
        acts.OpenSession(1, "wumin", "a question"),
        acts.UseCode("1" * 80),
        acts.Mute(-1),
    ],
)
def test_an_act_that_does_not_fit_is_never_cut_in_silence(act: Act) -> None:
    with pytest.raises(ValueError, match=r"carries|negative"):
        encode(act)
