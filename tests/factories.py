"""Results made by hand for tests of the documents: an invented cluster, scored by a simple rule, nothing imported
from the scoring itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from emulation_cli.cluster.criteria import Criterion, Group, Kind, Parameters
from emulation_cli.cluster.model import Cluster, Prose, Unit
from emulation_cli.cluster.rules import ClassRule
from emulation_cli.results import Finding, Highlight, InputFile, Reason, Results, Score, Standing, Unranked

NAMES = (
    "Sở Cây xanh và Chiếu sáng",
    "Sở Quy hoạch và Cảnh quan",
    "Sở Thư viện, Lưu trữ và Bảo tàng",
    "Ban Quản lý Bến bãi đường thủy",
    "Sở Sông hồ và Thoát nước",
    "Sở Nghề truyền thống",
    "Ban Quản lý Công viên và Vườn ươm",
    "Sở Ẩm thực và Lễ hội",
    "Sở Khí tượng và Cảnh báo",
    "Viện Nghiên cứu Đô thị ven sông",
)
SECTION_TEXTS = (
    "Thực hiện nhiệm vụ chuyên môn",
    "Cải cách hành chính và kỷ luật, kỷ cương",
    "Xây dựng Đảng và các tổ chức đoàn thể",
    "Tổ chức phong trào thi đua",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
CLASSES = (
    ClassRule("Xuất sắc", Decimal(90), percent=True),
    ClassRule("Tốt", Decimal(80), percent=True),
    ClassRule("Khá", Decimal(0), percent=True),
)
PROSE = (
    Prose("báo cáo", "Tổ chức thi đua", "Cụm đã ký giao ước thi đua và ban hành bảng chấm điểm ngay từ đầu năm."),
    Prose("báo cáo", "Tổ chức thi đua", "Các đơn vị đã phát động thi đua chuyên đề chào mừng các ngày lễ lớn."),
    Prose("báo cáo", "Tồn tại, hạn chế", "Việc trao đổi kinh nghiệm giữa các đơn vị chưa thường xuyên."),
    Prose("báo cáo", "Phương hướng, nhiệm vụ", "Tiếp tục thực hiện các nội dung đã ký kết trong giao ước thi đua."),
    Prose("báo cáo", "Kiến nghị, đề xuất", "Đề nghị cấp trên sớm hướng dẫn xét khen thưởng cuối năm."),
    Prose("biên bản", "Mở đầu", "Không thuộc báo cáo."),
)
BLANK, OVER, MISSING = "score-missing", "score-above-maximum", "sheet-missing"
TIED = {4: 3}  # this unit (counting from 0) scores exactly as that one


def make_units(count: int, names: Sequence[str] = NAMES) -> tuple[Unit, ...]:
    """`count` units D01, D02…; the first is the head, the second the deputy."""
    roles = {0: "head", 1: "deputy"}
    return tuple(
        Unit(f"D{i + 1:02}", names[i % len(names)] + (f" {i // len(names) + 1}" if i >= len(names) else ""), (), role)
        for i, role in ((i, roles.get(i, "")) for i in range(count))
    )


def make_criteria(sections: int = 4, bonus: bool = True, deduction: bool = True) -> tuple[Criterion, ...]:
    """Sections of two leaves each that add up to 1000, then a section for bonus and one for deductions."""
    found: list[Criterion] = []
    base, rest = divmod(1000, sections)
    for number in range(1, sections + 1):
        text = SECTION_TEXTS[(number - 1) % len(SECTION_TEXTS)]
        _section(found, number, text, Decimal(base + (rest if number == 1 else 0)), Group.STANDARD)
    for wanted, text, group in ((bonus, "Điểm thưởng", Group.BONUS), (deduction, "Điểm trừ", Group.DEDUCTION)):
        if wanted:
            _section(found, sum(c.level == 1 for c in found) + 1, text, Decimal(20), group)
    return tuple(found)


def _section(found: list[Criterion], number: int, text: str, maximum: Decimal, group: Group) -> None:
    """A section with its two leaves, the first one smaller."""
    row = len(found) + 2
    first = (maximum / 4).quantize(Decimal(1))
    found.append(Criterion(str(number), 1, ROMAN[number - 1], text, maximum, group, row=row))
    for place, points in ((1, first), (2, maximum - first)):
        kind = Kind.DIRECT if group is Group.STANDARD else Kind.COUNT
        rule = Parameters() if group is Group.STANDARD else Parameters(points=Decimal(5))
        path, leaf = f"{number}.{place}", f"Nội dung {place} của mục {ROMAN[number - 1]}"
        found.append(Criterion(path, 2, str(place), leaf, points, group, kind, rule, row=row + place))


def make_cluster(units: int = 10, names: Sequence[str] = NAMES, sections: int = 4, **fields: Any) -> Cluster:
    """An invented cluster; `fields` are those of Cluster, `bonus` and `deduction` False leave those sections out."""
    bonus, deduction = fields.pop("bonus", True), fields.pop("deduction", True)
    defaults: dict[str, Any] = {
        "name": "Cụm thi đua số 2",
        "period": "6 tháng đầu năm 2026",
        "period_kind": "half_year",
        "superior": "Ủy ban nhân dân thành phố Bến Sen",
        "head_agency": names[0],
        "locality": "Bến Sen",
        "document_number": "05/BC-CTĐ2",
        "document_date": date(2026, 7, 5),
        "addressees": ("Hội đồng Thi đua - Khen thưởng thành phố", "Sở Nội vụ thành phố"),
        "recipients": ("Như trên", "Các đơn vị trong Cụm"),
        "signer_position": "TM. Cụm thi đua\nCụm trưởng\nGiám đốc " + names[0],
        "signer": "Nguyễn Thị Sen",
        "legal_bases": (
            "Căn cứ Luật Thi đua, khen thưởng;",
            "Căn cứ Kế hoạch công tác năm 2026 của Cụm thi đua số 2",
        ),
        "classes": CLASSES,
        "prose": PROSE,
    }
    return Cluster(
        units=make_units(units, names), criteria=make_criteria(sections, bonus, deduction), **{**defaults, **fields}
    )


def make_results(units: int = 10, provisional: bool = False, **fields: Any) -> Results:
    """A tally of `units` units. Units 4 and 5 tie. Provisional: the last one sent nothing (of two or more), the
    eighth left criterion 2.2 blank and the sixth stands above the maximum of 1.1 (or the first, of fewer)."""
    cluster = make_cluster(units, **fields)
    missing = {cluster.units[-1].code} if provisional and units > 1 else set()
    holes = _holes(cluster) if provisional else {}
    scores = {
        unit.code: [_score(cluster, index, unit, leaf, holes) for leaf in cluster.tree.leaves]
        for index, unit in enumerate(cluster.units)
        if unit.code not in missing
    }
    return Results(
        cluster=cluster,
        status="provisional" if provisional else "official",
        reasons=_reasons(cluster, holes, missing),
        standings=_standings(cluster, scores),
        unranked=tuple(Unranked(unit.code, unit.name, MISSING) for unit in cluster.units if unit.code in missing),
        scores=[score for rows in scores.values() for score in rows],
        highlights=_highlights(cluster),
        problems=_problems(cluster, holes, missing),
        inputs=tuple(
            InputFile(f"{unit.name}.xlsx", f"{index:064x}", unit.code, True, "used", None)
            for index, unit in enumerate(cluster.units)
            if unit.code not in missing
        ),
        tool={"version": "0.1.0"},
    )


def _holes(cluster: Cluster) -> dict[tuple[str, str], str]:
    """The open questions of a provisional tally: (unit, criterion) → state."""
    codes = [unit.code for unit in cluster.units]
    blank, over = (codes[7], codes[5]) if len(codes) > 8 else (codes[0], codes[0])
    last = "2.2" if "2.2" in cluster.tree.by_path else "1.2"
    return {(blank, last): "blank", (over, "1.1"): "over_max"}


def _score(cluster: Cluster, index: int, unit: Unit, leaf: Criterion, holes: dict[tuple[str, str], str]) -> Score:
    """Full points less a little more for each later unit; a hole has no points."""
    state = holes.get((unit.code, leaf.path), "number")
    points = None if state != "number" else _points(TIED.get(index, index), leaf)
    maximum = leaf.maximum or Decimal(0)
    place = f"{unit.name}.xlsx ▸ Bảng chấm điểm ▸ G{leaf.row + 6}"
    given = {"number": points, "blank": None, "over_max": maximum * 10}[state]
    return Score(unit.code, leaf.path, state, None, None, given, None, points, points, maximum, "", "", place)


def _points(index: int, leaf: Criterion) -> Decimal:
    maximum, number = leaf.maximum or Decimal(0), int(leaf.path.replace(".", ""))
    if leaf.group is Group.STANDARD:
        lost = Decimal(index * 7 % 60) / 2 + Decimal((3 + index * number) % 23) / 4
        return max(maximum - lost, Decimal(0))
    every = 3 if leaf.group is Group.BONUS else 4
    return Decimal(5) if index % every == every - 1 and leaf.path.endswith(".2") else Decimal(0)


def _standings(cluster: Cluster, scores: dict[str, list[Score]]) -> tuple[Standing, ...]:
    """Ranked by total, equal totals together, in the order of the cluster's units."""
    drafts = sorted((_totals(cluster, rows) for rows in scores.values()), key=lambda sums: -sums["total"])
    totals = [sums["total"] for sums in drafts]
    return tuple(_standing(cluster, sums, totals, drafts) for sums in drafts)


