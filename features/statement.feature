Feature: Statement
  After the end of each Quarter every Party receives a statement of its account under each clause: the balance carried
  forward, every movement with its reason, the balance at the end, and who pays whom to settle it.

  Rule: The opening balance and the movements add up to the closing balance, and over all parties balances add up to nothing.

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
      Then the balances for 2026-Q2 are:
        | party | clause           | opening | movements | closing |
        | a     | development-cost |   66.66 |    -33.33 |   33.33 |
        | b     | development-cost |  -33.33 |     33.33 |    0.00 |
        | c     | development-cost |  -33.33 |      0.00 |  -33.33 |
        | total |                  |    0.00 |      0.00 |    0.00 |
      And after 2026-Q2 these payments would settle everything:
        | pays  | receives | amount |
        | c     | a        |  33.33 |
        | total |          |  33.33 |

  Rule: A balancing payment goes from those who bear more than they paid to those who paid more than they bear.

    Scenario: Two parties pay what a third is owed
      Given the agreement "joint" between a, b and c, in GBP from 2026-01-01
      And its clause "development-cost":
        | kind   | cost share                 |
        | of     | development                |
        | shares | { a: 50%, b: 30%, c: 20% } |
      And it is signed
      When these costs are recorded:
        | on         | paid by | amount     |
        | 2026-01-10 | a       | 100,000.01 |
        | 2026-02-20 | b       |  20,000.00 |
      Then after 2026-Q1 these payments would settle everything:
        | pays  | receives | amount    |
        | b     | a        | 16,000.00 |
        | c     | a        | 24,000.00 |
        | total |          | 40,000.00 |

  Rule: A movement for an earlier quarter is called a true-up, with the quarter it is for and the fact that caused it.

    Scenario: Sales restated upwards across an edge
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                       |
        | on   | net sales of device                                           |
        | from | company                                                       |
        | to   | trust                                                         |
        | rate | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 7% }] } |
      And it is signed
      And these sales are recorded:
        | ref | on         | amount     |
        | Q1  | 2026-03-31 | 900,000.00 |
        | Q2  | 2026-06-30 | 100,000.00 |
      When these sales are recorded:
        | ref      | restates | amount     |
        | Q1-final | Q1       | 900,001.00 |
      Then the account of trust under "royalty" for 2026 is:
        | what    | for     | amount    | balance   | because                                                     |
        | opening |         | -         |      0.00 |                                                             |
        | entry   | 2026-Q1 | 45,000.00 | 45,000.00 | 900,000.00 x 5%                                             |
        | true-up | 2026-Q1 |      0.05 | 45,000.05 | true-up for 2026-Q1, caused by licence/Q1-final             |
        | entry   | 2026-Q2 |  5,000.00 | 50,000.05 | 100,000.00 x 5%                                             |
        | true-up | 2026-Q2 |      0.02 | 50,000.07 | true-up for 2026-Q2, caused by licence/Q1-final + 1.00 x 7% |
        | closing |         | -         | 50,000.07 |                                                             |

  Rule: Where returns leave a payee owing, nothing is paid back: the balance is a credit, which later royalties use up first.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                        |
        | on   | net sales of device                                            |
        | from | company                                                        |
        | to   | trust                                                          |
        | rate | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 10% }] } |
      And it is signed
      And these sales are recorded:
        | on         | amount       |
        | 2026-03-31 | 1,200,000.00 |
      And these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-06-14 | company | trust | 70,000.00 |

    Scenario: A payment, a return that un-crosses the edge, and the balance carried forward
      When these sales are recorded:
        | on         | amount      |
        | 2026-06-30 | -300,000.00 |
        | 2026-09-30 |  400,000.00 |
      Then the account of trust under "royalty" for 2026-Q2 is:
        | what    | for     | amount     | balance    | because                              |
        | opening |         | -          |  70,000.00 |                                      |
        | payment | 2026-Q1 | -70,000.00 |       0.00 | paid by company to trust             |
        | entry   | 2026-Q2 | -25,000.00 | -25,000.00 | -200,000.00 x 10% + -100,000.00 x 5% |
        | closing |         | -          | -25,000.00 |                                      |
      And after 2026-Q2 these payments would settle everything:
        | pays  | receives | amount |
        | total |          |   0.00 |
      And the account of trust under "royalty" for 2026-Q3 is:
        | what    | for     | amount    | balance    | because                            |
        | opening |         | -         | -25,000.00 |                                    |
        | entry   | 2026-Q3 | 35,000.00 |  10,000.00 | 100,000.00 x 5% + 300,000.00 x 10% |
        | closing |         | -         |  10,000.00 |                                    |
      And after 2026-Q3 these payments would settle everything:
        | pays    | receives | amount    |
        | company | trust    | 10,000.00 |
        | total   |          | 10,000.00 |

    Scenario: A quarter that no contract year has
      When the statement for 2026-Q5 is asked for
      Then it is refused:
        """
        '2026-Q5' is not a period (licence). Write 2026, 2026-Q2 or 2026-05 (calendar), FY2026/27 or FY2026/27-Q2 (the contract year).
        """

  Rule: Where the parties agreed that overpayments are paid back, the payee owes what returns take away.

    Scenario: The same return under terms that say so
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind     | royalty             |
        | on       | net sales of device |
        | from     | company             |
        | to       | trust               |
        | rate     | 5%                  |
        | overpaid | paid back           |
      And it is signed
      And these sales are recorded:
        | on         | amount     |
        | 2026-03-31 | 200,000.00 |
      And these payments are recorded:
        | on         | from    | to    | amount    |
        | 2026-06-14 | company | trust | 10,000.00 |
      When these sales are recorded:
        | on         | amount     |
        | 2026-06-30 | -40,000.00 |
      Then after 2026-Q2 these payments would settle everything:
        | pays  | receives | amount   |
        | trust | company  | 2,000.00 |
        | total |          | 2,000.00 |

  Rule: Every figure is explained from the words of the clause down to the facts.

    Scenario: A royalty across an edge
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind    | royalty                                                                               |
        | article | "6.1"                                                                                 |
        | wording | The Licensee shall pay five per cent on Net Sales up to one million, and seven above. |
        | on      | net sales of device                                                                   |
        | from    | company                                                                               |
        | to      | trust                                                                                 |
        | rate    | { bands: [{ up to: 1m, rate: 5% }, { above: 1m, rate: 7% }] }                         |
      And it is signed
      When these sales are recorded:
        | on         | amount       |
        | 2026-03-31 | 1,000,000.50 |
      Then the explanation of "royalty" says:
        """
        The document says: "The Licensee shall pay five per cent on Net Sales up to one million, and seven above."
        2026-Q1: company owes trust GBP 50,000.04
        entry E2.1 for 2026-Q1: company owes trust GBP 50,000.04, booked on 2026-03-31, payable by 2026-06-14
        up to 1,000,000.00: 1,000,000.00 x 5% = 50,000.00
        above 1,000,000.00: 0.50 x 7% = 0.035
        together, exactly: 50,000.035
        rounded, so that all shares add up: 50,000.04
        caused by licence/S1: sales of device, GBP 1,000,000.50, by company on 2026-03-31
        """

  Rule: A statement that was issued stays as it was, and what is now known of its period stands beside it.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      And its clause "development-cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { trust: 40%, company: 60% } |
      And it is signed
      And these sales are recorded:
        | ref | on         | amount     |
        | Q1  | 2026-03-31 | 900,000.00 |
      And these costs are recorded:
        | on         | paid by | amount   |
        | 2026-02-01 | company | 1,000.00 |

    Scenario: Sales are restated after the quarter was closed
      Given 2026-Q1 is closed
      And these sales are recorded:
        | ref      | restates | amount     |
        | Q1-final | Q1       | 950,000.00 |
      When somebody types at the prompt:
        """
        pledger statement --period 2026-Q1 --issued
        """
      Then the answer says:
        """
        Line by line
        Party     Clause            For      What  As issued (GBP)  As now known (GBP)  Difference (GBP)
        ────────────────────────────────────────────────────────────────────────────────────────────────
        company   royalty           2026-Q1  due        -90,000.00          -95,000.00         -5,000.00
        company   development-cost  2026-Q1  due            400.00              400.00              0.00
        trust     royalty           2026-Q1  due         90,000.00           95,000.00          5,000.00
        trust     development-cost  2026-Q1  due           -400.00             -400.00              0.00
        ────────────────────────────────────────────────────────────────────────────────────────────────
        Together  –                 –        –                0.00                0.00              0.00
        """

    Scenario: A quarter that is not closed has no statement that was issued
      When somebody types at the prompt:
        """
        pledger statement --period 2026-Q1 --issued
        """
      Then the answer is:
        """
        pledger: 2026-Q1 is not closed: no statement of it was issued (licence). Issue it with pledger close licence 2026-Q1, or name when it was told: --since DATE.
        """

  Rule: By accounting standard each clause is classed by its kind.

    Scenario: A royalty on sales is revenue once the sale occurs
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
      When somebody types at the prompt:
        """
        pledger statement --period 2026-Q1 --standards --today 2026-06-30
        """
      Then the answer says:
        """
        How each clause is classed
        Clause   Kind     IFRS 15                     ASC 808                     IFRS 11
        ────────────────────────────────────────────────────────────────────────────────────────────────────
        royalty  royalty  royalty on sales: revenue   customer: as ASC            no share of a joint
                          once the sale occurs (B63)  606-10-55-65                operation
        """
