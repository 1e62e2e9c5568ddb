"""The bytes that stand for ever: golden lines and their root, headers, encoding, and FORMAT.md against the code."""

from __future__ import annotations

import json
import re
import types
import typing
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

import ledger.store
from contracts.entries import Entry, Line, Working
from ledger.accrual_events import Reversal
from ledger.conversion_events import ConvertedAnew
from ledger.errors import Refused, StoreError
from ledger.event_parts import Original
from ledger.events import TOPICS, Applied, Deduction, Evidence, Provenance, Settled, StatementSeal
from ledger.life_events import AssumedDue
from ledger.listed_events import ListedFact
from ledger.opening_events import BaseToDate, BookedToDate, CarriedFigure, OpenBefore, OpeningDifference, ReachedBefore
from ledger.party_events import Identifier
from ledger.store import canonical, merkle
from ledger.store.clock import end_of_day, instant_of, stamp
from ledger.store.encoding import Codec, codec, request_hash
from tests.store_samples import BODIES, GOLDEN

AT = "2026-11-22T04:36:03.123456Z"
ROOT = "149f7bd90a35605a9543c3c4018aef5cb4f548ddf6464cb7693d27601422a1d2"
"""Of the tree over the golden lines. If this changes, bytes that stand for ever have changed."""

LINES = (GOLDEN / "store-lines.jsonl").read_bytes().splitlines()
FORMAT = (Path(ledger.store.__file__).parent / "FORMAT.md").read_text("utf-8")


def golden_line(number: int) -> bytes:
    return canonical.line(number + 1, AT, "agr-1", number + 1, *codec().encode(BODIES[number]))


def test_every_topic_has_a_golden_line() -> None:
    assert sorted(TOPICS) == sorted(json.loads(line)["event"] for line in LINES)


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_today_writes_the_golden_bytes_and_reads_the_values_back(number: int) -> None:
    assert LINES[number] == golden_line(number)
    topic = json.loads(LINES[number])["event"]
    body = LINES[number].split(b'"body":', 1)[1][:-1]
    assert BODIES[number] == codec().decode(topic, body)
    assert codec().is_canonical(topic, body)


def test_the_golden_lines_have_the_pinned_root() -> None:
    assert ROOT == merkle.root_of(canonical.leaf(line) for line in LINES).hex()


def test_the_line_is_as_documented() -> None:
    expected = b'{"id":7,"at":"%b","agreement":"agr-1","version":3,"event":"cost.v1","body":{"a":1}}' % AT.encode()
    assert expected == canonical.line(7, AT, "agr-1", 3, "cost.v1", b'{"a":1}')


@pytest.mark.parametrize("bad", ['a"b', "Agr", "a b", "", "a\n", "é", "a_b", "a\\", "\u0661"])
def test_a_header_takes_no_character_that_could_move_a_border(bad: str) -> None:
    with pytest.raises(Refused, match="holds more than"):
        canonical.line(1, AT, bad, 1, "cost.v1", b"{}")
    with pytest.raises(Refused, match="holds more than"):
        canonical.line(1, AT, "agr-1", 1, bad, b"{}")


@pytest.mark.parametrize("bad", ["2026-11-22", AT[:-1], AT + "\n", AT.replace("Z", "+"), AT.replace("T", " ")])
def test_an_instant_has_one_form(bad: str) -> None:
    with pytest.raises(Refused, match="the instant"):
        canonical.line(1, bad, "agr-1", 1, "cost.v1", b"{}")


def test_a_line_is_one_line() -> None:
    with pytest.raises(Refused, match="line break"):
        canonical.line(1, AT, "agr-1", 1, "cost.v1", b"{\n}")


def test_topics_may_stand_in_a_header() -> None:
    assert all(canonical.HEADER.fullmatch(topic) and re.search(r"\.v\d+$", topic) for topic in TOPICS)


def test_an_unknown_topic_is_a_newer_release() -> None:
    with pytest.raises(StoreError, match="written by a newer release"):
        codec().decode("sales-recorded.v9", b"{}")


def test_a_body_that_does_not_fit_its_topic_is_named() -> None:
    with pytest.raises(StoreError, match=r"does not read as cost-recorded\.v1.*missing required field `ref`"):
        codec().decode("cost-recorded.v1", b"{}")


