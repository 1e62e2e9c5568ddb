"""What events have in common: who recorded them on what evidence, and what payments settle."""

from __future__ import annotations

from datetime import date

import msgspec


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """A file that stands behind an event: SHA-256 in hex, name without folders, size in bytes."""

    sha256: str
    name: str
    size: int


class Provenance(msgspec.Struct, frozen=True, gc=False):
    """Who recorded an event, for whom, from where, on what evidence, under which rules.

    `actor` is a pseudonym whose person stands in an erasable side table; `user` and `host` are what the machine
    observed. `source` is `prompt`, or an import file's hash and row. `note` is the salted hash of a free text in
    an erasable side table. `engine` and `terms` are the versions that worked out the entries.
    """

    actor: str
    user: str
    host: str
    party: str | None
    on_behalf_of: str | None
    source: str
    evidence: tuple[Evidence, ...]
    note: str | None
    engine: int
    terms: int


class Deduction(msgspec.Struct, frozen=True, gc=False):
    """An amount taken from gross sales, by kind."""

    kind: str
    amount: int


class Original(msgspec.Struct, frozen=True, gc=False):
    """An amount as it was reported in another currency: minor units of it, and the rate that converted it.

    `digits` are the decimals of that currency, `rate` what one unit of it was worth, `rate_of` the reference of the
    fact that said so, None where the terms do.
    """

    currency: str
    digits: int
    amount: int
    deductions: tuple[Deduction, ...]
    rate: str
    rate_of: str | None


class Applied(msgspec.Struct, frozen=True, gc=False):
    """The part of a payment that settles what one clause made due for one period."""

    clause: str
    role: str
    period: str
    amount: int


class Settled(msgspec.Struct, frozen=True, gc=False):
    """The part of an earlier payment, made in advance, that settles what has become due since; `on` a day."""

    payment: str
    on: date
    clause: str
    role: str
    period: str
    amount: int


class StatementSeal(msgspec.Struct, frozen=True, gc=False):
    """What fixes a party's statement: the hash of its closing balances, as FORMAT.md states it."""

    party: str
    sha256: str
