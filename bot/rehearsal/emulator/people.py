"""What people do, as a script or a test has them do it: talk, press, send pictures, block the bot.

Only what a Telegram client would let them do is possible (`NotPossible` otherwise), but for the acts named
`forge_…`. Groups and who is in them are arranged by `places`.
"""

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.emulator.acts import Act, NotPossible, Press
from bot.rehearsal.emulator.calls import Upload
from bot.rehearsal.emulator.channels import forward_to_discussion
from bot.rehearsal.emulator.files import store_upload
from bot.rehearsal.emulator.model import SENDING, Button, Chat, Message, Origin, PressAnswer, StoredFile, User
from bot.rehearsal.emulator.text import NO_TEXT, TEXT_LIMIT, FormattedText, clean, settle, utf16_length
from bot.rehearsal.emulator.world import Draft, World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class People:
    """The people of one world. Every act happens at the emulator's present time."""

    def __init__(self, world: World) -> None:
        self._world = world

    def new(
        self,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str | None = "zh-hans",
        is_bot: bool = False,
    ) -> User:
        """A new person, who has not met the bot yet."""
        return self._world.add_user(first_name, username, language_code, is_bot)

    def private_chat(self, user: User) -> Chat:
        return self._world.chats[user.id]

    def start(self, user: User, payload: str = "") -> Act:
        """Open the private chat with the bot by its Start button or a deep link, and unblock it if need be.

        `payload` is at most 64 of A–Z a–z 0–9 _ -.
        """
        if not _PAYLOAD.fullmatch(payload):
            raise NotPossible(f"a start payload cannot be {payload!r}")
        updates = self._world.change_block(user, blocked=False) if user.blocked else []
        user.started = True
        said = self.say(user, self.private_chat(user), f"/start {payload}".rstrip())
        return Act(said.message, (*updates, *said.updates))

    def say(
        self,
        user: User,
        chat: Chat,
        text: str,
        *,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Act:
        """Post a text. The bot is told of it only where privacy mode lets it see it."""
        body = settle(clean(text), [])
        if not body.text:
            raise NotPossible("an empty message cannot be sent")
        if utf16_length(body.text) > TEXT_LIMIT:
            raise NotPossible(f"a client cuts a text over {TEXT_LIMIT} characters into several")
        return self._post(user, chat, body, None, reply_to, thread_id)

    def say_as(self, user: User, channel: Chat, chat: Chat, text: str, *, reply_to: Message | None = None) -> Act:
        """Post a text to a supergroup in the name of a channel of one's own."""
        if chat.kind != "supergroup" or channel.kind != "channel" or channel.member(user).status != "creator":
            raise NotPossible(f"{user.first_name} cannot write in {chat.title} as {channel.title}")
        return self._post(user, chat, settle(clean(text), []), None, reply_to, channel=channel)

    def send_photo(
        self,
        user: User,
        chat: Chat,
        content: bytes,
        caption: str = "",
        *,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Act:
        """Post a picture; `content` is a PNG or JPEG."""
        photo = store_upload(self._world, "photo", Upload("photo.jpg", "image/jpeg", content))
        return self._post(user, chat, settle(clean(caption), []), photo, reply_to, thread_id)

    def send_album(self, user: User, chat: Chat, pictures: Sequence[bytes], caption: str = "") -> list[Act]:
        """Post 2–10 pictures at once; the caption stands under the first."""
        if not 2 <= len(pictures) <= 10:
            raise NotPossible("an album holds 2 to 10 pictures")
        album = self._world.next_album()
        captions = [settle(clean(caption), []), *[NO_TEXT] * (len(pictures) - 1)]
        photos = [store_upload(self._world, "photo", Upload("photo.jpg", "image/jpeg", one)) for one in pictures]
        return [
            self._post(user, chat, body, photo, None, album=album) for body, photo in zip(captions, photos, strict=True)
        ]

    def forward(self, user: User, message: Message, chat: Chat) -> Act:
        """Forward a message to another chat; it says where it came from."""
        if message.protected or message.deleted or message.service is not None:
            raise NotPossible("this message cannot be forwarded")
        return self._post(user, chat, message.body, message.media, None, origin=message.whence)

    def send_voice(
        self, user: User, chat: Chat, content: bytes, seconds: int, *, reply_to: Message | None = None
    ) -> Act:
        voice = self._world.store("voice", content, seconds=seconds)
        return self._post(user, chat, NO_TEXT, voice, reply_to)

    def send_document(
        self,
        user: User,
        chat: Chat,
        content: bytes,
        name: str,
        mime_type: str,
        caption: str = "",
        *,
        reply_to: Message | None = None,
    ) -> Act:
        document = store_upload(self._world, "document", Upload(name, mime_type, content))
        return self._post(user, chat, settle(clean(caption), []), document, reply_to)

    def edit(self, message: Message, text: str) -> Act:
        """The author changes a text or caption."""
        by_person = message.sender_chat is not None or not message.sender.is_bot
        if not by_person or message.deleted or message.origin is not None:
            raise NotPossible("only people's own messages can be edited")
        self._world.revise(message, settle(clean(text), []), message.keyboard)
        return Act(message, tuple(self._world.offer_message(message, edited=True)))

    def delete(self, user: User, message: Message) -> Act:
        """Delete one's own message, or as administrator anybody's; a bot is never told of it."""
        own = message.sender is user or message.chat.is_private
        if message.deleted or not (own or message.chat.member(user).may("can_delete_messages")):
            raise NotPossible(f"{user.first_name} cannot delete this message")
        self._world.remove(message, user)
        return Act(message, ())

    def pin(self, user: User, message: Message, *, silent: bool = False) -> Act:
        self._require_there(user, message.chat)
        return Act(message, tuple(self._world.pin(message, user, silent)))

    def press(self, user: User, chat: Chat, message_id: int, callback_data: str) -> Press:
        """Press a button that the message really shows."""
        self._require_there(user, chat)
        message = chat.message(message_id)
        button = _button(message, callback_data)
        if message is None or button is None:
            raise NotPossible(f"message {message_id} of {chat.title or chat.id} shows no button with {callback_data!r}")
        return self._press(user, chat, message, callback_data, button)

    def press_ephemeral(self, user: User, chat: Chat, ephemeral_id: int, callback_data: str) -> Press:
        """Press a button of a message that only this person sees."""
        self._require_there(user, chat)
        message = chat.ephemeral.get((user.id, ephemeral_id))
        button = _button(message, callback_data)
        if message is None or button is None:
            raise NotPossible(f"{user.first_name} sees no button with {callback_data!r}")
        return self._press(user, chat, message, callback_data, button)

    def forge_press(self, user: User, chat: Chat, message_id: int, callback_data: str) -> Press:
        """A press of a doctored client: any data, from anybody, on any message, even one long gone."""
        message = chat.message(message_id)
        return self._press(user, chat, message_id if message is None else message, callback_data, None)

    def press_url(self, user: User, chat: Chat, message_id: int, url: str) -> Act:
        """Press a link button the message shows; it must lead to the bot."""
        self._require_there(user, chat)
        message = chat.message(message_id)
        if message is None or all(button.url != url for button in message.buttons):
            raise NotPossible(f"message {message_id} shows no button with {url}")
        return self.follow(user, url)

    def follow(self, user: User, url: str) -> Act:
        """Open a deep link of the bot (`https://t.me/<bot>?start=<payload>`) and press Start."""
        parts = urlsplit(url)
        names_bot = parts.path.strip("/").lower() == (self._world.bot.username or "").lower()
        if parts.hostname not in ("t.me", "telegram.me") or not names_bot:
            raise NotPossible(f"{url} does not lead to the bot")
        return self.start(user, parse_qs(parts.query).get("start", [""])[0])

    def block(self, user: User) -> Act:
        return Act(None, tuple(self._world.change_block(user, blocked=True)))

    def unblock(self, user: User) -> Act:
        return Act(None, tuple(self._world.change_block(user, blocked=False)))

    def deactivate(self, user: User) -> None:
        """The person deletes their Telegram account; no update tells of it."""
        user.deactivated = True

    def repeat(self, act: Act | Press) -> None:
        """Deliver the updates of an act once more, as Telegram does now and then."""
        for update in act.updates:
            self._world.updates.repeat(update)

    def _press(self, user: User, chat: Chat, message: Message | int, data: str, button: Button | None) -> Press:
        press: Press

        def on_answer(answer: PressAnswer) -> None:
            press.take(answer)

        opened, updates = self._world.press(user, chat, message, data, button, on_answer)
        press = Press(opened.id, tuple(updates))
        return press

    def _post(
        self,
        user: User,
        chat: Chat,
        body: FormattedText,
        media: StoredFile | None,
        reply_to: Message | None,
        thread_id: int | None = None,
        *,
        channel: Chat | None = None,
        origin: Origin | None = None,
        album: str | None = None,
    ) -> Act:
        anonymous = self._require_there(user, chat)
        self._require_may_write(user, chat, media, thread_id)
        draft = Draft(user, body, media, reply_to=reply_to, thread_id=thread_id, origin=origin, album=album)
        if chat.kind == "channel":
            draft.sender_chat = chat
        elif channel is not None:
            draft.sender, draft.sender_chat = self._world.channel_bot, channel
        elif anonymous:
            draft.sender, draft.sender_chat = self._world.anonymous, chat
            draft.signature = chat.member(user).title
        message = self._world.post(chat, draft)
        updates = [*self._world.offer_message(message), *forward_to_discussion(self._world, message)]
        return Act(message, tuple(updates))

    def _require_may_write(self, user: User, chat: Chat, media: StoredFile | None, thread_id: int | None) -> None:
        member = chat.member(user)
        if chat.kind == "channel":
            allowed = member.may("can_post_messages")
        else:
            allowed = chat.permits(user, SENDING[media.kind if media else None][0])
        if chat.is_forum:
            topic = chat.general if thread_id is None else chat.topics.get(thread_id)
            if topic is None:
                raise NotPossible(f"{chat.title} has no topic {thread_id}")
            allowed = allowed and (not topic.closed or topic.founder is user or member.may("can_manage_topics"))
        if not allowed:
            raise NotPossible(f"{user.first_name} may not write in {chat.title}")

    def _require_there(self, user: User, chat: Chat) -> bool:
        """Whether the person acts anonymously in the chat; NotPossible where they cannot act at all."""
        if chat.is_private:
            if chat.peer is not user or user.blocked or user.deactivated:
                raise NotPossible(f"{user.first_name} cannot act in this private chat")
            user.started = True
            return False
        self._world.let_restrictions_end(chat)
        member = chat.member(user)
        if not member.present or chat.deleted or chat.migrated_to is not None:
            raise NotPossible(f"{user.first_name} is not in {chat.title}")
        return member.anonymous


def _button(message: Message | None, data: str) -> Button | None:
    shown = message.buttons if message is not None else ()
    return next((button for button in shown if button.callback_data == data), None)
