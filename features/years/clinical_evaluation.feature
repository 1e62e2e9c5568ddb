Feature: A year of a clinical evaluation
  The template of a clinical evaluation as it stands, from April 2026 to March 2027: approvals open the gate in May, the
  trust gives the time of its staff, both bear the cost, and the company has its part of the saving that was verified,
  as long as few patients come back.

  # Worked by hand. A patient used 3.5 bed days before, each worth 350; the company has 30% of the saving less devices:
  #   Q2   60 patients at 1.5: 60 x (3.5 - 1.5) x 350 = 42,000, less 30,000 of devices: 12,000 x 30%  =  3,600
  #   Q4  100 patients at 1.6: 100 x (3.5 - 1.6) x 350 = 66,500                       : 66,500 x 30%  = 19,950
  # Staff time with its overhead of 70%: 2,618.00 + 7,854.00 + 3,518.80 + 9,817.50 + 4,853.50 = 28,661.80.
  # Of 38,000 the trust bears 25%, 9,500, and paid 8,000.

  Background:
    Given the agreement of the template "clinical-evaluation"
    And it is signed
    And these contributions in kind are recorded:
      | on         | item                | quantity | evidence      |
      | 2026-04-30 | research nurse hour |       40 | timesheet.pdf |
    And company accepts K1 on 2026-05-10
    And 2026-04 is closed
    And the gate "approvals" opens on 2026-05-01
    And these costs are recorded:
      | on         | paid by | of              | amount    |
      | 2026-05-20 | company | evaluation cost | 20,000.00 |
    And 2026-05 is closed
    And these contributions in kind are recorded:
      | on         | item                | quantity | evidence      |
      | 2026-06-30 | research nurse hour |      120 | timesheet.pdf |
      | 2026-06-30 | consultant hour     |     14.5 | timesheet.pdf |
    And company accepts K2 on 2026-07-10
    And company accepts K3 on 2026-07-10
    And 2026-06 is closed
    And trust fulfils "outcome-report" for FY2026/27-Q1 on 2026-07-28
    And company accepts DU1 on 2026-08-03
    And these payments are recorded:
      | on         | from  | to      | amount   |
      | 2026-07-30 | trust | company | 5,000.00 |
    And 2026-07 is closed
    And these costs are recorded:
      | on         | paid by | of              | amount    |
      | 2026-08-15 | trust   | evaluation cost |  6,000.00 |
      | 2026-08-20 | trust   | device cost     | 30,000.00 |
    And 2026-08 is closed
    And these contributions in kind are recorded:
      | on         | item                | quantity | evidence      |
      | 2026-09-30 | research nurse hour |      150 | timesheet.pdf |
    And company accepts K4 on 2026-10-08
    And these outcomes are recorded:
      | on         | party   | patients | used by each | verified by           | grade | evidence   |
      | 2026-09-30 | company |       60 |         1.20 |                       |       |            |
      | 2026-09-30 | trust   |       60 |         1.50 | health economics unit | B     | report.pdf |
    And these measurements are recorded:
      | on         | party | what         | cases | out of |
      | 2026-09-30 | trust | readmissions |     2 |     60 |
    And 2026-09 is closed
    And these payments are recorded:
      | on         | from    | to      | amount   |
      | 2026-10-28 | company | trust   | 4,500.00 |
      | 2026-10-30 | trust   | company | 2,000.00 |
    And 2026-10 is closed
    And trust fulfils "outcome-report" for FY2026/27-Q2 on 2026-11-05
    And these estimates are recorded:
      | kind | for     | of              | party   | amount    |
      | cost | 2026-11 | evaluation cost | company | 12,000.00 |
    And what has accrued by 2026-11-30 is accrued
    And these costs are recorded:
      | on         | paid by | of              | amount    |
      | 2026-11-30 | company | evaluation cost | 10,000.00 |
    And 2026-11 is closed
    And these contributions in kind are recorded:
      | on         | item            | quantity | evidence      |
      | 2026-12-31 | consultant hour |       20 | timesheet.pdf |
    And company accepts K5 on 2027-01-12
    And 2026-12 is closed
    And 2027-01 is closed
    And these costs are recorded:
      | on         | paid by | of              | amount   |
      | 2027-02-10 | trust   | evaluation cost | 2,000.00 |
    And 2027-02 is closed
    And these contributions in kind are recorded:
      | on         | item                | quantity | evidence      |
      | 2027-03-31 | research nurse hour |      100 | timesheet.pdf |
    And these outcomes are recorded:
      | on         | party | patients | used by each | verified by           | grade | evidence   |
      | 2027-03-31 | trust |      100 |         1.60 | health economics unit | B     | report.pdf |

  Rule: The company has its part of the verified saving; what the trust keeps of it is its reward, beside what it gave.

    Background:
      Given these measurements are recorded:
        | on         | party | what         | cases | out of |
        | 2027-03-31 | trust | readmissions |     4 |    100 |

    Scenario: The sums of the year, with 6 readmissions of 160
      When 2027-03 is closed
      Then "shared-saving" makes due:
        | for          | party   | amount    | because                                                                                   |
        | FY2026/27-Q2 | company |  3,600.00 | 73,500.00 x 30% = 22,050.00 + -31,500.00 x 30% = -9,450.00 + -30,000.00 x 30% = -9,000.00 |
        | FY2026/27-Q4 | company | 19,950.00 | 122,500.00 x 30% = 36,750.00 + -56,000.00 x 30% = -16,800.00                              |
        | total        |         | 23,550.00 |                                                                                           |
      And "staff-time" is contributed:
        | recorded with | party | amount    | because                                                                                    |
        | K1            | trust |  2,618.00 | research nurse hour, 40 at 38.50: 1,540.00 + 70% = 1,078.00                                |
        | K2            | trust |  7,854.00 | research nurse hour, 160 at 38.50: 6,160.00 + 70% = 4,312.00 + less 2,618.00 booked before |
        | K3            | trust |  3,518.80 | consultant hour, 14.5 at 142.75: 2,069.88 + 70% = 1,448.916                                |
        | K4            | trust |  9,817.50 | research nurse hour, 150 at 38.50: 5,775.00 + 70% = 4,042.50                               |
        | K5            | trust |  4,853.50 | consultant hour, 20 at 142.75: 2,855.00 + 70% = 1,998.50                                   |
        | total         |       | 28,661.80 |                                                                                            |
      And under "evaluation-cost" each party receives what it paid less what it bears:
        | party   | paid      | bears     | receives  |
        | trust   |  8,000.00 |  9,500.00 | -1,500.00 |
        | company | 30,000.00 | 28,500.00 |  1,500.00 |
        | total   | 38,000.00 | 38,000.00 |      0.00 |
      And the shares of risk and reward are:
        | party   | cash      | in kind   | in kind, claimed | risk share | accrued   | verified saving | reward share | unsettled  |
        | trust   | 39,500.00 | 28,661.80 |         6,545.00 |     0.7052 |      0.00 |       54,950.00 |       0.7000 | -22,550.00 |
        | company | 28,500.00 |      0.00 |             0.00 |     0.2948 | 21,550.00 |            0.00 |       0.3000 |  22,550.00 |
        | total   | 68,000.00 | 28,661.80 |         6,545.00 |     1.0000 | 21,550.00 |       54,950.00 |       1.0000 |       0.00 |

    Scenario: What is settled and what is open in April
      When 2027-03 is closed
      Then the balances for FY2026/27 are:
        | party   | clause          | opening | movements  | closing    |
        | trust   | evaluation-cost |    0.00 |  -1,000.00 |  -1,000.00 |
        | trust   | shared-saving   |    0.00 | -21,550.00 | -21,550.00 |
        | company | evaluation-cost |    0.00 |   1,000.00 |   1,000.00 |
        | company | shared-saving   |    0.00 |  21,550.00 |  21,550.00 |
        | total   |                 |    0.00 |       0.00 |       0.00 |
      And as on 2027-04-15 these sums are due:
        | due        | from  | to      | clause          | for          | amount    |
        | 2026-10-30 | trust | company | shared-saving   | FY2026/27-Q2 |  1,600.00 |
        | 2027-01-30 | trust | company | evaluation-cost | FY2026/27-Q3 |  1,000.00 |
        | 2027-04-30 | trust | company | shared-saving   | FY2026/27-Q4 | 19,950.00 |
        | total      |       |         |                 |              | 22,550.00 |
      And as on 2027-04-15 everything that was due adds up:
        | where    | amount    |
        | received |  2,500.00 |
        | accrued  | 19,950.00 |
        | leaked   |  2,600.00 |
        | total    | 25,050.00 |
      And as on 2027-04-15 these duties stand:
        | clause         | for          | due        | state    |
        | outcome-report | FY2026/27-Q1 | 2026-07-30 | accepted |
        | outcome-report | FY2026/27-Q2 | 2026-10-30 | cured    |
        | outcome-report | FY2026/27-Q3 | 2027-01-30 | breached |
        | outcome-report | FY2026/27-Q4 | 2027-04-30 | due      |
        | outcome-report | FY2027/28-Q1 | 2027-07-30 | planned  |
        | total          | 5            |            |          |

  Rule: Where more patients come back than agreed, nothing of the year's saving is shared.

    # 2 of 60 and 5 of 100 are 4.375%, above 4%: what was due in September is given back.
    Scenario: One readmission more, 7 of 160
      Given these measurements are recorded:
        | on         | party | what         | cases | out of |
        | 2027-03-31 | trust | readmissions |     5 |    100 |
      When 2027-03 is closed
      Then "shared-saving" makes due:
        | for          | party   | amount    | because                                                                                   |
        | FY2026/27-Q2 | company |  3,600.00 | 73,500.00 x 30% = 22,050.00 + -31,500.00 x 30% = -9,450.00 + -30,000.00 x 30% = -9,000.00 |
        | FY2026/27-Q4 | company | -3,600.00 | not payable, because quality is outside its limits: -23,550.00                            |
        | total        |         |      0.00 |                                                                                           |

  Rule: What was accrued on an estimate of a cost gives way to the invoice, and is no debt.

    Scenario: November was estimated at 12,000 and came to 10,000
      When the statement for FY2026/27-Q3 is asked for
      Then the accruals in the statement for FY2026/27-Q3 are:
        | date       | what                | from           | to             | clause          | for          | amount     |
        | 2026-11-30 | accrual             | the common pot | company        | evaluation-cost | FY2026/27-Q3 |  12,000.00 |
        | 2026-11-30 | accrual             | trust          | the common pot | evaluation-cost | FY2026/27-Q3 |   3,000.00 |
        | 2026-11-30 | accrual             | company        | the common pot | evaluation-cost | FY2026/27-Q3 |   9,000.00 |
        | 2026-12-01 | reversal of accrual | the common pot | company        | evaluation-cost | FY2026/27-Q3 | -12,000.00 |
        | 2026-12-01 | reversal of accrual | trust          | the common pot | evaluation-cost | FY2026/27-Q3 |  -3,000.00 |
        | 2026-12-01 | reversal of accrual | company        | the common pot | evaluation-cost | FY2026/27-Q3 |  -9,000.00 |
        | total      |                     |                |                |                 |              |       0.00 |

  Rule: A saving that is verified late is for the quarter in which it was brought about, and is told in the next statement.

    # 20 patients of December at 1.5: 20 x 2 x 350 = 14,000, of which the company has 4,200.
    Scenario: Patients of December are verified after the year was closed
      Given these measurements are recorded:
        | on         | party | what         | cases | out of |
        | 2027-03-31 | trust | readmissions |     4 |    100 |
      And 2027-03 is closed
      When these outcomes are recorded:
        | ref  | on         | party | patients | used by each | verified by           | grade | evidence   |
        | late | 2026-12-20 | trust |       20 |         1.50 | health economics unit | B     | report.pdf |
      Then "shared-saving" makes due:
        | for          | party   | amount    | true-up |
        | FY2026/27-Q2 | company |  3,600.00 | no      |
        | FY2026/27-Q3 | company |  4,200.00 | yes     |
        | FY2026/27-Q4 | company | 19,950.00 | no      |
        | total        |         | 27,750.00 |         |
      And the account of company under "shared-saving" for FY2027/28-Q1 is:
        | what    | for          | amount   | balance   | because                          |
        | opening |              | -        | 21,550.00 |                                  |
        | true-up | FY2026/27-Q3 | 4,200.00 | 25,750.00 | caused by device-evaluation/late |
        | closing |              | -        | 25,750.00 |                                  |
