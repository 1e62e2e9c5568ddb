"""The tables of the views: disposable, folded from the events, and told apart by `SCHEMA` when their shape changes.

Amounts are BIGINT in minor units of the agreement's currency; dates are ISO texts, which sort as they should and
mean the same in every database. `positions` and `totals` are running totals, so that shares never scan entries.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, true

SCHEMA = 14
"""Raised whenever a table or what is written into it changes; views of another schema are built anew."""

metadata = MetaData()

_Id = BigInteger().with_variant(Integer, "sqlite")
"""The type of an event's id that is a key by itself: SQLite orders a table by one that is called just so."""


def _id(name: str = "agreement") -> Column[str]:
    return Column(name, String, primary_key=True)


tracking = Table(
    "tracking",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("instant", String),
    Column("root", String),
    Column("frontier", LargeBinary, nullable=False),
)
"""One row: up to which event the views go, when that was recorded, and the Merkle root and frontier there."""

agreements = Table(
    "agreements",
    metadata,
    _id(),
    Column("title", String, nullable=False),
    Column("currency", String, nullable=False),
    Column("digits", Integer, nullable=False),
    Column("effective", String, nullable=False),
    Column("until", String),
    Column("year", String, nullable=False),
    Column("terms", LargeBinary, nullable=False),
    Column("signed", BigInteger, nullable=False),
    Column("voided", BigInteger),
)
"""Agreements as signed; `signed` and `voided` are ids of events."""

terms = Table(
    "terms",
    metadata,
    _id(),
    Column("event", BigInteger, primary_key=True, autoincrement=False),
    Column("effective", String, nullable=False),
    Column("terms", LargeBinary, nullable=False),
)
"""The terms as signed and every time they were amended, by the event; `effective` is the day from which they hold."""

parties = Table(
    "parties",
    metadata,
    _id(),
    _id("party"),
    Column("ordinal", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String),
)
"""Who signed, in the order of the document."""

