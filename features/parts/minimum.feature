Feature: Minimum annual royalty
  Where the Royalties of a Contract Year fall short of the Minimum, the Licensee pays the difference when the year is
  over; or it pays the Minimum in advance, and Royalties are credited against it. In a first year that is not whole the
  Minimum counts by days, if so agreed.

  Rule: What a year's Royalties fall short of the Minimum is due when the year is closed.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2025-10-01
      And its clause "royalty":
        | kind    | royalty                                             |
        | on      | net sales of device                                 |
        | from    | company                                             |
        | to      | trust                                               |
        | rate    | 10%                                                 |
        | minimum | { amount: 100,000, per: year, first year: by days } |
      And it is signed

    Scenario: A first year of 92 days, a year that falls short, and one that does not
      Given these sales are recorded:
        | on         | amount       |
        | 2025-11-01 |   100,000.00 |
        | 2026-01-15 |   150,000.00 |
        | 2026-04-15 |   200,000.00 |
        | 2026-07-15 |   300,000.00 |
        | 2026-10-15 |   100,000.00 |
        | 2027-05-01 | 1,400,000.00 |
      When 2027 is closed
      Then "royalty:minimum" makes due:
        | for     | amount    | because                                          |
        | 2025-Q4 | 15,205.48 | 100,000.00 x 92/365 + earned in the year to date |
        | 2026-Q4 | 25,000.00 | earned in the year to date: -75,000.00           |
        | total   | 40,205.48 |                                                  |

    Scenario: Before the year is closed no shortfall is due
      When these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 150,000.00 |
      Then nothing is due under "royalty:minimum"

    Scenario: Sales reported after the year was closed give the shortfall back
      Given 2025 is closed
      When these sales are recorded:
        | ref  | on         | amount    |
        | late | 2025-12-30 | 50,000.00 |
      Then "royalty:minimum" makes due:
        | for     | amount    | because                      | true-up |
        | 2025-Q4 | 20,205.48 | less 25,205.48 booked before | yes     |
        | total   | 20,205.48 |                              |         |

    Scenario Outline: Royalties of <earned> for 2026 leave a shortfall of <shortfall>
      Given these sales are recorded:
        | on         | amount  |
        | 2026-12-31 | <sales> |
      When 2026 is closed
      Then "royalty:minimum" makes due:
        | for     | amount      | because             |
        | 2025-Q4 | 25,205.48   | 100,000.00 x 92/365 |
        | 2026-Q4 | <shortfall> | <because>           |
        | total   | <total>     |                     |

      Examples: A penny either side of the Minimum
        | sales        | earned     | shortfall | because           | total     |
        |   999,999.90 |  99,999.99 |      0.01 | -99,999.99        | 25,205.49 |
        | 1,000,000.00 | 100,000.00 |      0.00 | nothing is booked | 25,205.48 |
        | 1,000,000.10 | 100,000.01 |      0.00 | nothing is booked | 25,205.48 |

  Rule: A first year that is not whole has its share of the Minimum by the days of its own Contract Year.

    Scenario Outline: From <from> on, where years begin <years>
      Given the agreement "licence" between company and trust, in GBP from <from>
      And its contract years are <years>
      And its clause "royalty":
        | kind    | royalty                                  |
        | on      | net sales of device                      |
        | from    | company                                  |
        | to      | trust                                    |
        | rate    | 10%                                      |
        | minimum | { amount: 100,000, first year: by days } |
      And it is signed
      And these sales are recorded:
        | on     | amount     |
        | <from> | 100,000.00 |
      When <year> is closed
      Then "royalty:minimum" makes due:
        | for       | amount      | because   |
        | <quarter> | <shortfall> | <because> |
        | total     | <shortfall> |           |

      Examples: A leap day within, a leap day before, and years that begin with the agreement
        | from       | years       | year      | quarter      | shortfall | because              |
        | 2027-11-15 | NHS         | FY2027/28 | FY2027/28-Q4 | 27,704.92 | 100,000.00 x 138/366 |
        | 2028-03-01 | calendar    | 2028      | 2028-Q4      | 73,606.56 | 100,000.00 x 306/366 |
        | 2027-11-15 | anniversary | FY2027/28 | FY2027/28-Q4 | 90,000.00 | -10,000.00           |

  Rule: A Minimum may be spread over quarters, each counting the year to date; the quarters add up to the year.

    # The parts of 132,000, 132,000, 146,000 and 190,000 of 600,000 are published:
    # https://www.markettransfer.info/clause/minimum-royalties/_9
    Background:
      Given the agreement "symyx" between licensee and licensor, in USD from 2002-01-01
      And its clause "royalty":
        | kind    | royalty                                                                  |
        | on      | net sales of systems                                                     |
        | from    | licensee                                                                 |
        | to      | licensor                                                                 |
        | rate    | 100%                                                                     |
        | minimum | { amount: 600,000, parts: ['132,000', '132,000', '146,000', '190,000'] } |
      And it is signed

    Scenario: A published schedule, in a year without sales
      When 2002 is closed
      Then "royalty:minimum" makes due:
        | for     | amount     | because    |
        | 2002-Q1 | 132,000.00 | 132,000.00 |
        | 2002-Q2 | 132,000.00 | 132,000.00 |
        | 2002-Q3 | 146,000.00 | 146,000.00 |
        | 2002-Q4 | 190,000.00 | 190,000.00 |
        | total   | 600,000.00 |            |

    Scenario: Royalties above one quarter's part lessen what the quarter before it fell short
      Given these sales are recorded:
        | on         | amount     |
        | 2002-04-01 | 200,000.00 |
      When 2002 is closed
      Then "royalty:minimum" makes due:
        | for     | amount     | because     |
        | 2002-Q1 | 132,000.00 |  132,000.00 |
        | 2002-Q2 | -68,000.00 | -200,000.00 |
        | 2002-Q3 | 146,000.00 |  146,000.00 |
        | 2002-Q4 | 190,000.00 |  190,000.00 |
        | total   | 400,000.00 |             |
      And after 2002-Q4 these payments would settle everything:
        | clause  | pays     | receives | amount     |
        | royalty | licensee | licensor | 600,000.00 |
        | total   |          |          | 600,000.00 |

  Rule: A Minimum paid in advance is due when its time begins, and Royalties are credited against it.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind    | royalty                               |
        | on      | net sales of device                   |
        | from    | company                               |
        | to      | trust                                 |
        | rate    | 10%                                   |
        | minimum | { amount: 100,000, paid: in advance } |
      And it is signed
      And 2026-Q1 is closed

    Scenario: Royalties of 120,000, of which 100,000 were paid in advance
      When these sales are recorded:
        | on         | amount     |
        | 2026-05-10 | 500,000.00 |
        | 2026-08-10 | 700,000.00 |
      Then "royalty:minimum" makes due:
        | for     | amount     | because                                                 |
        | 2026-Q1 | 100,000.00 | 100,000.00                                              |
        | 2026-Q2 | -50,000.00 | -50,000.00                                              |
        | 2026-Q3 | -50,000.00 | -120,000.00 + above what was paid in advance: 20,000.00 |
        | total   |       0.00 |                                                         |
      And after 2026-Q3 these payments would settle everything:
        | clause  | pays    | receives | amount     |
        | royalty | company | trust    | 120,000.00 |
        | total   |         |          | 120,000.00 |

  Rule: Quarters that do not add up to the Minimum are refused.

    Scenario: Four parts that come to 500,000
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind    | royalty                                                                  |
        | on      | net sales of device                                                      |
        | from    | company                                                                  |
        | to      | trust                                                                    |
        | rate    | 10%                                                                      |
        | minimum | { amount: 600,000, parts: ['100,000', '100,000', '200,000', '100,000'] } |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 15, clauses.royalty.minimum.parts: the parts add up to 500,000, and the minimum of the year is 600,000: write 'amount: 500,000', or correct a part
        """
      And nothing more is recorded
