"""The Telegram adapter: updates become acts, what is owed becomes messages.

`polling` fetches updates and confirms them after their effects are committed; `incoming` reads one update;
`courier` sends. What an act does is left to `clerk`, what a card says to `chat.cards`.
"""

import os

# python-telegram-bot's switch to durations as timedelta; without it every flood answer warns
os.environ.setdefault("PTB_TIMEDELTA", "true")
