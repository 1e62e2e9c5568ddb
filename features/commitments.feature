Feature: Commitments and guarantees
  A Party may be bound to spend before it has spent: an order that can't be cancelled, capital that it has promised. And
  it may have to pay if something goes wrong. Neither is a cost yet, and neither is hidden: both stand beside the risk
  that each Party bears, and are in no share of it but those of capital at risk.

  Rule: A cost that can no longer be cancelled is committed by those who will bear it, in the shares of that cost.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "staff-cost":
        | kind   | cost share                   |
        | of     | staff                        |
        | shares | { trust: 1/3, company: 2/3 } |
      And it is signed

    Scenario: An order of a thousand pounds and a penny
      When these commitments are recorded:
        | on         | party | of    | amount   |
        | 2026-02-01 | trust | staff | 1,000.01 |
      Then the shares of risk and reward are:
        | party   | cash | committed | capital at risk | risk share |
        | trust   | 0.00 |    333.34 |          333.34 | -          |
        | company | 0.00 |    666.67 |          666.67 | -          |
        | total   | 0.00 |  1,000.01 | -               | -          |

    Scenario: An order for something that the party bears alone
      When these commitments are recorded:
        | on         | party | of       | amount | shared |
        | 2026-02-01 | trust | premises | 500.00 | no     |
      Then the shares of risk and reward are:
        | party   | cash | committed |
        | trust   | 0.00 |    500.00 |
        | company | 0.00 |      0.00 |
        | total   | 0.00 |    500.00 |

    Scenario: A category that no clause knows is taken for a slip
      When these commitments are recorded:
        | on         | party | of   | amount |
        | 2026-02-01 | trust | staf | 500.00 |
      Then it is refused:
        """
        No clause of trial shares the cost 'staf', and none has a fund of that name (--of). Did you mean 'staff'? There are: staff. For a cost that the party bears alone add --unshared.
        """
      And nothing more is recorded

  Rule: What the party spends on the same, from the day of the commitment to its last day, uses it up, and no more than up.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "staff-cost":
        | kind   | cost share                   |
        | of     | staff                        |
        | shares | { trust: 50%, company: 50% } |
      And it is signed
      And these commitments are recorded:
        | on         | party | of    | amount   | until      |
        | 2026-02-01 | trust | staff | 1,000.00 | 2026-06-30 |

    Scenario Outline: A cost of <amount> by <party> on <on>
      When these costs are recorded:
        | on   | paid by | of    | amount   |
        | <on> | <party> | staff | <amount> |
      Then the shares of risk and reward are:
        | party   | committed   |
        | trust   | <half>      |
        | company | <half>      |
        | total   | <committed> |

      Examples:
        | on         | party   | amount   | half   | committed |
        | 2026-01-31 | trust   | 400.00   | 500.00 | 1,000.00  |
        | 2026-02-01 | trust   | 400.00   | 300.00 | 600.00    |
        | 2026-06-30 | trust   | 1,000.00 | 0.00   | 0.00      |
        | 2026-06-30 | trust   | 1,000.02 | 0.00   | 0.00      |
        | 2026-07-01 | trust   | 400.00   | 500.00 | 1,000.00  |
        | 2026-03-01 | company | 400.00   | 500.00 | 1,000.00  |

    Scenario: Its last day is over once a close lies behind it
      When 2026-Q3 is closed
      Then the shares of risk and reward are:
        | party   | committed |
        | trust   |      0.00 |
        | company |      0.00 |
        | total   |      0.00 |

    Scenario: Half of it is released
      When these releases are recorded:
        | on         | of | amount |
        | 2026-03-01 | N1 | 500.00 |
      Then the shares of risk and reward are:
        | party   | committed |
        | trust   |    250.00 |
        | company |    250.00 |
        | total   |    500.00 |

    Scenario: A penny more than is left can't be released
      When these releases are recorded:
        | on         | of | amount   |
        | 2026-03-01 | N1 | 1,000.01 |
      Then it is refused:
        """
        Of N1 GBP 1,000.00 is left; no more can be released. See: pledger shares trial.
        """
      And nothing more is recorded

  Rule: Capital that was promised to a fund is committed by its investor alone, until it is called.

    Scenario: A quarter of the promise was called
      Given the agreement "fund" between investor and manager, in GBP from 2026-01-01
      And its clause "fund":
        | kind             | waterfall                   |
        | of               | fund                        |
        | investors        | investor                    |
        | preferred return | { rate: 8% }                |
        | carried          | { to: manager, share: 20% } |
      And it is signed
      And these commitments are recorded:
        | on         | party    | of   | amount       |
        | 2026-01-01 | investor | fund | 1,000,000.00 |
      When these contributions are recorded:
        | on         | party    | amount     |
        | 2026-02-01 | investor | 250,000.00 |
      Then the shares of risk and reward are:
        | party    | cash       | committed  | capital at risk | risk share |
        | investor | 250,000.00 | 750,000.00 |    1,000,000.00 |     1.0000 |
        | manager  |       0.00 |       0.00 |            0.00 |     0.0000 |
        | total    | 250,000.00 | 750,000.00 | -               |     1.0000 |

  Rule: What has no value is listed beneath the shares, and is in none of them.

    Scenario: Images that nobody has valued
      Given the agreement "data" between trust and company, in GBP from 2026-01-01
      And its clause "staff-cost":
        | kind   | cost share                   |
        | of     | staff                        |
        | shares | { trust: 50%, company: 50% } |
      And it is signed
      When these contributions in kind are recorded:
        | on         | party   | item        | quantity | valued |
        | 2026-02-01 | trust   | image       |   12,000 | no     |
        | 2026-03-01 | company | scanner day |      2.5 | no     |
      Then what has no value is:
        | party   | what        | quantity | why                             |
        | company | scanner day | 2.5      | nothing agreed gives it a value |
        | trust   | image       | 12,000   | nothing agreed gives it a value |
      And the shares of risk and reward are:
        | party   | in kind | risk share |
        | trust   |    0.00 | -          |
        | company |    0.00 | -          |
        | total   |    0.00 | -          |
