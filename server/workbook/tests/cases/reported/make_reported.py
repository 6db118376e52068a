"""Makes the tables of this folder, and expected.json, again.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install openpyxl xlwt odfpy
    /tmp/venv/bin/python make_reported.py

A board of eight households who do not exist (`full`), the same with areas and
totals alone (`short`), and one fault a file.
"""

import csv
import io
import json
import re
import zipfile
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.style import Style, TextProperties
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

HERE = Path(__file__).parent
TITLE = ["枣林村征收补偿公示表(第一榜)"]
LONG = "序号 户号 组别 户主姓名 家庭人口 土地类别 土地面积(亩) 土地补偿标准(元/亩) 土地补偿费(元) 建筑面积(㎡) 房屋结构 房屋补偿标准(元/㎡) 房屋补偿费(元) 合计(元) 特殊身份 备注".split()
SHORT = "序号 户号 组别 户主姓名 土地面积(亩) 补偿金额(元)".split()
HEADS = "罗建业 邵桂香 秦守田 石玉梅 贺长青 段明义 汤春兰 龚立本".split()
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
EXPECTED = {}


def table():
    rows = []
    for at, head in enumerate(HEADS):
        mu, floor = D("2.15") + at * D("0.37"), D("101.5") + at * 11
        dry = at % 3 == 2
        price, (kind, rate) = 43200 if dry else 48000, [("砖混", 550), ("砖瓦", 400)][at % 2]
        land, house = mu * price, floor * rate
        rows.append(
            [at + 1, f"ZL0{1 + at // 4}{at + 1:03d}", f"{1 + at // 4}组", head, 3 + at % 3]
            + ["旱地" if dry else "水浇地", mu, price, land, floor, kind, rate, house]
            + [land + house, "村干部" if at == 2 else None, None]
        )
    return rows


def full(total=True):
    rows = table()
    grid = [TITLE, LONG] + rows
    if total:
        last = [None] * 16
        last[0] = "合计"
        for column in (6, 8, 9, 12, 13):
            last[column] = sum(row[column] for row in rows)
        grid.append(last)
    return grid


def short():
    return [TITLE, SHORT] + [[*row[:4], row[6], row[13]] for row in table()]


FULL = dict(households=8, total_payout_yuan="1818508.00", land_mu="27.56", floor_m2="1120", flagged=1)
SAME = dict(exit=0, **FULL)


def expect(name, note, **right):
    EXPECTED[name] = dict(right, note=note)


def error(code, cell=None, household=None, **more):
    one = {"code": code, "severity": "error", "cell": cell, "household": household}
    return dict(exit=1, findings=[{key: value for key, value in one.items() if value}], **more)


def plain(value):
    return float(value) if isinstance(value, D) else value


