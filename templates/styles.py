"""Styles, numbering and settings of the templates: the elements of Nghị định 30/2020/NĐ-CP, Annex I."""

from __future__ import annotations

from docx.oxml.ns import nsdecls

from emulation_cli.reports.grids import MATRIX_STYLE, TABLE_STYLE

FONT = "Times New Roman"
MM = 1440 / 25.4  # Word counts in twips
FIRST_LINE = 720  # 1.27 cm


def paragraph(align: str = "left", after: int = 0, before: int = 0, first: int = 0, left: int = 0, **more: str) -> str:
    """Paragraph properties in the order of the schema; spaces in points, indents in twips."""
    keep = "<w:keepNext/>" if more.get("keep") else ""
    indent = f'<w:ind w:left="{left}" w:right="{more.get("right", 0)}" w:firstLine="{first}"/>'
    spacing = f'<w:spacing w:before="{before * 20}" w:after="{after * 20}" {more.get("line", "")}/>'
    return (
        f"{keep}{more.get('number', '')}{more.get('border', '')}{more.get('tabs', '')}{spacing}{indent}"
        f'<w:jc w:val="{align}"/>{more.get("outline", "")}'
    )


def run(size: float, bold: bool = False, italic: bool = False, caps: bool = False, color: str = "") -> str:
    """Run properties; size in points."""
    marks = ("<w:b/><w:bCs/>" if bold else "<w:b w:val='0'/><w:bCs w:val='0'/>") + ("<w:i/><w:iCs/>" if italic else "")
    colored = f'<w:color w:val="{color}"/>' if color else ""
    height = f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    return f"{marks}{'<w:caps/>' if caps else ''}{colored}{height}"


def numbered(level: int) -> str:
    """A heading that counts itself: I, II…; 1, 2…"""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def border(*sides: str) -> str:
    """Rules on these sides of a paragraph."""
    lines = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="2" w:color="000000"/>' for side in sides)
    return f"<w:pBdr>{lines}</w:pBdr>"


