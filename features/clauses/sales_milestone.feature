Feature: Sales milestone
  A fixed sum is paid for the first Contract Year in which the Net Sales come to a threshold: once, however often later
  years come to it again. Exactly the threshold is enough.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01

  Rule: Every threshold is paid once, for the first year that comes to it.

    Background:
      Given its clause "sales-milestones":
        """
        kind: sales milestone
        on: net sales of device
        from: company
        to: trust
        thresholds: [{ reach: 10m, pays: 500,000 }, { reach: 25m, pays: 1m }]
        """
      And it is signed

    Scenario: A penny short of the threshold in one year, the threshold itself in the next, and again in a third
      When these sales are recorded:
        | ref   | on         | amount        |
        | short | 2026-12-31 |  9,999,999.99 |
        | half  | 2027-03-31 |  5,000,000.00 |
        | edge  | 2027-09-30 |  5,000,000.00 |
        | again | 2028-06-30 | 12,000,000.00 |
      Then "sales-milestones" makes due:
        | recorded with | for     | amount     | because               | payable by |
        | edge          | 2027-Q3 | 500,000.00 | 10,000,000.00 reached | 2027-11-29 |
        | total         |         | 500,000.00 |                       |            |

    Scenario: Both thresholds in one year are both paid
      When these sales are recorded:
        | on         | amount        |
        | 2026-06-30 | 26,000,000.00 |
      Then "sales-milestones" makes due:
        | party | amount       | because                             |
        | trust | 1,500,000.00 | 25,000,000.00 reached: 1,000,000.00 |
        | total | 1,500,000.00 |                                     |

    Scenario: Returns bring the year below the threshold again, and the next year reaches it
      When these sales are recorded:
        | ref     | on         | amount        |
        | reached | 2026-06-30 | 10,500,000.00 |
        | back    | 2026-11-30 |   -600,000.00 |
        | next    | 2027-12-31 | 10,000,000.00 |
      Then "sales-milestones" makes due:
        | recorded with | amount      | because                         |
        | reached       |  500,000.00 | 10,000,000.00 reached           |
        | back          | -500,000.00 | 10,000,000.00 no longer reached |
        | next          |  500,000.00 | 10,000,000.00 reached           |
        | total         |  500,000.00 |                                 |

  Rule: Where only the highest of one year is paid, those below it lapse.

    Scenario: The higher threshold takes the place of the lower one
      Given its clause "sales-milestones":
        """
        kind: sales milestone
        on: net sales of device
        from: company
        to: trust
        thresholds: [{ reach: 10m, pays: 500,000 }, { reach: 25m, pays: 1m }]
        several: highest
        """
      And it is signed
      When these sales are recorded:
        | ref    | on         | amount        |
        | lower  | 2026-03-31 | 10,000,000.00 |
        | higher | 2026-06-30 | 15,000,000.00 |
        | later  | 2027-06-30 | 12,000,000.00 |
      Then "sales-milestones" makes due:
        | recorded with | amount       | because                             |
        | lower         |   500,000.00 | 10,000,000.00 reached               |
        | higher        |   500,000.00 | 25,000,000.00 reached: 1,000,000.00 |
        | total         | 1,000,000.00 |                                     |
