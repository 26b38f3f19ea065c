"""What is printed: a stairwell notice and the sheets of households, A4, as PDF.

Layout is here; which words and which session they show is left to `chat.cards.paper`.
"""