def shared(data):
    """With the texts of all cells in one part, as Excel writes them."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    if TEXTS in parts.namelist():
        return data
    texts = []

    def index(found):
        if found[3] not in texts:
            texts.append(found[3])
        return f'<c r="{found[1]}"{found[2]} t="s"><v>{texts.index(found[3])}</v></c>'

    def part(name, text):
        if name == SHEET:
            cell = r'<c r="([A-Z]+\d+)"([^>]*?) t="inlineStr"><is>(.*?)</is></c>'
            return re.sub(cell, index, text, flags=re.S)
        if name == "[Content_Types].xml":
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            return text.replace("</Types>", f'<Override PartName="/{TEXTS}" ContentType="{kind}"/></Types>')
        if name == "xl/_rels/workbook.xml.rels":
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            end = "</Relationships>"
            return text.replace(end, f'<Relationship Id="rIdT" Type="{kind}" Target="sharedStrings.xml"/>{end}')
        return text

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in parts.namelist():
            new.writestr(name, part(name, parts.read(name).decode()))
        items = "".join(f"<si>{text}</si>" for text in texts)
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        new.writestr(TEXTS, f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{space}">{items}</sst>')
    return out.getvalue()


def xlsx(grid, name=None, edit=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示表"
    for row in grid:
        sheet.append([plain(value) for value in row])
    if edit:
        edit(sheet)
    out = io.BytesIO()
    book.save(out)
    data = shared(out.getvalue())
    if name:
        (HERE / name).write_bytes(data)
    return data


def repack(data, name, change=lambda name, text: text, rename=lambda name: name):
    parts = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as new:
        for part in parts.namelist():
            new.writestr(rename(part), change(part, parts.read(part).decode()))


def in_part(part, change):
    return lambda name, text: change(text) if name == part else text


def xls(grid, name, merges=(), formulas=None):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("公示表")
    for at, row in enumerate(grid):
        for column, value in enumerate(row):
            if value is None or any(t < at <= b and column == c for t, b, c in merges):
                continue
            value = plain(value)
            if formulas and column == formulas and at > 1:
                value = xlwt.Formula(f"E{at + 1}*48000")
            over = [(t, b) for t, b, c in merges if (t, c) == (at, column)]
            if over:
                sheet.write_merge(over[0][0], over[0][1], column, column, value)
            else:
                sheet.write(at, column, value)
    book.save(str(HERE / name))


def ods(grid, name, merges=()):
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="公示表")
    for at, row in enumerate(grid):
        line = TableRow()
        for column, value in enumerate(row):
            if any(t < at <= b and column == c for t, b, c in merges):
                line.addElement(CoveredTableCell())
                continue
            spans = [b - t + 1 for t, b, c in merges if (t, c) == (at, column)]
            more = {"numberrowsspanned": spans[0], "numbercolumnsspanned": 1} if spans else {}
            if value is None:
                line.addElement(TableCell(**more))
                continue
            value = plain(value)
            if isinstance(value, str):
                cell = TableCell(valuetype="string", **more)
            else:
                cell = TableCell(valuetype="float", value=value, **more)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(HERE / name))


def text(grid, name=None, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if value is None else str(value) for value in row] for row in grid])
    if name:
        (HERE / name).write_bytes(out.getvalue().encode("utf-8-sig"))
    return out.getvalue()


def all_formats(grid, name, note, right, merges=()):
    """The same table in every format; a merge only where there are any."""

    def edit(sheet):
        for top, bottom, column in merges:
            letter = "ABCDEFGHIJKLMNOP"[column]
            sheet.merge_cells(f"{letter}{top + 1}:{letter}{bottom + 1}")

    xlsx(grid, f"{name}.xlsx", edit)
    xls(grid, f"{name}.xls", merges)
    ods(grid, f"{name}.ods", merges)
    names = [f"{name}.{kind}" for kind in ("xlsx", "xls", "ods")]
    if not merges:
        text(grid, f"{name}.csv")
        names.append(f"{name}.csv")
    for one in names:
        expect(one, note, **right)


def packages():
    """What an .xlsx may be made of."""
    base = xlsx(full())
    guide = r'<si><t>\1</t><rPh sb="0" eb="1"><t>LuoJianYe</t></rPh><phoneticPr fontId="1"/></si>'
    change = lambda text: re.sub(r"<si><t>([罗邵秦石贺段汤龚][^<]*)</t></si>", guide, text)
    repack(base, "phonetic-guide.xlsx", in_part(TEXTS, change))
    masks = {head: f"{head[0]}*{head[2]}" for head in HEADS}
    expect("phonetic-guide.xlsx", "ExcelDataReader#109, excel#228 (Dart): the guide above a name is not of it.", **SAME, masks=masks)

    rare = lambda text: text.replace("罗建业", "罗建_xD842__xDFB7_").replace("邵桂香", "邵桂香_x000D_\n")
    repack(base, "escaped-halves.xlsx", in_part(TEXTS, rare))
    expect("escaped-halves.xlsx", "exceljs#584, calamine#469, PhpSpreadsheet#1336: a rare character is escaped in two halves.", **SAME, masks={"罗建𠮷": "罗*𠮷", "邵桂香": "邵*香"})

    def beside(text):
        last = None

        def cell(found):
            nonlocal last
            at = (int(found[2]), ord(found[1]))
            follows = last == (at[0], at[1] - 1)
            last = at
            return "<c" if follows else found[0]

        return re.sub(r'<c r="([A-Z])(\d+)"', cell, text)

    repack(base, "some-addresses.xlsx", in_part(SHEET, beside))
    expect("some-addresses.xlsx", "calamine#261, readxl#648: a cell without an address follows the one before it.", **SAME)

    strict = lambda _, text: text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main").replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
    repack(base, "strict.xlsx", strict)
    expect("strict.xlsx", "ExcelDataReader#498, EPPlus#134: saved as Strict Open XML.", **SAME)

    def prefixed(name, text):
        if name not in (SHEET, TEXTS, "xl/workbook.xml", "xl/styles.xml"):
            return text
        return re.sub(r"<(/?)(?![?!])([a-zA-Z]+)(?=[\s/>])", r"<\1x:\2", text).replace('xmlns="', 'xmlns:x="')

    repack(base, "prefixed.xlsx", prefixed)
    expect("prefixed.xlsx", "exceljs#1437, SheetJS#271: every element has a prefix.", **SAME)

    change = lambda text: re.sub(r'<dimension ref="[^"]*" ?/>', '<dimension ref="A1"/>', text)
    repack(base, "dimension.xlsx", in_part(SHEET, change))
    expect("dimension.xlsx", "ExcelDataReader#57, tealeg/xlsx#199: the sheet says that it is one cell.", **SAME)

    repack(base, "part-capitals.xlsx", rename=lambda name: name.replace("sharedS", "SharedS").replace("sheet1", "Sheet1"))
    expect("part-capitals.xlsx", "calamine#419, ExcelDataReader#301, SheetJS#439: parts are named in capitals.", **SAME)
    repack(base, "part-backslashes.xlsx", rename=lambda name: name.replace("/", "\\"))
    expect("part-backslashes.xlsx", "ExcelDataReader#385, react-xlsx#21: folders are parted by backslashes.", **SAME)

    items = re.findall(r"<si>(.*?)</si>", zipfile.ZipFile(io.BytesIO(base)).read(TEXTS).decode(), re.S)
    cell = r'<c r="(O5)"([^>]*?) t="s"><v>(\d+)</v></c>'
    change = lambda text: re.sub(cell, lambda m: f'<c r="{m[1]}"{m[2]}><is>{items[int(m[3])]}</is></c>', text)
    repack(base, "text-without-type.xlsx", in_part(SHEET, change))
    expect("text-without-type.xlsx", "agent-os#2054, office-open-xml-viewer#833: a text stands in the cell, whose type does not say so. The village cadre was none.", **SAME)


def looks():
    """What is seen otherwise than it is stored."""

    def row(sheet):
        for cell in sheet[6]:
            cell.font = Font(strike=True)

    xlsx(full(), "crossed-out-row.xlsx", row)
    expect("crossed-out-row.xlsx", "Sylvan.Data.Excel#113, exceljs#19, xls2rdf#61: a household that is crossed out was published.", **error("crossed_out", "A6"))

    def run(sheet):
        sheet["D6"] = CellRichText(TextBlock(InlineFont(strike=True), "石玉梅"), TextBlock(InlineFont(), "石玉兰"))

    xlsx(full(), "crossed-out-name.xlsx", run)
    expect("crossed-out-name.xlsx", "ClosedXML#1018, spreadsheet#157: the crossed-out name and the new one were published as one.", **error("crossed_out", "D6", "ZL01004"))

    def amount(sheet):
        sheet["F4"].font = Font(strike=True)

    xlsx(short(), "crossed-out-amount.xlsx", amount)
    expect("crossed-out-amount.xlsx", "The same of an amount.", **error("crossed_out", "F4", "ZL01002"))

    def raised(sheet):
        sheet["F4"] = CellRichText(TextBlock(InlineFont(), "165960"), TextBlock(InlineFont(vertAlign="superscript"), "2"))

    xlsx(short(), "raised-digit.xlsx", raised)
    expect("raised-digit.xlsx", "ExcelDataReader#497, #319: the number of a footnote made 165,960 yuan 1,659,602.", **error("not_a_number", "F4", "ZL01002"))


def looks_in_others():
    """The same in .xls and .ods."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("公示表")
    crossed, raised, usual = xlwt.Font(), xlwt.Font(), xlwt.Font()
    crossed.struck_out = True
    raised.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    line = xlwt.XFStyle()
    line.font = crossed
    for at, row in enumerate(short()):
        for column, value in enumerate(row):
            if (at, column) == (5, 3):
                sheet.write_rich_text(at, column, (("石玉梅", crossed), ("石玉兰", usual)))
            elif (at, column) == (3, 5):
                sheet.write_rich_text(at, column, (("165960", usual), ("2", raised)))
            elif value is not None:
                style = line if at == 6 or (at, column) == (4, 5) else xlwt.Style.default_style
                sheet.write(at, column, plain(value), style)
    book.save(str(HERE / "looks.xls"))

    book = OpenDocumentSpreadsheet()
    for name, family, properties in [
        ("ce1", "table-cell", {"textlinethroughstyle": "solid"}),
        ("T1", "text", {"textlinethroughstyle": "solid"}),
        ("T2", "text", {"textposition": "super 58%"}),
    ]:
        style = Style(name=name, family=family)
        style.addElement(TextProperties(**properties))
        book.automaticstyles.addElement(style)
    sheet = Table(name="公示表")
    for at, row in enumerate(short()):
        line = TableRow()
        for column, value in enumerate(row):
            value = plain(value)
            style = {"stylename": "ce1"} if at == 6 or (at, column) == (4, 5) else {}
            parts = {(5, 3): [("T1", "石玉梅"), (None, "石玉兰")], (3, 5): [(None, "165960"), ("T2", "2")]}
            if (at, column) in parts:
                cell, paragraph = TableCell(valuetype="string"), P()
                for name, words in parts[(at, column)]:
                    if name:
                        paragraph.addElement(Span(stylename=name, text=words))
                    else:
                        paragraph.addText(words)
            else:
                kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
                cell, paragraph = TableCell(**kind, **style), P(text=str(value))
            cell.addElement(paragraph)
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(HERE / "looks.ods"))
    found = [("crossed_out", "D6"), ("crossed_out", "F5"), ("crossed_out", "A7"), ("not_a_number", "F4")]
    for kind in ("xls", "ods"):
        findings = [{"code": code, "severity": "error", "cell": cell} for code, cell in found]
        expect(f"looks.{kind}", "The same in the other formats: a row, a name, an amount, a raised digit.", exit=1, findings=findings)


