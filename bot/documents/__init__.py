"""What leaves the house on paper or as a file: the record of a session as data, and what is printed."""
