Feature: Accession
  A further Party may join the Agreement by an amendment, from a day on. The shares are cut anew from that day and add up
  to the whole; what happened before it stays shared as it was. The joining Party may pay for what it finds there. A
  Party that leaves has no share from a day on; what accrued to it and from it stays.

  Background:
    Given the agreement "joint" between trust and company, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty                      |
      | on   | net sales of device          |
      | from | company                      |
      | to   | { trust: 60%, company: 40% } |
      | rate | 10%                          |
    And its clause "trial":
      | kind   | cost share                   |
      | of     | trial                        |
      | shares | { trust: 50%, company: 50% } |
    And it is signed

  Rule: The shares that are cut anew hold for what happens from the day on.

    Scenario: A university joins in the middle of a quarter
      Given these costs are recorded:
        | on         | paid by | amount |
        | 2026-08-14 | trust   | 100.00 |
        | 2026-08-15 | trust   | 200.01 |
      And its parties are:
        | party      | name       |
        | trust      | trust      |
        | company    | company    |
        | university | University |
      When from 2026-08-15 its clause "trial" says:
        | kind   | cost share                                    |
        | of     | trial                                         |
        | shares | { trust: 1/3, company: 1/3, university: 1/3 } |
      Then "trial" is borne:
        | for     | party      | amount | because                     |
        | 2026-Q3 | trust      | 116.67 | 100.00 x 50% + 200.01 x 1/3 |
        | 2026-Q3 | company    | 116.67 | 100.00 x 50% + 200.01 x 1/3 |
        | 2026-Q3 | university |  66.67 | 200.01 x 1/3                |
        | total   |            | 300.01 |                             |
      And the register of parties on 2026-12-31 says:
        | party      | name       | known as         |
        | trust      | trust      | joint/trust      |
        | company    | company    | joint/company    |
        | university | University | joint/university |

    Scenario: It buys itself in
      Given its parties are:
        | party      | name       |
        | trust      | trust      |
        | company    | company    |
        | university | University |
      And its clause "buy-in":
        | kind   | fixed fee  |
        | for    | joining    |
        | amount | 5,000      |
        | from   | university |
        | to     | trust      |
        | on     | 2026-08-15 |
      And from 2026-08-15 its clause "trial" says:
        | kind   | cost share                                    |
        | of     | trial                                         |
        | shares | { trust: 1/3, company: 1/3, university: 1/3 } |
      When 2026-Q3 is closed
      Then "buy-in" makes due:
        | for     | paid by    | party | amount   |
        | 2026-Q3 | university | trust | 5,000.00 |
        | total   |            |       | 5,000.00 |

    Scenario: Shares that do not add up to the whole
      Given its parties are:
        | party      | name       |
        | trust      | trust      |
        | company    | company    |
        | university | University |
      When from 2026-08-15 its clause "trial" says:
        | kind   | cost share                                    |
        | of     | trial                                         |
        | shares | { trust: 50%, company: 50%, university: 10% } |
      Then it is refused:
        """
        there is 1 mistake.
          line 19, clauses.trial.shares: the shares add up to 110%, not 100%: 10% is too much: correct one of trust, company, university
        """

    Scenario: A name that is near to one that is known
      Given its parties are:
        | party   | name                       |
        | trust   | trust                      |
        | company | Sky Medical Technology Ltd |
        | sky     | Sky Medical                |
      When from 2026-08-15 its clause "trial" says:
        | kind   | cost share                             |
        | of     | trial                                  |
        | shares | { trust: 1/3, company: 1/3, sky: 1/3 } |
      Then it is refused:
        """
        'Sky Medical' may be a party that is known already: company (Sky Medical Technology Ltd) (parties, sky). Say --same-as sky=company if it is, or --new sky if it is another.
        """

  Rule: A Party that leaves has no share from the day on, and keeps what accrued.

    # Worked by hand: 160.013 and 40.002 are 200.015 together, which is 200.02; its last penny goes to the greater rest.
    Scenario: The company's share of the royalty goes to the trust
      Given these sales are recorded:
        | on         | amount   |
        | 2026-08-14 | 1,000.05 |
        | 2026-08-15 | 1,000.10 |
      When from 2026-08-15 its clause "royalty" says:
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      Then "royalty" makes due:
        | party   | amount | because                               |
        | trust   | 160.02 | 1,000.05 x 10% x 60% + 1,000.10 x 10% |
        | company |  40.00 | 1,000.05 x 10% x 40%                  |
        | total   | 200.02 |                                       |

    Scenario: The document still names who has left
      Given the agreement "trio" between trust, company and sponsor, in GBP from 2026-01-01
      And its clause "trial":
        | kind   | cost share                                 |
        | of     | trial                                      |
        | shares | { trust: 50%, company: 25%, sponsor: 25% } |
      And it is signed
      And its parties are:
        | party   | name    |
        | trust   | trust   |
        | company | company |
      When from 2026-08-15 its clause "trial" says:
        | kind   | cost share                   |
        | of     | trial                        |
        | shares | { trust: 50%, company: 50% } |
      Then it is refused:
        """
        The document leaves out sponsor, which is a party to trio (parties). Keep it in the list; one that leaves is named by no clause any more, or has a share of 0%.
        """

  Rule: Who paid a cost is credited with it, even for a time in which it had no share.

    # Worked by hand: of 300.00 in August each bears half; of 90.00 after that, a third. The university paid 100.00 of
    # the first, before it joined.
    Scenario: A university had paid for the trial five days before it joined
      Given these costs are recorded:
        | on         | paid by | amount |
        | 2026-08-14 | trust   | 200.00 |
      And its parties are:
        | party      | name       |
        | trust      | trust      |
        | company    | company    |
        | university | University |
      And from 2026-08-15 its clause "trial" says:
        | kind   | cost share                                    |
        | of     | trial                                         |
        | shares | { trust: 1/3, company: 1/3, university: 1/3 } |
      When these costs are recorded:
        | on         | paid by    | amount |
        | 2026-08-10 | university | 100.00 |
        | 2026-08-15 | company    |  90.00 |
      Then under "trial" each party receives what it paid less what it bears:
        | party      | paid   | bears  | receives |
        | trust      | 200.00 | 180.00 |    20.00 |
        | company    |  90.00 | 180.00 |   -90.00 |
        | university | 100.00 |  30.00 |    70.00 |
        | total      | 390.00 | 390.00 |     0.00 |
