Feature: Late payment interest
  Money that is not paid by the day on which it is due bears simple interest from the day after, up to and including
  the day of payment. Statutory interest is eight per cent over the Bank Rate that held on the last 30 June or
  31 December before it begins, fixed from then on, with a fixed sum by the size of the debt.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2025-07-01
    And its clause "royalty":
      | kind   | royalty                     |
      | on     | net sales of device         |
      | from   | company                     |
      | to     | trust                       |
      | rate   | 10%                         |
      | report | 0 days after quarter end    |
      | pay    | 31 days after quarter end   |
    And its clause "interest":
      | kind      | late payment interest               |
      | on        | royalty                             |
      | rate      | statutory                           |
      | bank rate | [{ from: 2025-12-01, rate: 3.75% }] |
    And it is signed
    And these sales are recorded:
      | on         | amount     |
      | 2025-12-31 | 123,456.70 |

  Rule: Interest runs from the day after the due day up to and including the day of payment, at the rate fixed when it began.

    # Worked by hand: 12,345.67 x 11.75% x 165/365 = 655.76, with a fixed sum of 100 above 10,000.
    Scenario: A royalty due on 31 January is paid on 15 July
      Given these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-07-15 | company | trust | 12,345.67 |
      When 2026-Q3 is closed
      Then the balances for 2026 are:
        | party   | clause   | opening    | movements  | closing |
        | company | royalty  | -12,345.67 |  12,345.67 |    0.00 |
        | company | interest |       0.00 |    -755.76 | -755.76 |
        | trust   | royalty  |  12,345.67 | -12,345.67 |    0.00 |
        | trust   | interest |       0.00 |     755.76 |  755.76 |
        | total   |          |       0.00 |       0.00 |    0.00 |

  Rule: What is paid by its due day bears nothing.

    Scenario: Paid on 31 January
      Given these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-01-31 | company | trust | 12,345.67 |
      When 2026-Q3 is closed
      Then nothing is due under "interest"

  Rule: A due that was paid in time bears nothing, whatever comes back in a later quarter, and whichever is recorded first.

    # Worked by hand: of 13,000.00 on 31 January 654.33 is left over, and settles 10% of 6,543.30, due on 1 May.
    Scenario: Goods come back after the money that was paid in advance has settled the quarter before
      Given these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-01-31 | company | trust | 13,000.00 |
      And these sales are recorded:
        | on         | amount    |
        | 2026-03-31 |  6,543.30 |
        | 2026-05-10 | -2,000.00 |
      When 2026-Q3 is closed
      Then nothing is due under "interest"

    Scenario: The payment is recorded when the goods have come back
      Given these sales are recorded:
        | on         | amount    |
        | 2026-03-31 |  6,543.30 |
        | 2026-05-10 | -2,000.00 |
      And these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-01-31 | company | trust | 13,000.00 |
      When 2026-Q3 is closed
      Then nothing is due under "interest"

  Rule: A credit is set off against what is owed under the clause from the day on which it is payable.

    # Worked by hand: 12,345.67 x 11.75% x 90/365 = 357.69 up to 1 May, 10,345.67 x 11.75% x 60/365 = 199.83 after it, and 100.
    Scenario: Goods for 20,000.00 come back in the next quarter, and nothing is paid
      Given these sales are recorded:
        | on         | amount     |
        | 2026-02-10 | -20,000.00 |
      When 2026-Q2 is closed
      Then "interest" makes due:
        | for     | amount |
        | 2026-Q1 | 334.48 |
        | 2026-Q2 | 323.03 |
        | total   | 657.51 |

  Rule: Where the parties agreed so, the interest of one day is rounded to the penny before it is multiplied by the days.

    Background:
      Given the agreement "supply" between company and trust, in GBP from 2025-07-01
      And its clause "royalty":
        | kind   | royalty                   |
        | on     | net sales of device       |
        | from   | company                   |
        | to     | trust                     |
        | rate   | 10%                       |
        | report | 0 days after quarter end  |
        | pay    | 31 days after quarter end |
      And its clause "interest":
        | kind           | late payment interest               |
        | on             | royalty                             |
        | rate           | statutory                           |
        | bank rate      | [{ from: 2025-12-01, rate: 4.25% }] |
        | daily interest | rounded                             |
      And it is signed

    # https://support.paidnice.com/en/articles/11600906-how-to-automatically-calculate-statutory-interest-in-the-uk
    # A published example: 5,000.00 at 12.25% for 101 days, 1.68 a day, with a fixed sum of 70.00.
    Scenario: 5,000.00 is paid 101 days late
      Given these sales are recorded:
        | on         | amount    |
        | 2025-12-31 | 50,000.00 |
      And these payments are recorded:
        | on         | from    | to    | amount   |
        | 2026-05-12 | company | trust | 5,000.00 |
      When 2026-Q2 is closed
      Then after 2026-Q2 these payments would settle everything:
        | pays    | receives | amount |
        | company | trust    | 239.68 |
        | total   |          | 239.68 |
