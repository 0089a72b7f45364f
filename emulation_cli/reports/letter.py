"""What stands around every official document of a cluster (Nghị định 30/2020): who writes to whom, where, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from emulation_cli import labels
from emulation_cli.catalogue import LANGUAGES, text
from emulation_cli.cluster.model import Cluster
from emulation_cli.reports.filters import listed, official_date, one_line, plain

# Signing for a body (TM.), for someone (KT., TL., TUQ.) or as acting (Q.): the block is complete as written.
_COMPLETE = re.compile(r"(TM|KT|TL|TUQ|Q)\s*\.|.*\n|\s*(cụm trưởng|trưởng cụm)", re.IGNORECASE)


def superior(cluster: Cluster) -> str:
    """The line above the cluster's name."""
    return one_line(cluster.superior or cluster.head_agency)


def place_date(cluster: Cluster, day: date | None, language: str) -> str:
    """'Bến Sen, ngày 05 tháng 7 năm 2026'; dots for what is not known."""
    place = one_line(cluster.locality)
    return f"{place or '…'}, {official_date(day, language)}"


def addressees(written: Iterable[str], language: str) -> tuple[str, ...]:
    """One addressee on the line of 'Kính gửi:', several in a list below it."""
    lead, names = text(language, "reports", "report.to"), [name for name in map(one_line, written) if name]
    if len(names) == 1:
        return (f"{lead} {names[0].rstrip(' .;')}.",)
    return (lead, *listed(names)) if names else ()


def signer_position(cluster: Cluster, language: str) -> tuple[str, ...]:
    """The lines above the signature: as written where complete, else for the cluster, as its head, in that office."""
    written = plain(cluster.signer_position)
    if _COMPLETE.match(written):
        return tuple(line.strip() for line in written.split("\n") if line.strip())
    agency = one_line(cluster.head_agency)
    office = written if agency.casefold() in written.casefold() else f"{written} {agency}"
    lead = text(language, "reports", "report.on_behalf", cluster=one_line(cluster.name))
    return (lead, labels.label("role", "head", language), *([office] if written else []))


def recipients(written: Iterable[str], language: str) -> tuple[str, ...]:
    """Who gets a copy; the office's own file (Lưu: VT) always last."""
    keep = text(language, "reports", "report.file_copy")
    names = [one_line(name) for name in written]
    kept = [name for name in names if _is_file_copy(name)]
    return listed([*(name for name in names if name and name not in kept), *(kept or [keep])])


def _is_file_copy(name: str) -> bool:
    """'Lưu: VT', in whichever language the cluster file says it."""
    words = (text(language, "reports", "report.file_copy").partition(":")[0] for language in LANGUAGES)
    return name.lstrip("- ").casefold().startswith(tuple(word.casefold() for word in words))
