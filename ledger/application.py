"""The ledger: what the outside calls to record, and where agreements are loaded from.

Every command runs the same way: load the agreement, check that its entries are what this engine works out, let the
command check itself against the terms, work out what it makes due, and save event and entries in one transaction.
If somebody else recorded first, all of it is done again on the agreement as it is then.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from eventsourcing.application import Application
from eventsourcing.persistence import StoredEvent

from contracts.engine import ENGINE_VERSION
from ledger import snapshot
from ledger.agreement import Agreement
from ledger.commands.base import Command, known_party, suggestion, us_among
from ledger.commands.ended import refuse_ended
from ledger.commands.held import refuse_held
from ledger.errors import AlreadyRecorded, Conflict, NotFound, Refused, StoreError
from ledger.events import Event, Provenance
from ledger.joined import Joined, Joining
from ledger.store.address import ServerAddress
from ledger.store.encoding import request_hash
from ledger.store.opened import OpenLedger
from ledger.store.recorder import Recorder, StoredEvents
from ledger.store.side_tables import salted_hash
from ledger.together import By, Sealing, Together, asked, unmoved

if TYPE_CHECKING:
    from ledger.parties import Register

__all__ = ["By", "Ledger", "Recorded", "Together"]

_ATTEMPTS = 500
"""Each failed attempt means that somebody else's command went through, so that a few are always enough."""

_PATIENT = 3
"""After so many attempts a command keeps others out: one that names parties competes with all of them."""


class Recorded(NamedTuple):
    """What a command recorded, or would record: the agreement as it then is, and the event.

    `repeated` says that the same request had been recorded before, and this is the first answer again. `joined` are the
    parties of a document that was signed or amended, as the register knows them.
    """

    agreement: Agreement
    event: Event
    repeated: bool = False
    joined: tuple[Joined, ...] = ()


