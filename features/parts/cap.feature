Feature: Cap of a cost share
  A Party bears its share of the Costs until it has borne its Cap. Above the Cap another Party bears its share, for good
  or until it is repaid out of profit; or work ceases, and nothing more is shared. A credit note lessens what lies above
  the Cap first.

  Rule: Above its cap, another party bears a party's share, to the penny.

    Background:
      Given the agreement "trial" between trust, university and company, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                                         |
        | of     | trial                                                              |
        | shares | { trust: 1/6, university: 1/6, company: 2/3 }                      |
        | cap    | { party: trust, amount: "250,000", excess: { borne by: company } } |
      And it is signed

    Scenario: A penny below the cap, the trust bears its whole share
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-02-01 | company | 1,499,999.94 |
      Then "trial-cost" is borne:
        | party      | amount       | because            |
        | trust      |   249,999.99 | 1,499,999.94 x 1/6 |
        | university |   249,999.99 | 1,499,999.94 x 1/6 |
        | company    |   999,999.96 | 1,499,999.94 x 2/3 |
        | total      | 1,499,999.94 |                    |

    Scenario: The next twelve pence reach the cap, and the company bears the penny above it
      Given these costs are recorded:
        | on         | paid by | amount       |
        | 2026-02-01 | company | 1,499,999.94 |
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-05-01 | company |   0.12 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party      | paid         | bears        | receives    |
        | trust      |         0.00 |   250,000.00 | -250,000.00 |
        | university |         0.00 |   250,000.01 | -250,000.01 |
        | company    | 1,500,000.06 | 1,000,000.05 |  500,000.01 |
        | total      | 1,500,000.06 | 1,500,000.06 |        0.00 |

    Scenario: The cap is reached inside one cost, and the shares of risk add up to the cost
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-02-01 | company | 1,800,000.00 |
      Then "trial-cost" is borne:
        | party      | amount       | because                                                   |
        | trust      |   250,000.00 | 1/6 = 300,000.00 + less what is above the cap: -50,000.00 |
        | university |   300,000.00 | 1,800,000.00 x 1/6                                        |
        | company    | 1,250,000.00 | less what trust bears within its cap: -250,000.00         |
        | total      | 1,800,000.00 |                                                           |
      And the shares of risk and reward are:
        | party      | cash         | risk share | unsettled   |
        | trust      |   250,000.00 |     0.1389 | -250,000.00 |
        | university |   300,000.00 |     0.1667 | -300,000.00 |
        | company    | 1,250,000.00 |     0.6944 |  550,000.00 |
        | total      | 1,800,000.00 |     1.0000 |        0.00 |

    Scenario: Those who paid too little settle with the party that paid, whatever lies above the cap
      Given these costs are recorded:
        | on         | paid by | amount       |
        | 2026-02-01 | company | 1,800,000.00 |
      When the statement for 2026-Q1 is asked for
      Then the balances for 2026-Q1 are:
        | party      | clause     | opening | movements   | closing     |
        | trust      | trial-cost |    0.00 | -250,000.00 | -250,000.00 |
        | university | trial-cost |    0.00 | -300,000.00 | -300,000.00 |
        | company    | trial-cost |    0.00 |  550,000.00 |  550,000.00 |
        | total      |            |    0.00 |        0.00 |        0.00 |
      And after 2026-Q1 these payments would settle everything:
        | clause     | pays       | receives | amount     |
        | trial-cost | trust      | company  | 250,000.00 |
        | trial-cost | university | company  | 300,000.00 |
        | total      |            |          | 550,000.00 |

    Scenario: A credit note lessens what the company bears above the cap, and then the trust's share
      Given these costs are recorded:
        | on         | paid by | amount       |
        | 2026-02-01 | company | 1,800,000.00 |
      When these costs are recorded:
        | on         | paid by | amount      |
        | 2026-11-01 | company | -360,000.00 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party      | paid         | bears        | receives    |
        | trust      |         0.00 |   240,000.00 | -240,000.00 |
        | university |         0.00 |   240,000.00 | -240,000.00 |
        | company    | 1,440,000.00 |   960,000.00 |  480,000.00 |
        | total      | 1,440,000.00 | 1,440,000.00 |        0.00 |

    Scenario: With a new contract year the cap starts afresh
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-12-31 | company | 1,800,000.00 |
        | 2027-01-01 | company |   600,000.00 |
      Then "trial-cost" is borne:
        | for     | party      | amount       |
        | 2026-Q4 | trust      |   250,000.00 |
        | 2026-Q4 | university |   300,000.00 |
        | 2026-Q4 | company    | 1,250,000.00 |
        | 2027-Q1 | trust      |   100,000.00 |
        | 2027-Q1 | university |   100,000.00 |
        | 2027-Q1 | company    |   400,000.00 |
        | total   |            | 2,400,000.00 |

  Rule: Where work ceases, costs above the cap stay with whoever incurred them.

    Scenario: A cost crosses the cap, and the next is shared by nobody
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                             |
        | of     | trial                                                  |
        | shares | { trust: 1/4, company: 3/4 }                           |
        | cap    | { party: trust, amount: "1,000", excess: work ceases } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount   |
        | 2026-02-01 | company | 5,000.00 |
        | 2026-02-02 | trust   |   300.00 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party   | paid     | bears    | receives  |
        | trust   |   300.00 | 1,300.00 | -1,000.00 |
        | company | 5,000.00 | 4,000.00 |  1,000.00 |
        | total   | 5,300.00 | 5,300.00 |      0.00 |
      And the shares of risk and reward are:
        | party   | cash     | risk share | unsettled |
        | trust   | 1,300.00 |     0.2453 | -1,000.00 |
        | company | 4,000.00 |     0.7547 |  1,000.00 |
        | total   | 5,300.00 |     1.0000 |      0.00 |

  Rule: A deferred excess is borne by another party until it is repaid out of profit, and out of nothing else.

    Background:
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "trial-cost":
        """
        kind: cost share
        of: trial
        shares: { trust: 1/2, company: 1/2 }
        cap:
          party: trust
          amount: 100,000
          excess: { deferred: { borne by: company, repaid from: profit, at most: 50% } }
        """
      And its clause "profit":
        | kind    | profit share                       |
        | of      | { revenue: net income of licence } |
        | held by | company                            |
        | shares  | { trust: 40%, company: 60% }       |
        | losses  | carried forward                    |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount     |
        | 2026-02-01 | company | 300,000.00 |

    Scenario: Before there is profit, nothing is repaid
      When the shares of "trial" are asked for
      Then nothing is due under "trial-cost:repayment"
      And the shares of risk and reward are:
        | party   | cash       | risk share | unsettled   |
        | trust   | 100,000.00 |     0.3333 | -100,000.00 |
        | company | 200,000.00 |     0.6667 |  100,000.00 |
        | total   | 300,000.00 |     1.0000 |        0.00 |

    Scenario: Half of the trust's profit repays the company, until the excess is repaid
      When these receipts are recorded:
        | on         | amount     |
        | 2026-05-01 | 100,000.01 |
        | 2027-05-01 | 500,000.00 |
      Then "trial-cost:repayment" makes due:
        | for     | party   | amount    |
        | 2026-Q2 | company | 20,000.00 |
        | 2027-Q2 | company | 30,000.00 |
        | total   |         | 50,000.00 |
      And the shares of risk and reward are:
        | party   | cash       | risk share |
        | trust   | 150,000.00 |     0.5000 |
        | company | 150,000.00 |     0.5000 |
        | total   | 300,000.00 |     1.0000 |

  Rule: A cap has its excess borne by a party without a cap of its own.

    Scenario: The trust would bear its own excess
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                                     |
        | of     | trial                                                          |
        | shares | { trust: 1/4, company: 3/4 }                                   |
        | cap    | { party: trust, amount: "1,000", excess: { borne by: trust } } |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 13, clauses.trial-cost.cap.excess: 'trust' is the capped party: let a party without a cap bear the excess
        """
      And nothing more is recorded
