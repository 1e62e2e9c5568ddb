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

    Scenario: The same 7% are agreed to have held from the beginning
      Given from 2026-02-15 its clause "royalty" says:
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 7%                  |
      When from 2026-01-01 its clause "royalty" says:
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 7%                  |
      Then "royalty" makes due:
        | for     | party | amount    | because         |
        | 2026-Q1 | trust | 24,500.00 | 350,000.00 x 7% |
        | total   |       | 24,500.00 |                 |

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

  Rule: Where it is so agreed, rates that change within a Quarter count by the days on which they were in force.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind   | royalty             |
        | on     | net sales of device |
        | from   | company             |
        | to     | trust               |
        | rate   | 5%                  |
        | dating | prorated by days    |
      And it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-01-20 | 100,000.00 |
        | 2026-02-14 |  50,000.00 |
        | 2026-02-15 |  80,000.00 |
        | 2026-03-30 | 120,000.00 |

    Scenario: 7% for the second 45 of 90 days, agreed for the past
      When from 2026-02-15 its clause "royalty" says:
        | kind   | royalty             |
        | on     | net sales of device |
        | from   | company             |
        | to     | trust               |
        | rate   | 7%                  |
        | dating | prorated by days    |
      Then "royalty" makes due:
        | for     | party | amount    | because                                       | true-up |
        | 2026-Q1 | trust | 21,000.00 | 350,000.00 x 5% x 50% + 350,000.00 x 7% x 50% | yes     |
        | total   |       | 21,000.00 |                                               |         |

    Scenario: Bands from the 32nd of 90 days on: each table is worked out on the whole quarter
      When from 2026-02-01 its clause "royalty" says:
        | kind   | royalty                                                                 |
        | on     | net sales of device                                                     |
        | from   | company                                                                 |
        | to     | trust                                                                   |
        | rate   | { bands: [{ up to: 200,000, rate: 6% }, { above: 200,000, rate: 8% }] } |
        | dating | prorated by days                                                        |
      Then "royalty" makes due:
        | for     | party | amount    | because                                                                     |
        | 2026-Q1 | trust | 21,761.11 | 350,000.00 x 5% x 31/90 + 200,000.00 x 6% x 59/90 + 150,000.00 x 8% x 59/90 |
        | total   |       | 21,761.11 |                                                                             |

    Scenario: A receipt that is rounded on its own has a day of its own
      When from 2026-02-15 its clause "royalty" says:
        | kind     | royalty             |
        | on       | net sales of device |
        | from     | company             |
        | to       | trust               |
        | rate     | 7%                  |
        | rounding | each receipt        |
        | dating   | prorated by days    |
      Then it is refused:
        """
        there is 1 mistake.
          line 16, clauses.royalty.dating: a receipt rounded on its own has a day of its own: write 'by transaction date'
        """
