"""`python -m ledger.demo`: run the demonstration; the exit code is 1 if anything that it claims does not hold."""

from __future__ import annotations

import sys

from ledger.demo.story import tell

if __name__ == "__main__":
    sys.exit(tell())
