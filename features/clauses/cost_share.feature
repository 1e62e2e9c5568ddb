Feature: Cost share
  Each Party shall bear the Development Costs in the proportions agreed, whoever paid them. At the end of each Quarter
  a Party that paid less than its share makes a balancing payment to those that paid more.

  Rule: Each party bears its fraction of the cost, and the shares add up to the cost to the penny.

    Scenario: Half, three tenths and a fifth of a cost that does not divide
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                 |
        | of     | development                |
        | shares | { a: 50%, b: 30%, c: 20% } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-01-10 | a       | 100,000.01 |
        | 2026-02-20 | b       |  20,000.00 |
      Then "development-cost" is borne:
        | party | amount     | because                       |
        | a     |  60,000.01 | 120,000.01 x 50% = 60,000.005 |
        | b     |  36,000.00 | 120,000.01 x 30% = 36,000.003 |
        | c     |  24,000.00 | 120,000.01 x 20% = 24,000.002 |
        | total | 120,000.01 |                               |
      And under "development-cost" each party receives what it paid less what it bears:
        | party | paid       | bears      | receives   |
        | a     | 100,000.01 |  60,000.01 |  40,000.00 |
        | b     |  20,000.00 |  36,000.00 | -16,000.00 |
        | c     |       0.00 |  24,000.00 | -24,000.00 |
        | total | 120,000.01 | 120,000.01 |       0.00 |

    # A published example of the method: 78.26, 17.39 and 4.35 become 78, 18 and 4.
    # http://digfir-published.macmillanusa.com/fapp10e/asset/ch14/supp_wins/examples/example_5.html
    Scenario: The odd penny goes to the largest remainder, not to the largest share
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                         |
        | of     | development                        |
        | shares | { a: 78.26%, b: 17.39%, c: 4.35% } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | c       |   1.00 |
      Then "development-cost" is borne:
        | party | amount | because       |
        | a     |   0.78 | 1.00 x 78.26% |
        | b     |   0.18 | 1.00 x 17.39% |
        | c     |   0.04 | 1.00 x 4.35%  |
        | total |   1.00 |               |

  Rule: Shares are rounded on the cumulative cost of the Contract Year, so that the odd penny goes round.

    Background:
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                 |
        | of     | development                |
        | shares | { a: 1/3, b: 1/3, c: 1/3 } |
      And it is signed

    Scenario: Three costs of 100.00 shared by thirds come out even
      When these costs are recorded:
        | ref    | on         | paid by | amount |
        | first  | 2026-01-10 | a       | 100.00 |
        | second | 2026-04-10 | a       | 100.00 |
        | third  | 2026-07-10 | a       | 100.00 |
      Then "development-cost" is borne:
        | recorded with | party | amount | because      |
        | first         | a     |  33.34 | 100.00 x 1/3 |
        | first         | b     |  33.33 | 100.00 x 1/3 |
        | first         | c     |  33.33 | 100.00 x 1/3 |
        | second        | a     |  33.33 | 100.00 x 1/3 |
        | second        | b     |  33.34 | 100.00 x 1/3 |
        | second        | c     |  33.33 | 100.00 x 1/3 |
        | third         | a     |  33.33 | 100.00 x 1/3 |
        | third         | b     |  33.33 | 100.00 x 1/3 |
        | third         | c     |  33.34 | 100.00 x 1/3 |
        | total         |       | 300.00 |              |

    Scenario: With a new year the odd penny begins again at the first party
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-12-31 | a       | 100.00 |
        | 2027-01-01 | a       | 100.00 |
      Then "development-cost" is borne:
        | for     | party | amount | because      |
        | 2026-Q4 | a     |  33.34 | 100.00 x 1/3 |
        | 2026-Q4 | b     |  33.33 | 100.00 x 1/3 |
        | 2026-Q4 | c     |  33.33 | 100.00 x 1/3 |
        | 2027-Q1 | a     |  33.34 | 100.00 x 1/3 |
        | 2027-Q1 | b     |  33.33 | 100.00 x 1/3 |
        | 2027-Q1 | c     |  33.33 | 100.00 x 1/3 |
        | total   |       | 200.00 |              |

    Scenario: A credit note gives back what the parties bore, penny by penny
      Given these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | b       | 100.00 |
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-02-10 | b       | -99.99 |
      Then "development-cost" is borne:
        | party | amount | because    |
        | a     |   0.01 | 0.01 x 1/3 |
        | b     |   0.00 | 0.01 x 1/3 |
        | c     |   0.00 | 0.01 x 1/3 |
        | total |   0.01 |            |
      And under "development-cost" each party receives what it paid less what it bears:
        | party | paid | bears | receives |
        | a     | 0.00 |  0.01 |    -0.01 |
        | b     | 0.01 |  0.00 |     0.01 |
        | c     | 0.00 |  0.00 |     0.00 |
        | total | 0.01 |  0.01 |     0.00 |

  Rule: A party with a share of 0% may pay a cost, and bears none of it.

    Background:
      Given the agreement "joint" between trust, company and hospital, in GBP from 2026-04-01
      And its contract years are NHS
      And its clause "development-cost":
        | kind    | cost share                       |
        | of      | development                      |
        | shares  | { trust: 0%, company: 100% }     |
        | balance | { every: quarter, pay: 30 days } |
      And it is signed

    Scenario: The trust pays and gets all of it back, 30 days after the quarter's end
      When these costs are recorded:
        | on         | paid by | amount   |
        | 2026-04-01 | trust   | 4,500.00 |
      Then "development-cost" is borne:
        | for          | party   | amount   | because               | payable by |
        | FY2026/27-Q1 | company | 4,500.00 | all parties: 4,500.00 | 2026-07-30 |
        | FY2026/27-Q1 | trust   |     0.00 | nothing is booked     |            |
        | total        |         | 4,500.00 |                       |            |
      And under "development-cost" each party receives what it paid less what it bears:
        | party   | paid     | bears    | receives  |
        | trust   | 4,500.00 |     0.00 |  4,500.00 |
        | company |     0.00 | 4,500.00 | -4,500.00 |
        | total   | 4,500.00 | 4,500.00 |      0.00 |

    Scenario: A cost paid by a party that has no place in the shares is refused
      When these costs are recorded:
        | on         | paid by  | amount   |
        | 2026-04-01 | hospital | 4,500.00 |
      Then it is refused:
        """
        hospital has no share of the cost 'development', so that it could not be paid back (--party). Name one of: trust, company.
        """
      And nothing more is recorded

  Rule: Where acceptance is agreed, a cost makes nothing due before another party has accepted it, and then from its own date.

    Background:
      Given the agreement "joint" between trust and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind        | cost share                   |
        | of          | development                  |
        | shares      | { trust: 25%, company: 75% } |
        | accepted by | [trust, company]             |
      And it is signed

    Scenario: A cost that is claimed makes nothing due
      When these costs are recorded:
        | ref    | on         | paid by | amount   |
        | nurses | 2026-03-31 | trust   | 8,000.00 |
      Then nothing is due under "development-cost"

    Scenario: Accepted in the second quarter, it is for the first
      Given these costs are recorded:
        | ref    | on         | paid by | amount   |
        | nurses | 2026-03-31 | trust   | 8,000.00 |
      When company accepts nurses on 2026-04-15
      Then "development-cost" is borne:
        | for     | party   | amount   | because        |
        | 2026-Q1 | trust   | 2,000.00 | 8,000.00 x 25% |
        | 2026-Q1 | company | 6,000.00 | 8,000.00 x 75% |
        | total   |         | 8,000.00 |                |

    Scenario: The party that claims the cost may not accept it
      Given these costs are recorded:
        | ref    | on         | paid by | amount   |
        | nurses | 2026-03-31 | trust   | 8,000.00 |
      When trust accepts nurses on 2026-04-15
      Then it is refused:
        """
        trust claims nurses and may not accept its own claim (--party). It is accepted by: trust, company.
        """
      And nothing is due under "development-cost"

  Rule: A cost that was accepted stands until another figure for it is accepted in its place.

    Background:
      Given the agreement "joint" between trust and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind        | cost share                   |
        | of          | development                  |
        | shares      | { trust: 25%, company: 75% } |
        | accepted by | [trust, company]             |
      And it is signed
      And these costs are recorded:
        | ref    | on         | paid by | amount   |
        | nurses | 2026-03-31 | trust   | 8,000.00 |
      And company accepts nurses on 2026-04-15
      And these costs are recorded:
        | ref          | restates | paid by | amount   |
        | nurses-final | nurses   | trust   | 9,000.00 |

    Scenario: The new figure is claimed
      When the statement for 2026-Q1 is asked for
      Then "development-cost" is borne:
        | for     | party   | amount   | because        |
        | 2026-Q1 | trust   | 2,000.00 | 8,000.00 x 25% |
        | 2026-Q1 | company | 6,000.00 | 8,000.00 x 75% |
        | total   |         | 8,000.00 |                |

    Scenario: The new figure is accepted
      When company accepts nurses-final on 2026-05-02
      Then "development-cost" is borne:
        | for     | party   | amount   | because        |
        | 2026-Q1 | trust   | 2,250.00 | 9,000.00 x 25% |
        | 2026-Q1 | company | 6,750.00 | 9,000.00 x 75% |
        | total   |         | 9,000.00 |                |

  Rule: A restated cost stays the cost of the party that paid it, whoever states the new figure.

    Scenario: The company corrects what it had been told of the trust's cost
      Given the agreement "joint" between trust and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { trust: 25%, company: 75% } |
      And it is signed
      And these costs are recorded:
        | ref    | on         | paid by | amount   |
        | nurses | 2026-03-31 | trust   | 8,000.00 |
      When these costs are recorded:
        | restates | paid by | amount   |
        | nurses   | company | 9,000.00 |
      Then under "development-cost" each party receives what it paid less what it bears:
        | party   | paid     | bears    | receives  |
        | trust   | 9,000.00 | 2,250.00 |  6,750.00 |
        | company |     0.00 | 6,750.00 | -6,750.00 |
        | total   | 9,000.00 | 9,000.00 |      0.00 |
