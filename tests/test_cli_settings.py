"""Settings: flags before the environment before `pledger.toml`, and what is said of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.cli.settings import Settings, gather
from ledger.errors import WrongUsage


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


def test_a_server_is_refused_without_repeating_its_password(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage) as refused:
        gather({"ledger": "postgresql+psycopg://me:secret@host/db"}, {}, tmp_path)

    assert (
        "A ledger on a PostgreSQL server can't be used yet (postgresql+psycopg://host/db). "
        "Name a file instead, such as --ledger ledger.db"
    ) == str(refused.value)


def test_any_other_address_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="A ledger is a file, not an address"):
        gather({}, {"PLEDGER_LEDGER": "sqlite:///x.db"}, tmp_path)


def test_a_home_that_nobody_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="There is no such home folder"):
        gather({"ledger": "~nobody-at-all/ledger.db"}, {}, tmp_path)
