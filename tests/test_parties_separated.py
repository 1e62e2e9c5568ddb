"""Parties that were taken for one by mistake are told apart again, and everything follows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import NotFound, Refused
from ledger.joining import UNDECIDED, Decided
from ledger.parties import Register
from ledger.party_events import Identifier, PartiesMerged, PartyNamed, PartyRegistered
from ledger.separated import SeparateParties
from tests.command_samples import assert_golden, done, enter_sample_ledger, misused, refused
from tests.test_parties import BY, DAY, members, signed, terms


def separate(register: Register, party: str, agreement: str | None = None, to: str | None = None) -> None:
    """Separate two parties as the command does."""
    register.take(SeparateParties(party=party, agreement=agreement, to=to).body(register, BY))


def known() -> Register:
    """Return a register of three parties by hand, and an agreement of two of them."""
    register = Register()
    for name, kind in (("Aa", "lei"), ("Bb", "ods"), ("Cc", "ukprn")):
        register.take(PartyRegistered(name.lower(), name, (Identifier(kind, name),), DAY, BY))
    signed(register, "one", terms(a={"name": "Aa"}, b={"name": "Bb"}))
    return register


def everything(register: Register) -> dict[str, object]:
    """Return all that is known of each party."""
    return {
        party.id: (party.names, party.numbers, party.sources, party.aliases, party.members, party.earlier_ids)
        for party in register.parties()
    }


def test_a_merger_that_is_taken_back_leaves_everything_as_it_was() -> None:
    register, before = known(), everything(known())
    register.take(PartiesMerged("aa", "bb", BY))
    assert {"aa": ["one/a", "one/b"], "cc": []} == members(register)
    separate(register, "bb")
    assert before == everything(register)
    register.take(PartiesMerged("bb", "aa", BY))
    separate(register, "AA")
    assert before == everything(register)


def test_what_was_signed_and_said_since_goes_where_its_number_or_name_is() -> None:
    register = known()
    register.take(PartiesMerged("aa", "bb", BY))
    signed(register, "two", terms(x={"name": "Bee", "ods": "Bb"}, y={"name": "Cc"}))
    signed(register, "three", terms(x={"name": "Aa"}))
    signed(register, "four", terms(x={"name": "B b"}), Decided(same_as=(("x", "bb"),)))
    register.take(PartyNamed("aa", "Alpha", date(2027, 1, 1), BY))
    separate(register, "bb")

    assert {"aa": ["one/a", "three/x", "four/x"], "bb": ["one/b", "two/x"], "cc": ["two/y"]} == members(register)
    assert ("Alpha", "Bee") == (register["aa"].name_on(), register["bb"].name_on())


def test_a_merger_within_a_merger_is_taken_back_alone() -> None:
    register = known()
    register.take(PartiesMerged("bb", "aa", BY))
    register.take(PartiesMerged("cc", "bb", BY))
    separate(register, "aa")
    assert {"aa": ["one/a"], "cc": ["one/b"]} == members(register)
    assert "cc" == register["bb"].id


def test_what_an_agreement_calls_a_party_is_given_to_a_new_one_with_all_its_documents() -> None:
    register = known()
    signed(register, "two", terms(x={"name": "Alpha Ltd"}), Decided(same_as=(("x", "aa"),)))
    signed(register, "two", terms(x={"name": "Alpha plc"}), on=date(2027, 1, 1))
    separate(register, "aa", "two")

    assert ["one/a"] == members(register)["aa"]
    assert ["two/x"] == members(register)["alpha-plc"]
    assert ("Alpha Ltd", "Alpha plc") == (register["alpha-plc"].name_on(DAY), register["alpha-plc"].name_on())
    assert ["Aa"] == register["aa"].all_names()
    signed(register, "two", terms(x={"name": "Alpha SE"}), on=date(2028, 1, 1))
    assert "Alpha SE" == register["alpha-plc"].name_on(), "an amendment names the party that it was said to be"


def test_a_party_that_a_document_made_known_stays_where_another_document_means_it() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Ltd", "lei": "1"}))
    signed(register, "two", terms(co={"name": "Respira plc"}), Decided(same_as=(("co", "sky-ltd"),)))
    signed(register, "two", terms(co={"name": "Respira plc"}, x={"name": "Xx"}), on=date(2027, 1, 1))
    separate(register, "sky-ltd", "two/co", "xx")
    assert {"sky-ltd": ["one/dev"], "xx": ["two/x", "two/co"]} == members(register)


REFUSED = {
    "cc was never merged into another party": ("cc", None, None),
    "There is no registered party 'dd'": ("dd", None, None),
    "two does not name aa": ("aa", "two", None),
    "aa is aa itself": ("aa", "one", "aa"),
    "aa is known from one alone": ("aa", "one", None),
}


@pytest.mark.parametrize("message", [each for each in REFUSED if "alone" not in each])
def test_what_was_never_one_is_refused(message: str) -> None:
    with pytest.raises((Refused, NotFound), match=message):
        separate(known(), *REFUSED[message])


def test_nothing_is_taken_from_a_party_that_is_known_from_there_alone() -> None:
    register = Register()
    signed(register, "one", terms(a={"name": "Aa"}))
    with pytest.raises(Refused, match="aa is known from one alone"):
        separate(register, "aa", "one")


def test_two_parties_with_one_number_are_refused() -> None:
    register = known()
    register.take(PartiesMerged("aa", "bb", BY))
    signed(register, "two", terms(x={"name": "Aa", "lei": "Aa", "ods": "Bb"}))
    with pytest.raises(Refused, match="aa and bb would both have the ODS code Bb"):
        separate(register, "bb")


def _shares(csv: str) -> list[str]:
    """Return what an answer says of parties, without what it rests on."""
    return [",".join(line.split(",")[:8]) for line in csv.splitlines()]


ASKED = ("shares", "--all", "--format", "csv")
NAMES = st.sampled_from(["Aa", "Bb", "Dd"])


@given(st.lists(st.tuples(NAMES, NAMES), max_size=4), st.sampled_from(["aa", "bb"]))
def test_without_a_merger_the_register_is_as_if_there_had_been_none(
    documents: list[tuple[str, str]], merged: str
) -> None:
    with_one, without = known(), known()
    with_one.take(PartiesMerged("cc", merged, BY))
    for number, names in enumerate(documents):
        said = terms(**{f"p{at}": {"name": name} for at, name in enumerate(dict.fromkeys(names))})
        signed(with_one, f"agr-{number}", said, UNDECIDED)
        signed(without, f"agr-{number}", said, UNDECIDED)
    separate(with_one, merged)
    assert members(without) == members(with_one)


@pytest.fixture
def _in_the_sample_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)


@pytest.mark.usefixtures("_in_the_sample_ledger")
def test_a_merger_by_mistake_at_a_prompt() -> None:
    assert_golden(
        "cli-parties-separated.txt",
        "pledger parties merge eastern-university northern-trust --note 'one campus'",
        "pledger shares --party eastern-university",
        "pledger parties separate eastern-university --note 'they share a campus, and no more' --dry-run",
        "pledger parties separate eastern-university --note 'they share a campus, and no more'",
        "pledger shares --party eastern-university",
        "pledger parties show eastern-university --today 2026-11-01",
        "pledger verify --reperform",
    )


@pytest.mark.usefixtures("_in_the_sample_ledger")
def test_what_was_believed_then_is_still_told() -> None:
    done("parties", "merge", "eastern-university", "northern-trust")
    believed = json.loads(done("parties", "--format", "json"))["rests_on"]["instant"]
    one = done(*ASKED)
    done("parties", "separate", "eastern-university")

    assert "eastern-university" not in one
    assert "eastern-university" in done(*ASKED)
    assert _shares(one) == _shares(done(*ASKED, "--known-at", believed))


@pytest.mark.usefixtures("_in_the_sample_ledger")
def test_what_is_asked_wrongly_is_told() -> None:
    assert "Add --in AGREEMENT" in misused("parties", "separate", "licensor", "--to", "eastern-university")
    assert "was never merged into another party" in refused("parties", "separate", "northern-trust")
