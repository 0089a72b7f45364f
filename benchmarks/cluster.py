"""An invented cluster of any number of units: 75 criteria in four sections, with bonus and deduction."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from emulation_cli.cluster.criteria import Band, Criterion, Group, Kind, Parameters
from emulation_cli.cluster.model import Cluster, Unit
from emulation_cli.cluster.rules import ClassRule
from emulation_cli.forms.answers import Answer

CRITERIA = 75
FIRST_ROW = 2  # of the sheet Tiêu chí, below its header
CODE = "00000"  # of the unit that a pattern is made for; its digits stand nowhere else in the sheet
SECTIONS = (
    ("I", "Thực hiện nhiệm vụ chính trị, phát triển kinh tế - xã hội", Group.STANDARD, (6, 6, 6)),
    ("II", "Cải cách hành chính, chuyển đổi số và kỷ luật, kỷ cương", Group.STANDARD, (6, 6, 6)),
    ("III", "Xây dựng Đảng, chính quyền và các tổ chức đoàn thể", Group.STANDARD, (6, 6, 6)),
    ("IV", "Tổ chức phong trào thi đua và công tác khen thưởng", Group.STANDARD, (6, 5)),
    ("V", "Điểm thưởng", Group.BONUS, (5,)),
    ("VI", "Điểm trừ", Group.DEDUCTION, (5,)),
)
TEXTS = (
    "Ban hành kế hoạch, hướng dẫn thực hiện nhiệm vụ công tác năm đầy đủ, đúng thời hạn theo chỉ đạo của cấp trên",
    "Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn trên tổng số hồ sơ đã tiếp nhận trong kỳ",
    "Số mô hình, cách làm mới được công nhận, nhân rộng tại cơ quan, đơn vị và địa phương",
    "Hoàn thành chỉ tiêu được giao về thu ngân sách, giải ngân vốn đầu tư công theo tiến độ",
    "Không để xảy ra vi phạm kỷ luật, kỷ cương hành chính; không có đơn thư khiếu nại vượt cấp, kéo dài",
)
POINTS = Decimal(5)
BANDS = (
    Band(POINTS, Decimal(95), percent=True),
    Band(Decimal(3), Decimal(85), percent=True),
    Band(Decimal(1), Decimal(70), percent=True),
)
KINDS: tuple[tuple[Kind, str, Parameters], ...] = (
    (Kind.DIRECT, "điểm", Parameters()),
    (Kind.RATIO, "hồ sơ", Parameters()),
    (Kind.COUNT, "mô hình", Parameters(points=Decimal(1))),
    (Kind.BAND, "%", Parameters(bands=BANDS)),
    (Kind.PASS, "", Parameters()),
    (Kind.COUNT_DOWN, "lần", Parameters(points=Decimal(1))),
)


def make_cluster(units: int) -> Cluster:
    """The cluster with `units` units X00001, X00002…"""
    return Cluster(
        name="Cụm thi đua số 7",
        period="6 tháng đầu năm 2026",
        units=tuple(make_unit(number) for number in range(1, units + 1)),
        criteria=tuple(_criteria()),
        period_kind="half_year",
        head_agency=make_unit(1).name,
        locality="Bến Sen",
        classes=(
            ClassRule("Xuất sắc", Decimal(90), percent=True),
            ClassRule("Tốt", Decimal(70), percent=True),
            ClassRule("Khá", Decimal(0), percent=True),
        ),
    )


def make_unit(number: int) -> Unit:
    """A unit whose code and name differ from the others' in five digits."""
    digits = f"{number:05}"
    return Unit(f"X{digits}", f"Ủy ban nhân dân xã số {digits}")


def _criteria() -> Iterator[Criterion]:
    """Sections, headings and leaves of 5 points each, in printed order."""
    row, made = FIRST_ROW, 0
    for section, (label, title, group, sizes) in enumerate(SECTIONS, 1):
        whole = POINTS * sum(sizes)
        yield Criterion(str(section), 1, label, title, whole, group, row=row)
        row += 1
        for heading, size in enumerate(sizes, 1):
            above = str(section)
            if len(sizes) > 1:
                above = f"{section}.{heading}"
                yield Criterion(above, 2, str(heading), f"Nhóm nội dung {heading}", POINTS * size, group, row=row)
                row += 1
            for place in range(1, size + 1):
                yield _leaf(f"{above}.{place}", made, group, row)
                row, made = row + 1, made + 1


def _leaf(path: str, made: int, group: Group, row: int) -> Criterion:
    kind, measure, parameters = KINDS[made % len(KINDS)] if group is Group.STANDARD else KINDS[2]
    return Criterion(
        path=path,
        level=path.count(".") + 1,
        label=f"{chr(97 + int(path.rpartition('.')[2]) - 1)})",
        text=f"{TEXTS[made % len(TEXTS)]} (nội dung {made + 1})",
        maximum=POINTS,
        group=group,
        kind=kind,
        parameters=parameters,
        measure=measure,
        evidence_required=kind is Kind.PASS,
        row=row,
    )


def make_answers(cluster: Cluster, random: Random) -> dict[str, Answer]:
    """A whole sheet's answers by path; every evidence names the unit's digits."""
    return {leaf.path: _answer(leaf, random) for leaf in cluster.tree.leaves}


def _answer(leaf: Criterion, random: Random) -> Answer:
    evidence = f"Báo cáo số {random.randint(100, 999)}/BC-X{CODE}" if leaf.evidence_required else ""
    if leaf.kind is Kind.DIRECT:
        return Answer(self_score=Decimal(random.randint(8, 16)) / 4, evidence=evidence)
    if leaf.kind is Kind.RATIO:
        return Answer(target=Decimal(200), actual=Decimal(random.randint(120, 230)), evidence=evidence)
    if leaf.kind is Kind.BAND:
        return Answer(actual=Decimal(random.randint(600, 1000)) / 10, evidence=evidence)
    if leaf.kind is Kind.PASS:
        return Answer(actual=Decimal(random.random() < 0.9), evidence=evidence)
    return Answer(actual=Decimal(random.randint(0, 4)), evidence=evidence)
