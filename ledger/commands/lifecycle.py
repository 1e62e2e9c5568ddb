"""`agreement sign`, `agreement void` and `adopt-engine`: how an agreement begins, and what happens to it whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import msgspec

from contracts.engine import ENGINE_VERSION
from contracts.terms import GRAMMAR, AgreementTerms, Party
from ledger.agreement import Agreement
from ledger.commands.base import Command
from ledger.errors import Refused
from ledger.events import AgreementSigned, AgreementVoided, EngineAdopted, Evidence, Provenance
from ledger.joined import Joining
from ledger.joining import UNDECIDED, Decided, Signing, join
from ledger.parties import Register


class Sign(Command, frozen=True, kw_only=True):
    """Terms that were agreed and signed; `terms` is the normalised document."""

    name: ClassVar[str] = "agreement sign"
    begins: ClassVar[bool] = True
    terms: msgspec.Raw
    source: Evidence
    document: Evidence | None = None
    decided: Decided = UNDECIDED

    @classmethod
    def of(
        cls, terms: AgreementTerms, source: Evidence, document: Evidence | None, decided: Decided = UNDECIDED
    ) -> Sign:
        """Make the request from checked terms, the file they were in, the signed paper, and who the parties are."""
        return cls(terms=msgspec.Raw(terms.to_json()), source=source, document=document, decided=decided)

    def joining(self, register: Callable[[], Register], provenance: Provenance) -> Joining:
        """Find out who signs."""
        terms = self.read()
        return join(register(), Signing(terms.agreement, terms.effective, bytes(self.terms), self.decided), provenance)

    def read(self) -> AgreementTerms:
        """Return the terms."""
        return AgreementTerms.from_json(bytes(self.terms))

    def parties(self, agreement: Agreement) -> Mapping[str, Party]:
        """Return the parties of the new terms."""
        return self.read().parties

    def body(self, agreement: Agreement, provenance: Provenance) -> AgreementSigned:
        """Refuse an id that is taken."""
        if agreement.signed is not None:
            raise Refused(
                f"There is an agreement '{agreement.id}' in this ledger already",
                where="agreement",
                fix="Give the new one another id in its first line; an id is never used twice, not even after voiding",
            )
        terms = self.read()
        return AgreementSigned(
            title=terms.title,
            currency=terms.currency,
            minor_digits=terms.digits,
            effective=terms.effective,
            until=terms.until,
            grammar=GRAMMAR,
            terms=self.terms,
            source=self.source,
            document=self.document,
            provenance=provenance,
        )


class Void(Command, frozen=True, kw_only=True):
    """The agreement was signed by mistake, and nothing was recorded under it."""

    name: ClassVar[str] = "agreement void"
    reason: str

    def body(self, agreement: Agreement, provenance: Provenance) -> AgreementVoided:
        """Refuse once anything has been recorded."""
        if agreement.facts:
            count = len(agreement.facts)
            raise Refused(
                f"{agreement.id} has {count} fact{'s' if count > 1 else ''} recorded under it and cannot be voided",
                fix="Reverse what was recorded by mistake; an agreement that was lived under is ended, not voided",
            )
        return AgreementVoided(reason=provenance.note or "", provenance=provenance)


class AdoptEngine(Command, frozen=True, kw_only=True):
    """From here on the present engine works the entries out; the differences are booked as true-ups."""

    name: ClassVar[str] = "adopt-engine"
    adopts: ClassVar[bool] = True
    reason: str

    def body(self, agreement: Agreement, provenance: Provenance) -> EngineAdopted:
        """Refuse if the engine is the one that worked the last entries out."""
        if agreement.engine_version == ENGINE_VERSION:
            raise Refused(f"{agreement.id} is on engine {ENGINE_VERSION} already", fix="There is nothing to do")
        return EngineAdopted(
            from_engine=agreement.engine_version,
            to_engine=ENGINE_VERSION,
            reason=provenance.note or "",
            entries=(),
            provenance=provenance,
        )
