"""Makes the files of this folder but for those with a number in their name, which
are the reported ones; their siblings in other formats are made here, too.

    pip install openpyxl xlwt odfpy && python make_rows.py
"""

import csv
import pathlib

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

HERE = pathlib.Path(__file__).parent


def is_number(value):
    return isinstance(value, (int, float))


def write_csv(path, sheets):
    _, rows, _ = sheets[0]
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)


def write_xlsx(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merges in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for top, left, bottom, right in merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    book.save(path)


def write_xls(path, sheets):
    book = xlwt.Workbook()
    for name, rows, merges in sheets:
        sheet = book.add_sheet(name)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in merges}
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if (at, column) in merged:
                    bottom, right = merged[at, column]
                    sheet.write_merge(at, bottom, column, right, cell)
                elif cell != "":
                    sheet.write(at, column, cell)
    book.save(str(path))


def write_ods(path, sheets):
    book = OpenDocumentSpreadsheet()
    for name, rows, merges in sheets:
        table = Table(name=name)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in merges}
        covered = {
            (row, column)
            for top, left, bottom, right in merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        for at, row in enumerate(rows):
            line = TableRow()
            for column, cell in enumerate(row):
                if (at, column) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                span = {}
                if (at, column) in merged:
                    bottom, right = merged[at, column]
                    span = {
                        "numberrowsspanned": bottom - at + 1,
                        "numbercolumnsspanned": right - column + 1,
                    }
                if cell == "":
                    out = TableCell(**span)
                elif is_number(cell):
                    out = TableCell(valuetype="float", value=repr(cell), **span)
                    out.addElement(P(text=repr(cell)))
                else:
                    out = TableCell(valuetype="string", **span)
                    out.addElement(P(text=cell))
                line.addElement(out)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}


def write(name, sheets, kinds=("csv", "xlsx", "xls", "ods")):
    for kind in kinds:
        WRITERS[kind](HERE / f"{name}.{kind}", sheets)


def reported(name):
    """The sheets of a reported workbook."""
    sheets = []
    for sheet in openpyxl.load_workbook(HERE / f"{name}.xlsx"):
        rows = [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]
        sheets.append((sheet.title, rows, []))
    return sheets


HEADS = ["罗建业", "邵桂香", "秦守田", "石玉梅", "贺长青", "段明义"]
LAND = [("水浇地", 48000, 3.2), ("旱地", 43200, 1.5), ("水浇地", 48000, 2.4)]
HOUSE = [("砖混", 550, 120.5), ("楼房", 650, 96.2), ("砖瓦", 400, 88)]


def number(value):
    value = round(value, 2)
    return int(value) if value == int(value) else value


def long_lines(at):
    kind, rate, area = LAND[at % 3]
    house, price, floor = HOUSE[at % 3]
    return [
        (kind, "亩", area, rate, number(area * rate)),
        (house, "㎡", floor, price, number(floor * price)),
        ("水泥地坪", "㎡", 20 + at, 25, (20 + at) * 25),
    ]


def long_board(nameless):
    """A row for each line; a household whose names are missing."""
    header = ["户号", "组别", "户主", "人口", "补偿项目", "单位", "数量", "补偿标准", "补偿金额", "合计"]
    rows, merges = [header], []
    for at, head in enumerate(HEADS):
        lines = long_lines(at)
        total = number(sum(line[4] for line in lines))
        named = [f"ZL0100{at + 1}", f"{at // 3 + 1}组", head, at % 4 + 1]
        if at == nameless:
            named = ["", named[1], "", named[3]]
        top = len(rows)
        for place, line in enumerate(lines):
            first = place == 0
            rows.append((named if first else [""] * 4) + list(line) + [total if first else ""])
        merges += [(top, column, len(rows) - 1, column) for column in (0, 1, 2, 3, 9)]
    return rows, merges


def wide_rows(heads, first=1):
    rows = []
    for at, head in enumerate(heads, first - 1):
        kind, rate, area = LAND[at % 3]
        paid = number(area * rate)
        rows.append([f"ZL0100{at + 1}", head, kind, area, rate, paid, paid])
    return rows


WIDE = ["户号", "户主", "土地类别", "征地面积(亩)", "土地补偿标准(元/亩)", "土地补偿费(元)", "合计(元)"]


