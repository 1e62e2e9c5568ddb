Feature: A year of co-development
  The template of a co-development as it stands, from April 2026 to March 2027: costs are shared and settled quarter by
  quarter, patents cost money before a licence earns any, the first profit recovers that loss, and an invoice of
  February arrives when the year is closed.

  # Worked by hand. The university bears 40% of the development cost, the company 60%:
  #   Q1  150,000, of which the university paid 100,000 and bears 60,000: it receives 40,000
  #   Q2  120,000, which the company paid: the university pays 48,000
  #   Q3   30,000, of which the university paid 10,000 and bears 12,000: it pays 2,000
  #   Q4        0
  # Profit: -30,000 in Q2 is carried; Q3 250,000 - 20,000 - 30,000 = 200,000; Q4 100,000 - 10,000 = 90,000.

  Background:
    Given the agreement of the template "co-development"
    And it is signed
    And 2026-04 is closed
    And these costs are recorded:
      | on         | paid by    | of               | amount     |
      | 2026-05-20 | university | development cost | 100,000.00 |
    And 2026-05 is closed
    And these costs are recorded:
      | on         | paid by | of               | amount    |
      | 2026-06-25 | company | development cost | 50,000.00 |
    And 2026-06 is closed
    And these payments are recorded:
      | on         | from    | to         | amount    |
      | 2026-07-30 | company | university | 40,000.00 |
    And 2026-07 is closed
    And these costs are recorded:
      | on         | paid by | of               | amount     |
      | 2026-08-15 | company | development cost | 120,000.00 |
      | 2026-08-31 | company | patent cost      |  30,000.00 |
    And 2026-08 is closed
    And 2026-09 is closed
    And these receipts are recorded:
      | on         | party   | amount     |
      | 2026-10-20 | company | 250,000.00 |
    And these payments are recorded:
      | on         | from       | to      | amount    |
      | 2026-10-30 | university | company | 40,000.00 |
    And 2026-10 is closed
    And these costs are recorded:
      | on         | paid by    | of               | amount    |
      | 2026-11-10 | company    | selling cost     | 20,000.00 |
      | 2026-11-20 | university | development cost | 10,000.00 |
      | 2026-11-30 | company    | development cost | 20,000.00 |
    And 2026-11 is closed
    And 2026-12 is closed
    And these payments are recorded:
      | on         | from    | to         | amount    |
      | 2027-01-30 | company | university | 80,000.00 |
    And these estimates are recorded:
      | kind   | for     | party   | amount    |
      | income | 2027-01 | company | 90,000.00 |
    And what has accrued by 2027-01-31 is accrued
    And these receipts are recorded:
      | on         | party   | amount     |
      | 2027-01-31 | company | 100,000.00 |
    And 2027-01 is closed
    And these costs are recorded:
      | on         | paid by | of           | amount    |
      | 2027-02-10 | company | selling cost | 10,000.00 |
    And 2027-02 is closed

  Rule: Each party bears its fraction of the cost, and has its fraction of the profit once the loss is recovered.

    Scenario: The statement at the end of the year
      When 2027-03 is closed
      Then under "development-cost" each party receives what it paid less what it bears:
        | party      | paid       | bears      | receives   |
        | university | 110,000.00 | 120,000.00 | -10,000.00 |
        | company    | 190,000.00 | 180,000.00 |  10,000.00 |
        | total      | 300,000.00 | 300,000.00 |       0.00 |
      And "profit" makes due:
        | for          | party      | amount     | because                                                                                       |
        | FY2026/27-Q3 | university |  80,000.00 | 250,000.00 x 40% = 100,000.00 + -20,000.00 x 40% = -8,000.00 + -30,000.00 x 40% = -12,000.00  |
        | FY2026/27-Q3 | company    | 120,000.00 | 250,000.00 x 60% = 150,000.00 + -20,000.00 x 60% = -12,000.00 + -30,000.00 x 60% = -18,000.00 |
        | FY2026/27-Q4 | university |  36,000.00 | 100,000.00 x 40% = 40,000.00 + -10,000.00 x 40% = -4,000.00                                   |
        | FY2026/27-Q4 | company    |  54,000.00 | 100,000.00 x 60% = 60,000.00 + -10,000.00 x 60% = -6,000.00                                   |
        | total        |            | 290,000.00 |                                                                                               |
      And the balances for FY2026/27 are:
        | party      | clause           | opening | movements  | closing    |
        | university | development-cost |    0.00 | -10,000.00 | -10,000.00 |
        | university | profit           |    0.00 |  36,000.00 |  36,000.00 |
        | company    | development-cost |    0.00 |  10,000.00 |  10,000.00 |
        | company    | profit           |    0.00 | -36,000.00 | -36,000.00 |
        | total      |                  |    0.00 |       0.00 |       0.00 |
      And the shares of risk and reward are:
        | party      | cash       | risk share | received   | accrued   | reward share | unsettled  |
        | university | 120,000.00 |     0.3333 |  80,000.00 | 36,000.00 |       0.4000 |  26,000.00 |
        | company    | 240,000.00 |     0.6667 | 174,000.00 |      0.00 |       0.6000 | -26,000.00 |
        | total      | 360,000.00 |     1.0000 | 254,000.00 | 36,000.00 |       1.0000 |       0.00 |
      And as on 2027-04-15 these sums are due:
        | due        | from       | to         | clause           | for          | amount    |
        | 2026-10-30 | university | company    | development-cost | FY2026/27-Q2 |  8,000.00 |
        | 2027-01-30 | university | company    | development-cost | FY2026/27-Q3 |  2,000.00 |
        | 2027-04-30 | company    | university | profit           | FY2026/27-Q4 | 36,000.00 |
        | total      |            |            |                  |              | 46,000.00 |

  Rule: What was accrued on an estimate of income gives way to the income, and is no debt.

    Scenario: The licence was to pay 90,000 in January, and paid 100,000
      When the statement for FY2026/27-Q4 is asked for
      Then the accruals in the statement for FY2026/27-Q4 are:
        | date       | what                | clause | for          | amount     |
        | 2027-01-31 | accrual             | profit | FY2026/27-Q4 |  36,000.00 |
        | 2027-02-01 | reversal of accrual | profit | FY2026/27-Q4 | -36,000.00 |
        | total      |                     |        |              |       0.00 |

  Rule: An invoice that comes late is shared as if it had come in time, and is told in the next statement.

    # 25,000 of February: the company bears 15,000 of what the university paid.
    Scenario: An invoice of February arrives after the year was closed
      Given 2027-03 is closed
      When these costs are recorded:
        | ref  | on         | paid by    | of               | amount    |
        | late | 2027-02-15 | university | development cost | 25,000.00 |
      Then under "development-cost" each party receives what it paid less what it bears:
        | party      | paid       | bears      | receives  |
        | university | 135,000.00 | 130,000.00 |  5,000.00 |
        | company    | 190,000.00 | 195,000.00 | -5,000.00 |
        | total      | 325,000.00 | 325,000.00 |      0.00 |
      And the account of university under "development-cost" for FY2027/28-Q1 is:
        | what    | for          | amount     | balance    | because                           |
        | opening |              | -          | -10,000.00 |                                   |
        | true-up | FY2026/27-Q4 |  25,000.00 |  15,000.00 | caused by device-development/late |
        | true-up | FY2026/27-Q4 | -10,000.00 |   5,000.00 | caused by device-development/late |
        | closing |              | -          |   5,000.00 |                                   |
