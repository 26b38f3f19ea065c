"""Ballots somebody brings, with clerk and database: whose they are, what is kept of them, that they verify."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.chat.cards import render
from bot.chat.sentences import answer_in_words
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.acts import Attachment
from bot.deliberation.desk import Answer, JournalEntry
from bot.deliberation.minutes.journal import session_chain
from bot.deliberation.minutes.recount import minutes_of
from bot.deliberation.model import StandingAct
from bot.deliberation.refusal import Refused
from bot.documents.export import digests_of, public_export, sealed_export
from bot.documents.proofs import evidence
from bot.documents.verify import Report, verify
from bot.i18n import Words
from bot.storage import ballots, forgetting, journal, people, ways
from bot.storage.flows import flow_body
from bot.storage.reader import Reader
from bot.storage.seal import Seal
from bot.storage.store import Store
from bot.storage.tables import owners, paper_entries, proxies, standing_acts, units
from clerk.making import CODE, START, Desk

FLOW = """
id: jizhong
name: {zh-CN: 业主表决, zh-TW: 屋主表決, en: Owners' vote}
standing: consultation
stages:
  - id: jue
    kind: vote
    window: 24h
    rule: {electorate: owner, quorum: null, proxy: {allowed: true}, paper: {allowed: true}, assisted: {allowed: true}}
    objections: {grounds: [procedure]}
    next: {passed: end, failed: end, tied: end}
  - {id: end, kind: archive}
"""
ROLL = "门牌,面积,业主\n101,100.00,甲\n102,90.00,乙\n103,80.00,丙\n104,70.00,丁\n"
A, B, AGENT, TELLER, OTHER = 20, 21, 25, 31, 32
PHOTO = (Attachment("photo", "AgAD"),)


@dataclass(slots=True)
class Voting:
    """An owners' vote of four, of whom 甲 and 乙 have accounts; 1 moderates, 31 and 32 are scrutineers."""

    desk: Desk
    session: int = 0
    motion: int = 0
    round: int = 0
    electors: dict[str, str] = field(default_factory=dict)
    flow: str = FLOW

    async def begin(self) -> "Voting":
        desk = self.desk
        (desk.flows / "jizhong.yaml").write_text(self.flow, encoding="utf-8")
        desk.take_up(desk.store)
        await desk.do(1, acts.SetUp(0, operator_code=CODE), "administrator")
        community = await desk.community()
        await desk.do(1, acts.ImportRoll(community, ROLL))
        for user, name, door in ((A, "甲", "101"), (B, "乙", "102")):
            await desk.do(1, acts.IssueCodes(community, door, True))
            digits = str((await desk.owed("codes"))[-1].args["sheets"][0]["digits"])
            use = acts.UseCode(digits, door)
            sender = Sender(user, name)
            await desk.clerk.take(Submission(use, sender, desk.now, Where(user), next(desk.updates), press=True))
        for user in (AGENT, TELLER, OTHER):
            await desk.say(user, acts.Ask("help"))
        for user in (TELLER, OTHER):
            await desk.do(1, acts.GrantRole(community, str(user), "auditor"))
        await desk.do(1, acts.OpenSession(0, "jizhong", "换电梯?"))
        self.session = (await desk.case()).session.id
        await desk.do(1, acts.ConfirmOpening(self.session))
        case = await desk.case()
        (vote,) = case.open_rounds("vote")
        (motion,) = case.motions_in(vote)
        self.motion, self.round = motion.id, vote.id
        async with desk.store.reading() as tx:
            held = await tx.rows(select(units.c.door, owners.c.id).join(owners, owners.c.id == units.c.owner_id))
        self.electors = {row.door: f"owner:{row.id}" for row in held}
        return self

    async def grant(self) -> int:
        agent = str(AGENT)
        await self.desk.say(A, acts.GrantProxy(self.session, self.motion, self.electors["101"], agent, "", PHOTO))
        return next(iter((await self.desk.case()).proxies))

    async def counts(self) -> int:
        """A proxy of 甲's that counts."""
        proxy = await self.grant()
        await self.desk.say(AGENT, acts.AnswerProxy(self.session, proxy, True))
        await self.desk.say(TELLER, acts.ConfirmProxy(self.session, proxy, True))
        return proxy

    async def by_proxy(self, proxy: int, choice: str = "agree") -> Answer:
        return await self.desk.say(AGENT, acts.CastByProxy(self.session, proxy, self.motion, choice))

    async def paper(self, user: int, door: str, choice: str) -> Answer:
        enter = acts.EnterPaper(self.session, self.motion, self.electors[door], choice, PHOTO)
        return await self.desk.say(user, enter)

    async def all_ways(self) -> None:
        """甲 by proxy for it; 丙 on paper against; 丁 helped, for it; 乙 on paper against, then pressed for it."""
        await self.by_proxy(await self.counts())
        for door in ("103", "102"):
            await self.paper(TELLER, door, "oppose")
            await self.paper(OTHER, door, "oppose")
        assisted = acts.AssistBallot(self.session, self.motion, self.electors["104"], "agree")
        await self.desk.say(1, assisted)
        press = acts.Stand("ballot", self.motion, self.round, "agree")
        assert (await self.desk.say(B, press)).key == "ballot-replaced"

    async def repeat(self) -> None:
        """甲 objects to how it is run, 31 upholds that: the vote is void and begins anew."""
        await self.desk.do(A, acts.Object(self.session, self.round, "procedure", "没有提前公告"))
        (objection,) = (await self.desk.case()).entries
        await self.desk.say(TELLER, acts.RuleOn(self.session, objection, True, "属实,重新投"))
        (self.round,) = [vote.id for vote in (await self.desk.case()).open_rounds("vote")]

    async def standing(self) -> dict[str, StandingAct]:
        doors = {elector: door for door, elector in self.electors.items()}
        async with self.desk.store.reading() as tx:
            cast = await ballots.standing_of_electors(tx, self.round, list(doors))
        return {doors[act.elector]: act for act in cast}

    async def records(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The public and the sealed export, as they are read from a file."""
        case = await self.desk.case()
        async with self.desk.store.reading() as tx:
            rows, contents = await journal.read_chain(tx, session_chain(self.session))
            body = await flow_body(tx, case.session.flow_hash)
        parts = evidence(case, minutes_of(rows, contents), body)
        public = public_export(case, rows, parts)
        sealed = sealed_export(case, rows, contents, parts)
        return json.loads(json.dumps(public)), json.loads(json.dumps(sealed))

    async def photo(self, view: str, **args: int) -> Attachment | None:
        return (await render(Reader(self.desk.store), view, {"session": self.session, **args}, Words("zh-CN"))).file

    async def card(self, user: int, view: str, **args: Any) -> str:
        async with self.desk.store.reading() as tx:
            person = await people.person_by_user(tx, user)
        shown = await render(Reader(self.desk.store), view, {"session": self.session, **args}, Words("zh-CN"), person)
        return "\n".join([shown.html, *(button.text for row in shown.rows for button in row)])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Voting]:
    """A database with the vote just opened, which every test has a copy of, and what is known of it."""
    folder = tmp_path_factory.mktemp("ways")

    async def make() -> Voting:
        store = await Store.open(f"sqlite:///{folder}/youshi.db")
        await store.migrate()
        voting = await Voting(Desk(store, folder)).begin()
        await store.close()
        return voting

    return folder, asyncio.run(make())


@pytest.fixture
async def voting(begun: tuple[Path, Voting], tmp_path: Path) -> AsyncIterator[Voting]:
    folder, known = begun
    for file in folder.iterdir():
        shutil.copy(file, tmp_path)
    store = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    store.seal = Seal.stated("a key for tests")
    known.desk.take_up(store)
    yield replace(known, desk=known.desk)
    known.desk.now = START
    await store.close()


def found(record: dict[str, Any]) -> list[str]:
    report: Report = verify(json.dumps(record))
    return [finding.key for finding in report.findings]


async def test_unconfirmed_proxy_counts_nothing_until_both_have_confirmed_it(voting: Voting) -> None:
    proxy = await voting.grant()
    with pytest.raises(Refused, match="proxy-unconfirmed"):
        await voting.by_proxy(proxy)
    await voting.desk.say(AGENT, acts.AnswerProxy(voting.session, proxy, True))
    with pytest.raises(Refused, match="proxy-unconfirmed"):
        await voting.by_proxy(proxy)
    with pytest.raises(Refused, match="not-moderator"):
        await voting.desk.say(AGENT, acts.ConfirmProxy(voting.session, proxy, True))
    assert await voting.standing() == {}
    await voting.desk.say(TELLER, acts.ConfirmProxy(voting.session, proxy, True))
    await voting.by_proxy(proxy)
    cast = (await voting.standing())["101"]
    assert (cast.choice, cast.channel, cast.area) == ("agree", "proxy", 10000)


async def test_a_ballot_somebody_brings_is_its_owners_and_not_the_agents_nor_a_tellers(voting: Voting) -> None:
    await voting.all_ways()
    cast = await voting.standing()
    users = {user: await voting.desk.person(user) for user in (1, A, B, AGENT, TELLER, OTHER)}
    assert {door: act.person_id for door, act in cast.items()} == {"101": users[A], "102": users[B], "103": 0, "104": 0}
    hands = {"101": users[AGENT], "102": None, "103": users[OTHER], "104": users[1]}
    assert {door: act.hand_id for door, act in cast.items()} == hands
    async with voting.desk.store.reading() as tx:
        for user in (AGENT, TELLER, OTHER):
            assert await ballots.standing_of_person(tx, users[user]) == []
    assert "代理人投的" in await voting.card(A, "my")
    assert "代理人投的" in await voting.card(A, "receipt", motion=voting.motion)
    assert "换电梯" not in await voting.card(AGENT, "receipt", motion=voting.motion)


async def test_p12_the_receipt_the_own_page_and_the_paper_itself_say_which_way_what_stands_came(voting: Voting) -> None:
    await voting.paper(TELLER, "102", "oppose")
    await voting.paper(OTHER, "102", "oppose")
    for view in ("my", "receipt", "ballot"):
        assert "纸质票,12月7日(周一)08:00 录入" in await voting.card(B, view, motion=voting.motion), view
    await voting.desk.say(B, acts.Stand("ballot", voting.motion, voting.round, "agree"))
    for view in ("my", "receipt", "ballot"):
        assert "纸质票" not in await voting.card(B, view, motion=voting.motion), view


async def test_the_grid_says_how_far_paper_is_and_nothing_of_who_has_pressed(voting: Voting) -> None:
    await voting.desk.say(B, acts.Stand("ballot", voting.motion, voting.round, "agree"))
    pressed = await voting.card(TELLER, "paper")
    assert all(f"\n{door}" in pressed for door in voting.electors)
    await voting.paper(TELLER, "103", "oppose")
    await voting.paper(TELLER, "104", "agree")
    await voting.paper(OTHER, "104", "oppose")
    await voting.paper(TELLER, "101", "agree")
    await voting.paper(OTHER, "101", "agree")
    grid = await voting.card(OTHER, "paper")
    assert [line for line in grid.split("\n") if line[-3:].isdigit()] == ["✓ 101", "102", "◐ 103", "≠ 104"]
    assert "反对" not in grid


async def test_photos_are_shown_to_scrutineers_and_none_of_a_sheet_before_it_is_read_twice(voting: Voting) -> None:
    await voting.paper(TELLER, "103", "oppose")
    async with voting.desk.store.reading() as tx:
        (entry,) = await ways.paper_of(tx, voting.motion, voting.round, voting.electors["103"])
    assert await voting.photo("paper-photo", entry=entry.id) is None
    await voting.paper(OTHER, "103", "oppose")
    assert await voting.photo("paper-photo", entry=entry.id) == PHOTO[0]
    assert await voting.photo("proxy-to-confirm", proxy=await voting.grant()) == PHOTO[0]
    assert {row.args["file"] for row in await voting.desk.owed("file")} == {"AgAD"}, "kept on the shelf"


async def test_an_agent_without_a_vote_of_their_own_is_led_from_the_group_to_whom_they_stand_for(
    voting: Voting,
) -> None:
    press = acts.Stand("ballot", voting.motion, voting.round, "agree")
    proxy = await voting.grant()
    assert (await voting.desk.do(AGENT, press)).start == acts.Ask("welcome", subject=voting.round), "not yet"
    await voting.desk.say(AGENT, acts.AnswerProxy(voting.session, proxy, True))
    await voting.desk.say(TELLER, acts.ConfirmProxy(voting.session, proxy, True))
    answer = await voting.desk.do(AGENT, press)
    assert answer.start == acts.Ask("vote-for", voting.session, proxy)
    assert "替 101 投" in await voting.card(AGENT, "vote-for", proxy=proxy)
    assert "替 101 投" not in await voting.card(B, "vote-for", proxy=proxy)


async def test_views_of_documents_and_paper_are_for_those_who_may_alone(voting: Voting) -> None:
    proxy = await voting.grant()
    for view, needed in (("paper", "not-teller"), ("assist", "not-helper"), ("proxy-to-confirm", "not-moderator")):
        with pytest.raises(Refused, match=needed):
            await voting.desk.say(AGENT, acts.Ask(view, voting.session, proxy))
    with pytest.raises(Refused, match="not-teller"):
        await voting.desk.say(1, acts.Ask("paper", voting.session))
    with pytest.raises(Refused, match="not-helper"):
        await voting.desk.say(TELLER, acts.Ask("assist", voting.session))


async def test_what_was_entered_for_a_vote_that_is_void_is_nothing_in_the_one_that_repeats_it(voting: Voting) -> None:
    """One teller's reading of the old sheet, a press and a ballot by proxy in the old round: all are brought anew."""
    proxy = await voting.counts()
    await voting.by_proxy(proxy)
    await voting.desk.say(B, acts.Stand("ballot", voting.motion, voting.round, "agree"))
    await voting.paper(TELLER, "103", "oppose")
    await voting.repeat()
    assert await voting.standing() == {}
    assert "◐ 103" not in await voting.card(OTHER, "paper")
    assert (await voting.paper(OTHER, "103", "oppose")).key == "paper-waiting"
    for door in ("101", "102", "103"):
        for user in (TELLER, OTHER):
            last = await voting.paper(user, door, "agree")
        assert last.key == "paper-counted"
    assert {door: act.choice for door, act in (await voting.standing()).items()} == dict.fromkeys(
        ("101", "102", "103"), "agree"
    )
    async with voting.desk.store.reading() as tx:
        held = standing_acts.c
        kept = await tx.rows(select(held.elector, held.channel).where(held.round_id != voting.round))
    assert len(kept) == 2, "what was cast in the void one stays as it was"


async def test_the_record_says_what_came_which_way_and_verifies_also_with_everything_personal_erased(
    voting: Voting,
) -> None:
    await voting.all_ways()
    await voting.desk.pass_time(timedelta(hours=25))
    public, sealed = await voting.records()
    (decision,) = public["decisions"]
    assert {name: decision[name] for name in ("participating", "agree", "proxy", "paper", "assisted")} == {
        "participating": {"heads": 4, "area": "340.00"},
        "agree": {"heads": 3, "area": "260.00"},
        "proxy": {"heads": 1, "area": "100.00"},
        "paper": {"heads": 1, "area": "80.00"},
        "assisted": {"heads": 1, "area": "70.00"},
    }
    assert (found(public), found(sealed)) == ([], [])
    for way in ("paper", "proxy", "assisted"):
        forged = json.loads(json.dumps(sealed))
        forged["decisions"][0][way] = {"heads": 0, "area": "0.00"}
        forged["digests"] = digests_of({n: p for n, p in forged.items() if n not in ("digests", "sealed")})
        assert found(forged) == ["decision-differs"]
    desk, codes = voting.desk, (f"{n:012}" for n in count())
    async with desk.store.transaction() as tx:
        left = await forgetting.clear_session(tx, voting.session, desk.now, lambda _: next(codes), lambda: "f" * 32)
    _, sealed = await voting.records()
    assert found(sealed) == []
    assert left == [], "nothing was fetched in this test, so nothing lies on the shelf"
    async with desk.store.reading() as tx:
        for table, persons in ((proxies, ("agent_id", "granted_by", "confirmed_by")), (paper_entries, ("teller_id",))):
            for row in await tx.rows(select(table)):
                assert (row.elector, row.door, row.attachments) == ("", "", [])
                assert [row._mapping[name] for name in persons] == [None] * len(persons)
        assert set(await tx.column(select(standing_acts.c.hand_id))) == {None}


async def test_a_paper_ballot_nobody_has_entered_is_found_though_the_chain_is_whole(voting: Voting) -> None:
    """Somebody with the database in hand slips one in, with its minute: two rows of tellers are missing."""
    await voting.paper(TELLER, "103", "oppose")
    await voting.paper(OTHER, "103", "oppose")
    real = (await voting.standing())["103"]
    desk, elector = voting.desk, voting.electors["104"]
    slipped = replace(real, elector=elector, area=7000, receipt="ABCDEF")
    content = {"person": 0, "elector": elector, "choice": "oppose", "area": 7000, "receipt": "ABCDEF"}
    tellers = [await desk.person(TELLER), await desk.person(OTHER)]
    minute = JournalEntry(
        "ballot", desk.now, {"what": voting.motion, "round": voting.round},
        {**content, "channel": "paper", "by": tellers},
    )  # fmt: skip
    async with desk.store.transaction() as tx:
        await ballots.store_standing(tx, [(slipped, None)])
        await journal.append(tx, [(session_chain(voting.session), minute)], lambda: "a" * 32)
    await desk.pass_time(timedelta(hours=25))
    public, sealed = await voting.records()
    assert public["decisions"][0]["paper"] == {"heads": 2, "area": "150.00"}
    assert (found(public), found(sealed)) == ([], ["ballot-unbacked"])


async def test_a_ballot_by_a_proxy_that_was_confirmed_behind_the_minutes_is_found(voting: Voting) -> None:
    proxy = await voting.grant()
    desk = voting.desk
    async with desk.store.transaction() as tx:
        at = {"accepted_at": desk.now, "confirmed_at": desk.now}
        await tx.run(update(proxies).where(proxies.c.id == proxy).values(at))
    await voting.by_proxy(proxy)
    await desk.pass_time(timedelta(hours=25))
    _, sealed = await voting.records()
    assert found(sealed) == ["ballot-unbacked"]


@asynccontextmanager
async def other(tmp_path: Path, flow: str) -> AsyncIterator[Voting]:
    """The same vote by another rule."""
    store = await Store.open(f"sqlite:///{tmp_path}/youshi.db")
    await store.migrate()
    yield await Voting(Desk(store, tmp_path), flow=flow).begin()
    await store.close()


async def test_where_the_first_ballot_stands_a_press_says_for_how_many_of_several_it_was_taken(tmp_path: Path) -> None:
    """甲 votes for 丙 as well, of whom two tellers have already read a sheet of paper."""
    flow = FLOW.replace("quorum: null", "quorum: null, channels: first_valid")
    async with other(tmp_path, flow) as voting:
        async with voting.desk.store.transaction() as tx:
            mine = await tx.scalar(select(owners.c.representative_id).where(owners.c.name == "甲"))
            await tx.run(update(owners).where(owners.c.name == "丙").values(representative_id=mine))
        for teller in (TELLER, OTHER):
            await voting.paper(teller, "103", "oppose")
        answer = await voting.desk.say(A, acts.Stand("ballot", voting.motion, voting.round, "agree"))
        assert (answer.params["count"], answer.params["missed"], answer.alert) == (1, 1, True)
        assert "另有 1 位没有记上" in answer_in_words(answer, Words("zh-CN"))
        stands = {door: act.choice for door, act in (await voting.standing()).items()}
        assert stands == {"101": "agree", "103": "oppose"}


async def test_a_scrutineer_who_helped_with_a_ballot_certifies_no_result_it_is_in(tmp_path: Path) -> None:
    async with other(tmp_path, FLOW.replace("    rule:", "    certify: 1\n    rule:")) as voting:
        desk = voting.desk
        await desk.do(1, acts.GrantRole(await desk.community(), str(OTHER), "grid_worker"))
        await desk.say(OTHER, acts.AssistBallot(voting.session, voting.motion, voting.electors["104"], "agree"))
        await desk.pass_time(timedelta(hours=25))
        with pytest.raises(Refused, match="certify-helped"):
            await desk.say(OTHER, acts.Certify(voting.session, voting.round))
        assert (await desk.say(TELLER, acts.Certify(voting.session, voting.round))).key == "certified"


async def test_a_household_or_an_owner_is_found_by_its_number_inside_the_scope_alone(voting: Voting) -> None:
    async with voting.desk.store.reading() as tx:
        voice = await ways.voice(tx, "/", voting.electors["103"], voting.round)
        assert voice is not None
        assert (voice.door, voice.area, voice.voter_id) == ("103", 8000, None)
        for nobody in ("owner:999999", "owner:x", "person:1", "household:"):
            assert await ways.voice(tx, "/", nobody, 0) is None
        assert await ways.voice(tx, "/nowhere/", voting.electors["103"], 0) is None
        homes = await ways.doors(tx, "/", "household")
        assert [door for _, door in homes] == ["101", "102", "103", "104"]
        home = await ways.voice(tx, "/", homes[3][0], 0)
        assert home is not None
        assert (home.elector, home.door, home.area, home.voter_id) == (homes[3][0], "104", 7000, None)
        brought = (await voting.desk.case()).brought
    assert brought == {}, "only a close looks at the ballots"
