"""The real program, killed at random moments under a stream of votes, stage changes and announcements.

crowd.py    the groups and what people do in them, and what they were answered
program.py  `youshi run` as a process, and when it is killed
proof.py    what must hold afterwards, seen from outside and from inside
run.py      one whole run
"""
