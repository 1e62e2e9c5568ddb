Feature: Accruing
  Between two closes a Party has earned more than was booked. What has accrued to date stands beside every answer, apart
  from what is booked. An Estimate of sales, income or costs counts in it until the actual figure comes. An accrual that
  is booked reverses itself on the next day, and becomes no debt.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty             |
      | on   | net sales of device |
      | from | company             |
      | to   | trust               |
      | rate | 5%                  |

  Rule: An estimate books nothing, and accrues what the same actual figure would make due.

    Background:
      Given it is signed

    Scenario: Sales are expected and a quarter has ended
      When these estimates are recorded:
        | kind  | for     | amount       |
        | sales | 2026-Q2 | 1,000,000.00 |
      Then by 2026-06-30 this has accrued and is not booked:
        | from    | to    | clause  | for     | amount    |
        | company | trust | royalty | 2026-Q2 | 50,000.00 |
        | total   |       |         |         | 50,000.00 |

    Scenario: Within its period an estimate counts by the days that have passed
      When these estimates are recorded:
        | kind  | for     | amount     |
        | sales | 2026-Q2 | 910,000.00 |
      Then by 2026-05-10 this has accrued and is not booked:
        | from    | to    | clause  | for     | amount    |
        | company | trust | royalty | 2026-Q2 | 20,000.00 |
        | total   |       |         |         | 20,000.00 |

    Scenario: A later estimate for the same period takes the place of the earlier one
      Given these estimates are recorded:
        | kind  | for     | amount       |
        | sales | 2026-Q2 | 1,000,000.00 |
      When these estimates are recorded:
        | kind  | for     | amount     |
        | sales | 2026-Q2 | 900,000.00 |
      Then by 2026-06-30 this has accrued and is not booked:
        | from    | to    | clause  | for     | amount    |
        | company | trust | royalty | 2026-Q2 | 45,000.00 |
        | total   |       |         |         | 45,000.00 |

    Scenario: An estimate that shares only some of its days with an earlier one
      Given these estimates are recorded:
        | ref     | kind  | for     | amount       |
        | quarter | sales | 2026-Q2 | 1,000,000.00 |
      When these estimates are recorded:
        | kind  | for     | amount     |
        | sales | 2026-05 | 300,000.00 |
      Then it is refused:
        """
        quarter estimates the sales of device from 2026-04-01 to 2026-06-30, which shares days with 2026-05 (--for). Reverse it first: pledger reverse licence/quarter --reason ...; or name another period.
        """

  Rule: An estimate gives way to the first actual figure of its period, and is never added to it.

    Background:
      Given it is signed
      And these estimates are recorded:
        | kind  | for     | amount       |
        | sales | 2026-Q2 | 1,000,000.00 |
      And what has accrued by 2026-06-30 is accrued

    Scenario: The sales of the quarter are reported in July
      When these sales are recorded:
        | on         | amount     |
        | 2026-06-30 | 940,000.00 |
      Then as on 2026-07-31 these sums are due:
        | due        | from    | to    | clause  | for     | amount    | evidence |
        | 2026-09-13 | company | trust | royalty | 2026-Q2 | 47,000.00 | S1       |
        | total      |         |       |         |         | 47,000.00 |          |
      And the accruals in the statement for 2026-Q2 are:
        | date       | what    | clause  | for     | amount    |
        | 2026-06-30 | accrual | royalty | 2026-Q2 | 50,000.00 |
        | total      |         |         |         | 50,000.00 |
      And the accruals in the statement for 2026-Q3 are:
        | date       | what                | clause  | for     | amount     |
        | 2026-07-01 | reversal of accrual | royalty | 2026-Q2 | -50,000.00 |
        | total      |                     |         |         | -50,000.00 |
      And the balances for 2026-Q2 are:
        | party   | clause  | opening | movements  | closing    |
        | company | royalty |    0.00 | -47,000.00 | -47,000.00 |
        | trust   | royalty |    0.00 |  47,000.00 |  47,000.00 |
        | total   |         |    0.00 |       0.00 |       0.00 |

    Scenario: An estimate of what is known already
      Given these sales are recorded:
        | on         | amount     |
        | 2026-09-30 | 310,000.00 |
      When these estimates are recorded:
        | kind  | for     | amount     |
        | sales | 2026-Q3 | 300,000.00 |
      Then it is refused:
        """
        Actual sales of device for 2026-Q3 are recorded already: S1 of 2026-09-30 (--for). Estimate the periods of which nothing is recorded yet.
        """

  Rule: What runs by days accrues by days, what royalties fall short of a minimum too, and a fee on a day only whole.

    # Worked by hand: 150,000.00 x 181/365 - 50,000.00 = 24,383.56; 36,500.00 x 181/365 = 18,100.00.
    Scenario: Half a year with a minimum, an access fee and a fee that falls due in July
      Given its clause "implants":
        | kind    | royalty              |
        | on      | net sales of implant |
        | from    | company              |
        | to      | trust                |
        | rate    | 5%                   |
        | minimum | { amount: 150k }     |
      And its clause "access":
        | kind | data access fee |
        | data | images          |
        | fee  | 36,500          |
        | per  | year            |
        | from | company         |
        | to   | trust           |
      And its clause "option":
        | kind   | fixed fee  |
        | for    | the option |
        | amount | 10,000     |
        | on     | 2026-07-01 |
        | from   | company    |
        | to     | trust      |
      And it is signed
      When these sales are recorded:
        | on         | of      | amount       |
        | 2026-02-28 | implant | 1,000,000.00 |
      Then by 2026-06-30 this has accrued and is not booked:
        | from    | to    | clause           | for     | amount    |
        | company | trust | implants:minimum | 2026-Q2 | 24,383.56 |
        | company | trust | access           | 2026-Q1 |  9,000.00 |
        | company | trust | access           | 2026-Q2 |  9,100.00 |
        | total   |       |                  |         | 42,483.56 |

  Rule: A day is accrued once, before its period is closed, and no day after a later one.

    Background:
      Given it is signed
      And these estimates are recorded:
        | kind  | for     | amount       |
        | sales | 2026-Q2 | 1,000,000.00 |
      And what has accrued by 2026-06-30 is accrued

    Scenario: The same day again
      When what has accrued by 2026-06-30 is accrued
      Then it is refused:
        """
        licence is accrued to 2026-06-30 already (--to). See it: pledger history licence; what is recorded since then shows in the next accrual.
        """

    Scenario: An earlier day
      When what has accrued by 2026-05-31 is accrued
      Then it is refused:
        """
        licence is accrued to 2026-06-30, which is later than 2026-05-31 (--to). Accrue to a later day.
        """

    Scenario: A day of a closed quarter
      Given 2026-Q3 is closed
      When what has accrued by 2026-09-30 is accrued
      Then it is refused:
        """
        licence is closed up to 2026-09-30: its statements are fixed (--to). Accrue to a later day, and the next time before the period is closed.
        """
