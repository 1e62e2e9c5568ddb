"""Commands typed in this process, and a ledger with a little of everything to type them at."""

from __future__ import annotations

import io
import os
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from contracts.forecast.template import scenario_text
from ledger.cli.main import main
from tests.agreement_samples import DOCUMENTS, FUND_OPENING

GOLDEN = Path(__file__).parent / "golden"

_CHANGING = {
    r"(\d{4}-\d\d-\d\d|YYYY-MM-DD)T\d\d:\d\d:\d\d(\.\d{6})?Z": "INSTANT",
    r"\b\d\d:\d\d:\d\dZ": "HH:MM:SSZ",
    r"\b[0-9a-f]{64}\b": "HASH",
    r"\b[0-9a-f]{16}\b": "HASH",
}

LICENCE = """\
agreement: device-licence
title: Licence of a device
currency: GBP
effective: 2026-04-01
until: 2041-03-31
year: NHS
parties:
  licensor: { name: Northern Trust, role: host, ods: RR8 }
  licensee: { name: Smörgås Devices Ltd, role: developer }
clauses:
  first-patient:
    kind: milestone
    article: "5.1"
    when: the first patient is treated
    pays: 250,000
    from: licensee
    to: licensor
    evidence: site initiation report
    accepted by: licensee
    due: 30 days after acceptance
  approval:
    kind: milestone
    article: "5.2"
    when: the device is approved for sale
    pays: 500,000
    from: licensee
    to: licensor
    evidence: certificate of the approved body
    accepted by: licensee
    due: 30 days after acceptance
  royalty:
    kind: royalty
    article: "6.1"
    page: "14"
    wording: The Licensee shall pay the Licensor a royalty on Net Sales at the rates set out below.
    on: net sales of device
    from: licensee
    to: licensor
    rate:
      bands:
        - { up to: 10m, rate: 3% }
        - { above: 10m, rate: 4.5% }
"""
"""Two milestones and a royalty in bands."""

DEVELOPMENT = """\
agreement: device-development
title: Co-development of a device
currency: GBP
effective: 2026-04-01
year: NHS
parties:
  university: { name: Eastern University, role: research }
  company: { name: Smörgås Devices Ltd, role: developer }
clauses:
  development-cost:
    kind: cost share
    article: "7.1"
    of: development cost
    shares: { university: 40%, company: 60% }
"""
"""A cost shared between two."""

REVENUE = """\
agreement: revenue-sharing
title: Sharing of licensing income
currency: GBP
effective: 2026-01-01
parties:
  university: { name: Eastern University }
  inventors: { name: The inventors }
clauses:
  distribution:
    kind: royalty
    on: net income of licensing
    from: university
    to: { university: 1/3, inventors: 2/3 }
    rate:
      per: lifetime
      bands:
        - { up to: 10k, rate: 90% }
        - { above: 10k, rate: 60% }
"""
"""Income of a kind, in lifetime bands, of which the university keeps a third itself."""

_NOTE = "for the trial of Ms Jones"
_BUILDING = (
    "pledger init",
    "pledger agreement sign licence.yaml --document signed.pdf",
    "pledger agreement sign development.yaml --document signed.pdf",
    "pledger record sales device-licence 3,500,000 --on 2026-05-10 --of device",
    f"pledger record cost device-development 12,000 --on 2026-05-12 --party university --note '{_NOTE}'",
    "pledger record milestone device-licence first-patient --on 2026-06-01 --evidence report.pdf --party licensor",
    "pledger agreement sign revenue.yaml --document signed.pdf",
    "pledger agreement sign twice.yaml --document signed.pdf",
)
"""The commands that build the sample ledger; all but the first make one event each, 1 to 7."""


class Told(NamedTuple):
    """What a command answered: exit code, standard output, standard error."""

    exit_code: int
    out: str
    err: str


def typed(*arguments: str) -> Told:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        exit_code = main(arguments)
    return Told(exit_code, _text(out), _text(err))


def done(*arguments: str) -> str:
    """Run a command that must succeed without a word on standard error, and return its answer."""
    told = typed(*arguments)
    assert (0, "") == (told.exit_code, told.err), told
    return told.out


def refused(*arguments: str) -> str:
    """Run a command that the agreement or the ledger must refuse, and return what was said."""
    told = typed(*arguments)
    assert (1, "") == (told.exit_code, told.out), told
    return told.err


def misused(*arguments: str) -> str:
    """Run a command that is put wrongly, and return what was said."""
    told = typed(*arguments)
    assert (2, "") == (told.exit_code, told.out), told
    return told.err


def enter_sample_ledger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the sample ledger and its documents into a folder, and go there, without settings around."""
    for name in ("PLEDGER_LEDGER", "PLEDGER_US", "PLEDGER_USER", "COLUMNS", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    put_sample_ledger(folder)
    monkeypatch.chdir(folder)


def put_sample_ledger(folder: Path) -> None:
    """Put the sample ledger and its documents into a folder."""
    for name, content in _sample_files().items():
        (folder / name).write_bytes(content)


@cache
def _sample_files() -> dict[str, bytes]:
    """Build the sample ledger once, and return its files by name."""
    with TemporaryDirectory() as folder, chdir(folder), pytest.MonkeyPatch.context() as patched:
        patched.setattr("platform.node", lambda: "desk-7")
        patched.setenv("LOGNAME", "anna")
        _write_documents(Path())
        for command in _BUILDING:
            done("--by", "A. Person", *shlex.split(command)[1:])
        return {file.name: file.read_bytes() for file in Path().iterdir()}


def _write_documents(folder: Path) -> None:
    texts = {
        "licence.yaml": LICENCE,
        "twice.yaml": LICENCE.replace("device-licence", "signed-twice"),
        "development.yaml": DEVELOPMENT,
        "revenue.yaml": REVENUE,
        "opening.yaml": FUND_OPENING,
        "base.yaml": scenario_text(),
        **{f"{agreement}.yaml": text for agreement, text in DOCUMENTS.items()},
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    (folder / "sales.csv").write_bytes(b'date,of,amount\n2026-06-30,device,"120,000.00"\n')
    (folder / "finance.csv").write_bytes(b"Booked;Net GBP\r\n13/07/2026;45.000,50\r\n")
    (folder / "amended.yaml").write_bytes(LICENCE.replace("rate: 3%", "rate: 3.5%", 1).encode())
    for name in ("signed.pdf", "amendment.pdf", "report.pdf", "certificate.pdf"):
        (folder / name).write_bytes(f"%PDF {name}".encode())


def assert_golden(name: str, *commands: str) -> None:
    """Run commands as they are written at a prompt, and compare all that is seen there with a golden file.

    With GOLDEN=write in the environment the file is written instead, to be read through before it is committed.
    """
    seen = session(*commands)
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / name).write_bytes(seen.encode())
    assert (GOLDEN / name).read_bytes().decode() == seen


def session(*commands: str) -> str:
    """Return what is seen at a prompt, without instants, roots and pseudonyms, which differ from run to run."""
    shown = []
    for command in commands:
        told = typed(*shlex.split(command)[1:])
        failed = f"(exit code {told.exit_code})\n" if told.exit_code else ""
        shown.append(f"$ {command}\n{told.err}{told.out}{failed}")
    text = "\n".join(shown).replace(f"{datetime.now(UTC):%Y-%m-%d}", "YYYY-MM-DD")
    for pattern, instead in _CHANGING.items():
        text = re.sub(pattern, instead, text)
    return text


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode()
