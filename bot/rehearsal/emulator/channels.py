"""Channels that post into their discussion group: Telegram forwards each post there by itself and pins it."""

from bot.rehearsal.emulator import events
from bot.rehearsal.emulator.model import Message
from bot.rehearsal.emulator.updates import Update
from bot.rehearsal.emulator.world import Draft, World


def forward_to_discussion(world: World, post: Message) -> list[Update]:
    """Put a channel's post into its discussion group; the updates the bot got of that, if any."""
    channel = post.chat
    if channel.kind != "channel" or channel.linked is None or post.service is not None:
        return []
    draft = Draft(
        world.service_account,
        post.body,
        post.media,
        sender_chat=channel,
        origin=post.whence,
        automatic=True,
        album=post.album,
    )
    copy = world.post(channel.linked, draft)
    channel.linked.pinned.append(copy)  # pinned without a service message
    world.tell(events.Pinned(world.now(), channel.linked.id, copy.id, by_bot=False, silent=True))
    return world.offer_message(copy)
