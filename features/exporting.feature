Feature: Journals
  The Ledger is written as a journal in double entry, which an accounting program of somebody else's reads: every sum that
  was booked, paid or waived is a transaction that balances, in accounts of each Party under each clause. What has accrued
  or is disputed moves no balance, and is left out.

  Rule: Every transaction balances, and a party's receivable and payable under a clause are together its balance.

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
        | 2026-06-30 | 200,000.00 |

    Scenario: A royalty of two quarters, one of them paid, and a part of the other waived
      Given trust waives 500.00 of royalty@2026-Q2 on 2026-07-01, because "a rounding dispute"
      When these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-07-15 | company | trust | 90,000.00 |
      Then beancount reads the journal without a complaint, and its accounts stand at:
        | account                                            | amount      |
        | Assets:Licence:Company:Cash                        |  -90,000.00 |
        | Assets:Licence:Trust:Cash                          |   90,000.00 |
        | Assets:Licence:Trust:Receivable:Royalty            |   19,500.00 |
        | Expenses:Licence:Company:Paid-Out-Of-Sales:Royalty |  110,000.00 |
        | Expenses:Licence:Trust:Waived:Royalty              |      500.00 |
        | Income:Licence:Company:Waived:Royalty              |     -500.00 |
        | Income:Licence:Trust:Reward:Royalty                | -110,000.00 |
        | Liabilities:Licence:Company:Payable:Royalty        |  -19,500.00 |
        | total                                              |        0.00 |
      And the balances for 2026-Q3 are:
        | party   | clause  | opening     | movements  | closing    |
        | company | royalty | -110,000.00 |  90,500.00 | -19,500.00 |
        | trust   | royalty |  110,000.00 | -90,500.00 |  19,500.00 |
        | total   |         |        0.00 |       0.00 |       0.00 |

  Rule: A cost that is shared goes through a common pot, whose two sides add up to nothing.

    Scenario: A cost shared by thirds, and a first payment of it
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                 |
        | of     | development                |
        | shares | { a: 1/3, b: 1/3, c: 1/3 } |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount |
        | 2026-03-31 | a       | 100.00 |
      When these payments are recorded:
        | on         | from | to | amount |
        | 2026-04-30 | b    | a  |  33.33 |
      Then beancount reads the journal without a complaint, and its accounts stand at:
        | account                                            | amount  |
        | Assets:Joint:A:Cash                                |   33.33 |
        | Assets:Joint:A:Receivable:Development-cost         |   66.67 |
        | Assets:Joint:B:Cash                                |  -33.33 |
        | Assets:Joint:Venture:Receivable:Development-cost   |  100.00 |
        | Expenses:Joint:A:Risk:Development-cost             |   33.34 |
        | Expenses:Joint:B:Risk:Development-cost             |   33.33 |
        | Expenses:Joint:C:Risk:Development-cost             |   33.33 |
        | Income:Joint:A:Cost-Recovery:Development-cost      | -100.00 |
        | Liabilities:Joint:A:Payable:Development-cost       |  -33.34 |
        | Liabilities:Joint:C:Payable:Development-cost       |  -33.33 |
        | Liabilities:Joint:Venture:Payable:Development-cost | -100.00 |
        | total                                              |    0.00 |

  Rule: A program that is not named is asked for, and nothing is written.

    Scenario: It is not said which program is to read the journal
      Given the agreement of the template "licence"
      And it is signed
      When somebody types at the prompt:
        """
        pledger export
        """
      Then the answer is:
        """
        pledger: It is not said which program is to read the journal. Add --format beancount, --format ledger or --format hledger.
        """
