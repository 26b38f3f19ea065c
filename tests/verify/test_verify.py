"""A record proves itself: what is untouched is sound, and any one thing that was changed in it is found and named."""

import copy
import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.cards.registry import CASE_CARDS, Args
from bot.chat.cards.results import DIGEST
from bot.deliberation.minutes.journal import canonical
from bot.documents.export import digests_of
from bot.documents.verify import Unreadable, compare, has_digest, has_receipt, verify
from bot.documents.verify.reading import read
from bot.i18n import Words
from verify.conftest import CHOICES, Exported, erase, export, hold_a_vote, url_of

Json = dict[str, Any]
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def keys(record: Json) -> list[str]:
    return [finding.key for finding in verify(json.dumps(record)).findings]


def found_in(text: str) -> list[str]:
    """What is found, be it that this is no record at all."""
    try:
        return [finding.key for finding in verify(text).findings]
    except Unreadable as unreadable:
        return [unreadable.finding.key]


def named(record: Json) -> set[tuple[str, Any]]:
    """Findings with the row or part they name."""
    found = verify(json.dumps(record)).findings
    return {(f.key, f.params.get("row", f.params.get("part", f.params.get("decision")))) for f in found}


def sealed_again(record: Json) -> Json:
    """The record with digests to match: what somebody does who knows how it is made."""
    for parts in (record, record.get("sealed", {})):
        if parts:
            parts["digests"] = digests_of({n: p for n, p in parts.items() if n not in ("digests", "sealed")})
    return record


# --- what is sound --------------------------------------------------------------------------------------------


def test_an_untouched_record_is_sound_and_says_what_was_checked(exported: Exported) -> None:
    public, sealed = (verify(json.dumps(record)) for record in (exported.public, exported.sealed))
    assert (public.findings, sealed.findings) == ((), ())
    assert public.rows == sealed.rows == len(exported.public["journal"]) > 10
    assert (public.recounted, public.proved) == (0, 1)
    assert (sealed.recounted, sealed.proved, sealed.erased) == (1, 1, 0)


def test_the_spelling_of_the_json_does_not_matter(exported: Exported) -> None:
    for text in (canonical(exported.sealed), json.dumps(exported.sealed, indent=4, ensure_ascii=True)):
        assert verify(text).findings == ()


def test_progress_is_told_and_ends_at_the_whole(exported: Exported) -> None:
    seen: list[int] = []
    verify(json.dumps(exported.sealed), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 100


async def test_a_vote_that_is_still_open_is_a_sound_record(tmp_path: Path) -> None:
    url = url_of(tmp_path / "open.db")
    await hold_a_vote(url, closed=False)
    found = await export(url)
    assert keys(found.sealed) == keys(found.public) == []


# --- what was told in the chat --------------------------------------------------------------------------------


def test_the_code_posted_with_the_result_is_that_of_the_export(exported: Exported) -> None:
    """Twelve characters in groups of four; the record and the count sheet have the whole."""
    (decision,) = exported.public["decisions"]
    (before,) = exported.rows("decided")
    ballots = exported.rows("ballot")
    head = next(r["seq"] for r in exported.public["journal"] if r["hash"] == decision["digest"])
    assert max(ballots) <= head < before
    short = decision["digest"][:DIGEST]
    grouped = f"{short[:4]} {short[4:8]} {short[8:]}"
    args = Args({"session": exported.case.session.id, "decision": decision["minutes"]["decision"]})
    assert grouped in CASE_CARDS["result"](exported.case, args, Words("zh-CN")).html
    assert decision["digest"] in CASE_CARDS["counts"](exported.case, args, Words("zh-CN")).html
    record = read(json.dumps(exported.public))
    assert has_digest(record, grouped) == has_digest(record, short.upper()) == [decision["number"]]
    assert has_digest(record, "0" * DIGEST) == has_digest(record, short[:7]) == []


def test_every_receipt_is_found_in_the_public_list_and_no_other(exported: Exported) -> None:
    record = read(json.dumps(exported.public))
    (decision,) = exported.public["decisions"]
    codes = {content["receipt"] for content in exported.contents().values() if "receipt" in content}
    assert len(codes) == len(CHOICES)
    assert all(has_receipt(record, f" {code.lower()} ") == [decision["number"]] for code in codes)
    assert has_receipt(record, "ZZZZZZ") == []


def test_the_public_record_shows_neither_choice_nor_receipt_nor_when_a_ballot_was_cast(exported: Exported) -> None:
    (proof,) = exported.public["proofs"]
    assert [set(ballot) for ballot in proof["ballots"]] == [{"receipt", "commitments"}] * len(CHOICES)
    assert [b["receipt"] for b in proof["ballots"]] == sorted(b["receipt"] for b in proof["ballots"])
    every = [commitment for ballot in proof["ballots"] for commitment in ballot["commitments"]]
    assert len(set(every)) == len(every) == 3 * len(CHOICES)
    text = json.dumps(exported.public)
    assert not any(content["receipt"] in text for content in exported.contents().values() if "receipt" in content)


# --- any one change -------------------------------------------------------------------------------------------


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in a record that is a value of its own, or empty."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    below = [leaf for name, held in inside for leaf in leaves(held, (*path, name))]
    return below or [path]


def put(record: Json, path: tuple[Any, ...], value: Any) -> Json:
    changed: Any = copy.deepcopy(record)
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    found: Json = changed
    return found


def with_another_letter(text: str, at: int) -> str:
    return text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :]


