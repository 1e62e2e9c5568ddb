"""One module a clause kind: its terms, its formula and its sentences."""
