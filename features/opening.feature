Feature: Taking over an agreement in mid-life
  An agreement that was kept elsewhere goes on here from the first day of a Quarter. What was booked and paid before is
  brought in on evidence, and is not worked out again; what the clauses carry, such as the sales of the year or a cap
  that was used in part, is carried on.

  Rule: Bands that were used up in part before the take-over go on from where they stood.

    Scenario: Sales of 8m before the take-over and 4m after it cross the band at 10m
      Given the agreement "licence" between company and trust, in GBP from 2024-01-01
      And its clause "royalty":
        | kind | royalty                                                         |
        | on   | net sales of device                                             |
        | from | company                                                         |
        | to   | trust                                                           |
        | rate | { bands: [{ up to: 10m, rate: 3% }, { above: 10m, rate: 5% }] } |
      And it is signed
      And it is taken over on 2026-07-01 with:
        """
        royalty:
          carried:
            net sales of device in the contract year: 8m
          entitled:
            trust: { to date: 1,140,000, year to date: 240,000 }
          paid:
            - { from: company, to: trust, amount: 1,100,000 }
        """
      When these sales are recorded:
        | on         | amount       |
        | 2026-09-30 | 4,000,000.00 |
      Then "royalty" makes due:
        | for     | party | amount       | because                               |
        | 2025-Q4 | trust |   900,000.00 | 900,000.00                            |
        | 2026-Q2 | trust |   240,000.00 | 240,000.00                            |
        | 2026-Q3 | trust |   160,000.00 | 2,000,000.00 x 3% + 2,000,000.00 x 5% |
        | total   |       | 1,300,000.00 |                                       |
      And after 2026-Q3 these payments would settle everything:
        | pays    | receives | amount     |
        | company | trust    | 200,000.00 |
        | total   |          | 200,000.00 |

  Rule: A cap that was used in part leaves what is left of it.

    Background:
      Given the agreement "joint" between trust and company, in GBP from 2024-01-01
      And its clause "cost":
        | kind   | cost share                                                                                    |
        | of     | development                                                                                   |
        | shares | { trust: 50%, company: 50% }                                                                  |
        | cap    | { party: trust, amount: 100,000, per: life, excess: { borne by: company } }                   |
      And it is signed

    Scenario: Of a cap of 100,000 half was used, and 50,000.01 of the next share stays above it by a penny
      Given it is taken over on 2026-01-01 with:
        """
        cost:
          carried:
            trust borne below its cap in the life: 50,000
          entitled:
            share:trust: { to date: 50,000 }
            share:company: { to date: 50,000 }
            outlay:company: { to date: 100,000 }
          paid:
            - { from: trust, to: company, amount: 50,000 }
        """
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-02-01 | company | 100,000.02 |
      Then after 2026-Q1 these payments would settle everything:
        | pays  | receives | amount    |
        | trust | company  | 50,000.00 |
        | total |          | 50,000.00 |

    Scenario: What a clause does not carry is refused by its line, with what it does carry
      When it is taken over on 2026-01-01 with:
        """
        cost:
          carried:
            trust borne: 50,000
        """
      Then it is refused:
        """
        there is 1 mistake.
          line 5, clauses.cost.carried.trust borne: 'trust borne' is not known here: known are: overspend approved in the life, trust borne below its cap in the life, trust's share above its cap in the life
        """

  Rule: A milestone that was reached before the take-over is not paid again.

    Background:
      Given the agreement "first" between company and trust, in GBP from 2024-01-01
      And its clause "first-sale":
        | kind | milestone                 |
        | when | the first sale            |
        | pays | 250,000                   |
        | from | company                   |
        | to   | trust                     |
        | due  | 30 days after achievement |
      And it is signed

    Scenario: The trust claims the first sale once more
      Given it is taken over on 2026-07-01 with:
        """
        first-sale:
          reached: 2024-05-02
          entitled:
            trust: { to date: 250,000, year to date: 0 }
          paid:
            - { from: company, to: trust, amount: 250,000 }
        """
      When trust claims "first-sale", reached on 2026-08-01, without evidence
      Then it is refused:
        """
        The milestone 'first-sale' was reached on 2024-05-02, before the agreement was taken over. It is paid once.
        """

    Scenario: A take-over comes before anything else
      Given trust claims "first-sale", reached on 2026-08-01, with evidence "report.pdf"
      When it is taken over on 2027-01-01 with:
        """
        first-sale: nothing yet
        """
      Then it is refused:
        """
        Something was recorded under first already, such as M1, and an opening comes before anything else. Record what happened before as facts, or take the agreement over in a ledger of its own.
        """

    Scenario: Figures are kept by quarters
      When it is taken over on 2026-08-01 with:
        """
        first-sale: nothing yet
        """
      Then it is refused:
        """
        2026-08-01 is not the first day of a contract quarter, and figures are kept by quarters (--on). Take over on 2026-07-01 or 2026-10-01.
        """

  Rule: Where the terms make something else of the figures than was booked, the difference has a reason and is not booked.

    Scenario: A royalty of 5% on 2m was booked as 90,000
      Given the agreement "differing" between company and trust, in GBP from 2024-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 5%                  |
      And it is signed
      When it is taken over on 2026-07-01 with:
        """
        royalty:
          carried:
            net sales of device in the contract year: 2m
          entitled:
            trust: { to date: 90,000, year to date: 90,000 }
        """
      Then it is refused:
        """
        Other amounts were booked than the terms make of these figures: trust under royalty 90,000.00, by the terms 100,000.00 (--note). Correct the document, or say with --note why that is so; the difference is kept, and not booked.
        """

  Rule: A loss that is carried into the take-over is recovered before profit is shared.

    Scenario: A loss of 200,000 takes up most of a profit of 300,000
      Given the agreement "venture" between trust and company, in GBP from 2024-01-01
      And its clause "profit":
        | kind    | profit share                                                       |
        | of      | { revenue: net sales of device, less: [development] }              |
        | shares  | { trust: 50%, company: 50% }                                       |
        | losses  | carried forward                                                    |
        | held by | company                                                            |
      And it is signed
      And it is taken over on 2026-07-01 with:
        """
        profit:
          carried:
            loss carried forward: 200,000
        """
      When these sales are recorded:
        | on         | party   | amount     |
        | 2026-09-30 | company | 300,000.00 |
      Then "profit" makes due:
        | for     | party   | amount     | because                                            |
        | 2026-Q3 | trust   |  50,000.00 | 300,000.00 x 50% + -200,000.00 x 50% = -100,000.00 |
        | 2026-Q3 | company |  50,000.00 | 300,000.00 x 50% + -200,000.00 x 50% = -100,000.00 |
        | total   |         | 100,000.00 |                                                    |
