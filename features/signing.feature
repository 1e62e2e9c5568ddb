Feature: Signing
  An Agreement is written as a document and checked before it is signed. What was signed is sealed: its terms, its
  defaults and the hash of the document cannot be changed afterwards. An Agreement signed by mistake may be voided as
  long as nothing has been recorded under it.

  Rule: A document with mistakes is not signed, and every mistake is named at once, with its line and what would be right.

    Scenario: Shares of 99%, a party that nobody named, a rate of thirty, and a part that is not built yet
      Given the agreement "joint" between trust and company, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { trust: 39%, company: 60% } |
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | compny              |
        | to   | trust               |
        | rate | 30                  |
        | term | 10 years            |
      When it is signed
      Then it is refused:
        """
        there are 4 mistakes.
          line 12, clauses.development-cost.shares: the shares add up to 99%, not 100%: 1% is missing: correct one of trust, company
          line 16, clauses.royalty.from: there is no party 'compny': did you mean 'company'?
          line 18, clauses.royalty.rate: '30' as a share is more than the whole: did you mean 30%?
          line 19, clauses.royalty.term: 'term' is not built yet: leave it out for now; it will be a royalty term by country
        """
      And nothing more is recorded

    Scenario: Thirds written as 33.33%
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                          |
        | of     | development                         |
        | shares | { a: 33.33%, b: 33.33%, c: 33.33% } |
      When it is signed
      Then it is refused:
        """
        there is 1 mistake.
          line 13, clauses.development-cost.shares: the shares add up to 99.99%, not 100%: 0.01% is missing: correct one of a, b, c
        """

  Rule: What is left out has a default, and the default is signed with the rest.

    Scenario: A royalty that says only what it must
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 6.5%                |
      When it is signed
      Then the signed terms say:
        """
        Contract years begin on 1 January: 2026 is 1 January 2026 to 31 December 2026.
        company pays trust.
        The rate is 6.5%.
        Sales are reported within 45 days after quarter end and paid within 30 days after report.
        Amounts are rounded by contract year.
        What is booked counts as paid out of sales for whoever owes it, and as reward for whoever is owed it
        """

    Scenario: Nothing is said of the day of payment, and 75 days after the quarter's end hold
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 6.5%                |
      And it is signed
      When these sales are recorded:
        | on         | amount |
        | 2026-02-28 | 100.00 |
      Then "royalty" makes due:
        | for     | party | amount | because       | payable by |
        | 2026-Q1 | trust |   6.50 | 100.00 x 6.5% | 2026-06-14 |
        | total   |       |   6.50 |               |            |

  Rule: The id of an agreement is never used twice, not even after voiding.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 6.5%                |
      And it is signed

    Scenario: The same document is signed again
      When it is signed
      Then it is refused:
        """
        There is an agreement 'licence' in this ledger already (agreement). Give the new one another id in its first line; an id is never used twice, not even after voiding.
        """
      And nothing more is recorded

  Rule: An agreement is voided only as long as nothing has been recorded under it, and takes nothing more afterwards.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 6.5%                |
      And it is signed

    Scenario: Voided on the day it was signed
      When it is voided because "the wrong draft was signed"
      Then the history is:
        | event | what happened      | why                        |
        | 1     | licence was signed |                            |
        | 2     | licence was voided | the wrong draft was signed |

    Scenario: Sales under a voided agreement
      Given it is voided because "the wrong draft was signed"
      When these sales are recorded:
        | on         | amount |
        | 2026-01-31 | 100.00 |
      Then it is refused:
        """
        licence was voided. Sign the agreement anew under another id.
        """
      And nothing is due under "royalty"

    Scenario: A penny of sales was recorded, and reversed
      Given these sales are recorded:
        | on         | amount |
        | 2026-01-31 |   0.01 |
      And S1 is reversed because "recorded under the wrong agreement"
      When it is voided because "the wrong draft was signed"
      Then it is refused:
        """
        licence has 1 fact recorded under it and cannot be voided. Reverse what was recorded by mistake; an agreement that was lived under is ended, not voided.
        """
