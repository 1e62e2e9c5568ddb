Feature: Obligation
  A Party has duties beside paying: to report, to insure, to publish. Each falls due on a day, after the end of each
  period, or after an event. It is shown with the evidence agreed and accepted by the other Party where that is agreed;
  late, it may be cured within the days agreed, and is breached after these.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-04-01
    And its contract years are NHS
    And its clause "royalty":
      | kind | royalty             |
      | on   | net sales of device |
      | from | company             |
      | to   | trust               |
      | rate | 10%                 |
    And its clause "report":
      | kind        | obligation                                   |
      | on          | company                                      |
      | duty        | royalty report with sales by product         |
      | due         | 45 days after quarter end                    |
      | evidence    | the report                                   |
      | accepted by | trust                                        |
      | cure        | 30 days                                      |
      | otherwise   | { interest: 4% over Bank Rate, on: royalty } |
    And its clause "plan":
      | kind | obligation             |
      | on   | company                |
      | duty | launch plan            |
      | due  | 30 days after approval |
    And it is signed

  Rule: A duty that recurs falls due for every period, and is breached once its days of cure are over.

    Scenario: On the last day of the quarter it is planned
      When 2026-04 is closed
      Then as on 2026-06-30 these duties stand:
        | clause | for          | due        | state   |
        | report | FY2026/27-Q1 | 2026-08-14 | planned |
        | total  | 1            |            |         |

    Scenario Outline: On <today>, with the next quarter begun
      When 2026-04 is closed
      Then as on <today> these duties stand:
        | clause | for          | due        | state   |
        | report | FY2026/27-Q1 | 2026-08-14 | <state> |
        | report | FY2026/27-Q2 | 2026-11-14 | planned |
        | total  | 2            |            |         |

      Examples: The last day of the duty and of its cure, and the days after
        | today      | state    |
        | 2026-07-01 | due      |
        | 2026-08-14 | due      |
        | 2026-08-15 | late     |
        | 2026-09-13 | late     |
        | 2026-09-14 | breached |

  Rule: A duty is met by the evidence for it, dated by its day, and accepted by the other party.

    Scenario: Shown on its last day, and accepted later
      Given company fulfils "report" for FY2026/27-Q1 on 2026-08-14
      When trust accepts DU1 on 2026-09-20
      Then as on 2026-09-20 these duties stand:
        | clause | for          | due        | state    | done       |
        | report | FY2026/27-Q1 | 2026-08-14 | accepted | 2026-08-14 |
        | report | FY2026/27-Q2 | 2026-11-14 | planned  | -          |
        | total  | 2            |            |          |            |

    Scenario: Shown a day late, it is cured
      When company fulfils "report" for FY2026/27-Q1 on 2026-08-15
      Then as on 2026-09-20 these duties stand:
        | clause | for          | due        | state   | done       |
        | report | FY2026/27-Q1 | 2026-08-14 | cured   | 2026-08-15 |
        | report | FY2026/27-Q2 | 2026-11-14 | planned | -          |
        | total  | 2            |            |         |            |

    Scenario: A duty after an event begins with the event
      When "approval" happens on 2026-05-01
      Then as on 2026-06-30 these duties stand:
        | clause | for          | due        | state   |
        | plan   | 2026-05-01   | 2026-05-31 | late    |
        | report | FY2026/27-Q1 | 2026-08-14 | planned |
        | total  | 2            |            |         |

  Rule: A duty that ended with the agreement is owed for the time before.

    Scenario: The agreement ends in the middle of a quarter
      When trust terminates it for cause on 2026-08-31
      Then as on 2027-01-31 these duties stand:
        | clause | for          | due        | state    |
        | report | FY2026/27-Q1 | 2026-08-14 | breached |
        | report | FY2026/27-Q2 | 2026-11-14 | breached |
        | total  | 2            |            |          |

  Rule: Nobody shows what has not ended, what another party has to do, or the same twice.

    Scenario: A quarter that has not ended
      When company fulfils "report" for FY2026/27-Q1 on 2026-06-30
      Then it is refused:
        """
        FY2026/27-Q1 has not ended on 2026-06-30; the duty 'report' is done for it from 2026-07-01 on (--on). Correct the date, or name an earlier period with --for.
        """
      And nothing more is recorded

    Scenario: The trust would report in the company's place
      When trust fulfils "report" for FY2026/27-Q1 on 2026-07-30
      Then it is refused:
        """
        The duty 'report' is that of company, not of trust (--party). Name company, or record it --on-behalf-of it.
        """
      And nothing more is recorded

    Scenario: A second report for the same quarter
      Given company fulfils "report" for FY2026/27-Q1 on 2026-08-14
      When company fulfils "report" for FY2026/27-Q1 on 2026-08-15
      Then it is refused:
        """
        The duty 'report' for FY2026/27-Q1 stands as evidenced already, by DU1. If that was a mistake: pledger reverse licence/DU1 --reason ...
        """
      And nothing more is recorded
