"""The page (emul report html), read back as HTML: what it says, what it lets in, how large it grows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import pytest
from factories import make_cluster, make_results
from lxml import html
from typer.testing import CliRunner, Result

from benchmarks.cluster import make_cluster as make_large_cluster
from emulation_cli.cli.app import build
from emulation_cli.cluster.decisions import Adjustment, Decisions
from emulation_cli.cluster.model import Cluster
from emulation_cli.problems import EmulError
from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.page.render import policy_hash, render
from emulation_cli.reports.page.sheets import SHORT, keys
from emulation_cli.results import Appraisal, AppraisalMark, Change, Effect, InputFile, Results, Score, Standing

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "cum-2"
HOSTILE = (
    "<script>alert(1)</script>",
    "Sở \"A\" & 'B'",
    "</style></table>--><!--",
    "x" * 250,
    "Sở A\nB|C",
    "{{ 7*7 }} {% raw %}",
)


def page(results: Results, language: str = "vi", previous: Results | None = None) -> html.HtmlElement:
    return html.document_fromstring(source(results, language, previous).decode())


def source(results: Results, language: str = "vi", previous: Results | None = None) -> bytes:
    return render(Material(results.cluster, results, previous, language))


def texts(element: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in element.xpath(path)]


def section(found: html.HtmlElement, key: str) -> html.HtmlElement:
    (one,) = found.xpath(f"//section[@id='{key}']")
    return one


def table(found: html.HtmlElement, key: str) -> list[list[str]]:
    """The cells of the table whose caption is c-<key>, its header first."""
    (one,) = found.xpath(f"//table[caption[@id='c-{key}']]")
    return [texts(row, "./th|./td") for row in one.xpath(".//tr")]


def sheet(found: html.HtmlElement, key: str) -> html.HtmlElement:
    (one,) = found.xpath(f"//details[@id='{key}']")
    return one


# What it says


def test_the_ranking_with_its_status() -> None:
    found = page(make_results())
    assert texts(found, "//h1") == ["Bảng xếp hạng Cụm thi đua số 2, 6 tháng đầu năm 2026"]
    assert texts(found, "//div[contains(@class, 'status')]") == ["Kết quả chính thức"]
    rows = table(found, "xep-hang")
    assert rows[0][:4] == ["Hạng", "Đơn vị", "Mục I (250)", "Mục II (250)"]
    assert rows[6] == [
        *("5", "Sở Sông hồ và Thoát nước", "221,75", "224,00", "226,25", "222,75"),
        *("0,00", "5,00", "889,75", "88,98", "Tốt"),
    ]
    assert len(rows) == 11
    assert "Đồng hạng 5: Ban Quản lý Bến bãi đường thủy; Sở Sông hồ và Thoát nước (tổng điểm 889,75)." in texts(
        section(found, "xep-hang"), ".//li"
    )


def test_a_provisional_result_says_why_before_anything_else() -> None:
    text = source(make_results(provisional=True)).decode()
    assert text.index("TẠM TÍNH") < text.index("<table")
    found = html.document_fromstring(text)
    assert len(texts(found, "//div[contains(@class, 'provisional')]//li")) == 3
    assert [row[8:10] for row in table(found, "xep-hang")[7:8]] == [["≥ 799,75", "≥ 79,98"]]
    assert table(found, "chua-ro")[1] == [
        *("Sở Nghề truyền thống", "I.1. Nội dung 1 của mục I", "62,00", "Điểm vượt điểm tối đa."),
    ]
    assert texts(section(found, "xep-hang"), ".//dd") == ["Chưa nhận được bảng chấm điểm."]
    assert "chưa xếp hạng: Chưa nhận được bảng chấm điểm." in texts(sheet(found, "u-d10"), "./summary")[0]


def test_a_sheet_shows_cell_reckoning_points_and_problems() -> None:
    found = page(make_results(provisional=True))
    rows = {row[0]: row for row in (texts(each, "./th|./td") for each in sheet(found, "u-d08").xpath(".//tbody/tr"))}
    assert rows["I.1"][1].startswith("Nội dung 1 của mục IG9: tự chấm 34,75 → ")
    assert rows["I.1"][2:] == ["62", "34,75"]
    assert rows["II.2"][3] == "chưa rõ"
    assert rows["II.2"][1].endswith("Lỗi: Chưa có điểm tự chấm.")
    assert rows["II"][2:] == ["250", "34,50"]
    assert rows["VI.2"][3] == "-5,00"
    blocks = texts(sheet(found, "u-d08"), "./h4")
    assert blocks == ["Tổng điểm", "Thứ hạng", "Xếp loại"]


def test_different_maxima_stand_beside_the_totals() -> None:
    results = make_results(3)
    first, *rest = results.standings
    other = replace(first, max=Decimal(700), total=Decimal("684.00"))
    rows = table(page(replace(results, standings=(other, *rest))), "xep-hang")
    assert rows[1][8] == "684,00/700,00"
    assert rows[2][8].endswith("/1.000,00")


def test_decisions_stand_with_before_and_after() -> None:
    results = make_results(3)
    line = Adjustment("D02", "1.1", None, Decimal(50), "Kết luận thanh tra", "Cụm trưởng", date(2026, 7, 1))
    changed = replace(
        results,
        decisions=Decisions(adjustments=(line,)),
        changes=(Change("D02", "1.1", Decimal("60.00"), Decimal("50.00"), "Kết luận thanh tra", "Cụm trưởng"),),
        effects=(Effect("D02", Decimal("957.50"), Decimal("947.50"), 1, 2, "Xuất sắc", "Tốt"),),
        appraisals=(_appraised("Nguyễn Thị Sen"), _appraised("Trần Văn Lúa"), _appraised("Nguyễn Thị Sen")),
    )
    found = texts(section(page(changed), "quyet-dinh"), ".//li")
    assert found[0].startswith(
        "Sở Quy hoạch và Cảnh quan, tiêu chí I.1: từ 60,00 điểm thành 50,00 điểm. Lý do: Kết luận thanh tra"
    )
    assert any("thứ hạng của Sở Quy hoạch và Cảnh quan từ 1 thành 2" in line for line in found)
    assert found[-2:] == ["Nguyễn Thị Sen", "Trần Văn Lúa"]


def _appraised(name: str) -> Appraisal:
    mark = AppraisalMark(name, Decimal(1), opinion="đúng")
    return Appraisal("D03", "1.2", Decimal(1), Decimal(1), Decimal(1), Decimal(1), None, None, (mark,))


def test_the_period_before_is_set_beside_this_one() -> None:
    now, before = make_results(3), make_results(2, period="Năm 2025")
    assert page(now).xpath("//section[@id='ky-truoc']") == []
    rows = table(page(now, previous=before), "ky-truoc")
    assert rows[1] == ["Sở Cây xanh và Chiếu sáng", "1", "1", "994,00/1.000", "994,00/1.000"]
    assert rows[3][1:4:2] == ["–", "–"]


def test_the_method_follows_the_rules_of_the_cluster() -> None:
    found = section(page(make_results(bonus_cap=Decimal(35))), "cach-tinh")
    assert any("đến 2 chữ số thập phân" in line for line in texts(found, ".//li"))
    assert any("(không quá 35 điểm)" in line for line in texts(found, ".//li"))
    rows = table(page(make_results()), "tieu-chi")
    assert rows[2] == ["I.1", "Nội dung 1 của mục I", "62", "Tự chấm từ 0 đến 62 điểm."]
    assert len(rows) == 1 + len(make_cluster().criteria)


def test_points_stand_side_by_side_while_that_can_be_read() -> None:
    rows = table(page(make_results(25)), "doi-chieu")
    assert len(rows[0]) == 26
    assert rows[0][1].startswith("1. ")
    assert rows[2][:3] == ["I.1 Nội dung 1 của mục I", "61,25", "58,00"]
    assert page(make_results(26)).xpath("//section[@id='doi-chieu']") == []


def test_problems_and_inputs_with_their_hashes() -> None:
    results = make_results(provisional=True)
    late = InputFile("b.xlsx", "f" * 64, None, False, "unit_unknown", datetime(2026, 7, 1, 8, 5, tzinfo=UTC))
    found = page(replace(results, inputs=(*results.inputs, late)))
    problems = table(found, "van-de")
    assert problems[0] == ["Mức độ", "Đơn vị", "Chỗ", "Tiêu chí", "Nội dung", "Cách xử lý"]
    assert [row[0] for row in problems[1:]] == ["Lỗi", "Lỗi", "Lỗi", "Cảnh báo"]
    assert problems[1][2:4] == ["Sở Ẩm thực và Lễ hội.xlsx ▸ Bảng chấm điểm ▸ G14", "II.2"]
    inputs = table(found, "dau-vao")
    assert inputs[1][4] == f"{0:064x}"
    assert inputs[-1] == ["b.xlsx", "–", "Không dùng: chưa rõ là phiếu của đơn vị nào.", "08:05 01/7/2026", "f" * 64]


def test_english() -> None:
    text = source(make_results(provisional=True, name="Cluster 2", period="H1 2026"), "en").decode()
    found = html.document_fromstring(text)
    assert found.get("lang") == "en"
    assert texts(found, "//h2")[0] == "Ranking"
    assert table(found, "xep-hang")[1][8] == "994.00"
    assert "PROVISIONAL" in text
    assert "TẠM TÍNH" not in text
    words = " ".join(texts(found, "//caption|//th[@scope='col'][not(span)]|//h2|//h4|//nav//a|//button|//label"))
    assert not re.search("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", words)


@pytest.mark.parametrize("units", [1, 2, 60])
def test_every_unit_has_its_row_and_its_sheet(units: int) -> None:
    found = page(make_results(units))
    assert len(table(found, "xep-hang")) == units + 1
    assert len(found.xpath("//details[@class='u']")) == units


def test_nobody_ranked() -> None:
    found = page(replace(make_results(2, provisional=True), standings=(), scores=()))
    assert "Chưa có đơn vị nào được xếp hạng." in texts(section(found, "xep-hang"), ".//p")
    assert found.xpath("//table[caption[@id='c-xep-hang']]") == []
    assert len(found.xpath("//details[@class='u']")) == 1


def test_without_results_there_is_no_page() -> None:
    with pytest.raises(EmulError) as raised:
        render(Material(make_cluster()))
    assert raised.value.problem.code == "no-results"


# What it is made of


def test_tables_say_what_their_heads_are_for() -> None:
    found = page(make_results(provisional=True), previous=make_results())
    tables = found.xpath("//table")
    assert len(tables) == 6 + 10
    for one in tables:
        assert len(one.xpath("./caption")) == 1
        assert {head.get("scope") for head in one.xpath(".//thead//th")} == {"col"}
        assert {head.get("scope") for head in one.xpath(".//tbody//th")} == {"row"}
        assert len({len(row.xpath("./th|./td")) for row in one.xpath(".//tr")}) == 1
    known = [each.get("id") for each in found.xpath("//*[@id]")]
    assert len(known) == len(set(known))
    assert {link.get("href")[1:] for link in found.xpath("//a")} <= set(known)


class Strict(HTMLParser):
    """Counts what could reach out or run: every address, every attribute that is a script or a style."""

    def __init__(self) -> None:
        super().__init__()
        self.reaching: list[tuple[str, str | None]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            local = name == "href" and value is not None and (value.startswith("#") or value == "data:,")
            if (name in ("href", "src", "action", "srcset", "style") or name.startswith("on")) and not local:
                self.reaching.append((name, value))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hostile_texts_stay_texts_and_nothing_reaches_out(language: str) -> None:
    results = make_results(6, provisional=True, names=HOSTILE, name=HOSTILE[0], superior=HOSTILE[2])
    results = replace(
        results,
        scores=[replace(one, evidence=HOSTILE[0], explanation="javascript:alert(1)") for one in results.scores],
        problems=tuple(replace(one, message=HOSTILE[2], fix=HOSTILE[0]) for one in results.problems),
        inputs=tuple(replace(one, file=HOSTILE[1]) for one in results.inputs),
    )
    text = source(results, language).decode()
    strict = Strict()
    strict.feed(text)
    assert strict.reaching == []
    assert (strict.tags.count("script"), strict.tags.count("style")) == (1, 1)
    assert "http:" not in text
    assert "https:" not in text
    found = html.document_fromstring(text)
    named = {row[1] for row in table(found, "xep-hang")[1:]}
    assert named <= {" ".join(name.split()) for name in HOSTILE}
    assert len(named) == 5


def test_the_policy_lets_in_this_style_and_this_script_alone() -> None:
    text = source(make_results()).decode()
    policy = html.document_fromstring(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search("<style>(.*)</style>", text, re.DOTALL)
    script = re.search("<script>(.*)</script>", text, re.DOTALL)
    assert style is not None
    assert script is not None
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src '{policy_hash(style[1])}'",
        f"script-src '{policy_hash(script[1])}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_anchors_stay_apart_and_plain() -> None:
    cluster = make_cluster(5)
    codes = ("SVH", "svh", "Đ 1/2", "<b>", "Đ 1-2")
    units = tuple(replace(unit, code=code) for unit, code in zip(cluster.units, codes, strict=True))
    found = keys(Cluster("", "", units, ()))
    assert list(found.values()) == ["u-svh", "u-svh-2", "u-d-1-2", "u-b", "u-d-1-2-5"]


def test_same_results_same_bytes() -> None:
    assert source(make_results(provisional=True)) == source(make_results(provisional=True))


def filled_in(units: int) -> Results:
    """The cluster of the benchmarks, 75 criteria of every kind, each unit's result and score in every one."""
    random, cluster = Random(7), make_large_cluster(units)
    first = make_results(1)
    standing = first.standings[0]
    scores = [_any_score(random, unit.code, leaf) for unit in cluster.units for leaf in cluster.tree.leaves]
    standings = tuple(
        Standing(unit.code, unit.name, rank, standing.total, standing.max, standing.percent, standing.base,
                 standing.bonus, standing.deduction, "Tốt", {one.path: standing.base for one in cluster.tree.sections},
                 "self")
        for rank, unit in enumerate(cluster.units, 1)
    )  # fmt: skip
    inputs = tuple(InputFile(f"{unit.name}.xlsx", "0" * 64, unit.code, True, "used", None) for unit in cluster.units)
    return replace(
        first, cluster=cluster, standings=standings, scores=scores, inputs=inputs, problems=(), highlights=()
    )


