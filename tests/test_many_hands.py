"""Many hands on one ledger at once, in a file and on a server: gapless, nothing lost, nothing doubled, nothing skipped.

`make hands` runs the full sizes: eight writers with 500 commands each, and a server that is killed fifty times.
"""

from __future__ import annotations

import random
import time
from datetime import date
from pathlib import Path

import pytest

from contracts.document import read_document
from contracts.scalars import parse_amount
from contracts.terms import AgreementTerms
from ledger.application import Ledger, Together
from ledger.commands.lifecycle import Sign
from ledger.commands.receipts import RecordSales
from tests import postgres
from tests.hands import BY, SOURCE, Work, acknowledged, at_work, check, follow, new_agreements, write
from tests.import_samples import TERMS

FULL = pytest.mark.hands


@pytest.mark.parametrize(
    ("writers", "requests", "agreements"),
    [
        (3, 20, 1),
        pytest.param(8, 500, 1, marks=FULL),
        pytest.param(8, 500, 50, marks=FULL),
    ],
)
def test_many_writers_lose_and_double_nothing_and_readers_skip_nothing(
    place: str, tmp_path: Path, writers: int, requests: int, agreements: int
) -> None:
    new_agreements(place, agreements)
    works = [Work(place, writer, agreements, requests, tmp_path / f"{writer}.told") for writer in range(writers)]
    until, found = tmp_path / "until", [tmp_path / f"{reader}.found" for reader in range(2)]

    with at_work(follow, *((place, until, reader) for reader in found)):
        with at_work(write, *((work,) for work in works)):
            pass
        until.write_text(str(agreements + writers * requests), "ascii")

    told = acknowledged(works)
    assert writers * requests == len(told)
    check(place, agreements, told)
    assert [str(agreements + len(told))] * 2 == [reader.read_text("ascii") for reader in found]


@pytest.mark.skipif(not postgres.has_own_server(), reason="a server that somebody else runs is not ours to kill")
@pytest.mark.parametrize(("writers", "kills"), [(2, 2), pytest.param(8, 50, marks=FULL)])
def test_a_server_that_is_killed_again_and_again_loses_nothing_it_acknowledged(
    tmp_path: Path, writers: int, kills: int
) -> None:
    agreements = 3
    enough, until, found = (tmp_path / name for name in ("enough", "until", "found"))
    with postgres.database() as place:
        new_agreements(place, agreements)
        works = [Work(place, each, agreements, 10**6, tmp_path / f"{each}.told", enough) for each in range(writers)]
        with at_work(follow, (place, until, found)):
            with at_work(write, *((work,) for work in works)):
                for work in works:  # whoever opens a ledger while its server is away is told so, and goes home
                    _wait_for([work], 1)
                for _ in range(kills):
                    before = _told(works)
                    postgres.restart("immediate")
                    _wait_for(works, before + writers)
                    time.sleep(random.uniform(0.0, 0.2))
                enough.touch()
            told = acknowledged(works)
            until.write_text(str(agreements + len(told)), "ascii")
        check(place, agreements, told)
        assert str(agreements + len(told)) == found.read_text("ascii")


def _told(works: list[Work]) -> int:
    return sum(len(work.told.read_text("ascii").splitlines()) for work in works if work.told.exists())


def _wait_for(works: list[Work], lines: int) -> None:
    """Wait until the writers were told of so many events: they are at work again."""
    deadline = time.monotonic() + 60
    while _told(works) < lines:
        assert time.monotonic() < deadline, "the writers did not go on"
        time.sleep(0.02)


@pytest.mark.parametrize("writers", [2, pytest.param(8, marks=FULL)])
def test_what_takes_long_comes_through_among_many_who_are_quick(place: str, tmp_path: Path, writers: int) -> None:
    new_agreements(place, 2)
    enough = tmp_path / "enough"
    works = [Work(place, each, 2, 10**6, tmp_path / f"{each}.told", enough) for each in range(writers)]
    fillings: list[int] = []

    def fill(together: Together) -> None:
        fillings.append(_told(works))
        for number, name in enumerate(("a0", "a1") * 20):
            command = RecordSales(amount=parse_amount("5"), on=date(2026, 5, 13), ref=f"import-{number}")
            agreement = together.agreement(name, command)
            together.add(agreement, together.checked(agreement, command, BY))
            time.sleep(0.01)

    with at_work(write, *((work,) for work in works)), Ledger(place) as ledger:
        _wait_for(works, 2 * writers)
        recorded = ledger.record_together(("import", b"r" * 32), fill).events
        ledger.record("named", Sign.of(_document("named"), SOURCE, None), BY)
        _wait_for(works, _told(works) + writers)
        enough.touch()

    assert 40 == len(recorded)
    assert 2 == len(fillings)  # the first was in vain, and the second kept others out
    told = acknowledged(works) | {getattr(event.body, "ref", ""): event.id for event in recorded}
    check(place, 3, told)


def _document(agreement: str) -> AgreementTerms:
    return read_document(TERMS.replace("agreement: partnership", f"agreement: {agreement}"))
