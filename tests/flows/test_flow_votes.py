"""Ways to vote in flow files: what a flow writes, what it need not write, and what is printed of it."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.deliberation.flow import Flow, Vote
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.rules import Rule
from bot.flow_drawing import effective_yaml
from bot.flow_files import FlowErrors, FlowLibrary
from bot.i18n import Words
from bot.rehearsal.preview import preview

from .conftest import GOOD, edited

HALF = {"op": "gt", "num": 1, "den": 2, "base": "electorate"}
LOW = {"head": HALF, "area": HALF}
QUOTED = {"source": "《管理规约》第十六条", "quote": "过半数业主参与即可表决。"}


def with_rule(*, standing: str = "consultation", **rule: Any) -> Flow:
    """五民议事法 with another rule for its vote; `budget_blocked` ends it."""
    stage = {"id": "jue", "rule": {"pass": None, "extend": None, **rule}, "next": {"budget_blocked": "guidang"}}
    if "fund" not in rule:
        del stage["next"]
    document = {"extends": "wumin", "id": "probe", "standing": standing, "stages": [stage]}
    return FlowLibrary().load(document).flow


def rule_of(flow: Flow) -> Rule:
    stage = flow.stage("jue")
    assert isinstance(stage, Vote)
    return stage.rule


STATED: dict[str, dict[str, Any]] = {
    "approve": {"pass": {"head": {**HALF, "base": "participating"}}},
    "single": {"runoff": True},
    "multi": {"max": 3, "winners": 2},
    "ranked": {"max": 3},
    "ranked_schulze": {},
    "score": {"scale": 10},
    "rank_budget": {"fund": "community", "on_misfit": "stop"},
    "equal_shares": {"fund": "street", "utility": "votes"},
}


@pytest.mark.parametrize("options", METHODS)
def test_every_way_to_vote_can_be_written_is_printed_in_full_and_reads_back(options: str) -> None:
    flow = with_rule(electorate="household", options=options, **STATED[options])
    again = FlowLibrary().load(YAML(typ="safe").load(effective_yaml(flow))).flow
    assert again.hash() == flow.hash()
    assert rule_of(flow).options == options
    assert all(getattr(rule_of(flow), key) == value for key, value in STATED[options].items() if key != "pass")


@pytest.mark.slow
@pytest.mark.parametrize("options", ["single", "ranked_schulze", "equal_shares"])
def test_every_card_of_every_way_to_vote_can_be_shown(options: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results name the choices by their titles and give the reason in words."""
    monkeypatch.setattr(Words, "strict", True)
    flow = with_rule(electorate="household", options=options, **STATED[options])
    shown = preview(flow, Words("en"))
    results = [one.message.html for one in shown if one.card == "result"]
    assert results
    assert all("Charging shed" in text for text in results)
    assert not any("{" in text or "c1" in text for text in results)


@pytest.mark.parametrize(("matter", "op", "num", "den"), [("manager", "gt", 1, 2), ("rebuild", "ge", 3, 4)])
def test_a_matter_brings_the_law_s_numbers_into_the_effective_flow(
    matter: str, op: str, num: int, den: int, tmp_path: Path
) -> None:
    before = GOOD[GOOD.index("      electorate: household") : GOOD.index("      extend: {by: 24h}")]
    file = tmp_path / "good.yaml"
    file.write_text(edited(GOOD, before, f"      electorate: owner\n      matter: {matter}\n"), encoding="utf-8")
    flow = FlowLibrary().load(file).flow
    stated = rule_of(flow).model_dump(mode="json")
    for part in ("head", "area"):
        assert stated["quorum"][part] == {"op": "ge", "num": 2, "den": 3, "base": "electorate"}
        assert stated["pass"][part] == {"op": op, "num": num, "den": den, "base": "participating"}
    assert Flow.model_validate_json(flow.canonical()) == flow, "a stored flow needs no law beside it"


def test_less_than_the_law_asks_is_refused_unless_the_local_rule_is_quoted() -> None:
    rule = {"electorate": "owner", "quorum": LOW, "pass": {"head": {**HALF, "base": "participating"}, "area": HALF}}
    with pytest.raises(FlowErrors) as refused:
        with_rule(standing="owners", **rule)
    assert [problem.key for problem in refused.value.problems if not problem.warning] == ["flow-below-law"]
    assert rule_of(with_rule(standing="owners", **rule, local_rule=QUOTED)).quorum is not None
    assert rule_of(with_rule(standing="consultation", **rule)).quorum is not None, "advice may ask for less"


def test_the_law_is_read_from_a_file_with_its_day() -> None:
    files = sorted((Path(__file__).parents[2] / "flows" / "law").glob("*.yaml"))
    assert [YAML(typ="safe").load(file)["in_force_from"] for file in files] == ["2021-01-01"]
