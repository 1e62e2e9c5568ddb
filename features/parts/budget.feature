Feature: Budget of a cost share
  Costs are shared up to the Budget, a tolerance above it, and what the Approver has approved beyond. The rest is not
  shared: it stays with the Party that incurred it, or with the Party named. An approval counts from the beginning of
  its Contract Year, however late it comes.

  Rule: What is spent above the tolerance stays with whoever incurred it, and is shared once it is approved.

    Background:
      Given the agreement "trial" between a and b, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                          |
        | of     | trial                                               |
        | shares | { a: 60%, b: 40% }                                  |
        | budget | { amount: 1m, tolerance: 10%, approved by: [a, b] } |
      And it is signed

    Scenario: A budget of 1,000,000 with a tolerance of 10% shares 1,100,000 of 1,250,000
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-05-01 | a       | 1,250,000.00 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party | paid         | bears        | receives    |
        | a     | 1,250,000.00 |   810,000.00 |  440,000.00 |
        | b     |         0.00 |   440,000.00 | -440,000.00 |
        | total | 1,250,000.00 | 1,250,000.00 |        0.00 |
      And the shares of risk and reward are:
        | party | cash         | risk share | received | accrued | unsettled   |
        | a     |   810,000.00 |     0.6480 |     0.00 |    0.00 |  440,000.00 |
        | b     |   440,000.00 |     0.3520 |     0.00 |    0.00 | -440,000.00 |
        | total | 1,250,000.00 |     1.0000 |     0.00 |    0.00 |        0.00 |

    Scenario: An overspend of 50,000 is approved on the last day of the year
      Given these costs are recorded:
        | on         | paid by | amount       |
        | 2026-05-01 | a       | 1,250,000.00 |
      When these approvals are recorded:
        | clause     | on         | party | amount    |
        | trial-cost | 2026-12-31 | b     | 50,000.00 |
      Then "trial-cost" is borne:
        | recorded with | for     | party | amount       | because                                                              | true-up |
        | C1            | 2026-Q2 | a     |   810,000.00 | 1,250,000.00 x 60% = 750,000.00 + -150,000.00 x 60% = -90,000.00     | no      |
        | C1            | 2026-Q2 | b     |   440,000.00 | 1,250,000.00 x 40% = 500,000.00 + -150,000.00 x 40% = -60,000.00     | no      |
        | A1            | 2026-Q2 | a     |   -20,000.00 | less what is not shared: -100,000.00 + less 150,000.00 booked before | yes     |
        | A1            | 2026-Q2 | b     |    20,000.00 | 1,250,000.00 x 40% = 500,000.00 + -100,000.00 x 40% = -40,000.00     | yes     |
        | total         |         |       | 1,250,000.00 |                                                                      |         |
      And under "trial-cost" each party receives what it paid less what it bears:
        | party | paid         | bears        | receives    |
        | a     | 1,250,000.00 |   790,000.00 |  460,000.00 |
        | b     |         0.00 |   460,000.00 | -460,000.00 |
        | total | 1,250,000.00 | 1,250,000.00 |        0.00 |

    Scenario: An approval that is withdrawn leaves the overspend where it was
      Given these costs are recorded:
        | on         | paid by | amount       |
        | 2026-05-01 | a       | 1,250,000.00 |
      And these approvals are recorded:
        | clause     | on         | party | amount    |
        | trial-cost | 2026-12-31 | b     | 50,000.00 |
      When A1 is reversed because "the board had not met"
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party | paid         | bears        | receives    |
        | a     | 1,250,000.00 |   810,000.00 |  440,000.00 |
        | b     |         0.00 |   440,000.00 | -440,000.00 |
        | total | 1,250,000.00 | 1,250,000.00 |        0.00 |

    Scenario: A penny above the tolerance stays with the party that incurred it
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-05-01 | b       | 1,100,000.00 |
        | 2026-05-02 | b       |         0.01 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party | paid         | bears        | receives    |
        | a     |         0.00 |   660,000.00 | -660,000.00 |
        | b     | 1,100,000.01 |   440,000.01 |  660,000.00 |
        | total | 1,100,000.01 | 1,100,000.01 |        0.00 |

    Scenario: An approval is for its own contract year
      Given these costs are recorded:
        | on         | paid by | amount       |
        | 2026-05-01 | a       | 1,250,000.00 |
        | 2027-05-01 | a       | 1,250,000.00 |
      When these approvals are recorded:
        | clause     | on         | party | amount     |
        | trial-cost | 2027-02-01 | b     | 200,000.00 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party | paid         | bears        | receives    |
        | a     | 2,500,000.00 | 1,560,000.00 |  940,000.00 |
        | b     |         0.00 |   940,000.00 | -940,000.00 |
        | total | 2,500,000.00 | 2,500,000.00 |        0.00 |

  Rule: Under one budget, each cost that no longer fits stays with the party that incurred it.

    Scenario: Two parties overspend, one after the other
      Given the agreement "trial" between a and b, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                     |
        | of     | trial                          |
        | shares | { a: 60%, b: 40% }             |
        | budget | { amount: 1m, tolerance: 10% } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-05-01 | a       | 800,000.00 |
        | 2026-05-02 | b       | 500,000.00 |
        | 2026-05-03 | a       | 100,000.00 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party | paid         | bears        | receives    |
        | a     |   900,000.00 |   760,000.00 |  140,000.00 |
        | b     |   500,000.00 |   640,000.00 | -140,000.00 |
        | total | 1,400,000.00 | 1,400,000.00 |        0.00 |

  Rule: Under budgets by party, an overspend is divided by what each has spent above its own budget.

    Scenario: Two parties overspend, the one by three times as much as the other
      Given the agreement "trial" between a and b, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                                   |
        | of     | trial                                                        |
        | shares | { a: 60%, b: 40% }                                           |
        | budget | { by party: { a: "400,000", b: "600,000" }, tolerance: 10% } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-05-01 | a       | 700,000.00 |
        | 2026-06-01 | b       | 700,000.00 |
      Then "trial-cost" is borne:
        | party | amount       |
        | a     |   885,000.00 |
        | b     |   515,000.00 |
        | total | 1,400,000.00 |
      And the shares of risk and reward are:
        | party | cash         | risk share | unsettled   |
        | a     |   885,000.00 |     0.6321 | -185,000.00 |
        | b     |   515,000.00 |     0.3679 |  185,000.00 |
        | total | 1,400,000.00 |     1.0000 |        0.00 |

  Rule: A named party may bear every overspend, whoever incurred it.

    Scenario: The trust overspends and the company bears it
      Given the agreement "trial" between trust and company, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                                                    |
        | of     | trial                                                         |
        | shares | { trust: 60%, company: 40% }                                  |
        | budget | { amount: 1m, tolerance: 10%, excess: { borne by: company } } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-05-01 | trust   | 1,250,000.00 |
      Then under "trial-cost" each party receives what it paid less what it bears:
        | party   | paid         | bears        | receives    |
        | trust   | 1,250,000.00 |   660,000.00 |  590,000.00 |
        | company |         0.00 |   590,000.00 | -590,000.00 |
        | total   | 1,250,000.00 | 1,250,000.00 |        0.00 |

  Rule: Only the parties that the terms name approve an overspend.

    Scenario: The party that overspent approves it itself
      Given the agreement "trial" between a and b, in GBP from 2026-01-01
      And its clause "trial-cost":
        | kind   | cost share                     |
        | of     | trial                          |
        | shares | { a: 60%, b: 40% }             |
        | budget | { amount: 1m, approved by: b } |
      And it is signed
      When these approvals are recorded:
        | clause     | on         | party | amount    |
        | trial-cost | 2026-12-31 | a     | 50,000.00 |
      Then it is refused:
        """
        a may not approve an overspend of 'trial-cost' (--party). It is approved by: b.
        """
      And nothing more is recorded
