"""Who the parties of a document are, before it is signed or amended: known ones, or new ones.

A number tells who a party is, and so does a name that is the same but for signs, abbreviations and one legal form left
out. A name that is only near to a known one stops the signing, and whoever signs says whether it means the same party.
What that person says, and what only a comparison of names found, are events of the register, recorded with the signing;
the rest follows from the document itself. Numbers that contradict each other are refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import NamedTuple

import msgspec

from ledger.errors import NotFound, Refused, WrongUsage
from ledger.events import Provenance
from ledger.joined import Joined, Joining
from ledger.parties import Register
from ledger.party import KINDS, Registered, Written, plain, written_in
from ledger.party_events import Identifier, PartyJoined, PartyRegistered, RegisterBody


class Decided(msgspec.Struct, frozen=True):
    """What whoever signs says of the parties of a document: (party, registered party), and those that are new."""

    same_as: tuple[tuple[str, str], ...] = ()
    new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is said."""
        return bool(self.same_as or self.new)


UNDECIDED = Decided()
"""Nothing is said: the parties are known by their numbers and names, or are new."""


class Signing(NamedTuple):
    """A document that is about to hold from a day on."""

    agreement: str
    effective: date
    terms: bytes
    decided: Decided


NEW = "new"
BY_NUMBER = "number"
BY_NAME = "name"
AS_SAID = "said"
HELD = "held"
"""What told who a party is: it is new, or known by a number, by its name, as was said, or from the document before."""