def words():
    """What stands instead of a value."""
    note = "ng-alain#1334, steedos-platform#2450, dbx#7610, exceljs, pandas: what programs write for nothing was a person, a household, a group."
    for column, cell, said in [(1, "B4", "NULL"), (2, "C4", "nan"), (3, "D4", "undefined"), (3, "D4", "None")]:
        grid = full()
        grid[3][column] = said
        all_formats(grid, f"instead-{cell[0].lower()}-{said.lower()}", note, error("stands_instead", cell))
    for column, cell, said in [(2, "C4", "同上"), (3, "D4", "〃"), (3, "D4", "保密"), (3, "D4", "(空白)")]:
        grid = full()
        grid[3][column] = said
        name = {"同上": "above", "〃": "ditto", "保密": "withheld", "(空白)": "pivot"}[said]
        code = "not_a_name" if said == "〃" else "stands_instead"
        xlsx(grid, f"instead-{name}.xlsx")
        right = SAME if said == "同上" else error(code, cell)
        expect(f"instead-{name}.xlsx", "OpenRefine#742 and its kind: the cell above, or nobody, is meant.", **right)
    grid = full()
    for at, row in enumerate(grid[2:-1]):
        row[1] = f"{1001 + at}.0"
    all_formats(grid, "codes-as-floats", "pandas#20717, ipt#1140, cadasta-platform#1231: whole numbers came back as floating ones.", error("code_as_decimal", "B3"))
    for name, made in {"days": lambda at: f"1月{at}日", "slashes": lambda at: f"2024/1/{at}", "months": lambda at: f"{at}-Jan"}.items():
        grid = full()
        for at, row in enumerate(grid[2:-1], 1):
            row[1] = made(at)
        text(grid, f"codes-as-dates-{name}.csv")
        expect(f"codes-as-dates-{name}.csv", "aspace-import-excel#6 in a CSV file: 1-2 was saved as a date.", exit=1, findings=[{"code": "date_shown", "severity": "error"}])


