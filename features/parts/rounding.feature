Feature: Rounding
  Amounts become whole pennies on the cumulative figure of the Contract Year, so that no penny is lost or gained along
  the way. The parties may agree instead that each receipt is rounded on its own, where a formula allows it.

  Rule: Amounts are rounded on the cumulative figure of the Contract Year, unless each receipt is to be rounded.

    Scenario Outline: Three receipts of 33.33 at 5%, rounded <rounding>
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind     | royalty             |
        | on       | net sales of device |
        | from     | company             |
        | to       | trust               |
        | rate     | 5%                  |
        | rounding | <rounding>          |
      And it is signed
      When these sales are recorded:
        | on         | amount |
        | 2026-01-31 |  33.33 |
        | 2026-02-28 |  33.33 |
        | 2026-03-31 |  33.33 |
      Then "royalty" makes due:
        | recorded with | amount       | because  |
        | S1            |         1.67 | <first>  |
        | S2            | <second due> | <second> |
        | S3            |         1.67 | <third>  |
        | total         | <total>      |          |

      Examples:
        | rounding         | second due | total | first                                 | second                                | third                                 |
        | by contract year |       1.66 |  5.00 | 33.33 x 5% = 1.6665                   | 66.66 x 5% = 3.333                    | 99.99 x 5% = 4.9995                   |
        | each receipt     |       1.67 |  5.01 | each receipt rounded on its own: 1.67 | each receipt rounded on its own: 3.34 | each receipt rounded on its own: 5.01 |

  Rule: Amounts are whole in the smallest unit that their currency has, be it a yen, a penny or a fils.

    Scenario Outline: Two receipts of <receipt> <currency> at 2.5%, shared by thirds
      Given the agreement "licence" between company, trust, college and fund, in <currency> from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                  |
        | on   | net sales of device                      |
        | from | company                                  |
        | to   | { trust: 1/3, college: 1/3, fund: 1/3 }  |
        | rate | 2.5%                                     |
      And it is signed
      When these sales are recorded:
        | on         | amount    |
        | 2026-01-31 | <receipt> |
        | 2026-02-28 | <receipt> |
      Then "royalty" makes due:
        | recorded with | party   | amount   | because        |
        | S1            | trust   | <first>  | x 2.5% x 1/3   |
        | S1            | college | <second> | x 2.5% x 1/3   |
        | S1            | fund    | <third>  | x 2.5% x 1/3   |
        | S2            | trust   | <fourth> | x 2.5% x 1/3   |
        | S2            | college | <fifth>  | x 2.5% x 1/3   |
        | S2            | fund    | <sixth>  | x 2.5% x 1/3   |
        | total         |         | <total>  |                |

      Examples:
        | currency | receipt   | first  | second | third  | fourth | fifth  | sixth  | total  |
        | JPY      |     4,000 |     34 |     33 |     33 |     33 |     34 |     33 |    200 |
        | GBP      |     40.00 |   0.34 |   0.33 |   0.33 |   0.33 |   0.34 |   0.33 |   2.00 |
        | KWD      |   4.0000  |  0.034 |  0.033 |  0.033 |  0.033 |  0.034 |  0.033 |  0.200 |

  Rule: Where each receipt is to be rounded, every cost is shared by itself, and the odd penny may always fall on one party.

    Scenario: Three costs of 100.00 shared by thirds, each by itself
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind     | cost share                 |
        | of       | development                |
        | shares   | { a: 1/3, b: 1/3, c: 1/3 } |
        | rounding | each receipt               |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount |
        | 2026-01-10 | a       | 100.00 |
        | 2026-02-10 | a       | 100.00 |
        | 2026-03-10 | a       | 100.00 |
      Then "development-cost" is borne:
        | party | amount | because |
        | a     | 100.02 |  100.02 |
        | b     |  99.99 |   99.99 |
        | c     |  99.99 |   99.99 |
        | total | 300.00 |         |

  Rule: Each receipt is not rounded on its own where bands count the sales of a year to date.

    Scenario: Bands and each receipt on its own don't go together
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind     | royalty                                                       |
        | on       | net sales of device                                           |
        | from     | company                                                       |
        | to       | trust                                                         |
        | rate     | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 7% }] } |
        | rounding | each receipt                                                  |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 15, clauses.royalty.rounding: 'each receipt' can't be redone from sums of a year to date: use it with a flat rate on plain net sales, or leave it out
        """
      And nothing more is recorded
