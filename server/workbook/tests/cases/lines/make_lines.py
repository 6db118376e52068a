"""Makes the tables of this folder again, but for the two reported ones.

Factors, deductions, rates in parts and sums before and after deductions, in
each format and in other words. Needs openpyxl, xlwt and odfpy. Nobody in them
exists; what is right for each is in expected.json.
"""

import csv
import json
import pathlib
from decimal import ROUND_HALF_UP, Decimal as D

import openpyxl
import xlwt
from odf.number import Number, NumberStyle, PercentageStyle, Text as NumberText
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P

HERE = pathlib.Path(__file__).parent
PEOPLE = [
    ("ZL01001", "1组", "罗建业"),
    ("ZL01002", "1组", "邵桂香"),
    ("ZL01003", "1组", "秦守田"),
    ("ZL02001", "2组", "石玉梅"),
    ("ZL02002", "2组", "贺长青"),
    ("ZL02003", "2组", "段明义"),
]


def fen(number):
    return number.quantize(D("0.01"), ROUND_HALF_UP)


class Percent:
    """A number that its cell shows as a percentage."""

    def __init__(self, number):
        self.number = D(number)

    def __str__(self):
        return f"{(self.number * 100).normalize():f}%"


def xlsx(path, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示表"
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell is None:
                continue
            target = sheet.cell(at, column)
            if isinstance(cell, Percent):
                target.value = float(cell.number)
                target.number_format = "0%"
            else:
                target.value = float(cell) if isinstance(cell, D) else cell
                if isinstance(cell, D) and cell < 0:
                    target.number_format = "#,##0.00_);(#,##0.00)"
    book.save(path)


def xls(path, rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("公示表")
    percent = xlwt.easyxf(num_format_str="0%")
    accounting = xlwt.easyxf(num_format_str="#,##0.00_);(#,##0.00)")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Percent):
                sheet.write(at, column, float(cell.number), percent)
            elif isinstance(cell, D) and cell < 0:
                sheet.write(at, column, float(cell), accounting)
            elif cell is not None:
                sheet.write(at, column, float(cell) if isinstance(cell, D) else cell)
    book.save(str(path))


def ods(path, rows):
    book = OpenDocumentSpreadsheet()
    percent = PercentageStyle(name="N10")
    percent.addElement(Number(decimalplaces="0", minintegerdigits="1"))
    percent.addElement(NumberText(text="%"))
    plain = NumberStyle(name="N2")
    plain.addElement(Number(decimalplaces="2", minintegerdigits="1"))
    style = Style(name="percent", family="table-cell", datastylename="N10")
    for one in (percent, plain, style):
        book.automaticstyles.addElement(one)
    table = Table(name="公示表")
    for row in rows:
        line = TableRow()
        for cell in row:
            if cell is None:
                line.addElement(TableCell())
            elif isinstance(cell, Percent):
                box = TableCell(valuetype="percentage", value=str(cell.number), stylename=style)
                box.addElement(P(text=str(cell)))
                line.addElement(box)
            elif isinstance(cell, (D, int)):
                box = TableCell(valuetype="float", value=str(cell))
                box.addElement(P(text=str(cell)))
                line.addElement(box)
            else:
                box = TableCell(valuetype="string")
                box.addElement(P(text=cell))
                line.addElement(box)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


def text(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        for row in rows:
            writer.writerow(["" if cell is None else str(cell) for cell in row])


WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods, "csv": text}
EXPECTED = {}


def case(name, rows, kinds, note, **right):
    for kind in kinds:
        WRITERS[kind](HERE / f"{name}.{kind}", rows)
        EXPECTED[f"{name}.{kind}"] = {**right, "note": note}


ALL = ("xlsx", "xls", "ods", "csv")

# Land of each household, at the standard's rate.
LAND = [D("2.153"), D("2.905"), D("1.882"), D("5.174"), D("4.618"), D("3.875")]
RATE = D(48000)
OFF = {1: D(800), 4: D("1234.5")}


def land(heading, shown, net=True, extra=()):
    """A table of land with a column of what is taken off."""
    header = ["户号", "组别", "户主姓名", "土地类别", "土地面积(亩)", "土地补偿标准(元/亩)", "土地补偿费(元)"]
    rows = [["枣林村征收土地补偿公示表(第一榜)"], header + list(extra) + [heading, "合计(元)"]]
    total = D(0)
    for at, ((number, group, head), area) in enumerate(zip(PEOPLE, LAND)):
        amount = fen(area * RATE)
        off = OFF.get(at)
        paid = amount - (off or 0) if net else amount
        total += paid
        before = [amount] if extra else []
        rows.append([number, group, head, "水浇地", area, RATE, amount, *before,
                     None if off is None else shown(off), paid])
    return rows, str(total)


def deductions():
    for name, heading, shown, kinds, note in [
        ("deduction-accounting", "扣除旧料款(元)", lambda off: -off, ("xls", "ods"),
         "less than nothing, and shown in brackets"),
        ("deduction-brackets", "扣除旧料款(元)", lambda off: f"({off:.2f})", ALL,
         "typed in brackets, as text"),
        ("deduction-less", "减：旧房残值", lambda off: off, ALL, "a positive number that is taken off"),
        ("deduction-advance", "已预付", lambda off: off, ALL, "paid before, and taken off the total"),
        ("deduction-kept", "集体留存", lambda off: off, ("csv",), "kept by the collective"),
        ("deduction-old", "旧料款", lambda off: -off, ("xlsx", "csv"),
         "a heading that could be paid, and what takes off"),
    ]:
        rows, total = land(heading, shown)
        case(name, rows, kinds, note, exit=0, households=6, total_payout_yuan=total, at_most=0)

    rows, total = land("扣旧料款", lambda off: off, extra=["应付合计(元)"])
    rows[1][-1] = "实付金额(元)"
    case("deduction-gross-and-net", rows, ALL, "the sum before and what is paid",
         exit=0, households=6, total_payout_yuan=total, at_most=0)

    rows, total = land("已付", lambda off: off, net=False)
    case("deduction-just-told", rows, ALL, "what was paid already takes nothing off this total",
         exit=0, households=6, total_payout_yuan=total,
         findings=[{"code": "unknown_column", "severity": "warning", "cell": "H2"}])

    rows, _ = land("扣除旧料款", lambda off: off)
    rows[6][-1] += 1
    case("deduction-wrong", rows, ALL, "one total is one yuan off",
         exit=1, households=6, bad_households=["ZL02002"],
         findings=[{"code": "total_mismatch", "cell": "I7", "household": "ZL02002"}])

    rows, _ = land("村集体统筹", lambda off: off)
    case("deduction-asked", rows, ALL, "an unknown word, and what totals are short of",
         exit=1, households=6, findings=[{"code": "column_explains", "cell": "H2"}])

    header = ["户号", "组别", "户主姓名", "补偿项目", "单位", "数量", "补偿标准(元)", "补偿金额(元)", "合计(元)"]
    rows, total = [["枣林村征收补偿公示表(第一榜)"], header], D(0)
    for at, ((number, group, head), area) in enumerate(zip(PEOPLE, LAND)):
        amount, off = fen(area * RATE), OFF.get(at)
        paid = amount - (off or 0)
        total += paid
        rows.append([number, group, head, "水浇地", "亩", area, RATE, amount, paid])
        if off is not None:
            rows.append([None, None, None, "扣除旧料款", None, None, None, off, None])
    case("deduction-item", rows, ALL, "an item of its own, in a table of items",
         exit=0, households=6, total_payout_yuan=str(total), at_most=0)


# Houses: structure, area, standard, and how new they are.
HOUSES = [
    ("砖瓦", D("79.29"), D(400), D("1")),
    ("楼房", D("167.88"), D(650), D("0.85")),
    ("砖瓦", D("161.93"), D(400), D("0.95")),
    ("楼房", D("82.27"), D(650), D("0.9")),
    ("楼房", D("209.97"), D(650), D("0.85")),
    ("砖混", D("85.77"), D(550), D("0.7")),
]
TENTHS = {"1": "十成新", "0.85": "八五成新", "0.95": "9.5成新", "0.9": "九成新", "0.7": "七成"}


def houses(heading, shown, other=None):
    """A table of houses with a column of what they are multiplied by."""
    header = ["户号", "组别", "户主", "房屋结构", "建筑面积(㎡)", "重置单价(元/㎡)", heading]
    header += ([other[0]] if other else []) + ["房屋补偿费(元)", "合计(元)"]
    rows, total = [["枣林村房屋征收补偿公示表"], header], D(0)
    for (number, group, head), (structure, area, price, new) in zip(PEOPLE, HOUSES):
        exact = area * price * new * (other[1] if other else 1)
        amount = fen(exact)
        total += amount
        second = [other[1]] if other else []
        rows.append([number, group, head, structure, area, price, shown(new), *second, amount, amount])
    return rows, str(total)


def factors():
    for name, heading, shown, kinds, note in [
        ("newness-percent", "成新率", lambda new: Percent(new), ALL, "shown as a percentage"),
        ("newness-hundred", "成新率(%)", lambda new: new * 100, ALL, "hundredths under a percent sign"),
        ("newness-fraction", "成新率", lambda new: new, ALL, "a fraction"),
        ("newness-mixed", "成新率(%)", lambda new: new if new == D("0.85") else new * 100, ("xls", "ods", "csv"),
         "a fraction among hundredths"),
        ("newness-tenths", "新旧程度", lambda new: TENTHS[str(new)], ALL, "in tenths, in words"),
        ("coefficient", "楼层修正系数", lambda new: new, ("xlsx", "csv"), "a coefficient"),
    ]:
        rows, total = houses(heading, shown)
        case(name, rows, kinds, note, exit=0, households=6, total_payout_yuan=total, at_most=0)

    rows, total = houses("成新率(%)", lambda new: new * 100, ("区位系数", D("1.05")))
    case("newness-and-place", rows, ALL, "two factors, rounded once",
         exit=0, households=6, total_payout_yuan=total, at_most=0)

    rows, _ = houses("成新率(%)", lambda new: new * 100)
    rows[3][6] = D(80)
    case("newness-wrong", rows, ALL, "one factor is not what the amount was multiplied by",
         exit=1, households=6, bad_households=["ZL01002"],
         findings=[{"code": "amount_mismatch", "cell": "H4", "household": "ZL01002"}])

    rows, total = houses("成新率(%)", lambda new: new * 100)
    for row in rows[2:]:
        row[-1] = row[-2] = fen(row[4] * row[5])
    total = str(sum(row[-1] for row in rows[2:]))
    case("newness-just-told", rows, ("xlsx", "csv"), "no amount is multiplied by it",
         exit=0, households=6, total_payout_yuan=total,
         findings=[{"code": "unknown_column", "severity": "warning", "cell": "G2"}])


def rates():
    header = ["户号", "组别", "户主", "土地类别", "征地面积(亩)"]
    parts = ["土地补偿费标准(元/亩)", "安置补助费标准(元/亩)"]
    for name, headings, values, note in [
        ("rate-whole-and-parts", ["区片综合地价(元/亩)", *parts], [D(48000), D(19200), D(28800)], "the whole first"),
        ("rate-parts-and-whole", [*parts, "区片综合地价(元/亩)"], [D(19200), D(28800), D(48000)], "the parts first"),
        ("rate-parts", parts, [D(19200), D(28800)], "the parts alone"),
    ]:
        rows, total = [["枣林村征收土地补偿公示表"], [*header, *headings, "征地补偿款(元)", "合计(元)"]], D(0)
        for (number, group, head), area in zip(PEOPLE, LAND):
            amount = fen(area * RATE)
            total += amount
            rows.append([number, group, head, "水浇地", area, *values, amount, amount])
        case(name, rows, ALL, note, exit=0, households=6, total_payout_yuan=str(total), at_most=0)

    for name, headings, values, note in [
        ("rate-paid-in-two", ["区片综合地价(元/亩)", "土地补偿费(元)", "安置补助费(元)"],
         lambda area: [RATE, fen(area * 19200), fen(area * 28800)], "one rate, two amounts"),
        ("rate-and-amount-each",
         ["土地补偿费标准(元/亩)", "土地补偿费(元)", "安置补助费标准(元/亩)", "安置补助费(元)"],
         lambda area: [D(19200), fen(area * 19200), D(28800), fen(area * 28800)],
         "two rates that are the standard's together"),
    ]:
        rows, total = [["枣林村征收土地补偿公示表"], [*header, *headings, "合计(元)"]], D(0)
        for (number, group, head), area in zip(PEOPLE, LAND):
            total += fen(area * RATE)
            rows.append([number, group, head, "水浇地", area, *values(area), fen(area * RATE)])
        case(name, rows, ALL, note, exit=0, households=6, total_payout_yuan=str(total), at_most=0)


deductions()
factors()
rates()
EXPECTED["14-deduction.xlsx"] = {
    "exit": 0, "households": 10, "total_payout_yuan": "2263399.68",
    "note": "easyexcel#384, actualbudget#807: the deduction explains the total",
}
EXPECTED["15-newness.xlsx"] = {
    "exit": 0, "households": 6, "total_payout_yuan": "394967.58",
    "note": "a housing system's 成新率(%): price × area × factor",
}
with open(HERE / "expected.json", "w", encoding="utf-8") as out:
    json.dump(dict(sorted(EXPECTED.items())), out, ensure_ascii=False, indent=1)
    out.write("\n")
