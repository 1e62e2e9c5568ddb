Feature: Verification
  The auditor shall be able to prove that nothing was altered and to perform every sum again. What an engine once
  booked stays as it was booked: another version of the engine books a difference only when the parties adopt it.

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
      | ref | on         | amount   |
      | Q1  | 2026-03-31 | 1,234.50 |
      | Q2  | 2026-06-30 | 2,000.00 |

  Rule: A ledger that nobody altered is found whole, and every entry is what facts and terms give.

    Scenario: Two quarters of sales, one of them reversed
      Given Q2 is reversed because "entered twice"
      When the ledger is verified
      Then it is found whole

  Rule: A single altered digit is found, at the first event that was altered.

    Scenario: A penny is added to the sales of the first quarter
      Given somebody who may write the file changes 1,234.50 to 1,234.51 in event 2
      When the ledger is verified
      Then verification fails at event 2:
        """
        Event 2 is not as it was sealed: what is stored does not give the leaf that was sealed (agreement licence, version 2, sales-recorded.v1). Keep this file as it is, and compare it with a backup
        """

    Scenario: The rate in the signed terms is altered, and so are later sales
      Given somebody who may write the file changes 2,000.00 to 3,000.00 in event 3
      And somebody who may write the file changes 1/20 to 1/10 in event 1
      When the ledger is verified
      Then verification fails at event 1:
        """
        Event 1 is not as it was sealed: what is stored does not give the leaf that was sealed (agreement licence, version 1, agreement-signed.v1). Keep this file as it is, and compare it with a backup
        """

  Rule: A sum that facts and terms do not give is found, even where nothing was altered after it was recorded.

    Scenario: A faulty program booked a royalty of 5% at 5.1%
      Given the agreement "licence-2" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 5%                  |
      And it is signed
      And a faulty program worked the royalty on sales of 2,000.00 on 2026-09-30 out at 5.1%
      When the ledger is verified
      Then verification fails at event 5:
        """
        Entry E5.1 is not what facts and terms give: booked GBP 102.00 for 2026-Q3 under royalty/trust, worked out GBP 100.00 for 2026-Q3 under royalty/trust (event 5, agreement licence-2). Compare the ledger with a backup
        """

  Rule: Where a newer engine would book something else, nothing is recorded until it is adopted, and reading goes on.

    Background:
      Given a newer engine would work out royalties at 6%

    Scenario: Recording is refused
      When these sales are recorded:
        | on         | amount |
        | 2026-09-30 | 100.00 |
      Then it is refused:
        """
        The engine is now version 3, and would work out other entries for licence than version 2 booked. See them: pledger adopt-engine licence --reason ... --dry-run; then without --dry-run.
        """
      And nothing more is recorded
      And "royalty" makes due:
        | for     | amount | because       |
        | 2026-Q1 |  61.73 | 1,234.50 x 5% |
        | 2026-Q2 | 100.00 | 2,000.00 x 5% |
        | total   | 161.73 |               |

    Scenario: Adopting the engine books the difference as true-ups
      When the newer engine is adopted because "the parties agreed the reading of article 6.1"
      Then "royalty" makes due:
        | recorded with | for     | amount | because       | true-up |
        | Q1            | 2026-Q1 |  61.73 | 1,234.50 x 5% | no      |
        | Q2            | 2026-Q2 | 100.00 | 2,000.00 x 5% | no      |
        |               | 2026-Q1 |  12.34 | 1,234.50 x 6% | yes     |
        |               | 2026-Q2 |  20.00 | 2,000.00 x 6% | yes     |
        | total         |         | 194.07 |               |         |

    Scenario: What the earlier engine booked still verifies after the adoption
      Given the newer engine is adopted because "the parties agreed the reading of article 6.1"
      When the ledger is verified
      Then it is found whole

    Scenario: An engine is adopted once
      Given the newer engine is adopted because "the parties agreed the reading of article 6.1"
      When the newer engine is adopted because "again"
      Then it is refused:
        """
        licence is on engine 3 already. There is nothing to do.
        """

  Rule: A newer engine that works out the same figures needs no adoption.

    Scenario: Another version, and not a penny of difference
      Given a newer engine would work out royalties at 5%
      When these sales are recorded:
        | on         | amount |
        | 2026-09-30 | 100.00 |
      Then "royalty" makes due:
        | for     | amount | because       |
        | 2026-Q1 |  61.73 | 1,234.50 x 5% |
        | 2026-Q2 | 100.00 | 2,000.00 x 5% |
        | 2026-Q3 |   5.00 | 100.00 x 5%   |
        | total   | 166.73 |               |
