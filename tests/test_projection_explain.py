"""Explanations: from a figure down to the clause's own words, facts, events and evidence; and the history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from contracts.sums import faults
from ledger.errors import LedgerError, NotFound, WrongUsage
from ledger.store import canonical
from ledger.store.mapper import LedgerMapper
from projections import tables
from projections.agreements import list_agreements, show_agreement
from projections.asking import find_agreement
from projections.booked import entries_of
from projections.explain import explain
from projections.explained import Wanted
from projections.history import canonical_lines, history
from projections.people import people
from projections.rendering.json_text import to_json
from projections.rendering.report import Prose, Report, Table
from projections.rendering.screen import Screen
from projections.rendering.terminal import to_terminal
from projections.traced import Trail, with_trace
from tests.projection_samples import SHARED, Book, document, new_book, record_joint_work, table, views_of

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Give a ledger with everything in it."""
    with new_book(tmp_path) as book:
        book.ledger.store.clock = lambda: datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
        record_joint_work(book)
        yield book


def explained(book: Book, agreement: str, **wanted: str) -> Report:
    with views_of(book) as connection:
        return explain(connection, agreement, book.ledger.file.side_tables, Wanted(**wanted))


def prose(report: Report, name: str) -> list[str]:
    """Give the lines of a block of prose, each with its level."""
    (found,) = [block for block in report.blocks if isinstance(block, Prose) and block.name == name]
    return [f"{line.level} {line.text}" for line in found.lines]


def same_root(text: str) -> str:
    """Put one root for all, as pseudonyms and salts are new in every ledger."""
    return re.sub(r"root [0-9a-f]{16}", f"root {'0' * 16}", text)


def from_period(report: Report, period: str) -> str:
    """Write an explanation from a period on: the clause's sentences before it are its own, and tested there."""
    text = to_terminal(report, Screen(width=100))
    return text[text.index(f"\n{period}:") + 1 :]


def golden(name: str, actual: str) -> None:
    """Compare with a golden file."""
    assert (GOLDEN / name).read_text(encoding="utf-8") == same_root(actual)


def test_an_entry_is_explained_down_to_who_recorded_it(book: Book) -> None:
    golden("projection-explain-entry.txt", from_period(explained(book, "licence", entry="E10.2"), "2026-Q2"))


def test_an_agreement_is_explained_from_its_figures_down(book: Book) -> None:
    report = explained(book, "joint")
    golden("projection-explain-joint.txt", from_period(report, "2026-Q1"))
    assert ["figures", "costs", "clause:development-cost"] == [
        block.name for block in report.blocks if isinstance(block, Table | Prose)
    ]
    assert any("Each Party shall bear" in line for line in prose(report, "clause:development-cost"))


def test_a_history_has_every_event(book: Book) -> None:
    with views_of(book) as connection:
        report = history(connection, "licence", book.ledger.file.side_tables)
    golden("projection-history.txt", to_terminal(report, Screen(width=100)))


def test_every_sum_that_was_booked_comes_out(book: Book) -> None:
    with views_of(book) as connection:
        for agreement in ("joint", "licence"):
            booked = list(entries_of(connection, agreement))
            assert booked
            assert [] == [fault for found in booked for fault in faults(found.entry)]


def test_a_sum_that_does_not_come_out_says_so(book: Book) -> None:
    with views_of(book) as connection:
        connection.execute(update(tables.entries).where(tables.entries.c.event == 9).values(amount=1))
        report = explain(connection, "licence", book.ledger.file.side_tables, Wanted(entry="E9.1"))
    assert any(
        "This sum does not come out: rounded less earlier less booked before says 1, and should be 25000000" in line
        for line in prose(report, "clause:first-patient")
    )


def test_what_is_wanted_narrows_the_explanation(book: Book) -> None:
    by_period = prose(explained(book, "licence", clause="royalty", period="2026-Q1"), "clause:royalty")
    assert ["E6.1", "E6.2"] == re.findall(r"1 entry (E\d+\.\d+)", "\n".join(by_period))
    by_party = prose(explained(book, "licence", party="university", period="2026"), "clause:royalty")
    assert ["E6.2", "E7.2"] == re.findall(r"1 entry (E\d+\.\d+)", "\n".join(by_party))
    assert ["E10.2"] == re.findall(r"1 true-up (E\d+\.\d+)", "\n".join(by_party))


def test_each_figure_adds_up_from_its_parts(book: Book) -> None:
    report = explained(book, "joint", party="a")
    (figures,) = [block for block in report.blocks if isinstance(block, Table)]
    cash = [row[3] for row in figures.rows if row[1] == "cash risk"]
    assert [10000001, 6000001, -10000001] == cash


