"""A vote that was contested proves itself: ballots struck while it was open and after it, a recount, a signature."""

import asyncio
import copy
import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clerk.clerk import Clerk
from bot.clerk.office import Defaults, Office
from bot.clerk.submission import Sender, Submission
from bot.deliberation import acts
from bot.deliberation.casefile import CaseFile
from bot.documents.verify import verify
from bot.flow_files import FlowLibrary
from bot.storage import cases, tables
from bot.storage.store import Store
from verify.conftest import GROUP, NOW, Exported, erase, export, picked, url_of
from verify.test_verify import keys, put, sealed_again

CODE = "街道-2026"
FLOW = """
id: jiancha
name: {zh-CN: 表决, zh-TW: 表決, en: A vote}
standing: opinion
participants: {moderate: [secretary, grid_lead], scrutinise: [auditor]}
stages:
  - id: jue
    kind: vote
    window: 24h
    objections: {}
    certify: 1
    rule: {electorate: member}
    next: {passed: dang, failed: dang, tied: dang}
  - {id: dang, kind: archive}
"""


async def contest(url: str, flows: Path) -> None:
    """Six vote. One ballot is struck while the vote is open and cast again, one after it, and the result is signed.

    4 and 5 agree, 6 and 7 oppose, 8 abstains, 9 agrees: 3 to 2. 4 is struck and opposes then: 2 to 3. 5 is struck after
    the close: 1 to 3 of 5.
    """
    (flows / "jiancha.yaml").write_text(FLOW, encoding="utf-8")
    store = await Store.open(url)
    await store.migrate()
    clerk = Clerk(store, Office(FlowLibrary([flows]), picked(), Defaults(operator_code=CODE)))

    async def do(user: int, act: acts.Act, hours: float = 0, member: str = "member") -> None:
        sender = Sender(user, f"居民{user}", f"user{user}")
        await clerk.take(Submission(act, sender, NOW + timedelta(hours=hours), GROUP, press=True, member=member))

    async def case() -> CaseFile:
        async with store.reading() as tx:
            session_id = await tx.scalar(tables.sessions.select().with_only_columns(tables.sessions.c.id))
            return await cases.load_case(tx, session_id)

    await do(1, acts.SetUp(0, operator_code=CODE), member="creator")
    for user in range(2, 11):
        await do(user, acts.Ask("help"))
    async with store.reading() as tx:
        community = await tx.scalar(tables.communities.select().with_only_columns(tables.communities.c.id))
    await do(1, acts.GrantRole(community, "@user2", "auditor"))
    await do(1, acts.OpenSession(0, "jiancha", "大门夜里十一点锁,好不好?"))
    session = (await case()).session.id
    await do(1, acts.ConfirmOpening(session))
    (motion,) = (await case()).motions.values()
    vote = motion.vote_round_id
    assert vote is not None
    chosen = {4: "agree", 5: "agree", 6: "oppose", 7: "oppose", 8: "abstain", 9: "agree"}
    for user, choice in chosen.items():
        await do(user, acts.Stand("ballot", motion.id, vote, choice), 1)

    async def strike(name: str, hours: float) -> None:
        entry = max(e.id for e in (await case()).entries.values() if e.state == "open")
        await do(2, acts.RuleOn(session, entry, True, "不住这里", (name,)), hours)

    await do(10, acts.Object(session, vote, "eligibility", "有人不是本楼的"), 2)
    await strike("居民4", 3)
    await do(4, acts.Stand("ballot", motion.id, vote, "oppose"), 4)
    await do(10, acts.Object(session, vote, "eligibility", "还有一位"), 5)
    while await clerk.close_next_due(NOW + timedelta(hours=24)):
        pass
    await strike("居民5", 25)
    await do(2, acts.Certify(session, vote), 26)
    await store.close()


@pytest.fixture(scope="module")
def contested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contested")
    asyncio.run(contest(url_of(folder / "contested.db"), folder))
    return folder / "contested.db"


@pytest.fixture(scope="module")
def record(contested: Path) -> Exported:
    return asyncio.run(export(url_of(contested)))


def test_a_record_with_struck_ballots_a_recount_and_a_signature_is_sound(record: Exported) -> None:
    (decision,) = record.public["decisions"]
    heads = {name: decision[name]["heads"] for name in ("participating", "agree", "oppose", "abstain")}
    assert heads == {"participating": 5, "agree": 1, "oppose": 3, "abstain": 1}
    assert (decision["void"], decision["state"], decision["outcome"]) == (2, "recounted", "failed")
    assert decision["certified"] == {"signed": 1, "needed": 1}
    assert len(record.rows("ballot-struck")) == 2
    assert keys(record.public) == keys(record.sealed) == []


