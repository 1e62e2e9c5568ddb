Feature: Twelve months of one partnership
  A hospital trust, a company and a university try out a device. The company sells it, pays royalties and milestones, and
  pays for access to the trust's images; cost is shared, the trust gives nurses' time, and a verified saving is shared too.
  Month by month things come late, are corrected, contested or given up; at each month's end everything due is accounted for.

  Background:
    Given the agreement "trial" between trust, company and university, in GBP from 2026-01-01
    And its clause "trial-cost":
      | kind   | cost share                                                        |
      | of     | trial                                                             |
      | shares | { trust: 25%, company: 50%, university: 25% }                     |
      | cap    | { party: trust, amount: "10,000", excess: { borne by: company } } |
    And its clause "nurses":
      | kind        | contribution in kind                                                |
      | by          | trust                                                               |
      | rates       | [{ item: nurse hour, rate: "40", from: 2026-01-01, overhead: 50% }] |
      | accepted by | company                                                             |
    And its clause "first-patient":
      | kind        | milestone                                                    |
      | when        | the first patient is treated                                 |
      | pays        | 30,000                                                       |
      | from        | company                                                      |
      | to          | { trust: 2/3, university: 1/3 }                              |
      | accepted by | company                                                      |
      | deadline    | { date: 2026-03-31, reduced by: 5% per month, at most: 50% } |
      | due         | 30 days after acceptance                                     |
    And its clause "certificate":
      | kind        | milestone                |
      | when        | the device is certified  |
      | pays        | 12,000                   |
      | from        | company                  |
      | to          | trust                    |
      | accepted by | company                  |
      | due         | 30 days after acceptance |
    And its clause "royalty":
      | kind    | royalty                                                                      |
      | on      | net sales of device                                                          |
      | from    | company                                                                      |
      | to      | { trust: 2/3, university: 1/3 }                                              |
      | rate    | { per: year, bands: [{ up to: 100k, rate: 5% }, { above: 100k, rate: 7% }] } |
      | minimum | { amount: 24,000 }                                                           |
      | report  | 0 days after quarter end                                                     |
      | pay     | 31 days after quarter end                                                    |
    And its clause "stock":
      | kind     | royalty            |
      | on       | net sales of stock |
      | from     | company            |
      | to       | trust              |
      | rate     | 5%                 |
      | survives | 12 months          |
    And its clause "images":
      | kind | data access fee |
      | data | images          |
      | fee  | 36,500          |
      | per  | year            |
      | from | company         |
      | to   | trust           |
    And its clause "approval":
      | kind       | gate                         |
      | needs      | [data protection assessment] |
      | kept by    | trust                        |
      | while shut | { abates: [images] }         |
    And its clause "saving":
      | kind    | gain share                                          |
      | outcome | bed days                                            |
      | saving  | { per: patient, verified by: audit unit, grade: B } |
      | from    | trust                                               |
      | to      | { company: 50% }                                    |
      | only if | { readmissions: at most 4% }                        |
      | cap     | { amount: "15,000", per: year }                     |
    And its clause "interest":
      | kind | late payment interest |
      | on   | royalty               |
      | rate | 8%                    |
    And it is signed
    # January: the trust pays for the trial, and the company orders a scanner for it.
    And these costs are recorded:
      | ref    | on         | paid by | of    | amount    |
      | set-up | 2026-01-15 | trust   | trial | 20,000.00 |
    And these commitments are recorded:
      | ref     | on         | party   | of    | amount   |
      | scanner | 2026-01-20 | company | trial | 8,000.00 |
    And these sales are recorded:
      | on         | of     | amount    |
      | 2026-01-31 | device | 40,000.00 |
    And 2026-01 is closed
    # February: nurses give a hundred hours; the approval lapses on the 15th, and access to the images stops.
    And these costs are recorded:
      | on         | paid by    | of    | amount    |
      | 2026-02-10 | university | trial | 10,000.00 |
    And the gate "approval" shuts on 2026-02-15
    And these contributions in kind are recorded:
      | ref      | on         | item       | quantity | evidence      |
      | february | 2026-02-28 | nurse hour | 100      | timesheet.pdf |
    And these sales are recorded:
      | on         | of     | amount    |
      | 2026-02-28 | device | 30,000.00 |
    And 2026-02 is closed
    # March: the approval is back on the 11th; January's sales were 15,000 more; the hours of another study are turned down.
    And company accepts february on 2026-03-10
    And the gate "approval" opens on 2026-03-11
    And these sales are recorded:
      | ref  | on         | of     | amount    |
      | late | 2026-01-20 | device | 15,000.00 |
    And these contributions in kind are recorded:
      | ref   | on         | item       | quantity | evidence       |
      | march | 2026-03-20 | nurse hour | 20       | timesheet2.pdf |
    And march is reversed because "the hours were another study's"
    And 2026-03 is closed
    # April: the company settles the cost and pays part of the trust's royalty; it expects 91,000 of sales in the quarter.
    And trust invoices images@2026-Q1 on 2026-04-02
    And these payments are recorded:
      | on         | from    | to         | against    | amount    |
      | 2026-04-28 | company | trust      | trial-cost | 12,500.00 |
      | 2026-04-28 | company | university | trial-cost |  2,500.00 |
      | 2026-04-29 | company | trust      | royalty    |  2,000.00 |
    And these estimates are recorded:
      | kind  | of     | for     | amount    |
      | sales | device | 2026-Q2 | 91,000.00 |
    And what has accrued by 2026-04-30 is accrued
    And 2026-04 is closed
    # May: a week of the fee is contested, the rest paid; the first patient comes late, and so does the university's royalty.
    And company disputes 700.00 of images@2026-Q1 on 2026-05-05, because "the images were not there until 18 March"
    And trust claims "first-patient", reached on 2026-05-10, with evidence "site-report.pdf"
    And company accepts M1 on 2026-05-12
    And these payments are recorded:
      | on         | from    | to         | against | amount   |
      | 2026-05-06 | company | trust      | images  | 5,900.00 |
      | 2026-05-31 | company | university | royalty | 1,416.67 |
    And 2026-05 is closed
    # June: the company pays the trust 6,000.00 too much for the patient; the device is certified; of the dispute 400.00 is conceded.
    And these payments are recorded:
      | on         | from    | to         | amount    |
      | 2026-06-11 | company | trust      | 25,000.00 |
      | 2026-06-11 | company | university |  9,509.32 |
    And trust claims "certificate", reached on 2026-06-15, with evidence "certificate.pdf"
    And company accepts M2 on 2026-06-20
    And the dispute DI1 ends with 400.00 upheld by trust on 2026-06-25
    And these sales are recorded:
      | on         | of     | amount     |
      | 2026-06-30 | device | 120,000.00 |
    And 2026-06 is closed
    # July: a quarter that is closed gets another rate, 6% from 1 April on; the company pays the trust all that is open.
    And from 2026-04-01 its clause "royalty" says:
      | kind    | royalty                                                                      |
      | on      | net sales of device                                                          |
      | from    | company                                                                      |
      | to      | { trust: 2/3, university: 1/3 }                                              |
      | rate    | { per: year, bands: [{ up to: 100k, rate: 6% }, { above: 100k, rate: 7% }] } |
      | minimum | { amount: 24,000 }                                                           |
      | report  | 0 days after quarter end                                                     |
      | pay     | 31 days after quarter end                                                    |
    And these payments are recorded:
      | on         | from    | to    | against     | amount    |
      | 2026-07-15 | company | trust | certificate | 12,000.00 |
      | 2026-07-30 | company | trust |             |  9,740.82 |
    And 2026-07 is closed
    # August: the university gives up 100.00 of its royalty and has the rest late; bed days were saved, but 5 in 100 came back.
    And university waives 100.00 of royalty@2026-Q2:company:university on 2026-08-12, because "its board, minute 7"
    And these payments are recorded:
      | on         | from    | to         | against | amount   |
      | 2026-08-31 | company | university | royalty | 2,650.00 |
    And these outcomes are recorded:
      | on         | party | patients | saved by each | verified by | grade | evidence  |
      | 2026-06-30 | trust | 100      |        400.00 | audit unit  | B     | audit.pdf |
    And these measurements are recorded:
      | on         | party | what         | cases | out of |
      | 2026-06-30 | trust | readmissions | 5     | 100    |
    And 2026-08 is closed
    # September: the certificate is annulled; the trust's share of the cost reaches its cap; 3 in 100 came back, 8 in 200 so far.
    And company withdraws M2 on 2026-09-10 because "the certificate was annulled"
    And these costs are recorded:
      | on         | paid by    | of    | amount    |
      | 2026-09-15 | university | trial | 16,000.00 |
    And these outcomes are recorded:
      | on         | party | patients | saved by each | verified by | grade | evidence   |
      | 2026-09-30 | trust | 100      |        400.00 | audit unit  | B     | audit2.pdf |
    And these measurements are recorded:
      | on         | party | what         | cases | out of |
      | 2026-09-30 | trust | readmissions | 3     | 100    |
    And these sales are recorded:
      | on         | of     | amount    |
      | 2026-09-30 | device | 50,000.00 |
    And 2026-09 is closed
    # October: the trust pays the milestone back; everybody settles the quarter; devices come back; the scanner is not bought.
    And these payments are recorded:
      | on         | from    | to         | against     | amount    |
      | 2026-10-09 | trust   | company    | certificate | 12,000.00 |
      | 2026-10-30 | trust   | company    | saving      | 15,000.00 |
      | 2026-10-30 | trust   | university | trial-cost  |  2,500.00 |
      | 2026-10-30 | company | university | trial-cost  |  9,500.00 |
      | 2026-10-30 | company | trust      | images      |  9,200.00 |
      | 2026-10-30 | company | trust      | royalty     |  2,333.34 |
      | 2026-10-30 | company | university | royalty     |  1,166.66 |
    And these releases are recorded:
      | of      | on         | amount   | party   |
      | scanner | 2026-10-12 | 8,000.00 | company |
    And these sales are recorded:
      | on         | of     | amount     |
      | 2026-10-20 | device | -10,000.00 |
    And 2026-10 is closed
    # November: the company ends the agreement with the month; only the royalty on stock survives.
    And company terminates it for convenience on 2026-11-30
    And 2026-11 is closed
    # December: the stock is sold.
    And these sales are recorded:
      | on         | of    | amount    |
      | 2026-12-15 | stock | 20,000.00 |

  Rule: At each month's end everything that was due is received, accrued, waived, disputed or leaked, and nothing else.

    # September receives less than August: the trust owes the certificate's 12,000.00 back, and 2,500.00 of the cost.
    Scenario: Twelve months, each as the ledger stood when it was closed
      When 2026-12 is closed
      Then at each month's end what is due adds up:
        | month   | due        | received   | accrued   | waived | disputed | leaked | residual |
        | 2026-01 |  20,100.00 |       0.00 | 20,100.00 |   0.00 |     0.00 |   0.00 |     0.00 |
        | 2026-02 |  23,000.00 |       0.00 | 23,000.00 |   0.00 |     0.00 |   0.00 |     0.00 |
        | 2026-03 |  25,850.00 |       0.00 | 25,850.00 |   0.00 |     0.00 |   0.00 |     0.00 |
        | 2026-04 |  28,850.00 |  17,000.00 | 11,850.00 |   0.00 |     0.00 |   0.00 |     0.00 |
        | 2026-05 |  60,464.80 |  24,316.67 | 34,614.80 |   0.00 |   700.00 | 833.33 |     0.00 |
        | 2026-06 |  83,566.81 |  58,825.99 | 24,040.82 | 400.00 |     0.00 | 300.00 |     0.00 |
        | 2026-07 |  86,816.81 |  80,566.81 |  5,850.00 | 400.00 |     0.00 |   0.00 |     0.00 |
        | 2026-08 |  89,935.07 |  83,216.81 |  6,218.26 | 500.00 |     0.00 |   0.00 |     0.00 |
        | 2026-09 | 108,935.07 |  68,716.81 | 39,718.26 | 500.00 |     0.00 |   0.00 |     0.00 |
        | 2026-10 | 111,335.07 | 107,716.81 |  3,100.00 | 500.00 |     0.00 |  18.26 |     0.00 |
        | 2026-11 | 114,335.07 | 107,716.81 |  6,100.00 | 500.00 |     0.00 |  18.26 |     0.00 |
        | 2026-12 | 121,996.71 | 108,416.81 | 13,061.64 | 500.00 |     0.00 |  18.26 |     0.00 |

  Rule: Royalties follow sales and terms, however late they were known; a year that ends early has its minimum by days.

    # Worked by hand: 85,000 x 5%; 15,000 x 6% + 105,000 x 7%; 50,000 x 7%; -10,000 x 7%; and 24,000 x 334/365 less 15,300.
    Scenario: Late sales, an amendment for the past, returns and a termination
      When 2026-12 is closed
      Then "royalty" makes due:
        | for     | amount    | because                                                                                     |
        | 2026-Q1 |  4,250.00 | 85,000.00 x 5% x 2/3 + 85,000.00 x 5% x 1/3                                                 |
        | 2026-Q2 |  8,250.00 | 15,000.00 x 6% x 2/3 + 105,000.00 x 7% x 2/3 + 15,000.00 x 6% x 1/3 + 105,000.00 x 7% x 1/3 |
        | 2026-Q3 |  3,500.00 | 50,000.00 x 7% x 2/3 + 50,000.00 x 7% x 1/3                                                 |
        | 2026-Q4 |   -700.00 | -10,000.00 x 7% x 2/3 + -10,000.00 x 7% x 1/3                                               |
        | total   | 15,300.00 |                                                                                             |
      And "royalty:minimum" makes due:
        | for     | party      | amount   | because                                      |
        | 2026-Q4 | trust      | 4,441.09 | 24,000.00 x 334/365 x 2/3 + -15,300.00 x 2/3 |
        | 2026-Q4 | university | 2,220.55 | 24,000.00 x 334/365 x 1/3 + -15,300.00 x 1/3 |
        | total   |            | 6,661.64 |                                              |

  Rule: A milestone that missed its deadline pays less, and one that is withdrawn is given back.

    # Worked by hand: 40 days after 31 March are one full month, and 5% of 30,000.00 is 1,500.00.
    Scenario: One full month late, and a certificate that was annulled
      When 2026-12 is closed
      Then "first-patient" makes due:
        | for     | party      | amount    | because                                 |
        | 2026-Q2 | trust      | 19,000.00 | 30,000.00 x 2/3 + 30,000.00 x -5% x 2/3 |
        | 2026-Q2 | university |  9,500.00 | 30,000.00 x 1/3 + 30,000.00 x -5% x 1/3 |
        | total   |            | 28,500.00 |                                         |
      And "certificate" makes due:
        | for     | amount     | because    |
        | 2026-Q2 |  12,000.00 |  12,000.00 |
        | 2026-Q3 | -12,000.00 | -12,000.00 |
        | total   |       0.00 |            |

  Rule: The fee for access runs on the days on which the gate is open, and ends with the agreement.

    # Worked by hand: 100.00 a day; 90 days less 24, 91, 92, and 61 up to 30 November.
    Scenario: Shut from 15 February to 10 March, and ended on 30 November
      When 2026-12 is closed
      Then "images" makes due:
        | for     | amount    |
        | 2026-Q1 |  6,600.00 |
        | 2026-Q2 |  9,100.00 |
        | 2026-Q3 |  9,200.00 |
        | 2026-Q4 |  6,100.00 |
        | total   | 31,000.00 |

  Rule: What is paid too much settles what falls due next; what is paid too late bears interest.

    # Worked by hand, at 8%: 833.33 for 41 days is 7.49; 1,416.67 for 30 days 9.315, booked as 9.32; 2,750.00 for 12 days and
    # 2,650.00 for 19 days 18.268, and since both together are 27.58, 18.26 is left to book.
    Scenario: A royalty that was part paid, one paid a month late, and one of which 100.00 was waived on the way
      When 2026-12 is closed
      Then "interest" makes due:
        | for     | party      | amount |
        | 2026-Q2 | trust      |   7.49 |
        | 2026-Q2 | university |   9.32 |
        | 2026-Q3 | university |  18.26 |
        | total   |            |  35.07 |

  Rule: A party bears no more than its cap, and hours that were turned down count for nothing.

    # Worked by hand: 46,000.00 x 25% = 11,500.00; the trust bears 10,000.00, and the company 1,500.00 beside its 23,000.00.
    Scenario: The trust reaches its cap within a cost that the university paid
      When 2026-12 is closed
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party      | paid      | bears     | receives   |
        | trust      | 20,000.00 | 10,000.00 |  10,000.00 |
        | company    |      0.00 | 24,500.00 | -24,500.00 |
        | university | 26,000.00 | 11,500.00 |  14,500.00 |
        | total      | 46,000.00 | 46,000.00 |       0.00 |
      And "nurses" is contributed:
        | for     | party | amount   | because                            |
        | 2026-Q1 | trust | 6,000.00 | nurse hour, 100 at 40.00: 4,000.00 |
        | total   |       | 6,000.00 |                                    |

    Scenario: The hours of another study cannot be accepted any more
      When company accepts march on 2026-12-31
      Then it is refused:
        """
        march does not wait for acceptance: it was reversed. There is nothing to do.
        """

  Rule: A verified saving is shared once quality is within its limits, up to the cap of the year.

    # Worked by hand: with 5 of 100 nothing is paid on 40,000.00; with 8 of 200, which is 4%, half of 80,000.00 is above the cap.
    Scenario: Too many patients come back until September
      When 2026-12 is closed
      Then "saving" makes due:
        | for     | party   | amount    |
        | 2026-Q3 | company | 15,000.00 |
        | total   |         | 15,000.00 |
      And "saving:kept" makes due:
        | for     | party | amount    |
        | 2026-Q2 | trust | 40,000.00 |
        | 2026-Q3 | trust | 25,000.00 |
        | total   |       | 65,000.00 |

  Rule: Within a quarter what is expected accrues by days; the accrual is reversed on the next day, and becomes no debt.

    # Worked by hand: 91,000.00 x 30/91 = 30,000.00; 15,000.00 x 5% + 15,000.00 x 7% = 1,800.00. The minimum:
    # 24,000.00 x 120/365 less 4,250.00 and 1,800.00 = 1,840.41. Thirty days of access: 3,000.00.
    Scenario: A third of the sales expected of the quarter
      When 2026-12 is closed
      Then the accruals in the statement for 2026-04 are:
        | what    | from    | to         | clause          | amount   |
        | accrual | company | trust      | royalty         | 1,200.00 |
        | accrual | company | university | royalty         |   600.00 |
        | accrual | company | trust      | royalty:minimum | 1,226.94 |
        | accrual | company | university | royalty:minimum |   613.47 |
        | accrual | company | trust      | images          | 3,000.00 |
        | total   |         |            |                 | 6,640.41 |

  Rule: At each quarter's end risk stands beside reward, to the penny.

    Scenario: The first quarter
      When it is read as at 2026-03-31
      Then the shares of risk and reward are:
        | party      | cash      | in kind  | received | accrued   | committed | risk share | reward share |
        | trust      |  7,500.00 | 6,000.00 |     0.00 |  9,433.33 |  2,000.00 |     0.3169 |       0.8694 |
        | company    | 21,600.00 |     0.00 |     0.00 |      0.00 |  4,000.00 |     0.5070 |       0.0000 |
        | university |  7,500.00 |     0.00 |     0.00 |  1,416.67 |  2,000.00 |     0.1761 |       0.1306 |
        | total      | 36,600.00 | 6,000.00 |     0.00 | 10,850.00 |  8,000.00 |     1.0000 |       1.0000 |

    Scenario: The second quarter
      When it is read as at 2026-06-30
      Then the shares of risk and reward are:
        | party      | cash      | in kind  | received  | accrued   | verified saving | committed | risk share | reward share |
        | trust      |  7,500.00 | 6,000.00 | 32,894.52 | 21,738.81 |       40,000.00 |  2,000.00 |     0.1471 |       0.8738 |
        | company    | 70,800.00 |     0.00 |      0.00 |      0.00 |            0.00 |  4,000.00 |     0.7712 |       0.0000 |
        | university |  7,500.00 |     0.00 | 10,916.67 |  2,750.00 |            0.00 |  2,000.00 |     0.0817 |       0.1262 |
        | total      | 85,800.00 | 6,000.00 | 43,811.19 | 24,488.81 |       40,000.00 |  8,000.00 |     1.0000 |       1.0000 |

    Scenario: The third quarter
      When it is read as at 2026-09-30
      Then the shares of risk and reward are:
        | party      | cash      | in kind  | received  | accrued   | verified saving | committed | risk share | reward share |
        | trust      | 10,000.00 | 6,000.00 | 54,633.33 |   -466.66 |       65,000.00 |  2,000.00 |     0.1524 |       0.8003 |
        | company    | 77,500.00 |     0.00 |      0.00 | 15,000.00 |            0.00 |  4,000.00 |     0.7381 |       0.1007 |
        | university | 11,500.00 |     0.00 | 13,566.67 |  1,166.66 |            0.00 |  2,000.00 |     0.1095 |       0.0989 |
        | total      | 99,000.00 | 6,000.00 | 68,200.00 | 15,700.00 |       65,000.00 |  8,000.00 |     1.0000 |       1.0000 |

    Scenario: The last quarter
      When 2026-12 is closed
      Then the shares of risk and reward are:
        | party      | cash       | in kind  | received  | accrued   | verified saving | committed | risk share | reward share |
        | trust      |  10,000.00 | 6,000.00 | 54,166.67 | 11,074.42 |       65,000.00 |      0.00 |     0.1440 |       0.8041 |
        | company    |  83,600.00 |     0.00 | 15,000.00 |      0.00 |            0.00 |      0.00 |     0.7525 |       0.0926 |
        | university |  11,500.00 |     0.00 | 14,733.33 |  1,987.22 |            0.00 |      0.00 |     0.1035 |       0.1032 |
        | total      | 105,100.00 | 6,000.00 | 83,900.00 | 13,061.64 |       65,000.00 |      0.00 |     1.0000 |       1.0000 |

  Rule: Every quarter's statement begins where the one before it ended, and the last one says who pays whom.

    Scenario: The statement of the first quarter
      When the statement for 2026-Q1 is asked for
      Then the balances for 2026-Q1 are:
        | party      | clause     | opening | movements  | closing    |
        | trust      | trial-cost |    0.00 |  12,500.00 |  12,500.00 |
        | trust      | royalty    |    0.00 |   2,833.33 |   2,833.33 |
        | trust      | images     |    0.00 |   6,600.00 |   6,600.00 |
        | company    | trial-cost |    0.00 | -15,000.00 | -15,000.00 |
        | company    | royalty    |    0.00 |  -4,250.00 |  -4,250.00 |
        | company    | images     |    0.00 |  -6,600.00 |  -6,600.00 |
        | university | trial-cost |    0.00 |   2,500.00 |   2,500.00 |
        | university | royalty    |    0.00 |   1,416.67 |   1,416.67 |
        | total      |            |    0.00 |       0.00 |       0.00 |

    Scenario: The statement of the second quarter
      When the statement for 2026-Q2 is asked for
      Then the balances for 2026-Q2 are:
        | party      | clause        | opening    | movements  | closing    |
        | trust      | trial-cost    |  12,500.00 | -12,500.00 |       0.00 |
        | trust      | first-patient |       0.00 |       0.00 |       0.00 |
        | trust      | certificate   |       0.00 |  12,000.00 |  12,000.00 |
        | trust      | royalty       |   2,833.33 |   2,566.67 |   5,400.00 |
        | trust      | images        |   6,600.00 |  -2,361.19 |   4,238.81 |
        | trust      | interest      |       0.00 |       2.01 |       2.01 |
        | company    | trial-cost    | -15,000.00 |  15,000.00 |       0.00 |
        | company    | first-patient |       0.00 |       0.00 |       0.00 |
        | company    | certificate   |       0.00 | -12,000.00 | -12,000.00 |
        | company    | royalty       |  -4,250.00 |  -3,850.00 |  -8,100.00 |
        | company    | images        |  -6,600.00 |   2,361.19 |  -4,238.81 |
        | company    | interest      |       0.00 |      -2.01 |      -2.01 |
        | university | trial-cost    |   2,500.00 |  -2,500.00 |       0.00 |
        | university | first-patient |       0.00 |       0.00 |       0.00 |
        | university | royalty       |   1,416.67 |   1,283.33 |   2,700.00 |
        | university | interest      |       0.00 |       0.00 |       0.00 |
        | total      |               |       0.00 |       0.00 |       0.00 |

    Scenario: The statement of the third quarter
      When the statement for 2026-Q3 is asked for
      Then the balances for 2026-Q3 are:
        | party      | clause      | opening    | movements  | closing    |
        | trust      | trial-cost  |       0.00 |  -2,500.00 |  -2,500.00 |
        | trust      | certificate |  12,000.00 | -24,000.00 | -12,000.00 |
        | trust      | royalty     |   5,400.00 |  -3,066.66 |   2,333.34 |
        | trust      | images      |   4,238.81 |   4,961.19 |   9,200.00 |
        | trust      | saving      |       0.00 | -15,000.00 | -15,000.00 |
        | trust      | interest    |       2.01 |      -2.01 |       0.00 |
        | company    | trial-cost  |       0.00 |  -9,500.00 |  -9,500.00 |
        | company    | certificate | -12,000.00 |  24,000.00 |  12,000.00 |
        | company    | royalty     |  -8,100.00 |   4,600.00 |  -3,500.00 |
        | company    | images      |  -4,238.81 |  -4,961.19 |  -9,200.00 |
        | company    | saving      |       0.00 |  15,000.00 |  15,000.00 |
        | company    | interest    |      -2.01 |     -16.25 |     -18.26 |
        | university | trial-cost  |       0.00 |  12,000.00 |  12,000.00 |
        | university | royalty     |   2,700.00 |  -1,533.34 |   1,166.66 |
        | university | interest    |       0.00 |      18.26 |      18.26 |
        | total      |             |       0.00 |       0.00 |       0.00 |

    Scenario: The year's end
      When 2026-12 is closed
      Then the balances for 2026-Q4 are:
        | party      | clause          | opening    | movements  | closing   |
        | trust      | trial-cost      |  -2,500.00 |   2,500.00 |      0.00 |
        | trust      | certificate     | -12,000.00 |  12,000.00 |      0.00 |
        | trust      | royalty         |   2,333.34 |  -2,800.01 |   -466.67 |
        | trust      | royalty:minimum |       0.00 |   4,441.09 |  4,441.09 |
        | trust      | stock           |       0.00 |   1,000.00 |  1,000.00 |
        | trust      | images          |   9,200.00 |  -3,100.00 |  6,100.00 |
        | trust      | saving          | -15,000.00 |  15,000.00 |      0.00 |
        | company    | trial-cost      |  -9,500.00 |   9,500.00 |      0.00 |
        | company    | certificate     |  12,000.00 | -12,000.00 |      0.00 |
        | company    | royalty         |  -3,500.00 |   4,200.00 |    700.00 |
        | company    | royalty:minimum |       0.00 |  -6,661.64 | -6,661.64 |
        | company    | stock           |       0.00 |  -1,000.00 | -1,000.00 |
        | company    | images          |  -9,200.00 |   3,100.00 | -6,100.00 |
        | company    | saving          |  15,000.00 | -15,000.00 |      0.00 |
        | company    | interest        |     -18.26 |       0.00 |    -18.26 |
        | university | trial-cost      |  12,000.00 | -12,000.00 |      0.00 |
        | university | royalty         |   1,166.66 |  -1,399.99 |   -233.33 |
        | university | royalty:minimum |       0.00 |   2,220.55 |  2,220.55 |
        | university | interest        |      18.26 |       0.00 |     18.26 |
        | total      |                 |       0.00 |       0.00 |      0.00 |
      And after 2026-Q4 these payments would settle everything:
        | clause   | pays    | receives   | amount    |
        | royalty  | company | trust      |  3,974.42 |
        | royalty  | company | university |  1,987.22 |
        | stock    | company | trust      |  1,000.00 |
        | images   | company | trust      |  6,100.00 |
        | interest | company | university |     18.26 |
        | total    |         |            | 13,079.90 |

  Rule: A year later every entry can be worked out again from facts and terms.

    Scenario: An auditor performs the whole year again
      Given 2026-12 is closed
      When the ledger is verified
      Then it is found whole