@pytest.mark.parametrize(
    ("wanted", "error", "words"),
    [
        ({"entry": "E10.3"}, NotFound, "Event 10 has E10.1 to E10.2"),
        ({"entry": "E8.1"}, NotFound, "The nearest event with entries is 7: E7.1"),
        ({"entry": "E2.1"}, NotFound, "There is no entry E2.1"),
        ({"entry": "ten"}, WrongUsage, "Write it as E12.1"),
        ({"entry": "E" + "9" * 30 + ".1"}, WrongUsage, "Write it as E12.1"),
        ({"clause": "royalti"}, NotFound, "Did you mean 'royalty'"),
        ({"party": "the trust hospital"}, NotFound, "There are: company, trust, university"),
        ({"period": "2027"}, NotFound, "Periods with entries: 2026-Q1, 2026-Q2"),
        ({"period": "2026-05"}, NotFound, "Periods with entries: 2026-Q1, 2026-Q2"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(
    book: Book, wanted: dict[str, str], error: type[LedgerError], words: str
) -> None:
    with pytest.raises(error, match=re.escape(words)):
        explained(book, "licence", **wanted)


def test_the_canonical_lines_are_those_that_were_sealed(book: Book) -> None:
    recorder = book.ledger.store
    sealed = [line for _, line, _ in recorder.select_lines(1, 100) if b'"agreement":"licence"' in line]
    assert sealed == list(canonical_lines(recorder, "licence"))
    assert sealed[:2] == list(canonical_lines(recorder, "licence", until=6))


def test_erased_people_and_reasons_are_shown_as_erased(book: Book) -> None:
    file = book.ledger.file
    reversal = book.ledger.store.select_notifications(13, 1)[0]
    provenance = LedgerMapper().to_domain_event(reversal).body.provenance
    with views_of(book) as connection:
        before = table(history(connection, "licence", file.side_tables), "history")["13"]
    file.side_tables.erase_person(provenance.actor)
    file.side_tables.erase_text(provenance.note)
    with views_of(book) as connection:
        after = table(history(connection, "licence", file.side_tables), "history")["13"]
    assert ("Anna Abbott", "entered twice") == (before["by"], before["why"])
    assert ("erased", "erased") == (after["by"], after["why"])


def test_reversed_and_restated_facts_stay_visible_with_their_status(book: Book) -> None:
    with views_of(book) as connection:
        facts = table(show_agreement(connection, "licence"), "facts")
    assert ("restated", "") == (facts["licence/second"]["status"], facts["licence/second"]["restates"])
    assert ("counts", "licence/second") == (facts["licence/S3"]["status"], facts["licence/S3"]["restates"])
    assert "reversed" == facts["licence/C1"]["status"]


def test_agreements_are_listed_with_their_events(book: Book) -> None:
    with views_of(book) as connection:
        listed = table(list_agreements(connection), "agreements")
    assert {"joint": (4, "signed"), "licence": (9, "signed")} == {
        name: (row["events"], row["status"]) for name, row in listed.items()
    }


def test_an_agreement_without_entries_is_explained_by_its_words(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.sign(document("joint", ["a", "b", "c"], {"costs": SHARED}))
        report = explained(book, "joint", clause="costs")
    assert ("No entry was booked.",) == report.notes
    assert "Each Party shall bear the Development Costs" in to_json(report)


def test_a_payment_is_traced_to_every_event_behind_it_as_sealed(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        recorder = book.ledger.file.recorder
        with views_of(book) as connection:
            agreed = find_agreement(connection, "joint")
            trail = Trail("joint/p1", book.ledger.file.side_tables, recorder)
            report = with_trace(Report("Explanation"), connection, agreed, trail)
        stored = {canonical.leaf(line).hex() for line in canonical_lines(recorder, "joint")}
    payment, settles, sources = report.blocks
    assert isinstance(payment, Prose) and isinstance(settles, Table) and isinstance(sources, Prose)
    assert settles.total == ("Together", None, sum(int(str(row[2])) for row in settles.rows))
    sealed = {line.text.rpartition(" ")[2] for line in sources.lines if line.text.startswith("sealed as")}
    assert sealed and sealed <= stored


def test_a_payment_that_there_is_not_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection, pytest.raises(NotFound, match=r"no payment 'P9'.*There are: P1"):
            explain(connection, "joint", book.ledger.file.side_tables, Wanted(payment="P9"))


def test_who_approved_their_own_is_listed_by_name_and_by_machine(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection:
            report = people(connection, "licence", book.ledger.file.side_tables)
    did, own = report.blocks
    assert isinstance(did, Table) and isinstance(own, Table)
    assert did.total is not None and 1 == did.total[4]
    assert [("licence/M1", "name, user and host")] == [(row[0], row[-1]) for row in own.rows]


def test_where_nobody_approved_their_own_it_is_said(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        record_joint_work(book)
        with views_of(book) as connection:
            report = people(connection, "joint", book.ledger.file.side_tables)
    own = report.blocks[1]
    assert isinstance(own, Table) and not own.rows and own.empty.startswith("Nobody")