def numbers():
    note = "easyexcel#759, autopoi#119, eec#51: of a merged cell only the first row has the value."
    grid = short()
    grid[4][4] = None
    all_formats(grid, "merged-area", note, error("merged_over", "E4", "ZL01002"), [(3, 4, 4)])
    grid = short()
    grid[3][5], grid[4][5] = 358733, None
    all_formats(grid, "merged-amount", note, error("merged_over", "F4", "ZL01002"), [(3, 4, 5)])
    grid = short()
    for row in grid[2:]:
        row[4] = f"{row[4]:.3f}".replace(".", ",")
    all_formats(grid, "comma-area", "SheetJS#2236, actual#2143, #2374: 2,150 was 2150 亩.", error("comma_unclear"))
    text(grid, "comma-area-semicolons.csv", ";")
    expect("comma-area-semicolons.csv", "The same, parted by semicolons.", **error("comma_unclear"))
    grid = full()
    for row in grid[2:-1]:
        for column in (8, 12, 13):
            row[column] = f"{row[column]:,.2f}".replace(",", "，")
    all_formats(grid, "typed-thousands", "easyexcel#124: thousands are parted by full-width commas.", SAME)
    note = "XlsxWriter#877, excel-writer-xlsx#225, ejsExcel#66: a library stores 0 for a formula that nobody computed."
    change = lambda text: re.sub(r'<c r="F([3-9]|1\d)"( t="n")?><v>[^<]*</v></c>', r'<c r="F\1"><f>E\1*48000</f><v>0</v></c>', text)
    repack(xlsx(short()), "zero-formulas.xlsx", in_part(SHEET, change))
    xls(short(), "zero-formulas.xls", formulas=5)
    grid = short()
    for row in grid[2:]:
        row[5] = 0
    ods(grid, "zero-formulas.ods")
    text(grid, "zero-formulas.csv")
    for kind in ("ods", "csv"):
        expect(f"zero-formulas.{kind}", note, **error("pays_nothing"))
    for kind in ("xlsx", "xls"):
        expect(f"zero-formulas.{kind}", note, exit=2, unreadable="Formulas")


