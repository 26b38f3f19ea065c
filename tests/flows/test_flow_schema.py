"""The JSON Schema for editors says what the models say, and accepts what is shipped."""

from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.flow_files import SHIPPED
from bot.flow_schema import flow_schema
from bot.flow_shape import KINDS

SCHEMA = flow_schema()
FILES = sorted(SHIPPED.glob("*.yaml"))


def accepts(rule: dict[str, Any], value: Any) -> bool:
    """Whether the keywords that say which keys and values are known accept a value; others are not asked."""
    if "$ref" in rule:
        return accepts(SCHEMA["$defs"][rule["$ref"].rsplit("/", 1)[1]], value)
    if "if" in rule:
        return accepts(rule["then"] if "extends" in value else rule["else"], value)
    choices = rule.get("anyOf") or rule.get("oneOf")
    if choices and not any(accepts(choice, value) for choice in choices):
        return False
    if ("const" in rule and value != rule["const"]) or ("enum" in rule and value not in rule["enum"]):
        return False
    kinds: dict[str, type | tuple[type, ...]] = {
        "object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None),
    }  # fmt: skip
    if "type" in rule and not isinstance(value, kinds[rule["type"]]):
        return False
    if isinstance(value, dict):
        known, rest = rule.get("properties", {}), rule.get("additionalProperties", True)
        return set(rule.get("required", ())) <= set(value) and all(
            accepts(known[key], each) if key in known else rest is True or (rest and accepts(rest, each))
            for key, each in value.items()
        )
    return not isinstance(value, list) or all(accepts(rule.get("items", {}), each) for each in value)


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_shipped_flow_satisfies_the_schema(file: Any) -> None:
    assert accepts(SCHEMA, YAML(typ="safe").load(file))


@pytest.mark.parametrize(
    ("key", "value"),
    [("standing", "advice"), ("stages", [{"id": "x", "kind": "vot"}]), ("quorum", 3), ("drop", ["ti"])],
)
def test_the_schema_refuses_what_it_does_not_know(key: str, value: Any) -> None:
    whole = YAML(typ="safe").load(SHIPPED / "wumin.yaml")
    assert not accepts(SCHEMA, whole | {key: value})


def test_a_flow_that_extends_may_leave_out_and_take_away() -> None:
    assert accepts(SCHEMA, {"extends": "wumin", "id": "x", "drop": ["ti"], "stages": [{"id": "jue", "notice": None}]})
    assert not accepts(SCHEMA, {"id": "x", "stages": [{"id": "jue", "notice": None}]})
    assert not accepts(SCHEMA, {"extends": "wumin", "id": "x", "stages": [{"notice": None}]})


def test_every_kind_is_in_the_schema() -> None:
    mapping = SCHEMA["$defs"]["Flow"]["properties"]["stages"]["items"]["discriminator"]["mapping"]
    assert set(mapping) == set(KINDS)


def test_every_reference_leads_somewhere() -> None:
    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*(references(each) for each in value.values()))
        return set().union(*(references(each) for each in value)) if isinstance(value, list) else set()

    found = references(SCHEMA)
    assert found
    assert found <= {f"#/$defs/{name}" for name in SCHEMA["$defs"]}
