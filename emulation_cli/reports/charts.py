"""Pictures for the report: totals by section, criterion × unit, movement since the period before.

Drawn with matplotlib in greys and hatches, so that a black-and-white printer loses nothing; its own serif font has
all Vietnamese letters. Loaded only where pictures are asked for: drawing costs more than everything else.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from emulation_cli.catalogue import text
from emulation_cli.cluster.criteria import Criterion, Group
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.documents.pictures import Chart, Picture
from emulation_cli.reports.filters import at_least, one_line, points
from emulation_cli.reports.parts import parted
from emulation_cli.reports.pieces import Piece, pieces
from emulation_cli.results import Standing

WIDTH = 165.0  # millimetres, between the margins of an upright page
INCH = 25.4
DOTS = 150  # an inch
TALLEST = 9.4  # inches of a page below the words above the picture
LOOKS = (("0.25", ""), ("0.75", "///"), ("0.95", ""), ("0.6", "..."), ("1.0", "\\\\\\"), ("0.45", ""), ("0.85", "xxx"))
CRITERIA_A_PICTURE = 50
LEGEND = 4  # names on a line
LONGEST = 38  # letters of a name beside a bar
STYLE: Any = {"font.family": "DejaVu Serif", "hatch.linewidth": 0.4, "axes.linewidth": 0.6}


def charts(material: Material) -> tuple[Chart, ...]:
    """Every picture that the results have something for."""
    if not material.results.standings:
        return ()
    with mpl.rc_context(STYLE):
        return tuple(_charts(material))


def _charts(material: Material) -> Iterator[Chart]:
    yield Chart(_say(material, "totals"), _totals(material))
    leaves = [leaf for leaf in material.cluster.tree.leaves if leaf.maximum and leaf.group is Group.STANDARD]
    parts = list(parted(leaves, CRITERIA_A_PICTURE))
    for number, part in enumerate(parts, 1):
        key = "map" if len(parts) == 1 else "map_part"
        yield Chart(_say(material, key, number=number, of=len(parts)), _map(material, part))
    moved = _moved(material)
    if moved:
        period = one_line(material.previous.cluster.period) if material.previous else ""
        yield Chart(_say(material, "movement", period=period), _movement(material, moved))


def _totals(material: Material) -> Picture:
    """A bar a unit, the leader on top, a piece a section; deductions are told beside the bar by the total."""
    standings = material.results.standings
    figure, axes = _figure(0.55 + _row(len(standings)) * len(standings) + 0.6)
    places = range(len(standings))  # not names: shortened ones may be the same
    left = [0.0] * len(standings)
    for (title, values), (grey, hatch) in zip(_pieces(material), LOOKS, strict=False):
        axes.barh(places, values, left=left, label=title, color=grey, hatch=hatch, edgecolor="black", linewidth=0.5)
        left = [start + value for start, value in zip(left, values, strict=True)]
    size = _size(len(standings))
    for place, (standing, end) in enumerate(zip(standings, left, strict=True)):
        axes.text(end, place, f" {_total(material, standing)}", va="center", fontsize=size)
    axes.set_yticks(places, [_short(standing.name) for standing in standings])
    axes.invert_yaxis()
    axes.set_xlim(0, max(left) * 1.14 or 1)
    axes.tick_params(axis="y", labelsize=size, length=0)
    axes.tick_params(axis="x", labelsize=7)
    axes.spines[["top", "right"]].set_visible(False)
    handles, labels = axes.get_legend_handles_labels()
    across = [place for first in range(LEGEND) for place in range(first, len(labels), LEGEND)]  # read line by line
    legend = [handles[place] for place in across], [labels[place] for place in across]
    figure.legend(*legend, loc="outside lower center", ncols=LEGEND, fontsize=7, frameon=False)
    return _picture(figure)


def _pieces(material: Material) -> Iterator[tuple[str, list[float]]]:
    """What a bar is made of, each piece with its title."""
    for piece in pieces(material.results):
        points = (piece.points(standing) for standing in material.results.standings)
        yield _title(material, piece), [max(float(each), 0.0) for each in points]


def _title(material: Material, piece: Piece) -> str:
    if piece.section is None:
        return _say(material, piece.key)
    return _say(material, "section", label=one_line(piece.section.label).rstrip(" .)") or piece.key)


def _map(material: Material, leaves: Sequence[Criterion]) -> Picture:
    """A square a criterion and unit, the darker the further from the maximum; '–' where there are no points."""
    standings = material.results.standings
    labels = material.cluster.tree.labels
    shares = [[_share(material, standing.unit, leaf) for standing in standings] for leaf in leaves]
    names = [_short(one.name) for one in standings]
    figure, axes = _figure(max(1.7 + 0.16 * len(leaves), 1.2 + 0.055 * max(map(len, names))))
    shown = [[0.0 if share is None else 1 - share for share in row] for row in shares]
    image = axes.imshow(shown, cmap="Greys", vmin=0, vmax=1.25, aspect="auto", interpolation="nearest")
    for row, found in enumerate(shares):
        for column, share in enumerate(found):
            if share is None:
                axes.text(column, row, "–", ha="center", va="center", fontsize=6)
    axes.set_yticks(range(len(leaves)), [_row_name(labels[leaf.path], leaf) for leaf in leaves], fontsize=5.5)
    size = 6 if len(standings) <= 25 else 4
    axes.set_xticks(range(len(standings)), names, rotation=90, fontsize=size)
    axes.tick_params(length=0)
    bar = figure.colorbar(image, ax=axes, location="bottom", shrink=0.5, aspect=40, boundaries=[0, 0.25, 0.5, 0.75, 1])
    bar.set_ticks([0, 0.25, 0.5, 0.75, 1], labels=["100%", "75%", "50%", "25%", "0%"], fontsize=6)
    return _picture(figure)


def _movement(material: Material, moved: Sequence[tuple[Standing, int]]) -> Picture:
    """A line a unit from its rank in the period before to the one now, the first on top; who rose is drawn thick."""
    figure, axes = _figure(0.6 + (0.22 if len(moved) <= 25 else 0.145) * max(len(moved), 4))
    for standing, before in moved:
        rose = standing.rank < before
        style = "solid" if rose else "dashed" if standing.rank > before else "dotted"
        axes.plot((0, 1), (before, standing.rank), color="black", linewidth=1.6 if rose else 0.9, linestyle=style)
        axes.text(-0.02, before, f"{before}", ha="right", va="center", fontsize=7)
    for rank, together in groupby(moved, key=lambda each: each[0].rank):
        names = _short("; ".join(standing.name for standing, _ in together), 2 * LONGEST)
        axes.text(1.02, rank, f"{rank}  {names}", va="center", fontsize=7)
    axes.invert_yaxis()
    axes.set_xlim(-0.15, 2.1)
    axes.set_xticks((0, 1), (_say(material, "before"), _say(material, "now")), fontsize=7)
    axes.set_yticks(())
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    return _picture(figure)


def _moved(material: Material) -> list[tuple[Standing, int]]:
    """The units that were ranked in both periods, with their rank before."""
    before = {standing.unit: standing.rank for standing in material.previous.standings} if material.previous else {}
    return [(one, before[one.unit]) for one in material.results.standings if one.unit in before]


def _share(material: Material, unit: str, leaf: Criterion) -> float | None:
    given = material.points_of(unit, leaf.path)
    return None if given is None or not leaf.maximum else min(float(given / leaf.maximum), 1.0)


def _figure(height: float) -> tuple[Figure, Any]:
    figure = Figure(figsize=(WIDTH / INCH, min(height, TALLEST)), layout="constrained")
    return figure, figure.add_subplot()


def _picture(figure: Figure) -> Picture:
    stream = BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # a sign that the font has not is drawn as a box
        figure.savefig(stream, format="png", dpi=DOTS, metadata={"Software": None})
    return Picture(stream.getvalue(), WIDTH)


def _total(material: Material, standing: Standing) -> str:
    shown = points(standing.total, material.language, material.cluster.places)
    return at_least(shown, material.language) if standing.open else shown


def _row(count: int) -> float:
    """Inches of a bar: 60 units still stand on one page."""
    return 0.26 if count <= 25 else 0.14


def _size(count: int) -> float:
    return 7.5 if count <= 25 else 5


def _row_name(label: str, leaf: Criterion) -> str:
    return _short(f"{label} {leaf.text}", LONGEST + 12)


def _short(name: str, longest: int = LONGEST) -> str:
    """One line of at most so many letters; a dollar sign would start a formula."""
    shown = one_line(name).replace("$", r"\$")
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def _say(material: Material, key: str, **values: object) -> str:
    return text(material.language, "documents/charts", key, **values)
