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

FUND = """\
agreement: device-fund
title: A fund for a device
currency: GBP
effective: 2026-04-01
parties:
  investor: { name: Northern Capital }
  manager: { name: Device Partners }
clauses:
  returns:
    kind: waterfall
    of: device fund
    investors: investor
    preferred return: { rate: 8% }
    catch up: 100%
    carried: { to: manager, share: 20% }
    held by: manager
"""
"""A fund with one investor, whose manager holds the money and is carried."""

OUTCOMES = """\
agreement: device-outcomes
title: Payment by outcome
currency: GBP
effective: 2026-04-01
parties:
  hospital: { name: Northern Trust, role: host }
  supplier: { name: Smörgås Devices Ltd, role: developer }
clauses:
  shared-saving:
    kind: gain share
    outcome: bed days before surgery
    saving: { per: patient, verified by: health economics unit, grade: B }
    from: hospital
    to: { supplier: 50% }
    only if: { readmissions: at most 4% }
    cap: { amount: "150,000", per: year }
"""
"""A verified saving that is shared while readmissions are few."""

REGISTRY = """\
agreement: registry-access
title: Access to a registry
currency: GBP
effective: 2026-04-01
parties:
  trust: { name: Northern Trust, role: host }
  company: { name: Smörgås Devices Ltd, role: developer }
clauses:
  access:
    kind: data access fee
    data: the registry
    fee: 36,500
    from: company
    to: trust
  trial-cost:
    kind: cost share
    of: trial cost
    shares: { trust: 25%, company: 75% }
  ethics:
    kind: gate
    needs: [research ethics approval]
    kept by: trust
    while shut: { holds: [trial-cost], abates: [access] }
  privacy:
    kind: gate
    needs: [data protection impact assessment]
    begins: shut
    kept by: trust
    while shut: { abates: [access] }
"""
"""A subscription to data, a cost share, and the gates that hold and abate them."""

PUMP = """\
agreement: pump-licence
title: Licence of a pump
currency: GBP
effective: 2026-01-01
parties:
  licensor: { name: Northern Trust, role: host }
  licensee: { name: Smörgås Devices Ltd, role: developer }
clauses:
  royalty:
    kind: royalty
    on: net sales of pump
    from: licensee
    to: licensor
    rate: 5%
    dating: prorated by days
    reductions: [{ step down: 50%, from: patent expiry }]
  quarterly-report:
    kind: obligation
    article: "12.3"
    on: licensee
    duty: royalty report with sales by product
    due: 45 days after quarter end
    evidence: the report
    accepted by: licensor
    cure: 30 days
    otherwise: { interest: 4% over Bank Rate, on: royalty }
  spare-parts:
    kind: royalty
    on: net sales of spare parts
    from: licensee
    to: licensor
    rate: 2%
    survives: 24 months
"""
"""A royalty that steps down once a patent expires, a duty to report, and a tail that survives the licence."""

FUND_OPENING = """\
agreement: device-fund
clauses:
  returns:
    carried:
      capital not returned: 900,000
      preference accrued since and unpaid: 54,246.575342
      preference accrued up to: 2026-12-31
      first contribution: 2026-04-01
    entitled:
      investor: { to date: 100,000 }
    paid:
      - { from: manager, to: investor, amount: 75,000 }
"""
"""Where the fund stood at the end of 2026: 100,000 of a million distributed, of which 25,000 are still to be paid."""

EXPORT = """\
agreement: export-licence
title: Licence of a pump that is sold abroad
currency: GBP
effective: 2026-01-01
until: 2035-12-31
parties:
  licensor: { name: Example Hospitals NHS Trust }
  licensee: { name: Example Devices Ltd }
clauses:
  royalty: { kind: royalty, on: net sales of pump, from: licensee, to: licensor, rate: 6% }
  sold-abroad: { kind: conversion, rate: average of the quarter, source: Bank of England, of: [sales] }
  spent-abroad: { kind: conversion, rate: spot on the day, of: [costs] }
"""
"""An agreement with sales in other currencies."""

REBATE = """\
agreement: device-rebate
title: A price given back where nothing helped
currency: GBP
effective: 2026-04-01
parties:
  trust: { name: Northern Trust }
  company: { name: Smörgås Devices Ltd }
clauses:
  rebate:
    kind: outcome rebate
    outcome: response
    price: 3,000
    cycles: 4
    claim within: 60 days
    from: company
    to: trust
    evidence: laboratory report
"""
"""A rebate for those whom nothing helped."""

DOCUMENTS = {
    "export-licence": EXPORT,
    "registry-access": REGISTRY,
    "device-trial": TRIAL,
    "device-fund": FUND,
    "device-outcomes": OUTCOMES,
    "pump-licence": PUMP,
    "device-rebate": REBATE,
}
"""The text of each agreement by its id."""
