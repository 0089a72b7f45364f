"""The page in Chromium: sorts, filters, keyboard, narrow screens, paper, no script, and axe-core's rules.

Skipped where there is no Chromium or no playwright (`pip install '.[browser]'` brings the latter and axe-core; no
browser is downloaded). With EMUL_BROWSER=1, as in .ci/run, a missing one fails instead.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from factories import make_results

from emulation_cli.reports.documents.material import Material
from emulation_cli.reports.page.render import render
from emulation_cli.results import Results

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CALM = "<script>window.ran = 1</script>"
DESKTOP, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
Opened = Callable[..., Any]


def lacking(what: str) -> None:
    if os.environ.get("EMUL_BROWSER"):
        pytest.fail(f"EMUL_BROWSER is set, and there is no {what}")
    pytest.skip(f"no {what}: the page is not tried in a browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright (pip install '.[browser]')")
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        lacking("Chromium on the PATH")
    with sync_playwright() as playwright:
        # Chromium's own sandbox needs rights that root in a container lacks; the page is ours and the network is off.
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def opened(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Opens results as a page from a file, offline; whatever it says on the console, or asks for, fails at the end."""
    folder, said, contexts = tmp_path_factory.mktemp("USB của cụm"), [], []

    def open_(results: Results, language: str = "vi", **settings: Any) -> Any:
        file = folder / f"{len(contexts)} xep-hang.html"
        file.write_bytes(render(Material(results.cluster, results, language=language)))
        context = browser.new_context(offline=True, **{"viewport": DESKTOP, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(("file:", "data:", "about:")) or said.append(asked.url))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture(scope="module")
def provisional(opened: Opened) -> Any:
    return opened(make_results(provisional=True))


@pytest.fixture
def page(provisional: Any) -> Any:
    """The provisional page of ten units, as it is when it has just been opened."""
    address = provisional.url.partition("#")[0]
    provisional.goto("about:blank")
    provisional.goto(address)
    return provisional


def column(page: Any, number: int) -> list[str]:
    rows = page.locator("table.ranking tbody tr:visible")
    return [" ".join(text.split()) for text in rows.locator(f":nth-child({number})").all_inner_texts()]


def head(page: Any, name: str) -> Any:
    return page.locator("table.ranking thead").get_by_role("button", name=name)


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def open_sheets(page: Any) -> list[str]:
    return [each.get_attribute("id") for each in page.locator("details.u[open]:visible").all()]


def sought(page: Any, wanted: str) -> None:
    page.get_by_role("searchbox").fill(wanted)
    page.wait_for_timeout(250)


# Sorting


def test_a_column_sorts_both_ways_by_number(page: Any) -> None:
    head(page, "Tổng điểm").click()
    assert column(page, 9)[:2] == ["≥ 608,25", "753,50"]
    assert page.locator("table.ranking [aria-sort=ascending]").count() == 1
    head(page, "Tổng điểm").click()
    assert column(page, 9)[0] == "994,00"
    assert page.locator("table.ranking [aria-sort=descending]").count() == 1


def test_numbers_above_a_thousand_and_classes_sort_by_worth(opened: Opened) -> None:
    results = make_results(4)
    totals = [Decimal(text) for text in ("1000.10", "1000.09", "999.99", "20.50")]
    classes = ["Tốt", "Xuất sắc", None, "Khá"]
    standings = tuple(
        replace(each, total=total, class_=name)
        for each, total, name in zip(results.standings, totals, classes, strict=True)
    )
    page = opened(replace(results, standings=standings))
    head(page, "Tổng điểm").click()
    assert column(page, 9) == ["20,50", "999,99", "1.000,09", "1.000,10"]
    head(page, "Xếp loại").click()
    assert column(page, 11) == ["Xuất sắc", "Tốt", "Khá", "–"]


def test_names_sort_as_vietnamese_does(page: Any) -> None:
    head(page, "Đơn vị").click()
    names = column(page, 2)
    assert names[:2] == ["Ban Quản lý Bến bãi đường thủy", "Ban Quản lý Công viên và Vườn ươm"]
    assert names.index("Sở Ẩm thực và Lễ hội") < names.index("Sở Cây xanh và Chiếu sáng")


def test_english_numbers_sort_too(opened: Opened) -> None:
    page = opened(make_results(), "en")
    head(page, "Total").click()
    assert column(page, 9)[0] == "753.50"


# Filtering


def test_a_name_without_its_marks_filters_units(page: Any) -> None:
    sought(page, "so am thuc")
    assert column(page, 2) == ["Sở Ẩm thực và Lễ hội"]
    assert page.locator("details.u:visible").count() == 1
    assert page.get_by_role("status").inner_text() == "Thấy 1 đơn vị, 0 dòng tiêu chí."
    sought(page, "")
    assert len(column(page, 2)) == 9
    assert page.get_by_role("status").inner_text() == ""


def test_a_criterion_is_shown_across_all_units(page: Any) -> None:
    sought(page, "noi dung 2 cua muc iii")
    assert len(open_sheets(page)) == 9
    rows = page.locator("details.u[open] .sheet tbody tr:visible")
    assert rows.count() == 9
    assert len(column(page, 2)) == 9
    sought(page, "")
    assert open_sheets(page) == []


def test_nothing_found_is_said(page: Any) -> None:
    sought(page, "qwxyz")
    assert page.get_by_role("status").inner_text() == "Không thấy đơn vị hay tiêu chí nào."
    assert page.locator("details.u:visible").count() == 0


# Links and keyboard


def test_a_link_opens_the_sheet_that_it_names(page: Any) -> None:
    page.get_by_role("link", name="Sở Sông hồ và Thoát nước").click()
    assert open_sheets(page) == ["u-d05"]
    assert page.url.endswith("#u-d05")
    page.reload()
    assert open_sheets(page) == ["u-d05"]


def test_all_sheets_open_and_close(page: Any) -> None:
    page.get_by_role("button", name="Mở tất cả phiếu").click()
    assert len(open_sheets(page)) == 10
    page.get_by_role("button", name="Đóng tất cả phiếu").click()
    assert open_sheets(page) == []


def test_the_keyboard_reaches_everything(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#xep-hang")
    head(page, "Hạng").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert column(page, 1)[0] == "9"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.locator("#u-d01 > summary").focus()
    page.keyboard.press("Enter")
    assert open_sheets(page) == ["u-d01"]


# Screens and paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROW], ids=["desktop", "narrow"])
def test_axe_finds_nothing(opened: Opened, scheme: str, viewport: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe comes with '.[browser]'")
    page = opened(make_results(provisional=True), color_scheme=scheme, viewport=viewport)
    page.get_by_role("button", name="Mở tất cả phiếu").click()
    page.locator("#tieu-chi > summary").click()
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_a_narrow_screen_scrolls_tables_never_the_page(opened: Opened) -> None:
    names = ("Sở " + "dài " * 60, "x" * 250)
    page = opened(make_results(8, names=names, provisional=True), viewport=NARROW)
    page.get_by_role("button", name="Mở tất cả phiếu").click()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    page.locator(".r").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.locator(".r").first.evaluate("each => each.scrollLeft") > 0


def test_paper_has_every_sheet_with_and_without_script(opened: Opened) -> None:
    results = make_results(provisional=True)
    pages = [opened(results, java_script_enabled=enabled) for enabled in (True, False)]
    sizes = [page_count(page.pdf(prefer_css_page_size=True)) for page in pages]
    assert sizes[0] == sizes[1]
    assert sizes[0] > 10  # each of ten sheets fills more than a page
    assert open_sheets(pages[0]) == []  # closed again afterwards


def test_without_script_everything_is_there(opened: Opened) -> None:
    page = opened(make_results(), java_script_enabled=False)
    assert not page.locator("#tools").is_visible()
    assert page.locator("table.ranking tbody tr:visible").count() == 10
    page.locator("#u-d01 > summary").click()
    assert page.locator("#u-d01 .sheet").is_visible()


# Names that would run


def test_a_unit_named_script_is_harmless(opened: Opened) -> None:
    page = opened(make_results(3, names=(CALM, '"><img src=x onerror="window.ran=1">', "</script>" + CALM)))
    sought(page, "script")
    head(page, "Đơn vị").click()
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    assert CALM in column(page, 2)


def test_the_policy_stops_what_should_get_in_all_the_same(browser: Any, tmp_path: Path) -> None:
    results = make_results(1)
    text = render(Material(results.cluster, results)).decode()
    (tmp_path / "page.html").write_text(text.replace("<main>", f"<main>{CALM}<b onclick='window.ran=1'>x</b>"), "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.locator("main > b").click()
    assert page.evaluate("window.ran") is None
    assert page.locator("#tools").is_visible()  # our own script ran
    page.close()
