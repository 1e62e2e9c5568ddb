Feature: Contribution in kind
  Time, goods and data that a Party puts in are valued by the Rate Card: quantity x the rate on the day, with an overhead
  on staff time, up to the cap. They count once their evidence is shown and another Party has accepted them. Nobody owes
  them; they are the contributor's risk in kind.

  Rule: Each line is rounded, or everything once; the policy is worth a penny.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01

    Scenario: Each of three lines is rounded to a whole penny, and overhead is worked out on the rounded lines
      Given its clause "staff-time":
        """
        kind: contribution in kind
        by: trust
        rates:
          - { item: nurse hour, rate: 38.50, from: 2026-01-01, overhead: 70% }
          - { item: consultant hour, rate: 142.75, from: 2026-01-01, overhead: 70% }
          - { item: scanner hour, rate: 410, from: 2026-01-01 }
        cap: { amount: 15,000 }
        rounding: each line
        """
      And it is signed
      When these contributions in kind are recorded:
        | on         | item            | quantity | evidence      |
        | 2026-03-31 | nurse hour      |      120 | timesheet.pdf |
        | 2026-03-31 | consultant hour |     14.5 | timesheet.pdf |
        | 2026-03-31 | scanner hour    |        6 | log.pdf       |
      Then "staff-time" is contributed:
        | recorded with | party | amount    | because                                                     |
        | K1            | trust |  7,854.00 | nurse hour, 120 at 38.50: 4,620.00 + 70% = 3,234.00         |
        | K2            | trust |  3,518.80 | consultant hour, 14.5 at 142.75: 2,069.88 + 70% = 1,448.916 |
        | K3            | trust |  2,460.00 | scanner hour, 6 at 410.00: 2,460.00                         |
        | total         |       | 13,832.80 |                                                             |

    Scenario: The same three lines are rounded once, when everything is added up
      Given its clause "staff-time":
        """
        kind: contribution in kind
        by: trust
        rates:
          - { item: nurse hour, rate: 38.50, from: 2026-01-01, overhead: 70% }
          - { item: consultant hour, rate: 142.75, from: 2026-01-01, overhead: 70% }
          - { item: scanner hour, rate: 410, from: 2026-01-01 }
        cap: { amount: 15,000 }
        rounding: once
        """
      And it is signed
      When these contributions in kind are recorded:
        | on         | item            | quantity | evidence      |
        | 2026-03-31 | nurse hour      |      120 | timesheet.pdf |
        | 2026-03-31 | consultant hour |     14.5 | timesheet.pdf |
        | 2026-03-31 | scanner hour    |        6 | log.pdf       |
      Then "staff-time" is contributed:
        | for     | party | amount    | because                                                       |
        | 2026-Q1 | trust | 13,832.79 | consultant hour, 14.5 at 142.75: 2,069.875 + 70% = 1,448.9125 |
        | total   |       | 13,832.79 |                                                               |

  Rule: A contribution is worth the rate of its day, and at most the cap.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "staff-time":
        """
        kind: contribution in kind
        by: trust
        rates:
          - { item: nurse hour, rate: 38.50, from: 2026-01-01 }
          - { item: nurse hour, rate: 40, from: 2026-02-15 }
          - { item: scanner hour, rate: 410, from: 2026-03-01 }
        cap: { amount: 1,000 }
        """
      And it is signed

    Scenario: The last day of the old rate and the first day of the new one
      When these contributions in kind are recorded:
        | on         | item       | quantity | evidence      |
        | 2026-02-14 | nurse hour |       10 | timesheet.pdf |
        | 2026-02-15 | nurse hour |       10 | timesheet.pdf |
      Then "staff-time" is contributed:
        | recorded with | party | amount | because                         |
        | K1            | trust | 385.00 | nurse hour, 10 at 38.50: 385.00 |
        | K2            | trust | 400.00 | nurse hour, 10 at 40.00: 400.00 |
        | total         |       | 785.00 |                                 |

    Scenario: The cap is reached inside a contribution, and what is taken back lay above it first
      When these contributions in kind are recorded:
        | on         | item         | quantity | evidence |
        | 2026-03-31 | scanner hour |        3 | log.pdf  |
        | 2026-06-30 | scanner hour |       -1 | log.pdf  |
        | 2027-01-01 | scanner hour |        1 | log.pdf  |
      Then "staff-time" is contributed:
        | for     | party | amount   | because                                                                   |
        | 2026-Q1 | trust | 1,000.00 | scanner hour, 3 at 410.00: 1,230.00 + less what is above the cap: -230.00 |
        | 2026-Q2 | trust |  -180.00 | scanner hour, -1 at 410.00: -410.00 + less what is above the cap: 230.00  |
        | 2027-Q1 | trust |   410.00 | scanner hour, 1 at 410.00: 410.00                                         |
        | total   |       | 1,230.00 |                                                                           |

    Scenario: An item that has no rate on its day is refused
      When these contributions in kind are recorded:
        | on         | item         | quantity | evidence |
        | 2026-02-28 | scanner hour |        3 | log.pdf  |
      Then it is refused:
        """
        scanner hour on 2026-02-28: the rate card of 'staff-time' has no rate for it on that day yet: amend the rate card, or its day.
        """
      And nothing more is recorded

  Rule: What is accepted is risk in kind; what is only claimed is valued and kept apart, and nobody accepts its own.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "staff-time":
        """
        kind: contribution in kind
        by: trust
        rates: [{ item: nurse hour, rate: 38.50, from: 2026-01-01, overhead: 70% }]
        accepted by: company
        """
      And its clause "trial-cost":
        | kind   | cost share                   |
        | of     | trial                        |
        | shares | { trust: 50%, company: 50% } |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount    |
        | 2026-02-01 | company | 10,000.00 |
      And these contributions in kind are recorded:
        | on         | item       | quantity | evidence      |
        | 2026-03-31 | nurse hour |      120 | timesheet.pdf |

    Scenario: Claimed, it is in no share
      When the shares of "trial" are asked for
      Then nothing is due under "staff-time"
      And the shares of risk and reward are:
        | party   | cash      | in kind | in kind, claimed | risk share | unsettled |
        | trust   |  5,000.00 |    0.00 |         7,854.00 |     0.5000 | -5,000.00 |
        | company |  5,000.00 |    0.00 |             0.00 |     0.5000 |  5,000.00 |
        | total   | 10,000.00 |    0.00 |         7,854.00 |     1.0000 |      0.00 |

    Scenario: Accepted, it counts as from its own day, and nobody owes it
      When company accepts K1 on 2026-04-15
      Then "staff-time" is contributed:
        | for     | party | amount   | payable by |
        | 2026-Q1 | trust | 7,854.00 |            |
        | total   |       | 7,854.00 |            |
      And the shares of risk and reward are:
        | party   | cash      | in kind  | in kind, claimed | risk share | unsettled |
        | trust   |  5,000.00 | 7,854.00 |             0.00 |     0.7200 | -5,000.00 |
        | company |  5,000.00 |     0.00 |             0.00 |     0.2800 |  5,000.00 |
        | total   | 10,000.00 | 7,854.00 |             0.00 |     1.0000 |      0.00 |

    Scenario: The trust may not accept its own hours
      When trust accepts K1 on 2026-04-15
      Then it is refused:
        """
        trust claims K1 and may not accept its own claim (--party). It is accepted by: company.
        """
      And nothing more is recorded

  Rule: Without its evidence a contribution is worth nothing, until it is stated again with it.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "staff-time":
        """
        kind: contribution in kind
        by: trust
        rates: [{ item: nurse hour, rate: 38.50, from: 2026-01-01 }]
        """
      And it is signed
      And these contributions in kind are recorded:
        | ref   | on         | item       | quantity | evidence |
        | March | 2026-03-31 | nurse hour |      120 |          |

    Scenario: Hours without a timesheet
      When the shares of "trial" are asked for
      Then nothing is due under "staff-time"

    Scenario: The timesheet is found
      When these contributions in kind are recorded:
        | restates | item       | quantity | evidence      |
        | March    | nurse hour |      118 | timesheet.pdf |
      Then "staff-time" is contributed:
        | for     | party | amount   | because                            |
        | 2026-Q1 | trust | 4,543.00 | nurse hour, 118 at 38.50: 4,543.00 |
        | total   |       | 4,543.00 |                                    |
