Feature: Cap on a royalty
  A purchaser of a royalty is often paid up to a total return, and not beyond it. What the Royalty comes to, less its
  reductions and credits, and with any minimum, is added up as it was booked; what lies above the Cap is taken off.

  Rule: What lies above the Cap is taken off in the quarter in which it comes, to the penny.

    Background:
      Given the agreement "licence" between company, fund and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                       |
        | on   | net sales of device           |
        | from | company                       |
        | to   | { fund: 2/3, trust: 1/3 }     |
        | rate | 10%                           |
        | cap  | { amount: 150.00, per: life } |
      And it is signed

    Scenario: Three quarters, of which the last lies partly above the Cap
      When these sales are recorded:
        | on         | amount |
        | 2026-03-31 | 600.00 |
        | 2026-06-30 | 600.00 |
        | 2026-09-30 | 600.05 |
      Then "royalty:cap" makes due:
        | party   | for     | amount | because                         |
        | fund    | 2026-Q3 | -20.01 | above the cap of 150.00: -30.01 x 2/3     |
        | trust   | 2026-Q3 | -10.00 | above the cap of 150.00: -30.01 x 1/3     |
        | total   |         | -30.01 |                                 |

    Scenario: Sales on the Cap exactly lie within it
      When these sales are recorded:
        | on         | amount   |
        | 2026-03-31 | 1,500.00 |
      Then nothing is due under "royalty:cap"

    Scenario: Returns first lessen what lies above the Cap
      Given these sales are recorded:
        | on         | amount   |
        | 2026-03-31 | 1,600.00 |
      When these sales are recorded:
        | on         | amount  |
        | 2026-06-30 | -150.00 |
      Then "royalty:cap" makes due:
        | party   | for     | amount | because                   |
        | fund    | 2026-Q1 |  -6.67 | above the cap of 150.00: -10.00 x 2/3 |
        | trust   | 2026-Q1 |  -3.33 | above the cap of 150.00: -10.00 x 1/3 |
        | fund    | 2026-Q2 |   6.67 | above the cap of 150.00: 10.00 x 2/3 |
        | trust   | 2026-Q2 |   3.33 | above the cap of 150.00: 10.00 x 1/3 |
        | total   |         |   0.00 |                           |

  Rule: A Cap of the contract year begins anew with each year.

    Scenario: Two years above the Cap
      Given the agreement "licence" between company and fund, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                       |
        | on   | net sales of device           |
        | from | company                       |
        | to   | fund                          |
        | rate | 10%                           |
        | cap  | { amount: 150.00, per: year } |
      And it is signed
      When these sales are recorded:
        | on         | amount   |
        | 2026-12-31 | 1,600.00 |
        | 2027-01-01 | 1,700.00 |
      Then "royalty:cap" makes due:
        | for     | amount | because               |
        | 2026-Q4 | -10.00 | above the cap of 150.00: -10.00 |
        | 2027-Q1 | -20.00 | above the cap of 150.00: -20.00 |
        | total   | -30.00 |                       |

  Rule: Bands may fall to nothing; two instruments on the same Sales are worked out each by itself, and a Cap stops one alone.

    # The bands are published, the cap is invented:
    # https://rss.globenewswire.com/de/news-release/2021/11/22/2338827/29446/en/BioCryst-Adds-350-Million-in-New-Financing-with-Royalty-Pharma-and-OMERS-Capital-Markets.html
    Background:
      Given the agreement "financing" between company and fund, in USD from 2022-01-01
      And its clause "first":
        | kind | royalty                                                                                              |
        | on   | net sales of medicine                                                                                |
        | from | company                                                                                              |
        | to   | fund                                                                                                 |
        | rate | { bands: [{ up to: 350m, rate: 8.75% }, { up to: 550m, rate: 2.75% }, { above: 550m, rate: 0% }] }   |
      And its clause "second":
        | kind | royalty                                                                                              |
        | on   | net sales of medicine                                                                                |
        | from | company                                                                                              |
        | to   | fund                                                                                                 |
        | rate | { bands: [{ up to: 350m, rate: 0.75% }, { up to: 550m, rate: 1.75% }, { above: 550m, rate: 0% }] }   |
        | cap  | { amount: 6m }                                                                                       |
      And it is signed

    Scenario: Six hundred million in a year, and then more than the second instrument may still pay
      When these sales are recorded:
        | on         | amount         |
        | 2022-03-31 | 350,000,000.00 |
        | 2022-06-30 | 200,000,000.00 |
        | 2022-09-30 |  50,000,000.00 |
        | 2023-03-31 |  10,000,000.00 |
      Then "first" makes due:
        | for     | amount        | because                |
        | 2022-Q1 | 30,625,000.00 | 350,000,000.00 x 8.75% |
        | 2022-Q2 |  5,500,000.00 | 200,000,000.00 x 2.75% |
        | 2023-Q1 |    875,000.00 | 10,000,000.00 x 8.75%  |
        | total   | 37,000,000.00 |                        |
      And "second:cap" makes due:
        | for     | amount      | because                                                         |
        | 2022-Q2 | -125,000.00 | above the cap of 6,000,000.00: -125,000.00                      |
        | 2023-Q1 |  -75,000.00 | above the cap: -200,000.00; taken off before: 125,000.00        |
        | total   | -200,000.00 |                                                                 |
