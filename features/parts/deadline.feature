Feature: Deadline of a milestone
  Where a Milestone has a deadline, each full month of delay takes an agreed fraction off the sum, up to a limit, and
  after a last day the Milestone lapses. What counts is the day on which it was reached, not the day on which the
  claim was accepted, unless otherwise agreed.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "first-patient":
      | kind        | milestone                                                                        |
      | when        | the first patient is treated                                                     |
      | pays        | 250,000                                                                          |
      | from        | company                                                                          |
      | to          | trust                                                                            |
      | accepted by | company                                                                          |
      | deadline    | { date: 2026-12-31, reduced by: 5% per month, at most: 50%, lapses: 2027-12-31 } |
    And it is signed

  Rule: Each full month after the deadline takes 5% off the sum, at most half of it, until it lapses.

    Scenario Outline: Reached on <reached> it pays <sum>
      Given trust claims "first-patient", reached on <reached>, with evidence "site-report.pdf"
      When company accepts M1 on 2028-01-31
      Then "first-patient" makes due:
        | for     | party | amount | because   |
        | 2028-Q1 | trust | <sum>  | <because> |
        | total   |       | <sum>  |           |

      Examples: A day either side of each edge
        | reached    | sum        | because           |
        | 2026-12-31 | 250,000.00 | 250,000.00        |
        | 2027-01-30 | 250,000.00 | 250,000.00        |
        | 2027-01-31 | 237,500.00 | 250,000.00 x -5%  |
        | 2027-02-27 | 237,500.00 | 250,000.00 x -5%  |
        | 2027-02-28 | 225,000.00 | 250,000.00 x -10% |
        | 2027-10-30 | 137,500.00 | 250,000.00 x -45% |
        | 2027-10-31 | 125,000.00 | 250,000.00 x -50% |
        | 2027-12-31 | 125,000.00 | 250,000.00 x -50% |

    Scenario: Reached on the day after it lapsed it pays nothing
      Given trust claims "first-patient", reached on 2028-01-01, with evidence "site-report.pdf"
      When company accepts M1 on 2028-01-31
      Then nothing is due under "first-patient"

  Rule: The day on which it was reached counts, however late the claim is accepted.

    Scenario: Reached in time and accepted in the next year, it pays the whole sum for the quarter of the acceptance
      Given trust claims "first-patient", reached on 2026-12-20, with evidence "site-report.pdf"
      When company accepts M1 on 2027-03-01
      Then "first-patient" makes due:
        | for     | party | amount     | because    | payable by |
        | 2027-Q1 | trust | 250,000.00 | 250,000.00 | 2027-03-31 |
        | total   |       | 250,000.00 |            |            |

    Scenario: Where the acceptance counts, it is late
      Given from 2026-01-01 its clause "first-patient" says:
        | kind        | milestone                                                               |
        | when        | the first patient is treated                                            |
        | pays        | 250,000                                                                 |
        | from        | company                                                                 |
        | to          | trust                                                                   |
        | accepted by | company                                                                 |
        | deadline    | { date: 2026-12-31, reduced by: 5% per month, measured by: acceptance } |
      And trust claims "first-patient", reached on 2026-12-20, with evidence "site-report.pdf"
      When company accepts M1 on 2027-03-01
      Then "first-patient" makes due:
        | for     | party | amount     | because           |
        | 2027-Q1 | trust | 225,000.00 | 250,000.00 x -10% |
        | total   |       | 225,000.00 |                   |

  Rule: The parties may extend the deadline, before or after it has passed; a milestone paid for is then paid the rest.

    Scenario: Extended by two months after the milestone was paid for, three months late
      Given trust claims "first-patient", reached on 2027-03-31, with evidence "site-report.pdf"
      And company accepts M1 on 2027-04-05
      When from 2026-06-01 its clause "first-patient" says:
        | kind        | milestone                                                                        |
        | when        | the first patient is treated                                                     |
        | pays        | 250,000                                                                          |
        | from        | company                                                                          |
        | to          | trust                                                                            |
        | accepted by | company                                                                          |
        | deadline    | { date: 2027-02-28, reduced by: 5% per month, at most: 50%, lapses: 2027-12-31 } |
      Then "first-patient" makes due:
        | for     | party | amount     | because          | true-up |
        | 2027-Q2 | trust | 237,500.00 | 250,000.00 x -5% | yes     |
        | total   |       | 237,500.00 |                  |         |

  Rule: Where it is so agreed, every month that has begun counts as a whole one.

    Scenario Outline: Reached on <reached>, with months begun counted, it pays <sum>
      Given from 2026-01-01 its clause "first-patient" says:
        | kind        | milestone                                                             |
        | when        | the first patient is treated                                          |
        | pays        | 250,000                                                               |
        | from        | company                                                               |
        | to          | trust                                                                 |
        | accepted by | company                                                               |
        | deadline    | { date: 2026-12-31, reduced by: 5% per month, counting: part months } |
      And trust claims "first-patient", reached on <reached>, with evidence "site-report.pdf"
      When company accepts M1 on 2028-01-31
      Then "first-patient" makes due:
        | for     | party | amount | because   |
        | 2028-Q1 | trust | <sum>  | <because> |
        | total   |       | <sum>  |           |

      Examples: The deadline, and a day either side of the months that begin
        | reached    | sum        | because           |
        | 2026-12-31 | 250,000.00 | 250,000.00        |
        | 2027-01-01 | 237,500.00 | 250,000.00 x -5%  |
        | 2027-01-31 | 237,500.00 | 250,000.00 x -5%  |
        | 2027-02-01 | 225,000.00 | 250,000.00 x -10% |

  Rule: What was paid for late, and is withdrawn, is given back with what being late had cost.

    Scenario: Withdrawn a year after it was paid for three months late
      Given trust claims "first-patient", reached on 2027-03-31, with evidence "site-report.pdf"
      And company accepts M1 on 2027-04-05
      When company withdraws M1 on 2028-04-05 because "the patient had not consented"
      Then "first-patient" makes due:
        | for     | party | amount      | because            |
        | 2027-Q2 | trust |  212,500.00 | 250,000.00 x -15%  |
        | 2028-Q2 | trust | -212,500.00 | -250,000.00 x -15% |
        | total   |       |        0.00 |                    |

  Rule: A deadline without consequence, or that lapses before itself, is refused.

    Scenario: It would lapse the day before
      Given the agreement "other" between company and trust, in GBP from 2026-01-01
      And its clause "first-patient":
        | kind     | milestone                                |
        | when     | the first patient is treated             |
        | pays     | 250,000                                  |
        | from     | company                                  |
        | to       | trust                                    |
        | deadline | { date: 2026-12-31, lapses: 2026-12-30 } |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 15, clauses.first-patient.deadline.lapses: it lapses on 2026-12-30, before its deadline on 2026-12-31: write a later day
        """
      And nothing more is recorded
