Feature: Stacking of third-party royalties
  Where the Licensee must pay royalties to third parties to sell the Product, it may set off a fraction of what it paid
  in a Quarter against the Royalty of that Quarter, but never below a floor. What finds no room is carried forward to
  later Quarters, or lost, as agreed. Royalties paid to third parties are the Licensee's own cost.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      """
      kind: royalty
      on: net sales of device
      from: company
      to: trust
      rate: 8%
      reductions:
        - { stacking: 50% of third-party royalties, floor: 50% of the unreduced royalty, unused: carried forward }
      """
    And it is signed
    And these sales are recorded:
      | on         | amount       |
      | 2026-01-10 | 2,000,000.00 |
      | 2026-04-10 | 2,000,000.00 |
      | 2026-07-10 | 2,000,000.00 |

  Rule: Half of what was paid to third parties is set off, down to half of the Royalty; the rest is carried forward.

    Scenario: Three quarters, of which the second has no room for all
      When these costs are recorded:
        | ref    | on         | of                    | amount     |
        | first  | 2026-01-20 | third-party royalties | 100,000.00 |
        | second | 2026-04-20 | third-party royalties | 180,000.00 |
        | third  | 2026-07-20 | third-party royalties |  40,000.00 |
      Then "royalty:stacking" makes due:
        | recorded with | for     | amount      | because                                                             |
        | first         | 2026-Q1 |  -50,000.00 | -100,000.00 x 50%                                                   |
        | second        | 2026-Q2 |  -80,000.00 | -180,000.00 x 50% = -90,000.00 + no room above the floor: 10,000.00 |
        | second        | 2026-Q3 |  -10,000.00 | 10,000.00 carried into it                                           |
        | third         | 2026-Q3 |  -20,000.00 | -40,000.00 x 50% = -20,000.00 + carried from before: -10,000.00     |
        | total         |         | -160,000.00 |                                                                     |
      And after 2026-Q2 these payments would settle everything:
        | clause  | pays    | receives | amount     |
        | royalty | company | trust    | 190,000.00 |
        | total   |         |          | 190,000.00 |

    Scenario Outline: <paid> paid to third parties leaves <payable> to pay
      When these costs are recorded:
        | on         | of                    | amount |
        | 2026-01-20 | third-party royalties | <paid> |
      Then after 2026-Q1 these payments would settle everything:
        | clause  | pays    | receives | amount    |
        | royalty | company | trust    | <payable> |
        | total   |         |          | <payable> |

      Examples: A penny either side of the floor
        | paid       | payable   |
        | 159,999.98 | 80,000.01 |
        | 160,000.00 | 80,000.00 |
        | 160,000.02 | 80,000.00 |

    Scenario: A refund by the third party gives the royalty back, in the quarter of the refund
      Given these costs are recorded:
        | on         | of                    | amount     |
        | 2026-01-20 | third-party royalties | 100,000.00 |
      When these costs are recorded:
        | on         | of                    | amount      |
        | 2026-04-20 | third-party royalties | -100,000.00 |
      Then "royalty:stacking" makes due:
        | for     | amount     | because           |
        | 2026-Q1 | -50,000.00 | -100,000.00 x 50% |
        | 2026-Q2 |  50,000.00 | 100,000.00 x 50%  |
        | total   |       0.00 |                   |

  Rule: What is set off lessens the Royalty that is owed: the payee never owes it back while a Royalty is unpaid.

    Scenario: What is left after the set-off is paid
      Given these costs are recorded:
        | on         | of                    | amount     |
        | 2026-01-20 | third-party royalties | 100,000.00 |
      When somebody types at the prompt:
        """
        pledger record payment licence 110,000.00 --on 2026-06-14 --party company --today 2026-06-14
        """
      Then the answer is:
        """
        Recorded as licence/P1: company paid trust GBP 110,000.00 on 14 June 2026.
          It settles GBP 110,000.00 under royalty for 2026-Q1.
        company still owes trust GBP 320,000.00.
        Next: pledger shares licence
        """
      And after 2026-Q2 these payments would settle everything:
        | clause  | pays    | receives | amount     |
        | royalty | company | trust    | 160,000.00 |
        | total   |         |          | 160,000.00 |

  Rule: Royalties to third parties are a cost of the party that pays them, once, and nobody else's.

    Scenario: The cost is recorded at the prompt
      When somebody types at the prompt:
        """
        pledger record cost licence 100,000.00 --of "third-party royalties" --on 2026-01-20 --today 2026-02-01
        """
      Then the answer is:
        """
        Recorded as licence/C1: third-party royalties, GBP 100,000.00 on 20 January 2026, paid by company.
        It stays company's own cost; no clause divides it.
        Booked for 2026-Q1 under royalty:stacking, payable by 14 June 2026:
          company owes trust GBP 50,000.00 less (E5.1): third-party royalties of 100,000.00 in the quarter,
          set off against the royalty down to 50% of the unreduced royalty: -100,000.00 x 50% = -50,000.00.
        Next: pledger explain licence --entry E5.1
        """
      And the shares of risk and reward are:
        | party   | cash       | received | accrued    | risk share | reward share |
        | company | 100,000.00 |     0.00 |       0.00 |     1.0000 |       0.0000 |
        | trust   |       0.00 |     0.00 | 430,000.00 |     0.0000 |       1.0000 |
        | total   | 100,000.00 |     0.00 | 430,000.00 |     1.0000 |       1.0000 |

    Scenario: The trust would record it
      When these costs are recorded:
        | on         | of                    | amount     | paid by |
        | 2026-01-20 | third-party royalties | 100,000.00 | trust   |
      Then it is refused:
        """
        The cost 'third-party royalties' is company's own; no clause reads one of trust (--party). Name one of: company.
        """
      And nothing more is recorded
