"""Money: the books of a fund, what of it can be decided on, and what a decision may spend."""
