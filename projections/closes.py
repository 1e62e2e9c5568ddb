"""Which event closed a day, and what that leaves of a statement: once its days are closed, nothing enters them.

What is dated on a closed day and recorded later, as a payment that was overlooked, enters the first open day: a
statement that was issued stays as it was.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from contracts.periods import Span
from projections import tables


def closing_of(connection: Connection, agreement: str, day: date) -> int | None:
    """Return the event that closed a day, None while it is open."""
    closes = tables.closes.c
    reached = select(closes.event).where(closes.agreement == agreement, closes.through >= day.isoformat())
    return connection.execute(reached.order_by(closes.event).limit(1)).scalar()


class Entering:
    """Conditions for what has a day and an event: by when it enters the statements."""

    def __init__(self, connection: Connection, agreement: str) -> None:
        self._connection = connection
        self._agreement = agreement

    def by(self, on: ColumnElement[str], event: ColumnElement[int], day: date) -> ColumnElement[bool]:
        """Hold for what has entered at the end of a day: dated by then, and recorded no later than its close."""
        closing = closing_of(self._connection, self._agreement, day)
        dated = on <= day.isoformat()
        return dated if closing is None else and_(dated, event <= closing)

    def within(self, on: ColumnElement[str], event: ColumnElement[int], span: Span) -> ColumnElement[bool]:
        """Hold for what enters on the days of a span."""
        before = date.fromordinal(span.first.toordinal() - 1)
        closing = closing_of(self._connection, self._agreement, before)
        since: ColumnElement[bool] = on >= span.first.isoformat()
        late = since if closing is None else or_(since, event > closing)
        return and_(late, self.by(on, event, span.last))
