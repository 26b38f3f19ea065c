"""A basic group becomes a supergroup: a new id, new message ids, and two service messages that tell of it."""

from bot.rehearsal.emulator import events
from bot.rehearsal.emulator.model import Chat, User
from bot.rehearsal.emulator.world import World


def migrate(world: World, chat: Chat, by: User) -> Chat:
    """The supergroup that takes the group's place. Its members come along, its messages do not."""
    new = world.add_group(chat.title or "", "supergroup")
    new.members, new.permissions = dict(chat.members), chat.permissions
    world.post_service(chat, by, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new
    world.tell(events.Migrated(world.now(), chat.id, new.id))
    world.post_service(new, by, {"migrate_from_chat_id": chat.id})
    return new
