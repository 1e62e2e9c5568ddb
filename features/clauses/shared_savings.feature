Feature: Shared savings
  A provider answers for what the care of a population costs in a Contract Year, against a Benchmark. Savings are shared
  once they come to the minimum rate, and multiplied by quality; losses mirror them. In between nothing is shared.

  Background:
    Given the agreement "population" between board, trust and practices, in GBP from 2026-01-01
    And its clause "shared":
      """
      kind: shared savings
      of: care
      benchmark: 100m
      minimum savings rate: 2%
      share: 50%
      quality: score
      savings cap: 10%
      withheld: { sequestration: 2% }
      losses: { minimum rate: 2%, cap: 5% }
      from: board
      to: trust
      """
    And it is signed
    And these measurements are recorded:
      | on         | party | what  | cases | out of |
      | 2026-12-01 | board | score | 90    | 100    |

  Rule: A saving that comes to the minimum rate is shared from the first pound, times quality, and less what is withheld.

    Scenario: 4m below the benchmark
      Given these costs are recorded:
        | on         | paid by | amount        |
        | 2026-03-01 | board   | 60,000,000.00 |
        | 2026-09-01 | board   | 36,000,000.00 |
      When 2026 is closed
      Then "shared" makes due:
        | for     | party | amount       | because                                                                                            | payable by |
        | 2026-Q4 | trust | 1,764,000.00 | 4,000,000.00 x 50% x 90% = 1,800,000.00 + withheld: sequestration: -1,800,000.00 x 2% = -36,000.00 | 2027-03-31 |
        | total   |       | 1,764,000.00 |                                                                                                    |            |
      And "shared:kept" makes due:
        | party | amount       | because                                                 |
        | board | 2,236,000.00 | saving: 4,000,000.00 + less what is paid: -1,764,000.00 |
        | total | 2,236,000.00 |                                                         |

    Scenario Outline: <saved> of 100m, with the minimum at 2%
      Given these costs are recorded:
        | on         | paid by | amount  |
        | 2026-06-30 | board   | <spent> |
      When 2026 is closed
      Then "shared" makes due:
        | party | amount |
        | trust | <due>  |
        | total | <due>  |

      Examples: On the edge, and at the cap of 10m
        | saved | spent         | due          |
        | 2m    | 98,000,000.00 |   882,000.00 |
        | 30m   | 70,000,000.00 | 9,800,000.00 |

    Scenario: A penny less than the minimum, and nothing is shared
      Given these costs are recorded:
        | on         | paid by | amount        |
        | 2026-06-30 | board   | 98,000,000.01 |
      When 2026 is closed
      Then nothing is due under "shared"

    Scenario: Before the year is over nothing is due
      Given these costs are recorded:
        | on         | paid by | amount        |
        | 2026-06-30 | board   | 60,000,000.00 |
      When 2026-Q3 is closed
      Then nothing is due under "shared"

    Scenario: A bill that comes late lessens the saving of its year
      Given these costs are recorded:
        | on         | paid by | amount        |
        | 2026-06-30 | board   | 96,000,000.00 |
      And 2026 is closed
      When these costs are recorded:
        | on         | paid by | amount       |
        | 2026-12-30 | board   | 2,500,000.00 |
      Then "shared" makes due:
        | recorded with | for     | amount        | true-up |
        |               | 2026-Q4 |  1,764,000.00 | no      |
        | C2            | 2026-Q4 | -1,764,000.00 | yes     |
        | total         |         |          0.00 |         |

  Rule: Losses beyond their own minimum are paid back by what quality does not spare, up to a cap.

    Scenario Outline: <lost> above the benchmark
      Given these costs are recorded:
        | on         | paid by | amount  |
        | 2026-06-30 | board   | <spent> |
      When 2026 is closed
      Then "shared:loss" makes due:
        | party | amount |
        | board | <back> |
        | total | <back> |

      Examples: On the edge, beyond it, and at the cap of 5m
        | lost | spent          | back         |
        | 2m   | 102,000,000.00 | 1,100,000.00 |
        | 4m   | 104,000,000.00 | 2,200,000.00 |
        | 20m  | 120,000,000.00 | 5,000,000.00 |

    Scenario: Inside the corridor
      Given these costs are recorded:
        | on         | paid by | amount         |
        | 2026-06-30 | board   | 101,000,000.00 |
      When 2026 is closed
      Then nothing is due under "shared:loss"

  Rule: What nobody has measured or reported is not shared.

    Scenario: Spending in a year without a measurement of quality
      Given these costs are recorded:
        | on         | paid by | amount        |
        | 2027-06-30 | board   | 90,000,000.00 |
      When 2027 is closed
      Then nothing is due under "shared"

    Scenario: A party that the clause does not name measures nothing
      When these measurements are recorded:
        | on         | party     | what  | cases | out of |
        | 2027-06-30 | practices | score | 90    | 100    |
      Then it is refused:
        """
        No clause of population says that practices measures it (--party). Name one of: board, trust.
        """
      And nothing more is recorded