def lines():
    whole = text(full())
    rows = whole.split("\r\n")
    opened = "\r\n".join(rows[:4] + [re.sub(r",$", ',"见说明', rows[4])] + rows[5:])
    (HERE / "open-quote.csv").write_bytes(opened.encode("utf-8-sig"))
    expect("open-quote.csv", "FastCSV#173, opencsv#13, turicreate#1692: a quote that nobody closes swallowed five households.", exit=2, unreadable="OpenQuote")
    rows = table()
    text([TITLE, LONG, *rows[:4], TITLE, LONG, *rows[4:]], "header-on-each-page.csv")
    xlsx([TITLE, LONG, *rows[:4], TITLE, LONG, *rows[4:]], "header-on-each-page.xlsx")
    for kind in ("csv", "xlsx"):
        expect(f"header-on-each-page.{kind}", "tabula#562, tabula-java#186: the header stands on every page.", **SAME)
    grid = short()
    wan = [*grid[:6], [*SHORT[:5], "补偿金额(万元)"], *[[*row[:5], row[5] / 10000] for row in grid[6:]]]
    all_formats(wan, "second-header-wan", "The second page counts in 万元: never read by the first page's header.", error("second_table"))


packages()
looks()
looks_in_others()
words()
numbers()
lines()
(HERE / "expected.json").write_text(json.dumps(EXPECTED, ensure_ascii=False, indent=1) + "\n", "utf-8")
