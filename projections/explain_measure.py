"""An explanation of one measure: the lines that add up to each party's figure, and the figure itself as their total.

Rates of return, multiples and payback are explained by the flows they are worked out on.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from contracts.suggestions import nearest
from ledger.errors import NotFound
from projections.addends import Figure
from projections.asking import NOW, Agreed, Asked, find_agreement, footing
from projections.bases import DEFAULT
from projections.measure_lines import FIGURES, lines_of
from projections.measures import multiple, payback, rates_of_return
from projections.rendering.figures import four_places
from projections.rendering.report import Report, Row, Table, day, money, text
from projections.returns import Flow, added, listed_flows
from projections.standing import standings

RETURNS = {"irr": "rate of return", "moic": "multiple", "payback": "payback"}
"""The measures that are worked out on flows."""

_NAMES = {**FIGURES, **RETURNS}


def explain_measure(
    connection: Connection, agreement: str, measure: str, party: str | None = None, asked: Asked = NOW
) -> Report:
    """Explain a measure for a party, or for all of them. Raises NotFound."""
    agreed = find_agreement(connection, agreement)
    name = _named(measure)
    wanted = agreed.party(party)
    parties = [wanted] if wanted else list(agreed.parties)
    if name in RETURNS:
        blocks, notes = _returns(connection, agreed, parties, asked)
    else:
        blocks, notes = [_lines(connection, agreed, name, each, asked) for each in parties], []
    basis = "returns" if name in RETURNS else name.replace("at_risk", "capital at risk")
    return Report(
        title=f"What {_NAMES[name]} is added up from: {agreed.title} ({agreed.id})",
        blocks=tuple(blocks),
        notes=tuple(notes),
        footing=footing(connection, asked, [(what, words) for what, words in DEFAULT.named() if what == basis]),
    )


def _named(word: str) -> str:
    """Return the measure that was meant. Raises NotFound, with the nearest."""
    known = [*_NAMES]
    name = "_".join(word.casefold().replace("-", " ").replace("_", " ").split())
    if name in known:
        return name
    by_heading = {heading: known_as for known_as, heading in _NAMES.items()}
    if word.casefold() in by_heading:
        return by_heading[word.casefold()]
    near = nearest(name, known)
    fix = f"Did you mean '{near}'?" if near else f"There are: {', '.join(known)}"
    raise NotFound(f"There is no measure '{word}'", where="--measure", fix=fix)


def _lines(connection: Connection, agreed: Agreed, measure: str, party: str, asked: Asked) -> Table:
    lines = lines_of(Figure(connection, agreed, party, asked.as_of), measure)
    rows: list[Row] = [(line.on, line.reference, line.what, line.amount) for line in lines]
    amounts = [line.amount for line in lines if line.amount is not None]
    total = None if len(amounts) < len(lines) else sum(amounts)
    columns = (
        day("on", "Day"),
        text("reference", "Reference"),
        text("what", "What"),
        money("amount", "Amount", agreed.currency, agreed.digits),
    )
    return Table(
        f"{measure}:{party}",
        columns,
        tuple(rows),
        title=f"{FIGURES[measure].capitalize()} of {agreed.name(party)}",
        total=(None, "", "Together", total),
        empty="Nothing adds up to it.",
    )


def _returns(connection: Connection, agreed: Agreed, parties: list[str], asked: Asked) -> tuple[list[Table], list[str]]:
    """Show the flows of each party with what they come to, and the measures worked out on them."""
    flows = list(listed_flows(connection, agreed.id))
    stands = standings(connection, agreed.id, agreed.parties, asked.as_of)
    blocks, notes = [], []
    for party in parties:
        own = [flow for flow in flows if flow.party == party]
        blocks.append(_flows(agreed, party, own))
        netted = added({flow.on: flow.amount} for flow in own)
        rates = [f"{float(rate):.6f}" for rate in rates_of_return(netted)]
        back = payback(netted)
        stand = stands[party]
        times = multiple(stand.received, stand.risk)
        invested = f"reward received {agreed.money(stand.received)} over cash and in kind {agreed.money(stand.risk)}"
        notes.append(
            f"{agreed.name(party)}: rate of return {' or '.join(rates) or 'undefined'}; "
            f"multiple {four_places(times) if times is not None else 'undefined'}, {invested}; "
            f"payback {f'after {four_places(back)} years' if back is not None else 'never'}."
        )
    return blocks, notes


def _flows(agreed: Agreed, party: str, flows: list[Flow]) -> Table:
    columns = (
        day("on", "Day"),
        text("what", "What"),
        money("amount", "In, or out below zero", agreed.currency, agreed.digits),
        money("balance", "So far", agreed.currency, agreed.digits),
    )
    rows = tuple(_running(sorted(flows, key=lambda flow: flow.on)))
    total = (None, "Together", sum(flow.amount for flow in flows), None)
    title = f"Flows of {agreed.name(party)}"
    return Table(f"flows:{party}", columns, rows, title=title, total=total, empty="Nothing was put in or got out.")


def _running(flows: list[Flow]) -> Iterator[Row]:
    balance = 0
    for flow in flows:
        balance += flow.amount
        yield (flow.on, flow.source, flow.amount, balance)
