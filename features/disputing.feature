Feature: Disputing a due
  A Party that contests what it owes says so, and why. What is disputed is ring-fenced: no payment settles it and it is not
  overdue, until the dispute ends. What is then upheld for who owes is given up; the rest falls due again as if it had never
  been disputed, with the interest that the agreement charges.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind   | royalty                   |
      | on     | net sales of device       |
      | from   | company                   |
      | to     | trust                     |
      | rate   | 10%                       |
      | report | 0 days after quarter end  |
      | pay    | 31 days after quarter end |
    And it is signed
    And these sales are recorded:
      | on         | amount     |
      | 2026-03-31 | 100,000.00 |
      | 2026-06-30 |  60,000.00 |

  Rule: Payments pass by what is disputed, and settle the oldest due that is not.

    Scenario: Part of the first quarter is disputed before the company pays
      Given company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      When these payments are recorded:
        | on         | from    | to    | amount   |
        | 2026-08-01 | company | trust | 7,000.00 |
      Then as on 2026-08-10 these sums are due:
        | due        | from    | to    | for     | reference       | amount   |
        | 2026-07-31 | company | trust | 2026-Q2 | royalty@2026-Q2 | 5,000.00 |
        | total      |         |       |         |                 | 5,000.00 |

    Scenario: What is disputed stands apart
      When company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      Then as on 2026-08-10 these sums are disputed:
        | due             | owed by | owed to | dispute | disputed by | on         | amount   |
        | royalty@2026-Q1 | company | trust   | DI1     | company     | 2026-04-20 | 4,000.00 |
        | total           |         |         |         |             |            | 4,000.00 |

  Rule: What is disputed is neither received nor leaked.

    Scenario: Nothing is paid at all
      When company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      Then as on 2026-06-30 everything that was due adds up:
        | where    | amount    |
        | received |      0.00 |
        | accrued  |  6,000.00 |
        | waived   |      0.00 |
        | disputed |  4,000.00 |
        | leaked   |  6,000.00 |
        | total    | 16,000.00 |

  Rule: What is upheld is given up, and the rest falls due again.

    Scenario: A quarter of what was disputed is upheld
      Given company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      When the dispute DI1 ends with 1,000.00 upheld by trust on 2026-06-15
      Then as on 2026-06-30 everything that was due adds up:
        | where    | amount    |
        | received |      0.00 |
        | accrued  |  6,000.00 |
        | waived   |  1,000.00 |
        | disputed |      0.00 |
        | leaked   |  9,000.00 |
        | total    | 16,000.00 |

    Scenario: The dispute is withdrawn
      Given company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      When the dispute DI1 is withdrawn by company on 2026-06-15
      Then as on 2026-06-30 these sums are due:
        | due        | from    | to    | for     | amount    |
        | 2026-05-01 | company | trust | 2026-Q1 | 10,000.00 |
        | 2026-07-31 | company | trust | 2026-Q2 |  6,000.00 |
        | total      |         |       |         | 16,000.00 |

    Scenario: The company decides by itself that it was right
      Given company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      When the dispute DI1 ends with 4,000.00 upheld by company on 2026-06-15
      Then it is refused:
        """
        company cannot end DI1 alone: what is upheld against trust is conceded by trust, or a decision is shown (--evidence). Add --evidence FILE with the decision, or --party trust if it gives way.
        """

    Scenario: An expert has decided, and the company shows the decision
      Given company disputes 4,000.00 of royalty@2026-Q1 on 2026-04-20, because "returns were not deducted"
      When the dispute DI1 ends with 4,000.00 upheld by company on 2026-06-15, with evidence "determination.pdf"
      Then as on 2026-06-30 these sums are due:
        | due        | from    | to    | for     | amount   |
        | 2026-05-01 | company | trust | 2026-Q1 | 6,000.00 |
        | 2026-07-31 | company | trust | 2026-Q2 | 6,000.00 |
        | total      |         |       |         | 12,000.00 |

  Rule: What was claimed or invoiced and not paid is told apart from what nobody has asked for.

    Scenario: The first quarter was invoiced, the second was not
      When trust invoices royalty@2026-Q1 on 2026-04-02
      Then as on 2026-09-30 this is unpaid:
        | cause                   | under   | reference       | since      | amount    | why                                                                                                |
        | overdue, never invoiced | royalty | royalty@2026-Q2 | 2026-07-31 |  6,000.00 | 61 days late, for 2026-Q2, neither claimed nor invoiced                                            |
        | overdue, not paid       | royalty | royalty@2026-Q1 | 2026-05-01 | 10,000.00 | 152 days late, for 2026-Q1, invoiced 2026-04-02 (IN1)                                              |
        | interest not charged    | royalty |                 | 2026-05-01 | -         | GBP 10,000.00 is 152 days late; no clause charges interest                                         |
        | interest not charged    | royalty |                 | 2026-07-31 | -         | GBP 6,000.00 is 61 days late; no clause charges interest                                           |
        | total                   |         |                 |            | 16,000.00 |                                                                                                    |
