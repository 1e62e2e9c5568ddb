Feature: What is unpaid
  Somebody asks what was earned and never received. Every Cause has its amount and its day: what is overdue, interest that
  was not charged, a minimum that no close has billed, a claim that waits, a contribution that nothing pays for. Where
  nothing agreed says how much it would be, the amount is a dash and not zero.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind    | royalty                   |
      | on      | net sales of device       |
      | from    | company                   |
      | to      | trust                     |
      | rate    | 10%                       |
      | report  | 0 days after quarter end  |
      | pay     | 31 days after quarter end |
      | minimum | { amount: 20k }           |
    And its clause "approval":
      | kind        | milestone                        |
      | when        | the device is approved for sale  |
      | pays        | 50,000                           |
      | from        | company                          |
      | to          | trust                            |
      | evidence    | certificate of the approved body |
      | accepted by | company                          |
      | due         | 30 days after acceptance         |

  Rule: What is overdue is unpaid, and where no clause charges interest that is said of it.

    Background:
      Given it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 100,000.00 |

    Scenario: A royalty of which half was paid late and half was not paid
      When these payments are recorded:
        | on         | from    | to    | amount   |
        | 2026-05-10 | company | trust | 5,000.00 |
      Then as on 2026-05-31 this is unpaid:
        | cause                   | from    | to    | under   | since      | amount   | why                                                                    |
        | overdue, never invoiced | company | trust | royalty | 2026-05-01 | 5,000.00 | 30 days late, for 2026-Q1, neither claimed nor invoiced                |
        | interest not charged    | company | trust | royalty | 2026-05-01 | -        | GBP 5,000.00 is 30 days late; no clause charges interest               |
        | interest not charged    | company | trust | royalty | 2026-05-01 | -        | GBP 5,000.00 was paid 9 days late, with P1; no clause charges interest |
        | total                   |         |       |         |            | 5,000.00 |                                                                        |

    Scenario: A minimum of a year that has ended and is not closed
      When these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-05-01 | company | trust | 10,000.00 |
      Then as on 2027-01-15 this is unpaid:
        | cause              | from    | to    | under           | since      | amount    | why                                                           |
        | minimum not billed | company | trust | royalty:minimum | 2027-01-31 | 10,000.00 | for 2026-Q4, which is not closed; worked out up to 2026-12-31 |
        | total              |         |       |                 |            | 10,000.00 |                                                               |

    Scenario: Once the year is closed the minimum is a due like any other
      Given these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-05-01 | company | trust | 10,000.00 |
      When 2026 is closed
      Then as on 2027-02-15 these sums are due:
        | due        | from    | to    | clause          | for     | amount    | evidence |
        | 2027-01-31 | company | trust | royalty:minimum | 2026-Q4 | 10,000.00 |     2026 |
        | total      |         |       |                 |         | 10,000.00 |          |

  Rule: A claim that nobody has accepted is unpaid, for what its acceptance would make due.

    Background:
      Given it is signed

    Scenario: The approval was claimed in June
      When trust claims "approval", reached on 2026-06-10, with evidence "certificate.pdf"
      Then as on 2026-06-30 this is unpaid:
        | cause                 | to    | under              | since      | amount    | why                                             |
        | claimed, not accepted | trust | milestone approval | 2026-06-10 | 50,000.00 | M1 (certificate.pdf), to be accepted by company |
        | total                 |       |                    |            | 50,000.00 |                                                 |

  Rule: Interest that a clause charges is not charged before a close has booked it.

    Background:
      Given its clause "interest":
        | kind | late payment interest |
        | on   | royalty               |
        | rate | 8%                    |
      And it is signed

    # Worked by hand: 10,000.00 x 8% x 60/365 = 131.51, from 2 May up to and including 30 June.
    Scenario: A royalty due on 1 May is not paid by the end of June
      When these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 100,000.00 |
      Then as on 2026-07-01 this is unpaid:
        | cause                   | from    | to    | under    | since      | amount    | why                                                           |
        | overdue, never invoiced | company | trust | royalty  | 2026-05-01 | 10,000.00 | 61 days late, for 2026-Q1, neither claimed nor invoiced       |
        | interest not charged    | company | trust | interest | 2026-06-30 |    131.51 | for 2026-Q2, which is not closed; worked out up to 2026-06-30 |
        | total                   |         |       |          |            | 10,131.51 |                                                               |

  Rule: A contribution in kind that no clause pays for is told with its value.

    Background:
      Given its clause "staff":
        | kind              | contribution in kind                          |
        | by                | trust                                         |
        | rates             | [{ item: nurse, rate: 40, from: 2026-01-01 }] |
        | evidence required | no                                            |
      And it is signed

    Scenario: A nurse gave ten hours
      When these contributions in kind are recorded:
        | on         | item  | quantity |
        | 2026-06-10 | nurse |       10 |
      Then as on 2026-06-30 this is unpaid:
        | cause                          | to    | under | since      | amount | why                                              |
        | contributed, paid by no clause | trust | staff | 2026-06-10 | 400.00 | accepted, and owed by nobody; last on 2026-06-10 |
        | total                          |       |       |            | 400.00 |                                                  |

  Rule: A party whose parity lies below the floor that the agreement sets is short of the reward that would reach it.

    Background:
      Given the agreement "joint" between company and trust, in GBP from 2026-01-01
      And its parity floors are { company: 0.5 }
      And its clause "royalty":
        | kind   | royalty                   |
        | on     | net sales of device       |
        | from   | company                   |
        | to     | trust                     |
        | rate   | 10%                       |
        | report | 0 days after quarter end  |
        | pay    | 31 days after quarter end |
      And its clause "development-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { trust: 60%, company: 40% } |
      And it is signed

    # Worked by hand: 400.00 of 1,000.00 is 40% of the risk; 0.5 x 40% x 90,000.00 = 18,000.00, and it has received nothing.
    Scenario: Who bears two fifths of the cost has none of the reward
      Given these costs are recorded:
        | on         | paid by | amount   |
        | 2026-03-31 | company | 1,000.00 |
      When these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 900,000.00 |
      Then as on 2026-04-30 this is unpaid:
        | cause                             | to      | under        | since      | amount    | why                                          |
        | parity below the agreement's floor | company | parity floor | 2026-04-30 | 18,000.00 | parity is 0.0000, the agreement's floor 1/2 |
        | total                             |         |              |            | 18,000.00 |                                              |
