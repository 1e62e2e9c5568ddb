Feature: Importing
  Finance sends a spreadsheet. Its rows are facts like those recorded one by one, under the same guards. One file is one
  transaction: if a row is bad, every bad row is shown with its place, and nothing is recorded.

  Background:
    Given the agreement "licence" between company and trust, in GBP from 2026-04-01
    And its contract years are NHS
    And its clause "development-cost":
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

  Rule: A column says how its dates and decimals are meant, where one cell alone could be read in two ways.

    Scenario: 01/06/2026 is the first of June, and 1.000 a thousand, because of the row above
      Given the file "sales.csv":
        """
        Sales of the first quarter;;
        ;;
        Invoice date;Product;Net sales (£)
        13/05/2026;device;1.234,50
        01/06/2026;device;1.000
        30/06/2026;device;(500)
        Total;;1.734,50
        """
      When somebody types at the prompt:
        """
        pledger import sales.csv
        """
      Then the answer is:
        """
        Recorded in one transaction from sales.csv: 3 facts.
        licence:
          3 of sales (S1 to S3), device, GBP 1,734.50, dated 2026-05-13 to 2026-06-30.
          Booked under royalty, company to trust: GBP 173.45.
        Left out, being no facts: row 7 (a total).
        Next: pledger shares licence
        """
      And "royalty" makes due:
        | for          | amount | because        |
        | FY2026/27-Q1 | 173.45 | 1,734.50 x 10% |
        | total        | 173.45 |                |

  Rule: All rows are checked before any is recorded; each bad one is shown with its place and what would be right.

    Scenario: A day that does not exist, a cost that nobody shares, and a date before the term
      Given the workbook "book.xlsx" with the sheet "Costs":
        | Date       | Category    | Paid by | Amount  |
        | 2026-05-13 | development | trust   | £ 1,000 |
        | 2026-05-14 | travel      | trust   | 200.00  |
      And the workbook "book.xlsx" with the sheet "Sales":
        | Date       | Product | Amount |
        | 31/04/2026 | device  | 900.00 |
        | 31/03/2026 | device  | 800.00 |
      When somebody types at the prompt:
        """
        pledger import book.xlsx
        """
      Then the answer is:
        """
        pledger: the bad cells are coloured in book.marked.xlsx, each with what is wrong
        pledger: 3 rows are bad, and nothing was recorded (book.xlsx). Correct and import it again, or add --skip-bad to record the one that is good.
          Costs, row 3, column B (Category): No clause of licence shares the cost 'travel'. There are: development. For a cost that the party bears alone add the column 'unshared'.
          Sales, row 2, column A (Date): '31/04/2026' does not exist: April has 30 days. Write 2026-04-30 for its last day.
          Sales, row 3, column A (Date): The sale is dated 2026-03-31, before licence takes effect on 2026-04-01. Correct the date, or record it under the agreement that held then.
        """
      And nothing more is recorded

  Rule: A row that may correct a recorded fact is stopped, and shown beside it.

    Scenario: The sales of June are sent again with another amount
      Given these sales are recorded:
        | on         | amount   |
        | 2026-06-30 | 1,000.00 |
      And the file "sales.csv":
        """
        date,amount
        2026-06-30,1200
        2026-07-31,300
        """
      When somebody types at the prompt:
        """
        pledger import sales.csv --kind sales
        """
      Then the answer is:
        """
        pledger: 1 row is bad, and nothing was recorded (sales.csv). Correct and import it again, or add --skip-bad to record the one that is good.
          row 2, column B (amount): GBP 1,200.00 may correct what is recorded: S1, sales, 2026-06-30, company, device, GBP 1,000.00. If it does, write S1 under 'restates'; if both happened, give it a reference of its own or add --new.
        """
      And nothing more is recorded

    Scenario: The row says what it restates
      Given these sales are recorded:
        | on         | amount   |
        | 2026-06-30 | 1,000.00 |
      And the file "sales.csv":
        """
        date,amount,restates
        2026-06-30,1200,S1
        """
      When somebody types at the prompt:
        """
        pledger import sales.csv --kind sales
        """
      Then "royalty" makes due:
        | recorded with | amount | because        |
        | S1            | 100.00 | 1,000.00 x 10% |
        | S2            |  20.00 | 1,200.00 x 10% |
        | total         | 120.00 |                |

  Rule: The same file twice records nothing twice.

    Scenario: A file is imported again under another map of its columns
      Given the file "sales.csv":
        """
        Booked,Net
        2026-06-30,1000
        """
      And somebody types at the prompt:
        """
        pledger import sales.csv --kind sales --map on=Booked
        """
      When somebody types at the prompt:
        """
        pledger import sales.csv --kind sales --map on=Booked --map amount=Net
        """
      Then nothing more is recorded
      And "royalty" makes due:
        | recorded with | amount | because        |
        | S1            | 100.00 | 1,000.00 x 10% |
        | total         | 100.00 |                |

  Rule: Whatever can be recorded can be imported; a row names a due as people do at the prompt.

    Scenario: An invoice, and a payment against the same due
      Given these sales are recorded:
        | on         | amount   |
        | 2026-06-30 | 1,000.00 |
      And the workbook "book.xlsx" with the sheet "Invoices":
        | Date       | Against              | Party | Reference |
        | 2026-07-15 | royalty@FY2026/27-Q1 | trust | INV-7     |
      And the workbook "book.xlsx" with the sheet "Payments":
        | Date       | Against              | From    | Amount |
        | 2026-08-31 | royalty@FY2026/27-Q1 | company | 100.00 |
      When somebody types at the prompt:
        """
        pledger import book.xlsx
        """
      Then the answer is:
        """
        Recorded in one transaction from book.xlsx: 2 facts.
        licence:
          1 of payment (P1), trust, GBP 100.00, dated 2026-08-31.
          1 of invoice (INV-7), trust, GBP 100.00, dated 2026-07-15.
        Next: pledger shares licence
        """
