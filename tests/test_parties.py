"""The register of parties, folded from documents and decisions."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.engine import ENGINE_VERSION
from contracts.errors import BadScalar
from contracts.scalars.registered import parse_charity_number, parse_ukprn
from contracts.terms import Party
from ledger.errors import NotFound, Refused, WrongUsage
from ledger.event_parts import Provenance
from ledger.joined import Joining
from ledger.joining import UNDECIDED, Decided, PartyUnclear, Signing, join, one_called
from ledger.parties import Register
from ledger.party import KINDS, Written, plain, written_in
from ledger.party_events import Identifier, PartiesMerged, PartyNamed, PartyRegistered
from tests.test_party_names import NAMES

BY = Provenance("p-0123456789abcdef", "anna", "desk-7", None, None, "prompt", (), None, ENGINE_VERSION, 0)
DAY = date(2026, 1, 1)
LEI = "213800KUD8LAJWSQ9D15"


def terms(**parties: dict[str, str]) -> bytes:
    """Write the parties of a document."""
    return json.dumps({"parties": parties}).encode()


def signed(
    register: Register, agreement: str, document: bytes, decided: Decided = UNDECIDED, on: date = DAY
) -> Joining:
    """Let a register take a signing as the ledger does: the decisions first, then the document."""
    joining = join(register, Signing(agreement, on, document, decided), BY)
    for event in joining.events():
        register.apply(event)
    register.take_terms(agreement, on, document)
    return joining


def members(register: Register) -> dict[str, list[str]]:
    """Return by party where it is a party, as agreement/id."""
    return {party.id: [f"{agreement}/{member}" for agreement, member in party.members] for party in register.parties()}


_KINDS = {"lei": "lei", "company number": "company", "ods": "ods", "ukprn": "ukprn", "charity number": "charity"}
NUMBERS = st.dictionaries(st.sampled_from(sorted(_KINDS)), st.sampled_from("12"), max_size=3)
PARTIES = st.dictionaries(
    st.sampled_from("abc"),
    st.builds(lambda name, numbers: {"name": name, **numbers}, NAMES, NUMBERS),
    min_size=1,
    max_size=3,
)


@given(st.lists(PARTIES, max_size=4), st.data())
def test_whatever_is_signed_no_party_has_two_numbers_of_one_register_and_each_is_one(
    documents: list[dict[str, dict[str, str]]], data: st.DataObject
) -> None:
    register, numbers = Register(), dict[tuple[str, str], str]()
    for number, parties in enumerate(documents):
        new = tuple(data.draw(st.sets(st.sampled_from(sorted(parties)))))
        try:
            signed(register, f"agr-{number}", terms(**parties), Decided(new=new))
        except Refused:
            continue
        for party in register.parties():
            for kind, value in party.numbers.items():
                assert party.id == numbers.setdefault((kind, value), party.id)
        for member, said in parties.items():
            found = register.member(f"agr-{number}", member)
            assert found is not None
            assert found.contradicts({_KINDS[key]: number for key, number in said.items() if key in _KINDS}) is None


def test_two_agreements_find_one_party_by_number_and_note_its_new_name_from_the_day() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical Technology Ltd", "lei": LEI}))
    joining = signed(register, "two", terms(co={"name": "Respira plc", "lei": LEI}), on=date(2026, 7, 1))

    assert {"sky-medical-technology-ltd": ["one/dev", "two/co"]} == members(register)
    assert [("number", "Sky Medical Technology Ltd")] == [(each.by, each.before) for each in joining.joined]
    party = register["sky-medical-technology-ltd"]
    assert "Sky Medical Technology Ltd" == party.name_on(date(2026, 6, 30))
    assert "Respira plc" == party.name_on(date(2026, 7, 1)) == party.name_on()
    assert () == joining.bodies, "what the number says needs no decision"


def test_a_name_that_is_only_near_stops_the_signing_and_says_what_to_say() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical Technology Ltd"}))
    with pytest.raises(PartyUnclear) as refused:
        signed(register, "two", terms(co={"name": "Sky Medical"}))
    assert (
        "'Sky Medical' may be a party that is known already: sky-medical-technology-ltd (Sky Medical Technology Ltd) "
        "(parties, co). Say --same-as co=sky-medical-technology-ltd if it is, or --new co if it is another"
    ) == str(refused.value)


def test_one_party_is_not_named_twice_in_a_document() -> None:
    twice = terms(dev={"name": "Sky Medical Technology Ltd"}, co={"name": "SKY medical technology ltd."})
    for said in (UNDECIDED, Decided(new=("co",))):
        with pytest.raises(Refused, match="is the party that the document has as dev already"):
            signed(Register(), "one", twice, said)


def test_what_is_said_is_recorded_and_what_an_agreement_calls_a_party_is_no_new_name() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical Technology Ltd"}))
    said = Decided(same_as=(("co", "Sky Medical Technology Ltd"),))
    joining = signed(register, "two", terms(co={"name": "Sky Medical"}), said)

    assert {"sky-medical-technology-ltd": ["one/dev", "two/co"]} == members(register)
    assert ["PartyJoined"] == [type(body).__name__ for body in joining.bodies]
    assert "Sky Medical Technology Ltd" == register["sky-medical-technology-ltd"].name_on()
    signed(register, "three", terms(x={"name": "sky medical"}))
    assert ["one/dev", "two/co", "three/x"] == members(register)["sky-medical-technology-ltd"]


def test_another_party_of_a_near_name_is_new_and_both_are_known_from_then_on() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical Technology Ltd"}))
    signed(register, "two", terms(co={"name": "Sky Medical"}), Decided(new=("co",)))
    assert {"sky-medical-technology-ltd": ["one/dev"], "sky-medical": ["two/co"]} == members(register)
    signed(register, "three", terms(co={"name": "Sky Medical"}))
    assert ["two/co", "three/co"] == members(register)["sky-medical"]


CONTRADICTIONS = {
    "the name, and another LEI": {"name": "Sky Medical Ltd", "lei": "2"},
    "the LEI, and another company number": {"name": "Other plc", "lei": "1", "company number": "2"},
}


@pytest.mark.parametrize("said", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_numbers_that_contradict_are_refused_by_name(said: dict[str, str]) -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical Ltd", "lei": "1", "company number": "1"}))
    with pytest.raises(Refused, match=r"and sky-medical-ltd .Sky Medical Ltd. has 1"):
        signed(register, "two", terms(co=said))
    with pytest.raises(Refused, match=r"and sky-medical-ltd .Sky Medical Ltd. has 1"):
        signed(register, "two", terms(co=said), Decided(same_as=(("co", "sky-medical-ltd"),)))


def test_numbers_of_two_parties_on_one_are_refused_with_what_merges_them() -> None:
    register = Register()
    signed(register, "one", terms(a={"name": "Aa", "lei": "1"}, b={"name": "Bb", "ods": "2"}))
    with pytest.raises(Refused, match="pledger parties merge bb aa"):
        signed(register, "two", terms(c={"name": "Aa", "lei": "1", "ods": "2"}))
    register.take(PartiesMerged("aa", "bb", BY))
    signed(register, "two", terms(c={"name": "Aa", "lei": "1", "ods": "2"}))
    assert {"aa": ["one/a", "one/b", "two/c"]} == members(register)
    assert "aa" == register["bb"].id, "the old id leads to the party"


def test_a_new_party_with_a_known_number_is_refused() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky", "lei": "1"}))
    with pytest.raises(Refused, match="has the LEI 1 of sky"):
        signed(register, "two", terms(co={"name": "Other", "lei": "1"}), Decided(new=("co",)))


def test_what_is_said_of_nobody_is_wrong_usage() -> None:
    document = terms(co={"name": "Sky"})
    with pytest.raises(WrongUsage, match="The document has no party 'x'"):
        signed(Register(), "one", document, Decided(new=("x",)))
    with pytest.raises(WrongUsage, match="'co' can't be a known party and a new one"):
        signed(Register(), "one", document, Decided(same_as=(("co", "sky"),), new=("co",)))
    with pytest.raises(NotFound, match="There is no registered party 'sky'"):
        signed(Register(), "one", document, Decided(same_as=(("co", "sky"),)))


def test_an_amendment_that_names_its_party_anew_renames_it_from_its_day() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical Technology Ltd"}))
    joining = signed(register, "one", terms(dev={"name": "Sky Ltd"}), on=date(2026, 7, 1))
    assert [("held", "Sky Medical Technology Ltd")] == [(each.by, each.before) for each in joining.joined]
    party = register["sky-medical-technology-ltd"]
    assert ("Sky Medical Technology Ltd", "Sky Ltd") == (party.name_on(date(2026, 6, 30)), party.name_on())


def test_an_old_name_in_a_new_agreement_does_not_come_back() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Ltd", "lei": LEI}))
    signed(register, "two", terms(dev={"name": "Respira plc", "lei": LEI}), on=date(2027, 1, 1))
    signed(register, "three", terms(dev={"name": "Sky Ltd"}), on=date(2028, 1, 1))
    assert ("Respira plc", 3) == (register["sky-ltd"].name_on(), len(register["sky-ltd"].members))


def test_a_voided_agreement_leaves_no_party_behind() -> None:
    register = Register()
    signed(register, "one", terms(dev={"name": "Sky Medical", "lei": "1"}))
    signed(register, "two", terms(dev={"name": "Sky Medical plc", "lei": "1", "ods": "2"}, x={"name": "Other"}))
    register.forget("two")
    assert {"sky-medical": ["one/dev"]} == members(register)
    assert ("Sky Medical", {"lei": "1"}) == (register["sky-medical"].name_on(), register["sky-medical"].numbers)


def test_a_party_is_found_by_id_name_number_and_what_an_agreement_calls_it() -> None:
    register = Register()
    register.take(PartyRegistered("sky", "Sky Ltd", (Identifier("lei", LEI),), DAY, BY))
    register.take(PartyNamed("sky", "Sky plc", date(2027, 1, 1), BY))
    register.take_terms("one", DAY, terms(dev={"name": "sky ltd"}))
    for word in ("sky", "SKY", "Sky Ltd", "sky plc", LEI.lower(), "dev"):
        assert "sky" == one_called(register, word, "party").id
    assert ["dev"] == register.members_called("one", "Sky plc")
    assert [] == register.members_called("two", "Sky plc")


def test_every_number_that_a_document_may_give_is_read() -> None:
    party = Party.model_validate(
        {
            "name": "A",
            "lei": LEI,
            "ods": "RX1",
            "company number": "01234567",
            "ukprn": "10007774",
            "charity number": "1089464",
        }
    )
    sealed = party.model_dump(mode="json", exclude_none=True)
    (found,) = written_in(terms(a=sealed)).values()
    expected = {"lei": LEI, "ods": "RX1", "company": "01234567", "ukprn": "10007774", "charity": "1089464"}
    assert expected == found.numbers
    assert set(Party.model_fields) - {"name", "role"} == set(Written.__struct_fields__[2:])


def test_numbers_of_providers_and_charities_are_checked_by_their_form() -> None:
    assert ("10007774", "SC012345") == (parse_ukprn("1000 7774"), parse_charity_number("sc012345"))
    with pytest.raises(BadScalar, match="'20007774' is not a UKPRN: write its eight digits, of which the first is 1"):
        parse_ukprn("20007774")
    with pytest.raises(BadScalar, match="'12' is not a charity number"):
        parse_charity_number("12")


def test_ids_are_made_of_names_and_never_twice() -> None:
    register = Register()
    for agreement, name in (("one", "Ärzte & Co"), ("two", "日本電気")):
        register.take_terms(agreement, DAY, terms(dev={"name": name}))
    assert ["arzte-and-co", "dev"] == [party.id for party in register.parties()]
    assert "dev-2" == register.free_id("日本", "dev")
    assert set(KINDS) == {"lei", "company", "ods", "ukprn", "charity"}
    assert "st annes" == plain("St. Anne's")
