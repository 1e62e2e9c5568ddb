Feature: Replay
  History may be read again in two ways: as at a date, by what had happened until then; and as known at a moment, by
  what had been recorded until then. The first leaves out what happened later, the second what was learned later.

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
      | ref    | on         | amount       |
      | second | 2026-06-30 | 1,000,000.00 |
      | late   | 2026-03-31 |   500,000.00 |

  Rule: As at a date only what had happened by the end of that day counts, however late it was recorded.

    Scenario: As at the end of the first quarter
      When it is read as at 2026-03-31
      Then "royalty" makes due:
        | for     | amount    | because         |
        | 2026-Q1 | 25,000.00 | 500,000.00 x 5% |
        | total   | 25,000.00 |                 |

    Scenario: As at the day before
      When it is read as at 2026-03-30
      Then nothing is due under "royalty"

    Scenario: As at the last day of the second quarter
      When it is read as at 2026-06-30
      Then "royalty" makes due:
        | for     | amount     | because                            |
        | 2026-Q1 |  25,000.00 | 500,000.00 x 5%                    |
        | 2026-Q2 |  75,000.00 | 500,000.00 x 5% + 500,000.00 x 10% |
        | total   | 100,000.00 |                                    |

  Rule: As known at a moment only what had been recorded by then counts, as the parties were told.

    Scenario: Before the late sales were known
      When it is read as known when second was recorded
      Then "royalty" makes due:
        | for     | amount    | because           |
        | 2026-Q2 | 50,000.00 | 1,000,000.00 x 5% |
        | total   | 50,000.00 |                   |
      And the shares of risk and reward are:
        | party   | accrued   | sales retained |
        | company |      0.00 |     950,000.00 |
        | trust   | 50,000.00 | -              |
        | total   | 50,000.00 | -              |

    Scenario: Once they were known
      When it is read as known when late was recorded
      Then "royalty" makes due:
        | recorded with | for     | amount     | because                            | true-up |
        | second        | 2026-Q2 |  50,000.00 | 1,000,000.00 x 5%                  | no      |
        | late          | 2026-Q1 |  25,000.00 | 500,000.00 x 5%                    | yes     |
        | late          | 2026-Q2 |  25,000.00 | 500,000.00 x 5% + 500,000.00 x 10% | yes     |
        | total         |         | 100,000.00 |                                    |         |

  Rule: As at a date an acceptance counts only from the day on which it was given.

    Background:
      Given the agreement "trial" between company and trust, in GBP from 2026-01-01
      And its clause "first-patient":
        | kind        | milestone                    |
        | when        | the first patient is treated |
        | pays        | 250,000                      |
        | from        | company                      |
        | to          | trust                        |
        | accepted by | company                      |
      And it is signed
      And trust claims "first-patient", reached on 2026-06-30, with evidence "report.pdf"
      And company accepts M1 on 2026-07-01

    Scenario: As at the day on which the milestone was reached
      When it is read as at 2026-06-30
      Then nothing is due under "first-patient"

    Scenario: As at the day on which it was accepted
      When it is read as at 2026-07-01
      Then "first-patient" makes due:
        | for     | amount     | because                           | payable by |
        | 2026-Q3 | 250,000.00 | once the first patient is treated | 2026-07-31 |
        | total   | 250,000.00 |                                   |            |

  Rule: A reversal takes its fact out as at every date, and leaves it in as known before the reversal.

    Background:
      Given late is reversed because "reported by the distributor twice"

    Scenario: As at the end of the first quarter the sales never were
      When it is read as at 2026-03-31
      Then "royalty" makes due:
        | for     | amount | because                       |
        | 2026-Q1 |   0.00 | less 25,000.00 booked before  |
        | total   |   0.00 |                               |

    Scenario: As known before the reversal they still count
      When it is read as known when late was recorded
      Then "royalty" makes due:
        | for     | amount     | because                            |
        | 2026-Q1 |  25,000.00 | 500,000.00 x 5%                    |
        | 2026-Q2 |  75,000.00 | 500,000.00 x 5% + 500,000.00 x 10% |
        | total   | 100,000.00 |                                    |
