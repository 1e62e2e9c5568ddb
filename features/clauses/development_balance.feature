Feature: Development balance
  One Party funds the development, and the other repays its part later, out of profit only: in each Quarter at most an
  agreed fraction of its share of that Quarter's profit, and nothing in a Quarter without profit, until the balance is
  repaid. The balance bears no interest.

  Background:
    Given the agreement "joint" between a and b, in GBP from 2026-01-01
    And its clause "profit":
      | kind    | profit share                                        |
      | of      | { revenue: net income of product, less: [selling] } |
      | shares  | { a: 50%, b: 50% }                                  |
      | losses  | funded now                                          |
      | held by | a                                                   |
    And its clause "balance":
      | kind      | development balance |
      | of        | development         |
      | funded by | a                   |
      | repaid by | b                   |
      | fraction  | 50%                 |
      | out of    | profit              |
      | at most   | 10%                 |
    And it is signed
    And these costs are recorded:
      | on         | of          | paid by | amount       |
      | 2026-01-01 | development | a       | 4,000,000.00 |

  Rule: Each quarter repays the balance, with at most the agreed fraction of the share of its profit.

    Scenario: A profit repays a tenth of the share, and a loss repays nothing
      Given these receipts are recorded:
        | on         | amount       |
        | 2026-02-01 | 5,000,000.00 |
      When these costs are recorded:
        | on         | of      | paid by | amount       |
        | 2026-05-01 | selling | a       | 1,000,000.00 |
      Then "balance" makes due:
        | for     | party | amount     | because                         | payable by |
        | 2026-Q1 | a     | 250,000.00 | 2,500,000.00 x 10% = 250,000.00 | 2026-04-30 |
        | total   |       | 250,000.00 |                                 |            |
      And "profit:loss" is borne:
        | for     | party | amount       | because            |
        | 2026-Q2 | a     |   500,000.00 | 1,000,000.00 x 50% |
        | 2026-Q2 | b     |   500,000.00 | 1,000,000.00 x 50% |
        | total   |       | 1,000,000.00 |                    |

  Rule: An amended fraction holds from its day on, and the last repayment is what is left of the balance.

    Background:
      Given these costs are recorded:
        | on         | of      | paid by | amount       |
        | 2026-05-01 | selling | a       | 1,000,000.00 |

    Scenario: A tenth for two quarters, then a fifth
      Given from 2026-07-01 its clause "balance" says:
        | kind      | development balance |
        | of        | development         |
        | funded by | a                   |
        | repaid by | b                   |
        | fraction  | 50%                 |
        | out of    | profit              |
        | at most   | 20%                 |
      When these receipts are recorded:
        | on         | amount        |
        | 2026-02-01 |  5,000,000.00 |
        | 2026-08-01 |  5,000,000.00 |
        | 2026-11-01 | 10,000,000.00 |
        | 2027-02-01 |  5,000,000.00 |
      Then "balance" makes due:
        | for     | party | amount       | because                                                                                                   |
        | 2026-Q1 | a     |   250,000.00 | balance 0.00 before + 1,750,000.00 after this repayment + 2,500,000.00 x 10%                              |
        | 2026-Q3 | a     |   500,000.00 | balance 1,750,000.00 before + 1,250,000.00 after this repayment + 2,500,000.00 x 20%                      |
        | 2026-Q4 | a     | 1,000,000.00 | balance 1,250,000.00 before + 250,000.00 after this repayment + 5,000,000.00 x 20%                        |
        | 2027-Q1 | a     |   250,000.00 | balance 250,000.00 before + 2,500,000.00 x 20% = 500,000.00 + less what is above the balance: -250,000.00 |
        | total   |       | 2,000,000.00 |                                                                                                           |
      And "profit" makes due:
        | for     | party | amount        | because             |
        | 2026-Q1 | a     |  2,500,000.00 | 5,000,000.00 x 50%  |
        | 2026-Q1 | b     |  2,500,000.00 | 5,000,000.00 x 50%  |
        | 2026-Q3 | a     |  2,500,000.00 | 5,000,000.00 x 50%  |
        | 2026-Q3 | b     |  2,500,000.00 | 5,000,000.00 x 50%  |
        | 2026-Q4 | a     |  5,000,000.00 | 10,000,000.00 x 50% |
        | 2026-Q4 | b     |  5,000,000.00 | 10,000,000.00 x 50% |
        | 2027-Q1 | a     |  2,500,000.00 | 5,000,000.00 x 50%  |
        | 2027-Q1 | b     |  2,500,000.00 | 5,000,000.00 x 50%  |
        | total   |       | 25,000,000.00 |                     |
      And the shares of risk and reward are:
        | party | cash         | risk share | received      | accrued       | reward share | parity |
        | a     | 2,500,000.00 |     0.5000 | 12,500,000.00 |          0.00 |       0.5000 | 1.0000 |
        | b     | 2,500,000.00 |     0.5000 |          0.00 | 12,500,000.00 |       0.5000 | 1.0000 |
        | total | 5,000,000.00 |     1.0000 | 12,500,000.00 | 12,500,000.00 |       1.0000 | -      |

    Scenario: The same, though the amendment was signed after it all
      Given these receipts are recorded:
        | on         | amount        |
        | 2026-02-01 |  5,000,000.00 |
        | 2026-08-01 |  5,000,000.00 |
        | 2026-11-01 | 10,000,000.00 |
        | 2027-02-01 |  5,000,000.00 |
      When from 2026-07-01 its clause "balance" says:
        | kind      | development balance |
        | of        | development         |
        | funded by | a                   |
        | repaid by | b                   |
        | fraction  | 50%                 |
        | out of    | profit              |
        | at most   | 20%                 |
      Then "balance" makes due:
        | for     | party | amount       | because            |
        | 2026-Q1 | a     |   250,000.00 | 2,500,000.00 x 10% |
        | 2026-Q3 | a     |   500,000.00 | 2,500,000.00 x 20% |
        | 2026-Q4 | a     | 1,000,000.00 | 5,000,000.00 x 20% |
        | 2027-Q1 | a     |   250,000.00 | 250,000.00         |
        | total   |       | 2,000,000.00 |                    |

  Rule: Only what the party that funds has spent is repaid.

    Scenario: The other party's cost is refused
      When these costs are recorded:
        | on         | of          | paid by | amount    |
        | 2026-02-01 | development | b       | 10,000.00 |
      Then it is refused:
        """
        The cost 'development' is a's own; no clause reads one of b (--party). Name one of: a.
        """
      And nothing more is recorded
