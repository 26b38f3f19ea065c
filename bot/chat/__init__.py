"""How the bot speaks and what it understands, for any platform: cards, buttons, commands.

What a message looks like on a particular platform, and how it gets there, is left to the adapters (`telegram`)
and to `outbox`; what an act does, to `clerk`.
"""
