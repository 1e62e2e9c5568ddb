Feature: Credit of milestones and fees against a royalty
  Part of a milestone or fee that was due is creditable against the Royalty: so much of each payment at most, after
  reductions. What finds no room is carried forward, or lost, as agreed. If the milestone turns out not to have been
  reached, what was credited is payable again.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "approval":
      | kind | milestone      |
      | when | it is approved |
      | pays | 200,000        |
      | from | company        |
      | to   | trust          |
    And its clause "royalty":
      """
      kind: royalty
      on: net sales of device
      from: company
      to: trust
      rate: 10%
      credits:
        - { milestone: approval, creditable: 50%, at most: 25% of each payment }
      """
    And it is signed
    And trust claims "approval", reached on 2026-01-05, with evidence "certificate.pdf"

  Rule: Each payment of Royalty is lessened by at most a quarter, until all that is creditable has been credited.

    Scenario: Half of a milestone of 200,000 is credited over three quarters
      When these sales are recorded:
        | ref    | on         | amount       |
        | first  | 2026-02-10 | 1,200,000.00 |
        | second | 2026-05-10 | 1,600,000.00 |
        | third  | 2026-08-10 | 2,000,000.00 |
      Then "royalty:credit.approval" makes due:
        | recorded with | for     | amount      | because                                                                 |
        | first         | 2026-Q1 |  -30,000.00 | -200,000.00 x 50% + no room in this payment: 70,000.00                  |
        | second        | 2026-Q2 |  -40,000.00 | creditable from before: -70,000.00 + no room in this payment: 30,000.00 |
        | third         | 2026-Q3 |  -30,000.00 | at most 25% of it: -30,000.00                                           |
        | total         |         | -100,000.00 |                                                                         |
      And after 2026-Q3 these payments would settle everything:
        | clause   | pays    | receives | amount     |
        | approval | company | trust    | 200,000.00 |
        | royalty  | company | trust    | 380,000.00 |
        | total    |         |          | 580,000.00 |

    Scenario Outline: <sales> of sales leave room for <credited>
      When these sales are recorded:
        | on         | amount  |
        | 2026-02-10 | <sales> |
      Then "royalty:credit.approval" makes due:
        | party | amount      |
        | trust | -<credited> |
        | total | -<credited> |

      Examples: A penny either side of the last that can be credited
        | sales        | credited   |
        | 3,999,999.60 |  99,999.99 |
        | 4,000,000.00 | 100,000.00 |
        | 4,000,000.40 | 100,000.00 |

    Scenario: Returns alone leave no room
      When these sales are recorded:
        | on         | amount     |
        | 2026-02-10 | -50,000.00 |
      Then nothing is due under "royalty:credit.approval"

  Rule: A milestone that was claimed by mistake takes back what was credited for it.

    Scenario: The milestone is reversed after a quarter of royalties
      Given these sales are recorded:
        | on         | amount       |
        | 2026-02-10 | 1,200,000.00 |
      When M1 is reversed because "the approval was for another device"
      Then "royalty:credit.approval" makes due:
        | for     | party | amount | because                       | true-up |
        | 2026-Q1 | trust |   0.00 | less -30,000.00 booked before | yes     |
        | total   |       |   0.00 |                               |         |
      And after 2026-Q1 these payments would settle everything:
        | clause  | pays    | receives | amount     |
        | royalty | company | trust    | 120,000.00 |
        | total   |         |          | 120,000.00 |

  Rule: A milestone that is withdrawn is given back from that day, and the royalty that it had paid becomes payable.

    Scenario: Half of what was creditable had been used when it was withdrawn
      Given these sales are recorded:
        | on         | amount       |
        | 2026-02-10 | 2,000,000.00 |
      When company withdraws M1 on 2026-05-05 because "the approval was revoked"
      Then "royalty:credit.approval" makes due:
        | for     | party | amount     | because                                                                |
        | 2026-Q1 | trust | -50,000.00 | -200,000.00 x 50% + no room in this payment: 50,000.00                 |
        | 2026-Q2 | trust |  50,000.00 | creditable from before: -50,000.00 + 200,000.00 x 50%                  |
        | total   |       |       0.00 |                                                                        |
      And after 2026-Q2 these payments would settle everything:
        | clause  | pays    | receives | amount     |
        | royalty | company | trust    | 200,000.00 |
        | total   |         |          | 200,000.00 |

    Scenario: What was paid for it and what it had paid are set against each other
      Given these payments are recorded:
        | on         | from    | to    | amount     |
        | 2026-02-04 | company | trust | 200,000.00 |
      And these sales are recorded:
        | on         | amount       |
        | 2026-02-10 | 2,000,000.00 |
      When company withdraws M1 on 2026-05-05 because "the approval was revoked"
      Then after 2026-Q2 these payments would settle everything:
        | clause   | pays    | receives | amount     |
        | approval | trust   | company  | 200,000.00 |
        | royalty  | company | trust    | 200,000.00 |
        | total    |         |          | 400,000.00 |

  Rule: A credit lessens what is owed under the royalty; nobody owes it back while a royalty is unpaid.

    Scenario: The royalty less the credit is paid, against the royalty
      Given these sales are recorded:
        | on         | amount       |
        | 2026-02-10 | 1,200,000.00 |
      When these payments are recorded:
        | on         | from    | to    | amount    | against |
        | 2026-03-31 | company | trust | 90,000.00 | royalty |
      Then after 2026-Q1 these payments would settle everything:
        | clause   | pays    | receives | amount     |
        | approval | company | trust    | 200,000.00 |
        | total    |         |          | 200,000.00 |

  Rule: Only what the payer of the royalty pays itself can be credited.

    Scenario: The milestone is paid by another party
      Given the agreement "other" between company, university and trust, in GBP from 2026-01-01
      And its clause "approval":
        | kind | milestone      |
        | when | it is approved |
        | pays | 200,000        |
        | from | university     |
        | to   | trust          |
      And its clause "royalty":
        | kind    | royalty                   |
        | on      | net sales of device       |
        | from    | company                   |
        | to      | trust                     |
        | rate    | 10%                       |
        | credits | [{ milestone: approval }] |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 22, clauses.royalty.credits[1].milestone: 'approval' is not paid by 'company', who pays the royalty: name a clause with the same 'from'
        """
      And nothing more is recorded
