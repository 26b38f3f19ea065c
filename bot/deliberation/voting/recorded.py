"""What a count leaves in the record, by the field names of the export (DESIGN.md §7)."""

from dataclasses import asdict
from typing import Any

from bot.deliberation.figures import Figures, area_text
from bot.deliberation.voting.tally import Tally, Verdict


def figures_of(tally: Tally, verdict: Verdict) -> dict[str, Any]:
    """The record's figures: heads as integers, areas as decimal text of m², and each comparison made."""

    def both(figures: Figures) -> dict[str, Any]:
        return {"heads": figures.heads, "area": area_text(figures.area)}

    checks = {
        name: [
            {**asdict(check), "share": check.share.model_dump(), "met": check.met}
            for check in (verdict.quorum if name == "quorum" else verdict.passing)
        ]
        for name in ("quorum", "passing")
    }
    return {
        "electorate": both(tally.electorate or Figures()),
        **({"present": both(tally.present)} if tally.present is not None else {}),
        "participating": both(tally.participating),
        **{name: both(figures) for name, figures in tally.options.items()},
        **({"silent": both(tally.silent)} if tally.silent.heads else {}),
        **{way: both(figures) for way, figures in tally.brought.items()},
        "quorum": {"met": all(c.met for c in verdict.quorum), "checks": checks["quorum"]},
        "passing": {"met": all(c.met for c in verdict.passing), "checks": checks["passing"]},
        **_course(tally, verdict),
    }


def _course(tally: Tally, verdict: Verdict) -> dict[str, Any]:
    """How the count went, where there is more to it than the sums: what was chosen, from how much, step by step."""
    steps = [{"key": step.key, **step.params} for step in verdict.steps]
    if not steps and not verdict.chosen and not tally.budget:
        return {}
    return {"count": {"chosen": list(verdict.chosen), "budget": tally.budget, "steps": steps}}