def otherwise(value: Any) -> st.SearchStrategy[Any]:
    """A value like this one, but another."""
    if isinstance(value, bool):
        return st.just(not value)
    if isinstance(value, int):
        return st.integers(-5, 2**70).filter(lambda other: other != value)
    if isinstance(value, str) and value:
        changed = st.integers(0, len(value) - 1).map(
            lambda i: value[:i] + ("0" if value[i] != "0" else "1") + value[i + 1 :]
        )
        return st.one_of(changed, st.just(""), st.text(max_size=4)).filter(lambda other: other != value)
    return st.one_of(st.integers(), st.text(), st.just([1]), st.just({"a": 1})).filter(lambda other: other != value)


@pytest.mark.parametrize("kind", ["public", "sealed"])
@MANY
@given(data=st.data())
def test_any_changed_field_is_found(exported: Exported, kind: str, data: st.DataObject) -> None:
    record: Json = getattr(exported, kind)
    path = data.draw(st.sampled_from(leaves(record)))
    held: Any = record
    for name in path:
        held = held[name]
    changed = put(record, path, data.draw(otherwise(held)))
    assert found_in(json.dumps(changed))


@MANY
@given(data=st.data())
def test_a_row_dropped_doubled_moved_swapped_or_inserted_is_found_and_named(
    exported: Exported, data: st.DataObject
) -> None:
    """Also where whoever did it made the digests of the file match again."""
    record = copy.deepcopy(exported.sealed if data.draw(st.booleans()) else exported.public)
    rows = record["journal"]
    here = data.draw(st.integers(0, len(rows) - 1))
    seq, last = rows[here]["seq"], rows[-1]["seq"]
    way = data.draw(st.sampled_from(["drop", "double", "move", "swap", "insert"]))
    expected: set[tuple[str, int]]
    if way == "drop":
        del rows[here]
        expected = {("cut-off" if seq == last else "row-missing", seq)}
    elif way == "double":
        rows.insert(data.draw(st.integers(0, len(rows))), rows[here])
        expected = {("row-twice", seq)}
    elif way == "move":
        there = data.draw(st.integers(0, len(rows) - 1).filter(lambda other: other != here))
        rows.insert(there, rows.pop(here))
        out_of_place = {a["seq"] for b, a in pairwise(rows) if a["seq"] < b["seq"]}
        expected = {("row-moved", min(out_of_place))}
    elif way == "swap":
        there = data.draw(st.integers(0, len(rows) - 1).filter(lambda other: other != here))
        for name in ("at", "kind", "public", "commitment", "prev", "hash"):
            rows[here][name], rows[there][name] = rows[there][name], rows[here][name]
        expected = {("row-changed", seq), ("row-changed", rows[there]["seq"])}
    else:
        rows.append({**rows[here], "seq": last + 1, "prev": rows[-1]["hash"]})
        expected = {("row-added", last + 1), ("row-changed", last + 1)}
    assert expected <= named(sealed_again(record))


