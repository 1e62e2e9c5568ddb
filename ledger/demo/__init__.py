"""A demonstration: five agreements signed and filled from published terms and figures, through the command line.

`python -m ledger.demo` makes `demo.db` anew in the current folder. Every figure that goes in, and every one that a
result is held against, stands in `figures.json` with its source or with what it rests on instead.
"""
