"""Ballots: whose they are, the ways they come in, how they are kept, and how one is struck."""
