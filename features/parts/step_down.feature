Feature: Step-down of a royalty
  From a day, or from an event that the parties record with its date, as the expiry of the last patent, every rate of
  the Royalty is lower by a fraction of itself. Until the event is recorded the whole Royalty is due; what was booked
  for later sales is then trued up.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      """
      kind: royalty
      on: net sales of device
      from: company
      to: trust
      rate: 10%
      reductions:
        - { step down: 50%, from: patent expiry }
        - { step down: 75%, from: generic entry }
      """
    And it is signed
    And these sales are recorded:
      | on         | amount     |
      | 2026-05-10 | 100,000.00 |
      | 2026-05-11 | 200,000.00 |
      | 2026-08-10 | 400,000.00 |

  Rule: Sales from the day of the event on earn the lower rate, whenever the event is recorded.

    Scenario: A patent expired in the middle of a quarter, and that is known in the next
      When "patent expiry" happens on 2026-05-11
      Then "royalty:step-down" makes due:
        | for     | party | amount     | because                 | true-up |
        | 2026-Q2 | trust | -10,000.00 | 200,000.00 x 10% x -50% | yes     |
        | 2026-Q3 | trust | -20,000.00 | 400,000.00 x 10% x -50% | yes     |
        | total   |       | -30,000.00 |                         |         |

    Scenario: The event was recorded by mistake
      Given "patent expiry" happens on 2026-05-11
      When EV1 is reversed because "another patent"
      Then "royalty:step-down" makes due:
        | for     | amount |
        | 2026-Q2 |   0.00 |
        | 2026-Q3 |   0.00 |
        | total   |   0.00 |

  Rule: Of several step-downs in force the greatest counts, unless they are agreed to be compounding.

    Scenario: Half, and three quarters from August on
      Given "patent expiry" happens on 2026-05-11
      When "generic entry" happens on 2026-08-01
      Then "royalty:step-down" makes due:
        | for     | amount     | because                                     |
        | 2026-Q2 | -10,000.00 | 200,000.00 x 10% x -50%                     |
        | 2026-Q3 | -30,000.00 | 0.00 x 10% x -50% + 400,000.00 x 10% x -75% |
        | total   | -40,000.00 |                                             |

    Scenario: Compounding, half and three quarters leave an eighth
      Given the agreement "other" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        """
        kind: royalty
        on: net sales of device
        from: company
        to: trust
        rate: 10%
        reductions:
          - { step down: 50%, from: 2026-04-01 }
          - { step down: 75%, from: 2026-04-01, beside others: compounding }
        """
      And it is signed
      When these sales are recorded:
        | on         | amount     |
        | 2026-05-10 | 100,000.00 |
      Then "royalty:step-down" makes due:
        | party | amount    | because                   |
        | trust | -8,750.00 | 100,000.00 x 10% x -87.5% |
        | total | -8,750.00 |                           |

  Rule: Only what the terms wait for is recorded as an event, and once.

    Scenario: An event that no clause names
      When "generic exit" happens on 2026-05-11
      Then it is refused:
        """
        No clause of licence waits for 'generic exit'. Did you mean 'generic entry'? There are: patent expiry, generic entry.
        """
      And nothing more is recorded

    Scenario: An event that has happened
      Given "patent expiry" happens on 2026-05-11
      When "patent expiry" happens on 2026-05-12
      Then it is refused:
        """
        'patent expiry' was recorded already, as EV1 on 2026-05-11. If that was a mistake: pledger reverse licence/EV1 --reason ...
        """
