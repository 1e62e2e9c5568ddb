"""`pledger agreement`: documents written, checked, signed, listed, shown and voided."""

from __future__ import annotations

import click

from ledger.cli.commands import Lazy, LazyGroup
from ledger.cli.options import general_options

_COMMANDS = {
    "new": Lazy("ledger.cli.drafting:new", "Write a starter document to fill in."),
    "clauses": Lazy("ledger.cli.clause_kinds:clauses", "Say how each kind of clause is written, with an example."),
    "check": Lazy("ledger.cli.drafting:check", "Read a document back in plain English, or list its mistakes."),
    "schema": Lazy("ledger.cli.drafting:schema", "Print the JSON Schema of documents, for editors."),
    "sign": Lazy("ledger.cli.signing:sign", "Seal what was signed."),
    "list": Lazy("ledger.cli.agreements:list_agreements", "List the agreements."),
    "show": Lazy("ledger.cli.agreements:show", "Read a signed agreement back, with what has been recorded."),
    "void": Lazy("ledger.cli.signing:void", "Void what was signed by mistake, before anything is recorded."),
}


@click.group(cls=LazyGroup, lazy=_COMMANDS, examples=["pledger agreement sign licence.yaml --document signed.pdf"])
@general_options
def agreement() -> None:
    """Write, check and sign agreements, and look them up."""