BOX, EXACT = border("top", "left", "bottom", "right"), 'w:line="40" w:lineRule="exact"'
DOTTED = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{round(165 * MM)}"/></w:tabs>'  # a line to write on
OUTLINE = '<w:outlineLvl w:val="{}"/>'
# (id, name, paragraph, run); everything is based on Normal. The names are the elements of Nghị định 30.
STYLES = (
    ("BodyText", "Body Text", paragraph("both", 6, first=FIRST_LINE, tabs=DOTTED), run(14)),
    ("Heading1", "heading 1", paragraph("left", 6, 6, FIRST_LINE, keep="1", number=numbered(0),
                                        outline=OUTLINE.format(0)), run(14, bold=True, caps=True)),
    ("Heading2", "heading 2", paragraph("left", 6, first=FIRST_LINE, keep="1", number=numbered(1),
                                        outline=OUTLINE.format(1)), run(14, bold=True)),
    ("Heading3", "heading 3", paragraph("left", 6, first=FIRST_LINE, keep="1", outline=OUTLINE.format(2)),
     run(14, bold=True, italic=True)),
    ("Title", "Title", paragraph("center", before=18, keep="1"), run(14, bold=True, caps=True)),
    ("Subtitle", "Subtitle", paragraph("center", keep="1"), run(14, bold=True)),
    ("NhanXet", "Nhận xét", paragraph("center", before=3), run(13, italic=True)),
    ("Chuong", "Chương", paragraph("center", before=12, keep="1", outline=OUTLINE.format(0)), run(14, bold=True)),
    ("ChuongTen", "Chương - tên", paragraph("center", 6, keep="1"), run(14, bold=True, caps=True)),
    ("Dieu", "Điều", paragraph("left", 6, first=FIRST_LINE, keep="1", outline=OUTLINE.format(1)), run(14, bold=True)),
    ("PhuLuc", "Phụ lục", paragraph("center", keep="1", outline=OUTLINE.format(0)), run(14, bold=True)),
    ("Caption", "caption", paragraph("center", 3, 6, keep="1"), run(13, bold=True)),
    ("Header", "header", paragraph("center"), run(13)),
    ("TamTinh", "Tạm tính", paragraph("center", border=BOX, left=80, right="80"), run(16, bold=True)),
    ("TamTinhLyDo", "Tạm tính - lý do", paragraph("both", border=BOX, left=80, right="80"), run(13)),
    ("QuocHieu", "Quốc hiệu", paragraph("center"), run(13, bold=True, caps=True)),
    ("TieuNgu", "Tiêu ngữ", paragraph("center"), run(14, bold=True)),
    ("CoQuanChuQuan", "Cơ quan chủ quản", paragraph("center"), run(13, caps=True)),
    ("CoQuanBanHanh", "Cơ quan ban hành", paragraph("center"), run(13, bold=True, caps=True)),
    ("DuongKe", "Đường kẻ", paragraph("center", border=border("top"), line=EXACT, before=3), run(1)),
    ("SoKyHieu", "Số ký hiệu", paragraph("center", before=6), run(13)),
    ("DiaDanh", "Địa danh, ngày tháng", paragraph("center", before=6), run(14, italic=True)),
    ("KinhGui", "Kính gửi", paragraph("left", 6, left=round(25 * MM)), run(14)),
    ("CanCu", "Căn cứ", paragraph("both", 6, first=FIRST_LINE), run(14, italic=True)),
    ("Hinh", "Hình", paragraph("center", 6), run(10.5)),
    ("BangTieuDe", "Bảng - tiêu đề", paragraph("center"), run(10.5, bold=True)),
    ("BangChu", "Bảng - chữ", paragraph("left"), run(10.5)),
    ("BangChuDam", "Bảng - chữ đậm", paragraph("left"), run(10.5, bold=True)),
    ("BangSo", "Bảng - số", paragraph("center"), run(10.5)),
    ("MaTranTieuDe", "Ma trận - tiêu đề", paragraph("center"), run(9, bold=True)),
    ("MaTranChu", "Ma trận - chữ", paragraph("left"), run(9)),
    ("MaTranChuDam", "Ma trận - chữ đậm", paragraph("left"), run(9, bold=True)),
    ("MaTranSo", "Ma trận - số", paragraph("center"), run(9)),
    ("BangDonVi", "Bảng - đơn vị tính", paragraph("right", 3, keep="1"), run(12, italic=True)),
    ("BangGhiChu", "Bảng - ghi chú", paragraph("both", 3, 3), run(12, italic=True)),
    ("NoiNhan", "Nơi nhận", paragraph(), run(12, bold=True, italic=True)),
    ("NoiNhanDong", "Nơi nhận - dòng", paragraph(), run(11)),
    ("ChucVuKy", "Chức vụ người ký", paragraph("center"), run(14, bold=True, caps=True)),
    ("HoTenKy", "Họ tên người ký", paragraph("center", before=80), run(14, bold=True)),
    ("LenhMau", "Lệnh của mẫu", paragraph(), run(9, color="7F7F7F")),
)  # fmt: skip


def styles_xml(language: str) -> str:
    """The whole styles part: Times New Roman in every slot, nothing that the template does not use."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    tongue = f'<w:lang w:val="{"vi-VN" if language == "vi" else "en-US"}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made = "".join(_style(*style) for style in STYLES)
    sides = {"top": 20, "left": 45, "bottom": 20, "right": 45}
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return f"""<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/><w:szCs w:val="28"/>{tongue}</w:rPr></w:rPrDefault>
<w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="Bảng điểm"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>
<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="{MATRIX_STYLE}"><w:name w:val="Ma trận điểm"/>
<w:basedOn w:val="{TABLE_STYLE}"/></w:style>
{made}</w:styles>"""


def _style(key: str, name: str, ppr: str, rpr: str) -> str:
    own = "" if name.isascii() else 'w:customStyle="1"'
    following = '<w:next w:val="BodyText"/>' if key.startswith("Heading") else ""
    return (
        f'<w:style w:type="paragraph" {own} w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{following}<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def numbering_xml() -> str:
    """Headings that count themselves, so that a section left out leaves no gap."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="%{level + 1}."/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{FIRST_LINE}"/></w:pPr></w:lvl>'
        for level, kind in enumerate(("upperRoman", "decimal"))
    )
    return (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings_xml(language: str) -> str:
    """Word's current mode, whole zoom."""
    modes = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
    }
    uri = "http://schemas.microsoft.com/office/word"
    listed = "".join(f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{on}"/>' for name, on in modes.items())
    marks = (",", ";") if language == "vi" else (".", ",")
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{FIRST_LINE}"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{listed}</w:compat>'
        f'<w:decimalSymbol w:val="{marks[0]}"/><w:listSeparator w:val="{marks[1]}"/></w:settings>'
    )
