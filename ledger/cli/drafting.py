"""`pledger agreement new`, `check` and `schema`: documents before they are signed."""

from __future__ import annotations

from pathlib import Path

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.documents import DOCUMENT, read_agreement
from ledger.cli.files import check_place
from ledger.cli.options import general_options
from ledger.cli.output import emit
from ledger.cli.sentences import inner, tell
from ledger.errors import Refused

_TARGET = click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write into a file.")
_TEMPLATES = ("licence", "co-development", "clinical-evaluation", "data-access")
"""The names of the templates, written out here so that the help of a command loads no templates; a test compares."""


@click.command(cls=LedgerCommand, examples=["pledger agreement new --template licence -o licence.yaml"])
@click.option(
    "--template", required=True, type=click.Choice(_TEMPLATES, case_sensitive=False), help="Which kind of agreement."
)
@click.option("--ask", is_flag=True, help="Ask for the names and numbers, and fill them in.")
@_TARGET
@general_options
def new(template: str, ask: bool, output: Path | None) -> None:
    """Write a commented starter document; a file that exists is never written over."""
    from contracts.templates import template_text

    if output is not None:
        check_place(output)
        if output.exists():
            raise Refused("There is a file already", where=str(output), fix="Choose another name, or remove it first")
    if ask:
        from ledger.cli.asking import asked

        text = asked(template)
    else:
        text = template_text(template)
    emit(text, output)
    if output is not None:
        tell([f"Next: pledger agreement check {output}"])


@click.command(cls=LedgerCommand, examples=["pledger agreement check licence.yaml"])
@click.argument("file", type=DOCUMENT)
@general_options
def check(file: Path) -> None:
    """Read a document back in plain English, clause by clause, or list every mistake in it at once."""
    from contracts.document import in_plain_english

    _, terms = read_agreement(file)
    for section in in_plain_english(terms):
        tell([section.heading, *map(inner, section.sentences), ""])
    tell(["There is no mistake in it.", f"Next: pledger agreement sign {file} --document SIGNED.pdf"])


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger agreement schema -o agreement.schema.json",
        "pledger agreement schema --scenario -o scenario.schema.json",
    ],
)
@click.option("--scenario", is_flag=True, help="The schema of scenarios, which pledger forecast reads.")
@_TARGET
@general_options
def schema(*, scenario: bool, output: Path | None) -> None:
    """Print the JSON Schema of agreement documents, with which editors complete and check them, or of scenarios."""
    import json

    from contracts.document import json_schema
    from contracts.forecast.schema import scenario_schema

    described = scenario_schema() if scenario else json_schema()
    emit(json.dumps(described, indent=2) + "\n", output)
