"""有事来聊: a bot with which a community raises, discusses, decides, rates and shares its affairs.

This package holds only its version; the command line is `bot.__main__`, the composition root `bot.app`.
"""

__version__ = "0.3.0"
