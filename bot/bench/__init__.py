"""The bench: how fast, how flat and how calm the bot is, in figures beside what was aimed for.

    measurements/  a file a measurement; `MEASUREMENTS` there is the list of them
    run.py         runs them in turn
    report.py      the figures with their aims, as JSON and as a table
    command.py     `youshi bench`

and what measurements are made of:

    programs.py    the programs that are measured, each a process of its own, and the load as they see it
    endpoint.py    the load: a fast Bot API that hands out presses, or brings them, and counts the answers
    ceiling.py     the fastest client we can write, for what the load could reach at all
    bare.py        a python-telegram-bot application that only answers the press
    town.py        a database as months of use would have left it: households, votes, groups
    played.py      the bot in this process, on a clock that is moved, with the emulator

Machines are noisy, so what is compared takes turns in one run, and every figure comes with its range. The bench
reports and judges nothing: it ends well whatever the figures are. What must hold is a test; that statements and rows
per ballot do not grow is one.
"""
