Feature: Shares of risk and reward
  Nobody should bear a risk that it is not paid for. So every Party's share of the risk is shown beside its share of
  the reward: cost borne in cash, net of what was recovered, beside what was received and what has accrued. What is
  undefined is shown as a dash, never as nought.

  Rule: A cost share moves risk to those who bear it: what a party gets back lessens its risk and is never a reward.

    Scenario: Costs borne by halves, all of them paid by one party
      Given the agreement "joint" between trust and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { trust: 1/3, company: 2/3 } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | trust   | 100.00 |
      Then the shares of risk and reward are:
        | party   | cash   | risk share | received | accrued | reward share | parity | unsettled |
        | trust   |  33.33 |     0.3333 |     0.00 |    0.00 | -            | -      |     66.67 |
        | company |  66.67 |     0.6667 |     0.00 |    0.00 | -            | -      |    -66.67 |
        | total   | 100.00 |     1.0000 |     0.00 |    0.00 | -            | -      |      0.00 |

  Rule: Where nobody bears a risk, shares of risk are undefined, never nought and never equal parts.

    Scenario: Rewards and no risk
      Given the agreement "licence" between a, b and c, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | a                   |
        | to   | b                   |
        | rate | 10%                 |
      And it is signed
      When these sales are recorded:
        | on         | amount   |
        | 2026-01-31 | 1,000.00 |
      Then the shares of risk and reward are:
        | party | cash | risk share | accrued | reward share | parity | disparity |
        | a     | 0.00 | -          |    0.00 |       0.0000 | -      | -         |
        | b     | 0.00 | -          |  100.00 |       1.0000 | -      | -         |
        | c     | 0.00 | -          |    0.00 |       0.0000 | -      | -         |
        | total | 0.00 | -          |  100.00 |       1.0000 | -      | -         |

  Rule: A party that pays a royalty out of its sales gets an answer of its own: the sales it retains, shown apart.

    Scenario: A licensee that also bears the cost
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { company: 75%, trust: 25% } |
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | company | 400.00 |
      When these sales are recorded:
        | on         | amount   |
        | 2026-01-31 | 1,000.00 |
      Then the shares of risk and reward are:
        | party   | cash   | risk share | accrued | reward share | sales retained | reward share with them counted | parity with them counted |
        | company | 300.00 |     0.7500 |    0.00 |       0.0000 |         900.00 |                         0.9000 |                   1.2000 |
        | trust   | 100.00 |     0.2500 |  100.00 |       1.0000 | -              |                         0.1000 |                   0.4000 |
        | total   | 400.00 |     1.0000 |  100.00 |       1.0000 | -              |                         1.0000 | -                        |

  Rule: Parity is the share of the reward over the share of the risk, and disparity the part of the reward that would have to move.

    Background:
      Given the agreement "joint" between trust, university and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                                    |
        | of     | development                                   |
        | shares | { trust: 20%, university: 30%, company: 50% } |
      And its clause "revenue-share":
        | kind | royalty                                       |
        | on   | net income of licensing                       |
        | from | company                                       |
        | to   | { trust: 15%, university: 30%, company: 55% } |
        | rate | 100%                                          |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount    |
        | 2026-01-10 | company | 10,000.00 |

    Scenario: The trust bears a fifth of the risk for less than a fifth of the reward
      When these receipts are recorded:
        | on         | amount   |
        | 2026-01-31 | 1,000.00 |
      Then the shares of risk and reward are:
        | party      | cash      | risk share | accrued | reward share | parity | disparity |
        | trust      |  2,000.00 |     0.2000 |  150.00 |       0.3333 | 1.6667 | -         |
        | university |  3,000.00 |     0.3000 |  300.00 |       0.6667 | 2.2222 | -         |
        | company    |  5,000.00 |     0.5000 |    0.00 |       0.0000 | 0.0000 | -         |
        | total      | 10,000.00 |     1.0000 |  450.00 |       1.0000 | -      |    0.5000 |

    Scenario: More was refunded than ever came in
      When these receipts are recorded:
        | on         | amount    |
        | 2026-01-31 | -1,000.00 |
      Then the shares of risk and reward are:
        | party      | risk share | accrued | reward share | parity |
        | trust      |     0.2000 | -150.00 | -            | -      |
        | university |     0.3000 | -300.00 | -            | -      |
        | company    |     0.5000 |    0.00 | -            | -      |
        | total      |     1.0000 | -450.00 | -            | -      |

  Rule: Reward is accrued until it is paid, and received from then on.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "approval":
        | kind     | milestone                        |
        | when     | the device is approved for sale  |
        | pays     | 500,000                          |
        | from     | company                          |
        | to       | trust                            |
        | evidence | certificate of the approved body |
      And it is signed
      And trust claims "approval", reached on 2026-02-01, with evidence "certificate.pdf"

    Scenario: All but a penny of a milestone is paid
      When these payments are recorded:
        | on         | from    | to    | amount     |
        | 2026-03-01 | company | trust | 499,999.99 |
      Then the shares of risk and reward are:
        | party   | cash       | risk share | received   | accrued | reward share | unsettled |
        | company | 500,000.00 |     1.0000 |       0.00 |    0.00 |       0.0000 |     -0.01 |
        | trust   |       0.00 |     0.0000 | 499,999.99 |    0.01 |       1.0000 |      0.01 |
        | total   | 500,000.00 |     1.0000 | 499,999.99 |    0.01 |       1.0000 |      0.00 |

    Scenario: A penny too much is paid, settles nothing and is nobody's reward
      When these payments are recorded:
        | on         | from    | to    | amount     |
        | 2026-03-01 | company | trust | 500,000.01 |
      Then the shares of risk and reward are:
        | party   | cash       | received   | accrued | reward share | unsettled | paid, settling nothing |
        | company | 500,000.00 |       0.00 |    0.00 |       0.0000 |      0.00 |                   0.01 |
        | trust   |       0.00 | 500,000.00 |    0.00 |       1.0000 |      0.00 |                  -0.01 |
        | total   | 500,000.00 | 500,000.00 |    0.00 |       1.0000 |      0.00 |                   0.00 |

  Rule: What is given in kind counts as risk beside cash, at the value that was agreed for it.

    Background:
      Given the agreement "venture" between trust, company, funder and seller, in GBP from 2026-01-01
      And its clause "staff-time":
        | kind              | contribution in kind                            |
        | by                | trust                                           |
        | rates             | [{ item: hour, rate: 100, from: 2026-01-01 }]   |
        | evidence required | no                                              |
      And its clause "revenue-share":
        | kind | royalty                                   |
        | on   | net income of licensing                   |
        | from | seller                                    |
        | to   | { trust: 15%, company: 80%, funder: 5% }  |
        | rate | 100%                                      |
      And it is signed

    Scenario: A trust that gives mostly its time bears a fifth of the risk for less than a fifth of the reward
      Given these costs are recorded:
        | on         | paid by | of       | amount     | shared |
        | 2026-01-10 | trust   | own work |  50,000.00 | no     |
        | 2026-01-10 | company | own work | 700,000.00 | no     |
        | 2026-01-10 | funder  | own work | 100,000.00 | no     |
      And these contributions in kind are recorded:
        | on         | party | item | quantity |
        | 2026-01-10 | trust | hour |    1,500 |
      When these receipts are recorded:
        | on         | amount     |
        | 2026-03-31 | 200,000.00 |
      Then the shares of risk and reward are:
        | party   | cash       | in kind    | risk share | accrued    | reward share | parity | disparity |
        | trust   |  50,000.00 | 150,000.00 |     0.2000 |  30,000.00 |       0.1500 | 0.7500 | -         |
        | company | 700,000.00 |       0.00 |     0.7000 | 160,000.00 |       0.8000 | 1.1429 | -         |
        | funder  | 100,000.00 |       0.00 |     0.1000 |  10,000.00 |       0.0500 | 0.5000 | -         |
        | seller  |       0.00 |       0.00 |     0.0000 |       0.00 |       0.0000 | -      | -         |
        | total   | 850,000.00 | 150,000.00 |     1.0000 | 200,000.00 |       1.0000 | -      |    0.1000 |

  Rule: What is claimed and not yet accepted is kept apart, and is in no share.

    Scenario: The trust claims a cost that the company has not accepted
      Given the agreement "joint" between trust and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind        | cost share                   |
        | of          | development                  |
        | shares      | { trust: 50%, company: 50% } |
        | accepted by | [trust, company]             |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount   |
        | 2026-01-10 | trust   | 8,000.00 |
      Then the shares of risk and reward are:
        | party   | cash | claimed, not yet accepted | risk share |
        | trust   | 0.00 |                  8,000.00 | -          |
        | company | 0.00 |                      0.00 | -          |
        | total   | 0.00 |                  8,000.00 | -          |

  Rule: A document may say otherwise what counts as risk and as reward.

    Scenario: A royalty whose payer bears it as a cost
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind      | royalty                        |
        | on        | net sales of device            |
        | from      | company                        |
        | to        | trust                          |
        | rate      | 10%                            |
        | counts as | { payer: risk, payee: reward } |
      And it is signed
      When these sales are recorded:
        | on         | amount   |
        | 2026-01-31 | 1,000.00 |
      Then the shares of risk and reward are:
        | party   | cash   | risk share | accrued | reward share | parity |
        | company | 100.00 |     1.0000 |    0.00 |       0.0000 | 0.0000 |
        | trust   |   0.00 |     0.0000 |  100.00 |       1.0000 | -      |
        | total   | 100.00 |     1.0000 |  100.00 |       1.0000 | -      |

  Rule: Over several agreements amounts are added currency by currency, and never across currencies.

    Background:
      Given the agreement "first" between trust and company, in GBP from 2026-01-01
      And its clause "own-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { trust: 50%, company: 50% } |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | trust   | 100.00 |
      And the agreement "second" between trust and company, in GBP from 2026-01-01
      And its clause "own-cost":
        | kind   | cost share      |
        | of     | development     |
        | shares | { trust: 100% } |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | trust   |  50.00 |
      And the agreement "third" between trust and company, in EUR from 2026-01-01
      And its clause "own-cost":
        | kind   | cost share        |
        | of     | development       |
        | shares | { company: 100% } |
      And it is signed

    Scenario: Two agreements in pounds and one in euros
      When these costs are recorded:
        | on         | paid by | amount   |
        | 2026-01-10 | company | 1,000.00 |
      Then over all agreements in GBP the shares of risk and reward are:
        | party   | cash   | risk share |
        | trust   | 100.00 |     0.6667 |
        | company |  50.00 |     0.3333 |
        | total   | 150.00 |     1.0000 |
      And over all agreements in EUR the shares of risk and reward are:
        | party   | cash     | risk share |
        | trust   |     0.00 |     0.0000 |
        | company | 1,000.00 |     1.0000 |
        | total   | 1,000.00 |     1.0000 |

  Rule: What recurs is told from what comes once, and what was got out is compared with what was put in.

    Background:
      Given the agreement "licence" between investor and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share         |
        | of     | development        |
        | shares | { investor: 100% } |
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | investor            |
        | rate | 10%                 |
      And its clause "approval":
        | kind | milestone                       |
        | when | the device is approved for sale |
        | pays | 600                             |
        | from | company                         |
        | to   | investor                        |
      And it is signed
      And these costs are recorded:
        | on         | paid by  | amount   |
        | 2026-01-01 | investor | 1,000.00 |
      And these sales are recorded:
        | on         | amount   |
        | 2026-06-30 | 6,000.00 |

    Scenario: A thousand is put in, and six hundred come back after one year and after two
      Given investor claims "approval", reached on 2027-06-01, with evidence "certificate.pdf"
      When these payments are recorded:
        | on         | from    | to       | amount | against  |
        | 2027-01-01 | company | investor | 600.00 | royalty  |
        | 2028-01-01 | company | investor | 600.00 | approval |
      Then the shares of risk and reward are:
        | party    | recurring reward | one-off reward | rate of return | multiple | payback |
        | investor |           600.00 |         600.00 |       0.130662 |   1.2000 |  1.6667 |
        | company  |             0.00 |           0.00 | -              |   0.0000 | -       |
        | total    |           600.00 |         600.00 | -              | -        | -       |
      And the reward received of investor is added up from:
        | day        | reference  | what                                                    | amount   |
        | 2027-01-01 | licence/P1 | paid by company to investor, settles royalty, 2026-Q2   |   600.00 |
        | 2028-01-01 | licence/P2 | paid by company to investor, settles approval, 2027-Q2  |   600.00 |
        | total      |            |                                                         | 1,200.00 |

    Scenario: Before anything has come back there is no rate, and it is not paid back
      When the shares of "licence" are asked for
      Then the shares of risk and reward are:
        | party    | cash     | accrued | rate of return | multiple | payback |
        | investor | 1,000.00 |  600.00 | -              |   0.0000 | -       |
        | company  |     0.00 |    0.00 | -              | -        | -       |
        | total    | 1,000.00 |  600.00 | -              | -        | -       |

  Rule: Shares are those of an agreement that was signed in this ledger.

    Scenario: The agreement's name is misspelt
      Given the agreement "device-licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      And it is signed
      When the shares of "device-license" are asked for
      Then it is refused:
        """
        There is no agreement 'device-license'. Did you mean 'device-licence'?
        """
