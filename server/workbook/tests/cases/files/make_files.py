"""Makes the files of this folder that are not reported ones: the same boards in
other formats. Needs openpyxl and xlwt; run it in this folder."""

import io
import zipfile

import openpyxl
import xlwt

BASE = openpyxl.load_workbook("10c-hidden-words.xlsx").worksheets[0]
ROWS = [list(row) for row in BASE.iter_rows(values_only=True)]
COVERED = openpyxl.load_workbook("11d-xlsx-covered-other.xlsx").worksheets[0]
ITEMS = [list(row) for row in COVERED.iter_rows(values_only=True)]
MERGES = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in COVERED.merged_cells.ranges]
PLAIN = [row[:23] for row in ROWS]


def escaped(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


# .xls


def xls(name, rows, change=lambda book, sheet: None, merges=()):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("公示表", cell_overwrite_ok=True)
    for top, left, bottom, right in merges:
        sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, value)
    change(book, sheet)
    book.save(name)


def secret_xls(book, sheet):
    secret = book.add_sheet("底稿")
    secret.write(0, 0, "低保户名单")
    secret.visibility = 2


def flat_xls(book, sheet):
    sheet.row(5).height = 0
    sheet.row(5).height_mismatch = 1
    sheet.col(23).width = 0


def never_xls(book, sheet):
    for r in range(2, 12):
        sheet.write(r, 18, xlwt.Formula(f"I{r + 1}+J{r + 1}"))


xls("hidden-sheet.xls", PLAIN, secret_xls)
xls("flat.xls", ROWS, flat_xls)
xls("never-computed.xls", PLAIN, never_xls)
# What the merges cover, as the .xlsx has it.
COVERED_CELLS = {(4, 8): 99999, (5, 8): "另付现金"}
covered = [list(row) for row in ITEMS]
for (r, c), value in COVERED_CELLS.items():
    covered[r - 1][c - 1] = value


def covered_xls(book, sheet):
    for (r, c), value in COVERED_CELLS.items():
        sheet.write(r - 1, c - 1, value)


xls("11e-covered.xls", ITEMS, covered_xls, MERGES)

# .xlsx


