"""What Telegram refuses, in Telegram's words.

An `ApiRefusal` carries everything the answer needs; when to refuse is decided by the modules that raise it.
"""

from typing import Any


class ApiRefusal(Exception):
    """A call that fails: HTTP `status` (equal to `error_code`), prefixed `description`, `parameters`."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}


def bad_request(words: str, **parameters: Any) -> ApiRefusal:
    return ApiRefusal(400, f"Bad Request: {words}", parameters)


def forbidden(words: str) -> ApiRefusal:
    return ApiRefusal(403, f"Forbidden: {words}")


def too_many_requests(retry_after: int) -> ApiRefusal:
    """A flood refusal; `retry_after` is in whole seconds and travels in the `Retry-After` header as well."""
    return ApiRefusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def unauthorized() -> ApiRefusal:
    return ApiRefusal(401, "Unauthorized: invalid token specified")


def method_not_found() -> ApiRefusal:
    return ApiRefusal(404, "Not Found: method not found")


def request_too_large() -> ApiRefusal:
    return ApiRefusal(413, "Request Entity Too Large")


def terminated_by_other_poll() -> ApiRefusal:
    return ApiRefusal(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


def polling_with_webhook() -> ApiRefusal:
    return ApiRefusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


def terminated_by_webhook() -> ApiRefusal:
    return ApiRefusal(409, "Conflict: terminated by setWebhook request")
