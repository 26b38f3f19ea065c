"""A judge we did not write: what the bot sends is held against aiogram's models of the Bot API's methods.

aiogram is imported when the first call is judged, for that takes seconds. What Telegram would answer is not judged
here but by the emulator.
"""

import json
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from bot.rehearsal.emulator.calls import RecordedCall


class Judge:
    """Hears calls (`hear`); `problems` are told when asked for."""

    def __init__(self) -> None:
        self._calls: list[RecordedCall] = []

    def hear(self, call: RecordedCall) -> None:
        self._calls.append(call)

    def problems(self) -> list[str]:
        return [problem for call in self._calls for problem in problems(call)]


def problems(call: RecordedCall) -> list[str]:
    """What aiogram's model of the method does not know or allow in the call; nothing where all is well."""
    model = _methods().get(call.method.lower())
    if model is None:
        return [f"{call.method}: no such method"]
    sent = {**dict.fromkeys(call.files, "attach://"), **call.parameters}
    # a file part that another parameter names is no parameter itself
    named = {name for name in call.files if any(f"attach://{name}" in str(v) for v in call.parameters.values())}
    decoded: dict[str, Any] = {}
    found = []
    for name, value in sent.items():
        field = model.model_fields.get(name)
        if field is None:
            if name not in named:
                found.append(f"{call.method}.{name}: no such parameter")
            continue
        decoded[name] = _decoded(value, field.annotation)
    try:
        parsed = model.model_validate(decoded)
    except ValidationError as refused:
        return found + [
            f"{call.method}.{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in refused.errors()
        ]
    return found + [f"{path}: no such field" for path in unknown_fields(parsed, call.method)]


def unknown_fields(parsed: Any, path: str) -> list[str]:
    """Every field of a raw object that aiogram's models do not know, by its path."""
    if isinstance(parsed, BaseModel):
        found = [f"{path}.{name}" for name in parsed.model_extra or {}]
        for name in type(parsed).model_fields:
            found += unknown_fields(getattr(parsed, name), f"{path}.{name}")
        return found
    if isinstance(parsed, list):
        return [field for n, item in enumerate(parsed) for field in unknown_fields(item, f"{path}[{n}]")]
    return []


@cache
def _methods() -> dict[str, type[BaseModel]]:
    from aiogram import methods

    known = [getattr(methods, name) for name in methods.__all__]
    return {one.__api_method__.lower(): one for one in known if isinstance(getattr(one, "__api_method__", None), str)}


def _decoded(value: Any, annotation: Any) -> Any:
    """A structure may come as the text of its JSON, unless the parameter is a text itself."""
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    kinds = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return value if str in kinds else json.loads(value)
