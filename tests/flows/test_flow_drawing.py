"""Drawings and the effective form of flows, from the flow alone."""

from pathlib import Path

import pytest

from bot.flow_drawing import draw_mermaid, draw_text, effective_yaml
from bot.flow_files import SHIPPED, FlowLibrary

IDS = sorted(file.stem for file in SHIPPED.glob("*.yaml"))
WUMIN = FlowLibrary().load("wumin").flow


@pytest.mark.parametrize("flow_id", IDS)
def test_every_way_of_a_flow_is_an_arrow(flow_id: str) -> None:
    """In the chart and in the list; every stage is a box and a line of its own."""
    flow = FlowLibrary().load(flow_id).flow
    chart, text = draw_mermaid(flow), draw_text(flow)
    for number, stage in enumerate(flow.stages, 1):
        assert f"{stage.id} · {stage.kind}" in chart
        assert any(line.split()[0] == str(number) and f" {stage.kind}" in line for line in text.splitlines())
        for outcome, way in stage.next.items():
            target = f"s_{way.goto}".replace("-", "_") if way.goto else "flow_"
            arrows = [line for line in chart.splitlines() if line.startswith(f"  s_{stage.id.replace('-', '_')} ")]
            assert any(outcome in line and target in line for line in arrows)


def test_the_chart_of_wumin_shows_loops_hand_overs_and_ends() -> None:
    lines = [line.strip() for line in draw_mermaid(WUMIN).splitlines()]
    assert lines[0] == "flowchart TD"
    assert lines[1] == 'start(["五民议事法"]) --> s_ti'
    assert 's_jue["民决<br/>jue · vote"]' in lines
    assert 's_guidang(["归档<br/>guidang · archive"])' in lines
    assert 's_yi -->|"no_consensus ≤1"| s_yi' in lines
    assert 's_yi -.->|"no_consensus &gt;1"| s_guidang' in lines
    assert 's_jue -->|"failed ≤1<br/>tied ≤1"| s_yi' in lines
    assert 's_shouli -.->|"instant ↩ tiaochu"| s_yi' in lines
    assert 's_gongshi -->|"objection_upheld: procedure"| s_jue' in lines


def test_the_list_of_wumin_fits_a_phone_and_speaks_the_language_asked_for() -> None:
    lines = draw_text(WUMIN, "en").splitlines()
    assert "  no_consensus ↑ 3 Discuss ×1 → 9 Archive" in lines
    assert "  instant       ⇒ tiaochu ↩ 3 Discuss" in lines
    assert max(len(line) for line in draw_text(WUMIN).splitlines()) <= 44


@pytest.mark.parametrize("flow_id", IDS)
def test_the_effective_form_is_the_same_flow(flow_id: str, tmp_path: Path) -> None:
    """Written, read again and written again: one flow, one hash, one text."""
    flow = FlowLibrary().load(flow_id).flow
    file = tmp_path / "effective.yaml"
    file.write_text(effective_yaml(flow), encoding="utf-8")
    again = FlowLibrary().load(file)
    assert again.bases == ()
    assert again.flow.hash() == flow.hash()
    assert effective_yaml(again.flow) == file.read_text(encoding="utf-8")


def test_the_effective_form_writes_defaults_and_quotes_times() -> None:
    text = effective_yaml(WUMIN)
    assert "\n    check_within: 24h\n" in text
    assert '\n    close_at: "20:00"\n' in text
    assert "extends" not in text
    assert text.index("  - id: ti\n    kind: collect\n") < text.index("  - id: shouli\n    kind: screen\n")


def test_no_quorum_is_written_as_null() -> None:
    assert "\n      quorum: null\n" in effective_yaml(FlowLibrary().load("wumin-kuai").flow)
