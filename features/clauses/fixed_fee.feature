Feature: Fixed fee
  A fee falls due whole: on its day, each time that its event is recorded, or again and again on the days of its
  recurrence. Days fall due as Periods are closed.

  Rule: A fee with a day is due once that day has passed, as the close of its period shows.

    Background:
      Given the agreement "licence" between company, trust and university, in GBP from 2026-01-01
      And its clause "upfront":
        | kind   | fixed fee                       |
        | for    | access to the technology        |
        | amount | 50,000                          |
        | on     | 2026-05-01                      |
        | from   | company                         |
        | to     | { trust: 1/3, university: 2/3 } |
      And it is signed

    Scenario: The quarter before its day
      When 2026-Q1 is closed
      Then nothing is due under "upfront"

    Scenario: The quarter of its day
      When 2026-Q2 is closed
      Then "upfront" makes due:
        | for     | party      | amount    | because         | payable by |
        | 2026-Q2 | trust      | 16,666.67 | 50,000.00 x 1/3 | 2026-05-31 |
        | 2026-Q2 | university | 33,333.33 | 50,000.00 x 2/3 | 2026-05-31 |
        | total   |            | 50,000.00 |                 |            |

    Scenario: A fee is the payer's cost and the payees' reward
      When 2026-Q2 is closed
      Then the shares of risk and reward are:
        | party      | cash      | accrued   | risk share | reward share |
        | company    | 50,000.00 |      0.00 |     1.0000 |       0.0000 |
        | trust      |      0.00 | 16,666.67 |     0.0000 |       0.3333 |
        | university |      0.00 | 33,333.33 |     0.0000 |       0.6667 |
        | total      | 50,000.00 | 50,000.00 |     1.0000 |       1.0000 |

  Rule: A recurring fee falls due on each of its days, the last one among them.

    Scenario Outline: A yearly fee of 10,000 <until>
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "maintenance":
        | kind     | fixed fee                  |
        | for      | maintenance of the patents |
        | amount   | 10,000                     |
        | every    | year                       |
        | starting | 2026-03-31                 |
        | until    | <until>                    |
        | from     | company                    |
        | to       | trust                      |
      And it is signed
      When 2028 is closed
      Then "maintenance" makes due:
        | for     | amount    | because   |
        | 2026-Q1 | 10,000.00 | 10,000.00 |
        | 2027-Q1 | <second>  | <because> |
        | total   | <total>   |           |

      Examples: The last day and the day before it
        | until      | second    | because           | total     |
        | 2027-03-31 | 10,000.00 | 10,000.00         | 20,000.00 |
        | 2027-03-30 |      0.00 | nothing is booked | 10,000.00 |

  Rule: A fee for an event is due when the event is recorded, with the evidence agreed.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "option":
        | kind     | fixed fee               |
        | for      | the option              |
        | amount   | 50,000                  |
        | when     | the option is exercised |
        | evidence | notice of exercise      |
        | from     | company                 |
        | to       | trust                   |
      And it is signed

    Scenario: The option is exercised
      When company claims "option", reached on 2026-06-10, with evidence "notice.pdf"
      Then "option" makes due:
        | for     | party | amount    | because   | payable by |
        | 2026-Q2 | trust | 50,000.00 | 50,000.00 | 2026-07-10 |
        | total   |       | 50,000.00 |           |            |

    Scenario: There is no notice to show
      When company claims "option", reached on 2026-06-10, without evidence
      Then it is refused:
        """
        The milestone 'option' is claimed with evidence: notice of exercise (--evidence). Add --evidence FILE; its hash is kept, not the file.
        """
      And nothing more is recorded
