"""Tests of the Telegram emulator, from outside: over HTTP, and by two Bot API clients nobody here wrote."""
