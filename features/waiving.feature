Feature: Waiving a due
  A Party may give up what it is owed, all of it or part, if somebody with the authority to do so has decided it. What is
  waived is settled without being received. It never covers more than is left of the due: if the due becomes less later
  on, the waiver gives way, and nothing is owed back that was never paid.

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

  Rule: What is waived is settled, and is not received.

    Background:
      Given it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 100,000.00 |

    Scenario: A tenth is given up, and the rest is paid
      Given trust waives 1,000.00 of royalty@2026-Q1 on 2026-04-15, because "the board, minute 12"
      When these payments are recorded:
        | on         | from    | to    | amount   |
        | 2026-04-20 | company | trust | 9,000.00 |
      Then as on 2026-06-30 everything that was due adds up:
        | where    | amount    |
        | received |  9,000.00 |
        | accrued  |      0.00 |
        | waived   |  1,000.00 |
        | disputed |      0.00 |
        | leaked   |      0.00 |
        | total    | 10,000.00 |

    Scenario: On the day before the waiver everything is owed
      When trust waives 1,000.00 of royalty@2026-Q1 on 2026-05-15, because "the board, minute 12"
      Then as on 2026-05-14 everything that was due adds up:
        | where    | amount    |
        | received |      0.00 |
        | accrued  |      0.00 |
        | waived   |      0.00 |
        | disputed |      0.00 |
        | leaked   | 10,000.00 |
        | total    | 10,000.00 |

    Scenario: A waiver that was recorded by mistake
      Given trust waives 1,000.00 of royalty@2026-Q1 on 2026-04-15, because "the board, minute 12"
      When W1 is reversed because "the board had not met"
      Then as on 2026-04-30 these sums are due:
        | due        | from    | to    | clause  | for     | reference       | amount    |
        | 2026-05-01 | company | trust | royalty | 2026-Q1 | royalty@2026-Q1 | 10,000.00 |
        | total      |         |       |         |         |                 | 10,000.00 |

  Rule: A waiver covers only what is left of its due.

    Scenario: Goods are returned after half of the royalty was waived
      Given it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 100,000.00 |
      And trust waives 5,000.00 of royalty@2026-Q1 on 2026-04-15, because "the board, minute 12"
      And these payments are recorded:
        | on         | from    | to    | amount   |
        | 2026-04-20 | company | trust | 5,000.00 |
      When these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | -20,000.00 |
      Then as on 2026-06-30 everything that was due adds up:
        | where    | amount   |
        | received | 5,000.00 |
        | accrued  |     0.00 |
        | waived   | 3,000.00 |
        | disputed |     0.00 |
        | leaked   |     0.00 |
        | total    | 8,000.00 |

  Rule: What is waived bears no interest from the day of the waiver on.

    # Worked by hand: 5,000.00 x 8% x 60/365 = 65.75, and 5,000.00 x 8% x 30/365 = 32.88, from 2 May; the waiver is of 31 May.
    Scenario: Half of an overdue royalty is waived after thirty days
      Given its clause "interest":
        | kind | late payment interest |
        | on   | royalty               |
        | rate | 8%                    |
      And it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 100,000.00 |
      And trust waives 5,000.00 of royalty@2026-Q1 on 2026-05-31, because "the board, minute 12"
      When 2026-Q2 is closed
      Then "interest" makes due:
        | for     | amount |
        | 2026-Q2 |  98.63 |
        | total   |  98.63 |

  Rule: Only who is owed may waive, and only what is open.

    Background:
      Given it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 100,000.00 |

    Scenario: The company would like to waive what it owes
      When company waives 5,000.00 of royalty@2026-Q1 on 2026-04-15, because "we are short of cash"
      Then it is refused:
        """
        company is not owed royalty@2026-Q1: only trust, to whom it is due, waives it (--party). If trust did so: --party trust.
        """

    Scenario: More is waived than is owed
      When trust waives 10,000.01 of royalty@2026-Q1 on 2026-04-15, because "the board, minute 12"
      Then it is refused:
        """
        royalty@2026-Q1 has GBP 10,000.00 open; GBP 10,000.01 of it cannot be waived. Leave the amount out for all that is open.
        """
