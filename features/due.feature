Feature: What falls due
  Somebody asks what is to be paid: by when, by whom, to whom, and on what evidence. What is overdue comes first.
  Payments have settled the oldest dues, and advances what fell due after them. What a Party claims and another has yet
  to accept stands apart, with the sum that its acceptance would make payable.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind   | royalty                   |
      | on     | net sales of device       |
      | from   | company                   |
      | to     | trust                     |
      | rate   | 10%                       |
      | report | 30 days after quarter end |
      | pay    | 60 days after quarter end |
    And its clause "approval":
      | kind        | milestone                        |
      | when        | the device is approved for sale  |
      | pays        | 50,000                           |
      | from        | company                          |
      | to          | trust                            |
      | evidence    | certificate of the approved body |
      | accepted by | company                          |
      | due         | 30 days after acceptance         |
    And it is signed
    And these sales are recorded:
      | on         | amount     |
      | 2026-03-31 | 900,000.00 |
      | 2026-06-30 | 200,000.00 |

  Rule: The oldest due comes first, with the days and the facts that it rests on.

    Scenario: Two quarters of which one is overdue
      When these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-06-15 | company | trust | 60,000.00 |
      Then as on 2026-07-10 these sums are due:
        | due        | in days | from    | to    | clause  | for     | amount    | evidence |
        | 2026-05-30 |     -41 | company | trust | royalty | 2026-Q1 | 30,000.00 | S1       |
        | 2026-08-29 |      50 | company | trust | royalty | 2026-Q2 | 20,000.00 | S2       |
        | total      |         |         |       |         |         | 50,000.00 |          |

  Rule: What was paid in advance settles what falls due later.

    Scenario: More than everything is paid, and then the device sells on
      Given these payments are recorded:
        | on         | from    | to    | amount     |
        | 2026-07-01 | company | trust | 115,000.00 |
      When these sales are recorded:
        | on         | amount     |
        | 2026-09-30 | 120,000.00 |
      Then as on 2026-10-01 these sums are due:
        | due        | from    | to    | clause  | for     | amount   | evidence |
        | 2026-11-29 | company | trust | royalty | 2026-Q3 | 7,000.00 | S3       |
        | total      |         |       |         |         | 7,000.00 |          |

  Rule: Only what had happened by the day that is asked about counts.

    Scenario: On the day before the second quarter ends
      When these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-07-15 | company | trust | 60,000.00 |
      Then as on 2026-06-29 these sums are due:
        | due        | from    | to    | clause  | for     | amount    | evidence |
        | 2026-05-30 | company | trust | royalty | 2026-Q1 | 90,000.00 | S1       |
        | total      |         |       |         |         | 90,000.00 |          |

  Rule: A claim shows who must accept it, and what is payable if that is done on the day.

    Scenario: The trust has claimed the approval
      When trust claims "approval", reached on 2026-07-01, with evidence "certificate.pdf"
      Then as on 2026-07-10 these claims await acceptance:
        | reference  | claim              | on         | claimed by | to be accepted by | amount    | due if accepted | evidence        |
        | licence/M1 | milestone approval | 2026-07-01 | trust      | company           | 50,000.00 | 2026-08-09      | certificate.pdf |
        | total      |                    |            |            |                   | 50,000.00 |                 |                 |

    Scenario: The trust says that its nurse gave ten hours, and shows a timesheet
      Given the agreement "evaluation" between company and trust, in GBP from 2026-01-01
      And its clause "staff":
        | kind        | contribution in kind                          |
        | by          | trust                                         |
        | rates       | [{ item: nurse, rate: 40, from: 2026-01-01 }] |
        | accepted by | company                                       |
      And it is signed
      When these contributions in kind are recorded:
        | on         | item  | quantity | evidence      |
        | 2026-06-10 | nurse |       10 | timesheet.pdf |
      Then as on 2026-06-30 these claims await acceptance:
        | reference     | claim         | claimed by | to be accepted by | amount | due if accepted | evidence      |
        | evaluation/K1 | in kind nurse | trust      | company           | 400.00 | -               | timesheet.pdf |
        | total         |               |            |                   | 400.00 |                 |               |