def _any_score(random: Random, unit: str, leaf: object) -> Score:
    maximum = getattr(leaf, "maximum", None) or Decimal(0)
    points = (maximum * random.randint(0, 4) / 4).quantize(Decimal("0.01"))
    path, place = getattr(leaf, "path", ""), f"{unit}.xlsx ▸ Bảng chấm điểm ▸ G{random.randint(8, 110)}"
    actual, target = Decimal(random.randint(1, 400)) / 2, Decimal(200)
    evidence = f"Báo cáo số {random.randint(100, 999)}/BC-{unit}" if random.random() < 0.25 else ""
    return Score(unit, path, "number", target, actual, points, None, points, points, maximum, evidence, "", place)


@pytest.mark.parametrize(("units", "most"), [(12, 400_000), (200, 4_000_000)])
def test_it_opens_from_a_stick(units: int, most: int) -> None:
    results = filled_in(units)
    data = source(results)
    assert len(data) < most
    rows = html.document_fromstring(data.decode()).xpath("//table[@class='sheet']/tbody/tr")
    assert len(rows) == units * len(results.cluster.criteria)


def test_a_page_of_very_many_units_cuts_only_what_stands_elsewhere() -> None:
    large = page(filled_in(60))
    small = page(filled_in(2))
    shown = [texts(found, "(//table[@class='sheet'])[1]/tbody/tr[3]/td")[0] for found in (small, large)]
    full = table(large, "tieu-chi")[3][1]
    assert shown[0].startswith(full)
    assert shown[1].startswith(f"{full[: SHORT - 1]}…")
    assert texts(large, "//section[@id='phieu']/p") != texts(small, "//section[@id='phieu']/p")


