"""`pledger verify`: that the stored events are the sealed ones, and that every entry comes out again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ledger.cli.commands import LedgerCommand
from ledger.cli.laws import check_laws, laws_kept
from ledger.cli.opened import meant_agreement
from ledger.cli.options import general_options, settings_here
from ledger.cli.output import emit, show
from ledger.cli.practising import notice, practice_sentence
from ledger.cli.progress import Progress
from ledger.cli.sentences import tell
from ledger.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from ledger.audit.reperform import Reperformed
    from ledger.audit.verify import Verified
    from ledger.store.opened import OpenLedger
    from ledger.store.recorder import Recorder
    from projections.rendering.report import Report

_KEPT = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})", re.IGNORECASE)


@click.command(
    cls=LedgerCommand,
    examples=[
        "pledger verify",
        "pledger verify --reperform",
        "pledger verify --reperform device-licence",
        "pledger verify --laws",
    ],
)
@click.argument("agreements", metavar="[AGREEMENT]...", nargs=-1)
@click.option("--reperform", is_flag=True, help="Work every entry out again from facts and terms.")
@click.option("--laws", is_flag=True, help="Prove the sums: every law with both of its sides and its residual.")
@click.option("--kept", metavar="SIZE:ROOT", help="What an earlier verification printed, and you kept elsewhere.")
@click.option(
    "--format",
    "as_json",
    type=click.Choice(["text", "json"], case_sensitive=False),
    callback=lambda ctx, param, value: value == "json",
    help="Answer in sentences (the default), or as JSON.",
)
@general_options
def verify(*, agreements: tuple[str, ...], reperform: bool, laws: bool, kept: str | None, as_json: bool) -> None:
    """Check every event and the root from the stored bytes; exit code 3 and the first bad event if one was altered.

    The seal is of the whole ledger and is always checked whole; AGREEMENT says whose entries to work out again, and
    means --reperform. Until the root is kept elsewhere, this finds accidents and tampering by others, and not by
    whoever may write the file. --laws adds every sum up in two ways, and shows what is left between them: 0.00.
    """
    from ledger.audit.verify import verify as verified
    from ledger.store.opening import open_ledger
    from ledger.store.processes import processes_here

    earlier = _kept(kept)
    with open_ledger(settings_here().ledger, read_only=True) as file:
        notice(file)
        found = verified(file, kept=earlier, progress=Progress("events verified"), processes=processes_here())
        again = _reperformed(file, agreements, found.size) if reperform or agreements else None
        meant = _meant(file.recorder, agreements)
    kept_laws = laws_kept(meant) if laws else None
    if as_json:
        _print_json(found, again, kept_laws)
    else:
        if kept_laws is not None:
            show(kept_laws)
        tell(_sentences(found, again, agreements, was_kept=earlier is not None))
    if kept_laws is not None:
        check_laws(kept_laws)


def _kept(kept: str | None) -> tuple[int, str] | None:
    if kept is None:
        return None
    match = _KEPT.fullmatch(kept.strip())
    if match is None:
        fix = "Write the size, a colon and the 64 digits of the root, as the verification printed them"
        raise WrongUsage("This is not a size and a root", where="--kept", fix=fix)
    return int(match[1]), match[2].lower()


def _reperformed(file: OpenLedger, agreements: tuple[str, ...], size: int) -> Reperformed:
    from ledger.audit.by_agreement import reperform_ledger
    from ledger.store.processes import processes_here

    progress = Progress("agreements worked out again")
    return reperform_ledger(file, _meant(file.recorder, agreements), size, processes_here(), progress)


def _meant(recorder: Recorder, agreements: tuple[str, ...]) -> list[str]:
    """Return the agreements that are named, or all of them."""
    from contracts.suggestions import did_you_mean

    known = recorder.list_agreements()
    if not agreements:
        return known
    meant = [meant_agreement(recorder, agreement) for agreement in dict.fromkeys(agreements)]
    for agreement in meant:
        if agreement not in known:
            fix = did_you_mean(agreement, known).capitalize()
            raise NotFound(f"There is no agreement '{agreement}' in this ledger", fix=fix)
    return meant


def _sentences(
    found: Verified, again: Reperformed | None, agreements: tuple[str, ...], *, was_kept: bool
) -> Iterator[str]:
    yield f"Verified: {found.events:,} events are as they were sealed, and so is the tree over them."
    if was_kept:
        yield "The root that was kept stands: nothing up to it has been altered since."
    if again is not None:
        whose = f" of {', '.join(agreements)}" if agreements else ""
        yield (
            f"Reperformed: {again.entries:,} entries of {again.events:,} events{whose} were worked out again from "
            "facts and terms, and each came out as it was booked."
        )
        if again.by_other_engines:
            yield (
                f"{again.by_other_engines:,} events were booked by another version of the engine: of these the sums "
                "were checked as they stand."
            )
    yield f"  size {found.size}"
    yield f"  root {found.root}"
    if found.size:
        yield (
            "Keep size and root elsewhere, out of reach of whoever may write this file. A later verification with "
            "--kept shows that nothing up to there was altered:"
        )
        yield f"Next: pledger verify --kept {found.size}:{found.root}"


def _print_json(found: Verified, again: Reperformed | None, laws: Report | None) -> None:
    import json

    answer = {"verified": True, **found._asdict(), "reperformed": again._asdict() if again is not None else None}
    if laws is not None:
        from projections.rendering.json_text import to_json

        answer["laws"] = json.loads(to_json(laws))["blocks"][0]["rows"]
    if said := practice_sentence():
        answer = {"practice": said, **answer}
    emit(json.dumps(answer, indent=2) + "\n")
