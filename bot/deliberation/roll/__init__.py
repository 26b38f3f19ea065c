"""The roll 名册 as it is read, who owns what on it, and how it is corrected while a vote is ahead."""
