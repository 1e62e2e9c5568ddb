"""Gates and fees for access at the prompt: what is answered, read back and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_samples import assert_golden, done, enter_sample_ledger, refused

PROOF = ("--evidence", "report.pdf")
OPENED = ("resume", "registry-access", "privacy", "--on", "2026-05-01", *PROOF)


@pytest.fixture(autouse=True)
def _with_the_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter_sample_ledger(tmp_path, monkeypatch)
    monkeypatch.setattr("platform.node", lambda: "desk-7")
    monkeypatch.setenv("LOGNAME", "anna")
    done("agreement", "sign", "registry-access.yaml", "--document", "signed.pdf")


def test_gates_from_the_first_approval_to_the_reports() -> None:
    assert_golden(
        "cli-gates.txt",
        "pledger resume registry-access privacy --on 2026-05-01 --evidence report.pdf --expires 2027-04-30",
        "pledger close registry-access 2026-Q2",
        'pledger suspend registry-access ethics --on 2026-06-21 --evidence report.pdf --reason "opinion lapsed"',
        "pledger record cost registry-access 5,000 --on 2026-06-21 --party trust",
        "pledger shares registry-access",
        "pledger explain registry-access --clause access",
        "pledger history registry-access",
        'pledger reverse registry-access/G2 --reason "another study"',
    )


def test_everything_comes_out_again() -> None:
    done(*OPENED)
    done("suspend", "registry-access", "ethics", "--on", "2026-06-21", *PROOF, "--reason", "opinion lapsed")
    done("close", "registry-access", "2026-Q2")
    assert "each came out" in done("verify", "--reperform").replace("\n", " ")


def test_what_was_so_before_the_gate_shut_is_read_as_it_was() -> None:
    done(*OPENED)
    done("close", "registry-access", "2026-Q2")
    done("suspend", "registry-access", "ethics", "--on", "2026-06-30", *PROOF, "--reason", "opinion lapsed")
    assert "6,000.00" in done("shares", "registry-access")
    done("suspend", "registry-access", "privacy", "--on", "2026-06-21", *PROOF, "--reason", "papers were missing")
    assert "5,100.00" in done("shares", "registry-access")
    assert "6,100.00" not in done("shares", "registry-access", "--as-of", "2026-06-30")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("resume", "ethics", *PROOF), "The gate 'ethics' is open on 2026-06-01 already"),
        (("suspend", "privacy", *PROOF, "--reason", "x"), "The gate 'privacy' is shut on 2026-06-01 already"),
        (("suspend", "ethics", "--reason", "x"), "The gate 'ethics' is shut with evidence"),
        (("resume", "privacy", *PROOF, "--expires", "2026-05-31"), "The approval would expire on 2026-05-31, before"),
        (("resume", "privacy", *PROOF, "--party", "company"), "company does not keep the gate 'privacy'"),
        (("resume", "privat", *PROOF), "registry-access has no gate 'privat'"),
        (("resume", "access", *PROOF), "registry-access has no gate 'access'"),
    ],
)
def test_what_can_not_be_is_refused(words: tuple[str, ...], message: str) -> None:
    command, *rest = words
    told = refused(command, "registry-access", *rest, "--on", "2026-06-01")
    assert message in told.replace("\n", " ")
