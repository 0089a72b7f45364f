"""appraisal.xlsx: the appraisers' workbook, a sheet each, filled with what units claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from emulation_cli.catalogue import text
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.units import known_units
from emulation_cli.files import replacing
from emulation_cli.forms.appraisal_page import AppraisalPage
from emulation_cli.forms.book import FormSheet, open_book
from emulation_cli.forms.claims import Claims
from emulation_cli.labels import label
from emulation_cli.problems import EmulError
from emulation_cli.text import clean

FORMAT = "1"
HIDDEN_SHEET = "_emul"
LONGEST_NAME = 31  # of a sheet, in Excel
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def make_appraisal(
    target: Path, cluster: Cluster, claims: Mapping[str, Claims], appraisers: Sequence[str] = (), language: str = "vi"
) -> None:
    """Write the workbook, never over another. `claims` are by unit; units without any (excused) are left out.

    Raises EmulError `appraisal-exists`, and PermissionError where the folder cannot be written to.
    """
    with replacing(free(target)) as temporary:
        write_appraisal(temporary, cluster, claims, appraisers, language)


def free(target: Path) -> Path:
    """The target, where nothing stands: what appraisers wrote is never overwritten. Raises `appraisal-exists`."""
    if target.exists():
        raise EmulError("appraisal-exists", file=target)
    return target


def write_appraisal(
    target: Path, cluster: Cluster, claims: Mapping[str, Claims], appraisers: Sequence[str] = (), language: str = "vi"
) -> None:
    """A sheet for each appraiser, or one for the cluster. An appraiser that is a unit does not score itself."""
    workbook, styles = open_book(target, text(language, "forms", "appraisal.title"))
    units, taken = known_units(cluster.units), set[str]()
    shown = [unit for unit in cluster.units if unit.code in claims]
    for appraiser in appraisers or (label("sheet", "cluster", language),):
        own = cluster.unit_of.get(units.code_of(appraiser) or "")
        sheet = workbook.add_worksheet(_sheet_name(appraiser, own, taken))
        page = AppraisalPage(sheet, styles, cluster, shown, claims, language)
        page.write(own.name if own else clean(appraiser), own)
    _facts(workbook.add_worksheet(HIDDEN_SHEET), cluster)
    workbook.close()


def _sheet_name(appraiser: str, own: Unit | None, taken: set[str]) -> str:
    """A name that Excel takes, once in the workbook; a unit with a long name goes by its code. A name that begins
    with _ would be the tool's own."""
    wanted = appraiser if own is None else own.name if len(own.name) <= LONGEST_NAME else own.code
    stem = clean(wanted.translate(FORBIDDEN)).strip("'_ ")[:LONGEST_NAME].strip("' ") or "1"
    name, again = stem, 2
    while name.casefold() in {*taken, "history"}:  # Excel keeps History for itself
        ending = f" ({again})"
        name, again = stem[: LONGEST_NAME - len(ending)] + ending, again + 1
    taken.add(name.casefold())
    return name


def _facts(sheet: FormSheet, cluster: Cluster) -> None:
    """The very hidden sheet that says whose workbook this is, whatever it is called later."""
    facts = {
        "format": FORMAT,
        "cluster": cluster.name,
        "period": cluster.period,
        "digest": cluster.tree.digest,
    }
    for row, (key, value) in enumerate(facts.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
