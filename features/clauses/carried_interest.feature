Feature: Carried interest
  A partner that comes late pays, beside its own share of the costs, a part of the share of the one that was there first:
  the Carry. It ends at a cap, and what was carried comes back out of profit, or never.

  Background:
    Given the agreement "venture" between owner and partner, in USD from 2026-01-01
    And its clause "drilling":
      | kind   | cost share                       |
      | of     | drilling                         |
      | shares | { owner: 67.5%, partner: 32.5% } |
    And its clause "profit":
      | kind    | profit share                                    |
      | of      | { revenue: net income of gas, less: [lifting] } |
      | shares  | { owner: 67.5%, partner: 32.5% }                |
      | losses  | carried forward                                 |
      | held by | owner                                           |

  Rule: The carrier pays the agreed fraction of the carried party's share until that comes to the cap.

    # https://www.sec.gov/Archives/edgar/data/895126/000089512608000492/chk11112008_991.htm
    Background:
      Given its clause "carry":
        | kind     | carried interest |
        | of       | drilling         |
        | party    | owner            |
        | by       | partner          |
        | fraction | 75%              |
        | cap      | 2,125            |
      And it is signed

    Scenario: Of 1,000.00 the owner bears 16.875%, and the partner 83.125%
      When these costs are recorded:
        | on         | of       | paid by | amount   |
        | 2026-02-01 | drilling | owner   | 1,000.00 |
      Then "carry" makes due:
        | for     | paid by | party | amount | because               | payable by |
        | 2026-Q1 | partner | owner | 506.25 | 675.00 x 75% = 506.25 | 2026-04-30 |
        | total   |         |       | 506.25 |                       |            |
      And the shares of risk and reward are:
        | party   | cash     | risk share | accrued | reward share |
        | owner   |   168.75 | 0.1688     |    0.00 | -            |
        | partner |   831.25 | 0.8313     |    0.00 | -            |
        | total   | 1,000.00 | 1.0000     |    0.00 | -            |

    Scenario: The cap is reached inside a cost, at 4,197.53 in all
      Given these costs are recorded:
        | on         | of       | paid by | amount   |
        | 2026-02-01 | drilling | owner   | 4,000.00 |
      When these costs are recorded:
        | on         | of       | paid by | amount   |
        | 2026-05-01 | drilling | owner   | 1,000.00 |
      Then "carry" makes due:
        | for     | party | amount   | because                                                             |
        | 2026-Q1 | owner | 2,025.00 | 2,700.00 x 75% = 2,025.00                                           |
        | 2026-Q2 | owner |   100.00 | share: 675.00 x 75% = 506.25 + beyond the cap of the carry: -406.25 |
        | total   |       | 2,125.00 |                                                                     |

    Scenario: A refund first lessens what lay beyond the cap
      Given these costs are recorded:
        | on         | of       | paid by | amount   |
        | 2026-02-01 | drilling | owner   | 5,000.00 |
      When these costs are recorded:
        | on         | of       | paid by | amount    |
        | 2026-05-01 | drilling | owner   | -1,000.00 |
      Then "carry" makes due:
        | for     | party | amount   |
        | 2026-Q1 | owner | 2,125.00 |
        | 2026-Q2 | owner |  -100.00 |
        | total   |       | 2,025.00 |

  Rule: What is carried is recovered out of the carried party's profit, and from nothing else.

    Background:
      Given its clause "carry":
        | kind      | carried interest                 |
        | of        | drilling                         |
        | party     | owner                            |
        | by        | partner                          |
        | fraction  | 100%                             |
        | recovered | { out of: profit, at most: 50% } |
      And it is signed
      And these costs are recorded:
        | on         | of       | paid by | amount   |
        | 2026-02-01 | drilling | owner   | 1,000.00 |

    Scenario: Half of the owner's profit repays it until nothing is left
      Given these receipts are recorded:
        | on         | from  | amount   |
        | 2026-05-01 | owner | 1,000.00 |
      When these receipts are recorded:
        | on         | from  | amount   |
        | 2026-08-01 | owner | 2,000.00 |
      Then "carry" makes due:
        | for     | paid by | amount   | because                                                                                                 |
        | 2026-Q1 | partner |   675.00 | 675.00                                                                                                  |
        | 2026-Q2 | owner   |   337.50 | 675.00 x 50% = 337.50                                                                                   |
        | 2026-Q3 | owner   |   337.50 | received under profit: 1,350.00 x 50% = 675.00 + not needed for what is carried, or given back: -337.50 |
        | total   |         | 1,350.00 |                                                                                                         |

    Scenario: Without profit it is lost to the carrier
      When 2026 is closed
      Then "carry" makes due:
        | for     | paid by | party | amount |
        | 2026-Q1 | partner | owner | 675.00 |
        | total   |         |       | 675.00 |

  Rule: A carry is of a share in a cost share.

    Scenario: A carry of what shares no costs
      Given its clause "carry":
        | kind     | carried interest |
        | of       | profit           |
        | party    | owner            |
        | by       | partner          |
        | fraction | 75%              |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 21, clauses.carry.of: 'profit' is a profit share: name a cost share
        """
      And nothing more is recorded
