"""What an event says, in sentences: the fact, by whom, of what and when, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from contracts.parts.quantity import quantity_text
from ledger.cli.answer_dues import dealing_remembered, dealing_said
from ledger.cli.answer_effects import consequences
from ledger.cli.answer_life import life_consequences, life_remembered
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.commitment_words import commitment_in_words, release_in_words
from ledger.conversion_events import RateRecorded
from ledger.conversion_words import original_in_words, rate_in_words, rate_remembered
from ledger.due_events import DEALINGS, Dealing
from ledger.events import (
    AgreementAmended,
    AgreementSigned,
    AgreementVoided,
    Body,
    CostRecorded,
    EngineAdopted,
    Event,
    Evidence,
    FactAccepted,
    FactReversed,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    PaymentRecorded,
    PeriodClosed,
    SalesRecorded,
)
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.gate_words import gate_in_words
from ledger.in_kind_events import UnvaluedRecorded
from ledger.life_events import LifeEvent
from ledger.life_words import LIFE_KINDS, life_in_words
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded
from ledger.outcome_words import non_response_in_words, outcome_in_words, quality_in_words

if TYPE_CHECKING:
    from ledger.agreement import Agreement
    from ledger.cli.answer_names import Names
    from ledger.facts import Fact


def happened(agreement: Agreement, event: Event, names: Names, *, dry_run: bool = False) -> Iterator[str]:
    """Yield what was recorded, or with `dry_run` would be, and what makes it count or not."""
    body = event.body
    verb = _VERBS.get(type(body), "recorded")
    head = f"Would be {verb}" if dry_run else verb.capitalize()
    match body:
        case AgreementSigned():
            yield f"{head}: {_signed(agreement, body, names)}"
        case AgreementVoided():
            yield f"{head}: {agreement.id}, {agreement.contract.terms.title}. Its id can't be used again."
        case EngineAdopted():
            yield f"{head}: engine {body.to_engine} for {agreement.id}, in place of engine {body.from_engine}."
        case PeriodClosed():
            yield f"{head}: {body.period} of {agreement.id}, and all time up to {names.day(body.through)}."
            yield from (f"  Statement of {names.party(seal.party)}: SHA-256 {seal.sha256}" for seal in body.statements)
        case AgreementAmended():
            yield f"{head}: {agreement.id}; the terms of {body.source.name} hold from {names.day(body.effective)} on."
        case FactAccepted():
            fact = agreement.facts[body.ref]
            what = _remembered(fact, names)
            yield f"{head}: {agreement.id}/{body.ref} by {names.party(body.party)} on {names.day(body.on)}, {what}."
        case FactReversed():
            yield f"{head}: {agreement.id}/{body.ref}, {_remembered(agreement.facts[body.ref], names)}."
        case _:
            living = life_in_words(body, names.party, names.day) if isinstance(body, LifeEvent) else None
            ref = getattr(body, "ref", "")
            yield f"{head} as {agreement.id}/{ref}: {living or _fact(body, names)}."
    if isinstance(body, LifeEvent):
        yield from life_consequences(agreement, body, names)
    else:
        yield from consequences(agreement, body, names)
    yield from kept(body)


_VERBS: dict[type[Body], str] = {
    AgreementSigned: "signed",
    AgreementVoided: "voided",
    EngineAdopted: "adopted",
    PeriodClosed: "closed",
    AgreementAmended: "amended",
    FactAccepted: "accepted",
    FactReversed: "reversed",
}


def _signed(agreement: Agreement, body: AgreementSigned, names: Names) -> str:
    end = f"until {names.day(body.until)}" if body.until else "without an end"
    parties = ", ".join(f"{names.party(party)} ({party})" for party in names.parties)
    return (
        f"{agreement.id}, {body.title}. It holds from {names.day(body.effective)} {end}, in {body.currency}. "
        f"Parties: {parties}."
    )


def _fact(body: Body, names: Names) -> str:
    """Say what a fact is."""
    if isinstance(body, Dealing):
        return dealing_said(body, names)
    match body:
        case CostRecorded():
            back = "got back by" if body.amount < 0 else "paid by"
            what = f"{body.of}, {names.money(abs(body.amount))}{_original(body)}"
            said = f"{what} on {names.day(body.on)}, {back} {names.party(body.party)}"
        case SalesRecorded() | IncomeRecorded():
            said = _receipts(body, names)
        case MilestoneClaimed():
            said = f"{names.party(body.party)} claims {names.clause(body.clause)}, reached on {names.day(body.on)}"
        case OverspendApproved():
            year = f"for the contract year of {names.day(body.on)}"
            what = f"{names.money(body.amount)} above the budget of {names.clause(body.clause)}"
            said = f"{names.party(body.party)} approves {what}, {year}"
        case OutcomeRecorded() | QualityRecorded() | NonResponseClaimed():
            said = _measured(body, names)
        case GateShut() | GateOpened():
            said = gate_in_words(body, names.day)
        case RateRecorded():
            said = f"{rate_in_words(body, names.currency, names.day)}, as {names.party(body.party)} says"
        case _ if isinstance(body, Given):
            said = _given(body, names)
        case PaymentRecorded():
            payer, payee = names.party(body.payer), names.party(body.payee)
            said = f"{payer} paid {payee} {names.money(body.amount)} on {names.day(body.on)}"
        case _:
            raise AssertionError(f"{type(body).__name__} is no fact")
    return said


def _measured(body: OutcomeRecorded | QualityRecorded | NonResponseClaimed, names: Names) -> str:
    """Say what was measured of people, or was missing in them."""
    day = names.day(body.on)
    match body:
        case OutcomeRecorded():
            return f"{outcome_in_words(body, names.digits)}, on {day}"
        case QualityRecorded():
            return f"{quality_in_words(body)}, on {day}"
        case NonResponseClaimed():
            return f"{non_response_in_words(body, names.day(body.claimed))}, of {day}"


Given: TypeAlias = (
    InKindRecorded
    | UnvaluedRecorded
    | ContributionRecorded
    | DistributionRecorded
    | CommitmentRecorded
    | CommitmentReleased
)


def _given(body: Given, names: Names) -> str:
    """Say what was put in, promised or paid out."""
    match body:
        case InKindRecorded() | UnvaluedRecorded():
            by = "taken back by" if body.quantity_thousandths < 0 else "contributed in kind by"
            what = f"{body.item}, {quantity_text(abs(body.quantity_thousandths))}"
            said = f"{what}, on {names.day(body.on)}, {by} {names.party(body.party)}"
        case ContributionRecorded():
            back = "got back unused by" if body.amount < 0 else "paid in by"
            what = f"capital of {body.of}, {names.money(abs(body.amount))}"
            said = f"{what} on {names.day(body.on)}, {back} {names.party(body.party)}"
        case DistributionRecorded():
            said = f"a distribution of {body.of}, {names.money(body.amount)}, on {names.day(body.on)}"
        case CommitmentRecorded() | CommitmentReleased():
            said = _commitment(body, names)
    return said


def _commitment(body: CommitmentRecorded | CommitmentReleased, names: Names) -> str:
    party, amount = names.party(body.party), names.money(body.amount)
    if isinstance(body, CommitmentReleased):
        return f"{release_in_words(body.commitment, amount)}, on {names.day(body.on)}, of {party}"
    until = f", until {names.day(body.until)}" if body.until else ""
    return f"{commitment_in_words(body, amount)}, on {names.day(body.on)}, by {party}{until}"


def _receipts(body: SalesRecorded | IncomeRecorded, names: Names) -> str:
    sales = isinstance(body, SalesRecorded)
    back = body.amount < 0
    kind = ("returns" if back else "sales") if sales else ("income paid back" if back else "income")
    by = "by" if sales else "received by"
    who, day = names.party(body.party), names.day(body.on)
    less = [f"{part.kind} {names.money(part.amount)}" for part in getattr(body, "deductions", ())]
    deducted = f", less {', '.join(less)}" if less else ""
    return f"{kind} of {body.of}, {names.money(abs(body.amount))}{_original(body)}{deducted}, on {day}, {by} {who}"


def _original(body: Body) -> str:
    """Say what an amount was in another currency."""
    return original_in_words(getattr(body, "original", None))


def _remembered(fact: Fact, names: Names) -> str:
    """Say what an earlier fact was."""
    day, party = names.day(fact.on), names.party(fact.party)
    match fact.kind:
        case "milestone":
            said = f"the claim of {party} that {names.clause(fact.of)} was reached on {day}"
        case "in kind":
            said = f"{fact.of}, {quantity_text(fact.amount)}, contributed in kind by {party} on {day}"
        case "unvalued":
            said = f"{fact.of}, {quantity_text(fact.amount)}, contributed in kind by {party} on {day}, without a value"
        case "estimate":
            kind, _, of = fact.of.partition(":")
            until = names.day(fact.until or fact.on)
            said = f"the estimate of {kind} of {of}, {names.money(fact.amount)}, from {day} to {until}"
        case "release":
            said = f"the {release_in_words(fact.of, names.money(fact.amount))}, of {day}"
        case "approval":
            said = f"the approval of {names.money(fact.amount)} by {party}, of {day}"
        case "gate" | "rate":
            said = _stood(fact, names)
        case "payment":
            said = f"the payment of {names.money(fact.amount)} from {party} to {names.party(fact.of)}"
        case "outcome" | "non-response":
            what = f"the outcome of {fact.of}, shown" if fact.kind == "outcome" else f"a missing {fact.of}, claimed"
            said = f"{what} by {party}, of {day}"
        case "quality":
            outcome, _, measured = fact.of.rpartition(":")
            said = f"{measured} beside {outcome}, measured by {party}, of {day}"
        case _ if fact.kind in (*LIFE_KINDS, *DEALINGS.values()):
            said = (life_remembered if fact.kind in LIFE_KINDS else dealing_remembered)(fact, names)
        case _:
            what = fact.of if fact.kind == "cost" else f"{fact.kind} of {fact.of}"
            said = f"{what}, {names.money(fact.amount)}, of {day}"
    return said


def _stood(fact: Fact, names: Names) -> str:
    """Say how a gate stood, or what a currency was worth."""
    if fact.kind == "rate":
        return rate_remembered(fact, names.day)
    return f"the {'shutting' if fact.amount > 0 else 'opening'} of the gate {fact.of} on {names.day(fact.on)}"


def kept(body: Body) -> Iterator[str]:
    """Say what is kept of files: name, size and hash."""
    files: list[tuple[str, Evidence]] = [("Evidence", evidence) for evidence in body.provenance.evidence]
    if isinstance(body, AgreementSigned):
        files.insert(0, ("Terms", body.source))
        if body.document:
            files.insert(1, ("Signed document", body.document))
    for what, file in files:
        yield f"  {what}: {file.name}, {file.size:,} bytes, SHA-256 {file.sha256}"
