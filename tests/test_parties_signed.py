"""Signing through the real ledger: parties found across agreements, old ledgers, requests sent twice, two at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contracts.scalars.amount import parse_amount
from contracts.terms import AgreementTerms
from ledger.application import By, Ledger
from ledger.audit.reperform import reperform
from ledger.commands.amending import Amend
from ledger.commands.cost import RecordCost
from ledger.commands.lifecycle import Sign, Void
from ledger.commands.payment import RecordPayment
from ledger.errors import NotFound
from ledger.joining import UNDECIDED, Decided, PartyUnclear
from ledger.party_events import REGISTER
from ledger.registering import AddParty, MergeParties, RenameParty, record_party
from ledger.replay import as_of
from ledger.store.opening import create_ledger
from projections.party_shares import party_shares
from projections.registered import read_register
from projections.rendering.report import Table
from projections.shares import agreement_shares, portfolio_shares
from projections.standing import standings
from projections.views import events_until, open_views
from tests.projection_samples import ANNA, SHARED, SOURCE, document, new_book

DAY = date(2026, 1, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with new_book(tmp_path) as book:
        yield book.ledger


def terms(agreement: str, *names: str, **more: str) -> AgreementTerms:
    """Make an agreement between a, b and c, who share a cost, with names of their own."""
    made = document(agreement, ["a", "b", "c"], {"costs": SHARED}, **more)
    parties = {
        party: said.model_copy(update={"name": name})
        for (party, said), name in zip(made.parties.items(), names, strict=True)
    }
    return made.model_copy(update={"parties": parties})


def sign(ledger: Ledger, made: AgreementTerms, decided: Decided = UNDECIDED, by: By = ANNA, **more: Any) -> Any:
    return ledger.record(made.agreement, Sign.of(made, SOURCE, None, decided), by, **more)


def cost(ledger: Ledger, agreement: str, party: str, amount: str) -> Any:
    command = RecordCost(amount=parse_amount(amount), on=date(2026, 2, 1), of="development")
    return ledger.record(agreement, command, ANNA._replace(party=party))


ONE = terms("one", "Northern Trust", "Sky Medical Technology Ltd", "Eastern University")
TWO = terms("two", "Sky Medical", "Eastern University", "Western Council")
SAID = Decided(same_as=(("a", "sky-medical-technology-ltd"),))


def test_a_signing_that_names_nobody_twice_is_one_event(ledger: Ledger) -> None:
    sign(ledger, ONE)
    assert 1 == ledger.store.head().size
    assert 0 == ledger.store.version_of(REGISTER)


def test_what_is_said_stands_before_the_signing_in_one_transaction(ledger: Ledger) -> None:
    sign(ledger, ONE)
    with pytest.raises(PartyUnclear):
        sign(ledger, TWO)
    assert 1 == ledger.store.head().size
    done = sign(ledger, TWO, SAID)

    events = list(events_until(ledger.store, 3))
    assert [REGISTER, "two"] == [event.originator_id for event in events[1:]]
    assert events[1].recorded_at == events[2].recorded_at
    assert (3, "two") == (done.event.id, done.agreement.id)
    assert ["one", "two"] == ledger.store.list_agreements()
    sign(ledger, terms("three", "Sky Medical", "Unheard Of", "Never Seen"), dry_run=True)
    assert 3 == ledger.store.head().size


def test_a_signing_sent_twice_is_answered_with_the_signing(ledger: Ledger) -> None:
    sign(ledger, ONE)
    keyed = ANNA._replace(key="k-1")
    first, again = sign(ledger, TWO, SAID, keyed), sign(ledger, TWO, SAID, keyed)

    assert (False, True) == (first.repeated, again.repeated)
    assert first.event.id == again.event.id
    assert "two" == again.agreement.id


def test_audit_and_replay_pass_over_the_register(ledger: Ledger) -> None:
    sign(ledger, ONE)
    sign(ledger, TWO, SAID)
    cost(ledger, "two", "a", "100")
    events = list(events_until(ledger.store, 4))
    assert 3 == reperform(events).events
    assert events == list(as_of(events, date(2026, 12, 31)))


def test_facts_name_a_party_as_the_register_does(ledger: Ledger) -> None:
    sign(ledger, ONE)
    sign(ledger, TWO, SAID)
    for word in ("sky-medical-technology-ltd", "Sky Medical Technology Ltd", "sky medical"):
        assert "a" == cost(ledger, "two", word, "100").event.body.party
    payment = RecordPayment(amount=parse_amount("1"), on=date(2026, 3, 1), payee="eastern-university")
    done: Any = ledger.record("two", payment, ANNA._replace(us="sky-medical-technology-ltd"))
    assert ("a", "b") == (done.event.body.payer, done.event.body.payee)
    with pytest.raises(NotFound, match="'northern-trust' is not a party to the agreement"):
        cost(ledger, "two", "northern-trust", "100")


def test_an_amendment_that_brings_a_party_in_asks_as_a_signing_does(ledger: Ledger) -> None:
    sign(ledger, ONE)
    joined = ONE.parties["a"].model_copy(update={"name": "Western Council"})
    sign(ledger, terms("two", "Western Council", "Y", "Z"))
    nearly = joined.model_copy(update={"name": "Western Councils"})
    amended = ONE.model_copy(update={"parties": {**ONE.parties, "d": nearly}})
    command = Amend.of(amended, date(2026, 7, 1), SOURCE, None)
    with pytest.raises(PartyUnclear, match="may be a party that is known already: western-council "):
        ledger.record("one", command, ANNA)
    said = Amend.of(amended, date(2026, 7, 1), SOURCE, None, Decided(same_as=(("d", "western-council"),)))
    assert ["d"] == [each.member for each in ledger.record("one", said, ANNA).joined if each.by == "said"]
    assert ["one", "two"] == sorted({agreement for agreement, _ in ledger.register()["western-council"].members})


def test_the_register_is_the_same_from_the_ledger_and_from_the_views(ledger: Ledger) -> None:
    sign(ledger, ONE)
    sign(ledger, TWO, SAID)
    sign(ledger, terms("three", "Signed Twice", "Eastern University", "Y"))
    ledger.record("three", Void(reason="twice"), ANNA)
    record_party(ledger, AddParty(called="Southern Fund", since=DAY), ANNA)
    record_party(ledger, RenameParty(party="southern-fund", called="Southern plc", since=date(2026, 6, 1)), ANNA)
    record_party(ledger, MergeParties(merged="southern-fund", party="northern-trust"), ANNA)
    with open_views(ledger.file) as views, views.now() as connection:
        assert list(ledger.register().parties()) == list(read_register(connection).parties())
    assert "Signed Twice" not in str(list(ledger.register().parties()))


def test_a_party_over_its_agreements_adds_up_to_the_agreements_to_the_penny(ledger: Ledger) -> None:
    sign(ledger, ONE)
    sign(ledger, TWO, SAID)
    for agreement, party, amount in (("one", "a", "100.01"), ("one", "b", "33.33"), ("two", "a", "0.07")):
        cost(ledger, agreement, party, amount)
    with open_views(ledger.file) as views, views.now() as connection:
        own = {agreement: standings(connection, agreement, "abc") for agreement in ("one", "two")}
        portfolio = portfolio_shares(connection)
        for party, members in (("sky-medical-technology-ltd", "ba"), ("eastern-university", "cb")):
            each = [own[agreement][member] for agreement, member in zip(("one", "two"), members, strict=True)]
            report = party_shares(connection, ledger.register()[party])
            totals = {block.name: block.total for block in report.blocks if isinstance(block, Table)}
            sums = [
                sum(getattr(stand, figure) for stand in each) for figure in ("cash", "in_kind", "risk", "committed")
            ]
            assert ("Together", "", *sums) == totals["risk_gbp"]
            (risk,) = [block for block in portfolio.blocks if isinstance(block, Table) and block.name == "risk_gbp"]
            assert sums[:1] == [row[1] for row in risk.rows if row[0] == party]
        assert agreement_shares(connection, "one").blocks


SIGNER = """
import sys
from pathlib import Path
from ledger.application import Ledger
from ledger.commands.lifecycle import Sign
from ledger.joining import PartyUnclear
from tests.projection_samples import ANNA, SOURCE
from tests.test_parties_signed import terms
path, agreement, name = sys.argv[1:]
ledger = Ledger(path)
made = terms(agreement, name, "Northern Trust", "Eastern University")
ledger.register()
print("ready", flush=True)
sys.stdin.readline()
try:
    ledger.record(agreement, Sign.of(made, SOURCE, None), ANNA)
    print("signed")
