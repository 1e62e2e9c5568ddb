Feature: Outcome payment
  Investors pay for a service, and the ministry pays them for fewer reconvictions: each cohort for itself where it comes
  to the agreed reduction, else all of them together where they come to a lower one. Results are never rounded.

  Background:
    Given the agreement "bond" between ministry and investors, in GBP from 2026-01-01
    And its clause "payment":
      """
      kind: outcome payment
      unit: reconviction
      cohorts:
        first: { baseline: 1.55 }
        second: { compared with: control }
      bands:
        - { at least: 10%, pays: 1m }
        - { at least: 20%, pays: 1.5m }
      pooled:
        - { at least: 7.5%, each: 1,000 }
      verified by: assessor
      from: ministry
      to: investors
      """
    And it is signed

  Rule: A cohort that comes to the agreed reduction is paid for, and one that does not quite is not.

    # 142 reconvictions per 100 people, against 155 of those like them, were 8.4% fewer, and not paid for:
    # http://www.civilsociety.co.uk/finance/news/content/17960/peterborough_social_impact_bond_reduces_reoffending_but_makes_no_payout_yet_to_investors
    Scenario: 8.4% against 10%
      When these outcomes are recorded:
        | of    | on         | party    | patients | used by each | verified by | evidence   |
        | first | 2026-06-30 | ministry | 100      |         1.42 | assessor    | report.pdf |
      Then nothing is due under "payment"

    Scenario Outline: <used> where 1.55 were expected
      When these outcomes are recorded:
        | of    | on         | party    | patients | used by each | verified by | evidence   |
        | first | 2026-06-30 | ministry | 1,000    | <used>       | assessor    | report.pdf |
      Then "payment" makes due:
        | for     | party     | amount | because     | payable by |
        | 2026-Q2 | investors | <paid> | <reduction> | 2026-07-30 |
        | total   |           | <paid> |             |            |

      Examples: Exactly a tenth, and exactly a fifth
        | used   | paid         | reduction      |
        | 1.3950 | 1,000,000.00 | 10.0000% fewer |
        | 1.24   | 1,500,000.00 | 20.0000% fewer |

    Scenario: A tenth of a thousandth more than the edge
      When these outcomes are recorded:
        | of    | on         | party    | patients | used by each | verified by | evidence   |
        | first | 2026-06-30 | ministry | 1,000    | 1.3951       | assessor    | report.pdf |
      Then nothing is due under "payment"

  Rule: Where cohorts missed, all of them together are tested once each is measured.

    Scenario: Both missed 10%, and together they come to more than 7.5%
      Given these outcomes are recorded:
        | of      | on         | party    | patients | used by each | verified by | evidence   |
        | first   | 2026-06-30 | ministry | 100      |         1.42 | assessor    | report.pdf |
        | control | 2026-12-30 | ministry | 1,000    |         1.60 | assessor    | report.pdf |
      When these outcomes are recorded:
        | of     | on         | party    | patients | used by each | verified by | evidence   |
        | second | 2026-12-31 | ministry | 100      |         1.48 | assessor    | report.pdf |
      Then "payment" makes due:
        | for     | party     | amount    | because                             |
        | 2026-Q4 | investors | 25,000.00 | all cohorts together: 7.9365% fewer |
        | total   |           | 25,000.00 |                                     |

    Scenario: One is paid for itself, and only what the other averted is pooled
      Given these outcomes are recorded:
        | of      | on         | party    | patients | used by each | verified by | evidence   |
        | first   | 2026-06-30 | ministry | 100      |         1.30 | assessor    | report.pdf |
        | control | 2026-12-30 | ministry | 1,000    |         1.60 | assessor    | report.pdf |
      When these outcomes are recorded:
        | of     | on         | party    | patients | used by each | verified by | evidence   |
        | second | 2026-12-31 | ministry | 100      |         1.48 | assessor    | report.pdf |
      Then "payment" makes due:
        | for     | party     | amount       |
        | 2026-Q2 | investors | 1,000,000.00 |
        | 2026-Q4 | investors |    12,000.00 |
        | total   |           | 1,012,000.00 |

  Rule: Only what the agreed assessor verified counts.

    Scenario: An outcome that the investors verified themselves
      When these outcomes are recorded:
        | of    | on         | party     | patients | used by each | verified by | evidence   |
        | first | 2026-06-30 | investors | 100      |         1.00 | investors   | report.pdf |
      Then it is refused:
        """
        The outcome 'first' is verified by assessor, not by investors (--verified-by). Record it as it stands with --claimed; it counts once it is verified.
        """
      And nothing more is recorded
