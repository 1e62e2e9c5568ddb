Feature: Net sales
  Net Sales means the gross sales of the Product less the deductions agreed. A deduction is taken in full, or up to a
  fraction of the gross sales; what exceeds it is lost and is not carried to another Quarter.

  Rule: Net Sales are gross sales less the agreed deductions, each up to its cap on the gross sales of its Quarter.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        """
        kind: royalty
        on:
          net sales of: device
          deducting: { discounts: in full, returns: in full, rebates: in full, other: up to 1% of gross }
        from: company
        to: trust
        rate: 4%
        """
      And it is signed

    Scenario: Other deductions of 15,000 on gross sales of a million count up to 10,000
      When these sales are recorded:
        | on         | amount       | discounts | returns   | rebates    | other     |
        | 2026-02-10 | 1,000,000.00 | 80,000.00 | 30,000.00 | 120,000.00 | 15,000.00 |
      Then "royalty" makes due:
        | party | amount    | because                                                 |
        | trust | 30,400.00 | other 15,000.00 (at most 1% of gross) + 760,000.00 x 4% |
        | total | 30,400.00 |                                                         |

    Scenario: More sales in the quarter make room under the cap, sales of the next quarter don't
      When these sales are recorded:
        | ref    | on         | amount     | other    |
        | capped | 2026-02-10 | 500,000.00 | 8,000.00 |
        | room   | 2026-03-31 | 500,000.00 |          |
        | next   | 2026-04-01 | 500,000.00 |          |
      Then "royalty" makes due:
        | recorded with | amount    | because         |
        | capped        | 19,800.00 | 495,000.00 x 4% |
        | room          | 19,880.00 | 992,000.00 x 4% |
        | next          | 20,000.00 | 500,000.00 x 4% |
        | total         | 59,680.00 |                 |

    Scenario: A quarter of nothing but returns has no room for a capped deduction
      When these sales are recorded:
        | on         | amount    | other |
        | 2026-02-10 | -1,000.00 | 50.00 |
      Then "royalty" makes due:
        | for     | amount | because        |
        | 2026-Q1 | -40.00 | -1,000.00 x 4% |
        | total   | -40.00 |                |

    Scenario: A deduction that was not agreed is refused
      When these sales are recorded:
        | on         | amount       | freight |
        | 2026-02-10 | 1,000,000.00 |  500.00 |
      Then it is refused:
        """
        'freight' is not a deduction that the clause allows (--deduct). There are: discounts, returns, rebates, other.
        """
      And nothing more is recorded
