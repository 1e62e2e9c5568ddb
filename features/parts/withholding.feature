Feature: Withholding tax
  The law may oblige the Licensee to withhold tax from a Royalty and to pay it for the Licensor. The Licensor then
  receives the Royalty less the tax, and gross is net and tax, to the penny. Where the Royalty is grossed up, the
  Licensee adds as much as leaves the Licensor with what it would have had.

  Background:
    Given the agreement "licence" between company, trust and university, in GBP from 2026-01-01

  Rule: The payee bears the tax, of all that the royalty comes to with its parts.

    Background:
      Given its clause "royalty":
        | kind        | royalty                         |
        | on          | net sales of device             |
        | from        | company                         |
        | to          | { trust: 2/3, university: 1/3 } |
        | rate        | 10%                             |
        | cap         | { amount: 150 }                 |
        | withholding | { rate: 15% }                   |
      And it is signed

    Scenario: Under a cap, and with a return
      When these sales are recorded:
        | ref   | on         | amount   |
        | sold  | 2026-02-10 | 1,000.00 |
        | above | 2026-05-10 | 1,000.00 |
        | back  | 2026-08-10 |  -700.00 |
      Then "royalty:withholding" makes due:
        | recorded with | for     | amount | because                                   |
        | sold          | 2026-Q1 | -15.00 | -100.00 x 15% x 2/3 + -100.00 x 15% x 1/3 |
        | above         | 2026-Q2 |  -7.50 | -50.00 x 15% x 2/3 + -50.00 x 15% x 1/3   |
        | back          | 2026-Q3 |   3.00 | 20.00 x 15% x 2/3 + 20.00 x 15% x 1/3     |
        | total         |         | -19.50 |                                           |
      And after 2026-Q1 these payments would settle everything:
        | clause  | pays    | receives   | amount |
        | royalty | company | trust      |  56.67 |
        | royalty | company | university |  28.33 |
        | total   |         |            |  85.00 |

  Rule: Grossed up, the payee has what it would have had, and the payer bears the tax.

    Background:
      Given its clause "royalty":
        | kind        | royalty                        |
        | on          | net sales of device            |
        | from        | company                        |
        | to          | trust                          |
        | rate        | 10%                            |
        | withholding | { rate: 10%, grossed up: yes } |
      And it is signed

    Scenario: What is added is what is withheld
      When these sales are recorded:
        | on         | amount   |
        | 2026-02-10 | 1,000.00 |
      Then "royalty:gross-up" makes due:
        | party | amount | because      |
        | trust |  11.11 | 100.00 x 1/9 |
        | total |  11.11 |              |
      And "royalty:withholding" makes due:
        | party | amount | because                           |
        | trust | -11.11 | tax of 10% withheld for the payee |
        | total | -11.11 |                                   |
      And the shares of risk and reward are:
        | party      | accrued |
        | company    |    0.00 |
        | trust      |  100.00 |
        | university |    0.00 |
        | total      |  100.00 |
