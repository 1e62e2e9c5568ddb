Feature: Data access fee
  For access to data a fee is paid once, or a subscription by the year that runs by days. Days fall due as Periods are
  closed. While a gate that abates the fee is shut, days do not count.

  Rule: A subscription runs by days, and a whole Contract Year comes to the fee.

    Background:
      Given the agreement "registry" between company and trust, in GBP from 2026-01-01
      And its clause "access":
        | kind | data access fee |
        | data | imaging records |
        | use  | research        |
        | fee  | 36,500          |
        | per  | year            |
        | from | company         |
        | to   | trust           |
      And it is signed

    Scenario: A year, closed whole
      When 2026 is closed
      Then "access" makes due:
        | for     | amount    | because                                        | payable by |
        | 2026-Q1 |  9,000.00 | access to imaging records + 36,500.00 x 90/365 | 2026-04-30 |
        | 2026-Q2 |  9,100.00 | access to imaging records                      | 2026-07-30 |
        | 2026-Q3 |  9,200.00 | access to imaging records                      | 2026-10-30 |
        | 2026-Q4 |  9,200.00 | access to imaging records                      | 2027-01-30 |
        | total   | 36,500.00 |                                                |            |

    Scenario: A month at a time
      Given 2026-01 is closed
      When 2026-02 is closed
      Then "access" makes due:
        | for     | amount   | because                   |
        | 2026-Q1 | 5,900.00 | access to imaging records |
        | total   | 5,900.00 |                           |

    Scenario: Days of a year that is not closed are not due
      When 2026-Q1 is closed
      Then "access" makes due:
        | for     | amount   | because            |
        | 2026-Q1 | 9,000.00 | 36,500.00 x 90/365 |
        | total   | 9,000.00 |                    |
      And the shares of risk and reward are:
        | party   | cash     | accrued  | risk share | reward share |
        | company | 9,000.00 |     0.00 |     1.0000 |       0.0000 |
        | trust   |     0.00 | 9,000.00 |     0.0000 |       1.0000 |
        | total   | 9,000.00 | 9,000.00 |     1.0000 |       1.0000 |

  Rule: A gate that abates the fee takes off each day on which it is shut, of any gate once.

    Background:
      Given the agreement "registry" between company and trust, in GBP from 2026-01-01
      And its clause "access":
        | kind | data access fee |
        | data | imaging records |
        | fee  | 36,500          |
        | from | company         |
        | to   | trust           |
      And its clause "ethics":
        | kind       | gate                       |
        | needs      | [research ethics approval] |
        | while shut | { abates: [access] }       |
      And it is signed
      And the gate "ethics" shuts on 2026-01-31

    Scenario: Shut for thirty days
      Given the gate "ethics" opens on 2026-03-02
      When 2026-Q1 is closed
      Then "access" makes due:
        | for     | amount   | because                                                         |
        | 2026-Q1 | 6,000.00 | 36,500.00 x 90/365 = 9,000.00 + 36,500.00 x -30/365 = -3,000.00 |
        | total   | 6,000.00 |                                                                 |

    Scenario Outline: Opened on <day> it has run for <days>
      Given the gate "ethics" opens on <day>
      When 2026-Q1 is closed
      Then "access" makes due:
        | for     | amount   |
        | 2026-Q1 | <amount> |
        | total   | <amount> |

      Examples: A day either side of the quarter's last
        | day        | days    | amount   |
        | 2026-03-30 | 32 days | 3,200.00 |
        | 2026-03-31 | 31 days | 3,100.00 |
        | 2026-04-01 | 30 days | 3,000.00 |

    Scenario: A suspension that is recorded after the quarter was closed gives days back, as a true-up
      Given the gate "ethics" opens on 2026-02-01
      And 2026-Q1 is closed
      When the gate "ethics" shuts on 2026-03-31
      Then "access" makes due:
        | for     | amount   | because                     | true-up |
        | 2026-Q1 | 8,800.00 | less 8,900.00 booked before | yes     |
        | total   | 8,800.00 |                             |         |

    Scenario: A suspension that was a mistake is taken back
      Given 2026-Q1 is closed
      When G1 is reversed because "the letter was about another study"
      Then "access" makes due:
        | for     | amount   | because                     | true-up |
        | 2026-Q1 | 9,000.00 | less 3,000.00 booked before | yes     |
        | total   | 9,000.00 |                             |         |

  Rule: A fee paid once is due whole, and does not abate.

    Scenario: The gate is shut on its day
      Given the agreement "registry" between company, trust and university, in GBP from 2026-01-01
      And its clause "access":
        | kind     | data access fee                 |
        | data     | imaging records                 |
        | fee      | 10,000                          |
        | per      | once                            |
        | starting | 2026-02-01                      |
        | from     | company                         |
        | to       | { trust: 1/3, university: 2/3 } |
      And its clause "ethics":
        | kind       | gate                       |
        | needs      | [research ethics approval] |
        | begins     | shut                       |
        | while shut | { abates: [access] }       |
      And it is signed
      When 2026-Q1 is closed
      Then "access" makes due:
        | for     | party      | amount    | because                   | payable by |
        | 2026-Q1 | trust      |  3,333.33 | access to imaging records | 2026-03-03 |
        | 2026-Q1 | university |  6,666.67 | access to imaging records | 2026-03-03 |
        | total   |            | 10,000.00 |                           |            |

  Rule: Only a fee that runs by days can abate.

    Scenario: A gate would abate a milestone
      Given the agreement "registry" between company and trust, in GBP from 2026-01-01
      And its clause "approval":
        | kind | milestone      |
        | when | it is approved |
        | pays | 10,000         |
        | from | company        |
        | to   | trust          |
      And its clause "ethics":
        | kind       | gate                       |
        | needs      | [research ethics approval] |
        | while shut | { abates: [approval] }     |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 18, clauses.ethics.while shut.abates[1]: 'approval' is a milestone and does not run by days: name a data access fee, or hold it
        """
      And nothing more is recorded
