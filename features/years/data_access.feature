Feature: A year of access to data
  The template of access to data as it stands, from April 2026 to March 2027: access opens in May, is suspended for
  twenty days in November, a university and a company pay fees of their own for the days of access, the company pays a
  royalty on what it made of the data, and sales of December come to light when the year is closed.

  # Worked by hand. A day of research is 7,300 / 365 = 20.00, one of commercial use 73,000 / 365 = 200.00:
  #   Q1  61 days (30 of April shut)     1,220
  #   Q2  92 days                        1,840 and 18,400
  #   Q3  72 days (20 of 92 shut)        1,440 and 14,400
  #   Q4  90 days                        1,800 and 18,000
  # The royalty is 2% of 400,000 in Q3 and of 600,000 in Q4.

  Background:
    Given the agreement of the template "data-access"
    And it is signed
    And 2026-04 is closed
    And the gate "approvals" opens on 2026-05-01
    And these payments are recorded:
      | on         | from    | to    | amount    |
      | 2026-05-01 | company | trust | 18,000.00 |
    And 2026-05 is closed
    And 2026-06 is closed
    And these payments are recorded:
      | on         | from       | to    | amount   |
      | 2026-07-30 | university | trust | 1,220.00 |
    And 2026-07 is closed
    And company fulfils "sales-report" for FY2026/27-Q1 on 2026-08-10
    And trust accepts DU1 on 2026-08-20
    And 2026-08 is closed
    And 2026-09 is closed
    And these payments are recorded:
      | on         | from       | to    | amount    |
      | 2026-10-30 | university | trust |  1,840.00 |
      | 2026-10-30 | company    | trust | 18,000.00 |
    And 2026-10 is closed
    And the gate "approvals" shuts on 2026-11-10
    And company fulfils "sales-report" for FY2026/27-Q2 on 2026-11-20
    And the gate "approvals" opens on 2026-11-30
    And 2026-11 is closed
    And these estimates are recorded:
      | kind  | for     | amount     |
      | sales | 2026-12 | 500,000.00 |
    And what has accrued by 2026-12-31 is accrued
    And these sales are recorded:
      | ref | on         | amount     |
      | Q3  | 2026-12-31 | 400,000.00 |
    And 2026-12 is closed
    And 2027-01 is closed
    And company fulfils "sales-report" for FY2026/27-Q3 on 2027-02-12
    And trust accepts DU3 on 2027-02-20
    And 2027-02 is closed
    And these payments are recorded:
      | on         | from    | to    | amount    |
      | 2027-03-16 | company | trust | 22,800.00 |
    And these sales are recorded:
      | ref | on         | amount     |
      | Q4  | 2027-03-31 | 600,000.00 |

  Rule: Each user pays for the days on which it had access, and the company a royalty on what it made of the data.

    Scenario: The fees and royalties of the year
      When 2027-03 is closed
      Then "preparation" makes due:
        | for          | party | amount    | because                   | payable by |
        | FY2026/27-Q1 | trust | 18,000.00 | access to imaging records | 2026-05-01 |
        | total        |       | 18,000.00 |                           |            |
      And "research-access" makes due:
        | for          | party | amount   | because                                                     | payable by |
        | FY2026/27-Q1 | trust | 1,220.00 | 7,300.00 x 91/365 = 1,820.00 + 7,300.00 x -30/365 = -600.00 | 2026-07-30 |
        | FY2026/27-Q2 | trust | 1,840.00 | 7,300.00 x 92/365                                           | 2026-10-30 |
        | FY2026/27-Q3 | trust | 1,440.00 | 7,300.00 x 92/365 = 1,840.00 + 7,300.00 x -20/365 = -400.00 | 2027-01-30 |
        | FY2026/27-Q4 | trust | 1,800.00 | 7,300.00 x 90/365                                           | 2027-04-30 |
        | total        |       | 6,300.00 |                                                             |            |
      And "commercial-access" makes due:
        | for          | party | amount    | because                                                          | payable by |
        | FY2026/27-Q2 | trust | 18,400.00 | 73,000.00 x 92/365                                               | 2026-10-30 |
        | FY2026/27-Q3 | trust | 14,400.00 | 73,000.00 x 92/365 = 18,400.00 + 73,000.00 x -20/365 = -4,000.00 | 2027-01-30 |
        | FY2026/27-Q4 | trust | 18,000.00 | 73,000.00 x 90/365                                               | 2027-04-30 |
        | total        |       | 50,800.00 |                                                                  |            |
      And "royalty" makes due:
        | for          | party | amount    | because         | payable by |
        | FY2026/27-Q3 | trust |  8,000.00 | 400,000.00 x 2% | 2027-03-16 |
        | FY2026/27-Q4 | trust | 12,000.00 | 600,000.00 x 2% | 2027-06-14 |
        | total        |       | 20,000.00 |                 |            |
      And the shares of risk and reward are:
        | party      | cash      | risk share | received  | accrued   | reward share | unsettled  |
        | trust      |      0.00 |     0.0000 | 61,860.00 | 33,240.00 |       1.0000 |  33,240.00 |
        | university |  6,300.00 |     0.0839 |      0.00 |      0.00 |       0.0000 |  -3,240.00 |
        | company    | 68,800.00 |     0.9161 |      0.00 |      0.00 |       0.0000 | -30,000.00 |
        | total      | 75,100.00 |     1.0000 | 61,860.00 | 33,240.00 |       1.0000 |       0.00 |

    Scenario: What is settled and what is open in April
      When 2027-03 is closed
      Then the balances for FY2026/27 are:
        | party      | clause            | opening | movements  | closing    |
        | trust      | preparation       |    0.00 |       0.00 |       0.00 |
        | trust      | research-access   |    0.00 |   3,240.00 |   3,240.00 |
        | trust      | commercial-access |    0.00 |  18,000.00 |  18,000.00 |
        | trust      | royalty           |    0.00 |  12,000.00 |  12,000.00 |
        | university | research-access   |    0.00 |  -3,240.00 |  -3,240.00 |
        | company    | preparation       |    0.00 |       0.00 |       0.00 |
        | company    | commercial-access |    0.00 | -18,000.00 | -18,000.00 |
        | company    | royalty           |    0.00 | -12,000.00 | -12,000.00 |
        | total      |                   |    0.00 |       0.00 |       0.00 |
      And as on 2027-04-15 these sums are due:
        | due        | from       | to    | clause            | for          | amount    |
        | 2027-01-30 | university | trust | research-access   | FY2026/27-Q3 |  1,440.00 |
        | 2027-04-30 | university | trust | research-access   | FY2026/27-Q4 |  1,800.00 |
        | 2027-04-30 | company    | trust | commercial-access | FY2026/27-Q4 | 18,000.00 |
        | 2027-06-14 | company    | trust | royalty           | FY2026/27-Q4 | 12,000.00 |
        | total      |            |       |                   |              | 33,240.00 |
      And as on 2027-04-15 everything that was due adds up:
        | where    | amount    |
        | received | 61,860.00 |
        | accrued  | 31,800.00 |
        | leaked   |  1,440.00 |
        | total    | 95,100.00 |
      And as on 2027-04-15 these duties stand:
        | clause       | for          | due        | state    |
        | sales-report | FY2026/27-Q1 | 2026-08-14 | accepted |
        | sales-report | FY2026/27-Q2 | 2026-11-14 | cured    |
        | sales-report | FY2026/27-Q3 | 2027-02-14 | accepted |
        | sales-report | FY2026/27-Q4 | 2027-05-15 | due      |
        | sales-report | FY2027/28-Q1 | 2027-08-14 | planned  |
        | total        | 5            |            |          |

  Rule: What has accrued by the end of a month is shown with the days that have passed, and is no debt.

    # December has 31 days: 620.00 and 6,200.00; 2% of 500,000.00 estimated is 10,000.00, and came to 8,000.00.
    Scenario: December was accrued before it was closed
      When the statement for FY2026/27-Q3 is asked for
      Then the accruals in the statement for FY2026/27-Q3 are:
        | date       | what    | clause            | for          | amount    |
        | 2026-12-31 | accrual | research-access   | FY2026/27-Q3 |    620.00 |
        | 2026-12-31 | accrual | commercial-access | FY2026/27-Q3 |  6,200.00 |
        | 2026-12-31 | accrual | royalty           | FY2026/27-Q3 | 10,000.00 |
        | total      |         |                   |              | 16,820.00 |

  Rule: Sales that are reported late earn their royalty all the same, and are told in the next statement.

    Scenario: Sales of December are found after the year was closed
      Given 2027-03 is closed
      When these sales are recorded:
        | ref  | on         | amount    |
        | late | 2026-12-15 | 50,000.00 |
      Then "royalty" makes due:
        | for          | party | amount    | because         | true-up |
        | FY2026/27-Q3 | trust |  9,000.00 | 450,000.00 x 2% | yes     |
        | FY2026/27-Q4 | trust | 12,000.00 | 600,000.00 x 2% | no      |
        | total        |       | 21,000.00 |                 |         |
      And the account of trust under "royalty" for FY2027/28-Q1 is:
        | what    | for          | amount   | balance   | because                     |
        | opening |              | -        | 12,000.00 |                             |
        | true-up | FY2026/27-Q3 | 1,000.00 | 13,000.00 | caused by imaging-data/late |
        | closing |              | -        | 13,000.00 |                             |
