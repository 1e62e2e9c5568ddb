Feature: Closing
  Time passes by a recorded act. When a Quarter is closed, what time alone makes due is booked, and the statement of
  every Party is fixed. What becomes known later enters the statements after it, and says which Quarter it is for.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty                                                        |
      | on   | net sales of device                                            |
      | from | company                                                        |
      | to   | trust                                                          |
      | rate | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 10% }] } |
    And it is signed
    And these sales are recorded:
      | on         | amount     |
      | 2026-03-31 | 900,000.00 |
      | 2026-06-30 | 200,000.00 |
    And 2026-Q1 is closed

  Rule: What arrives late for a closed quarter is a true-up in the open one, and the closed statement stays as it was.

    Scenario: Sales of March are reported in July
      When these sales are recorded:
        | ref  | on         | amount    |
        | late | 2026-03-15 | 50,000.00 |
      Then the account of trust under "royalty" for 2026-Q1 is:
        | what    | for     | amount    | balance   | because         |
        | opening |         | -         |      0.00 |                 |
        | entry   | 2026-Q1 | 45,000.00 | 45,000.00 | 900,000.00 x 5% |
        | closing |         | -         | 45,000.00 |                 |
      And the account of trust under "royalty" for 2026-Q2 is:
        | what    | for     | amount    | balance   | because                                                             |
        | opening |         | -         | 45,000.00 |                                                                     |
        | true-up | 2026-Q1 |  2,500.00 | 47,500.00 | true-up for 2026-Q1, caused by licence/late                         |
        | entry   | 2026-Q2 | 15,000.00 | 62,500.00 | 100,000.00 x 5% + 100,000.00 x 10%                                  |
        | true-up | 2026-Q2 |  2,500.00 | 65,000.00 | true-up for 2026-Q2, caused by licence/late + 150,000.00 x 10%      |
        | closing |         | -         | 65,000.00 |                                                                     |
      And after 2026-Q2 these payments would settle everything:
        | pays    | receives | amount    |
        | company | trust    | 65,000.00 |
        | total   |          | 65,000.00 |

  Rule: A period is closed once, and only after its last day.

    Scenario: The same quarter again
      When 2026-Q1 is closed
      Then it is refused:
        """
        licence is closed up to 2026-03-31 already. What is recorded late for a closed period enters the statements after it.
        """

  Rule: A payment that is dated in a closed quarter and recorded late enters the account of the open one.

    Scenario: A payment of March is found in July
      When these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-03-31 | company | trust | 45,000.00 |
      Then the account of trust under "royalty" for 2026-Q1 is:
        | what    | for     | amount    | balance   | because         |
        | opening |         | -         |      0.00 |                 |
        | entry   | 2026-Q1 | 45,000.00 | 45,000.00 | 900,000.00 x 5% |
        | closing |         | -         | 45,000.00 |                 |
      And the account of trust under "royalty" for 2026-Q2 is:
        | what    | for     | amount     | balance   | because                            |
        | opening |         | -          | 45,000.00 |                                    |
        | payment | 2026-Q1 | -45,000.00 |      0.00 | paid by company to trust           |
        | entry   | 2026-Q2 |  15,000.00 | 15,000.00 | 100,000.00 x 5% + 100,000.00 x 10% |
        | closing |         | -          | 15,000.00 |                                    |
      And after 2026-Q2 these payments would settle everything:
        | pays    | receives | amount    |
        | company | trust    | 15,000.00 |
        | total   |          | 15,000.00 |
