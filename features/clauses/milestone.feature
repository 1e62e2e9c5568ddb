Feature: Milestone
  When a Milestone has been reached, the Licensee shall pay the sum agreed, once. Where acceptance is agreed nothing is
  due before another Party has accepted the claim, made with the evidence agreed; payment is then due so many days
  after acceptance. No Party accepts its own claim.

  Background:
    Given the agreement "licence" between company, trust and university, in GBP from 2026-04-01
    And its contract years are NHS
    And its clause "first-patient":
      | kind        | milestone                       |
      | when        | the first patient is treated    |
      | pays        | 250,000                         |
      | from        | company                         |
      | to          | { trust: 2/3, university: 1/3 } |
      | evidence    | site initiation report          |
      | accepted by | company                         |
      | due         | 30 days after acceptance        |
    And its clause "approval":
      | kind | milestone                       |
      | when | the device is approved for sale |
      | pays | 500,000                         |
      | from | company                         |
      | to   | trust                           |
      | due  | 45 days after achievement       |
    And it is signed

  Rule: Nothing is due before acceptance; from then on the whole sum is, in the quarter of the acceptance.

    Scenario: A claim that nobody has accepted makes nothing due
      When trust claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"
      Then nothing is due under "first-patient"

    Scenario: Reached in one quarter and accepted in the next, the sum is payable 30 days after acceptance
      Given trust claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"
      When company accepts M1 on 2026-07-01
      Then "first-patient" makes due:
        | for          | party      | amount     | because          | payable by |
        | FY2026/27-Q2 | trust      | 166,666.67 | 250,000.00 x 2/3 | 2026-07-31 |
        | FY2026/27-Q2 | university |  83,333.33 | 250,000.00 x 1/3 | 2026-07-31 |
        | total        |            | 250,000.00 |                  |            |

    Scenario: Accepted on the day it was reached, the sum is due in that quarter
      Given trust claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"
      When company accepts M1 on 2026-06-30
      Then "first-patient" makes due:
        | for          | party      | amount     | because          | payable by |
        | FY2026/27-Q1 | trust      | 166,666.67 | 250,000.00 x 2/3 | 2026-07-30 |
        | FY2026/27-Q1 | university |  83,333.33 | 250,000.00 x 1/3 | 2026-07-30 |
        | total        |            | 250,000.00 |                  |            |

    Scenario: Where nobody has to accept, the sum is due from the day it was reached
      When trust claims "approval", reached on 2026-06-30, without evidence
      Then "approval" makes due:
        | for          | party | amount     | because                              | payable by |
        | FY2026/27-Q1 | trust | 500,000.00 | once the device is approved for sale | 2026-08-14 |
        | total        |       | 500,000.00 |                                      |            |

  Rule: A claim is made with the evidence that was agreed.

    Scenario: A claim with nothing to show is refused
      When trust claims "first-patient", reached on 2026-06-30, without evidence
      Then it is refused:
        """
        The milestone 'first-patient' is claimed with evidence: site initiation report (--evidence). Add --evidence FILE; its hash is kept, not the file.
        """
      And nothing more is recorded

  Rule: A claim is accepted by the party that the clause names, not before the day on which the milestone was reached.

    Background:
      Given trust claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"

    Scenario: The university would accept in the company's place
      When university accepts M1 on 2026-07-01
      Then it is refused:
        """
        university may not accept M1 (--party). It is accepted by: company.
        """
      And nothing is due under "first-patient"

    Scenario: Accepted on the day before it was reached
      When company accepts M1 on 2026-06-29
      Then it is refused:
        """
        M1 is dated 2026-06-30; it cannot be accepted before that, on 2026-06-29 (--on). Correct the date.
        """
      And nothing is due under "first-patient"

  Rule: A party never accepts its own claim.

    Scenario: The company claims and would also accept
      When company claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"
      Then it is refused:
        """
        company alone accepts this milestone and may not accept its own claim (--party). Let the party that is paid make the claim, with --party.
        """
      And nothing more is recorded

  Rule: A milestone is paid once, however often it is claimed.

    Background:
      Given trust claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"
      And company accepts M1 on 2026-07-01

    Scenario: A second claim is refused
      When university claims "first-patient", reached on 2026-07-02, with evidence "second-patient.pdf"
      Then it is refused:
        """
        The milestone 'first-patient' was claimed already, as M1 on 2026-06-30 (counts). If that was a mistake: pledger reverse licence/M1 --reason ...
        """
      And "first-patient" makes due:
        | party      | amount     | because          |
        | trust      | 166,666.67 | 250,000.00 x 2/3 |
        | university |  83,333.33 | 250,000.00 x 1/3 |
        | total      | 250,000.00 |                  |

    Scenario: Reversed after acceptance, the whole sum is given back for the quarter it was due in
      When M1 is reversed because "the patient was treated at another site"
      Then "first-patient" makes due:
        | for          | party      | amount | because                        | true-up |
        | FY2026/27-Q2 | trust      |   0.00 | less 166,666.67 booked before  | yes     |
        | FY2026/27-Q2 | university |   0.00 | less 83,333.33 booked before   | yes     |
        | total        |            |   0.00 |                                |         |

    Scenario: Reversed and reached again in a later year, it is due for that year
      Given M1 is reversed because "the patient was treated at another site"
      And trust claims "first-patient", reached on 2027-04-01, with evidence "site-initiation-report-2.pdf"
      When company accepts M2 on 2027-04-02
      Then "first-patient" makes due:
        | for          | party      | amount     | because                        |
        | FY2026/27-Q2 | trust      |       0.00 | less 166,666.67 booked before  |
        | FY2026/27-Q2 | university |       0.00 | less 83,333.33 booked before   |
        | FY2027/28-Q1 | trust      | 166,666.67 | 250,000.00 x 2/3               |
        | FY2027/28-Q1 | university |  83,333.33 | 250,000.00 x 1/3               |
        | total        |            | 250,000.00 |                                |

  Rule: A milestone that is withdrawn is given back from the day of its withdrawal, as it had been due.

    Background:
      Given trust claims "first-patient", reached on 2026-06-30, with evidence "site-initiation-report.pdf"
      And company accepts M1 on 2026-07-01

    Scenario: Withdrawn in a later year
      When company withdraws M1 on 2027-05-03 because "the patient had not consented"
      Then "first-patient" makes due:
        | for          | party      | amount      | because                 | payable by | true-up |
        | FY2026/27-Q2 | trust      |  166,666.67 | 250,000.00 x 2/3        | 2026-07-31 | no      |
        | FY2026/27-Q2 | university |   83,333.33 | 250,000.00 x 1/3        | 2026-07-31 | no      |
        | FY2027/28-Q1 | trust      | -166,666.67 | -250,000.00 x 2/3       | 2027-06-02 | no      |
        | FY2027/28-Q1 | university |  -83,333.33 | -250,000.00 x 1/3       | 2027-06-02 | no      |
        | total        |            |        0.00 |                         |            |         |

    Scenario: Withdrawn after another sum was agreed, what had been due is given back
      Given from 2027-01-01 its clause "first-patient" says:
        | kind        | milestone                       |
        | when        | the first patient is treated    |
        | pays        | 300,000                         |
        | from        | company                         |
        | to          | { trust: 2/3, university: 1/3 } |
        | evidence    | site initiation report          |
        | accepted by | company                         |
      When company withdraws M1 on 2027-05-03 because "the patient had not consented"
      Then "first-patient" makes due:
        | party      | amount | because                              |
        | trust      |   0.00 | 250,000.00 x 2/3 + -250,000.00 x 2/3 |
        | university |   0.00 | 250,000.00 x 1/3 + -250,000.00 x 1/3 |
        | total      |   0.00 |                                      |

    Scenario: Withdrawn and reached again
      Given company withdraws M1 on 2026-08-03 because "the patient had not consented"
      And trust claims "first-patient", reached on 2026-09-01, with evidence "second-report.pdf"
      When company accepts M2 on 2026-09-02
      Then "first-patient" makes due:
        | party      | amount     | because                                                 |
        | trust      | 166,666.67 | 250,000.00 x 2/3 + -250,000.00 x 2/3 + 250,000.00 x 2/3 |
        | university |  83,333.33 | 250,000.00 x 1/3 + -250,000.00 x 1/3 + 250,000.00 x 1/3 |
        | total      | 250,000.00 |                                                         |

    Scenario: Withdrawn on the day before it counted
      When company withdraws M1 on 2026-06-30 because "the patient had not consented"
      Then it is refused:
        """
        M1 counts from 2026-07-01; it cannot be withdrawn before that, on 2026-06-30 (--on). Correct the date; if it was claimed by mistake: pledger reverse licence/M1.
        """
      And nothing more is recorded

  Rule: A milestone may be paid several times, the later ones at a fraction of the sum.

    Background:
      Given the agreement "several" between company and trust, in GBP from 2026-01-01
      And its clause "indication":
        | kind    | milestone                     |
        | when    | an indication is approved     |
        | pays    | 500,000                       |
        | from    | company                       |
        | to      | trust                         |
        | repeats | [100%, 50%]                   |
      And it is signed
      And trust claims "indication", reached on 2026-02-01, with evidence "first.pdf"

    Scenario: The second indication pays half
      When trust claims "indication", reached on 2026-05-01, without evidence
      Then "indication" makes due:
        | for     | amount     | because          |
        | 2026-Q1 | 500,000.00 | the 1st time     |
        | 2026-Q2 | 250,000.00 | 500,000.00 x 50% |
        | total   | 750,000.00 |                  |

    Scenario: A third one pays nothing, and is not claimed
      Given trust claims "indication", reached on 2026-05-01, with evidence "second.pdf"
      When trust claims "indication", reached on 2026-06-01, without evidence
      Then it is refused:
        """
        The milestone 'indication' was claimed already, 2 times, which is as often as it is paid, as M2 on 2026-05-01 (counts). If that was a mistake: pledger reverse several/M2 --reason ...
        """
      And nothing more is recorded

    Scenario: The first one was a mistake, so that the second is the first
      Given trust claims "indication", reached on 2026-05-01, with evidence "second.pdf"
      When M1 is reversed because "of another product"
      Then "indication" makes due:
        | for     | amount     | because      |
        | 2026-Q1 |       0.00 | paid as often as agreed |
        | 2026-Q2 | 500,000.00 | the 1st time |
        | total   | 500,000.00 |              |
