"""Rehearsal: the bot played against a Telegram that stands in the same process, with no resident watching."""
