Feature: Combination products
  A Product may be sold together with something else at one price. Then only the part of the Net Sales counts that the
  Product earned: A / (A + B), where A is the price of the Product sold on its own and B that of everything else; where
  one of them is not sold on its own, C / (C + D) by what they cost; else a fraction that the Parties agree.

  Rule: By standalone prices, the Net Sales of the combination count for A / (A + B).

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01

    Scenario Outline: What is left after reductions, where the floor is measured on the <floor> royalty
      Given its clause "royalty":
        """
        kind: royalty
        on: { net sales of: kit, combinations: [{ product: kit, prices: { ours: 60, others: 40 } }] }
        from: company
        to: trust
        rate: 10%
        reductions:
          - { step down: 50%, from: 2026-01-01 }
          - { stacking: 50% of third-party royalties, floor: 50% of the <floor> royalty, unused: carried forward }
        """
      And it is signed
      And these costs are recorded:
        | on         | of                    | amount    | paid by |
        | 2026-02-01 | third-party royalties | 40,000.00 | company |
      When these sales are recorded:
        | on         | amount       |
        | 2026-02-10 | 1,000,000.00 |
      Then "royalty" makes due:
        | party | amount    | because                                                                   |
        | trust | 60,000.00 | kit 1,000,000.00 x 60% (60 / (60 + 40) by standalone prices) = 600,000.00 |
        | total | 60,000.00 |                                                                           |
      And after 2026-Q1 these payments would settle everything:
        | clause  | pays    | receives | amount |
        | royalty | company | trust    | <due>  |
        | total   |         |          | <due>  |

      Examples: What the floor is measured on doubles the answer
        | floor     | due       |
        | unreduced | 30,000.00 |
        | reduced   | 15,000.00 |

  Rule: Each combination counts by its own fraction, from its own day on, and the Product itself in full.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        """
        kind: royalty
        on:
          net sales of: device
          deducting: { rebates: up to 10% of gross }
          combinations:
            - { product: kit, costs: { ours: 10, others: 20 } }
            - { product: kit, fraction: 50%, from: 2026-02-15 }
            - { product: bundle, fraction: 25% }
        from: company
        to: trust
        rate: 10%
        """
      And it is signed

    Scenario: The day before another fraction holds, and the day itself
      When these sales are recorded:
        | ref    | on         | of  | amount |
        | before | 2026-02-14 | kit | 300.00 |
        | after  | 2026-02-15 | kit | 300.00 |
      Then "royalty" makes due:
        | recorded with | amount | because                               |
        | before        |  10.00 | 100.00 x 10%                          |
        | after         |  15.00 | kit 300.00 x 50% (as agreed) = 150.00 |
        | total         |  25.00 |                                       |

    Scenario: Deductions come off each product before it counts in part
      When these sales are recorded:
        | on         | of     | amount | rebates |
        | 2026-02-10 | device | 100.00 |   20.00 |
        | 2026-02-10 | bundle | 400.00 |   20.00 |
      Then "royalty" makes due:
        | party | amount | because                                               |
        | trust |  18.50 | device 90.00, bundle 380.00 x 25% (as agreed) = 95.00 |
        | total |  18.50 |                                                       |
