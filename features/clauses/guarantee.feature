Feature: Guarantee
  A Party may have to pay if something goes wrong: under a guarantee, an indemnity or a clawback. Nothing is due under it
  here. While it is in force its cap is a contingent exposure of the Party that gave it, and its cap times its
  probability, where one was agreed, is what is to be expected. Neither is ever added to cash.

  Rule: The cap is the most that can be lost, and the cap times the probability what is expected to be.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "indemnity":
        | kind        | guarantee          |
        | nature      | indemnity          |
        | for         | claims of patients |
        | by          | company            |
        | to          | trust              |
        | up to       | 2,000,000          |
        | probability | 5%                 |
        | until       | 2026-06-30         |
      And its clause "backing":
        | kind        | guarantee              |
        | for         | repayment of the grant |
        | by          | company                |
        | to          | trust                  |
        | up to       | 100.01                 |
        | probability | 1/2                    |
      And its clause "staff-cost":
        | kind   | cost share                   |
        | of     | staff                        |
        | shares | { trust: 50%, company: 50% } |
      And it is signed

    Scenario: Both are in force, and neither is in a share
      When these costs are recorded:
        | on         | paid by | of    | amount |
        | 2026-02-01 | trust   | staff | 100.00 |
      Then the shares of risk and reward are:
        | party   | cash   | contingent, at most | contingent, expected | capital at risk | risk share |
        | trust   |  50.00 |                0.00 |                 0.00 |           50.00 |     0.5000 |
        | company |  50.00 |        2,000,100.01 |           100,050.01 |           50.00 |     0.5000 |
        | total   | 100.00 |        2,000,100.01 |           100,050.01 | -               |     1.0000 |

    Scenario: The indemnity has ended, once a close lies behind its last day
      When 2026-Q3 is closed
      Then the shares of risk and reward are:
        | party   | contingent, at most | contingent, expected |
        | trust   |                0.00 |                 0.00 |
        | company |              100.01 |                50.01 |
        | total   |              100.01 |                50.01 |

  Rule: Where no probability was agreed, what is to be expected is undefined, never nought.

    Scenario: A clawback of which nobody has said how likely it is
      Given the agreement "grant" between trust and company, in GBP from 2026-01-01
      And its clause "clawback":
        | kind   | guarantee                    |
        | nature | clawback                     |
        | for    | grant money not spent in time |
        | by     | trust                        |
        | to     | company                      |
        | up to  | 30,000                       |
      And its clause "staff-cost":
        | kind   | cost share      |
        | of     | staff           |
        | shares | { trust: 100% } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | of    | amount |
        | 2026-02-01 | trust   | staff | 100.00 |
      Then the shares of risk and reward are:
        | party   | cash   | contingent, at most | contingent, expected |
        | trust   | 100.00 |           30,000.00 | -                    |
        | company |   0.00 |                0.00 |                 0.00 |
        | total   | 100.00 |           30,000.00 | -                    |

  Rule: Who bears a share above another's cap is exposed to it as far as the budget goes, and no further.

    Scenario Outline: <spent> of a budget of 1,000 is spent, of which the trust bears half, at most 300
      Given the agreement "capped" between trust and company, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                                               |
        | of     | trial                                                                    |
        | shares | { trust: 50%, company: 50% }                                             |
        | budget | { amount: 1000, per: life }                                              |
        | cap    | { party: trust, amount: 300, per: life, excess: { borne by: company } } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount  |
        | 2026-02-01 | company | <spent> |
      Then the shares of risk and reward are:
        | party   | contingent, at most | contingent, expected |
        | trust   |                0.00 | 0.00                 |
        | company | <most>              | <expected>           |
        | total   | <most>              | <expected>           |

      Examples:
        | spent    | most   | expected |
        | 600.00   | 200.00 | -        |
        | 600.02   | 199.99 | -        |
        | 900.00   | 50.00  | -        |
        | 1,000.00 | 0.00   | 0.00     |

  Rule: Nobody gives a guarantee to itself.

    Scenario: The trust would pay the trust
      Given the agreement "grant" between trust and company, in GBP from 2026-01-01
      And its clause "clawback":
        | kind  | guarantee |
        | for   | the grant |
        | by    | trust     |
        | to    | trust     |
        | up to | 30,000    |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 13, clauses.clawback.to: 'trust' would pay itself: name another party
        """
