"""The commands of `youshi`: each decodes its arguments, calls one function of the house and prints what comes back.

    console.py   the language of the terminal, exit codes, errors as one sentence
    flows.py     check, draw, preview, schema
    running.py   run, migrate, doctor
    database.py  opening, migrating and copying the database for them
    checkup.py   what doctor found, in words
    backup.py    backup, restore
    stories.py   demo, rehearse
    records.py   export
    paper.py     paper

`bench` comes from `bot.bench`; `bot.__main__` puts them together.
"""
