"""The command that tells two parties apart again which the register has for one by mistake."""

from __future__ import annotations

from copy import deepcopy
from typing import ClassVar

from ledger.errors import NotFound, Refused
from ledger.events import Provenance
from ledger.joining import check_numbers, one_called
from ledger.parties import Register
from ledger.party import KINDS, Registered
from ledger.party_events import PartiesSeparated
from ledger.registering import PartyCommand


class SeparateParties(PartyCommand, frozen=True, kw_only=True):
    """`party` was merged into another by mistake; or, with an agreement, is not what that calls by a name of its own.

    `agreement` may name the party in it, as `licence/developer`. `to` is who that is; None is a party not yet known.
    """

    name: ClassVar[str] = "parties separate"
    party: str
    agreement: str | None = None
    to: str | None = None

    def body(self, register: Register, provenance: Provenance) -> PartiesSeparated:
        """Refuse what was never taken for one, and what would leave two parties with one number."""
        if self.agreement is None:
            body = PartiesSeparated(*self._merged(register), None, None, provenance)
        else:
            body = PartiesSeparated(*self._joined(register, self.agreement), provenance)
        _check_numbers(register, body)
        return body

    def _merged(self, register: Register) -> tuple[str, str]:
        word = self.party.strip().casefold()
        kept = next((party for party in register.parties() if word in party.earlier_ids), None)
        if kept is None:
            known = one_called(register, self.party, "party")
            merged = f"Into it were merged: {', '.join(known.earlier_ids)}. " if known.earlier_ids else ""
            fix = f"{merged}Add --in AGREEMENT if only an agreement means another party by it"
            raise Refused(f"{known.id} was never merged into another party", where="party", fix=fix)
        return kept.id, word

    def _joined(self, register: Register, agreement: str) -> tuple[str, str, str, str]:
        party = one_called(register, self.party, "party")
        name, _, said = agreement.partition("/")
        members = [member for of, member in party.members if of == name and said in ("", member)]
        if not members:
            of = ", ".join(sorted({"/".join(each) for each in party.members}))
            fix = f"It is {of}" if of else "See them with: pledger parties"
            raise NotFound(f"{agreement} does not name {party.id}", where="--in", fix=fix)
        if len(members) > 1:
            fix = f"Write one of: {', '.join(f'{name}/{member}' for member in members)}"
            raise Refused(f"{name} names {party.id} more than once", where="--in", fix=fix)
        _check_something_stays(party, name, members[0])
        return party.id, self._other(register, party, name, members[0]), name, members[0]

    def _other(self, register: Register, party: Registered, agreement: str, member: str) -> str:
        """Return the id of the party that is meant, a free one where it is a new party."""
        written = register.written(agreement, member)
        if self.to is None:
            if written is None:
                fix = "Say which registered party it is: --to PARTY; pledger parties add makes one known"
                raise Refused(f"{member} came into {agreement} by a novation", where="--to", fix=fix)
            return register.free_id(written.name, member)
        other = one_called(register, self.to, "--to")
        if other is party:
            raise Refused(f"{self.to} is {party.id} itself", where="--to", fix="There is nothing to do")
        check_numbers(other, written.name if written else member, written.numbers if written else {}, "--to")
        return other.id


def _check_something_stays(party: Registered, agreement: str, member: str) -> None:
    """Refuse to take from a party all that is known of it."""
    if list(party.members) == [(agreement, member)] and not party.by_hand:
        fix = "There is nothing to separate it from; pledger parties rename or identify says more of it"
        raise Refused(f"{party.id} is known from {agreement} alone", where="--in", fix=fix)


def _check_numbers(register: Register, body: PartiesSeparated) -> None:
    """Refuse a separation after which two parties have one number."""
    trial = deepcopy(register)
    trial.take(body)
    owners: dict[tuple[str, str], str] = {}
    for party in trial.parties():
        for kind, number in party.numbers.items():
            owner = owners.setdefault((kind, number), party.id)
            if owner != party.id:
                fix = "Correct it in the document that says so, with pledger amend, and separate them then"
                raise Refused(f"{owner} and {party.id} would both have the {KINDS[kind]} {number}", fix=fix)
