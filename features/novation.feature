Feature: Novation
  A Party may, with the consent of all others, be replaced by another from a day on. The rights and obligations go over;
  what accrued before that day stays with the outgoing Party, unless the incoming Party assumes it. Nobody owes more or
  less by it: bands, caps, minimums and balances go on with the Agreement, and the two together are due what one was.

  Background:
    Given the agreement "licence" between company, trust and university, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty                                                                               |
      | on   | net sales of device                                                                   |
      | from | company                                                                               |
      | to   | { trust: 2/3, university: 1/3 }                                                       |
      | rate | { per: year, bands: [{ up to: "10,000", rate: 5% }, { above: "10,000", rate: 10% }] } |
      | pay  | 30 days after quarter end                                                             |
    And its clause "upkeep":
      | kind     | fixed fee   |
      | for      | maintenance |
      | amount   | 1,000       |
      | from     | company     |
      | to       | trust       |
      | every    | quarter     |
      | starting | 2026-01-01  |
    And its clause "trial":
      | kind   | cost share                                    |
      | of     | trial                                         |
      | shares | { company: 50%, trust: 25%, university: 25% } |
    And it is signed

  Rule: What accrued up to the day before is the outgoing Party's, and the rest of the Quarter the incoming Party's.

    Scenario: In the middle of a quarter, across the edge of a band
      Given these sales are recorded:
        | on         | amount   |
        | 2026-08-14 | 9,000.01 |
        | 2026-08-15 | 3,000.00 |
      When newco takes the place of company from 2026-08-15, with the consent of trust and university
      Then "royalty" makes due:
        | paid by | party      | amount | because                                     |
        | company | trust      | 300.00 | 9,000.01 x 5% x 2/3                         |
        | company | university | 150.00 | 9,000.01 x 5% x 1/3                         |
        | newco   | trust      | 166.67 | 10,000.00 x 5% x 2/3 + 2,000.01 x 10% x 2/3 |
        | newco   | university |  83.33 | 10,000.00 x 5% x 1/3 + 2,000.01 x 10% x 1/3 |
        | total   |            | 700.00 |                                             |

    Scenario: A sale of the time before that is found later is the outgoing party's
      Given newco takes the place of company from 2026-08-15, with the consent of trust and university
      When these sales are recorded:
        | on         | amount   |
        | 2026-08-15 | 3,000.00 |
        | 2026-08-14 | 9,000.00 |
      Then "royalty" makes due:
        | paid by | amount |
        | company | 450.00 |
        | newco   | 250.00 |
        | total   | 700.00 |

    Scenario: The one that shares its cost is credited with what the other had spent
      Given these costs are recorded:
        | on         | paid by    | amount |
        | 2026-08-01 | university | 100.00 |
      And newco takes the place of university from 2026-08-15, with the consent of trust and company
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-09-01 | newco   |  60.00 |
      Then under "trial" each party receives what it paid less what it bears:
        | party      | paid   | bears  | receives |
        | company    |   0.00 |  80.00 |   -80.00 |
        | trust      |   0.00 |  40.00 |   -40.00 |
        | university | 100.00 |  25.00 |    75.00 |
        | newco      |  60.00 |  15.00 |    45.00 |
        | total      | 160.00 | 160.00 |     0.00 |

  Rule: What falls due on a day is due by the Party that stands in the place on it.

    Scenario: A fee is due whole by the one that is there at its day
      Given newco takes the place of company from 2026-08-15, with the consent of trust and university
      When 2026-Q3 is closed
      Then "upkeep" makes due:
        | for     | paid by | amount   |
        | 2026-Q1 | company | 1,000.00 |
        | 2026-Q2 | company | 1,000.00 |
        | 2026-Q3 | company | 1,000.00 |
        | total   |         | 3,000.00 |

  Rule: Only where the incoming Party assumes it does it owe what had accrued before and is unpaid.

    Background:
      Given these sales are recorded:
        | on         | amount   |
        | 2026-03-01 | 9,000.00 |
      And these payments are recorded:
        | on         | from    | to    | amount |
        | 2026-04-20 | company | trust | 100.00 |

    Scenario: What was paid stays with the one that paid it
      When newco takes the place of company from 2026-08-15 under "royalty", assuming what is unpaid, with the consent of trust and university
      Then as on 2026-08-20 these sums are due:
        | due        | from  | to         | clause  | for     | amount |
        | 2026-04-30 | newco | trust      | royalty | 2026-Q1 | 200.00 |
        | 2026-04-30 | newco | university | royalty | 2026-Q1 | 150.00 |
        | total      |       |            |         |         | 350.00 |

    Scenario: A novation that was recorded by mistake is taken back
      Given newco takes the place of company from 2026-01-01, with the consent of trust and university
      When NV1 is reversed because "it was not signed"
      Then "royalty" makes due:
        | paid by | amount |
        | company | 450.00 |
        | newco   |   0.00 |
        | total   | 450.00 |

  Rule: A place is taken only by consent of every other Party, and only from the Party that holds it.

    Scenario: One of them has not consented
      When newco takes the place of company from 2026-08-15, with the consent of trust
      Then it is refused:
        """
        A novation needs the consent of every other party; it is not said of university (--consent). Once it is given in writing, add --consent university.
        """

    Scenario: The place was taken before
      Given newco takes the place of company from 2026-08-15, with the consent of trust and university
      When newest takes the place of company from 2026-10-01, with the consent of trust and university
      Then it is refused:
        """
        company has no place in licence on 2026-10-01 (--from). Who stands in it by then: trust, university, newco.
        """

    Scenario: Who has left spends nothing under the agreement
      Given newco takes the place of university from 2026-08-15, with the consent of trust and company
      When these costs are recorded:
        | on         | paid by    | amount |
        | 2026-09-01 | university |  60.00 |
      Then it is refused:
        """
        newco stands in the place of university from 2026-08-15 on (--party). For what happened from then on name newco, with --party.
        """
