"""Agreements that are not in the sample ledger: a document each, to be signed by who needs it."""

from __future__ import annotations

TRIAL = """\
agreement: device-trial
title: Trial of a device
currency: GBP
effective: 2026-04-01
year: NHS
parties:
  trust: { name: Northern Trust, role: host }
  company: { name: Smörgås Devices Ltd, role: developer }
clauses:
  staff-time:
    kind: contribution in kind
    by: trust
    rates:
      - { item: nurse hour, rate: 38.50, from: 2026-04-01, overhead: 70% }
      - { item: scanner hour, rate: 410, from: 2026-04-01 }
    cap: { amount: 15,000 }
    accepted by: company
  trial-cost:
    kind: cost share
    of: trial cost
    shares: { trust: 25%, company: 75% }
    budget: { amount: 1m, tolerance: 10%, approved by: company }
"""
"""Hours contributed in kind, and a cost share with a budget."""

DOCUMENTS = {"device-trial": TRIAL}
"""The text of each agreement by its id."""
