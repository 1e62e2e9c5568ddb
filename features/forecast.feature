Feature: Forecast
  What the Parties expect is laid on top of what is booked, and worked out by the same Clauses. A scenario says what is
  expected, when and how probably; the answer says what each Party would put in and get out, year by year, and what
  that is worth today. It changes nothing and is recorded nowhere.

  Rule: That a milestone may fail stands in its probability, and never in the discount rate.

    Scenario: A stake of 100 today, and 400 in two years if it works, with a probability of 40 %
      Given the agreement "venture" between funder and maker, in GBP from 2026-01-01
      And its clause "stake":
        | kind   | fixed fee                     |
        | for    | the stake                     |
        | amount | 100                           |
        | on     | 2026-01-01                    |
        | from   | funder                        |
        | to     | maker                         |
        | due    | 0 days after the fee date     |
      And its clause "success":
        | kind | milestone                     |
        | when | it works                      |
        | pays | 400                           |
        | from | maker                         |
        | to   | funder                        |
        | due  | 0 days after achievement      |
      And it is signed
      When it is looked ahead from 2025-12-31 with the scenario:
        """
        scenario: base
        until: 2028-12-31
        discount: { rate: 10%, base date: 2026-01-01 }
        milestones:
          success: { on: 2028-01-01, probability: 40% }
        """
      Then in the ways it may come out is to be expected:
        | party  | rnpv   | lowest  | p10     | highest | mean of worst 20% | probability of loss | expected loss |
        | funder |  32.23 | -100.00 | -100.00 |  230.58 |           -100.00 |              0.6000 |         60.00 |
        | maker  | -32.23 | -230.58 | -230.58 |  100.00 |           -230.58 |              0.4000 |         92.23 |

  Rule: What is recorded in a period that is not over replaces as much of what was expected of it.

    Background:
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      And it is signed

    Scenario Outline: Of 1,000.00 expected for 2026, <recorded> is recorded by the end of June
      Given these sales are recorded:
        | on         | amount     |
        | 2026-06-30 | <recorded> |
      When it is looked ahead from 2026-06-30 with the scenario:
        """
        scenario: base
        until: 2027-12-31
        discount: { rate: 0%, base date: 2026-01-01 }
        expected:
          sales: { of: sales of device, by: company, amounts: { 2026: "1,000.00", 2027: 500 } }
        """
      Then by year is to be expected:
        | year | party   | reward | cash flow  |
        | 2026 | company |   0.00 | <keeps>    |
        | 2026 | trust   | <gets> | <gets>     |
        | 2027 | company |   0.00 |     450.00 |
        | 2027 | trust   |  50.00 |      50.00 |

      Examples:
        | recorded | gets   | keeps    | how                                         |
        |   400.00 | 100.00 |   900.00 | 600.00 is still expected                    |
        | 1,000.00 | 100.00 |   900.00 | nothing more is expected                    |
        | 1,200.00 | 120.00 | 1,080.00 | what is recorded counts, however much it is |

  Rule: The days on which bands and caps are reached are told, with their probability.

    Scenario: A royalty that falls to nothing, and is paid up to 45.00 in all
      Given the agreement "licence" between company and fund, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty                                                              |
        | on   | net sales of device                                                  |
        | from | company                                                              |
        | to   | fund                                                                 |
        | rate | { bands: [{ up to: 350, rate: 10% }, { above: 350, rate: 0% }] }     |
        | cap  | { amount: 45.00 }                                                    |
      And it is signed
      When it is looked ahead from 2025-12-31 with the scenario:
        """
        scenario: base
        until: 2027-12-31
        discount: { rate: 8%, base date: 2026-01-01, flows: mid of year }
        milestones: { approval: { on: 2026-01-01, probability: 1/4 } }
        expected:
          sales: { of: sales of device, by: company, if: approval, amounts: { 2026: 365, 2027: 365 } }
        """
      Then on the way is to be expected:
        | on         | clause      | reached               | probability |
        | 2026-12-17 | royalty     | band above 350.00     |      0.2500 |
        | 2027-04-11 | royalty:cap | cap of 45.00 in all   |      0.2500 |
        | 2027-12-17 | royalty     | band above 350.00     |      0.2500 |

  Rule: The share of the risk stands beside the share of the reward, as both are to be expected.

    Scenario: Costs borne by halves, and a royalty if the device is approved
      Given the agreement "joint" between company and trust, in GBP from 2026-01-01
      And its clause "cost":
        | kind   | cost share                   |
        | of     | development                  |
        | shares | { company: 50%, trust: 50% } |
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      And it is signed
      When it is looked ahead from 2025-12-31 with the scenario:
        """
        scenario: base
        until: 2027-12-31
        discount: { rate: 8%, base date: 2026-01-01 }
        milestones: { approval: { on: 2027-01-01, probability: 30% } }
        expected:
          work: { of: cost of development, by: company, amounts: { 2026: 200.00 } }
          sales: { of: sales of device, by: company, if: approval, amounts: { 2027: 1000 } }
        """
      Then by party is to be expected:
        | party   | cash risk | in kind | reward | sales retained | risk share | reward share | parity |
        | company |    100.00 |    0.00 |   0.00 |         270.00 |     0.5000 |       0.0000 | 0.0000 |
        | trust   |    100.00 |    0.00 |  30.00 |           0.00 |     0.5000 |       1.0000 | 2.0000 |
        | total   |    200.00 |    0.00 |  30.00 |         270.00 |     1.0000 |       1.0000 | -      |

  Rule: A scenario that the agreement does not know what to do with is refused, line by line.

    Scenario: A party and a product that the agreement has not got
      Given the agreement "licence" between company and trust, in GBP from 2026-01-01
      And its clause "royalty":
        | kind | royalty             |
        | on   | net sales of device |
        | from | company             |
        | to   | trust               |
        | rate | 10%                 |
      And it is signed
      When it is looked ahead from 2026-06-30 with the scenario:
        """
        scenario: base
        until: 2027-12-31
        discount: { rate: 8%, base date: 2026-01-01 }
        expected:
          sales:
            of: sales of devise
            by: companie
            amounts: { 2026-13: 100 }
        """
      Then it is refused:
        """
        there are 3 mistakes.
          line 6, expected.sales.of: no clause of licence wants sales of devise: did you mean 'device'?
          line 7, expected.sales.by: there is no party 'companie' in licence: did you mean 'company'?
          line 8, expected.sales.amounts.2026-13: '2026-13' is not a period: write 2026, 2026-Q2 or 2026-05 (calendar), FY2026/27 or FY2026/27-Q2 (the contract year)
        """
