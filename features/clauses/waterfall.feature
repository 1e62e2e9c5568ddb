Feature: Waterfall
  The Investors pay capital into the Fund, which earns a preferred return until it is returned. Whatever the Fund
  distributes goes, in this order, to capital, to the preferred return, to the Manager until it has caught up with its
  share of all profit, and then to both in the proportions agreed.

  Rule: A distribution runs through every step: capital, preferred return, catch-up and carried split.

    # https://analystforum.com/t/can-anyone-pls-explain-how-does-catch-up-clause-work-through-an-example-with-hurdle-rate/154723
    Scenario: A hundred million on capital of fifty million, after a year at 8%
      Given the agreement "partnership" between investor and manager, in USD from 2025-01-01
      And its clause "fund":
        | kind             | waterfall                   |
        | of               | fund                        |
        | investors        | investor                    |
        | preferred return | { rate: 8% }                |
        | catch up         | 100%                        |
        | carried          | { to: manager, share: 20% } |
        | held by          | manager                     |
      And it is signed
      And these contributions are recorded:
        | on         | party    | amount        |
        | 2025-01-01 | investor | 50,000,000.00 |
      When these distributions are recorded:
        | on         | amount         |
        | 2026-01-01 | 100,000,000.00 |
      Then "fund" makes due:
        | for     | party    | amount         | because                                                                                                                | payable by |
        | 2026-Q1 | investor |  90,000,000.00 | return of capital: 50,000,000.00 + preferred return: 4,000,000.00 + carried split: 45,000,000.00 x 80% = 36,000,000.00 | 2026-04-30 |
        | 2026-Q1 | manager  |  10,000,000.00 | catch-up: 1,000,000.00 + carried split: 45,000,000.00 x 20% = 9,000,000.00                                             |            |
        | total   |          | 100,000,000.00 |                                                                                                                        |            |

  Rule: Under a compounding return, what is left after each distribution earns the next year's return.

    Background:
      Given the agreement "partnership" between investor and manager, in GBP from 2025-01-01
      And its clause "fund":
        | kind             | waterfall                           |
        | of               | fund                                |
        | investors        | investor                            |
        | preferred return | { rate: 8%, compounding: annually } |
        | catch up         | 100%                                |
        | carried          | { to: manager, share: 20% }         |
        | held by          | manager                             |
      And it is signed
      And these contributions are recorded:
        | on         | party    | amount       |
        | 2025-01-01 | investor | 1,000,000.00 |

    Scenario: Three distributions, of which the third ends the preferred return and lets the manager catch up
      When these distributions are recorded:
        | on         | amount     |
        | 2026-01-01 | 500,000.00 |
        | 2027-01-01 | 400,000.00 |
        | 2028-01-01 | 900,000.00 |
      Then "fund" makes due:
        | for     | party    | amount       | because                                                                                                     |
        | 2026-Q1 | investor |   500,000.00 | 500,000.00                                                                                                  |
        | 2027-Q1 | investor |   400,000.00 | 400,000.00                                                                                                  |
        | 2028-Q1 | investor |   740,000.00 | return of capital: 100,000.00 + preferred return: 144,512.00 + carried split: 619,360.00 x 80% = 495,488.00 |
        | 2028-Q1 | manager  |   160,000.00 | catch-up: 36,128.00 + carried split: 619,360.00 x 20% = 123,872.00                                          |
        | total   |          | 1,800,000.00 |                                                                                                             |
      And the shares of risk and reward are:
        | party    | cash         | risk share | received   | accrued      | reward share | unsettled     |
        | investor | 1,000,000.00 |     1.0000 |       0.00 | 1,640,000.00 |       0.9111 |  1,640,000.00 |
        | manager  |         0.00 |     0.0000 | 160,000.00 |         0.00 |       0.0889 | -1,640,000.00 |
        | total    | 1,000,000.00 |     1.0000 | 160,000.00 | 1,640,000.00 |       1.0000 |          0.00 |

    Scenario: After the first distribution the return runs on what is left
      When these distributions are recorded:
        | on         | amount     |
        | 2026-01-01 | 500,000.00 |
      Then the explanation of "fund" says:
        """
        Capital earns a preferred return of 8% a year, compounding at each anniversary of the first contribution, by actual days over the days of the year from one anniversary of the first contribution.
        basis: distributions; capital of 500,000.00 and preference of 80,000.00 are still to be paid
        """

    Scenario: Capital that was recorded late earns from its own day, and the distribution is cut anew
      Given these distributions are recorded:
        | on         | amount       |
        | 2026-01-01 | 1,200,000.00 |
      When these contributions are recorded:
        | on         | party    | amount    |
        | 2025-12-31 | investor | 73,000.00 |
      Then "fund" makes due:
        | for     | party    | amount       | because                                                                                                    | true-up |
        | 2026-Q1 | investor | 1,174,600.00 | return of capital: 1,073,000.00 + preferred return: 80,016.00 + carried split: 26,980.00 x 80% = 21,584.00 | yes     |
        | 2026-Q1 | manager  |    25,400.00 | catch-up: 20,004.00 + carried split: 26,980.00 x 20% = 5,396.00                                            | yes     |
        | total   |          | 1,200,000.00 |                                                                                                            |         |

    Scenario: Capital of a party that is no investor is refused
      When these contributions are recorded:
        | on         | party   | amount    |
        | 2025-06-01 | manager | 10,000.00 |
      Then it is refused:
        """
        No clause of partnership says that manager pays the capital in (--party). Name one of: investor.
        """
      And nothing more is recorded

  Rule: A simple return earns nothing on itself; what is not paid of it is owed.

    # https://syndicationattorneys.com/faqs/whats-the-difference-between-a-cumulative-preferred-return-and-a-compounding-preferred-return/
    Scenario Outline: Two years at 8% on a hundred thousand, <compounding>
      Given the agreement "partnership" between investor and manager, in USD from 2025-01-01
      And its clause "fund":
        | kind             | waterfall                                |
        | of               | fund                                     |
        | investors        | investor                                 |
        | preferred return | { rate: 8%, compounding: <compounding> } |
        | carried          | { to: manager, share: 20% }              |
        | held by          | manager                                  |
      And it is signed
      And these contributions are recorded:
        | on         | party    | amount     |
        | 2025-01-01 | investor | 100,000.00 |
      When these distributions are recorded:
        | on         | amount |
        | 2027-01-01 | <due>  |
      Then "fund" makes due:
        | party    | amount | because                                                    |
        | investor | <due>  | return of capital: 100,000.00 + preferred return: <return> |
        | total    | <due>  |                                                            |

      Examples:
        | compounding | return    | due        |
        | none        | 16,000.00 | 116,000.00 |
        | annually    | 16,640.00 | 116,640.00 |

    # https://delphinenguyen.com/?tcb_lightbox=what-happens-if-you-cant-make-the-projected-cash-flow
    Scenario: Sixty thousand of eighty thousand is paid
      Given the agreement "partnership" between investor and manager, in USD from 2025-01-01
      And its clause "fund":
        | kind             | waterfall                       |
        | of               | fund                            |
        | investors        | investor                        |
        | preferred return | { rate: 8%, compounding: none } |
        | order            | preference first                |
        | carried          | { to: manager, share: 20% }     |
        | held by          | manager                         |
      And it is signed
      And these contributions are recorded:
        | on         | party    | amount       |
        | 2025-01-01 | investor | 1,000,000.00 |
      When these distributions are recorded:
        | on         | amount    |
        | 2026-01-01 | 60,000.00 |
      Then the explanation of "fund" says:
        """
        basis: distributions; capital of 1,000,000.00 and preference of 20,000.00 are still to be paid
        2026-01-01, preferred return: 60,000.00
        """

    # Worked by hand: 250,000 x 8% x 301/365 = 16,493.1507, with a leap day inside the 301 days.
    Scenario: From 15 March 2024 to 10 January 2025, and a penny more than the return
      Given the agreement "partnership" between investor and manager, in GBP from 2024-01-01
      And its clause "fund":
        | kind             | waterfall                                        |
        | of               | fund                                             |
        | investors        | investor                                         |
        | preferred return | { rate: 8%, compounding: none, days: actual/365 } |
        | catch up         | 100%                                             |
        | carried          | { to: manager, share: 20% }                      |
        | held by          | manager                                          |
      And it is signed
      And these contributions are recorded:
        | on         | party    | amount     |
        | 2024-03-15 | investor | 250,000.00 |
      When these distributions are recorded:
        | on         | amount |
        | 2025-01-10 | 266,493.16 |
      Then "fund" makes due:
        | party    | amount     | because                                                     |
        | investor | 266,493.15 | return of capital: 250,000.00                               |
        | manager  |       0.01 | capital of 0.00 and preference of 0.00 are still to be paid |
        | total    | 266,493.16 |                                                             |

  Rule: A whole year earns exactly the rate, with a leap day or without, unless a day is agreed to be 1/365 of a year.

    Scenario Outline: Two years at 8%, of which the first has a leap day, by <days>
      Given the agreement "partnership" between investor and manager, in USD from 2024-01-01
      And its clause "fund":
        | kind             | waterfall                                    |
        | of               | fund                                         |
        | investors        | investor                                     |
        | preferred return | { rate: 8%, compounding: none, days: <days> } |
        | carried          | { to: manager, share: 20% }                  |
        | held by          | manager                                      |
      And it is signed
      And these contributions are recorded:
        | on         | party    | amount     |
        | 2024-01-01 | investor | 100,000.00 |
      When these distributions are recorded:
        | on         | amount |
        | 2026-01-01 | <due>  |
      Then "fund" makes due:
        | party    | amount | because                                                    |
        | investor | <due>  | return of capital: 100,000.00 + preferred return: <return> |
        | total    | <due>  |                                                            |

      Examples:
        | days          | return          | due        |
        | actual/actual | 16,000.00       | 116,000.00 |
        | actual/365    | 16,021.91780822 | 116,021.92 |