class PartyUnclear(Refused):
    """The name of a party is near to known ones; `candidates` are their ids and names."""

    def __init__(self, member: str, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        several = ", or ".join(f"{party} ({known})" for party, known in candidates)
        super().__init__(
            f"'{name}' may be a party that is known already: {several}",
            where=f"parties, {member}",
            fix=f"Say --same-as {member}={candidates[0][0]} if it is, or --new {member} if it is another",
        )
        self.member = member
        self.name = name
        self.candidates = tuple(candidates)


def join(register: Register, signing: Signing, provenance: Provenance) -> Joining:
    """Find out who the parties of a document are. Raises PartyUnclear, Refused, NotFound or WrongUsage."""
    found = written_in(signing.terms)
    _check_decided(signing.decided, found)
    search = _Search(register, signing, provenance)
    for member, written in found.items():
        search.join(member, written)
    return search.result()


class _Search:
    """One document's parties, looked up one after the other in a copy of the register, which takes each in turn."""

    def __init__(self, register: Register, signing: Signing, provenance: Provenance) -> None:
        self._register = deepcopy(register)
        self._signing = signing
        self._provenance = provenance
        self._fresh: set[str] = set()
        self._names: dict[str, str] = {}
        self._seen = (register.seen, register.version)
        self.joined: list[Joined] = []
        self.bodies: list[RegisterBody] = []

    def result(self) -> Joining:
        """Return what was found out."""
        return Joining(tuple(self.joined), tuple(self.bodies), *self._seen)

    def join(self, member: str, found: Written) -> None:
        """Find out who one party is."""
        known, by = self._known(member, found)
        if by in (BY_NUMBER, BY_NAME, NEW):
            self._check_twice(member, found, known)
        self._names[member] = plain(found.name)
        before = self._told_before(member, found, known) if known else ""
        if known and by in (AS_SAID, BY_NAME) and self._register.exactly(found) is not known:
            self._decide(PartyJoined(known.id, self._signing.agreement, member, self._provenance))
        party = self._register.take_party(self._signing.agreement, self._signing.effective, member, found)
        if by == NEW:
            self._fresh.add(party.id)
        self.joined.append(Joined(member, party.id, by, before))

    def _check_twice(self, member: str, found: Written, known: Registered | None) -> None:
        """Refuse two parties of one document that are the same one, or can't be told apart by their names."""
        name = plain(found.name)
        for other in self.joined:
            if (name and self._names[other.member] == name) or (known and other.party == known.id):
                raise Refused(
                    f"'{found.name}' is the party that the document has as {other.member} already",
                    where=f"parties, {member}",
                    fix="Name it once, or correct the name or number; of two that are called alike say more",
                )

    def _known(self, member: str, found: Written) -> tuple[Registered | None, str]:
        """Return who a party is, None for a new one, and by what that is known."""
        register = self._register
        if (party := register.member(self._signing.agreement, member)) is not None:
            _check_numbers(register, member, found, party)
            return party, HELD
        if member in self._signing.decided.new:
            self._add(member, found)
            return None, NEW
        if (party := self._said(member, found)) is not None:
            return party, AS_SAID
        if (party := _numbered(register, member, found)) is not None:
            return party, BY_NUMBER
        party = _named(register, member, found, self._fresh)
        return party, NEW if party is None else BY_NAME

    def _said(self, member: str, found: Written) -> Registered | None:
        """Return the party that a party is said to be."""
        word = dict(self._signing.decided.same_as).get(member)
        if word is None:
            return None
        party = one_called(self._register, word, "--same-as")
        _check_numbers(self._register, member, found, party)
        return party

    def _add(self, member: str, found: Written) -> None:
        """Register a party that is said to be none of those known."""
        for party in self._register.parties():
            if shared := party.numbers.items() & found.numbers.items():
                kind, number = min(shared)
                raise Refused(
                    f"'{found.name}' has the {KINDS[kind]} {number} of {party.id} ({party.name_on()})",
                    where=f"--new {member}",
                    fix=f"Leave --new {member} out, or correct the number",
                )
        free = self._register.free_id(found.name, member)
        numbers = tuple(Identifier(kind, number) for kind, number in found.numbers.items())
        self._decide(PartyRegistered(free, found.name, numbers, self._signing.effective, self._provenance))
        self._decide(PartyJoined(free, self._signing.agreement, member, self._provenance))

    def _decide(self, body: RegisterBody) -> None:
        """Keep an event of the register, to be recorded with the signing."""
        self._register.take(body)
        self.bodies.append(body)

    def _told_before(self, member: str, found: Written, party: Registered) -> str:
        """Return the name that a party has until the document gives it another one, "" where it does not."""
        before = party.name_on(self._signing.effective)
        other = plain(before) != plain(found.name)
        return before if other and party.renamed_by(found, self._signing.agreement, member) else ""


def one_called(register: Register, word: str, where: str) -> Registered:
    """Return the one registered party that is meant. Raises NotFound with those nearest, or all that are meant."""
    meant = register.called(word) or [
        party for party in register.parties() if any(member == word for _, member in party.members)
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = ", ".join(party.id for party in meant)
        raise NotFound(f"Several parties are called '{word}'", where=where, fix=f"Write one of: {several}")
    from contracts.suggestions import nearest  # only to help

    ids = [party.id for party in register.parties()]
    near = nearest(word, ids)
    fix = f"Did you mean '{near}'?" if near else "See them with: pledger parties"
    raise NotFound(f"There is no registered party '{word}'", where=where, fix=fix)


def near_parties(register: Register, name: str, numbers: Mapping[str, str]) -> Iterator[Registered]:
    """Yield the parties with a name that is near to one; those whose numbers speak against it are others."""
    from ledger.party_names import Likeness, compare  # here, because names are compared only where needed

    for party in register.parties():
        alike = any(compare(known, name) is not Likeness.OTHER for known in party.all_names())
        if alike and not party.contradicts(numbers):
            yield party


def check_numbers(party: Registered, name: str, numbers: Mapping[str, str], where: str) -> None:
    """Refuse numbers that contradict those of a party. Raises Refused."""
    if kind := party.contradicts(numbers):
        raise Refused(
            f"'{name}' has the {KINDS[kind]} {numbers[kind]}, and {party.id} ({party.name_on()}) has "
            f"{party.numbers[kind]}",
            where=where,
            fix="Correct the number that is wrong; two numbers of one register are two parties",
        )


def _check_decided(decided: Decided, found: Mapping[str, Written]) -> None:
    for option, named in (("--same-as", [member for member, _ in decided.same_as]), ("--new", list(decided.new))):
        for member in named:
            if member not in found:
                fix = f"Its parties are: {', '.join(found)}"
                raise WrongUsage(f"The document has no party '{member}'", where=option, fix=fix)
    if both := {member for member, _ in decided.same_as} & set(decided.new):
        fix = "Leave one of the two out"
        raise WrongUsage(f"'{min(both)}' can't be a known party and a new one", where="--same-as, --new", fix=fix)


def _check_numbers(register: Register, member: str, found: Written, party: Registered) -> None:
    """Refuse a party's numbers that are others than it has, or another party's."""
    check_numbers(party, found.name, found.numbers, f"parties, {member}")
    for other in register.parties():
        if other is not party and (shared := other.numbers.items() & found.numbers.items()):
            kind, number = min(shared)
            raise Refused(
                f"'{found.name}' is {party.id} ({party.name_on()}), and its {KINDS[kind]} {number} is that of "
                f"{other.id} ({other.name_on()})",
                where=f"parties, {member}",
                fix=f"Correct the number, or merge them if they are one: pledger parties merge {other.id} {party.id}",
            )


def _numbered(register: Register, member: str, found: Written) -> Registered | None:
    """Return the party that has one of the numbers."""
    for party in register.parties():
        if party.numbers.items() & found.numbers.items():
            _check_numbers(register, member, found, party)
            return party
    return None


def _named(register: Register, member: str, found: Written, fresh: Collection[str]) -> Registered | None:
    """Return the one party with the same name. Raises PartyUnclear where there are more, or names that are near.

    Those that are `fresh` from the same document are told apart by it, unless their names are the same.
    """
    key = plain(found.name)
    exact = [party for party in register.parties() if key and party.has_name(key)]
    for party in exact:
        check_numbers(party, found.name, found.numbers, f"parties, {member}")
    if len(exact) == 1:
        return exact[0]
    alike = near_parties(register, found.name, found.numbers)
    near = [party for party in alike if party.id not in fresh or party in exact]
    if len(near) == 1 and _same(near[0], found.name):
        return near[0]
    if near:
        raise PartyUnclear(member, found.name, [(party.id, party.name_on()) for party in near])
    return None


def _same(party: Registered, name: str) -> bool:
    from ledger.party_names import Likeness, compare  # as above

    return any(compare(known, name) is Likeness.SAME for known in party.all_names())