def _standing(cluster: Cluster, sums: dict[str, Any], totals: list[Decimal], drafts: list[dict[str, Any]]) -> Standing:
    tied = tuple(o["unit"] for o in drafts if o["total"] == sums["total"] and o["unit"] != sums["unit"])
    percent = (sums["total"] * 100 / sums["max"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = next((rule.name for rule in cluster.classes if percent >= rule.threshold), None)
    rank = totals.index(sums["total"]) + 1
    return Standing(rank=rank, percent=percent, class_=found, source="self", tied_with=tied, **sums)


def _totals(cluster: Cluster, rows: list[Score]) -> dict[str, Any]:
    two = Decimal("0.01")
    group_of = {leaf.path: leaf.group for leaf in cluster.tree.leaves}
    sums = {group: sum((s.points or Decimal(0) for s in rows if group_of[s.criterion] is group), 0 * two)
            for group in Group}  # fmt: skip
    base, bonus, deduction = sums[Group.STANDARD], sums[Group.BONUS], sums[Group.DEDUCTION]
    sections = {section.path: 0 * two for section in cluster.tree.sections}
    for score in rows:
        sign = -1 if group_of[score.criterion] is Group.DEDUCTION else 1
        sections[score.criterion.partition(".")[0]] += sign * (score.points or Decimal(0))
    holes = [score for score in rows if score.points is None]
    return {
        "unit": rows[0].unit,
        "name": cluster.unit_of[rows[0].unit].name,
        "base": base.quantize(two),
        "bonus": bonus.quantize(two),
        "deduction": deduction.quantize(two),
        "total": (base + bonus - deduction).quantize(two),
        "max": Decimal(1000),
        "sections": {path: points.quantize(two) for path, points in sections.items()},
        "open": tuple(score.criterion for score in holes),
        "at_stake": sum((score.max for score in holes), Decimal(0)),
    }


def _reasons(cluster: Cluster, holes: dict[tuple[str, str], str], missing: set[str]) -> tuple[Reason, ...]:
    """Codes and params as a tally gives them (texts/*/reasons.toml)."""
    holders = {unit for unit, _ in holes}
    given = (("units-without-sheet", missing), ("units-with-errors", holders), ("questions-open", holders))
    names = {code: [unit.name for unit in cluster.units if unit.code in units] for code, units in given}
    return tuple(
        Reason(code, {"count": str(len(listed)), "names": ", ".join(listed)})
        for code, listed in names.items()
        if listed
    )


def _problems(cluster: Cluster, holes: dict[tuple[str, str], str], missing: set[str]) -> tuple[Finding, ...]:
    """A warning about the second unit, an error for each hole and each missing unit; texts as a report shows them."""
    shown = {"blank": (BLANK, "Chưa có điểm tự chấm."), "over_max": (OVER, "Điểm vượt điểm tối đa.")}
    found = [
        Finding(shown[state][0], "error", unit, f"{cluster.unit_of[unit].name}.xlsx", "Bảng chấm điểm", "G14",
                criterion, {}, shown[state][1], "Đề nghị đơn vị điền lại.")
        for (unit, criterion), state in holes.items()
    ]  # fmt: skip
    found += [
        Finding(MISSING, "error", unit, "", "", "", None, {}, "Chưa nhận được bảng chấm điểm.", "Đề nghị đơn vị gửi.")
        for unit in sorted(missing)
    ]
    if len(cluster.units) > 1:
        name = cluster.units[1]
        found.append(
            Finding("number-as-text", "warning", name.code, f"{name.name}.xlsx", "Bảng chấm điểm", "G9", "1.1", {},
                    "Số được nhập dạng chữ, đã đọc là 74,25.", "Đề nghị nhập lại dạng số.")
        )  # fmt: skip
    return tuple(found)


def _highlights(cluster: Cluster) -> tuple[Highlight, ...]:
    """Two of the first unit, one of the third."""
    found = [
        Highlight(cluster.units[0].code, "Chiếu sáng", "Thay 1.200 bóng đèn tiết kiệm điện trên 14 tuyến phố."),
        Highlight(cluster.units[0].code, "", "Trồng mới 350 cây bóng mát."),
    ]
    if len(cluster.units) > 2:
        found.append(Highlight(cluster.units[2].code, "Lưu trữ", "Số hóa 12.500 trang tư liệu."))
    return tuple(found)