class Ledger(Application[str]):
    """A ledger, open."""

    def __init__(self, place: Path | str | ServerAddress, *, read_only: bool = False) -> None:
        super().__init__(
            {
                "PERSISTENCE_MODULE": "ledger.store.factory",
                "LEDGER": place.url if isinstance(place, ServerAddress) else str(place),
                "READ_ONLY": "y" if read_only else "n",
            }
        )
        self.file: OpenLedger = self.factory.file  # type: ignore[attr-defined]  # the factory is the ledger's own
        self._in_hand: dict[str, Agreement] = {}
        self._register: Register | None = None

    @property
    def store(self) -> Recorder:
        """Return the recorder, with all that it can be asked."""
        return self.file.recorder

    def record(self, agreement_id: str, command: Command, by: By, *, dry_run: bool = False) -> Recorded:
        """Record what a command asks for, or with `dry_run` only work it out.

        Raises Refused, NotFound or WrongUsage with what to do; then nothing was recorded.
        """
        request = request_hash(command.name, asked(agreement_id, command, by))
        if dry_run:
            return self._worked_out(agreement_id, command, by, request, dry_run=True)
        for attempt in range(_ATTEMPTS):
            with self.file.insist() if attempt >= _PATIENT else self.file.turn(agreement_id):
                try:
                    return self._worked_out(agreement_id, command, by, request)
                except AlreadyRecorded as again:
                    return self._again(again.first_id + again.count - 1)
                except Conflict:
                    pass
            _wait(attempt)
        raise StoreError("Others kept recording on this agreement", fix="Run the command again")

    def _worked_out(
        self, agreement_id: str, command: Command, by: By, request: bytes, *, dry_run: bool = False
    ) -> Recorded:
        if by.key and (known := self._known(by.key, request)):
            return known
        agreement = self._load(agreement_id)
        self._check(agreement, command)
        sealing = self._sealing(agreement, command, by)
        body = command.body(agreement, sealing.provenance)
        refuse_held(agreement, body)
        refuse_ended(agreement, body)
        joining = command.joining(self.register, sealing.provenance)
        agreement.trigger(body)
        if dry_run:
            return Recorded(agreement, agreement.pending_events[-1], joined=joining.joined)
        return self._saved(agreement, by, request, sealing, joining)

    def record_together(
        self, key: tuple[str, bytes], fill: Callable[[Together], None], *, dry_run: bool = False, resumes: bool = False
    ) -> Together:
        """Record in one transaction what `fill` adds, or with `dry_run` only work it out.

        A `key` with the hash of the request, once recorded, is answered with what was recorded then. What `fill`
        raises is raised, and nothing was recorded. `fill` is called anew if somebody else recorded first; then others
        wait, since what takes long to fill would never come through among many who are quick. Where it `resumes`, it
        leaves out the agreements that are taken over, on which nobody recorded since.
        """
        touched: list[str] = []
        before: Together | None = None
        for attempt in range(_ATTEMPTS):
            if (known := self.store.find_key(key[0])) and known[0] == key[1]:
                return self._together_again(*known[1:])
            together = Together(self._ready, self._sealing, self.decoded)
            with self.file.insist(*touched) if touched else nullcontext():
                if before is not None:
                    together.take_over(before, unmoved(before, self.store, self.file.side_tables) if resumes else ())
                fill(together)
                if dry_run or not together.prepared:
                    return together
                try:
                    return self._saved_together(together, key)
                except AlreadyRecorded as again:
                    return self._together_again(again.first_id, again.count)
                except Conflict:
                    before, touched = together, sorted(together.prepared.before)
            _wait(attempt)
        raise StoreError("Others kept recording on these agreements", fix="Run the command again")

    def _ready(self, agreement_id: str, command: Command) -> Agreement:
        agreement = self._load(agreement_id)
        self._check(agreement, command)
        return agreement

    def _saved_together(self, together: Together, key: tuple[str, bytes]) -> Together:
        prepared = together.prepared
        ids = self.store.insert_events(prepared, idempotency=key, texts=prepared.texts, people=together.people)
        for name in together.agreements.keys() & prepared.before.keys():
            self._keep(together.agreements[name], prepared.before[name])
        for kept in prepared.snapshots:
            self.file.snapshots.put(kept.agreement, kept.version, ENGINE_VERSION, kept.state)
        prepared.close()
        return together.as_stored(StoredEvents(self.store, range(ids[0], ids[-1] + 1)))

    def _together_again(self, first_id: int, count: int) -> Together:
        """Return what was recorded in one transaction before."""
        done = Together(lambda name, _: self._load(name), self._sealing, self.decoded)
        done.repeated = True
        return done.as_stored(StoredEvents(self.store, range(first_id, first_id + count)))

    def agreement(self, agreement_id: str) -> Agreement:
        """Load an agreement as it stands. Raises NotFound."""
        agreement = self._load(agreement_id)
        self._check_signed(agreement)
        return agreement

    def find(self, ref: str, agreement_id: str | None = None) -> tuple[str, str]:
        """Return (agreement, reference) for `agreement/ref`, or for a reference that only one agreement has."""
        named, slash, rest = ref.partition("/")
        if slash:
            return named, rest
        if agreement_id:
            return agreement_id, ref
        wanted = ref.casefold()
        found = [
            name
            for name in self.store.list_agreements()
            if any(fact.casefold() == wanted for fact in self._peek(name).facts)
        ]
        if len(found) == 1:
            return found[0], ref
        if not found:
            raise NotFound(f"No agreement has a fact {ref}", fix="Write it as agreement/reference")
        raise NotFound(
            f"Several agreements have a fact {ref}", fix=f"Write one of: {', '.join(f'{a}/{ref}' for a in found)}"
        )

    def _peek(self, agreement_id: str) -> Agreement:
        if agreement_id not in self._in_hand:
            self._in_hand[agreement_id] = self._load(agreement_id)
        return self._in_hand[agreement_id]

    def _check(self, agreement: Agreement, command: Command) -> None:
        """Refuse a command on an agreement that is not there, was voided, or waits for an engine to be adopted."""
        if command.begins:
            return
        self._check_signed(agreement)
        if agreement.voided:
            raise Refused(f"{agreement.id} was voided", fix="Sign the agreement anew under another id")
        if command.adopts and agreement.engine_version != ENGINE_VERSION:
            return
        if agreement.differences():
            raise Refused(
                f"The engine is now version {ENGINE_VERSION}, and would work out other entries for {agreement.id} "
                f"than version {agreement.engine_version} booked",
                fix=f"See them: pledger adopt-engine {agreement.id} --reason ... --dry-run; then without --dry-run",
            )

    def _check_signed(self, agreement: Agreement) -> None:
        if agreement.signed is None:
            raise NotFound(
                f"There is no agreement '{agreement.id}' in this ledger",
                fix=suggestion(agreement.id, self.store.list_agreements()),
            )

    def _saved(self, agreement: Agreement, by: By, request: bytes, sealing: Sealing, joining: Joining) -> Recorded:
        recordings = self.save(
            *cast(Any, joining.events()),  # before the document that names the parties
            cast(Any, agreement),  # collects its events as the library's own aggregates do
            idempotency=(by.key, request) if by.key else None,
            texts=sealing.texts,
            people=sealing.people,
            seen=joining.seen,
        )
        self._keep(agreement, agreement.version - 1)
        return Recorded(agreement, self._event(recordings[-1].notification.id), joined=joining.joined)

    def register(self) -> Register:
        """Return the register of parties as it stands."""
        from ledger.registered import read_register  # few facts need it

        self._register = read_register(self.store, register=self._register)
        return self._register

    def _keep(self, agreement: Agreement, before: int) -> None:
        """Keep an agreement in hand, and a snapshot of it from time to time; `before` was its version before."""
        self._in_hand[agreement.id] = agreement
        if snapshot.is_due(before, agreement.version):
            self.file.snapshots.put(agreement.id, agreement.version, ENGINE_VERSION, snapshot.packed(agreement))

    def _event(self, event_id: int) -> Event:
        (stored,) = self.store.select_notifications(event_id, 1)
        return self.decoded(stored)

    def decoded(self, stored: StoredEvent) -> Event:
        """Return a stored event with its body read."""
        return cast(Event, self.mapper.to_domain_event(stored))

    def _known(self, key: str, request: bytes) -> Recorded | None:
        known = self.store.find_key(key)
        return self._again(known[1] + known[2] - 1) if known and known[0] == request else None

    def _again(self, event_id: int) -> Recorded:
        event = self._event(event_id)
        return Recorded(self._load(event.originator_id), event, repeated=True)

    def _load(self, agreement_id: str) -> Agreement:
        agreement = self._in_hand.pop(agreement_id, None) or self._from_snapshot(agreement_id)
        agreement.also_called = lambda word: self.register().members_called(agreement_id, word)
        for stored in self.store.select_events(agreement_id, gt=agreement.version):
            agreement.apply(self.decoded(stored))
        return agreement

    def _from_snapshot(self, agreement_id: str) -> Agreement:
        kept = self.file.snapshots.get(agreement_id)
        if kept and kept.engine_version == ENGINE_VERSION:
            return snapshot.unpacked(agreement_id, kept.state)
        return Agreement(agreement_id)

    def _sealing(self, agreement: Agreement, command: Command, by: By) -> Sealing:
        parties, also = command.parties(agreement), agreement.also_called
        note = salted_hash(by.note) if by.note else None
        person = self.file.side_tables.person(by.name)
        provenance = Provenance(
            actor=person.pseudonym,
            user=by.user,
            host=by.host,
            party=known_party(by.party, parties, also) if by.party else us_among(by.us, parties, also),
            on_behalf_of=known_party(by.on_behalf_of, parties, also) if by.on_behalf_of else None,
            source=by.source,
            evidence=by.evidence,
            note=note.hash if note else None,
            engine=ENGINE_VERSION,
            terms=agreement.terms_version,
        )
        return Sealing(provenance, [note] if note else [], [person])


def _wait(attempt: int) -> None:
    """Let others go first, a moment longer each time."""
    time.sleep(random.random() * 0.001 * min(attempt, 20))  # noqa: S311  # spreads writers, guards nothing
