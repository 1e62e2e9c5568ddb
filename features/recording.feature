Feature: Recording
  What happened is recorded once, with the day on which it happened, by whom and for whom. Every fact has a reference.
  What cannot be right is refused whole: a fact is recorded with everything that it makes due, or not at all.

  Background:
    Given the agreement "licence" between company, trust and university, in GBP from 2026-04-01
    And its contract years are NHS
    And its term ends on 2027-03-31
    And its clause "development-cost":
      | kind   | cost share                   |
      | of     | development                  |
      | shares | { company: 50%, trust: 50% } |
    And its clause "royalty":
      | kind | royalty             |
      | on   | net sales of device |
      | from | company             |
      | to   | trust               |
      | rate | 6.5%                |
    And it is signed

  Rule: A fact without a reference of its own gets the next number of its kind, and no reference is used twice.

    Scenario: Numbers go on, whatever other references there are
      When these sales are recorded:
        | ref | on         | amount |
        |     | 2026-04-30 | 100.00 |
        | May | 2026-05-31 | 200.00 |
        |     | 2026-06-30 | 300.00 |
      Then "royalty" makes due:
        | recorded with | amount | because       |
        | S1            |   6.50 | 100.00 x 6.5% |
        | May           |  13.00 | 300.00 x 6.5% |
        | S3            |  19.50 | 600.00 x 6.5% |
        | total         |  39.00 |               |

    Scenario: A reference that is taken, in other letters
      Given these sales are recorded:
        | ref | on         | amount |
        | May | 2026-05-31 | 200.00 |
      When these costs are recorded:
        | ref | on         | paid by | amount |
        | MAY | 2026-05-31 | trust   |  10.00 |
      Then it is refused:
        """
        The reference MAY is taken in licence (--ref). See it with: pledger explain licence; or leave --ref out.
        """
      And nothing more is recorded

  Rule: A fact is dated within the term of the agreement, both days included.

    Scenario: The first day and the last
      When these sales are recorded:
        | on         | amount |
        | 2026-04-01 | 100.00 |
        | 2027-03-31 | 100.00 |
      Then "royalty" makes due:
        | for          | amount | because       |
        | FY2026/27-Q1 |   6.50 | 100.00 x 6.5% |
        | FY2026/27-Q4 |   6.50 | 100.00 x 6.5% |
        | total        |  13.00 |               |

    Scenario: The day before the first
      When these sales are recorded:
        | on         | amount |
        | 2026-03-31 | 100.00 |
      Then it is refused:
        """
        The sale is dated 2026-03-31, before licence takes effect on 2026-04-01 (--on). Correct the date, or record it under the agreement that held then.
        """
      And nothing more is recorded

    Scenario: The day after the last
      When these sales are recorded:
        | on         | amount |
        | 2027-04-01 | 100.00 |
      Then it is refused:
        """
        The sale is dated 2027-04-01, after the term of licence ended on 2027-03-31 (--on). Correct the date, or sign an agreement that covers it.
        """
      And nothing more is recorded

  Rule: A request that is sent twice under one key is recorded once; another request under the same key is refused.

    Background:
      Given these sales are recorded:
        | on         | amount | key   |
        | 2026-04-30 | 100.00 | april |

    Scenario: The same request again
      When these sales are recorded:
        | on         | amount | key   |
        | 2026-04-30 | 100.00 | april |
      Then nothing more is recorded
      And "royalty" makes due:
        | party | amount | because       |
        | trust |   6.50 | 100.00 x 6.5% |
        | total |   6.50 |               |

    Scenario: A penny more under the same key
      When these sales are recorded:
        | on         | amount | key   |
        | 2026-04-30 | 100.01 | april |
      Then it is refused:
        """
        The idempotency key 'april' was used before, for another request (event 2). Use a new key for a new request.
        """
      And nothing more is recorded

  Rule: A dry run says what would be booked, and records nothing.

    Scenario: A first sale is tried
      When these sales are tried as a dry run:
        | on         | amount |
        | 2026-04-30 | 100.00 |
      Then the dry run would book 6.50 to trust
      And nothing is due under "royalty"
      And nothing more is recorded

    Scenario: What would be refused is refused in a dry run too
      When these sales are tried as a dry run:
        | on         | amount |
        | 2026-04-30 |   0.00 |
      Then it is refused:
        """
        An amount of nothing records nothing. Write the amount that was meant.
        """
      And nothing more is recorded

  Rule: A fact belongs to the party on whose behalf it is recorded, if one is named, and not to the party that records it.

    Scenario: The university records a cost that the trust paid
      When these costs are recorded:
        | on         | party      | on behalf of | amount   |
        | 2026-04-30 | university | trust        | 1,000.00 |
      Then under "development-cost" each party receives what it paid less what it bears:
        | party   | paid     | bears    | receives |
        | trust   | 1,000.00 |   500.00 |   500.00 |
        | company |     0.00 |   500.00 |  -500.00 |
        | total   | 1,000.00 | 1,000.00 |     0.00 |

    Scenario: The sales are those of the party that the clause names
      When these sales are recorded:
        | on         | party | on behalf of | amount |
        | 2026-04-30 | trust | university   | 100.00 |
      Then it is refused:
        """
        The sales are those of company, not of university (--on-behalf-of). Leave it out, or name company.
        """
      And nothing more is recorded

  Rule: Amounts are in the agreement's currency, and in no smaller unit than it has.

    Scenario: Half a penny
      When these sales are recorded:
        | on         | amount   |
        | 2026-04-30 | 100.0050 |
      Then it is refused:
        """
        '100.005' has more decimals than the 2 of GBP: write 100.01, or the amount that was meant.
        """
      And nothing more is recorded

    Scenario: Euros under an agreement in pounds
      When these sales are recorded:
        | on         | amount     |
        | 2026-04-30 | EUR 100.00 |
      Then it is refused:
        """
        'EUR 100' is not in GBP: write the amount in GBP.
        """
      And nothing more is recorded

  Rule: Each command answers in sentences what it booked, for whom, why, and under which reference.

    Scenario: A sale at the prompt
      When somebody types at the prompt:
        """
        pledger record sales licence 1,000.10 --on 2026-06-30 --party company
        """
      Then the answer is:
        """
        Recorded as licence/S1: sales of device, GBP 1,000.10, on 30 June 2026, by company.
        Booked for FY2026/27-Q1 under royalty, payable by 13 September 2026:
          company owes trust GBP 65.01 (E2.1): net sales of device, on top of 0.00 in the contract year
          before this period: 1,000.10 x 6.5% = 65.0065.
        Next: pledger explain licence --entry E2.1
        """

  Rule: A fact dated in the future is recorded as it was given, with a warning.

    Scenario: Tomorrow's sale, today
      When somebody types at the prompt:
        """
        pledger record sales licence 100.00 --on 2026-07-01 --today 2026-06-30
        """
      Then the answer is:
        """
        Recorded as licence/S1: sales of device, GBP 100.00, on 1 July 2026, by company.
        Booked for FY2026/27-Q2 under royalty, payable by 14 December 2026:
          company owes trust GBP 6.50 (E2.1): net sales of device, on top of 0.00 in the contract year
          before this period: 100.00 x 6.5% = 6.50.
        Next: pledger explain licence --entry E2.1
        pledger: warning: 2026-07-01 lies in the future. It is recorded as it was given; reverse it if that was a slip.
        """

  Rule: Money paid settles what the same payer owes the same payee, the oldest due date first.

    Scenario: A payment covers the first quarter and a penny of the second
      Given these sales are recorded:
        | on         | amount   |
        | 2026-06-30 | 1,000.00 |
        | 2026-09-30 | 1,000.00 |
      When these payments are recorded:
        | on         | from    | to    | amount |
        | 2026-10-01 | company | trust |  65.01 |
      Then the account of trust under "royalty" for FY2026/27-Q3 is:
        | what    | for          | amount | balance | because                  |
        | opening |              | -      |  130.00 |                          |
        | payment | FY2026/27-Q1 | -65.00 |   65.00 | paid by company to trust |
        | payment | FY2026/27-Q2 |  -0.01 |   64.99 | paid by company to trust |
        | closing |              | -      |   64.99 |                          |

  Rule: Money paid before anything is due is an advance, and settles what falls due later until it is used up.

    Scenario: An advance of 80.00 covers the first quarter and part of the second
      Given these payments are recorded:
        | on         | from    | to    | amount |
        | 2026-04-01 | company | trust |  80.00 |
      When these sales are recorded:
        | on         | amount   |
        | 2026-06-30 | 1,000.00 |
        | 2026-09-30 | 1,000.00 |
      Then the account of trust under "royalty" for FY2026/27 is:
        | what    | for          | amount | balance | because                  |
        | opening |              | -      |    0.00 |                          |
        | entry   | FY2026/27-Q1 |  65.00 |   65.00 | 1,000.00 x 6.5%          |
        | payment | FY2026/27-Q1 | -65.00 |    0.00 | paid by company to trust |
        | entry   | FY2026/27-Q2 |  65.00 |   65.00 | 1,000.00 x 6.5%          |
        | payment | FY2026/27-Q2 | -15.00 |   50.00 | paid by company to trust |
        | closing |              | -      |   50.00 |                          |
      And after FY2026/27-Q2 these payments would settle everything:
        | pays    | receives | amount |
        | company | trust    |  50.00 |
        | total   |          |  50.00 |
