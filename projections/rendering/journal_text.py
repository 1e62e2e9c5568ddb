"""A journal in the notation of plain-text accounting programs: beancount, ledger and hledger.

A journal is written piece by piece, so that it may be longer than memory. Amounts are decimals with as many digits as
their currency has; the postings of a transaction add up to nothing. Words are on one line, and nothing in them ends a
text or begins a comment; where a program gives a sign a meaning of its own, another stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from projections.rendering.figures import plain

Note: TypeAlias = tuple[str, str | date]
"""What is noted beside a transaction, by name."""


NOTED = ("agreement", "event", "payer", "payee", "clause", "role", "period", "due", "true-up")
"""The names of all notes, which ledger wants to be told of where it is strict."""


class Notation(StrEnum):
    """The program that a journal is written for."""

    BEANCOUNT = "beancount"
    LEDGER = "ledger"
    HLEDGER = "hledger"


class Posting(NamedTuple):
    """What a transaction moves an account by, in minor units."""

    account: str
    amount_minor: int


class Transaction(NamedTuple):
    """Postings that add up to nothing, with their day, a code, words, and what is noted beside them by name."""

    on: date
    code: str
    words: str
    notes: tuple[Note, ...]
    postings: tuple[Posting, ...]


class Section(NamedTuple):
    """One agreement: its heading, its unit, its accounts with the day from which they are used, and what moved them."""

    heading: str
    currency: str
    digits: int
    opened: date
    accounts: tuple[str, ...]
    transactions: Iterator[Transaction]


def to_journal(notation: Notation, head: Iterable[str], sections: Iterable[Section]) -> Iterator[str]:
    """Yield a journal in pieces: comments, then each agreement with the currency that nothing before it had."""
    yield "".join(f"; {one_line(line)}\n" for line in head)
    if notation is Notation.LEDGER:
        yield "".join(f"tag {name}\n" for name in NOTED)
    known: set[str] = set()
    for section in sections:
        yield f"\n; {one_line(section.heading)}\n"
        if section.currency not in known:
            known.add(section.currency)
            yield _commodity(notation, section)
        yield "".join(_account(notation, section, account) for account in section.accounts)
        for transaction in section.transactions:
            yield _transaction(notation, section, transaction)


def one_line(words: str) -> str:
    r"""Write words on one line: what can't be seen is a space, and spaces are single.

    >>> one_line('Device; the\n"new"  one')
    'Device; the "new" one'
    """
    shown = words if words.isprintable() else "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(shown.split())


def quoted(words: str) -> str:
    r"""Write words as a text of beancount.

    >>> print(quoted('Device "A" \\ B'))
    "Device \"A\" \\ B"
    """
    kept = one_line(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{kept}"'


def unmarked(words: str) -> str:
    """Write words as ledger and hledger read them to the end: `;` begins a comment there, and `|` parts a note.

    >>> unmarked("Devices; Trials | Co")
    'Devices, Trials / Co'
    """
    return one_line(words).replace(";", ",").replace("|", "/")


def _commodity(notation: Notation, section: Section) -> str:
    """Declare a currency; hledger wants a decimal point even where nothing follows it."""
    sample = plain(1000 * 10**section.digits, section.digits)
    if notation is Notation.BEANCOUNT:
        return f"{section.opened} commodity {section.currency}\n"
    if notation is Notation.HLEDGER:
        return f"commodity {sample}{'' if section.digits else '.'} {section.currency}\n"
    return f"commodity {section.currency}\n    format {sample} {section.currency}\n"


def _account(notation: Notation, section: Section, account: str) -> str:
    if notation is Notation.BEANCOUNT:
        return f"{section.opened} open {account} {section.currency}\n"
    return f"account {account}\n"


def _transaction(notation: Notation, section: Section, each: Transaction) -> str:
    if notation is Notation.BEANCOUNT:
        lines = [f"\n{each.on} * {quoted(each.words)}", f"  reference: {quoted(each.code)}"]
        lines += [f"  {name}: {_value(value)}" for name, value in each.notes]
    else:
        lines = [f"\n{each.on} * ({each.code}) {unmarked(each.words)}"]
        lines += [f"    ; {name}: {unmarked(str(value))}" for name, value in each.notes]
    for account, amount_minor in each.postings:
        lines.append(f"    {account}  {plain(amount_minor, section.digits)} {section.currency}")
    return "\n".join(lines) + "\n"


def _value(value: str | date) -> str:
    return quoted(value) if isinstance(value, str) else value.isoformat()
