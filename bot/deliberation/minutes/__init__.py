"""The minutes: the chain of acts, what can be counted and proved from it alone."""
