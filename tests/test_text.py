"""Vietnamese text: what is the same name, what is only near, what a file may be called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_cli.text import bare, clean, file_name, fold, nearest, words

VIETNAMESE = st.text("aăâeêioôơuưyđbcnhtAĂÂĐƠƯYáàảãạấầẩẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ ", max_size=30)


def test_clean_joins_white_space_and_keeps_case_and_marks() -> None:
    assert clean("  Sở\u00a0 Nội\n vụ\t") == "Sở Nội vụ"
    assert clean(unicodedata.normalize("NFD", "Đồng Hới")) == "Đồng Hới"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lệ Thuỷ", "Lệ Thủy"),
        ("hoà bình", "Hòa Bình"),
        ("SỞ NỘI VỤ", "sở nội vụ"),
        ("Sở  Nội\u00a0vụ ", "Sở Nội vụ"),
        (unicodedata.normalize("NFD", "Đường"), unicodedata.normalize("NFC", "Đường")),
        ("Khoẻ", "Khỏe"),
        ("quý", "QUÝ"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sen Ngữ", "Sen Ngư"), ("Đồng", "Dồng"), ("Hoa", "Hòa"), ("Tân", "Tần"), ("Sơn", "Son"), ("a b", "ab")],
)
def test_two_places_never_fold_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2. b)", "2 b"),
        ("Sở_Y-tế", "sở y tế"),
        ("UBND Lệ Thuỷ:", "ubnd lệ thủy"),
        ("Sở Nội vụ_lần 2", "sở nội vụ lần 2"),
    ],
)
def test_punctuation_only_parts_words(one: str, other: str) -> None:
    for form in ("NFC", "NFD"):
        assert words(unicodedata.normalize(form, one)) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("e)", "ê)"), ("Sen Ngữ", "Sen Ngư"), ("Sở Y tế", "Sở Y tếp"), ("a", "á")])
def test_a_mark_is_not_punctuation(one: str, other: str) -> None:
    for form in ("NFC", "NFD"):
        assert words(unicodedata.normalize(form, one)) != words(unicodedata.normalize(form, other))


def test_bare_is_without_any_mark() -> None:
    assert bare(" Đồng  HỚI ") == "dong hoi"
    assert bare("Sen Ngữ") == bare("sen ngư") == "sen ngu"


@given(VIETNAMESE)
def test_folding_does_not_depend_on_composition_case_or_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert folded == fold(text.upper()) == fold(f" {text}\n")


@given(st.text(max_size=40))
def test_any_text_folds(text: str) -> None:
    assert fold(clean(text)) == fold(text)
    assert bare(text) == bare(clean(text))


def test_the_nearest_name_is_suggested_and_a_far_one_is_not() -> None:
    known = ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]
    assert nearest("So Noi vu", known) == "Sở Nội vụ"
    assert nearest("sở tai chinhs", known) == "Sở Tài chính"
    assert nearest("Ban Quản lý dự án", ["Sở Y tế"]) is None
    assert nearest("gì đó", []) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở A/B: 1", "Sở A-B 1"),
        ("Sở A\\B", "Sở A-B"),
        ('a<b>c|d?e*f"g', "abcdefg"),
        ("CON", "CON_"),
        ("nul.xlsx", "nul_.xlsx"),
        ("Com1", "Com1_"),
        (".con", "_con"),
        ("COM10", "COM10"),
        ("  ", "_"),
        ("", "_"),
        ("...", "_"),
        ("tên. ", "tên"),
        ("a\nb\tc", "a b c"),
    ],
)
def test_a_file_name_is_good_on_every_system(text: str, name: str) -> None:
    assert file_name(text) == name


@given(st.text(max_size=300))
def test_a_file_name_names_one_file(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name) <= 81
    assert name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t')
    assert name == name.strip(" .")
    assert name.split(".")[0].rstrip().casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
