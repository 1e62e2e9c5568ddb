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

  Rule: Interest on late payment goes on running on what is not paid of each due, from where it stood.

    Background:
      Given the agreement "late" between company and trust, in GBP from 2025-07-01
      And its clause "royalty":
        | kind | royalty                   |
        | on   | net sales of device       |
        | from | company                   |
        | to   | trust                     |
        | rate | 10%                       |
        | pay  | 31 days after quarter end |
      And its clause "interest":
        | kind      | late payment interest               |
        | on        | royalty                             |
        | rate      | statutory                           |
        | bank rate | [{ from: 2025-12-01, rate: 3.75% }] |
      And it is signed

    # Worked by hand: 10,000.00 x 11.75% x 47/365 = 151.30, and 4,000.00 x 11.75% x 45/365 = 57.95. The rate was fixed
    # on 31 December 2025, and the fixed sum charged before the take-over.
    Scenario: 10,000 payable by 31 January 2026 is taken over on 1 July, and 6,000 of it is paid on 16 August
      Given it is taken over on 2026-07-01 with:
        """
        royalty:
          carried:
            net sales of device in the contract year: 20,000
          entitled:
            trust:
              to date: 12,000
              year to date: 2,000
              open: [{ for: 2025-Q4, amount: 10,000, payable: 2026-01-31, interest: 482.88 }]
          paid:
            - { from: company, to: trust, amount: 2,000 }
        interest:
          entitled:
            royalty:company to trust: { to date: 482.88, year to date: 482.88 }
            royalty:company to trust:fixed sum: { to date: 100, year to date: 100 }
        """
      And these payments are recorded:
        | on         | from    | to    | amount   |
        | 2026-08-16 | company | trust | 6,000.00 |
      When 2026-Q3 is closed
      Then the balances for 2026-Q3 are:
        | party   | clause   | opening    | movements | closing   |
        | company | royalty  | -10,000.00 |  6,000.00 | -4,000.00 |
        | company | interest |    -582.88 |   -209.25 |   -792.13 |
        | trust   | royalty  |  10,000.00 | -6,000.00 |  4,000.00 |
        | trust   | interest |     582.88 |    209.25 |    792.13 |
        | total   |          |       0.00 |      0.00 |      0.00 |
      And as on 2026-10-01 these sums are due:
        | due        | from    | to    | clause   | amount   |
        | 2026-01-31 | company | trust | royalty  | 4,000.00 |
        | 2026-06-30 | company | trust | interest |   482.88 |
        | 2026-06-30 | company | trust | interest |   100.00 |
        | 2026-09-30 | company | trust | interest |   209.25 |
        | total      |         |       |          | 4,792.13 |

    Scenario: It is not said which dues are open
      When it is taken over on 2026-07-01 with:
        """
        royalty:
          entitled:
            trust: { to date: 12,000, year to date: 2,000 }
          paid:
            - { from: company, to: trust, amount: 2,000 }
        interest: nothing yet
        """
      Then it is refused:
        """
        there is 1 mistake.
          line 3, clauses.royalty: company owes trust GBP 10,000.00 of what was booked, and GBP 0.00 of it is listed as open: interest runs on single dues: list what is open under the role that it is owed to: 'open: [{ for: 2026-Q2, amount: 1,000.00, payable: 2026-07-30 }]'
        """

  Rule: A gain share that is taken over inside a year keeps what was saved and paid, and how much of its cap was used.

    Scenario: Of a cap of 1,500 a year 1,000 was used, and half a saving of 2,000 would be 1,000 more
      Given the agreement "ward" between trust and company, in GBP from 2025-01-01
      And its clause "gain":
        | kind    | gain share                                 |
        | outcome | bed days                                   |
        | saving  | { per: patient, verified by: the unit }    |
        | from    | trust                                      |
        | to      | { company: 50% }                           |
        | only if | { readmissions: at most 4% }               |
        | cap     | { amount: 1,500, per: year }               |
      And it is signed
      And it is taken over on 2026-07-01 with:
        """
        gain:
          carried:
            net saving of the year to date: 2,000
            shared of it before limits: 1,000
            payable of it: 1,000
            readmissions of the year to date, cases: 1
            readmissions of the year to date, out of: 40
          entitled:
            company: { to date: 1,000, year to date: 1,000 }
        gain:kept:
          entitled:
            kept: { to date: 1,000, year to date: 1,000 }
        """
      When these outcomes are recorded:
        | on         | party | patients | saved by each | verified by | grade | evidence   |
        | 2026-09-30 | trust | 10       |        200.00 | the unit    |       | report.pdf |
      Then "gain" makes due:
        | for     | party   | amount   | because                                                                |
        | 2026-Q2 | company | 1,000.00 | 1,000.00                                                               |
        | 2026-Q3 | company |   500.00 | 2,000.00 x 50% = 1,000.00 + above the cap of the year to date: -500.00 |
        | total   |         | 1,500.00 |                                                                        |
