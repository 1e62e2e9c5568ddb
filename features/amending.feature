Feature: Amending
  The Parties may agree other terms in writing, which hold from the day that they name, before or after the day of
  signature. What was booked under the terms before is not edited: the difference is booked as a true-up for the
  Quarter it belongs to.

  Rule: An amendment for the past is worked out from its day on, and the difference is booked as a true-up.

    Scenario: Shares of 50/50 are agreed to have been 60/40 since January
      Given the agreement "joint" between a and b, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share         |
        | of     | development        |
        | shares | { a: 50%, b: 50% } |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount       |
        | 2026-03-31 | b       | 1,000,000.00 |
      When from 2026-01-01 its clause "development-cost" says:
        | kind   | cost share         |
        | of     | development        |
        | shares | { a: 60%, b: 40% } |
      Then "development-cost" is borne:
        | for     | party | amount       | because            |
        | 2026-Q1 | a     |   600,000.00 | 1,000,000.00 x 60% |
        | 2026-Q1 | b     |   400,000.00 | 1,000,000.00 x 40% |
        | total   |       | 1,000,000.00 |                    |
      And after 2026-Q1 these payments would settle everything:
        | pays  | receives | amount     |
        | a     | b        | 600,000.00 |
        | total |          | 600,000.00 |

  Rule: Sales fall under the terms in force on the day of the sale.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 5%                  |
      And it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-01-20 | 100,000.00 |
        | 2026-02-14 |  50,000.00 |
        | 2026-02-15 |  80,000.00 |
        | 2026-03-30 | 120,000.00 |

    Scenario: 7% from 15 February, in the middle of a quarter
      When from 2026-02-15 its clause "royalty" says:
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 7%                  |
      Then "royalty" makes due:
        | for     | party | amount    | because                           |
        | 2026-Q1 | trust | 21,500.00 | 150,000.00 x 5% + 200,000.00 x 7% |
        | total   |       | 21,500.00 |                                   |

    Scenario: A royalty that counted by year cannot begin to count over the lifetime
      When from 2026-02-15 its clause "royalty" says:
        | kind | royalty                                                                        |
        | on   | net sales of device                                                            |
        | from | company                                                                        |
        | to   | trust                                                                          |
        | rate | { per: lifetime, bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 7% }] } |
      Then it is refused:
        """
        An amendment cannot change what the clause 'royalty' counts over, or how it is rounded. Sign another agreement for that.
        """