def test_a_content_changed_taken_or_added_is_found_and_named(exported: Exported) -> None:
    seq = exported.rows("ballot")[2]

    def with_contents(contents: list[Json]) -> Json:
        record = copy.deepcopy(exported.sealed)
        record["sealed"]["journal"] = contents
        return sealed_again(record)

    whole = exported.sealed["sealed"]["journal"]
    others = [kept for kept in whole if kept["seq"] != seq]
    (mine,) = [kept for kept in whole if kept["seq"] == seq]
    forged = {**mine, "content": {**mine["content"], "choice": "oppose", "elector": "person:999"}}
    assert ("content-changed", seq) in named(with_contents([*others, forged]))
    assert ("content-missing", seq) in named(with_contents(others))
    assert ("content-twice", seq) in named(with_contents([*whole, mine]))
    assert ("content-added", 9999) in named(with_contents([*whole, {**mine, "seq": 9999}]))


@pytest.mark.parametrize("kind", ["public", "sealed"])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("participating", "heads"), 6), (("agree", "heads"), 4), (("oppose", "heads"), 0), (("abstain", "heads"), 2),
        (("late",), 0), (("void",), 3), (("outcome",), "failed"), (("quorum", "met"), False),
        (("passing", "checks", 0, "votes"), 4),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_found_whoever_made_the_digests_match(
    exported: Exported, kind: str, path: tuple[Any, ...], value: Any
) -> None:
    record = put(getattr(exported, kind), ("decisions", 0, *path), value)
    assert "decision-differs" in keys(sealed_again(record))


def test_a_decision_or_proof_taken_doubled_or_invented_is_found(exported: Exported) -> None:
    for part in ("decisions", "proofs"):
        for change in ([], [*exported.public[part], *exported.public[part]]):
            assert keys(sealed_again({**copy.deepcopy(exported.public), part: change})) != []
    invented = put(exported.public, ("decisions", 0, "minutes", "decision"), 424242)
    assert {"decision-unknown", "decision-missing"} <= set(keys(sealed_again(invented)))


def test_another_rule_flow_text_or_code_is_found(exported: Exported) -> None:
    share = exported.public["decisions"][0]["rule"]["pass"]["head"]
    easier = put(exported.public, ("decisions", 0, "rule", "pass", "head"), {**share, "op": "ge"})
    assert "decision-rule" in keys(sealed_again(easier))
    assert "flow-changed" in keys(sealed_again(put(exported.public, ("flow", "version"), 99)))
    assert "decision-motion" in keys(sealed_again(put(exported.public, ("decisions", 0, "motion_hash"), "0" * 64)))
    other = exported.public["journal"][1]["hash"]
    assert "decision-digest" in keys(sealed_again(put(exported.public, ("decisions", 0, "digest"), other)))


def test_what_is_no_record_is_told_apart(exported: Exported) -> None:
    for text, key in (
        ("{", "not-json"), ('{"a": 1, "a": 2}', "not-json"), ('{"a": NaN}', "not-json"), ("[" * 100_000, "not-json"),
        ("[]", "not-a-record"), ("{}", "not-a-record"), ('{"format": "youshi-record/1"}', "other-format"),
        (json.dumps(put(exported.public, ("journal", 3, "seq"), "4")), "unreadable"),
    ):  # fmt: skip
        with pytest.raises(Unreadable) as unreadable:
            verify(text)
        assert unreadable.value.finding.key == key


# --- proofs ---------------------------------------------------------------------------------------------------


def test_totals_that_the_commitments_do_not_open_to_are_found_in_public(exported: Exported) -> None:
    """Even where decision, minutes and digests were all made to match."""
    record = copy.deepcopy(exported.public)
    record["proofs"][0]["totals"]["agree"]["heads"] += 1
    assert "proof-total" in keys(sealed_again(record))
    mask = exported.public["proofs"][0]["totals"]["oppose"]["mask"]
    for other in (with_another_letter(mask, len(mask) - 1), "1"):
        record = put(exported.public, ("proofs", 0, "totals", "oppose", "mask"), other)
        assert "proof-total" in keys(sealed_again(record))