def xlsx(name, rows, change=lambda book, sheet: None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示表"
    for row in rows:
        sheet.append(row)
    change(book, sheet)
    book.save(name)


def secret_xlsx(book, sheet):
    secret = book.create_sheet("底稿")
    secret["A1"] = "低保户名单"
    secret.sheet_state = "veryHidden"


def flat_xlsx(book, sheet):
    sheet.row_dimensions[6].height = 77
    sheet.column_dimensions["X"].width = 77


def flattened(name):
    """What openpyxl does not write: lengths of nothing."""
    with zipfile.ZipFile(name) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            for length in (b"ht", b"width"):
                content = content.replace(length + b'="77"', length + b'="0"')
            archive.writestr(part, content)


def never_xlsx(book, sheet):
    for r in range(3, 13):
        sheet[f"S{r}"] = f"=I{r}+J{r}"


def comment_xlsx(book, sheet):
    from openpyxl.comments import Comment

    sheet["D3"].comment = Comment("身份证 11010519491231002X", "经办")


xlsx("hidden-sheet.xlsx", PLAIN, secret_xlsx)
xlsx("flat.xlsx", ROWS, flat_xlsx)
flattened("flat.xlsx")
xlsx("never-computed.xlsx", PLAIN, never_xlsx)
xlsx("comment.xlsx", PLAIN, comment_xlsx)

# .ods

OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def ods_cell(value, how="", inside="", kind="table-cell"):
    if value is None:
        return f"<table:{kind}{how}>{inside}</table:{kind}>"
    if isinstance(value, (int, float)):
        how += f' office:value-type="float" office:value="{value}"'
    else:
        how += ' office:value-type="string"'
    text = f"<text:p>{escaped(value)}</text:p>"
    return f"<table:{kind}{how}>{inside}{text}</table:{kind}>"


def ods_row(row, how="", special=None):
    special = special or {}
    cells = "".join(special.get(c) or ods_cell(value) for c, value in enumerate(row))
    return f"<table:table-row{how}>{cells}</table:table-row>"


def ods(name, rows, styles="", after=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {OFFICE} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="公示表">{rows}</table:table>{after}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def columns(last):
    return f'<table:table-column table:number-columns-repeated="23"/><table:table-column{last}/>'


def hidden_ods(name, row, column, styles="", wrap=("", "")):
    rows = [
        wrap[0] + ods_row(cells, row) + wrap[1] if r == 5 else ods_row(cells)
        for r, cells in enumerate(ROWS)
    ]
    ods(name, columns(column) + "".join(rows), styles)


COLLAPSED = ' table:visibility="collapse"'
hidden_ods("10d-hidden-words.ods", COLLAPSED, COLLAPSED)
hidden_ods("filtered.ods", ' table:visibility="filter"', COLLAPSED)
hidden_ods(
    "folded.ods", "", COLLAPSED, wrap=('<table:table-row-group table:display="false">', "</table:table-row-group>")
)
hidden_ods(
    "flat.ods",
    ' table:style-name="ro0"',
    ' table:style-name="co0"',
    '<style:style style:name="ro0" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>'
    '<style:style style:name="co0" style:family="table-column"><style:table-column-properties style:column-width="0.000in"/></style:style>',
)
ods(
    "hidden-sheet.ods",
    "".join(map(ods_row, PLAIN)),
    '<style:style style:name="ta0" style:family="table"><style:table-properties table:display="false"/></style:style>',
    '<table:table table:name="底稿" table:style-name="ta0">' + ods_row(["低保户名单"]) + "</table:table>",
)
NOTE = "<office:annotation><text:p>身份证 11010519491231002X</text:p></office:annotation>"
ods(
    "comment.ods",
    "".join(ods_row(row, special={3: ods_cell(row[3], inside=NOTE)} if r == 2 else {}) for r, row in enumerate(PLAIN)),
)


def never(r, row):
    if r < 2:
        return ods_row(row)
    formula = f' table:formula="of:=[.I{r + 1}]+[.J{r + 1}]" office:value-type="float"'
    return ods_row(row, special={18: f"<table:table-cell{formula}/>"})


ods("never-computed.ods", "".join(never(r, row) for r, row in enumerate(PLAIN)))
ods(
    "errors.ods",
    "".join(ods_row(row, special={18: ods_cell("#REF!")} if r == 4 else {}) for r, row in enumerate(PLAIN)),
)


def covered_row(r, row):
    special = {}
    for top, left, bottom, right in MERGES:
        if r == top:
            how = f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="1"'
            special[left - 1] = ods_cell(row[left - 1], how)
        elif top < r <= bottom:
            special[left - 1] = ods_cell(COVERED_CELLS.get((r, left)), kind="covered-table-cell")
    return ods_row(row, special=special)


ods("11f-covered.ods", "".join(covered_row(r + 1, row) for r, row in enumerate(ITEMS)))

# The XML tables of Excel 2003, and what is named like them.


def xml_cell(c, value, how=""):
    if value is None:
        return ""
    kind = "Number" if isinstance(value, (int, float)) else "String"
    return f'<Cell ss:Index="{c + 1}"{how}><Data ss:Type="{kind}">{escaped(value)}</Data></Cell>'


def xml(name, rows):
    name_space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{name_space}" xmlns:ss="{name_space}"><Worksheet ss:Name="公示表"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    )
    open(name, "w", encoding="utf-8").write(text)


def xml_row(r, row):
    cells = "".join(xml_cell(c, value) for c, value in enumerate(row))
    hidden = ' ss:Hidden="1"' if r == 5 else ""
    return f'<Row ss:Index="{r + 1}"{hidden}>{cells}</Row>'


xml(
    "03b-hidden-words.xml",
    '<Column ss:Index="24" ss:Hidden="1"/>' + "".join(xml_row(r, row) for r, row in enumerate(ROWS)),
)


def covered_xml(r, row):
    cells = ""
    for c, value in enumerate(row):
        how = ""
        for top, left, bottom, right in MERGES:
            if (r, c + 1) == (top, left):
                how = f' ss:MergeDown="{bottom - top}"'
        cells += xml_cell(c, COVERED_CELLS.get((r, c + 1), value), how)
    return f"<Row>{cells}</Row>"


xml("11g-covered.xml", "".join(covered_xml(r + 1, row) for r, row in enumerate(ITEMS)))
page = "".join("<tr>" + "".join(f"<td>{escaped(v or '')}</td>" for v in row) + "</tr>" for row in PLAIN)
open("web-page.xls", "w", encoding="utf-8").write(
    f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>{page}</table></body></html>'
)
with zipfile.ZipFile("binary.xlsb", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<Types/>")
    archive.writestr("_rels/.rels", "<Relationships/>")
    archive.writestr("xl/workbook.bin", b"\x83\x01\x00")

# .csv


def text(delimiter=",", end="\r\n", rows=PLAIN, cell=lambda value: value):
    out = io.StringIO()
    for row in rows:
        out.write(delimiter.join("" if value is None else str(cell(value)) for value in row) + end)
    return out.getvalue()


def csv(name, table, encoding="utf-8"):
    open(name, "wb").write(table.encode(encoding))


csv("01b-semicolon.csv", text(";"))
csv("01c-stroke.csv", text("|"), "gb18030")
csv("01d-tab.csv", text("\t"))
csv("01e-full-width.csv", text("，", rows=[[str(v).replace(",", "、") if isinstance(v, str) else v for v in r] for r in PLAIN]))
csv("01f-tab-suffix-semicolon.csv", text(";", cell=lambda value: f"{value}\t"))
csv("utf-16.csv", text("\t"), "utf-16")
csv("utf-16-le-no-mark.csv", text(), "utf-16-le")
csv("utf-16-be-no-mark.csv", text("\t"), "utf-16-be")
for name, end in [("windows", "\r\n"), ("unix", "\n"), ("mac", "\r")]:
    lines = text(end=end).split(end)
    # A blank line after the title, and an error in what is then row 7.
    wrong = lines[5].split(",")
    wrong[18] = "#REF!"
    lines[5] = ",".join(wrong)
    lines.insert(1, "")
    csv(f"blank-line-{name}.csv", end.join(lines))
lines = text(end="\n").split("\n")
lines[4] = lines[4].replace("秦守田", '"秦守田')
csv("open-quote.csv", "\n".join(lines))
