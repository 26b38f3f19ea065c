"""What the bot owes its chats, delivered: in order for each chat, none held up by another.

    outbox.py     the loop: what may go now, what comes of it
    delivery.py   one delivery: rendered from the state now, posted, edited, pinned, deleted or fetched
    shelf.py      where fetched files are kept
    recipient.py  who reads it: address, language, hours
    needless.py   what need not be said any more
    calm.py       the night, three posts a day, the pace

What is owed is written with its cause by `clerk` and kept by `storage.owing`; what it says is left to `chat.cards`,
how it is carried to the platform's courier.
"""

from bot.outbox.outbox import Outbox

__all__ = ["Outbox"]
