Feature: Gate
  Some clauses wait for approvals: of an ethics committee, of who guards the data. While an approval is missing the
  gate is shut: facts for the clauses that it holds are refused, and fees that it abates do not run. A gate shuts and
  opens from the day itself, each time with evidence; an approval that expires shuts it again.

  Background:
    Given the agreement "registry" between company and trust, in GBP from 2026-01-01
    And its clause "ethics":
      """
      kind: gate
      needs: [research ethics approval, data protection impact assessment]
      begins: shut
      kept by: trust
      while shut: { holds: [trial-cost], accepts: [safety-cost] }
      """
    And its clause "trial-cost":
      | kind   | cost share                   |
      | of     | trial cost                   |
      | shares | { company: 60%, trust: 40% } |
    And its clause "safety-cost":
      | kind   | cost share                   |
      | of     | safety reporting             |
      | shares | { company: 60%, trust: 40% } |
    And it is signed

  Rule: While the gate is shut, facts for the clauses that it holds are refused; others go on.

    Scenario: A cost of the trial before it was approved
      When these costs are recorded:
        | on         | of         | amount   | paid by |
        | 2026-02-10 | trial cost | 1,000.00 | trust   |
      Then it is refused:
        """
        The gate 'ethics' is shut on 2026-02-10 and holds 'trial-cost'; it takes: research ethics approval, data protection impact assessment (--on). With these to show: pledger resume registry ethics --on DATE --evidence FILE.
        """
      And nothing more is recorded

    Scenario: A cost of safety reporting, which is accepted all the same
      When these costs are recorded:
        | on         | of               | amount   | paid by |
        | 2026-02-10 | safety reporting | 1,000.00 | trust   |
      Then "safety-cost" is borne:
        | party   | amount   | because        |
        | company |   600.00 | 1,000.00 x 60% |
        | trust   |   400.00 | 1,000.00 x 40% |
        | total   | 1,000.00 |                |

  Rule: A gate opens and shuts from the day itself.

    Background:
      Given the gate "ethics" opens on 2026-03-01 until 2026-08-31

    Scenario Outline: A cost on <day>, which counts
      When these costs are recorded:
        | on    | of         | amount   | paid by |
        | <day> | trial cost | 1,000.00 | trust   |
      Then "trial-cost" is borne:
        | party   | amount   | because        |
        | company |   600.00 | 1,000.00 x 60% |
        | trust   |   400.00 | 1,000.00 x 40% |
        | total   | 1,000.00 |                |

      Examples: The first and the last day of the approval
        | day        |
        | 2026-03-01 |
        | 2026-08-31 |

    Scenario Outline: A cost on <day>, which is refused
      When these costs are recorded:
        | on    | of         | amount   | paid by |
        | <day> | trial cost | 1,000.00 | trust   |
      Then it is refused:
        """
        The gate 'ethics' is shut on <day> and holds 'trial-cost'; it takes: research ethics approval, data protection impact assessment (--on). With these to show: pledger resume registry ethics --on DATE --evidence FILE.
        """
      And nothing more is recorded

      Examples: The day before the approval, and the day after it expires
        | day        |
        | 2026-02-28 |
        | 2026-09-01 |

    Scenario: An approval that is renewed the day after the old one expires
      Given the gate "ethics" opens on 2026-09-01
      When these costs are recorded:
        | on         | of         | amount   | paid by |
        | 2026-09-01 | trial cost | 1,000.00 | trust   |
      Then "trial-cost" is borne:
        | party   | amount   | because        |
        | company |   600.00 | 1,000.00 x 60% |
        | trust   |   400.00 | 1,000.00 x 40% |
        | total   | 1,000.00 |                |

    Scenario: An approval that expires while it is suspended stays missing until a new one is there
      Given the gate "ethics" shuts on 2026-08-01
      And the gate "ethics" opens on 2026-10-01
      When these costs are recorded:
        | on         | of         | amount   | paid by |
        | 2026-10-01 | trial cost | 1,000.00 | trust   |
      Then "trial-cost" is borne:
        | party   | amount   | because        |
        | company |   600.00 | 1,000.00 x 60% |
        | trust   |   400.00 | 1,000.00 x 40% |
        | total   | 1,000.00 |                |

    Scenario: A second approval while the first one runs
      When the gate "ethics" opens on 2026-08-31
      Then it is refused:
        """
        The gate 'ethics' is open on 2026-08-31 already (--on). An approval that is renewed counts from the day after the old one expires.
        """
      And nothing more is recorded

    Scenario: A figure that was right to record is corrected while the gate is shut
      Given these costs are recorded:
        | ref  | on         | of         | amount   | paid by |
        | bill | 2026-03-10 | trial cost | 1,000.00 | trust   |
      And the gate "ethics" shuts on 2026-03-10
      When these costs are recorded:
        | restates | amount | paid by |
        | bill     | 900.00 | trust   |
      Then "trial-cost" is borne:
        | party   | amount | because      |
        | company | 540.00 | 900.00 x 60% |
        | trust   | 360.00 | 900.00 x 40% |
        | total   | 900.00 |              |

  Rule: Only the party that keeps the gate opens and shuts it, with evidence, and never twice.

    Scenario: The company would open it
      When somebody types at the prompt:
        """
        pledger resume registry ethics --on 2026-03-01 --party company --today 2026-03-02
        """
      Then the answer is:
        """
        pledger: company does not keep the gate 'ethics' (--party). It is kept by: trust.
        """
      And nothing is due under "trial-cost"

    Scenario: There is nothing to show for it
      When somebody types at the prompt:
        """
        pledger resume registry ethics --on 2026-03-01 --today 2026-03-02
        """
      Then the answer is:
        """
        pledger: The gate 'ethics' opens with evidence: research ethics approval, data protection impact assessment (--evidence). Add --evidence FILE; its hash is kept, not the file.
        """
      And nothing is due under "trial-cost"

    Scenario: It is shut already
      When the gate "ethics" shuts on 2026-03-01
      Then it is refused:
        """
        The gate 'ethics' is shut on 2026-03-01 already (--on). See since when: pledger history registry.
        """
      And nothing more is recorded

  Rule: What was recorded of a gate is told, and can be taken back.

    Scenario: A suspension that was recorded by mistake
      Given the gate "ethics" opens on 2026-03-01
      And the gate "ethics" shuts on 2026-05-01
      When G2 is reversed because "the committee meant another trial"
      Then the history is:
        | what happened                                                           | why                               |
        | registry was signed                                                     |                                   |
        | registry/G1: the gate ethics is open from 2026-03-01 on                 |                                   |
        | registry/G2: the gate ethics is shut from 2026-05-01 on (now: reversed) | the approval was withdrawn        |
        | reversed registry/G2: the gate ethics is shut from 2026-05-01 on        | the committee meant another trial |
