"""The JSON Schema of flow files, for editors: made from the models, with `extends` and `drop`.

A file that extends another may leave out everything and set `null`; any other must be whole. What a schema
cannot say is left to `flow_files`.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from bot.deliberation.flow import Flow

_NULL = {"type": "null"}


def flow_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) that shipped and operators' flow files satisfy."""
    whole = Flow.model_json_schema(by_alias=True)
    parts: dict[str, Any] = whole.pop("$defs")
    partial = {f"{name}Override": _loosened(schema) for name, schema in parts.items()}
    override = _loosened(whole)
    override["properties"] |= {
        "extends": {"type": "string", "description": "The id of the flow this one changes."},
        "drop": {"type": "array", "items": {"type": "string"}, "description": "Inherited stages to leave out."},
    }
    override["required"] = ["extends"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "有事来聊 flow",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/FlowOverride"},
        "else": {"$ref": "#/$defs/Flow"},
        "$defs": parts | {"Flow": whole} | partial | {"FlowOverride": override},
    }


def _loosened(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A copy in which nothing is required but the `id` of a stage, and every key may be `null`."""
    loose: dict[str, Any] = _renamed(deepcopy(dict(schema)))
    if "properties" in loose:
        kind = loose["properties"].get("kind")
        loose.pop("required", None)
        loose["properties"] = {
            name: {"anyOf": [rule, _NULL]} if name not in ("id", "kind") else rule
            for name, rule in loose["properties"].items()
        }
        if kind is not None:
            loose["required"] = ["id"]
    return loose


def _renamed(value: Any) -> Any:
    """References lead to the loosened parts; a union by `kind` becomes any of its members."""
    if isinstance(value, dict):
        renamed = {key: _renamed(each) for key, each in value.items() if key != "discriminator"}
        if "discriminator" in value and "oneOf" in renamed:
            renamed["anyOf"] = renamed.pop("oneOf")
        if isinstance(renamed.get("$ref"), str):
            renamed["$ref"] += "Override"
        return renamed
    return [_renamed(each) for each in value] if isinstance(value, list) else value
