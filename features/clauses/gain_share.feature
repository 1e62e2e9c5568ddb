Feature: Gain share
  The Trust pays the Supplier a part of the saving that the device brought about, once it has been verified. Nothing is
  paid on a claim, nothing above the cap of the Contract Year, and nothing while quality is outside its limits. What
  the Trust keeps of the saving is its reward.

  Rule: The verified saving less the cost is shared, under the cap of the year, while quality keeps its limits.

    Background:
      Given the agreement "outcomes" between trust and supplier, in GBP from 2026-01-01
      And its clause "shared-saving":
        | kind    | gain share                                                     |
        | outcome | bed days before surgery                                        |
        | saving  | { per: patient, verified by: health economics unit, grade: B } |
        | less    | device cost                                                    |
        | from    | trust                                                          |
        | to      | { supplier: 50% }                                              |
        | only if | { readmissions: at most 4% }                                   |
        | cap     | { amount: "150,000", per: year }                               |
      And it is signed
      And these costs are recorded:
        | on         | paid by | amount    |
        | 2026-06-01 | trust   | 95,000.00 |
      And these outcomes are recorded:
        | on         | party    | patients | saved by each | verified by           | grade | evidence   |
        | 2026-06-30 | supplier | 1,200    |        569.00 |                       |       |            |
        | 2026-06-30 | trust    | 1,200    |        412.50 | health economics unit | B     | report.pdf |

    Scenario: 48 readmissions of 1,200 are 4%, and the cap is paid
      When these measurements are recorded:
        | on         | party | what         | cases | out of |
        | 2026-06-30 | trust | readmissions | 48    | 1,200  |
      Then "shared-saving" makes due:
        | for     | party    | amount     | because                                                       | payable by |
        | 2026-Q2 | supplier | 150,000.00 | 495,000.00 x 50% = 247,500.00 + -95,000.00 x 50% = -47,500.00 | 2026-07-30 |
        | total   |          | 150,000.00 |                                                               |            |
      And "shared-saving:kept" makes due:
        | for     | party | amount     | because                                                                                                       |
        | 2026-Q2 | trust | 250,000.00 | verified saving of 1,200 patients: 495,000.00 + less device cost: -95,000.00 + less what is paid: -150,000.00 |
        | total   |       | 250,000.00 |                                                                                                               |
      And the explanation of "shared-saving" says:
        """
        basis: bed days before surgery, verified by health economics unit; claimed, not counted: 682,800.00; evidence of grade B
        """

    Scenario: One readmission more, and nothing is paid
      When these measurements are recorded:
        | on         | party | what         | cases | out of |
        | 2026-06-30 | trust | readmissions | 49    | 1,200  |
      Then nothing is due under "shared-saving"
      And "shared-saving:kept" makes due:
        | for     | party | amount     | because                                                                      |
        | 2026-Q2 | trust | 400,000.00 | verified saving of 1,200 patients: 495,000.00 + less device cost: -95,000.00 |
        | total   |       | 400,000.00 |                                                                              |

    Scenario: What nobody has measured is not within its limits
      When the statement for 2026-Q2 is asked for
      Then nothing is due under "shared-saving"

    Scenario: The saving that the trust keeps is its reward, beside the supplier's share
      When these measurements are recorded:
        | on         | party | what         | cases | out of |
        | 2026-06-30 | trust | readmissions | 30    | 1,200  |
      Then the shares of risk and reward are:
        | party    | cash      | risk share | accrued    | verified saving | reward share | unsettled   |
        | trust    | 95,000.00 |     1.0000 |       0.00 |      250,000.00 |       0.6250 | -150,000.00 |
        | supplier |      0.00 |     0.0000 | 150,000.00 |            0.00 |       0.3750 |  150,000.00 |
        | total    | 95,000.00 |     1.0000 | 150,000.00 |      250,000.00 |       1.0000 |        0.00 |

    Scenario: An outcome is verified by the one whom the parties agreed on
      When these outcomes are recorded:
        | on         | party    | patients | saved by each | verified by | evidence   |
        | 2026-06-30 | supplier | 1,200    |        569.00 | supplier    | report.pdf |
      Then it is refused:
        """
        The outcome 'bed days before surgery' is verified by health economics unit, not by supplier (--verified-by). Record it as it stands with --claimed; it counts once it is verified.
        """
      And nothing more is recorded

  Rule: Against a baseline the saving is what people used less, at the agreed worth of a unit.

    # https://www.buildingbetterhealthcare.com/news/article_page/Medical_device_manufacturer_makes_breakthrough_in_pre-operative_oedema_reduction/134466
    Scenario: 1.66 bed days in place of 3.66 are 2.00 bed days saved by each of 200 patients
      Given the agreement "outcomes" between trust and supplier, in GBP from 2026-01-01
      And its clause "shared-saving":
        """
        kind: gain share
        outcome: bed days before surgery
        saving:
          per: patient
          baseline: 3.66
          unit: bed day
          worth: 400
          cohort: operations of the year before
          verified by: health economics unit
        from: trust
        to: { supplier: 15% }
        """
      And it is signed
      When these outcomes are recorded:
        | on         | party | patients | used by each | verified by           | evidence   |
        | 2026-06-30 | trust | 200      |         1.66 | health economics unit | report.pdf |
      Then "shared-saving" makes due:
        | for     | party    | amount    | because                                                       |
        | 2026-Q2 | supplier | 24,000.00 | 292,800.00 x 15% = 43,920.00 + -132,800.00 x 15% = -19,920.00 |
        | total   |          | 24,000.00 |                                                               |
      And "shared-saving:kept" makes due:
        | for     | party | amount     | because                                                                                                       |
        | 2026-Q2 | trust | 136,000.00 | baseline of 200 patients in bed days: 292,800.00 + bed days used: -132,800.00 + less what is paid: -24,000.00 |
        | total   |       | 136,000.00 |                                                                                                               |

  Rule: Where acceptance is agreed, a verified outcome counts once another party has accepted it.

    Background:
      Given the agreement "outcomes" between trust and supplier, in GBP from 2026-01-01
      And its clause "shared-saving":
        | kind        | gain share                                           |
        | outcome     | bed days before surgery                              |
        | saving      | { per: patient, verified by: health economics unit } |
        | from        | trust                                                |
        | to          | { supplier: 1/3 }                                    |
        | accepted by | [trust, supplier]                                    |
      And it is signed
      And these outcomes are recorded:
        | ref   | on         | party    | patients | saved by each | verified by           | evidence   |
        | audit | 2026-06-30 | supplier | 100      |        100.00 | health economics unit | report.pdf |

    Scenario: Verified, but not accepted
      When the statement for 2026-Q2 is asked for
      Then nothing is due under "shared-saving"

    Scenario: Accepted in the next quarter, it is for the one in which it was brought about
      When trust accepts audit on 2026-07-15
      Then "shared-saving" makes due:
        | for     | party    | amount   | because         |
        | 2026-Q2 | supplier | 3,333.33 | 10,000.00 x 1/3 |
        | total   |          | 3,333.33 |                 |
