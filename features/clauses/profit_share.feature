Feature: Profit share
  At the end of each Quarter the Parties share the Net Profit, which is the revenue less the costs agreed, in the
  proportions agreed. What a loss does is agreed too: it is funded at once, carried forward until later profit has
  recovered it, or left with the Party that holds the money.

  Rule: A loss is funded at once or carried forward: each party ends with the same, but bears another risk on the way.

    Background:
      Given the agreement "venture" between a and b, in GBP from 2026-01-01

    Scenario: Funded now, each party bears its half of the first quarter's loss
      Given its clause "profit":
        | kind   | profit share                                            |
        | of     | { revenue: net income of licence, less: [development] } |
        | shares | { a: 50%, b: 50% }                                      |
        | losses | funded now                                              |
      And it is signed
      And these receipts are recorded:
        | on         | party | amount     |
        | 2026-02-01 | a     | 100,000.00 |
        | 2026-05-01 | a     | 200,000.00 |
        | 2026-08-01 | a     | 300,000.00 |
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-02-01 | a       | 300,000.00 |
        | 2026-05-01 | a       |  50,000.00 |
      Then "profit:loss" is borne:
        | for     | party | amount     | because                                                        |
        | 2026-Q1 | a     | 100,000.00 | -100,000.00 x 50% = -50,000.00 + 300,000.00 x 50% = 150,000.00 |
        | 2026-Q1 | b     | 100,000.00 | -100,000.00 x 50% = -50,000.00 + 300,000.00 x 50% = 150,000.00 |
        | total   |       | 200,000.00 |                                                                |
      And "profit" makes due:
        | for     | party | amount     | because                                          |
        | 2026-Q1 | a     |       0.00 | less 50,000.00 booked before                     |
        | 2026-Q1 | b     |       0.00 | less 50,000.00 booked before                     |
        | 2026-Q2 | a     |  75,000.00 | 200,000.00 x 50% + -50,000.00 x 50% = -25,000.00 |
        | 2026-Q2 | b     |  75,000.00 | 200,000.00 x 50% + -50,000.00 x 50% = -25,000.00 |
        | 2026-Q3 | a     | 150,000.00 | 300,000.00 x 50%                                 |
        | 2026-Q3 | b     | 150,000.00 | 300,000.00 x 50%                                 |
        | total   |       | 450,000.00 |                                                  |

    Scenario: Carried forward, nothing is shared until later profit has recovered the loss
      Given its clause "profit":
        | kind   | profit share                                            |
        | of     | { revenue: net income of licence, less: [development] } |
        | shares | { a: 50%, b: 50% }                                      |
        | losses | carried forward                                         |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount     |
        | 2026-02-01 | a       | 300,000.00 |
        | 2026-05-01 | a       |  50,000.00 |
      When these receipts are recorded:
        | on         | party | amount     |
        | 2026-02-01 | a     | 100,000.00 |
        | 2026-05-01 | a     | 200,000.00 |
        | 2026-08-01 | a     | 300,000.00 |
      Then nothing is due under "profit:loss"
      And "profit" makes due:
        | for     | party | amount     | because                                          |
        | 2026-Q3 | a     | 125,000.00 | 300,000.00 x 50% + -50,000.00 x 50% = -25,000.00 |
        | 2026-Q3 | b     | 125,000.00 | 300,000.00 x 50% + -50,000.00 x 50% = -25,000.00 |
        | total   |       | 250,000.00 |                                                  |

  Rule: Where one party holds the money, it pays the others their shares and keeps its own, which is its reward.

    Background:
      Given the agreement "venture" between a and b, in GBP from 2026-01-01
      And its clause "profit":
        | kind    | profit share                                            |
        | of      | { revenue: net income of licence, less: [development] } |
        | shares  | { a: 40%, b: 60% }                                      |
        | losses  | funded now                                              |
        | held by | b                                                       |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount    |
        | 2026-02-01 | b       | 10,000.00 |

    Scenario: The loss is a risk that both bear
      When the shares of "venture" are asked for
      Then the shares of risk and reward are:
        | party | cash      | risk share | received | accrued | reward share | unsettled |
        | a     |  4,000.00 |     0.4000 |     0.00 |    0.00 | -            | -4,000.00 |
        | b     |  6,000.00 |     0.6000 |     0.00 |    0.00 | -            |  4,000.00 |
        | total | 10,000.00 |     1.0000 |     0.00 |    0.00 | -            |      0.00 |

    Scenario: The holder's own share of the profit is received as it is kept
      When these receipts are recorded:
        | on         | amount    |
        | 2026-05-01 | 50,000.00 |
      Then the shares of risk and reward are:
        | party | cash      | risk share | received  | accrued   | reward share | parity | unsettled  |
        | a     |  4,000.00 |     0.4000 |      0.00 | 20,000.00 |       0.4000 | 1.0000 |  16,000.00 |
        | b     |  6,000.00 |     0.6000 | 30,000.00 |      0.00 |       0.6000 | 1.0000 | -16,000.00 |
        | total | 10,000.00 |     1.0000 | 30,000.00 | 20,000.00 |       1.0000 | -      |       0.00 |

    Scenario: Only the party that holds the money records income
      When these receipts are recorded:
        | on         | on behalf of | amount    |
        | 2026-05-01 | a            | 50,000.00 |
      Then it is refused:
        """
        The income is that of b, not of a (--on-behalf-of). Leave it out, or name b.
        """
      And nothing more is recorded

  Rule: A net profit interest pays its fraction of each quarter's proceeds less costs, and never less than nothing.

    Background:
      Given the agreement "interest" between trust and operator, in USD from 2020-01-01
      And its clause "interest":
        | kind       | profit share                                                                                              |
        | of         | { revenue: [net sales of oil, net sales of gas], less: [lease operating, production taxes, development] } |
        | shares     | { trust: 80%, operator: 20% }                                                                             |
        | losses     | not shared                                                                                                |
        | held by    | operator                                                                                                  |
        | rounding   | by quarter                                                                                                |
        | rounded to | 1                                                                                                         |
      And it is signed

    # https://uk.advfn.com/stock-market/NYSE/VOC/share-news/VOC-Energy-Trust-Announces-Trust-Quarterly-Distrib/90029656
    Scenario: The fourth quarter of 2022 of a royalty trust, to the dollar
      Given these costs are recorded:
        | on         | of               | paid by  | amount       |
        | 2022-11-01 | lease operating  | operator | 4,022,303.00 |
        | 2022-11-01 | production taxes | operator |   893,958.00 |
        | 2022-11-01 | development      | operator |   868,377.00 |
      When these sales are recorded:
        | on         | of  | amount        |
        | 2022-11-01 | oil | 10,556,507.00 |
        | 2022-11-01 | gas |    639,071.00 |
      Then "interest" makes due:
        | for     | party    | amount       | because                                                                                              | payable by |
        | 2022-Q4 | trust    | 4,328,752.00 | 10,556,507.00 x 80% + 639,071.00 x 80% + -4,022,303.00 x 80% + -893,958.00 x 80% + -868,377.00 x 80% | 2023-01-30 |
        | 2022-Q4 | operator | 1,082,188.00 | 10,556,507.00 x 20% + 639,071.00 x 20% + -4,022,303.00 x 20% + -893,958.00 x 20% + -868,377.00 x 20% |            |
        | total   |          | 5,410,940.00 |                                                                                                      |            |

    Scenario: A quarter whose costs are above its proceeds pays nothing, and owes nothing
      Given these costs are recorded:
        | on         | of               | paid by  | amount       |
        | 2020-05-01 | lease operating  | operator | 2,251,208.00 |
        | 2020-05-01 | production taxes | operator |   262,775.00 |
        | 2020-05-01 | development      | operator |   384,415.00 |
      When these sales are recorded:
        | on         | of  | amount       |
        | 2020-05-01 | oil | 2,764,248.00 |
        | 2020-05-01 | gas |   125,344.00 |
      Then nothing is due under "interest"
