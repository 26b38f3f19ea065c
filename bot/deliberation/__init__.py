"""The rules of deliberation, and nothing else: no I/O, no clock, no await.

Everything here is a function of its arguments. Time arrives as an aware moment, people and papers as
records, and what follows is handed back as values. Keeping it all is left to `storage`, taking acts in
order to `clerk`, knowing that something is due to `deadlines`, words to `locales/`, and every chat to `chat`.

The decisions of a community must be checkable by hand, so they are made of integers and fractions:
heads are counted, areas are integers of 0.01 m², and no rule ever reads a rounded number.
"""
