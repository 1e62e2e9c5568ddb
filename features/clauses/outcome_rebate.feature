Feature: Outcome rebate
  A medicine is paid for whether it helps or not. For every patient whom it did not help the company gives back the price
  of the agreed cycles, if the trust claims it within the Claim Window. What is claimed later is lost, and shown as lost.

  Background:
    Given the agreement "response" between company and trust, in GBP from 2026-01-01
    And its clause "rebate":
      | kind         | outcome rebate |
      | outcome      | response       |
      | price        | 3,000          |
      | cycles       | 4              |
      | claim within | 60 days        |
      | from         | company        |
      | to           | trust          |
      | accepted by  | company        |
    And it is signed

  Rule: The price of the cycles is given back for everybody claimed inside the window; later claims are lost.

    Scenario: Twelve of fourteen were claimed by the last day, two on the day after it
      Given these non-responders are recorded:
        | ref  | on         | party | patients | claimed on |
        | soon | 2026-05-01 | trust | 12       | 2026-06-30 |
        | late | 2026-05-01 | trust | 2        | 2026-07-01 |
      And company accepts late on 2026-07-02
      When company accepts soon on 2026-07-02
      Then "rebate" makes due:
        | for     | party | amount     | because                                                                             | payable by |
        | 2026-Q2 | trust | 144,000.00 | 14 people claimed, at 12,000.00: 168,000.00 + 2 people claimed too late: -24,000.00 | 2026-07-30 |
        | total   |       | 144,000.00 |                                                                                     |            |
      And as on 2026-07-03 this is unpaid:
        | cause            | from    | to    | under  | since      | amount    | why                                                                  |
        | claimed too late | company | trust | rebate | 2026-06-30 | 24,000.00 | late, of 2026-05-01, claimed on 2026-07-01, 1 day after the last day |
        | total            |         |       |        |            | 24,000.00 |                                                                      |

    Scenario: A claim that is reversed gives nothing back
      Given these non-responders are recorded:
        | ref  | on         | party | patients | claimed on |
        | soon | 2026-05-01 | trust | 1        | 2026-05-01 |
      And company accepts soon on 2026-05-02
      When soon is reversed because "it did help"
      Then "rebate" makes due:
        | recorded with | party | amount | because                             |
        | soon          | trust |   0.00 | no response, claimed within 60 days |
        | total         |       |   0.00 |                                     |

  Rule: A claim counts once the company has accepted it, and is never made before the day.

    Scenario: Claimed, and not accepted
      When these non-responders are recorded:
        | on         | party | patients | claimed on |
        | 2026-05-01 | trust | 12       | 2026-06-30 |
      Then nothing is due under "rebate"

    Scenario: A claim dated before the day
      When these non-responders are recorded:
        | on         | party | patients | claimed on |
        | 2026-05-01 | trust | 12       | 2026-04-30 |
      Then it is refused:
        """
        It can't be claimed before the day itself, 2026-05-01 (--claimed-on). Write 2026-05-01 or a later day.
        """
      And nothing more is recorded