def test_a_ballot_left_out_of_the_list_or_counted_twice_is_found_in_public(exported: Exported) -> None:
    ballots = exported.public["proofs"][0]["ballots"]
    for change in (ballots[1:], [*ballots[1:], ballots[1]]):
        assert "proof-ballots" in keys(sealed_again(put(exported.public, ("proofs", 0, "ballots"), change)))


def test_commitments_that_balance_each_other_are_found_with_the_sealed_record(exported: Exported) -> None:
    """Two unlawful ballots whose sum is right: only the sealed record shows that, as the proof says of itself."""
    record = copy.deepcopy(exported.sealed)
    first, second = record["proofs"][0]["ballots"][:2]
    first["commitments"][0], second["commitments"][0] = second["commitments"][0], first["commitments"][0]
    public = {name: part for name, part in record.items() if name != "sealed"}
    assert keys(sealed_again(copy.deepcopy(public))) == []
    assert keys(sealed_again(record)) == ["proof-differs"]


# --- two records ----------------------------------------------------------------------------------------------


def test_a_public_and_a_sealed_record_of_one_session_are_alike_and_a_forged_one_is_not(exported: Exported) -> None:
    public, sealed = (read(json.dumps(one)) for one in (exported.public, exported.sealed))
    assert compare(public, sealed) == []
    cut = read(json.dumps({**exported.public, "journal": exported.public["journal"][:5]}))
    assert compare(cut, sealed) == []
    forged = put(exported.public, ("journal", 4, "hash"), "0" * 64)
    assert [f.key for f in compare(read(json.dumps(forged)), sealed)] == ["row-differs"]
    fewer = put(exported.public, ("proofs", 0, "ballots"), exported.public["proofs"][0]["ballots"][1:])
    assert [f.key for f in compare(read(json.dumps(fewer)), sealed)] == ["proof-not-alike"]
    elsewhere = put(exported.public, ("session", "number"), "2026-别处-001")
    assert [f.key for f in compare(read(json.dumps(elsewhere)), sealed)] == ["other-session"]


# --- erasures -------------------------------------------------------------------------------------------------


async def test_marked_erasures_are_accepted_and_the_vote_is_still_recounted_and_proved(
    exported: Exported, voted: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(voted, tmp_path))
    contents = exported.contents()
    first, *_, last = exported.rows("ballot")
    opened = exported.rows("session-opened")[0]
    changed = [seq for seq in exported.rows("ballot") if contents[seq]["elector"] == contents[first]["elector"]]
    assert len(changed) == 2
    gone = await erase(url_of(path), [changed[1], last, opened])
    assert gone == {*changed, last, opened}, "with the ballot that counts goes the one it replaced"
    after = await export(url_of(path))
    report = verify(json.dumps(after.sealed))
    assert (report.findings, report.erased, report.recounted) == ((), 4, 1)
    assert keys(after.public) == []
    assert after.public["proofs"] == exported.public["proofs"], "the proof is the one published before"
    assert compare(read(json.dumps(after.public)), read(json.dumps(exported.public))) == []
    left = json.dumps([content for seq, content in after.contents().items() if seq > last])
    assert not gone & after.contents().keys()
    assert not any(str(contents[seq]["elector"]) in left for seq in changed)
    assert await erase(url_of(path), [*gone, *after.rows("erased")]) == frozenset()


async def test_a_content_that_is_gone_without_a_mark_is_found(exported: Exported) -> None:
    seq = exported.rows("ballot")[0]
    record = copy.deepcopy(exported.sealed)
    record["sealed"]["journal"] = [kept for kept in record["sealed"]["journal"] if kept["seq"] != seq]
    assert ("content-missing", seq) in named(sealed_again(record))


async def test_ballots_of_a_vote_that_is_not_over_are_left_to_be_erased_after_it(tmp_path: Path) -> None:
    url = url_of(tmp_path / "open.db")
    await hold_a_vote(url, closed=False)
    before = await export(url)
    ballots, opened = before.rows("ballot"), before.rows("session-opened")
    assert await erase(url, [*ballots, *opened]) == frozenset(opened)
    assert keys((await export(url)).sealed) == []
