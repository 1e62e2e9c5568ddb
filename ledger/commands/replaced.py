"""Who stands in an agreement on a day, and what a novation may not break: the order of novations, and shared facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from contracts.clause import Feed
from contracts.parts.debt import whole_clause
from contracts.roles import Roles
from ledger.agreement import Agreement
from ledger.commands.base import suggestion
from ledger.errors import NotFound, Refused
from ledger.facts import Fact, Status
from ledger.life_events import PartyNovated
from ledger.novating import roles_of

_BY_PARTY = ("cost", "contribution", "in kind")
"""The kinds of facts whose party says in which role something was spent."""


def standing(agreement: Agreement, on: date, clauses: Sequence[str] = ()) -> list[str]:
    """Return the parties that fill a role on a day, under some clauses or any; of some, the roles that these name."""
    contract, day = agreement.contract, on.toordinal()
    filled = {
        contract.roles.holder(clause, role, day)
        for clause in clauses or contract.terms.clauses
        for role in (_named(agreement, clause) if clauses else contract.signatories)
    }
    return [party for party in contract.terms.parties if party in filled]


def check_day(agreement: Agreement, on: date) -> None:
    """Refuse a day on which the terms do not hold, or that lies in what was taken over."""
    terms = agreement.contract.terms
    if on < terms.effective:
        raise Refused(
            f"The novation would hold from {on}, before {agreement.id} takes effect",
            where="--effective",
            fix=f"Write {terms.effective} or later",
        )
    if agreement.opening and on <= agreement.opening.on:
        raise Refused(
            f"The novation would hold from {on}, before {agreement.id} was taken over",
            where="--effective",
            fix=f"Write a day after {agreement.opening.on}; what was told before stays as it was",
        )
    if not agreement.contract.survived_on(on):
        raise Refused(
            f"{agreement.id} ended on {agreement.contract.last_day}; nobody can take a place in it from {on}",
            where="--effective",
            fix="Correct the date",
        )


def check_clauses(agreement: Agreement, named: Sequence[str]) -> tuple[str, ...]:
    """Return the clauses that are meant, each once; none for all of them."""
    known = agreement.contract.terms.clauses
    for clause in named:
        if clause not in known:
            fix = suggestion(clause, known)
            raise NotFound(f"{agreement.id} has no clause '{clause}'", where="--clause", fix=fix)
    meant = tuple(clause for clause in known if clause in named)
    return () if len(meant) == len(known) else meant


def check_order(agreement: Agreement, body: PartyNovated) -> None:
    """Refuse a novation of a party that has no place on its day, and one that leaves a later one without effect."""
    counting = novations(agreement)
    for each in sorted([*counting, body], key=attrgetter("on")):
        before = [other for other in (*counting, body) if (other.on, other is body) < (each.on, each is body)]
        if _has_place(agreement, each, before):
            continue
        if each is body:
            under = f" under {' and '.join(body.clauses)}" if body.clauses else ""
            raise Refused(
                f"{body.party} has no place in {agreement.id}{under} on {body.on}",
                where="--from",
                fix=f"Who stands in it by then: {', '.join(standing(agreement, body.on, body.clauses))}",
            )
        raise Refused(
            f"{each.party} was replaced by {each.to} from {each.on} on ({each.ref}), and would not be there by then",
            where="--effective",
            fix=f"Take that back first: pledger reverse {agreement.id}/{each.ref} --reason ...",
        )


def _has_place(agreement: Agreement, body: PartyNovated, before: Iterable[PartyNovated]) -> bool:
    earlier = sorted(before, key=attrgetter("on"))
    clauses = body.clauses or tuple(agreement.contract.terms.clauses)
    for clause in clauses:
        for role in _named(agreement, clause):
            held = role
            for each in earlier:
                if each.party == held and (not each.clauses or clause in each.clauses):
                    held = each.to
            if held == body.party:
                return True
    return False


def _named(agreement: Agreement, clause: str) -> list[str]:
    """Return the roles that a clause names, under any of its terms; all of them where it names none."""
    sources = (terms for _, terms in agreement.contract.clauses[clause].sources if terms)
    named = {party for terms in sources for _, party in terms.named_parties()}
    roles = agreement.contract.signatories
    return [party for party in roles if party in named] or roles


def check_partial(agreement: Agreement, body: PartyNovated) -> None:
    """Refuse to part clauses that read the same spending of the party: a fact says who spent, not for which clause."""
    if not body.clauses:
        return
    read: dict[tuple[str, str], set[str]] = {}
    for name, clause in agreement.contract.clauses.items():
        for feed in clause.feeds:
            held = agreement.contract.roles.holders(name, feed.parties, body.on.toordinal() - 1)
            if feed.kind in _BY_PARTY and body.party in held:
                read.setdefault((feed.kind, feed.of), set()).add(whole_clause(name))
    for (kind, of), clauses in read.items():
        parted = clauses & set(body.clauses), clauses - set(body.clauses)
        if all(parted):
            inside, outside = (" and ".join(f"'{name}'" for name in sorted(names)) for names in parted)
            raise Refused(
                f"{inside} and {outside} read the same {kind} '{of}' of {body.party}, which cannot be in both places",
                where="--clause",
                fix="Name all of these clauses, or none of them",
            )


def check_acceptance(agreement: Agreement, body: PartyNovated) -> None:
    """Refuse to leave nobody who may accept what a party claims: no party accepts its own claim."""
    before, after, day = agreement.contract.roles, roles_of([*novations(agreement), body]), body.on.toordinal()
    for name, clause in agreement.contract.clauses.items():
        for feed in clause.feeds:
            if _alone(after, name, feed, day) and not _alone(before, name, feed, day):
                raise Refused(
                    f"{body.to} would claim under '{whole_clause(name)}' and alone accept what it claims",
                    where="--to",
                    fix="First amend who accepts it, or name another party",
                )


def _alone(roles: Roles, clause: str, feed: Feed, day: int) -> bool:
    """Tell whether the only party that accepts what is claimed may claim it too."""
    accepters = roles.holders(clause, feed.accepters, day)
    return len(accepters) == 1 and accepters[0] in roles.holders(clause, feed.parties, day)


def novations(agreement: Agreement) -> list[PartyNovated]:
    """Return the novations that count."""
    return [body for body in agreement.novations if agreement.facts[body.ref].status is Status.COUNTS]


def refuse_succeeded(agreement: Agreement, fact: Fact) -> None:
    """Refuse to take back a novation that later facts or novations rest on."""
    if fact.kind != "novation":
        return
    others = [body for body in novations(agreement) if body.ref != fact.ref]
    for body in others:
        if not _has_place(agreement, body, [each for each in others if each is not body and each.on <= body.on]):
            raise Refused(
                f"{fact.of}, who came in by {fact.ref}, was itself replaced by {body.to} ({body.ref})",
                fix=f"Reverse {body.ref} first",
            )
    if fact.of in agreement.contract.signatories or any(body.to == fact.of for body in others):
        return
    resting = [
        other.ref
        for other in agreement.facts.values()
        if fact.of in (other.party, other.of)
        and other.ref != fact.ref
        and other.status in (Status.COUNTS, Status.PENDING)
    ]
    if resting:
        listed = ", ".join(resting[:10])
        raise Refused(f"Facts name {fact.of}, who is a party by {fact.ref} alone: {listed}", fix="Reverse them first")