@pytest.mark.parametrize("bent", [b'{"name":"a", "size":1}', b'{"size":1,"name":"a"}', b'{"name":"a","size":1,"x":2}'])
def test_there_is_one_way_to_write_a_body(bent: bytes) -> None:
    toy = Codec({"toy.v1": Toy}, {})
    assert toy.is_canonical("toy.v1", b'{"name":"a","size":1}')
    assert not toy.is_canonical("toy.v1", bent)


class Toy(msgspec.Struct, frozen=True):
    """A body as it was written first."""

    name: str
    size: int


class ToyV2(msgspec.Struct, frozen=True):
    """The same, measured in thousandths."""

    name: str
    size_milli: int


def test_an_old_topic_is_lifted_to_the_shape_of_today_and_never_written_again() -> None:
    both = Codec({"toy.v1": Toy, "toy.v2": ToyV2}, {Toy: lambda old: ToyV2(old.name, old.size * 1000)})
    assert ToyV2("a", 2000) == both.decode("toy.v1", b'{"name":"a","size":2}')
    assert Toy("a", 2) == both.as_written("toy.v1", b'{"name":"a","size":2}')
    assert ("toy.v2", b'{"name":"a","size_milli":5}') == both.encode(ToyV2("a", 5))
    assert both.is_canonical("toy.v1", b'{"name":"a","size":2}')
    with pytest.raises(TypeError, match="Toy is not an event that is written today"):
        both.encode(Toy("a", 2))


def test_a_request_is_hashed_whatever_the_order_of_its_arguments() -> None:
    assert request_hash("cost", {"a": 1, "b": "x"}) == request_hash("cost", {"b": "x", "a": 1})
    assert request_hash("cost", {"a": 1}) != request_hash("cost", {"a": 2}) != request_hash("sale", {"a": 2})
    assert sha256(b'["cost",{"a":1,"b":"x"}]').digest() == request_hash("cost", {"b": "x", "a": 1})


def test_a_date_is_the_end_of_its_day_in_the_ledgers_zone() -> None:
    assert "2026-07-01T22:59:59.999999Z" == stamp(end_of_day(date(2026, 7, 1), "Europe/London"))
    assert "2026-12-01T23:59:59.999999Z" == stamp(end_of_day(date(2026, 12, 1), "Europe/London"))
    assert AT == stamp(instant_of(AT))


def described(kind: object) -> str:
    """Write a field's type as FORMAT.md does."""
    if isinstance(kind, types.UnionType):
        return " or ".join(described(part) for part in typing.get_args(kind))
    if typing.get_origin(kind) is tuple:
        return f"list of {described(typing.get_args(kind)[0])}"
    names = {str: "text", int: "integer", bool: "boolean", date: "date", type(None): "null", msgspec.Raw: "document"}
    return names.get(kind, getattr(kind, "__name__", "")) if isinstance(kind, type) else ""


OPENING = (CarriedFigure, BookedToDate, OpenBefore, BaseToDate, ReachedBefore, OpeningDifference)
NOVATION = (AssumedDue,)

SHAPES: dict[str, type[msgspec.Struct]] = {
    **TOPICS,
    **{
        shape.__name__: shape
        for shape in (
            Provenance,
            Evidence,
            Deduction,
            Original,
            ConvertedAnew,
            Applied,
            Settled,
            StatementSeal,
            ListedFact,
            Identifier,
            Reversal,
            *OPENING,
            *NOVATION,
        )
    },
}
SHAPES.update({shape.__name__: shape for shape in (Entry, Working, Line)})


@pytest.mark.parametrize("name", SHAPES)
def test_the_documented_fields_are_the_fields(name: str) -> None:
    section = FORMAT.split(f"\n#### {name}\n", 1)[1].split("\n#", 1)[0]
    documented = re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", section, re.M)
    hints = typing.get_type_hints(SHAPES[name])
    assert [(field, described(hints[field])) for field in SHAPES[name].__struct_fields__] == documented


def test_what_is_open_of_an_opening_is_written_where_there_is_any() -> None:
    due = OpenBefore("2025-Q4", date(2026, 1, 30), 900, "1/3", None)
    expected = b'"exactly":null,"open":[{"period":"2025-Q4","payable":"2026-01-30","amount":900,"interest":"1/3",'
    written = msgspec.json.encode(BookedToDate("royalty", "trust", 900, 0, None, (due,)))
    assert expected + b'"principal":null}]}' in written
    assert b'"exactly":null}' in msgspec.json.encode(BookedToDate("royalty", "trust", 900, 0, None))


def test_no_topic_is_documented_that_does_not_exist() -> None:
    assert list(SHAPES) == re.findall(r"^#### (\S+)$", FORMAT, re.M)
