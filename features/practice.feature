Feature: Backups, copies and practice
  A backup is a copy of the whole Ledger, made while others record, and verified before it takes its name. A copy to
  practise on is one in which nothing counts, and every answer from it says so. Neither is ever written over a file. What
  answers are read from can be thrown away: it is built again from the Ledger.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty             |
      | on   | net sales of device |
      | from | company             |
      | to   | trust               |
      | rate | 10%                 |
    And it is signed
    And these sales are recorded:
      | on         | amount     |
      | 2026-03-31 | 900,000.00 |

  Rule: What is tried on a copy changes nothing in the ledger.

    Scenario: Somebody makes a copy to practise on
      When somebody types at the prompt:
        """
        pledger practice
        """
      Then the answer is:
        """
        Made practice.db, a copy of the ledger with 2 events to try things on: nothing in it counts, and
        every answer from it says so.
        Next: pledger agreement list --ledger practice.db
        """
      And "royalty" makes due:
        | for     | amount    | because          |
        | 2026-Q1 | 90,000.00 | 900,000.00 x 10% |
        | total   | 90,000.00 |                  |

  Rule: A file that exists is never written over.

    Scenario: Somebody names the ledger itself as the place of its backup
      When somebody types at the prompt:
        """
        pledger backup ledger.db
        """
      Then the answer is:
        """
        pledger: There is a file already (ledger.db). Choose another name.
        """

  Rule: A copy holds the same events under the same seal, and is verified before it is called one.

    Scenario: The ledger is moved to another file
      When somebody types at the prompt:
        """
        pledger copy ledger.db moved.db
        """
      Then the answer says:
        """
        Copied 2 events from ledger.db to moved.db, and verified the copy.
          size 2
        """

  Rule: What answers are read from holds nothing of its own, and is built again from the events.

    Scenario: Somebody throws the views away
      When somebody types at the prompt:
        """
        pledger views rebuild
        """
      Then the answer says:
        """
        Built the views again from 2 events
        """
      And "royalty" makes due:
        | for     | amount    | because          |
        | 2026-Q1 | 90,000.00 | 900,000.00 x 10% |
        | total   | 90,000.00 |                  |