def test_nothing_says_how_a_struck_ballot_was_cast_or_whose_it_was(record: Exported) -> None:
    rows = [row for row in record.public["journal"] if row["kind"] == "ballot-struck"]
    assert {name for row in rows for name in row["public"]} == {"what", "round", "entry"}
    assert all("choice" not in record.contents()[row["seq"]] for row in rows)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("void",), 1), (("void",), 0), (("certified", "signed"), 2), (("certified", "signed"), 0),
        (("agree", "heads"), 2), (("participating", "heads"), 6), (("outcome",), "passed"),
    ],
)  # fmt: skip
def test_a_struck_ballot_that_is_counted_after_all_is_found(
    record: Exported, path: tuple[str, ...], value: object
) -> None:
    for whole in (record.public, record.sealed):
        assert "decision-differs" in keys(sealed_again(put(whole, ("decisions", 0, *path), value)))


def test_a_row_that_strikes_another_ballot_is_found(record: Exported) -> None:
    changed = copy.deepcopy(record.sealed)
    mine = next(k for k in changed["sealed"]["journal"] if k["seq"] == record.rows("ballot-struck")[1])
    other = record.contents()[record.rows("ballot")[3]]
    mine["content"] |= {"elector": other["elector"], "receipt": other["receipt"]}
    assert "content-changed" in keys(sealed_again(changed))


@pytest.mark.parametrize("what", ["ballots", "all"])
async def test_erasures_before_or_after_leave_a_contested_vote_recounted_and_proved(
    contested: Path, record: Exported, tmp_path: Path, what: str
) -> None:
    path = Path(shutil.copy(contested, tmp_path))
    ballots, strikes = record.rows("ballot"), record.rows("ballot-struck")
    numbers = {"ballots": ballots, "all": [*ballots, *strikes]}[what]
    gone = await erase(url_of(path), numbers)
    assert set(numbers) <= gone
    after = await export(url_of(path))
    report = verify(json.dumps(after.sealed))
    assert (report.findings, report.recounted) == ((), 1)
    assert keys(after.public) == []
    assert after.public["proofs"] == record.public["proofs"]


ANOTHER = "2027-01-01T08:00:00+08:00"


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        (("decisions", 0, "state"), "standing", "decision-differs"),
        (("decisions", 0, "effective_at"), ANOTHER, "decision-differs"),
        (("decisions", 0, "opened_at"), "2026-12-01T08:00:00+08:00", "decision-differs"),
        (("decisions", 0, "closed_at"), "2026-12-08T08:00:00+08:00", "decision-differs"),
        (("decisions", 0, "extended"), 1, "decision-differs"),
        (("decisions", 0, "version"), 7, "decision-differs"),
        (("decisions", 0, "certified", "needed"), 0, "decision-differs"),
        (("decisions", 0, "motion_hash"), "0" * 64, "decision-motion"),
        (("rounds", 0, "opened_at"), "2026-12-01T08:00:00+08:00", "part-differs"),
        (("rounds", 0, "closed_at"), ANOTHER, "part-differs"),
        (("rounds", 0, "outcome"), "passed", "part-differs"),
        (("rounds", 0, "state"), "open", "part-differs"),
        (("rounds",), [], "part-count"),
        (("objections",), [], "part-count"),
        (("objections", 0, "state"), "dismissed", "part-differs"),
        (("objections", 1, "ground"), "counting", "part-differs"),
        (("objections", 1, "ruled_at"), None, "part-differs"),
        (("notices",), [{"opened_at": ANOTHER, "ends_at": None, "closed_at": None, "outcome": ""}], "part-count"),
        (("session", "state"), "cancelled", "session-differs"),
        (("session", "closed_at"), ANOTHER, "session-differs"),
    ],
)  # fmt: skip
def test_what_is_said_beside_the_figures_is_what_the_minutes_say(
    record: Exported, path: tuple[str | int, ...], value: object, found: str
) -> None:
    """… whoever made the digests match."""
    for whole in (record.public, record.sealed):
        assert found in keys(sealed_again(put(whole, path, value)))


def test_another_text_does_not_give_the_hash_that_was_fixed(record: Exported) -> None:
    """… nor another reason for a ruling than the one the minutes hold."""
    sold = put(record.sealed, ("sealed", "motions", 0, "text"), "卖掉大门,好不好?")
    assert keys(sealed_again(sold)) == ["text-changed"]
    assert keys(sealed_again(put(record.sealed, ("sealed", "motions"), []))) == ["text-missing"]
    assert keys(sealed_again(put(record.sealed, ("objections", 0, "ruling"), "没有理由"))) == ["part-differs"]
