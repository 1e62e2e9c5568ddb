Feature: Comparing terms
  Before the Parties agree other terms they may ask what each of them would get under either, from what has happened
  or from what they expect to happen. Both sets of terms are worked out from the same facts in the same way, and a
  comparison is recorded nowhere.

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
      | on         | amount        |
      | 2026-03-31 | 2,000,000.00  |
      | 2026-06-30 |    800,000.00 |

  Rule: The same facts are worked out under both sets of terms, party by party.

    Scenario: A rate that rises above 1m would give the trust more, though it starts lower
      When it is compared with terms in which its clause "royalty" says:
        | kind | royalty                                                       |
        | on   | net sales of device                                           |
        | from | company                                                       |
        | to   | trust                                                         |
        | rate | { bands: [{ up to: 1m, rate: 4% }, { above: 1m, rate: 7% }] } |
      Then each party would get:
        | party   | clause  | for     | under A     | under B     | B less A   |
        | company | royalty | 2026-Q1 | -100,000.00 | -110,000.00 | -10,000.00 |
        | company | royalty | 2026-Q2 |  -40,000.00 |  -56,000.00 | -16,000.00 |
        | trust   | royalty | 2026-Q1 |  100,000.00 |  110,000.00 |  10,000.00 |
        | trust   | royalty | 2026-Q2 |   40,000.00 |   56,000.00 |  16,000.00 |
        | total   |         |         |        0.00 |        0.00 |       0.00 |

  Rule: A fact that one set of terms does not take is named, and stands in no figure of theirs.

    Scenario: The other terms pay on another product
      When it is compared with terms in which its clause "royalty" says:
        | kind | royalty              |
        | on   | net sales of implant |
        | from | company              |
        | to   | trust                |
        | rate | 5%                   |
      Then these facts are not taken:
        | terms | fact                                                         | because                              |
        | B     | S1: sales of device, GBP 2,000,000.00, by company on 2026-03-31 | no clause takes sales of 'device' |
        | B     | S2: sales of device, GBP 800,000.00, by company on 2026-06-30   | no clause takes sales of 'device' |