# Templates of the office


def test_an_office_may_bring_its_own_style(tmp_path: Path) -> None:
    (tmp_path / "xep-hang.css").write_text("body { color: red }\r\n", encoding="utf-8", newline="")
    results = make_results(1)
    text = render(Material(results.cluster, results), tmp_path).decode()
    assert "<style>body { color: red }</style>" in text
    assert policy_hash("body { color: red }") in text


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("xep-hang.html.j2", "{{ nothing }}"),
        ("xep-hang.html.j2", "{{ title.__class__.__mro__ }}"),
        ("xep-hang.html.j2", "{{ 'x' * 10 ** 9 }}"),
        ("xep-hang.html.j2", "{% if %}"),
        ("xep-hang.html.j2", "{% include '../secret.txt' %}"),
        ("xep-hang.css", "</style><script>alert(1)</script>"),
        ("xep-hang.js", "<!-- <script>"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / file).write_text(content, encoding="utf-8")
    results = make_results(1)
    with pytest.raises(EmulError) as raised:
        render(Material(results.cluster, results), folder)
    assert raised.value.problem.code == "template-broken"
    assert dict(raised.value.problem.params)["path"] == str(folder / file)


# The command


def emul(*words: object) -> Result:
    return CliRunner().invoke(build(), ["report", *map(str, words)])


