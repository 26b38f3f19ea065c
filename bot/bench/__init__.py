"""The bench: how fast the real bot takes votes, beside a bare bot that takes none, and whether the cost stays flat.

    endpoint.py  the load: a fast Bot API that hands out presses and counts answers, in a process of its own
    ceiling.py   the fastest client we can write, for what the load could reach at all
    bare.py      a python-telegram-bot application that only answers the press
    town.py      the real bot's database: households on a roll and motions put to the vote
    run.py       starts the processes and measures them in turn
    report.py    the figures, as JSON and as a table
    command.py   `youshi bench`

The bench reports; it judges nothing. That statements and rows per ballot do not grow is a test.
"""
