"""setWebhook, deleteWebhook, getWebhookInfo: which webhooks Telegram takes, and what it says of them."""

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot.rehearsal.emulator.calls import Call, Described
from bot.rehearsal.emulator.objects import seconds
from bot.rehearsal.emulator.refusals import bad_request
from bot.rehearsal.emulator.updates import KINDS, UNASKED
from bot.rehearsal.emulator.webhook import LOOPBACK, Webhook
from bot.rehearsal.emulator.world import World

PORTS = frozenset({443, 80, 88, 8443})
SECRET_LIMIT = 256
CONNECTIONS, CONNECTION_LIMIT = 40, 100

_SECRET = re.compile(r"[A-Za-z0-9_-]*")


def set_webhook(world: World, call: Call) -> Described:
    """An empty address takes the webhook away; one that is refused leaves none, as the old one goes first."""
    url = call.text("url").strip()
    if not url:
        return delete_webhook(world, call)
    address = _parts(url)
    secret = call.text("secret_token")
    if len(secret) > SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    asked = call.structure("allowed_updates", "allowed updates")
    if asked is not None and not isinstance(asked, list):
        raise bad_request("expected an Array of String as allowed updates")
    webhook = Webhook(
        address.geturl(),
        secret,
        min(max(call.integer("max_connections", CONNECTIONS), 1), CONNECTION_LIMIT),
        call.text("ip_address"),
        "certificate" in call.files,
    )
    if asked is not None:
        world.updates.allow(asked)
    if call.flag("drop_pending_updates"):
        world.updates.drop()
    if webhook == world.deliveries.webhook:
        return Described(True, "Webhook is already set")
    world.deliveries.remove()
    _check_address(address, loopback=world.loopback_webhooks)
    world.deliveries.set(webhook)
    return Described(True, "Webhook was set")


def delete_webhook(world: World, call: Call) -> Described:
    if call.flag("drop_pending_updates"):
        world.updates.drop()
    if world.deliveries.webhook is None:
        return Described(True, "Webhook is already deleted")
    world.deliveries.remove()
    return Described(True, "Webhook was deleted")


def get_webhook_info(world: World, _call: Call) -> dict[str, Any]:
    webhook, failure = world.deliveries.webhook, world.deliveries.last_error
    info: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": webhook is not None and webhook.has_certificate,
        "pending_update_count": world.updates.undelivered,
    }
    if webhook is not None:
        info["max_connections"] = webhook.max_connections
        info["ip_address"] = webhook.ip_address or ("127.0.0.1" if world.loopback_webhooks else "203.0.113.1")
        if failure is not None:
            info |= {"last_error_date": seconds(failure[0]), "last_error_message": failure[1]}
    if world.updates.allowed != KINDS - UNASKED:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        readable = bool(parts.hostname) and parts.port != 0 and parts.scheme in ("http", "https")
    except ValueError:
        readable = False
    if not readable or any(character.isspace() for character in url):
        raise bad_request("invalid webhook URL specified")
    return parts


def _check_address(address: SplitResult, *, loopback: bool) -> None:
    host = address.hostname or ""
    if loopback and address.scheme == "http" and host in LOOPBACK:
        return
    if address.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (address.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    try:
        number = ip_address(host)
    except ValueError:
        if host == "localhost":
            raise bad_request("bad webhook: IP address 127.0.0.1 is reserved") from None
        return
    if not number.is_global:
        raise bad_request(f"bad webhook: IP address {host} is reserved")


METHODS: Mapping[str, Callable[[World, Call], Any]] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
