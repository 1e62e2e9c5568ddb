"""One body of every topic, from fixed values, for the tests of the store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from eventsourcing.persistence import StoredEvent

from contracts.entries import Entry, Line, Working
from ledger import life_events as life
from ledger import party_events as party
from ledger.accrual_events import Accrued, EstimateRecorded, Reversal
from ledger.commitment_events import CommitmentRecorded, CommitmentReleased
from ledger.conversion_events import ConvertedAnew, CostConverted, IncomeConverted, RateRecorded, SalesConverted
from ledger.due_events import Disputed, DisputeResolved, EntitlementClaimed, Invoiced, Waived
from ledger.event_parts import Original
from ledger.events import (
    AgreementAmended,
    AgreementSigned,
    AgreementVoided,
    Applied,
    Body,
    CostRecorded,
    Deduction,
    EngineAdopted,
    Evidence,
    FactAccepted,
    FactReversed,
    IncomeRecorded,
    InKindRecorded,
    MilestoneClaimed,
    OverspendApproved,
    PaymentRecorded,
    PeriodClosed,
    Provenance,
    SalesRecorded,
    Settled,
    StatementSeal,
)
from ledger.fund_events import ContributionRecorded, DistributionRecorded
from ledger.gate_events import GateOpened, GateShut
from ledger.in_kind_events import UnvaluedRecorded
from ledger.listed_events import FactsListed, ListedFact
from ledger.opening_events import (
    BaseToDate,
    BookedToDate,
    CarriedFigure,
    OpeningDifference,
    PositionOpened,
    ReachedBefore,
)
from ledger.outcome_events import NonResponseClaimed, OutcomeRecorded, QualityRecorded
from ledger.store.encoding import codec
from ledger.store.opening import LedgerFile, create_ledger, open_file

GOLDEN = Path(__file__).parent / "golden"

PAPER = Evidence("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8", "signed £ copy.pdf", 48213)
SEAL = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PROVENANCE = Provenance("p-0123456789abcdef", "anna", "desk-7", "trust", None, "prompt", (PAPER,), SEAL, 1, 1)
BARE = Provenance("p-0123456789abcdef", "anna", "desk-7", None, "company", "import:ab12:7", (), None, 1, 2)
WORKING = Working(
    "net sales of 2026", (Line("up to £7,500.00", "750000", "13/200", "48750"),), "48750", "97501/2", 48751, 0, 48750
)
ENTRY = Entry(
    "royalty", "licensor", "company", "trust", 1, "2026-Q2", date(2026, 7, 1), date(2026, 8, 30), True, WORKING
)
PLAIN_ENTRY = Entry("cost", "carried", "trust", "company", -250, "FY2026/27", date(2026, 4, 1), None, False, WORKING)
SETTLED = Settled("payment-0", date(2026, 4, 2), "milestone", "licensor", "2026-Q2", 1)

LAST_DAY = date(2027, 3, 31)
BODIES: tuple[Body, ...] = (
    AgreementSigned(
        "Inhaler licence, “Respira” £5",
        "GBP",
        2,
        date(2026, 1, 1),
        None,
        1,
        msgspec.Raw(b'{"title":"Inhaler licence","clauses":[]}'),
        Evidence("ab" * 32, "inhaler.yaml", 812),
        PAPER,
        PROVENANCE,
    ),
    CostRecorded("cost-1", date(2026, 2, 28), "trust", "staff", 125000, True, False, None, (PLAIN_ENTRY,), PROVENANCE),
    SalesRecorded(
        "sales-1", date(2026, 3, 31), "company", "inhaler", 75000000, (Deduction("rebate", 5),), None, (ENTRY,), BARE
    ),
    IncomeRecorded("income-1", date(2026, 3, 31), "trust", "licence", -1, "income-0", (), BARE),
    MilestoneClaimed("milestone-1", date(2026, 4, 1), "company", "first-sale", True, (), PROVENANCE),
    FactAccepted("milestone-1", date(2026, 4, 2), "trust", (ENTRY, PLAIN_ENTRY), PROVENANCE, (SETTLED,)),
    PaymentRecorded(
        "payment-1",
        date(2026, 5, 1),
        "company",
        "trust",
        48751,
        (Applied("royalty", "licensor", "2026-Q1", 48750),),
        1,
        (),
        BARE,
        ("royalty",),
    ),
    FactReversed("cost-1", SEAL, (PLAIN_ENTRY,), PROVENANCE),
    EngineAdopted(1, 2, SEAL, (), BARE),
    AgreementVoided(SEAL, PROVENANCE),
    PeriodClosed("2026-Q2", date(2026, 6, 30), (StatementSeal("trust", "cd" * 32),), (ENTRY,), BARE, (SETTLED,)),
    AgreementAmended(
        date(2026, 7, 1),
        1,
        msgspec.Raw(b'{"title":"Inhaler licence","clauses":[1]}'),
        Evidence("ef" * 32, "amended.yaml", 815),
        None,
        (PLAIN_ENTRY,),
        PROVENANCE,
    ),
    InKindRecorded(
        "kind-1",
        date(2026, 7, 2),
        "trust",
        "nurse hour",
        14500,
        True,
        False,
        "kind-0",
        (ENTRY,),
        PROVENANCE,
        (SETTLED,),
    ),
    OverspendApproved("approval-1", date(2026, 12, 31), "trust", "cost", 5000000, (PLAIN_ENTRY,), PROVENANCE),
    ContributionRecorded("capital-1", date(2026, 7, 3), "trust", "fund", 50000000, "capital-0", (), PROVENANCE),
    DistributionRecorded("flow-1", date(2026, 7, 4), "company", "fund", 900000, None, (ENTRY,), BARE, (SETTLED,)),
    OutcomeRecorded(
        *("outcome-1", date(2026, 9, 30), "trust", "bed days", 1200, "82501/2", None, True),
        *("health economics unit", "B", True, (), PROVENANCE),
    ),
    QualityRecorded(
        "quality-1", date(2026, 9, 30), "trust", "bed days", "readmissions", 30, 1200, False, (ENTRY,), BARE, (SETTLED,)
    ),
    GateShut("gate-1", date(2026, 10, 1), "trust", "ethics", SEAL, (PLAIN_ENTRY,), PROVENANCE),
    GateOpened("gate-2", date(2026, 11, 1), "trust", "ethics", date(2027, 10, 31), (ENTRY,), PROVENANCE, (SETTLED,)),
    FactsListed(
        "sales",
        True,
        (
            ListedFact("S-1", date(2026, 4, 2), "company", "device", 1_000_00, (Deduction("rebates", 5_00),), "2"),
            ListedFact("S-2", date(2026, 4, 3), "company", "device", -20_00, (), "March!3"),
        ),
        (ENTRY,),
        BARE,
    ),
    CommitmentRecorded(
        "order-1", date(2026, 5, 2), "trust", "staff", 8000000, False, date(2027, 3, 31), (), PROVENANCE
    ),
    CommitmentReleased("release-1", date(2026, 9, 30), "trust", "order-1", 2000000, (), BARE),
    UnvaluedRecorded("data-1", date(2026, 5, 3), "trust", "imaging data set", 1000, (), PROVENANCE),
    party.PartyRegistered(
        "respira", "Respira “Ltd”", (party.Identifier("company", "01234567"),), date(2026, 1, 1), PROVENANCE
    ),
    party.PartyNamed("respira", "Respira plc", date(2027, 1, 1), BARE),
    party.PartyIdentified("respira", (party.Identifier("lei", "213800KUD8LAJWSQ9D15"),), BARE),
    party.PartyJoined("respira", "agr-1", "company", PROVENANCE),
    party.PartiesMerged("respira", "respira-2", PROVENANCE),
    EntitlementClaimed(
        "claim-1", date(2026, 9, 1), "trust", "royalty", "2026-Q2", "company", "trust", 48750, (), PROVENANCE
    ),
    Invoiced(
        "invoice-1", date(2026, 9, 2), "trust", "royalty", "2026-Q2", "company", "trust", 48750, "INV-7", (), PROVENANCE
    ),
    Waived("waiver-1", date(2026, 9, 3), "trust", "royalty", "2026-Q2", "company", "trust", 100, SEAL, (), PROVENANCE),
    Disputed(
        "dispute-1", date(2026, 9, 4), "company", "royalty", "2026-Q2", "company", "trust", 200, SEAL, (), PROVENANCE
    ),
    DisputeResolved(
        "resolution-1",
        date(2026, 9, 5),
        "trust",
        "dispute-1",
        "royalty",
        "2026-Q2",
        "company",
        "trust",
        150,
        (ENTRY,),
        PROVENANCE,
        (SETTLED,),
    ),
    EstimateRecorded(
        "estimate-1",
        "sales",
        "device",
        "company",
        100000000,
        "2026-Q3",
        date(2026, 7, 1),
        date(2026, 9, 30),
        "estimate-0",
        PROVENANCE,
    ),
    Accrued(
        date(2026, 9, 30),
        (ENTRY,),
        date(2026, 10, 1),
        (Reversal("royalty", "licensor", "company", "trust", -1, "2026-Q2"),),
        BARE,
    ),
    life.MilestoneWithdrawn(
        "withdrawal-1",
        date(2027, 1, 8),
        "company",
        "milestone-1",
        "first-sale",
        date(2026, 4, 2),
        date(2026, 4, 1),
        SEAL,
        (PLAIN_ENTRY,),
        PROVENANCE,
        (SETTLED,),
    ),
    life.AgreementTerminated(
        "termination-1", date(2027, 3, 31), "trust", "convenience", SEAL, (PLAIN_ENTRY,), PROVENANCE
    ),
    life.TermsEventRecorded("event-1", date(2027, 1, 9), "company", "patent expiry", (PLAIN_ENTRY,), PROVENANCE),
    life.DutyEvidenced("duty-1", date(2027, 1, 10), "company", "report", "2026-Q4", True, (), PROVENANCE),
    life.DutyExcused("excuse-1", date(2027, 1, 11), "trust", "report", "2026-Q3", SEAL, (), PROVENANCE),
    PositionOpened(
        "opening-1",
        date(2026, 3, 31),
        "trust",
        ("royalty",),
        (CarriedFigure("royalty", "net sales of device in the contract year", "800000001/2"),),
        (BookedToDate("royalty", "licensor", 900, 250, "1000/3"), BookedToDate("royalty", "trust", 1, 0, None)),
        (BaseToDate("sales", "device", "trust", 1200),),
        (ReachedBefore("first-sale", date(2025, 1, 2)),),
        (OpeningDifference("royalty", "licensor", 900, 901),),
        Evidence("b" * 64, "opening.yaml", 321),
        (PLAIN_ENTRY,),
        PROVENANCE,
    ),
    CostConverted(
        *("cost-2", date(2027, 2, 1), "trust", "travel", 855, True, False, None, (PLAIN_ENTRY,), PROVENANCE),
        original=Original("EUR", 2, 1000, (), "0.8550", "rate-1"),
    ),
    SalesConverted(
        *("sale-2", date(2027, 2, 2), "company", "device", 525, (Deduction("rebates", 5),), None, (), PROVENANCE),
        original=Original("JPY", 0, 1000, (Deduction("rebates", 10),), "0.00525", None),
    ),
    IncomeConverted(
        *("income-2", date(2027, 2, 3), "trust", "licensing", 2583, None, (), BARE, (SETTLED,)),
        original=Original("KWD", 3, 10000, (), "2.5830", None),
    ),
    RateRecorded(
        *("rate-2", date(2027, 3, 31), date(2027, 1, 1), "trust", "EUR", "0.8600", "rate-1"),
        *((ConvertedAnew("cost-2", 860, ()),), (PLAIN_ENTRY,), PROVENANCE),
    ),
    life.PartyNovated(
        "novation-1",
        date(2027, 1, 12),
        "company",
        "newco",
        "Newco Devices Ltd",
        (party.Identifier("company", "07654321"),),
        ("royalty",),
        (life.AssumedDue("royalty", "licensor", "2026-Q4", "company", "trust", 900),),
        ("trust",),
        Evidence("c" * 64, "novation.pdf", 4321),
        (PLAIN_ENTRY,),
        PROVENANCE,
    ),
    NonResponseClaimed(
        "NR-1", date(2026, 6, 10), "trust", "response", 12, date(2026, 7, 30), True, (), PROVENANCE, (SETTLED,)
    ),
    party.PartiesSeparated("respira", "respira-3", "agr-1", "company", PROVENANCE),
)
"""One of every topic, in an order that could have happened."""

SALE = BODIES[2]


def stored(agreement: str, version: int, body: Body = SALE) -> StoredEvent:
    """Encode a body as the mapper would."""
    return StoredEvent(agreement, version, *codec().encode(body))


def sales(agreement: str, first: int, count: int) -> list[StoredEvent]:
    """Give `count` events of one agreement from version `first` on."""
    return [stored(agreement, version) for version in range(first, first + count)]


def new_ledger(folder: Path, name: str = "ledger.db") -> LedgerFile:
    """Make a ledger and open it."""
    create_ledger(folder / name)
    return open_file(folder / name)
