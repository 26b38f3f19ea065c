"""What people do, as a script or a test has them do it: talk, press, send pictures, block the bot.

Only what a Telegram client would let them do is possible (`NotPossible` otherwise), but for the acts named
`forge_…`. Groups and who is in them are arranged by `places`.
"""

import re
from urllib.parse import parse_qs, urlsplit

from bot.rehearsal.emulator.acts import Act, NotPossible, Press
from bot.rehearsal.emulator.calls import Upload
from bot.rehearsal.emulator.files import store_upload
from bot.rehearsal.emulator.model import Button, Chat, Message, PressAnswer, StoredFile, User
from bot.rehearsal.emulator.text import NO_TEXT, TEXT_LIMIT, FormattedText, clean, settle, utf16_length
from bot.rehearsal.emulator.updates import Update
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
        if thread_id is not None and thread_id not in chat.topics:
            raise NotPossible(f"{chat.title} has no topic {thread_id}")
        return self._post(user, chat, body, None, reply_to, thread_id)

    def send_photo(
        self, user: User, chat: Chat, content: bytes, caption: str = "", *, reply_to: Message | None = None
    ) -> Act:
        """Post a picture; `content` is a PNG or JPEG."""
        photo = store_upload(self._world, "photo", Upload("photo.jpg", "image/jpeg", content))
        return self._post(user, chat, settle(clean(caption), []), photo, reply_to)

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
        if message.sender.is_bot or message.deleted:
            raise NotPossible("only people's own messages can be edited")
        self._world.revise(message, settle(clean(text), []), message.keyboard)
        return Act(message, tuple(self._world.offer_message(message, "edited_message")))

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
        button = self._button(chat, message_id, callback_data)
        return self._press(user, chat, message_id, callback_data, button)

    def forge_press(self, user: User, chat: Chat, message_id: int, callback_data: str) -> Press:
        """A press of a doctored client: any data, from anybody, on any message, even one long gone."""
        return self._press(user, chat, message_id, callback_data, None)

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

    def _press(self, user: User, chat: Chat, message_id: int, data: str, button: Button | None) -> Press:
        answers: list[PressAnswer] = []
        press: Press

        def on_answer(answer: PressAnswer) -> None:
            answers.append(answer)
            press.take(answer)

        opened, updates = self._world.press(user, chat, message_id, data, button, on_answer)
        press = Press(opened.id, tuple(updates))
        return press

    def _button(self, chat: Chat, message_id: int, data: str) -> Button:
        message = chat.message(message_id)
        for button in message.buttons if message else ():
            if button.callback_data == data:
                return button
        raise NotPossible(f"message {message_id} of {chat.title or chat.id} shows no button with {data!r}")

    def _post(
        self,
        user: User,
        chat: Chat,
        body: FormattedText,
        media: StoredFile | None,
        reply_to: Message | None,
        thread_id: int | None = None,
    ) -> Act:
        member = self._require_there(user, chat)
        if not (chat.is_private or chat.members_may_send or chat.member(user).administers):
            raise NotPossible(f"{user.first_name} may not write in {chat.title}")
        draft = Draft(user, body, media, reply_to=reply_to, thread_id=thread_id)
        if member:
            draft.sender, draft.sender_chat = self._world.anonymous, chat
            draft.signature = chat.member(user).title
        message = self._world.post(chat, draft)
        updates: list[Update] = self._world.offer_message(message)
        return Act(message, tuple(updates))

    def _require_there(self, user: User, chat: Chat) -> bool:
        """Whether the person acts anonymously in the chat; NotPossible where they cannot act at all."""
        if chat.is_private:
            if chat.peer is not user or user.blocked or user.deactivated:
                raise NotPossible(f"{user.first_name} cannot act in this private chat")
            user.started = True
            return False
        member = chat.member(user)
        if not member.present or chat.deleted or chat.migrated_to is not None:
            raise NotPossible(f"{user.first_name} is not in {chat.title}")
        return member.anonymous
