Feature: A year under a licence
  The template of a licence as it stands, from April 2026 to March 2027: the first patient is treated, sales climb
  through the first band into the second, a quarter is estimated before it is reported, one royalty is paid in part, and
  sales of September come to light when the year is closed.

  # Worked by hand. To the year's 10,000,000 sales earn 3%, above 4.5%:
  #   Q1  4,000,000 x 3%                        = 120,000
  #   Q2  5,500,000 x 3%                        = 165,000   9,500,000 in the year to date
  #   Q3    500,000 x 3% + 3,100,000 x 4.5%     = 154,500   13,100,000
  #   Q4  2,000,000 x 4.5%                      =  90,000   15,100,000
  #   10,000,000 x 3% + 5,100,000 x 4.5%        = 529,500

  Background:
    Given the agreement of the template "licence"
    And it is signed
    And 2026-04 is closed
    And 2026-05 is closed
    And licensor claims "first-patient", reached on 2026-06-12, with evidence "report.pdf"
    And licensee accepts M1 on 2026-06-19
    And these sales are recorded:
      | ref | on         | amount       |
      | Q1  | 2026-06-30 | 4,000,000.00 |
    And 2026-06 is closed
    And these payments are recorded:
      | on         | from     | to       | amount     |
      | 2026-07-19 | licensee | licensor | 250,000.00 |
    And 2026-07 is closed
    And 2026-08 is closed
    And these payments are recorded:
      | on         | from     | to       | amount     |
      | 2026-09-13 | licensee | licensor | 120,000.00 |
    And these sales are recorded:
      | ref | on         | amount       |
      | Q2  | 2026-09-30 | 5,500,000.00 |
    And 2026-09 is closed
    And 2026-10 is closed
    And 2026-11 is closed
    And these payments are recorded:
      | on         | from     | to       | amount     |
      | 2026-12-14 | licensee | licensor | 165,000.00 |
    And these estimates are recorded:
      | kind  | for          | amount       |
      | sales | FY2026/27-Q3 | 4,000,000.00 |
    And what has accrued by 2026-12-31 is accrued
    And these sales are recorded:
      | ref | on         | amount       |
      | Q3  | 2026-12-31 | 3,600,000.00 |
    And 2026-12 is closed
    And 2027-01 is closed
    And 2027-02 is closed
    And these payments are recorded:
      | on         | from     | to       | amount     |
      | 2027-03-16 | licensee | licensor | 100,000.00 |
    And these sales are recorded:
      | ref | on         | amount       |
      | Q4  | 2027-03-31 | 2,000,000.00 |

  Rule: The Licensee pays for each quarter what the year's sales have earned, and for a milestone once.

    Scenario: The statement at the end of the year
      When 2027-03 is closed
      Then "royalty" makes due:
        | for          | amount     | because                                                        | payable by |
        | FY2026/27-Q1 | 120,000.00 | 4,000,000.00 x 3%                                              | 2026-09-13 |
        | FY2026/27-Q2 | 165,000.00 | 5,500,000.00 x 3%                                              | 2026-12-14 |
        | FY2026/27-Q3 | 154,500.00 | 500,000.00 x 3% = 15,000.00 + 3,100,000.00 x 4.5% = 139,500.00 | 2027-03-16 |
        | FY2026/27-Q4 |  90,000.00 | 2,000,000.00 x 4.5%                                            | 2027-06-14 |
        | total        | 529,500.00 |                                                                |            |
      And the balances for FY2026/27 are:
        | party    | clause        | opening | movements   | closing     |
        | licensor | first-patient |    0.00 |        0.00 |        0.00 |
        | licensor | royalty       |    0.00 |  144,500.00 |  144,500.00 |
        | licensee | first-patient |    0.00 |        0.00 |        0.00 |
        | licensee | royalty       |    0.00 | -144,500.00 | -144,500.00 |
        | total    |               |    0.00 |        0.00 |        0.00 |
      And the shares of risk and reward are:
        | party    | cash       | risk share | received   | accrued    | reward share | unsettled   |
        | licensor |       0.00 |     0.0000 | 635,000.00 | 144,500.00 |       1.0000 |  144,500.00 |
        | licensee | 250,000.00 |     1.0000 |       0.00 |       0.00 |       0.0000 | -144,500.00 |
        | total    | 250,000.00 |     1.0000 | 635,000.00 | 144,500.00 |       1.0000 |        0.00 |
      And as on 2027-04-15 these sums are due:
        | due        | from     | to       | clause  | for          | amount     | evidence |
        | 2027-03-16 | licensee | licensor | royalty | FY2026/27-Q3 |  54,500.00 | Q3       |
        | 2027-06-14 | licensee | licensor | royalty | FY2026/27-Q4 |  90,000.00 | Q4       |
        | total      |          |          |         |              | 144,500.00 |          |
      And as on 2027-04-15 everything that was due adds up:
        | where    | amount     |
        | received | 635,000.00 |
        | accrued  |  90,000.00 |
        | leaked   |  54,500.00 |
        | total    | 779,500.00 |

  Rule: What was accrued on an estimate gives way to the sales reported, and is no debt.

    Scenario: The third quarter was estimated at 4,000,000 and came to 3,600,000
      When the statement for FY2026/27-Q3 is asked for
      Then the accruals in the statement for FY2026/27-Q3 are:
        | date       | what    | clause  | for          | amount     |
        | 2026-12-31 | accrual | royalty | FY2026/27-Q3 | 172,500.00 |
        | total      |         |         |              | 172,500.00 |
      And the account of licensor under "royalty" for FY2026/27-Q3 is:
        | what    | for          | amount      | balance    | because                                                        |
        | opening |              | -           | 165,000.00 |                                                                |
        | payment | FY2026/27-Q2 | -165,000.00 |       0.00 |                                                                |
        | entry   | FY2026/27-Q3 |  154,500.00 | 154,500.00 | 500,000.00 x 3% = 15,000.00 + 3,100,000.00 x 4.5% = 139,500.00 |
        | closing |              | -           | 154,500.00 |                                                                |

  Rule: Late sales move the bands of every later quarter, and are told in the next statement.

    # 600,000 more in September: Q2 earns 6,000,000 x 3% + 100,000 x 4.5% = 184,500, and Q3 3,600,000 x 4.5% = 162,000:
    # 19,500 and 7,500 more, together 600,000 x 4.5% = 27,000.
    Scenario: Sales of September are found after the year was closed
      Given 2027-03 is closed
      When these sales are recorded:
        | ref  | on         | amount     |
        | late | 2026-09-30 | 600,000.00 |
      Then "royalty" makes due:
        | for          | amount     | because                                                       | true-up |
        | FY2026/27-Q1 | 120,000.00 | 4,000,000.00 x 3%                                             | no      |
        | FY2026/27-Q2 | 184,500.00 | 6,000,000.00 x 3% = 180,000.00 + 100,000.00 x 4.5% = 4,500.00 | yes     |
        | FY2026/27-Q3 | 162,000.00 | 3,600,000.00 x 4.5%                                           | yes     |
        | FY2026/27-Q4 |  90,000.00 | 2,000,000.00 x 4.5%                                           | no      |
        | total        | 556,500.00 |                                                               |         |
      And the account of licensor under "royalty" for FY2027/28-Q1 is:
        | what    | for          | amount    | balance    | because                       |
        | opening |              | -         | 144,500.00 |                               |
        | true-up | FY2026/27-Q2 | 19,500.00 | 164,000.00 | caused by device-licence/late |
        | true-up | FY2026/27-Q3 |  7,500.00 | 171,500.00 | caused by device-licence/late |
        | closing |              | -         | 171,500.00 |                               |
