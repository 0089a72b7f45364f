"""What stands around every document (Nghị định 30/2020/NĐ-CP): letterhead, title, bases, signature, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from types import EllipsisType

from emulation_cli.cluster.model import Cluster
from emulation_cli.reports import facts
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.filters import inside_sentence, one_line, plain
from emulation_cli.reports.letter import addressees, place_date, recipients, signer_position, superior
from emulation_cli.text import fold

AS_ABOVE = {fold(word) for word in ("như trên", "như kính gửi", "as above")}
REPORT = "BC"
_LEAD = re.compile(r"^(số|no\.?)\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The names that the template of any document may use. Empty strings and tuples are what there is nothing to say
    of; `provisional` is the mark TẠM TÍNH, empty where the result is official or there is none yet."""

    provisional: str
    reasons: tuple[str, ...]
    superior: str
    cluster: str
    number: str
    place_date: str
    subject: str
    subject_inline: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    signer_position: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]


def head(
    material: Material, abbreviation: str, subject: str, addressed: bool = False, day: date | EllipsisType | None = ...
) -> Head:
    """The head of a document of this kind ('BC', 'BB', 'TTr'…) about this subject; only one that is `addressed` (Kính
    gửi) sends a copy to those above ('Như trên'). `day` where it is not the cluster file's Ngày văn bản."""
    cluster, language, results = material.cluster, material.language, material.tally
    open_result = results is not None and not facts.is_official(results)
    return Head(
        provisional=facts.provisional(language) if open_result else "",
        reasons=facts.reasons(results, language) if results is not None else (),
        superior=superior(cluster),
        cluster=one_line(cluster.name),
        number=number(cluster, abbreviation),
        place_date=place_date(cluster, cluster.document_date if day is ... else day, language),
        subject=subject,
        subject_inline=inside_sentence(subject),
        addressees=addressees(cluster.addressees, language) if addressed else (),
        bases=bases(cluster),
        signer_position=signer_position(cluster, language),
        signer=one_line(cluster.signer),
        recipients=recipients(_copies(cluster, addressed), language),
    )


def _copies(cluster: Cluster, addressed: bool) -> list[str]:
    return [name for name in cluster.recipients if addressed or fold(name).strip("-–+•;. ") not in AS_ABOVE]


def own_day(material: Material, abbreviation: str) -> date | None:
    """The day of a document other than the report. Ngày văn bản is that of the document which the cluster file
    numbers; once there are results it is, unless the number says otherwise, the report's."""
    _, slash, rest = one_line(material.cluster.document_number).partition("/")
    kind = rest.partition("-")[0].strip() if slash else ""
    own = kind.casefold() == abbreviation.casefold() if kind else material.tally is None
    return material.cluster.document_date if own else None


def number(cluster: Cluster, abbreviation: str) -> str:
    """'05/BC-CTĐ2' for the kind of document that the cluster numbered (the report, where a bare '05' does not say),
    '…/TTr-CTĐ2' for any other; '…/BC' where no number is given, '' for a document that bears none. A single digit
    gets its zero (Nghị định 30/2020)."""
    if not abbreviation:
        return ""
    written = _LEAD.sub("", one_line(cluster.document_number))
    given, _, rest = written.partition("/")
    kind, dash, office = rest.partition("-")
    if not written or (kind.strip() or REPORT).casefold() != abbreviation.casefold():
        return f"…/{abbreviation}{dash}{office}"
    return f"0{written}" if re.fullmatch(r"[1-9]", given.strip()) else written


def bases(cluster: Cluster) -> tuple[str, ...]:
    """The legal bases as written; a line without an end gets ';', the last one '.'."""
    found = [base for base in map(plain, cluster.legal_bases) if base]
    ends = [";"] * (len(found) - 1) + ["."]
    return tuple(base if base[-1] in ";.,:" else base + end for base, end in zip(found, ends, strict=False))
