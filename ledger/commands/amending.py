"""`amend`: the parties agreed other terms, which hold from a day on, past or future."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import ClassVar

import msgspec

from contracts.contract import booking
from contracts.terms import GRAMMAR, AgreementTerms, Party
from contracts.timeline import in_force
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.commands.converting import refuse_other_rates
from ledger.errors import Refused
from ledger.events import AgreementAmended, Evidence, Provenance
from ledger.joined import Joining
from ledger.joining import UNDECIDED, Decided, Signing, join
from ledger.parties import Register


class Amend(Command, frozen=True, kw_only=True):
    """The whole document as amended, and the day from which it holds."""

    name: ClassVar[str] = "amend"
    effective: date
    terms: msgspec.Raw
    source: Evidence
    document: Evidence | None = None
    decided: Decided = UNDECIDED

    @classmethod
    def of(
        cls,
        terms: AgreementTerms,
        effective: date,
        source: Evidence,
        document: Evidence | None,
        decided: Decided = UNDECIDED,
    ) -> Amend:
        """Make the request from checked terms, the file they were in, the signed amendment, and who is who."""
        document_terms = msgspec.Raw(terms.to_json())
        return cls(effective=effective, terms=document_terms, source=source, document=document, decided=decided)

    def joining(self, register: Callable[[], Register], provenance: Provenance) -> Joining:
        """Find out who the parties are that the amendment brings in or names anew."""
        terms = AgreementTerms.from_json(bytes(self.terms))
        return join(register(), Signing(terms.agreement, self.effective, bytes(self.terms), self.decided), provenance)

    def parties(self, agreement: Agreement) -> Mapping[str, Party]:
        """Return the parties of the terms as amended."""
        return AgreementTerms.from_json(bytes(self.terms)).parties

    def body(self, agreement: Agreement, provenance: Provenance) -> AgreementAmended:
        """Refuse what an amendment cannot change: the frame of the agreement, and how a clause counts and rounds."""
        terms = AgreementTerms.from_json(bytes(self.terms))
        if terms == agreement.contract.terms and _hold(agreement, terms, self.effective):
            raise Refused("The document says nothing that does not hold already", fix="Amend a copy of the terms")
        if self.effective < agreement.contract.terms.effective:
            raise Refused(
                f"The amendment would hold from {self.effective}, before {agreement.id} takes effect",
                where="--effective",
                fix=f"Write {agreement.contract.terms.effective} or later",
            )
        if agreement.opening and self.effective <= agreement.opening.on:
            raise Refused(
                f"The amendment would hold from {self.effective}, before {agreement.id} was taken over",
                where="--effective",
                fix=f"Write a day after {agreement.opening.on}; what was told before stays as it was",
            )
        for party in agreement.contract.terms.parties:
            if party not in terms.parties:
                raise Refused(
                    f"The document leaves out {party}, which is a party to {agreement.id}",
                    where="parties",
                    fix="Keep it in the list; one that leaves is named by no clause any more, or has a share of 0%",
                )
        for what in _fixed(agreement, terms):
            raise Refused(f"An amendment cannot change {what}", fix="Sign another agreement for that")
        refuse_other_rates(agreement, terms, self.effective)
        return AgreementAmended(
            effective=self.effective,
            grammar=GRAMMAR,
            terms=self.terms,
            source=self.source,
            document=self.document,
            entries=(),
            provenance=provenance,
        )


def _fixed(agreement: Agreement, terms: AgreementTerms) -> Iterator[str]:
    """Yield what the amended terms change and may not."""
    before = agreement.contract.terms
    for field, name in (
        ("agreement", "id"),
        ("currency", "currency"),
        ("effective", "effective date"),
        ("year", "year"),
    ):
        if getattr(before, field) != getattr(terms, field):
            yield f"the {name} of the agreement"
    for name, (formula, clause) in booking(terms).items():
        held = agreement.contract.clauses.get(name)
        if held is None:
            continue
        if type(held) is not formula:
            yield f"the kind of the clause '{name}'"
            continue
        anew = formula(name, clause, agreement.contract.setting)
        if (anew.by_year, anew.rounding) != (held.by_year, held.rounding):
            yield f"what the clause '{name}' counts over, or how it is rounded"


def _hold(agreement: Agreement, terms: AgreementTerms, on: date) -> bool:
    """Tell whether every clause has its terms of a document on a day already: they may hold from a later one only."""
    wanted, day = booking(terms), on.toordinal()
    return all(
        in_force(clause.sources, day) == (wanted[name][1] if name in wanted else None)
        for name, clause in agreement.contract.clauses.items()
    )
