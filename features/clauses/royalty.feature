Feature: Royalty
  The Licensee shall pay a Royalty on Net Sales: at one rate, or in bands in which each slice of the Net Sales earns
  the rate of its own band. Returns are deducted when they are made, and what was reported late or wrongly is
  corrected for the Quarter it belongs to. Amounts are rounded on the cumulative figure, so that no penny drifts.

  Rule: Each slice of the Net Sales of a Contract Year earns the rate of the band that it falls in.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                                                |
        | on   | net sales of device                                                                    |
        | from | company                                                                                |
        | to   | trust                                                                                  |
        | rate | { bands: [{ up to: 1m, rate: 5% }, { up to: 3m, rate: 7% }, { above: 3m, rate: 9% }] } |
      And it is signed

    Scenario: One receipt crosses two edges
      When these sales are recorded:
        | on         | amount       |
        | 2026-05-10 | 3,500,000.00 |
      Then "royalty" makes due:
        | party | amount     | because                                                                                      |
        | trust | 235,000.00 | 1,000,000.00 x 5% = 50,000.00 + 2,000,000.00 x 7% = 140,000.00 + 500,000.00 x 9% = 45,000.00 |
        | total | 235,000.00 |                                                                                              |

    Scenario: Above an edge it takes eight pence of sales to earn a penny
      When these sales are recorded:
        | ref         | on         | amount       |
        | at-the-edge | 2026-01-31 | 1,000,000.00 |
        | seven-pence | 2026-02-28 |         0.07 |
        | the-eighth  | 2026-03-31 |         0.01 |
      Then "royalty" makes due:
        | recorded with | amount    | because                                |
        | at-the-edge   | 50,000.00 | 1,000,000.00 x 5%                      |
        | the-eighth    |      0.01 | 1,000,000.00 x 5% + 0.08 x 7% = 0.0056 |
        | total         | 50,000.01 |                                        |

    # The bands of 500, 1,000 and 2,000 million and the division of 750 million are published, the rates are not; those
    # here are made up: https://lawinsider.com/clause/net-sales-royalties
    Scenario: A published clause divides 750 million into 500 and 250
      Given the agreement "boehringer" between licensee and licensor, in USD from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                                                           |
        | on   | net sales of medicine                                                                             |
        | from | licensee                                                                                          |
        | to   | licensor                                                                                          |
        | rate | { bands: [{ up to: 500m, rate: 10% }, { up to: 1000m, rate: 12% }, { above: 1000m, rate: 14% }] } |
      And it is signed
      When these sales are recorded:
        | on         | amount         |
        | 2026-12-31 | 750,000,000.00 |
      Then "royalty" makes due:
        | party    | amount        | because                                     |
        | licensor | 80,000,000.00 | 500,000,000.00 x 10% + 250,000,000.00 x 12% |
        | total    | 80,000,000.00 |                                             |

  Rule: The bands begin anew with each Contract Year, unless they are agreed for the lifetime.

    Scenario Outline: The last day of a contract year and the next, where years begin <years>
      Given the agreement "licence" between company and trust, in GBP from 2026-06-15
      And its contract years are <years>
      And its clause "royalty":
        | kind | royalty                                                        |
        | on   | net sales of device                                            |
        | from | company                                                        |
        | to   | trust                                                          |
        | rate | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 10% }] } |
      And it is signed
      When these sales are recorded:
        | on         | amount       |
        | 2026-06-15 | 1,000,000.00 |
        | <last day> |   100,000.00 |
        | <next day> |   100,000.00 |
      Then "royalty" makes due:
        | for     | amount    | because           |
        | <first> | 50,000.00 | 1,000,000.00 x 5% |
        | <last>  | 10,000.00 | 100,000.00 x 10%  |
        | <next>  |  5,000.00 | 100,000.00 x 5%   |
        | total   | 65,000.00 |                   |

      Examples:
        | years       | last day   | next day   | first        | last         | next         |
        | calendar    | 2026-12-31 | 2027-01-01 | 2026-Q2      | 2026-Q4      | 2027-Q1      |
        | NHS         | 2027-03-31 | 2027-04-01 | FY2026/27-Q1 | FY2026/27-Q4 | FY2027/28-Q1 |
        | anniversary | 2027-06-14 | 2027-06-15 | FY2026/27-Q1 | FY2026/27-Q4 | FY2027/28-Q1 |

    # The shares are those of a university's published scheme, which gives 10,500 to the individuals out of the first
    # 15,000: http://bristol.ac.uk/business/innovate-and-grow/research-commercialisation/for-researchers/revenue-sharing-scheme/
    Scenario: A university shares the income of a lifetime, band by band
      Given the agreement "revenue-sharing" between university and inventors, in GBP from 2024-01-01
      And its clause "revenue-share":
        """
        kind: royalty
        on: net income of licensing
        from: university
        rate:
          per: lifetime
          bands:
            - { up to: 15,000, to: { inventors: 70%, university: 30% } }
            - { up to: 75,000, to: { inventors: 50%, university: 50% } }
            - { above: 75,000, to: { inventors: 1/3, university: 2/3 } }
        """
      And it is signed
      When these receipts are recorded:
        | on         | amount    |
        | 2024-11-30 | 15,000.00 |
        | 2026-02-28 | 60,000.01 |
      Then "revenue-share" makes due:
        | for     | party      | amount    | because                      |
        | 2024-Q4 | inventors  | 10,500.00 | 15,000.00 x 70%              |
        | 2024-Q4 | university |  4,500.00 | 15,000.00 x 30%              |
        | 2026-Q1 | inventors  | 30,000.00 | 60,000.00 x 50% + 0.01 x 1/3 |
        | 2026-Q1 | university | 30,000.01 | 60,000.00 x 50% + 0.01 x 2/3 |
        | total   |            | 75,000.01 |                              |

    Scenario: A refund in a later year gives back what the highest band of the lifetime had earned
      Given the agreement "revenue-sharing" between university and inventors, in GBP from 2024-01-01
      And its clause "revenue-share":
        """
        kind: royalty
        on: net income of licensing
        from: university
        to: inventors
        rate: { per: lifetime, bands: [{ up to: 15,000, rate: 70% }, { above: 15,000, rate: 50% }] }
        """
      And it is signed
      When these receipts are recorded:
        | on         | amount    |
        | 2024-11-30 | 15,000.01 |
        | 2026-02-28 | -1,000.01 |
      Then "revenue-share" makes due:
        | for     | amount    | because                                |
        | 2024-Q4 | 10,500.01 | 15,000.00 x 70% + 0.01 x 50% = 0.005   |
        | 2026-Q1 |   -700.01 | -1,000.00 x 70% + -0.01 x 50% = -0.005 |
        | total   |  9,800.00 |                                        |

  Rule: One rate applies to all Net Sales, and nothing is earned where the rate is nil.

    # Rate and sales are published for two quarters, in millions: royalties of 11.6 and 11.9.
    # https://www.stocktitan.net/news/INVA/innoviva-reports-third-quarter-2021-financial-d39vohz8hru6.html
    Scenario: A published flat royalty of 6.5%
      Given the agreement "anoro" between licensee and licensor, in USD from 2020-01-01
      And its clause "royalty":
        | kind | royalty            |
        | on   | net sales of anoro |
        | from | licensee           |
        | to   | licensor           |
        | rate | 6.5%               |
      And it is signed
      When these sales are recorded:
        | on         | amount         |
        | 2020-09-30 | 182,800,000.00 |
        | 2021-09-30 | 179,100,000.00 |
      Then "royalty" makes due:
        | for     | amount        | because               | payable by |
        | 2020-Q3 | 11,882,000.00 | 182,800,000.00 x 6.5% | 2020-12-14 |
        | 2021-Q3 | 11,641,500.00 | 179,100,000.00 x 6.5% | 2021-12-14 |
        | total   | 23,523,500.00 |                       |            |

    Scenario: Sales up to the edge of a first band at 0%
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                                 |
        | on   | net sales of device                                                     |
        | from | company                                                                 |
        | to   | trust                                                                   |
        | rate | { bands: [{ up to: 100,000, rate: 0% }, { above: 100,000, rate: 3% }] } |
      And it is signed
      When these sales are recorded:
        | on         | amount     |
        | 2026-02-01 | 100,000.00 |
      Then nothing is due under "royalty"

  Rule: Several payees share each Royalty in fixed fractions, and their shares add up to it to the penny.

    # Sales of the third quarters, the royalties of the first half (48.5 million) and of the third quarters (16.4 and
    # 35.6 million) are published; the edge at 750 million and the sales of the first half are assumptions.
    # https://www.stocktitan.net/news/INVA/innoviva-reports-third-quarter-2021-financial-d39vohz8hru6.html
    Scenario: A published royalty crosses its first edge within a quarter and is shared 85 to 15
      Given the agreement "trelegy" between licensee, majority and minority, in USD from 2020-01-01
      And its clause "royalty":
        | kind | royalty                                                             |
        | on   | net sales of trelegy                                                |
        | from | licensee                                                            |
        | to   | { majority: 85%, minority: 15% }                                    |
        | rate | { bands: [{ up to: 750m, rate: 6.5% }, { above: 750m, rate: 8% }] } |
      And it is signed
      And these sales are recorded:
        | on         | amount         |
        | 2020-09-30 | 251,900,000.00 |
        | 2021-06-30 | 746,200,000.00 |
      When these sales are recorded:
        | on         | amount         |
        | 2021-09-30 | 445,600,000.00 |
      Then "royalty" makes due:
        | for     | party    | amount         | because                                               |
        | 2020-Q3 | majority |  13,917,475.00 | 251,900,000.00 x 6.5% x 85%                           |
        | 2020-Q3 | minority |   2,456,025.00 | 251,900,000.00 x 6.5% x 15%                           |
        | 2021-Q2 | majority |  41,227,550.00 | 746,200,000.00 x 6.5% x 85%                           |
        | 2021-Q2 | minority |   7,275,450.00 | 746,200,000.00 x 6.5% x 15%                           |
        | 2021-Q3 | majority |  30,252,350.00 | 3,800,000.00 x 6.5% x 85% + 441,800,000.00 x 8% x 85% |
        | 2021-Q3 | minority |   5,338,650.00 | 3,800,000.00 x 6.5% x 15% + 441,800,000.00 x 8% x 15% |
        | total   |          | 100,467,500.00 |                                                       |

    Scenario: The odd penny goes to one of two payees with equal parts, and the next penny to the other
      Given the agreement "licence" between company, trust and university, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                         |
        | on   | net sales of device             |
        | from | company                         |
        | to   | { trust: 50%, university: 50% } |
        | rate | 10%                             |
      And it is signed
      When these sales are recorded:
        | ref    | on         | amount |
        | first  | 2026-01-10 |   0.10 |
        | second | 2026-01-20 |   0.10 |
      Then "royalty" makes due:
        | recorded with | party      | amount | because                  |
        | first         | trust      |   0.01 | 0.10 x 10% x 50% = 0.005 |
        | second        | university |   0.01 | 0.20 x 10% x 50% = 0.01  |
        | total         |            |   0.02 |                          |

  Rule: Returns are deducted on their own date, and give back first what the highest band had earned.

    Scenario: Returns in the second quarter un-cross an edge of the first
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                        |
        | on   | net sales of device                                            |
        | from | company                                                        |
        | to   | trust                                                          |
        | rate | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 10% }] } |
      And it is signed
      When these sales are recorded:
        | on         | amount       |
        | 2026-03-31 | 1,200,000.00 |
        | 2026-06-30 |  -300,000.00 |
        | 2026-09-30 |   400,000.00 |
      Then "royalty" makes due:
        | for     | amount     | because                              |
        | 2026-Q1 |  70,000.00 | 1,000,000.00 x 5% + 200,000.00 x 10% |
        | 2026-Q2 | -25,000.00 | -200,000.00 x 10% + -100,000.00 x 5% |
        | 2026-Q3 |  35,000.00 | 100,000.00 x 5% + 300,000.00 x 10%   |
        | total   |  80,000.00 |                                      |

  Rule: A late or restated figure counts from its own Quarter, and moves every later Quarter of the Contract Year.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                                                     |
        | on   | net sales of device                                                                         |
        | from | company                                                                                     |
        | to   | trust                                                                                       |
        | rate | { bands: [{ up to: 500,000, rate: 4% }, { up to: 1m, rate: 6% }, { above: 1m, rate: 8% }] } |
      And it is signed
      And these sales are recorded:
        | ref | on         | amount     |
        | Q1  | 2026-03-31 | 300,000.00 |
        | Q2  | 2026-06-30 | 300,000.00 |
        | Q3  | 2026-09-30 | 300,000.00 |

    Scenario: Sales of the first quarter found in the fourth are a true-up in each of three quarters
      When these sales are recorded:
        | ref  | on         | amount     |
        | late | 2026-03-31 | 150,000.00 |
      Then "royalty" makes due:
        | recorded with | for     | amount    | because                           | true-up |
        | Q1            | 2026-Q1 | 12,000.00 | 300,000.00 x 4%                   | no      |
        | Q2            | 2026-Q2 | 14,000.00 | 200,000.00 x 4% + 100,000.00 x 6% | no      |
        | Q3            | 2026-Q3 | 18,000.00 | 300,000.00 x 6%                   | no      |
        | late          | 2026-Q1 |  6,000.00 | 450,000.00 x 4%                   | yes     |
        | late          | 2026-Q2 |  3,000.00 | 50,000.00 x 4% + 250,000.00 x 6%  | yes     |
        | late          | 2026-Q3 |  1,000.00 | 250,000.00 x 6% + 50,000.00 x 8%  | yes     |
        | total         |         | 54,000.00 |                                   |         |

    Scenario: The same quarter restated makes the same due
      When these sales are recorded:
        | restates | amount     |
        | Q1       | 450,000.00 |
      Then "royalty" makes due:
        | for     | amount    | because                          | true-up |
        | 2026-Q1 | 18,000.00 | 450,000.00 x 4%                  | yes     |
        | 2026-Q2 | 17,000.00 | 50,000.00 x 4% + 250,000.00 x 6% | yes     |
        | 2026-Q3 | 19,000.00 | 250,000.00 x 6% + 50,000.00 x 8% | yes     |
        | total   | 54,000.00 |                                  |         |
