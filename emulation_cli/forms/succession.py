"""The next period's cluster: the rules as they were, the head rotated, what belongs to the old period emptied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emulation_cli.cluster.decisions import NextTerm
from emulation_cli.cluster.model import Cluster, Prose, Unit


def next_period(cluster: Cluster, next_term: Sequence[NextTerm] = ()) -> Cluster:
    """Units, criteria, classes and rules stay. Period, deadline, number and date of documents, targets (also what
    was not assigned), registrations and the documents' words are emptied, so that nothing old is taken for new: the
    file says that Kỳ is to be filled in. The head is the one of `next_term`, where it names one, else the next in
    turn; the head agency and who signs are the new head's.
    """
    units = chosen(cluster.units, next_term) or rotated(cluster.units)
    head = next((unit for unit in units if unit.role == "head"), None)
    return replace(
        cluster,
        units=units,
        period="",
        deadline=None,
        document_number="",
        document_date=None,
        targets=(),
        registrations=(),
        prose=tuple(replace(line, text="") for line in _places(cluster)),
        head_agency=head.name if head else cluster.head_agency,
        signer=head.representative if head else "",
        signer_position=head.position if head else "",
    )


def _places(cluster: Cluster) -> list[Prose]:
    """Each document's sections once."""
    return list({(line.document, line.section): line for line in cluster.prose}.values())


def chosen(units: Sequence[Unit], next_term: Sequence[NextTerm]) -> tuple[Unit, ...]:
    """The units with the roles that the meeting recorded (Nhiệm kỳ tới); () where it named no head."""
    roles = {line.unit: line.role for line in next_term}
    if "head" not in roles.values():
        return ()
    return tuple(replace(unit, role=roles.get(unit.code, "")) for unit in units)


def rotated(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The first deputy becomes head, and as many units as there were deputies follow it; without a deputy the unit
    after the head becomes head. Nobody's role changes where there is no head."""
    roles = [unit.role for unit in units]
    if "head" not in roles:
        return tuple(units)
    old, deputies, count = roles.index("head"), roles.count("deputy"), len(units)
    order = [(old + step) % count for step in range(1, count + 1)]
    head = next((at for at in order if roles[at] == "deputy"), order[0])
    following = [(head + step) % count for step in range(1, count)][:deputies]
    new = {head: "head", **dict.fromkeys(following, "deputy")}
    return tuple(replace(unit, role=new.get(at, "")) for at, unit in enumerate(units))
