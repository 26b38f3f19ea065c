"""The clerk: the only writer. One door for chats, clocks and the command line.

    clerk.py       the door: groups what arrives together into one commit, each act refused or accepted on its own
    ballots.py     standing acts, many at a time
    cases.py       acts and due moments of a session: load, rule, store
    house.py       people, roll, chats, roles, announcements
    submission.py  what is handed in

What may be done is decided in `deliberation`; how the outcome reaches a chat is left to `outbox`.
"""
