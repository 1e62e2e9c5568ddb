Feature: Business days
  Where days are business days, Saturdays, Sundays and the bank holidays of England and Wales are not counted. The first
  one is the next on which banks are open. The holidays are those that are published; what lies beyond them is refused.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-01-01
    And its clause "approval":
      | kind | milestone                          |
      | when | the device is approved             |
      | pays |                            500,000 |
      | from | company                            |
      | to   | trust                              |
      | due  | 10 business days after achievement |
    And its clause "royalty":
      | kind | royalty                      |
      | on   | net sales of device          |
      | from | company                      |
      | to   | trust                        |
      | rate | 5%                           |
      | pay  | 5 business days after report |
    And it is signed

  Rule: Days on which banks are closed do not count.

    Scenario Outline: Reached on <reached>
      When trust claims "approval", reached on <reached>, without evidence
      Then "approval" makes due:
        | party | amount     | because                     | payable by |
        | trust | 500,000.00 | once the device is approved | <payable>  |
        | total | 500,000.00 |                             |            |

      Examples: Over Easter, over Christmas and the New Year, and on a Saturday
        | reached    | payable    |
        | 2026-04-02 | 2026-04-20 |
        | 2026-12-18 | 2027-01-06 |
        | 2026-05-09 | 2026-05-22 |

    Scenario: A payment counts from a report that counts from the end of the quarter
      When these sales are recorded:
        | on         | amount   |
        | 2026-03-31 | 1,000.00 |
      Then "royalty" makes due:
        | party | amount | because       | payable by |
        | trust |  50.00 | 1,000.00 x 5% | 2026-05-22 |
        | total |  50.00 |               |            |

  Rule: What lies beyond the holidays that are published is refused.

    Scenario: A milestone in a year without published holidays
      When trust claims "approval", reached on 2028-02-01, without evidence
      Then it is refused:
        """
        10 business days after 2028-02-01: the bank holidays of then are not known here, only those of 2019 to 2027: see https://www.gov.uk/bank-holidays; install a release that has them, or agree calendar days.
        """
      And nothing more is recorded
