"""The browser chat: a group with the real bot for people without a token, on this machine alone.

    house.py      one community put on: emulator, bot, neighbours, clock
    tempo.py      who lets time pass: visitors, and what is due
    sight.py      what one person sees of it, as JSON
    hands.py      what one person does
    inside.py     what happens inside, for those who want to learn
    visitors.py   the open tabs, and what is told to each
    guard.py      who may speak to the server at all
    server.py     HTTP on 127.0.0.1
    static/       the page itself: HTML, CSS and modules of JavaScript, nothing built and nothing fetched

Telegram is played by `rehearsal.emulator`, the neighbours by `rehearsal.neighbours`.
"""
