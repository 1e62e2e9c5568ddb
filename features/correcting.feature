Feature: Correcting
  Nothing that was recorded is ever edited or deleted. What was recorded by mistake is reversed, what was reported
  wrongly is restated, and the difference is booked for the Quarter it belongs to. The order in which things were
  recorded makes no difference to what is due in the end.

  Background:
    Given the agreement "licence" between company, trust and university, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty                                                       |
      | on   | net sales of device                                           |
      | from | company                                                       |
      | to   | { trust: 85%, university: 15% }                               |
      | rate | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 7% }] } |
    And it is signed
    And these sales are recorded:
      | ref | on         | amount     |
      | Q1  | 2026-03-31 | 800,000.00 |
      | Q2  | 2026-06-30 | 600,000.00 |

  Rule: A fact and its reversal leave everything due as it was, in every quarter that the fact had moved.

    Scenario: Sales of the first quarter are reversed and the second falls below the edge
      When Q1 is reversed because "entered under the wrong product"
      Then "royalty" makes due:
        | for     | party      | amount    | because                       |
        | 2026-Q1 | trust      |      0.00 | less 34,000.00 booked before  |
        | 2026-Q1 | university |      0.00 | less 6,000.00 booked before   |
        | 2026-Q2 | trust      | 25,500.00 | 600,000.00 x 5% x 85%         |
        | 2026-Q2 | university |  4,500.00 | 600,000.00 x 5% x 15%         |
        | total   |            | 30,000.00 |                               |

    Scenario: What was booked and what took it back both stay in the ledger
      When Q2 is reversed because "entered under the wrong product"
      Then "royalty" makes due:
        | recorded with | for     | party      | amount    | because                       | true-up |
        | Q1            | 2026-Q1 | trust      | 34,000.00 | 800,000.00 x 5% x 85%         | no      |
        | Q1            | 2026-Q1 | university |  6,000.00 | 800,000.00 x 5% x 15%         | no      |
        | Q2            | 2026-Q2 | trust      |      0.00 | less 32,300.00 booked before  | yes     |
        | Q2            | 2026-Q2 | university |      0.00 | less 5,700.00 booked before   | yes     |
        | total         |         |            | 40,000.00 |                               |         |
      And the history is:
        | event | what happened                                                                         | effective  | why                             |
        | 1     | licence was signed                                                                    | 2026-01-01 |                                 |
        | 2     | licence/Q1: sales of device, GBP 800,000.00, by company on 2026-03-31                 | 2026-03-31 |                                 |
        | 3     | licence/Q2: sales of device, GBP 600,000.00, by company on 2026-06-30 (now: reversed) | 2026-06-30 |                                 |
        | 4     | reversed licence/Q2: sales of device, GBP 600,000.00, by company on 2026-06-30        | -          | entered under the wrong product |

  Rule: A restatement stands in place of what it restates, on the same day; reversing it lets the first figure count again.

    Scenario: The second quarter restated by twenty pence
      When these sales are recorded:
        | ref      | restates | amount     |
        | Q2-final | Q2       | 600,000.20 |
      Then "royalty" makes due:
        | recorded with | for     | party      | amount    | because                                       | true-up |
        | Q1            | 2026-Q1 | trust      | 34,000.00 | 800,000.00 x 5% x 85%                         | no      |
        | Q1            | 2026-Q1 | university |  6,000.00 | 800,000.00 x 5% x 15%                         | no      |
        | Q2            | 2026-Q2 | trust      | 32,300.00 | 200,000.00 x 5% x 85% + 400,000.00 x 7% x 85% | no      |
        | Q2            | 2026-Q2 | university |  5,700.00 | 200,000.00 x 5% x 15% + 400,000.00 x 7% x 15% | no      |
        | Q2-final      | 2026-Q2 | trust      |      0.01 | 200,000.00 x 5% x 85% + 400,000.20 x 7% x 85% | yes     |
        | total         |         |            | 78,000.01 |                                               |         |

    Scenario: The restatement itself was wrong
      Given these sales are recorded:
        | ref      | restates | amount     |
        | Q2-final | Q2       | 700,000.00 |
      When Q2-final is reversed because "the distributor withdrew its figure"
      Then "royalty" makes due:
        | for     | party      | amount    | because                                       |
        | 2026-Q1 | trust      | 34,000.00 | 800,000.00 x 5% x 85%                         |
        | 2026-Q1 | university |  6,000.00 | 800,000.00 x 5% x 15%                         |
        | 2026-Q2 | trust      | 32,300.00 | 200,000.00 x 5% x 85% + 400,000.00 x 7% x 85% |
        | 2026-Q2 | university |  5,700.00 | 200,000.00 x 5% x 15% + 400,000.00 x 7% x 15% |
        | total   |            | 78,000.00 |                                               |

    Scenario: A restatement with a day of its own
      When these sales are recorded:
        | restates | on         | amount     |
        | Q2       | 2026-07-01 | 700,000.00 |
      Then it is refused:
        """
        Q2 is dated 2026-06-30; a restatement keeps the date of what it restates (--on). Leave --on out, or reverse Q2 and record it anew.
        """
      And nothing more is recorded

  Rule: A payment that is reversed settles nothing, and what it had settled is owed again.

    Scenario: A payment recorded twice
      Given these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-06-14 | company | trust | 34,000.00 |
        | 2026-06-14 | company | trust | 34,000.00 |
      When P2 is reversed because "recorded twice"
      Then the account of trust under "royalty" for 2026-Q2 is:
        | what             | for     | amount     | balance    | because                                       |
        | opening          |         | -          |  34,000.00 |                                               |
        | payment          | 2026-Q1 | -34,000.00 |       0.00 | paid by company to trust                      |
        | payment          | 2026-Q2 | -32,300.00 | -32,300.00 | paid by company to trust                      |
        | payment reversed | 2026-Q2 |  32,300.00 |       0.00 | taken back                                    |
        | entry            | 2026-Q2 |  32,300.00 |  32,300.00 | 200,000.00 x 5% x 85% + 400,000.00 x 7% x 85% |
        | closing          |         | -          |  32,300.00 |                                               |

  Rule: A fact is reversed once, and what was restated is corrected through its restatement.

    Scenario: Reversed twice
      Given Q2 is reversed because "entered twice"
      When Q2 is reversed because "entered twice"
      Then it is refused:
        """
        Q2 was reversed already. There is nothing to do.
        """
      And nothing more is recorded

    Scenario: The first figure is reversed after it was restated
      Given these sales are recorded:
        | ref      | restates | amount     |
        | Q2-final | Q2       | 700,000.00 |
      When Q2 is reversed because "entered twice"
      Then it is refused:
        """
        Q2 was restated by Q2-final. Reverse Q2-final first; Q2 then counts again.
        """
      And nothing more is recorded

  Rule: The order in which facts are recorded does not change what is due in the end, by party and quarter.

    Scenario Outline: Two late receipts and a return, <first> first
      When these sales are recorded:
        | on      | amount     |
        | <day 1> | <amount 1> |
        | <day 2> | <amount 2> |
        | <day 3> | <amount 3> |
      Then "royalty" makes due:
        | for     | party      | amount    | because                                       |
        | 2026-Q1 | trust      | 38,250.00 | 900,000.00 x 5% x 85%                         |
        | 2026-Q1 | university |  6,750.00 | 900,000.00 x 5% x 15%                         |
        | 2026-Q2 | trust      | 24,225.00 | 100,000.00 x 5% x 85% + 335,714.28 x 7% x 85% |
        | 2026-Q2 | university |  4,275.00 | 100,000.00 x 5% x 15% + 335,714.28 x 7% x 15% |
        | 2026-Q3 | trust      |      0.01 | 0.10 x 7% x 85%                               |
        | total   |            | 73,500.01 |                                               |

      Examples:
        | first                            | day 1      | amount 1    | day 2      | amount 2    | day 3      | amount 3    |
        | the receipt in the first quarter | 2026-02-28 |  100,000.00 | 2026-05-31 | -164,285.72 | 2026-09-30 |        0.10 |
        | the return                       | 2026-05-31 | -164,285.72 | 2026-09-30 |        0.10 | 2026-02-28 |  100,000.00 |
        | the latest day                   | 2026-09-30 |        0.10 | 2026-02-28 |  100,000.00 | 2026-05-31 | -164,285.72 |
