"""Small flows made of the shipped one: each begins with the stage a test is about, and needs no roll."""

_VOTE = (
    "notice: null, window: {window}, close_at: null, touch_weekend: false, remind: [50%, -2h], "
    "rule: {{electorate: member, quorum: null, extend: null}}, "
    "next: {{passed: {then}, failed: guidang, tied: guidang, inquorate: guidang}}"
)
_ONE_STAGE = """
extends: wumin
id: {id}
name: {{zh-CN: 试行, zh-TW: 試行, en: Trial}}
drop: [{drop}]
stages:
{stages}
"""
_OTHERS = ("ti", "shouli", "yi", "jue", "gongshi", "ban", "ping", "xiang")


def _flow(id_: str, stages: dict[str, str]) -> str:
    lines = "\n".join(f"  - {{id: {stage}, {keys}}}" for stage, keys in stages.items())
    return _ONE_STAGE.format(id=id_, drop=", ".join(s for s in _OTHERS if s not in stages), stages=lines)


PROCEDURES = {
    "quan": _flow(
        "quan",
        {
            "ti": "accepts: {fields: [problem, suggestion, place], require_suggestion: true}, "
            "next: {ready: shouli, empty: guidang}",
            "shouli": "next: {accepted: guidang, none_accepted: guidang, transferred: guidang, instant: guidang, "
            "overdue: guidang}",
        },
    ),
    "zhilouyuan": _flow("zhilouyuan", {"ti": "next: {ready: guidang, empty: guidang}"})
    + "scope: {levels: [building, unit]}\n",
    "hu-jue": _flow(
        "hu-jue",
        {
            "jue": "notice: null, window: 24h, close_at: null, touch_weekend: false, remind: [50%, -2h], "
            "rule: {quorum: null, extend: null}, "
            "next: {passed: guidang, failed: guidang, tied: guidang, inquorate: guidang}",
        },
    ),
    "zhiti": _flow("zhiti", {"ti": "next: {ready: guidang, empty: guidang}"}),
    "zhiyi": _flow(
        "zhiyi", {"yi": "next: {motion_ready: guidang, no_consensus: guidang}, exit: null, remind: null, limit: 5d"}
    ),
    "zhiban": _flow("zhiban", {"ban": "next: {done: guidang, abandoned: guidang}"}),
    "jue-kuai": _flow("jue-kuai", {"jue": _VOTE.format(window="24h", then="guidang")}),
    "jue-ye": _flow("jue-ye", {"jue": _VOTE.format(window="22h", then="guidang")}),
    "gongshi-kuai": _flow(
        "gongshi-kuai",
        {
            "jue": _VOTE.format(window="24h", then="gongshi"),
            "gongshi": "objections: {effects: {procedure: answer, substance: answer, eligibility: answer, "
            "counting: answer}}, next: {clear: guidang, objection_upheld: guidang}",
        },
    ),
}
