"""Settings: flags before the environment before `pledger.toml`, and what is said of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.cli.settings import Settings, gather
from ledger.errors import WrongUsage
from ledger.store.address import ServerAddress


def test_a_flag_counts_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "pledger.toml").write_text('ledger = "file.db"\nus = "trust"\nby = "file"\n', "utf-8")
    environment = {"PLEDGER_LEDGER": "environment.db", "PLEDGER_USER": "environment"}

    found = gather({"ledger": "flag.db"}, environment, tmp_path)

    assert Settings(Path("flag.db"), "trust", "environment") == found


def test_without_any_setting_the_ledger_lies_in_the_current_folder(tmp_path: Path) -> None:
    assert Settings(Path("ledger.db"), None, None) == gather({}, {}, tmp_path)


def test_the_file_is_found_above_and_its_ledger_lies_beside_it(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pledger.toml").write_text('\ufeff# ours\nledger = "books/ledger.db"\n', "utf-8")

    assert tmp_path / "books" / "ledger.db" == gather({}, {}, below).ledger


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('us = "trust"\nledgr = "x.db"\n', "There is no setting 'ledgr' ({file}, line 2). Did you mean 'ledger'?"),
        ('\n[ledger]\npath = "x"\n', "'ledger' must be text ({file}, line 2). Write ledger = \"…\""),
        ("us = 7\n", "'us' must be text ({file}, line 1). Write us = \"…\""),
        ('us = ""\n', "'us' must be text ({file}, line 1). Write us = \"…\""),
    ],
)
def test_a_wrong_setting_is_told_with_file_and_line(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "pledger.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(WrongUsage) as refused:
        gather({}, {}, tmp_path)
    assert message.format(file=file) == str(refused.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"us = trust\n", "The settings can't be read: Invalid value (at line 1, column 6) ("),
        (b'us = "Universit\xe9"\n', "The settings are not UTF-8 text ("),
    ],
)
def test_a_file_that_is_no_settings_is_told(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "pledger.toml").write_bytes(content)

    with pytest.raises(WrongUsage) as refused:
        gather({}, {}, tmp_path)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "PostgreSQL"])
def test_a_server_is_named_by_its_address_and_its_password_is_never_shown(scheme: str, tmp_path: Path) -> None:
    found = gather({"ledger": f"{scheme}://me:secret@host/db"}, {}, tmp_path).ledger

    assert ServerAddress("postgresql://me:secret@host/db") == found
    assert ("postgresql://me@host/db", False) == (str(found), "secret" in repr(found))


def test_the_file_of_settings_may_name_a_server(tmp_path: Path) -> None:
    (tmp_path / "pledger.toml").write_text('ledger = "postgresql://host/db"\n', "utf-8")

    assert ServerAddress("postgresql://host/db") == gather({}, {}, tmp_path).ledger


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("mysql://me:secret@host/db", "mysql://me@host/db"),
        ("mysql://me:sec@ret@host/db", "mysql://me@host/db"),
        ("mysql://host/db?password=secret&x=1", "mysql://host/db?password=…&x=1"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_any_other_address_is_refused_without_repeating_its_password(address: str, shown: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage) as refused:
        gather({}, {"PLEDGER_LEDGER": address}, tmp_path)

    fix = "Name a file, or a server as postgresql://user@host/database"
    assert f"A ledger is a file or on a PostgreSQL server ({shown}). {fix}" == str(refused.value)


def test_a_home_that_nobody_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="There is no such home folder"):
        gather({"ledger": "~nobody-at-all/ledger.db"}, {}, tmp_path)
