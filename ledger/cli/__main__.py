"""`python -m ledger.cli`: the command `pledger` without its script."""

import sys

from ledger.cli.main import main

sys.exit(main())
