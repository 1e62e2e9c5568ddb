"""What every command has in common: the guards, the reference it gets, and the way a name is matched."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import msgspec

from contracts.scalars import Amount
from contracts.terms import Party
from ledger.agreement import Agreement
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import Body, Provenance
from ledger.facts import LETTERS, Fact
from ledger.joined import Joining

if TYPE_CHECKING:
    from ledger.parties import Register

_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:#-]{0,63}")


AlsoCalled: TypeAlias = Callable[[str], Sequence[str]]
"""What the register knows: the ids that an agreement has for whom a word means."""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A request to record something on one agreement; its fields are what makes two requests the same."""

    name: ClassVar[str]
    """What the request is called in its idempotency hash; never changed."""
    begins: ClassVar[bool] = False
    """Whether it makes an agreement, rather than needing one."""
    adopts: ClassVar[bool] = False
    """Whether it takes over what another version of the engine had worked out."""

    def parties(self, agreement: Agreement) -> Mapping[str, Party]:
        """Return the parties that the request may name."""
        return agreement.contract.terms.parties

    def joining(self, register: Callable[[], Register], provenance: Provenance) -> Joining:
        """Find out who the parties of a document are; any other request leaves the register alone, and unread."""
        return Joining()

    def body(self, agreement: Agreement, provenance: Provenance) -> Body:
        """Check the request against the agreement, and return the event without its entries."""
        raise AssertionError(f"command '{self.name}' has no body")


def suggestion(name: str, known: Iterable[str]) -> str:
    """Say what a name might have been meant to be, and what there is."""
    choices = {choice.casefold(): choice for choice in known}
    near = difflib.get_close_matches(name.casefold(), choices, n=1, cutoff=0.6)
    listed = ", ".join(choices.values()) or "none"
    return f"Did you mean '{choices[near[0]]}'? There are: {listed}" if near else f"There are: {listed}"


def as_spelled(name: str, known: Iterable[str]) -> str:
    """Return a name as the terms spell it, where it differs from one of theirs by the case of its letters alone."""
    choices = list(known)
    alike = {choice for choice in choices if choice.casefold() == name.casefold()}
    return alike.pop() if name not in choices and len(alike) == 1 else name


def known_party(party: str, parties: Mapping[str, Party], also_called: AlsoCalled | None = None) -> str:
    """Return a party's id, by id or by name, or by what the register knows of it.

    Raises NotFound for one that did not sign, and for a word that means two who did.
    """
    if party in parties:
        return party
    for name, terms in parties.items():
        if terms.name.casefold() == party.casefold() or name.casefold() == party.casefold():
            return name
    registered = [name for name in also_called(party) if name in parties] if also_called else []
    if len(registered) == 1:
        return registered[0]
    if registered:
        several = ", ".join(registered)
        raise NotFound(f"'{party}' is more than one party to the agreement", fix=f"Write one of: {several}")
    raise NotFound(f"'{party}' is not a party to the agreement", fix=suggestion(party, parties))


def us_among(us: str | None, parties: Mapping[str, Party], also_called: AlsoCalled) -> str | None:
    """Return which of the parties we are; None where nobody says, or where we are none of them."""
    if us is None or us in parties:
        return us
    registered = [name for name in also_called(us) if name in parties]
    return registered[0] if len(registered) == 1 else None


def minor(agreement: Agreement, amount: Amount) -> int:
    """Return an amount in the agreement's minor units. Raises Refused for nothing."""
    contract = agreement.contract
    result = amount.minor(contract.digits, contract.terms.currency)
    if not result:
        raise Refused("An amount of nothing records nothing", fix="Write the amount that was meant")
    return result


def within_term(agreement: Agreement, on: date, what: str) -> None:
    """Refuse a date on which the terms do not hold."""
    terms = agreement.contract.terms
    if on < terms.effective:
        raise Refused(
            f"{what} is dated {on}, before {agreement.id} takes effect on {terms.effective}",
            where="--on",
            fix="Correct the date, or record it under the agreement that held then",
        )
    after_opening(agreement, on, what)
    last = agreement.contract.last_day
    if last and on > last and not agreement.contract.survived_on(on):
        ended = f"the term of {agreement.id} ended" if last == terms.until else f"{agreement.id} was terminated"
        raise Refused(
            f"{what} is dated {on}, after {ended} on {last}",
            where="--on",
            fix="Correct the date, or sign an agreement that covers it",
        )


def after_opening(agreement: Agreement, on: date, what: str) -> None:
    """Refuse a date before the agreement was taken over: what happened by then is in the opening."""
    if agreement.opening and on <= agreement.opening.on:
        raise Refused(
            f"{what} is dated {on}, before {agreement.id} was taken over",
            where="--on",
            fix=f"What happened up to {agreement.opening.on} is in the opening {agreement.opening.ref}",
        )


def new_ref(agreement: Agreement, kind: str, given: str | None) -> str:
    """Return the reference given, if it is free, or the next one of its kind: S1, S2, ..."""
    if given is None:
        number = agreement.facts.number_of(kind) + 1
        while agreement.facts.written(ref := f"{LETTERS[kind]}{number}"):
            number += 1
        return ref
    if not _REF.fullmatch(given):
        raise WrongUsage(
            f"'{given}' cannot be a reference", where="--ref", fix="Use letters, digits and . _ : # - only, at most 64"
        )
    if agreement.facts.written(given):
        raise Refused(
            f"The reference {given} is taken in {agreement.id}",
            where="--ref",
            fix=f"See it with: pledger explain {agreement.id}; or leave --ref out",
        )
    return given


def known_fact(agreement: Agreement, ref: str) -> Fact:
    """Return a fact by its reference, however its letters are written. Raises NotFound."""
    name = agreement.facts.written(ref)
    if name is not None:
        return agreement.facts[name]
    raise NotFound(f"{agreement.id} has no fact {ref}", fix=suggestion(ref, agreement.facts))


def _refuse_replaced(agreement: Agreement, party: str, able: Sequence[str]) -> None:
    """Say why a party is not among those who are able to on the day, if that is because of a novation."""
    for novation in agreement.contract.roles.novations:
        day = date.fromordinal(novation.on)
        if party == novation.party and novation.to in able:
            fix = f"For what happened from then on name {novation.to}, with --party"
            raise Refused(f"{novation.to} stands in the place of {party} from {day} on", where="--party", fix=fix)
        if party == novation.to and novation.party in able:
            what = f"{party} stands in the place of {novation.party} only from {day} on"
            raise Refused(what, where="--party", fix=f"For what happened before name {novation.party}, with --party")


def own_party(agreement: Agreement, provenance: Provenance, candidates: Iterable[str], doing: str) -> str:
    """Return the party a fact belongs to: on whose behalf, else who acts, else the only candidate."""
    named, choices = provenance.on_behalf_of or provenance.party, list(dict.fromkeys(candidates))
    if named:
        if named not in choices:
            _refuse_replaced(agreement, named, choices)
        return named
    if len(choices) == 1:
        return choices[0]
    raise WrongUsage(
        f"It is not said which party {doing}",
        where="--party",
        fix=f"Add --party, one of: {', '.join(choices)} (or set 'us' in pledger.toml)",
    )
