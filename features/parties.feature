Feature: Parties
  A Party is an organisation, whatever it is called in one Agreement or another. It has one id in the register, its
  names by date, and its numbers in public registers. A Party is found before it becomes two: by its number, by its
  name, and by asking where a name is only near to one that is known.

  Background:
    Given the agreement "device" between trust and company, in GBP from 2026-01-01
    And its parties are:
      | party   | name                         | company number |
      | trust   | Northmoor Hospital NHS Trust |                |
      | company | Sky Medical Technology Ltd   | 01234567       |
    And its clause "development-cost":
      | kind   | cost share                   |
      | of     | development                  |
      | shares | { trust: 40%, company: 60% } |
    And it is signed

  Rule: Whoever has the number of a known party is that party, and what it is called is its name from the effective date.

    Scenario: A company that changed its name, under another id
      Given the agreement "inhaler" between developer and council, in GBP from 2026-07-01
      And its parties are:
        | party     | name            | company number |
        | developer | Respira plc     | 01234567       |
        | council   | Eastern Council |                |
      And its clause "development-cost":
        | kind   | cost share                       |
        | of     | development                      |
        | shares | { developer: 50%, council: 50% } |
      When it is signed
      Then the register of parties on 2026-06-30 says:
        | party                        | name                         | agreements                        |
        | northmoor-hospital-nhs-trust | Northmoor Hospital NHS Trust | device/trust                      |
        | sky-medical-technology-ltd   | Sky Medical Technology Ltd   | device/company, inhaler/developer |
        | eastern-council              | Eastern Council              | inhaler/council                   |
      And the register of parties on 2026-07-01 says:
        | party                        | name                         | agreements                        |
        | northmoor-hospital-nhs-trust | Northmoor Hospital NHS Trust | device/trust                      |
        | sky-medical-technology-ltd   | Respira plc                  | device/company, inhaler/developer |
        | eastern-council              | Eastern Council              | inhaler/council                   |

  Rule: A name is the same without regard to capitals, signs, usual abbreviations and a legal form that one of two leaves out.

    Scenario: A trust written in short, and a company without its legal form
      Given the agreement "inhaler" between host and developer, in GBP from 2026-07-01
      And its parties are:
        | party     | name                   | company number |
        | host      | NORTHMOOR HOSP         |                |
        | developer | Sky Medical Technology |                |
      And its clause "development-cost":
        | kind   | cost share                     |
        | of     | development                    |
        | shares | { host: 50%, developer: 50% }  |
      When it is signed
      Then the register of parties on 2026-07-01 says:
        | party                        | name                         | agreements                        |
        | northmoor-hospital-nhs-trust | Northmoor Hospital NHS Trust | device/trust, inhaler/host        |
        | sky-medical-technology-ltd   | Sky Medical Technology Ltd   | device/company, inhaler/developer |

  Rule: A name that is only near to a known one stops the signing until it is said whether it means the same party.

    Scenario: Sky Medical, and nobody says who that is
      Given the agreement "inhaler" between developer and council, in GBP from 2026-07-01
      And its parties are:
        | party     | name            | company number |
        | developer | Sky Medical     |                |
        | council   | Eastern Council |                |
      And its clause "development-cost":
        | kind   | cost share                       |
        | of     | development                      |
        | shares | { developer: 50%, council: 50% } |
      When it is signed
      Then it is refused:
        """
        'Sky Medical' may be a party that is known already: sky-medical-technology-ltd (Sky Medical Technology Ltd) (parties, developer). Say --same-as developer=sky-medical-technology-ltd if it is, or --new developer if it is another.
        """
      And nothing more is recorded

    Scenario: Sky Medical is said to be the known company, and answers across agreements add the two up
      Given the agreement "inhaler" between developer and council, in GBP from 2026-07-01
      And its parties are:
        | party     | name            | company number |
        | developer | Sky Medical     |                |
        | council   | Eastern Council |                |
      And its clause "development-cost":
        | kind   | cost share                       |
        | of     | development                      |
        | shares | { developer: 50%, council: 50% } |
      And it is signed, where developer is the known sky-medical-technology-ltd
      When these costs are recorded:
        | on         | paid by                    | amount |
        | 2026-07-10 | Sky Medical Technology Ltd | 100.00 |
      Then over all agreements in GBP the shares of risk and reward are:
        | party                        | cash   | risk share |
        | northmoor-hospital-nhs-trust |   0.00 |     0.0000 |
        | sky-medical-technology-ltd   |  50.00 |     0.5000 |
        | eastern-council              |  50.00 |     0.5000 |
        | total                        | 100.00 |     1.0000 |

  Rule: Two numbers of one public register are two parties: a signing that gives a known party another number is refused.

    Scenario: The same name, and another company number
      Given the agreement "inhaler" between developer and council, in GBP from 2026-07-01
      And its parties are:
        | party     | name                       | company number |
        | developer | Sky Medical Technology Ltd | 07654321       |
        | council   | Eastern Council            |                |
      And its clause "development-cost":
        | kind   | cost share                       |
        | of     | development                      |
        | shares | { developer: 50%, council: 50% } |
      When it is signed
      Then it is refused:
        """
        'Sky Medical Technology Ltd' has the company number 07654321, and sky-medical-technology-ltd (Sky Medical Technology Ltd) has 01234567 (parties, developer). Correct the number that is wrong; two numbers of one register are two parties.
        """
      And nothing more is recorded

  Rule: Two parties that were taken for one by mistake are two again, with what each has signed.

    Background:
      Given the agreement "inhaler" between developer and council, in GBP from 2026-07-01
      And its parties are:
        | party     | name            | company number |
        | developer | Sky Medical     |                |
        | council   | Eastern Council |                |
      And its clause "development-cost":
        | kind   | cost share                       |
        | of     | development                      |
        | shares | { developer: 50%, council: 50% } |
      And it is signed, where developer is the known sky-medical-technology-ltd

    Scenario: The signing was told the wrong party
      When somebody types at the prompt:
        """
        pledger parties separate sky-medical-technology-ltd --in inhaler --note "another company"
        """
      Then the register of parties on 2026-07-01 says:
        | party                        | name                         | agreements        |
        | northmoor-hospital-nhs-trust | Northmoor Hospital NHS Trust | device/trust      |
        | sky-medical-technology-ltd   | Sky Medical Technology Ltd   | device/company    |
        | eastern-council              | Eastern Council              | inhaler/council   |
        | sky-medical                  | Sky Medical                  | inhaler/developer |

    Scenario: Answers across agreements keep the two apart
      Given these costs are recorded:
        | on         | paid by   | amount |
        | 2026-07-10 | developer | 100.00 |
      When somebody types at the prompt:
        """
        pledger parties separate sky-medical-technology-ltd --in inhaler --note "another company"
        """
      Then over all agreements in GBP the shares of risk and reward are:
        | party                        | cash   | risk share |
        | northmoor-hospital-nhs-trust |   0.00 |     0.0000 |
        | sky-medical-technology-ltd   |   0.00 |     0.0000 |
        | sky-medical                  |  50.00 |     0.5000 |
        | eastern-council              |  50.00 |     0.5000 |
        | total                        | 100.00 |     1.0000 |

    Scenario: A party that was never merged into another
      When somebody types at the prompt:
        """
        pledger parties separate eastern-council
        """
      Then the answer is:
        """
        pledger: eastern-council was never merged into another party (party). Add --in AGREEMENT if only an agreement means another party by it.
        """
      And nothing more is recorded
