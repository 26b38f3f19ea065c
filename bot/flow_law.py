"""The law under flows: dated files in `flows/law/`, written into the rules that name their matter.

So the numbers stand in the effective flow, and a session runs by those it was opened with. What they mean, and
whether a rule asks for less, is left to `deliberation.voting.matters`.
"""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.deliberation.voting.matters import Law
from bot.flow_source import Piece, written_at

LAW = Path(__file__).parent.parent / "flows" / "law"


@cache
def law_in_force() -> Law:
    """The law of the file with the latest day."""
    found = (Law.model_validate(YAML(typ="safe").load(file)) for file in LAW.glob("*.yaml"))
    return max(found, key=lambda law: law.in_force_from)


def write_in(document: Piece, law: Law) -> None:
    """Give every rule that names a matter the law's quorum and majority for it, where it states none itself.

    A problem with them is one of the line that names the matter.
    """
    stages = document.mapping.get("stages")
    for stage in stages.items if stages else ():
        rule = stage.mapping.get("rule")
        matter = rule.mapping.get("matter") if rule else None
        if rule is None or matter is None or not isinstance(matter.value, str):
            continue
        floor = next((floor for name, floor in law.matters.items() if name == matter.value), None)
        if floor is not None:
            standard = {"quorum": floor.quorum, "pass": floor.passing}
            missing = {key: parts for key, parts in standard.items() if key not in rule.mapping}
            rule.mapping.update(
                {key: written_at(parts.model_dump(mode="json"), matter.mark) for key, parts in missing.items()}
            )
