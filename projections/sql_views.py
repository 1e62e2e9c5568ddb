"""Views in SQL for Power BI, Excel, Tableau and whoever else reads tables: a promise that SQL_VIEWS.md writes down.

Their names begin with their version. A column may be added at the end of one; whatever else changes, changes in a
`v2_` beside it. They stand over the tables of the views, and are read-only: on a server the reader's role sees them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Connection, inspect

from contracts.clause import VENTURE

_WORDS: Mapping[str, Mapping[str, str]] = {
    # Multiplied, not divided: so the amount is exact, and has as many decimals as the currency.
    "postgresql": {
        "AMOUNT": "{0} * CASE a.digits WHEN 0 THEN 1 WHEN 2 THEN 0.01 WHEN 3 THEN 0.001 ELSE 0.0001 END",
        "DAY": "CAST({0} AS date)",
        "INSTANT": "CAST({0} AS timestamp with time zone)",
    },
    # SQLite has no decimal type: this is the nearest that it can show, and the exact amount stands beside it.
    "sqlite": {
        "AMOUNT": "{0} / CASE a.digits WHEN 0 THEN 1.0 WHEN 2 THEN 100.0 WHEN 3 THEN 1000.0 ELSE 10000.0 END",
        "DAY": "{0}",
        "INSTANT": "{0}",
    },
}
"""How a database writes an amount in whole units of its currency, a date and an instant."""

_WORD = re.compile(r"\b(AMOUNT|DAY|INSTANT|PARTY)\(([^)]*)\)")

_PARTY = f"coalesce({{0}}.name, CASE t.{{0}} WHEN '{VENTURE}' THEN 'the common pot' ELSE t.{{0}} END)"

_AGREED = """JOIN agreements AS a ON a.agreement = t.agreement
    LEFT JOIN parties AS payer ON payer.agreement = t.agreement AND payer.party = t.payer
    LEFT JOIN parties AS payee ON payee.agreement = t.agreement AND payee.party = t.payee"""

_VIEWS = {
    "v1_entries": """SELECT t.event, t.n AS entry, t.agreement, a.title, t.clause, t.role,
        t.payer, PARTY(payer) AS payer_name, t.payee, PARTY(payee) AS payee_name,
        AMOUNT(t.amount) AS amount, a.currency, t.amount AS amount_minor,
        t.period, DAY(t.booked) AS booked, DAY(t.due) AS due, t.true_up
    FROM entries AS t AGREED""",
    "v1_positions": """SELECT t.agreement, a.title, t.clause,
        t.payer, PARTY(payer) AS payer_name, t.payee, PARTY(payee) AS payee_name,
        AMOUNT(t.due) AS due, AMOUNT(t.paid) AS paid, a.currency,
        t.due AS due_minor, t.paid AS paid_minor, t.entries
    FROM positions AS t AGREED""",
    "v1_events": """SELECT t.id AS event, t.agreement, t.version, t.event AS kind, INSTANT(t.at) AS recorded_at,
        DAY(t."on") AS effective, t.ref AS reference, t.party, t.entries
    FROM events AS t""",
}
"""Each view's SELECT by its name, with words in capitals that each database writes in its own way."""


def make_sql_views(connection: Connection) -> None:
    """Make the views over tables that were just made."""
    words = {**_WORDS[connection.dialect.name], "PARTY": _PARTY}
    for name, select in _VIEWS.items():
        written = _WORD.sub(lambda word: words[word[1]].format(word[2]), select.replace("AGREED", _AGREED))
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {written}")


def drop_sql_views(connection: Connection) -> None:
    """Drop the views, and on a server what others built on them, before the tables below them go."""
    cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
    for name in inspect(connection).get_view_names():
        if re.match(r"v\d+_", name):
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}{cascade}")
