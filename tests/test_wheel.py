"""The wheel: what lies in it, and that it works away from the project's folder, as an installation does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
DATA = {
    "contracts/py.typed",
    "contracts/templates/clinical-evaluation.yaml",
    "contracts/templates/co-development.yaml",
    "contracts/templates/data-access.yaml",
    "contracts/templates/clauses/royalty.yaml",
    "contracts/templates/licence.yaml",
    "ledger/py.typed",
    "ledger/store/FORMAT.md",
    "projections/SQL_VIEWS.md",
    "projections/py.typed",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools of this environment; nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--no-index", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, and give the folder of its commands.

    What it depends on is lent by this environment. The project itself is not: a folder named in a `.pth` file is
    searched for modules, but not for further `.pth` files, through which the project is installed in place.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    (site_packages,) = folder.glob("**/site-packages")
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site_packages / "lent.pth").write_text("\n".join(sorted(lent)), "utf-8")
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    _pip("--python", str(commands / "python"), "install", "--no-index", "--no-deps", "--ignore-installed", str(wheel))
    return commands


def _pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments],
        check=True,
        cwd=ROOT.anchor,
        env=_surroundings(),
    )


def _surroundings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLEDGER_", "PYTHON"))}
    return kept | {"PYTHONUTF8": "1", "PLEDGER_USER": "Anna"}


def run(scripts: Path, folder: Path, *arguments: str) -> str:
    """Run an installed command that succeeds, and give what it printed."""
    done = subprocess.run(
        [scripts / arguments[0], *arguments[1:]],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=_surroundings(),
    )
    assert (0, "") == (done.returncode, done.stderr if done.returncode else "")
    return done.stdout


def names(wheel: Path) -> Iterator[str]:
    """Yield the path of every file in a wheel."""
    with ZipFile(wheel) as archive:
        yield from archive.namelist()


def test_every_module_and_its_data_are_inside(wheel: Path) -> None:
    packages = [ROOT / package for package in ("contracts", "ledger", "projections")]
    modules = {path.relative_to(ROOT).as_posix() for package in packages for path in package.rglob("*.py")}

    assert set() == (DATA | modules) - set(names(wheel))


def test_nothing_else_is_inside(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in names(wheel)}
    kinds = {Path(name).suffix for name in names(wheel) if ".dist-info/" not in name}

    assert {"contracts", "ledger", "projections"} == {top for top in tops if not top.endswith(".dist-info")}
    assert set() == kinds & {".db", ".feature", ".pyc", ".toml"}


def test_what_it_asks_for_is_what_the_product_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        needed = re.findall(r"(?m)^Requires-Dist: ([\w-]+)(?!.*extra ==)", archive.read(path).decode("utf-8"))
    locked = re.findall(r"(?m)^([\w-]+)==", (ROOT / "requirements.txt").read_text("utf-8"))

    assert set() == set(needed) - set(locked)
    assert set() == set(needed) & {"pytest", "mypy", "ruff", "hypothesis", "hatchling"}


def test_it_is_the_installed_program_that_runs(scripts: Path, tmp_path: Path) -> None:
    where = run(scripts, tmp_path, "python", "-c", "import contracts; print(contracts.__file__)")

    assert Path(where).is_relative_to(scripts.parent.resolve()) or Path(where).is_relative_to(scripts.parent)
    assert re.fullmatch(r"pledger \d+\.\d+\.\d+\n", run(scripts, tmp_path, "pledger", "--version"))


def test_the_main_job_runs_from_an_installation(scripts: Path, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(b"signed")
    run(scripts, tmp_path, "pledger", "init")
    run(scripts, tmp_path, "pledger", "agreement", "new", "--template", "licence", "-o", "licence.yaml")
    checked = run(scripts, tmp_path, "pledger", "agreement", "check", "licence.yaml")
    signed = run(scripts, tmp_path, "pledger", "agreement", "sign", "licence.yaml", "--document", "signed.pdf")
    sold = ("device-licence", "3,500,000", "--on", "2026-05-10", "--of", "device", "--party", "licensee")
    booked = run(scripts, tmp_path, "pledger", "record", "sales", *sold)

    assert "There is no mistake in it." in checked
    assert "Signed: device-licence" in signed
    assert "105,000.00" in booked
