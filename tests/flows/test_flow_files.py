"""Flow files: what is shipped is sound, `extends` changes what it names, and errors stay in the file they are in."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.deliberation.flow import Evaluate, Flow, Vote
from bot.flow_files import SHIPPED, FlowErrors, FlowLibrary
from bot.i18n import Words

from .conftest import GOOD, edited

IDS = sorted(file.stem for file in SHIPPED.glob("*.yaml"))
OWN = "extends: good\nid: own\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder with one flow, `good`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def load(folder: Path, text: str, name: str = "own") -> Flow:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return FlowLibrary([folder]).load(name).flow


def told(folder: Path, text: str, name: str = "own") -> list[str]:
    with pytest.raises(FlowErrors) as raised:
        load(folder, text, name)
    return [problem.printed(Words("en")) for problem in raised.value.problems]


@pytest.mark.parametrize("flow_id", IDS)
def test_a_shipped_flow_is_sound(flow_id: str) -> None:
    """No error, and no warning but of flows it hands over to that are not shipped."""
    library = FlowLibrary()
    loaded = library.load(flow_id)
    assert loaded.flow.id == flow_id
    assert {warning.key for warning in loaded.warnings} <= {"flow-absent"}
    assert {str(warning.params["flow"]) for warning in loaded.warnings}.isdisjoint(library.ids())


def test_a_flow_is_found_by_id_by_file_and_as_a_mapping(folder: Path) -> None:
    library = FlowLibrary([folder])
    by_id, by_file = library.load("good"), library.load(folder / "good.yaml")
    as_mapping = library.load(YAML(typ="safe").load(GOOD))
    assert by_id.flow == by_file.flow == as_mapping.flow
    assert {"good", "wumin"} <= set(library.ids())


def test_a_flow_of_the_operator_comes_before_a_shipped_one_and_can_extend_it(folder: Path) -> None:
    (folder / "wumin.yaml").write_text("extends: wumin\nversion: 7\n", encoding="utf-8")
    loaded = FlowLibrary([folder]).load("wumin")
    assert loaded.flow.version == 7
    assert loaded.flow.stages == FlowLibrary().load("wumin").flow.stages


def test_extending_changes_the_named_keys_only(folder: Path) -> None:
    base, own = (
        load(folder, GOOD, "good"),
        load(folder, OWN + "stages:\n  - id: ping\n    rating: {satisfied_at: 5}\n"),
    )
    before, after = base.stage("ping"), own.stage("ping")
    assert isinstance(before, Evaluate)
    assert isinstance(after, Evaluate)
    assert after.rating == before.rating.model_copy(update={"satisfied_at": 5})
    assert own.model_copy(update={"id": "good", "stages": ()}) == base.model_copy(update={"stages": ()})
    assert [stage for stage in own.stages if stage.id != "ping"] == [
        stage for stage in base.stages if stage.id != "ping"
    ]


def test_null_takes_an_inherited_key_away(folder: Path) -> None:
    """What had a default has it again."""
    own = load(folder, OWN + "stages:\n  - {id: ti, label: null, accepts: null, close_at: null}\n")
    stage = own.stage("ti")
    assert stage.kind == "collect"
    assert (stage.label, stage.accepts.max_chars, stage.close_at) == ("", 500, None)


def test_no_quorum_is_said_with_null(folder: Path) -> None:
    """`quorum: null` asks for none, also where an electorate would bring one of its own."""
    own = load(folder, OWN + "stages:\n  - {id: jue, rule: {quorum: null, extend: null}}\n")
    stage = own.stage("jue")
    assert isinstance(stage, Vote)
    assert stage.rule.quorum is None


def test_new_stages_come_after_the_inherited(folder: Path) -> None:
    text = OWN + "stages:\n  - {id: weg, kind: archive}\n  - {id: jue, next: {tied: weg}}\n"
    own = load(folder, text)
    assert [stage.id for stage in own.stages][-2:] == ["guidang", "weg"]
    assert own.stage("jue").next["tied"].goto == "weg"


def test_dropped_stages_are_gone(folder: Path) -> None:
    text = OWN + "drop: [ping, xiang]\nstages:\n  - {id: ban, next: {done: guidang, abandoned: guidang}}\n"
    assert [stage.id for stage in load(folder, text).stages] == [
        "ti", "shouli", "yi", "jue", "gongshi", "ban", "guidang",
    ]  # fmt: skip


def test_a_chain_of_three_files_is_merged_from_its_root(folder: Path) -> None:
    (folder / "middle.yaml").write_text("extends: good\nid: middle\nversion: 2\nstanding: opinion\n", "utf-8")
    text = "extends: middle\nid: own\nversion: 3\nstages: [{id: jue, rule: {quorum: null, extend: null}}]\n"
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    loaded = FlowLibrary([folder]).load("own")
    assert loaded.bases == ("middle.yaml", "good.yaml")
    assert (loaded.flow.version, loaded.flow.standing, loaded.flow.id) == (3, "opinion", "own")


def test_an_error_is_told_in_the_file_that_wrote_it(folder: Path) -> None:
    (folder / "good.yaml").write_text(edited(GOOD, "period: 7d", "period: 7"), encoding="utf-8")
    assert [line.split(": ")[0] for line in told(folder, OWN + "standing: advice\n")] == [
        "good.yaml:48:13",
        "own.yaml:3:11",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("extends: own\nid: own\n", "1:10: Extending “own” leads back to this flow; a flow cannot build upon itself."),
        (OWN + "drop: shouli\n", "3:7: “drop” is a list of stage ids, such as [shouli, ping]."),
        (OWN + "drop: [shuli]\n", "3:8: There is no inherited stage “shuli” to drop. Did you mean “shouli”?"),
        (
            OWN + "drop: [xiang]\nstages: [{id: ping, next: {satisfied: guidang, insufficient: guidang,"
            " unsatisfied: guidang}}]\n",
            "3:8: “xiang” is dropped, but “abandoned” of the stage “ban” still leads there; give it another way.",
        ),
        (
            OWN + "stages:\n  - {id: pin, window: 3d}\n",
            "4:10: “pin” is not an inherited stage, and a new one needs a kind. Did you mean “ping”?",
        ),
        (
            OWN + "stages:\n  - {id: ping, kind: vote}\n",
            "4:22: The inherited stage “ping” is of kind evaluate, which cannot be changed; drop it and add a new one.",
        ),
        (OWN + "stages:\n  - {id: ping}\n  - {id: ping}\n",
         "5:10: There are two stages “ping”; every stage has an id of its own."),
        ("extends: good\nid: other\n",
         "2:5: The file own.yaml holds the flow “own”, but here its id is “other”; give both one name."),
    ],
)  # fmt: skip
def test_extending_wrongly_is_told(folder: Path, text: str, line: str) -> None:
    assert told(folder, text) == [f"own.yaml:{line}"]


def test_files_that_extend_each_other_are_a_circle(folder: Path) -> None:
    (folder / "a.yaml").write_text("extends: b\nid: a\n", encoding="utf-8")
    assert told(folder, "extends: a\nid: b\n", "b") == [
        "a.yaml:1:10: Extending “b” leads back to this flow; a flow cannot build upon itself."
    ]


def test_a_mapping_can_extend_and_keeps_the_lines_of_its_file(folder: Path) -> None:
    """As the `flow:` of a rehearsal script, read by ruamel.yaml."""
    script: Any = YAML().load("title: 试\nflow:\n  extends: good\n  version: 2\n  standing: advice\n")
    library = FlowLibrary([folder])
    with pytest.raises(FlowErrors) as raised:
        library.load(script["flow"], origin="script.yaml")
    assert [str(problem.mark) for problem in raised.value.problems] == ["script.yaml:5:13"]
    del script["flow"]["standing"]
    assert library.load(script["flow"]).flow.version == 2


def test_an_unknown_flow_is_told_with_the_nearest(folder: Path) -> None:
    with pytest.raises(FlowErrors) as raised:
        FlowLibrary([folder]).load("wumim")
    assert [problem.printed(Words("en")) for problem in raised.value.problems] == [
        "wumim: There is no flow “wumim”. Did you mean “wumin”?"
    ]


def test_a_file_that_is_not_utf_8_is_told(folder: Path) -> None:
    (folder / "own.yaml").write_bytes("id: own\nname: 名\n".encode("gb18030"))
    with pytest.raises(FlowErrors) as raised:
        FlowLibrary([folder]).load("own")
    assert str(raised.value) == "own.yaml:2:1: flow-not-utf8"


def test_the_hash_knows_no_comments_and_no_order_of_keys(folder: Path) -> None:
    """What is said counts, not how; and a running session's stored flow is the same flow again."""
    flow = load(folder, GOOD, "good")
    head, stages = GOOD.split("stages:\n")
    lines = head.splitlines()
    shuffled = "# another comment\nstages:\n" + stages + "\n".join(reversed(lines)) + "\n"
    assert load(folder, shuffled, "good").hash() == flow.hash()
    assert Flow.model_validate_json(flow.canonical()).hash() == flow.hash()
    assert load(folder, edited(GOOD, "period: 7d", "period: 8d"), "good").hash() != flow.hash()


def test_a_vote_without_a_window_closes_in_the_evening_and_touches_a_weekend(folder: Path) -> None:
    """Three days by default; a stated window is exact."""
    stated = load(folder, GOOD, "good").stage("jue")
    standard = load(folder, OWN + "stages:\n  - {id: jue, window: null}\n").stage("jue")
    assert isinstance(stated, Vote)
    assert isinstance(standard, Vote)
    assert (str(standard.window), standard.close_at, standard.touch_weekend) == ("72h", "20:00", True)
    assert (str(stated.window), stated.close_at, stated.touch_weekend) == ("72h", None, False)
