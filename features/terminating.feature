Feature: Terminating
  An agreement ends with its term, or before it by notice. What was due up to that day is still paid, and what was
  reported wrongly is still corrected. What time alone makes due ends with it, by days where it runs by days; clauses
  that are said to survive go on, for as long as that was agreed.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind    | royalty             |
      | on      | net sales of device |
      | from    | company             |
      | to      | trust               |
      | rate    | 10%                 |
      | minimum | { amount: 100,000 } |
    And its clause "upkeep":
      | kind     | fixed fee   |
      | for      | maintenance |
      | amount   | 1,000       |
      | from     | company     |
      | to       | trust       |
      | every    | quarter     |
      | starting | 2026-03-31  |
    And its clause "access":
      | kind | data access fee |
      | data | images          |
      | fee  | 36,500          |
      | per  | year            |
      | from | company         |
      | to   | trust           |
    And its clause "tail":
      | kind     | royalty                  |
      | on       | net sales of spare parts |
      | from     | company                  |
      | to       | trust                    |
      | rate     | 2%                       |
      | survives | 24 months                |
    And it is signed
    And these sales are recorded:
      | ref  | of     | on         | amount     |
      | sold | device | 2026-02-10 | 100,000.00 |

  Rule: What time alone makes due ends with the agreement, by days where it runs by days.

    Scenario: A fee for access ends within a quarter
      Given trust terminates it for cause on 2026-08-31
      When 2026-12 is closed
      Then "access" makes due:
        | for     | amount    | because            |
        | 2026-Q1 |  9,000.00 | 36,500.00 x 90/365 |
        | 2026-Q2 |  9,100.00 | 36,500.00 x 91/365 |
        | 2026-Q3 |  6,200.00 | 36,500.00 x 62/365 |
        | total   | 24,300.00 |                    |

    Scenario: A fee that recurs falls due on no later day
      Given trust terminates it for cause on 2026-08-31
      When 2026-12 is closed
      Then "upkeep" makes due:
        | for     | amount   | because  |
        | 2026-Q1 | 1,000.00 | 1,000.00 |
        | 2026-Q2 | 1,000.00 | 1,000.00 |
        | total   | 2,000.00 |          |

    Scenario: The minimum of the last year holds for its days
      Given trust terminates it for cause on 2026-08-31
      When 2026-12 is closed
      Then "royalty:minimum" makes due:
        | for     | amount    | because                                                       |
        | 2026-Q3 | 56,575.34 | 100,000.00 x 243/365 + earned in the year to date: -10,000.00 |
        | total   | 56,575.34 |                                                               |

    Scenario: Terminated for a day that closes have let pass, the differences are booked as true-ups
      Given 2026-12 is closed
      When trust terminates it for convenience on 2026-08-31
      Then "royalty:minimum" makes due:
        | for     | amount    | because                      | true-up |
        | 2026-Q3 | 56,575.34 | 100,000.00 x 243/365         | yes     |
        | 2026-Q4 |      0.00 | less 90,000.00 booked before | yes     |
        | total   | 56,575.34 |                              |         |

    Scenario: Terminated for the last day of a quarter that is closed, the year ends with it
      Given 2026-06 is closed
      When trust terminates it for convenience on 2026-06-30
      Then "royalty:minimum" makes due:
        | for     | amount    | because                                                       | true-up |
        | 2026-Q2 | 39,589.04 | 100,000.00 x 181/365 + earned in the year to date: -10,000.00 | yes     |
        | total   | 39,589.04 |                                                               |         |

  Rule: Nothing new is recorded for the time after the end, but what a clause that survives is about.

    Background:
      Given trust terminates it for cause on 2026-08-31

    Scenario: Sales on the day after the end
      When these sales are recorded:
        | of     | on         | amount   |
        | device | 2026-09-01 | 5,000.00 |
      Then it is refused:
        """
        'royalty' ended on 2026-08-31, and this is dated 2026-09-01 (--on). Correct the date; what goes on after the end is said of a clause with 'survives'.
        """
      And nothing more is recorded

    Scenario: The tail royalty on its last day
      When these sales are recorded:
        | of          | on         | amount   |
        | spare parts | 2028-08-31 | 5,000.00 |
      Then "tail" makes due:
        | for     | amount | because       |
        | 2028-Q3 | 100.00 | 5,000.00 x 2% |
        | total   | 100.00 |               |

    Scenario: Sales on the day after the tail
      When these sales are recorded:
        | of          | on         | amount   |
        | spare parts | 2028-09-01 | 5,000.00 |
      Then it is refused:
        """
        The sale is dated 2028-09-01, after licence was terminated on 2026-08-31 (--on). Correct the date, or sign an agreement that covers it.
        """
      And nothing more is recorded

    Scenario: A figure of before the end is corrected after it
      When these sales are recorded:
        | restates | of     | amount    |
        | sold     | device | 90,000.00 |
      Then "royalty" makes due:
        | for     | amount   | because         |
        | 2026-Q1 | 9,000.00 | 90,000.00 x 10% |
        | total   | 9,000.00 |                 |

  Rule: An agreement ends once; nothing that was recorded is cut off by it in silence.

    Scenario: Terminated for a day before what was recorded
      When trust terminates it for convenience on 2026-01-31
      Then it is refused:
        """
        sold (sales of device, 2026-02-10) is dated after 2026-01-31 and would not count (--on). Reverse what did not happen, write a later day, or first amend a clause that survives.
        """
      And nothing more is recorded

    Scenario: Terminated a second time
      Given trust terminates it for cause on 2026-08-31
      When trust terminates it for cause on 2026-07-31
      Then it is refused:
        """
        licence was terminated already, as T1; its last day is 2026-08-31. To take that back: pledger reverse licence/T1 --reason ...
        """
      And nothing more is recorded

    Scenario: The termination is taken back, and the fee runs on
      Given trust terminates it for cause on 2026-08-31
      And 2026-12 is closed
      When T1 is reversed because "the breach was cured"
      Then "access" makes due:
        | for     | amount    |
        | 2026-Q1 |  9,000.00 |
        | 2026-Q2 |  9,100.00 |
        | 2026-Q3 |  9,200.00 |
        | 2026-Q4 |  9,200.00 |
        | total   | 36,500.00 |

  Rule: The term of the agreement ends in the same way.

    Scenario: Fees end with the term
      Given the agreement "short" between company and trust, in GBP from 2026-01-01
      And its term ends on 2026-08-31
      And its clause "access":
        | kind | data access fee |
        | data | images          |
        | fee  | 36,500          |
        | per  | year            |
        | from | company         |
        | to   | trust           |
      And it is signed
      When 2026-12 is closed
      Then "access" makes due:
        | for     | amount    |
        | 2026-Q1 |  9,000.00 |
        | 2026-Q2 |  9,100.00 |
        | 2026-Q3 |  6,200.00 |
        | total   | 24,300.00 |

  Rule: A cost that had been committed before the end, and could not be cancelled, stays shared.

    Background:
      Given the agreement "joint" between company and trust, in GBP from 2026-01-01
      And its term ends on 2026-08-31
      And its clause "development":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { company: 50%, trust: 50% } |
      And it is signed
      And these commitments are recorded:
        | on         | party   | of          | amount   |
        | 2026-06-01 | company | development | 5,000.00 |

    Scenario: As far as the commitment goes
      When these costs are recorded:
        | on         | paid by | amount   |
        | 2026-09-01 | company | 5,000.00 |
      Then "development" is borne:
        | for     | party   | amount   | because        |
        | 2026-Q3 | company | 2,500.00 | 5,000.00 x 50% |
        | 2026-Q3 | trust   | 2,500.00 | 5,000.00 x 50% |
        | total   |         | 5,000.00 |                |

    Scenario: A penny more than was committed
      When these costs are recorded:
        | on         | paid by | amount   |
        | 2026-09-01 | company | 5,000.01 |
      Then it is refused:
        """
        The cost is dated 2026-09-01, after the term of joint ended on 2026-08-31 (--on). Correct the date, or sign an agreement that covers it.
        """
      And nothing more is recorded
