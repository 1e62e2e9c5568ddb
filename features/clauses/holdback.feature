Feature: Holdback
  A part of the proceeds is kept back for a time, against claims of the buyer. Claims are paid out of it first; what is
  left on the release day goes to those who were to be paid.

  Background:
    Given the agreement "sale" between agent, buyer and seller, in GBP from 2026-01-01
    And its clause "proceeds":
      """
      kind: holdback
      of: proceeds
      from: agent
      to: seller
      fraction: 10%
      cap: 250,000
      release: 2026-12-31
      claims: { of: warranty claim, to: buyer, accepted by: seller }
      """
    And it is signed
    And these distributions are recorded:
      | on         | amount       |
      | 2026-02-01 | 1,000,000.00 |
      | 2026-05-01 | 1,000,000.00 |
      | 2026-08-01 | 1,000,000.00 |

  Rule: A fraction of each distribution is held, until what is held comes to the cap.

    Scenario: Three distributions, the cap inside the third
      When the statement for 2026-Q3 is asked for
      Then "proceeds" makes due:
        | for     | party  | amount       | because                                       | payable by |
        | 2026-Q1 | seller |   900,000.00 | distributed: 1,000,000.00 + held: -100,000.00 | 2026-04-30 |
        | 2026-Q2 | seller |   900,000.00 | distributed: 1,000,000.00 + held: -100,000.00 | 2026-07-30 |
        | 2026-Q3 | seller |   950,000.00 | distributed: 1,000,000.00 + held: -50,000.00  | 2026-10-30 |
        | total   |        | 2,750,000.00 |                                               |            |

  Rule: Claims are paid first, and what is left is released on the release day.

    Background:
      Given these costs are recorded:
        | ref   | on         | paid by | amount    |
        | claim | 2026-10-01 | buyer   | 80,000.00 |

    Scenario: A claim of 80,000, and the day has come
      Given seller accepts claim on 2026-10-10
      When 2026 is closed
      Then "proceeds:claims" makes due:
        | for     | paid by | party | amount    | because   |
        | 2026-Q4 | agent   | buyer | 80,000.00 | 80,000.00 |
        | total   |         |       | 80,000.00 |           |
      And "proceeds" makes due:
        | for     | party  | amount       | because                                         |
        | 2026-Q1 | seller |   900,000.00 | distributed: 1,000,000.00 + held: -100,000.00   |
        | 2026-Q2 | seller |   900,000.00 | distributed: 1,000,000.00 + held: -100,000.00   |
        | 2026-Q3 | seller |   950,000.00 | distributed: 1,000,000.00 + held: -50,000.00    |
        | 2026-Q4 | seller |   170,000.00 | held: 250,000.00 + less claims paid: -80,000.00 |
        | total   |        | 2,920,000.00 |                                                 |

    Scenario: A claim that was not accepted holds nothing back
      When 2026 is closed
      Then nothing is due under "proceeds:claims"

    Scenario: Only the buyer claims
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-11-01 | seller  | 400,000.00 |
      Then it is refused:
        """
        The cost 'warranty claim' is buyer's own; no clause reads one of seller (--party). Name one of: buyer.
        """
      And nothing more is recorded

    Scenario: A distribution after the release day is paid in full
      Given 2026 is closed
      When these distributions are recorded:
        | on         | amount     |
        | 2027-02-01 | 500,000.00 |
      Then "proceeds" makes due:
        | for     | party  | amount       |
        | 2026-Q1 | seller |   900,000.00 |
        | 2026-Q2 | seller |   900,000.00 |
        | 2026-Q3 | seller |   950,000.00 |
        | 2026-Q4 | seller |   250,000.00 |
        | 2027-Q1 | seller |   500,000.00 |
        | total   |        | 3,500,000.00 |