except PartyUnclear:
    print("unclear")
ledger.close()
"""


def test_two_processes_that_sign_at_once_cannot_make_two_of_one(tmp_path: Path) -> None:
    with new_book(tmp_path):
        path = tmp_path / "ledger.db"
    for animal in ("Bison", "Heron", "Marten"):
        names = (f"{animal} Medical", f"{animal} Medical Technology Ltd")
        signers = [
            subprocess.Popen(
                [sys.executable, "-c", SIGNER, str(path), f"{animal.lower()}-{number}", name],
                cwd=Path(__file__).parent.parent,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number, name in enumerate(names)
        ]
        for signer in signers:
            assert signer.stdout and "ready\n" == signer.stdout.readline()
        for signer in signers:
            assert signer.stdin
            signer.stdin.write("go\n")
            signer.stdin.flush()
        answers = [signer.communicate(timeout=60)[0].strip() for signer in signers]
        assert ["signed", "unclear"] == sorted(answers)


def test_a_name_that_is_near_stops_a_signing_in_every_kind_of_store(place: str) -> None:
    create_ledger(place)
    ledger = Ledger(place)
    try:
        sign(ledger, ONE)
        with pytest.raises(PartyUnclear):
            sign(ledger, TWO)
        done = sign(ledger, TWO, SAID)
        assert (3, ["one", "two"]) == (done.event.id, ledger.store.list_agreements())
        assert ["a", "b", "c"] == [each.member for each in done.joined]
    finally:
        ledger.close()
