Feature: All or nothing
  Several milestones may pay one sum together: only if every one of them is reached, each by its own last day. Each is
  claimed by itself. If one is missed the whole right is extinguished on the next day, whatever the others do.

  Background:
    Given the agreement "rights" between company and holder, in USD from 2019-11-20
    And its clause "approvals":
      """
      kind: all or nothing
      pays: 9
      from: company
      to: holder
      all of: { ozanimod: 2020-12-31, liso-cel: 2020-12-31, ide-cel: 2021-03-31 }
      due: 20 days after achievement
      """
    And it is signed
    And holder claims "approvals:ozanimod", reached on 2020-03-25, with evidence "approval.pdf"

  Rule: The sum is due once the last of them is reached, and each of them was in time.

    Scenario Outline: The second on <second>, the third on <third>
      Given holder claims "approvals:liso-cel", reached on <second>, with evidence "approval.pdf"
      When holder claims "approvals:ide-cel", reached on <third>, with evidence "approval.pdf"
      Then "approvals" makes due:
        | party  | amount | because             | payable by |
        | holder |   9.00 | all reached in time | <payable>  |
        | total  |   9.00 |                     |            |

      Examples: On their last days, and before
        | second     | third      | payable    |
        | 2020-12-31 | 2021-03-31 | 2021-04-20 |
        | 2020-12-30 | 2020-11-01 | 2021-01-19 |

    Scenario: They count from the day on which they were reached, however late they are claimed
      Given holder claims "approvals:ide-cel", reached on 2021-03-31, with evidence "approval.pdf"
      And 2021-Q1 is closed
      When holder claims "approvals:liso-cel", reached on 2020-12-31, with evidence "approval.pdf"
      Then "approvals" makes due:
        | for     | amount | because             |
        | 2021-Q1 |   9.00 | all reached in time |
        | total   |   9.00 |                     |

  Rule: One that is missed extinguishes all.

    # The last days and what was missed are published; the sum is that of one right:
    # https://marketscreener.com/quote/stock/BRISTOL-MYERS-SQUIBB-COMP-11877/news/BRISTOL-MYERS-SQUIBB-CO-Other-Events-Financial-Statements-and-Exhibits-form-8-K-32115861
    Scenario: The day after the last day of the second, which nobody had reached
      When 2020 is closed
      Then nothing is due under "approvals"

    Scenario: A day late is too late
      Given holder claims "approvals:ide-cel", reached on 2021-03-31, with evidence "approval.pdf"
      When holder claims "approvals:liso-cel", reached on 2021-01-01, with evidence "approval.pdf"
      Then nothing is due under "approvals"

  Rule: What was reached and is withdrawn takes the sum back.

    Scenario: An approval is withdrawn
      Given holder claims "approvals:liso-cel", reached on 2020-12-01, with evidence "approval.pdf"
      And holder claims "approvals:ide-cel", reached on 2020-12-02, with evidence "approval.pdf"
      When M1 is reversed because "of another medicine"
      Then "approvals" makes due:
        | recorded with | amount | because                          |
        | M3            |   9.00 | all reached in time              |
        | M1            |  -9.00 | not all reached in time any more |
        | total         |   0.00 |                                  |