register = Table(
    "register",
    metadata,
    Column("event", _Id, primary_key=True, autoincrement=False),
    Column("topic", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The events of the register of parties, as they are stored."""

clauses = Table(
    "clauses",
    metadata,
    _id(),
    _id("clause"),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("payer_counts", String, nullable=False),
    Column("payee_counts", String, nullable=False),
    Column("credited", String),
    Column("recurs", Boolean, nullable=False),
    Column("timed", Boolean, nullable=False),
)
"""The clauses in the order of the document, what an entry counts as for either side, whose credits stay, and whether
what they pay comes again and again.
"""

measures = Table("measures", metadata, _id(), _id("clause"), _id("measure"))
"""Which measures of facts each clause reads."""

provenances = Table(
    "provenances",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("provenance", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Who recorded events, how and on what evidence, as JSON: once, since one provenance stands behind many events.

`id` is the first half of its SHA-256, so that it is the same whoever works it out.
"""

events = Table(
    "events",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=False),
    Column("agreement", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("event", String, nullable=False),
    Column("at", String),
    Column("ref", String),
    Column("on", String),
    Column("party", String),
    Column("entries", Integer, nullable=False),
    Column("provenance_id", LargeBinary, nullable=False),
    Column("reason", String),
    Column("listed", LargeBinary),
    Index("events_of_agreement", "agreement", "id"),
)
"""Every event; `on` is its effective date, `reason` the salted hash of a text.

`listed` sums a list of facts up, as JSON.
"""

closes = Table(
    "closes",
    metadata,
    Column("event", _Id, primary_key=True, autoincrement=False),
    Column("agreement", String, nullable=False),
    Column("period", String, nullable=False),
    Column("through", String, nullable=False),
)
"""The closes of periods: by which event, and the last day that each of them closed."""

facts = Table(
    "facts",
    metadata,
    _id(),
    _id("ref"),
    Column("event", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("on", String, nullable=False),
    Column("counted_on", String, nullable=False),
    Column("party", String, nullable=False),
    Column("of", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("status", String, nullable=False, server_default="counts"),
    Column("restates", String),
    Column("deductions", LargeBinary),
    Column("details", LargeBinary),
    Column("evidenced", Boolean, nullable=False, server_default=true()),
    Column("original", LargeBinary),
    Index("facts_of_a_kind", "agreement", "kind"),
    sqlite_with_rowid=False,
)
"""Every fact with its status; of a payment `party` pays and `of` receives; `counted_on` dates its entitlement.

`details` is the whole event, as JSON, where a fact is no amount but an outcome or a measurement; of a fact in a list it
is its row in the file. `original` is, as JSON, what was converted from another currency.

The amount of a contribution in kind is its quantity in thousandths of a unit; it may lack the evidence agreed.
"""

MOSTLY = {facts: ("counts", None, None, None, True, None), events: (None, None)}
"""What most rows have in the last columns: the database fills it in for less than it takes to hand it over."""

entries = Table(
    "entries",
    metadata,
    Column("event", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("agreement", String, nullable=False),
    Column("clause", String, nullable=False),
    Column("role", String, nullable=False),
    Column("payer", String, nullable=False),
    Column("payee", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("period", String, nullable=False),
    Column("booked", String, nullable=False),
    Column("due", String),
    Column("true_up", Boolean, nullable=False),
    Column("working", LargeBinary, nullable=False),
    Index("entries_by_day", "agreement", "booked"),
    sqlite_with_rowid=False,
)
"""What was booked: entry `n`, from 1, of an event; `working` is JSON."""

settlements = Table(
    "settlements",
    metadata,
    Column("event", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("agreement", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("on", String, nullable=False),
    Column("clause", String, nullable=False),
    Column("role", String, nullable=False),
    Column("period", String, nullable=False),
    Column("payer", String, nullable=False),
    Column("payee", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Index("settlements_by_day", "agreement", "on"),
    Index("settlements_by_payment", "agreement", "ref"),
    sqlite_with_rowid=False,
)
"""What payments settled, clause by clause; clause "" holds what was left over. A reversal is a row below zero."""

held = Table(
    "held",
    metadata,
    Column("event", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("agreement", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("on", String, nullable=False),
    Column("clause", String, nullable=False),
    Column("role", String, nullable=False),
    Column("period", String, nullable=False),
    Column("payer", String, nullable=False),
    Column("payee", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Index("held_by_day", "agreement", "on"),
    Index("held_by_ref", "agreement", "ref"),
    sqlite_with_rowid=False,
)
"""What is held of dues, clause by clause: waived, or disputed, as `kind` says. What is given back is below zero."""

accruals = Table(
    "accruals",
    metadata,
    Column("event", BigInteger, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("agreement", String, nullable=False),
    Column("on", String, nullable=False),
    Column("clause", String, nullable=False),
    Column("role", String, nullable=False),
    Column("payer", String, nullable=False),
    Column("payee", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("period", String, nullable=False),
    Column("entry", LargeBinary),
    Index("accruals_by_day", "agreement", "on"),
    sqlite_with_rowid=False,
)
"""Both legs of what was accrued: `entry` as JSON, with its working, and without one the leg that reverses it."""

positions = Table(
    "positions",
    metadata,
    _id(),
    _id("clause"),
    _id("payer"),
    _id("payee"),
    Column("due", BigInteger, nullable=False),
    Column("entries", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Running totals between two parties under a clause: what entries made due, how many there are, what was paid."""

totals = Table("totals", metadata, _id(), _id("party"), _id("measure"), Column("amount", BigInteger, nullable=False))
"""Running totals of facts by party: "cost" that counts, "claimed" that awaits acceptance, and each base."""

daily = Table(
    "daily",
    metadata,
    _id(),
    _id("on"),
    _id("party"),
    _id("measure"),
    Column("amount", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Sums by day of what parties spent and paid in, by measure, and the days up to which closes let time pass."""

flows = Table(
    "flows",
    metadata,
    _id(),
    _id("on"),
    _id("clause"),
    _id("payer"),
    _id("payee"),
    Column("amount", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Sums by day of what was paid under a clause, on the day of the payment, and of what a party kept or gave itself."""
