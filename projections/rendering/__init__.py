"""How answers look: one neutral model of a report, written to a terminal, as JSON, as CSV or as a workbook.

Nothing here adds anything up; a report arrives with its figures in it. Each format stands in a module of its
own and is imported when it is asked for, so that recording never pays for tables and spreadsheets.
"""