def test_the_command_makes_the_page_of_a_workspace(tmp_path: Path) -> None:
    done = emul("html", EXAMPLE, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    assert [file.name for file in tmp_path.iterdir()] == ["xep-hang.html"]
    first = (tmp_path / "xep-hang.html").read_bytes()
    assert emul("html", "-C", EXAMPLE, "--out", tmp_path).exit_code == 0
    assert (tmp_path / "xep-hang.html").read_bytes() == first
    rows = table(html.document_fromstring(first.decode()), "xep-hang")
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5", "6", "6", "8", "9", "10"]


@pytest.mark.parametrize(
    "words",
    [
        ("html", EXAMPLE, "-C", EXAMPLE),
        (EXAMPLE, EXAMPLE),
        ("html", EXAMPLE, "--only", "bao-cao"),
        ("html", EXAMPLE, "--pdf"),
        ("csv", EXAMPLE, "--charts"),
    ],
    ids=["path twice", "two paths", "--only", "--pdf", "--charts"],
)
def test_wrong_usage(words: tuple[object, ...], tmp_path: Path) -> None:
    assert emul(*words, "--out", tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_be_called_html(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "results.json").write_text("{}", encoding="utf-8")
    done = emul("./html")
    assert isinstance(done.exception, EmulError)
    assert done.exception.problem.code == "results-unreadable"
    done = emul("html")
    assert isinstance(done.exception, EmulError)
    assert done.exception.problem.code == "cluster-file-missing"
