"""Makes the tables of this folder again, but for the four that begin with a number.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install openpyxl xlwt odfpy
    /tmp/venv/bin/python make_names.py

The four are boards of ten households; their siblings hold the same in the other
formats. Nobody in them exists.
"""

import csv
import io
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HERE = Path(__file__).parent


def rows_of(name):
    path = HERE / name
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def xlsx(name, rows, title="公示表"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(at, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    book.save(HERE / f"{name}.xlsx")


def xls(name, rows, title="公示表"):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(title)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    book.save(str(HERE / f"{name}.xls"))


def ods(name, rows, title="公示表"):
    book = OpenDocumentSpreadsheet()
    table = Table(name=title)
    for row in rows:
        line = TableRow()
        for value in row:
            if value is None:
                cell = TableCell()
            elif isinstance(value, (int, float)):
                cell = TableCell(valuetype="float", value=value)
                cell.addElement(P(text=str(value)))
            else:
                cell = TableCell(valuetype="string")
                for line_of_text in value.split("\n"):
                    cell.addElement(P(text=line_of_text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(HERE / f"{name}.ods"))


def as_csv(name, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([["" if value is None else value for value in row] for row in rows])
    (HERE / f"{name}.csv").write_bytes(text.getvalue().encode("utf-8-sig"))


def siblings(of, but):
    rows = rows_of(of)
    name = Path(of).stem
    for kind, write in [("xlsx", xlsx), ("xls", xls), ("ods", ods), ("csv", as_csv)]:
        if kind not in but:
            write(name, rows)


HEADER = ["户号", "组别", "户主", "土地面积(亩)", "补偿标准(元/亩)", "补偿费(元)", "备注"]


def board(households):
    """Households of number, group, head and perhaps a remark; each of 2 亩."""
    rows = [HEADER]
    for number, group, head, *remark in households:
        rows.append([number, group, head, 2, 48000, 96000, *(remark or [None])])
    return rows


def everywhere(name, households, title="公示表"):
    rows = board(households)
    xlsx(name, rows, title)
    xls(name, rows, title)
    ods(name, rows, title)
    as_csv(name, rows)


def main():
    siblings("02-equals-guard.csv", ["csv"])
    for name in ["12-names", "23-invisible", "24-numbers-in-remarks"]:
        siblings(f"{name}.xlsx", ["xlsx"])
    everywhere("more-names", [
        ("ZL001", "1组", "欧阳\n修文"),
        ("ZL002", "1组", "石玉梅\n石玉兰"),
        ("ZL003", "1组", "刘建与王梅"),
        ("ZL004", "1组", "张和平"),
        ("ZL005", "1组", "张建国（张建军代）"),
        ("ZL006", "1组", "买买提.吐尔逊"),
        ("ZL007", "1组", "石玉竹等3人"),
        ("ZL008", "1组", "王公司"),
        ("ZL009", "1组", "李建国养殖场"),
        ("ZL010", "1组", "枣林村第一村民小组"),
        ("ZL011", "1组", "枣林小学"),
        ("ZL012", "1组", "张建国和枣林村集体"),
        ("ZL013", "1组", "罗\u00a0\u200b建"),
        ("ZL014", "1组", "王芳(2)"),
    ])
    everywhere("no-names", [
        ("ZL001", "1组", "<b>张三</b>"),
        ("ZL002", "1组", "张三2"),
        ("ZL003", "1组", "张*三"),
        ("ZL004", "1组", "10086"),
        ("ZL005", "1组", "#N/A!"),
        ("ZL006", "1组", "张三★"),
        ("ZL007", "1组", "张三&nbsp;"),
        ("ZL008", "1组", "李四"),
    ])
    everywhere("spellings", [
        ("zl001", "1组", "张三"),
        ("ＺＬ００２", "一组", "李四"),
        ("ZL 003", "第一组", "王五"),
        ("ZL—004", "2组", "赵六"),
        ("ZL-4", "2组", "钱七"),
        ("'ZL005", "2组", "孙八"),
        ("=\"ZL006\"", "2组", "周九"),
        ("\u202dZL007\u202c", "１组", "吴十"),
        ("ZL008", "1组", "郑一"),
    ])
    everywhere("one-household-twice", [
        ("ZL001", "1组", "张三"),
        ("ｚｌ００１", "1组", "李四"),
        ("ZL002", "1组", "王五"),
    ])
    everywhere("powers", [
        ("3.40602E+17", "1组", "张三"),
        ("1.00E+11", "1组", "李四"),
        ("ZL003", "1组", "王五"),
    ])
    everywhere("odd-characters", [
        ("ZL\u202e001", "1组", "张三"),
        ("ZL002", "1组", "李\u3164四"),
        ("ZL003", "1组", "\u2f6f玉梅"),
        ("ZL004", "1组", "王\ue863明"),
        ("ZL005", "1组", "赵\ufffd明"),
        ("ZL006", "1组\u200f", "钱七"),
        ("ZL007", "1组", "孙\u00ad八"),
    ])
    everywhere("more-numbers", [
        ("ZL001", "1组", "张三", "139·1749·2366"),
        ("ZL002", "1组", "李四", "手机139 - 1749 - 2366"),
        ("ZL003", "1组", "王五", "0086-13917492366"),
        ("ZL004", "1组", "赵六", "1391-749-2366"),
        ("ZL005", "1组", "钱七", "1 3 9 1 7 4 9 2 3 6 6"),
        ("ZL006", "1组", "孙八", "３４０６０２　１９６５０３１２　４０３Ｘ"),
        ("ZL007", "1组", "周九", "340602-650312-403"),
        ("ZL008", "1组", "吴十", "卡号6217-8866-0000-1234-567"),
        ("ZL009", "1组", "郑一", "1391749\u200b2366"),
        ("ZL010", "1组", "冯二", "见皖政地〔2024〕138号，2024-09-02至2024-09-08公示，面积117.1234亩，电话0561-3022145"),
        ("340602001001000011", "1组", "陈三", None),
        ("13917492366", "1组", "褚四", None),
    ], title="张三13917492366")


main()
