"""`novate`: another party stands in the place of one, from a day on, with its rights and obligations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from contracts.terms import Party
from ledger.agreement import Agreement
from ledger.commands.base import Command, known_party, new_ref
from ledger.commands.replaced import check_acceptance, check_clauses, check_day, check_order, check_partial, standing
from ledger.commands.unpaid_before import unpaid_before
from ledger.errors import Refused, WrongUsage
from ledger.events import Evidence, Provenance
from ledger.joined import Joining
from ledger.joining import UNDECIDED, Decided, Signing, join
from ledger.life_events import PartyNovated
from ledger.parties import Register
from ledger.party import FIELDS, Registered
from ledger.party_events import Identifier, PartyIdentified, PartyJoined, PartyRegistered, RegisterBody


class Novate(Command, frozen=True, kw_only=True):
    """From a day on `to` stands where `party` stood, under some clauses or all; a new one comes with name and numbers.

    `moves` says that what had accrued before and is unpaid goes over too. `agreed` is the agreement's id.
    """

    name: ClassVar[str] = "novate"
    agreed: str
    party: str
    to: str
    called: str = ""
    numbers: tuple[Identifier, ...] = ()
    effective: date
    clauses: tuple[str, ...] = ()
    moves: bool = False
    consents: tuple[str, ...] = ()
    document: Evidence | None = None
    ref: str | None = None
    decided: Decided = UNDECIDED

    def parties(self, agreement: Agreement) -> Mapping[str, Party]:
        """Return the parties of the agreement, and the one that comes in."""
        known = agreement.contract.terms.parties
        return known if self.to in known or not self.called else {**known, self.to: Party(name=self.called)}

    def joining(self, register: Callable[[], Register], provenance: Provenance) -> Joining:
        """Find out who the incoming party is, and let the register know it under its id in the agreement."""
        if not self.called:
            return Joining()
        written = {"name": self.called, **{FIELDS[each.kind]: each.number for each in self.numbers}}
        document = msgspec.json.encode({"parties": {self.to: written}})
        known = register()
        found = join(known, Signing(self.agreed, self.effective, document, self.decided), provenance)
        (joined,) = found.joined
        if known.taken(joined.party):
            self._check_other(known[joined.party])
        said: list[RegisterBody] = list(found.bodies)
        if not known.taken(joined.party) and not any(isinstance(body, PartyRegistered) for body in said):
            said.append(PartyRegistered(joined.party, self.called, self.numbers, self.effective, provenance))
        elif more := tuple(each for each in self.numbers if each.kind not in known[joined.party].numbers):
            said.append(PartyIdentified(joined.party, more, provenance))
        if not any(isinstance(body, PartyJoined) for body in said):
            said.append(PartyJoined(joined.party, self.agreed, self.to, provenance))
        return found._replace(bodies=tuple(said))

    def _check_other(self, party: Registered) -> None:
        """Refuse a second id for a party that the agreement has under another one."""
        for agreement, member in party.members:
            if agreement == self.agreed and member != self.to:
                known = party.name_on(self.effective)
                raise Refused(
                    f"'{self.called}' is {known}, a party to {self.agreed} already, as '{member}'",
                    where="--name",
                    fix=f"Write --to {member}, without --name; or add --new {self.to} if it is another",
                )

    def body(self, agreement: Agreement, provenance: Provenance) -> PartyNovated:
        """Check who goes and who comes, the day and the clauses, and that everybody else has consented."""
        leaving = known_party(self.party, agreement.contract.terms.parties, agreement.also_called)
        check_day(agreement, self.effective)
        clauses = check_clauses(agreement, self.clauses)
        incoming = self._incoming(agreement, leaving)
        body = PartyNovated(
            ref=new_ref(agreement, "novation", self.ref),
            on=self.effective,
            party=leaving,
            to=incoming,
            name=self.called,
            identifiers=self.numbers,
            clauses=clauses,
            assumed=(),
            consents=(),
            document=self.document,
            entries=(),
            provenance=provenance,
        )
        check_order(agreement, body)
        check_partial(agreement, body)
        check_acceptance(agreement, body)
        body = replace(body, consents=self._consents(agreement, leaving, incoming))
        return replace(body, assumed=unpaid_before(agreement, body)) if self.moves else body

    def _incoming(self, agreement: Agreement, leaving: str) -> str:
        """Return the id of the party that comes in, which is one of the agreement or has a name."""
        parties = agreement.contract.terms.parties
        if not self.called:
            if self.numbers:
                fix = "Add --name, or leave the numbers out for a party that the agreement has"
                raise WrongUsage("Numbers are given for a party without a name", where="--name", fix=fix)
            if self.to not in parties and not _called(agreement, self.to):
                fix = f'Add --name "Its Legal Name Ltd", or name one of: {", ".join(parties)}'
                raise WrongUsage(f"'{self.to}' is not a party yet, and has no name", where="--name", fix=fix)
            incoming = known_party(self.to, parties, agreement.also_called)
        else:
            incoming = self._new(parties)
        if incoming == leaving:
            raise Refused(f"{leaving} cannot take its own place", where="--to", fix="Name the party that comes in")
        return incoming

    def _new(self, parties: Mapping[str, Party]) -> str:
        for party, terms in parties.items():
            if self.to.casefold() == party.casefold():
                fix = "Leave --name out to name that party, or give the new one another id"
                raise Refused(f"'{party}' is {terms.name}, a party to the agreement", where="--to", fix=fix)
            if self.called.casefold() == terms.name.casefold():
                fix = f"Write --to {party}, without --name"
                raise Refused(f"{terms.name} is a party to it already, as '{party}'", where="--name", fix=fix)
        return self.to

    def _consents(self, agreement: Agreement, leaving: str, incoming: str) -> tuple[str, ...]:
        """Return who consents: all that stand in the agreement on the day, but for the two that change places."""
        parties = agreement.contract.terms.parties
        given = {known_party(name, parties, agreement.also_called): None for name in self.consents}
        others = [party for party in standing(agreement, self.effective) if party not in (leaving, incoming)]
        missing = [party for party in others if party not in given]
        if missing:
            raise Refused(
                f"A novation needs the consent of every other party; it is not said of {' and '.join(missing)}",
                where="--consent",
                fix=f"Once it is given in writing, add {' '.join(f'--consent {party}' for party in missing)}",
            )
        return tuple(party for party in parties if party in given and party in others)


def _called(agreement: Agreement, word: str) -> bool:
    """Tell whether a word means a party of the agreement."""
    parties = agreement.contract.terms.parties
    named = any(word.casefold() in (party.casefold(), terms.name.casefold()) for party, terms in parties.items())
    return named or any(name in parties for name in agreement.also_called(word))