def total(rows, columns):
    return [number(sum(row[column] for row in rows if is_number(row[column]))) for column in columns]


def carried():
    """Sums at the end of each page, carried to the next."""
    pages = [wide_rows(HEADS[:2]), wide_rows(HEADS[2:4], 3), wide_rows(HEADS[4:], 5)]
    rows, before = [["征地补偿公示表"] + [""] * 6], []
    for page in pages:
        rows.append(WIDE)
        if before:
            area, paid = total(before, (3, 5))
            rows.append(["承前页", "", "", area, "", paid, paid])
        rows += page
        before += page
        area, paid = total(page, (3, 5))
        rows.append(["", "本页小计", "", area, "", paid, paid])
        area, paid = total(before, (3, 5))
        rows.append(["过次页" if page is not pages[-1] else "累计", "", "", area, "", paid, paid])
    rows.append(["总计", "", "", area, "", paid, paid])
    return rows


def beside(without_header):
    left, right = wide_rows(HEADS[:3]), wide_rows(HEADS[3:], 4)
    rows = [WIDE + [""] + ([""] * 7 if without_header else WIDE)]
    return rows + [one + [""] + other for one, other in zip(left, right)]


def houses(heads):
    header = ["户号", "户主", "房屋结构", "建筑面积(㎡)", "房屋补偿标准(元/㎡)", "房屋补偿费(元)", "合计(元)"]
    rows = [header]
    for at, head in enumerate(heads):
        kind, rate, floor = HOUSE[at % 3]
        paid = number(floor * rate)
        rows.append([f"ZL0100{at + 1}", head, kind, floor, rate, paid, paid])
    return rows


def unknown_words():
    header = ["户号", "户主", "占地面积(亩)", "亩价", "土地应得", "拆除面积(平米)", "重置价", "房屋应补", "合计"]
    rows = [header]
    for at, head in enumerate(HEADS):
        _, rate, area = LAND[at % 3]
        _, price, floor = HOUSE[at % 3]
        land, house = number(area * rate), number(floor * price)
        rows.append([f"ZL0100{at + 1}", head, area, rate, land, floor, price, house, number(land + house)])
    return rows


def officials():
    rows = wide_rows(HEADS)
    said = ["", "党员", "", "村干部之子", "", "村主任"]
    return [WIDE + ["干部党员亲属情况"]] + [row + [word] for row, word in zip(rows, said)]


def main():
    write("18-blank-key", reported("18-blank-key"), ("csv", "xls", "ods"))
    write("08b-two-up-total", reported("08b-two-up-total"), ("csv", "xls", "ods"))
    write("09-land-and-house-sheets", reported("09-land-and-house-sheets"), ("xls", "ods"))
    write("32-form-per-household", reported("32-form-per-household"), ("xls", "ods"))
    forms = [rows for _, rows, _ in reported("32-form-per-household")]
    stacked = [row for rows in forms for row in rows + [[""] * 6]]
    write("forms-on-one-sheet", [("结算单", stacked, [])])
    for name, nameless in [("long", None), ("long-blank-key", 2)]:
        rows, merges = long_board(nameless)
        write(name, [("公示表", rows, merges)])
    write("carried-pages", [("公示表", carried(), [])])
    write("two-up-without-header", [("公示表", beside(True), [])])
    land_left = [row + [""] + other for row, other in zip([WIDE] + wide_rows(HEADS), houses(HEADS))]
    write("houses-beside-land", [("公示表", land_left, [])])
    below = [WIDE] + wide_rows(HEADS) + [[""] * 7] + houses(HEADS[:3])
    write("houses-below-land", [("公示表", below, [])])
    shifted = [["", row[1], row[0], row[2], "平房", row[5], ""] for row in houses(HEADS[:3])[1:]]
    write("below-without-header", [("公示表", [WIDE] + wide_rows(HEADS) + [[""] * 7] + shifted, [])])
    write("unknown-words", [("公示表", unknown_words(), [])])
    write("officials", [("公示表", officials(), [])])
    without = [row[:3] + row[4:] for row in [WIDE] + wide_rows(HEADS)]
    write("without-area", [("公示表", without, [])])


if __name__ == "__main__":
    main()
