"""The door for machines: whether the program is alive and ready.

site.py       the one Starlette application; other routes are added there
readiness.py  what ready means
serving.py    listening, and ending in good order
"""
