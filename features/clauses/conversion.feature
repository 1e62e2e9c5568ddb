Feature: Conversion
  Sales, income and costs are often reported in other currencies than that of the agreement. The terms say at which rate
  they are converted. Each amount is rounded to the penny as it is converted, and then counts as if it had been recorded
  in the currency of the agreement: bands, thresholds and minimums are in that currency.

  Background:
    Given the agreement "pump" between trust and company, in GBP from 2026-01-01
    And its clause "royalty":
      | kind | royalty           |
      | on   | net sales of pump |
      | from | company           |
      | to   | trust             |
      | rate | 6%                |

  Rule: The contract may fix the rates.

    Background:
      Given its clause "currencies":
        | kind  | conversion                                              |
        | rate  | contract                                                |
        | rates | { EUR: 0.8550, USD: 0.7900, JPY: 0.00525, KWD: 2.5830 } |
      And it is signed

    Scenario: Two currencies are converted, then added, then earn the royalty
      When these sales are recorded:
        | on         | amount         |
        | 2026-03-31 | EUR 400,000.00 |
        | 2026-03-31 | USD 300,000.00 |
      Then "royalty" makes due:
        | party | amount    | because                                                                       |
        | trust | 34,740.00 | EUR 400,000.00 x 0.8550 = 342,000.00 and USD 300,000.00 x 0.7900 = 237,000.00 |
        | total | 34,740.00 |                                                                               |

    Scenario: Yen have no decimals, dinars have three
      When these sales are recorded:
        | on         | amount        |
        | 2026-03-31 | JPY 1,000,001 |
        | 2026-03-31 | KWD 1,234.567 |
      Then "royalty" makes due:
        | party | amount | because                                                                  |
        | trust | 506.33 | JPY 1,000,001 x 0.00525 = 5,250.01 and KWD 1,234.567 x 2.5830 = 3,188.89 |
        | total | 506.33 |                                                                          |

    Scenario: A currency without a rate
      When these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | CHF 100.00 |
      Then it is refused:
        """
        The contract fixes no rate of CHF; it has EUR, USD, JPY, KWD. Write the amount in GBP, or amend the terms.
        """
      And nothing more is recorded

  Rule: An average rate is recorded once it is published, and what it converts waits for it.

    Background:
      Given its clause "currencies":
        | kind   | conversion                       |
        | rate   | average of the quarter           |
        | source | the Bank of England's spot rates |
      And it is signed

    Scenario: Sales before the rate is there
      When these sales are recorded:
        | on         | amount         |
        | 2026-02-10 | EUR 400,000.00 |
      Then it is refused:
        """
        There is no rate of EUR for 2026-Q1, and it is converted at the average of the quarter. First: pledger record rate pump EUR RATE --for 2026-Q1 --evidence FILE.
        """
      And nothing more is recorded

    Scenario: A rate of another time than the terms mean
      When these rates are recorded:
        | currency | rate   | for     | party |
        | EUR      | 0.8550 | 2026-02 | trust |
      Then it is refused:
        """
        pump converts at the average of the quarter; 2026-02 is not that (--for). Write --for 2026-Q1.
        """
      And nothing more is recorded

    Scenario: The rate is corrected, and what it had converted with it
      Given these rates are recorded:
        | currency | rate   | for     | party |
        | EUR      | 0.8550 | 2026-Q1 | trust |
      And these sales are recorded:
        | on         | amount         |
        | 2026-02-10 | EUR 400,000.00 |
      When these rates are recorded:
        | rate   | restates | party |
        | 0.8600 | FX1      | trust |
      Then "royalty" makes due:
        | recorded with | amount    | because                              | true-up |
        | S1            | 20,520.00 | EUR 400,000.00 x 0.8550 = 342,000.00 | no      |
        | FX2           |    120.00 | EUR 400,000.00 x 0.8600 = 344,000.00 | yes     |
        | total         | 20,640.00 |                                      |         |

    Scenario: A rate that something rests on is not taken back
      Given these rates are recorded:
        | currency | rate   | for     | party |
        | EUR      | 0.8550 | 2026-Q1 | trust |
      And these sales are recorded:
        | on         | amount         |
        | 2026-02-10 | EUR 400,000.00 |
      When FX1 is reversed because "a slip"
      Then it is refused:
        """
        FX1 converts S1. Record the right one: pledger record rate pump EUR RATE --restates FX1.
        """
      And nothing more is recorded
