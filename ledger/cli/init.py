"""`pledger init`: makes an empty ledger, in a file or on a server, and the roles of one on a server."""

from __future__ import annotations

from pathlib import Path

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.options import general_options, settings_here
from ledger.cli.streams import say, warn
from ledger.errors import WrongUsage
from ledger.store.address import Place, ServerAddress, is_server_address


@click.command(
    cls=LedgerCommand, examples=["pledger init", "pledger init postgresql://anna@books.example/partnership --roles"]
)
@click.argument("address", required=False)
@click.option(
    "--time-zone", default="Europe/London", show_default=True, metavar="ZONE", help="Where a day of the ledger ends."
)
@click.option("--roles", is_flag=True, help="Print the SQL that makes a server's roles: one records, one reads.")
@click.option("--apply", "applied", is_flag=True, help="With --roles: make them.")
@general_options
def init(address: str | None, time_zone: str, roles: bool, applied: bool) -> None:
    """Make an empty ledger; one that exists is never written over.

    ADDRESS names a database on a server, postgresql://user@host/database, as --ledger may: it gets the schemas pledger,
    for what is recorded, and pledger_views, for what is read. A password is better left to PGPASSWORD or ~/.pgpass.
    """
    place = _meant(address)
    if roles:
        _roles(place, applied=applied)
        return
    if applied:
        raise WrongUsage("It is not said what to apply", where="--apply", fix="Write --roles --apply")
    _make(place, time_zone)


def _meant(address: str | None) -> Place:
    if address is None:
        return settings_here().ledger
    if not is_server_address(address):
        fix = f"For a file write: pledger init --ledger {address}"
        raise WrongUsage("This is no address of a server", where=address, fix=fix)
    return ServerAddress(address)


def _make(place: Place, time_zone: str) -> None:
    from ledger.store.opening import create_ledger
    from ledger.store.places import place_warnings

    made = create_ledger(place, time_zone)
    shown = place.resolve() if isinstance(place, Path) else place
    say(f"Made an empty ledger: {shown} (days end in {made.time_zone}).")
    if isinstance(place, Path):
        for warning in place_warnings(place):
            warn(f"{warning}.")
        say("Next: pledger agreement new --template licence -o licence.yaml")
    else:
        say(f'Next: pledger init --roles --ledger "{place}"')


def _roles(place: Place, *, applied: bool) -> None:
    if not isinstance(place, ServerAddress):
        fix = "Name one with --ledger postgresql://user@host/database"
        raise WrongUsage("Only a ledger on a server has roles", where="--roles", fix=fix)
    from ledger.store.server.roles import apply_roles, roles_of, statements

    if not applied:
        for line in statements(place):
            say(line)
        return
    apply_roles(place)
    recorder, reader = roles_of(place)
    say(f"Made the roles {recorder}, which records, and {reader}, which reads. Nobody may change what is recorded.")
    say(f'Next: grant one to each user, as in: GRANT "{recorder}" TO anna')
