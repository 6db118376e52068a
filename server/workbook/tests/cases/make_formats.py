"""Makes the tables of formats/: the same few households, some columns of them in
a number format, as .xlsx, .ods and .xls.

    python -m venv venv && venv/bin/pip install openpyxl xlwt
    venv/bin/python make_formats.py

The files that begin with a number are from elsewhere, see README.md.
"""

import json
import os
import zipfile
import zlib
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "formats")
HEADINGS = ["序号", "户号", "组别", "户主姓名", "土地类别", "土地面积(亩)",
            "土地补偿标准(元/亩)", "土地补偿费(元)", "合计(元)"]
HEADS = ["罗建业", "邵桂香", "贺长青", "秦守田", "石玉梅", "杜水生"]
AREAS = [2.5, 1.25, 4, 3.125, 0.5, 6]


def rows():
    out = []
    for at, (head, area) in enumerate(zip(HEADS, AREAS)):
        pay = area * 48000
        out.append([at + 1, f"ZL0{at + 1}", f"{at // 3 + 1}组", head, "水浇地", area, 48000,
                    pay, pay])
    return out


# What .ods has for a format, by its code.
def number(inside="", **attributes):
    said = "".join(f" number:{name.replace('_', '-')}={quoteattr(str(value))}"
                   for name, value in attributes.items())
    return f"<number:number{said}>{inside}</number:number>"


def text(words):
    return f"<number:text>{escape(words)}</number:text>"


def whole(digits, inside="", **more):
    return number(inside, decimal_places=0, min_integer_digits=digits, **more)


def style(inside, kind="number", maps=""):
    return f"<number:{kind}-style style:name=\"NAME\">{inside}{maps}</number:{kind}-style>"


def when(condition, inside):
    """A style of its own that holds under a condition, and the map to it."""
    name = f"P{zlib.crc32((condition + inside).encode()) % 10000}"
    return (f"<number:number-style style:name=\"{name}\">{inside}</number:number-style>",
            f"<style:map style:condition=\"value(){escape(condition)}\""
            f" style:apply-style-name=\"{name}\"/>")


def mapped(inside, *conditions):
    return "".join(one for one, _ in conditions) + style(inside, maps="".join(m for _, m in conditions))


MONTH_DAY = style("<number:month/>" + text("-") + "<number:day/>", "date")
ODS = {
    "00000": style(whole(5)),
    '"ZL"00000': style(text("ZL") + whole(5)),
    "0000-00": style(whole(6, '<number:embedded-text number:position="2">-</number:embedded-text>')),
    '0"组"': style(whole(1) + text("组")),
    "0!.0000": style(whole(5, '<number:embedded-text number:position="4">.</number:embedded-text>')),
    "0.0,": style(number(decimal_places=1, min_integer_digits=1, display_factor=1000)),
    "0%": style(whole(1) + text("%"), "percentage"),
    '0.00"万元"': style(number(decimal_places=2, min_integer_digits=1) + text("万元")),
    '0.00"亩"': style(number(decimal_places=2, min_integer_digits=1) + text("亩")),
    'm"-"d': MONTH_DAY,
    ";;;": mapped("", when(">0", ""), when("<0", "")),
    "0.00;-0.00;;@": mapped("", when(">0", number(decimal_places=2, min_integer_digits=1)),
                            when("<0", text("-") + number(decimal_places=2, min_integer_digits=1))),
    "0.00": style(number(decimal_places=2, min_integer_digits=1)),
    "0.00_ ": style(number(decimal_places=2, min_integer_digits=1) + text(" ")),
    "#,##0.00": style(number(decimal_places=2, min_integer_digits=1, grouping="true")),
    '"¥"#,##0.00': style("<number:currency-symbol>¥</number:currency-symbol>"
                         + number(decimal_places=2, min_integer_digits=1, grouping="true"), "currency"),
    "0.00E+00": style('<number:scientific-number number:decimal-places="2"'
                      ' number:min-exponent-digits="2" number:min-integer-digits="1"/>'),
    "# ?/?": style('<number:fraction number:min-numerator-digits="1"'
                   ' number:min-denominator-digits="1" number:min-integer-digits="0"/>'),
    '[>=100000]"很多";0.00': mapped(number(decimal_places=2, min_integer_digits=1),
                                   when(">=100000", text("很多"))),
    '"ZL"@': style(text("ZL") + "<number:text-content/>", "text"),
}


KINDS = ("xlsx", "ods", "xls")


def found(code, cell, severity="error"):
    return {"code": code, "severity": severity, "cell": cell}


def fine(**more):
    """Read as it is shown, without an error."""
    return {"exit": 0, "households": 6, **more}


def wrong(*findings, **more):
    return {"exit": 1, "findings": list(findings), **more}


class Table:
    """The households, with columns (by letter) in a format and of other values."""

    def __init__(self, name, right, formats, values=None, headings=None, kinds=KINDS):
        self.name, self.right, self.formats, self.kinds = name, right, formats, kinds
        self.rows = rows()
        self.headings = list(HEADINGS)
        for letter, heading in (headings or {}).items():
            self.headings[ord(letter) - 65] = heading
        for letter, column in (values or {}).items():
            for row, value in zip(self.rows, column):
                row[ord(letter) - 65] = value

    def format(self, column):
        return self.formats.get(chr(65 + column))

    def xlsx(self, path):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["枣林村征收补偿公示表"])
        sheet.append(self.headings)
        for row in self.rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                if self.format(cell.column - 1):
                    cell.number_format = self.format(cell.column - 1)
        book.save(path)

    def xls(self, path):
        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("Sheet1")
        styles = {}
        sheet.write(0, 0, "枣林村征收补偿公示表")
        for column, heading in enumerate(self.headings):
            sheet.write(1, column, heading)
        for at, row in enumerate(self.rows):
            for column, value in enumerate(row):
                code = self.format(column) or "General"
                if code not in styles:
                    styles[code] = xlwt.easyxf(num_format_str=code)
                sheet.write(at + 2, column, value, styles[code])
        book.save(path)

    def ods(self, path):
        codes = sorted(set(self.formats.values()))
        styles = ""
        for at, code in enumerate(codes):
            styles += ODS[code].replace("NAME", f"N{at}")
            styles += (f'<style:style style:name="ce{at}" style:family="table-cell"'
                       f' style:parent-style-name="Default" style:data-style-name="N{at}"/>')

        def cell(value, code=None):
            said = f' table:style-name="ce{codes.index(code)}"' if code else ""
            if isinstance(value, str):
                return (f'<table:table-cell{said} office:value-type="string">'
                        f"<text:p>{escape(value)}</text:p></table:table-cell>")
            if code == 'm"-"d':
                day = value - 45292 + 1
                return (f'<table:table-cell{said} office:value-type="date"'
                        f' office:date-value="2024-01-{day:02}"><text:p>1-{day}</text:p></table:table-cell>')
            kind = "percentage" if code == "0%" else "float"
            return (f'<table:table-cell{said} office:value-type="{kind}" office:value="{value!r}">'
                    f"<text:p>{value}</text:p></table:table-cell>")

        body = f"<table:table-row>{cell('枣林村征收补偿公示表')}</table:table-row>"
        body += "<table:table-row>" + "".join(map(cell, self.headings)) + "</table:table-row>"
        for row in self.rows:
            cells = (cell(value, self.format(at)) for at, value in enumerate(row))
            body += "<table:table-row>" + "".join(cells) + "</table:table-row>"
        spaces = " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
            for name, of in [("office", "office"), ("table", "table"), ("text", "text"),
                             ("style", "style"), ("number", "datastyle")])
        content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}'
                   f' office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
                   f'<office:body><office:spreadsheet><table:table table:name="Sheet1">{body}'
                   "</table:table></office:spreadsheet></office:body></office:document-content>")
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        manifest = ('<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
                    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                    "</manifest:manifest>")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for part, words in [("mimetype", kind), ("content.xml", content),
                                ("META-INF/manifest.xml", manifest)]:
                out.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), words)


NUMBERS = [1, 2, 3, 4, 5, 6]
WAN = [area * 4.8 for area in AREAS]
PAID = [area * 48000 for area in AREAS]
CODES = [110101001001 + at for at in range(6)]
ROUND = [2.5, 1.25, 4, 3.25, 0.5, 6]
ROUND_PAID = [area * 48000 for area in ROUND]
FINE = [2.5125, 1.25, 4, 3.1255, 0.5, 6]
FINE_PAID = [120600, 60000, 192000, 150024, 24000, 288000]
DAYS = [45291 + at for at in NUMBERS]
TABLES = [
    Table("zeros", fine(household_numbers=[f"0000{at}" for at in NUMBERS], at_most=0),
          {"B": "00000"}, {"B": NUMBERS}),
    Table("prefix-and-group", fine(household_numbers=[f"ZL0000{at}" for at in NUMBERS], at_most=0),
          {"B": '"ZL"00000', "C": '0"组"'}, {"B": NUMBERS, "C": [1, 1, 1, 2, 2, 2]}),
    Table("dash", fine(household_numbers=[f"0123-0{at}" for at in NUMBERS], at_most=0),
          {"B": "0000-00"}, {"B": [12300 + at for at in NUMBERS]}),
    Table("text-prefix", fine(household_numbers=[f"ZL0{at}" for at in NUMBERS], at_most=0),
          {"B": '"ZL"@'}, {"B": [f"0{at}" for at in NUMBERS]}),
    Table("plain-money", fine(land_mu="17.5", total_payout_yuan="840000.00", at_most=0),
          {"F": "0.00_ ", "G": "#,##0.00", "H": '"¥"#,##0.00', "I": "#,##0.00"},
          {"F": ROUND, "H": ROUND_PAID, "I": ROUND_PAID}),
    Table("area-with-unit", fine(land_mu="17.5", at_most=0), {"F": '0.00"亩"'},
          {"F": ROUND, "H": ROUND_PAID, "I": ROUND_PAID}),
    Table("wan-headed", fine(total_payout_yuan="834000.00", at_most=2,
                             findings=[found("shown_in_unit", "H3", "warning"),
                                       found("shown_in_unit", "I3", "warning")]),
          {"H": "0!.0000", "I": "0!.0000"}, headings={"H": "土地补偿费(万元)", "I": "合计(万元)"}),
    Table("wan-not-headed", wrong(found("shown_scaled", "H3"), found("shown_scaled", "I3"), at_most=2),
          {"H": "0!.0000", "I": "0!.0000"}),
    Table("wan-word", wrong(found("shown_scaled", "H3"), found("shown_scaled", "I3")),
          {"H": '0.00"万元"', "I": '0.00"万元"'}, {"H": WAN, "I": WAN}),
    Table("thousands", wrong(found("shown_scaled", "I3"), at_most=1), {"I": "0.0,"}),
    Table("percent", wrong(found("shown_scaled", "F3"), at_most=1), {"F": "0%"}),
    Table("date-household", wrong(found("date_shown", "B3"), never_household=[str(day) for day in DAYS]),
          {"B": 'm"-"d'}, {"B": DAYS}),
    Table("date-group", wrong(found("date_shown", "C3")), {"C": 'm"-"d'},
          {"C": [45292, 45292, 45292, 45293, 45293, 45293]}),
    Table("date-area", wrong(found("date_shown", "F3")), {"F": 'm"-"d'}, {"F": DAYS}),
    Table("date-amount", wrong(found("date_shown", "H3")), {"H": 'm"-"d'}, {"H": DAYS}),
    Table("shown-blank", wrong(found("shown_blank", "H3")), {"H": ";;;"}),
    Table("blank-zeros", fine(at_most=1), {"H": "0.00;-0.00;;@"}),
    Table("rounded", fine(land_mu="17.388", at_most=1, findings=[found("shown_rounded", "F3", "warning")]),
          {"F": "0.00"}, {"F": FINE, "H": FINE_PAID, "I": FINE_PAID}),
    Table("too-fine", wrong(found("too_fine", "F3"), found("too_fine", "H3"), found("too_fine", "I3"), at_most=3),
          {"F": "0.00", "H": "0.00", "I": "0.00"},
          {"F": [area / 3 for area in AREAS], "H": [paid / 7 for paid in PAID], "I": [paid / 7 for paid in PAID]}),
    Table("long-code", fine(household_numbers=[str(code) for code in CODES], at_most=1,
                            findings=[found("shown_short", "B3", "warning")]), {}, {"B": CODES}),
    Table("exponent-code", fine(household_numbers=[str(code) for code in CODES], at_most=1,
                                findings=[found("shown_short", "B3", "warning")]),
          {"B": "0.00E+00"}, {"B": CODES}),
    Table("lost-digits", wrong(found("digits_lost", "B3")), {"B": "00000"},
          {"B": [1101010010012345678 + at * 1000 for at in NUMBERS]}),
    Table("grouped-code", fine(household_numbers=[f"1,00{at}.00" for at in NUMBERS],
                               findings=[found("shown_differs", "B3", "warning")]),
          {"B": "#,##0.00"}, {"B": [1000 + at for at in NUMBERS]}),
    Table("fraction", wrong(found("shown_differs", "F3")), {"F": "# ?/?"}),
    Table("words-instead", wrong(found("shown_differs", "I3"), at_most=1), {"I": '[>=100000]"很多";0.00'}),
    Table("wan-stored", wrong(found("amount_mismatch", "H3"), at_most=2), {}, {"H": WAN, "I": PAID}),
]

# From elsewhere, see README.md.
RIGHT = {
    "05-format-zeros.xlsx": {
        "exit": 0, "households": 10, "total_payout_yuan": "1961565.56", "land_mu": "26.878",
        "floor_m2": "955.29", "flagged": 1, "household_numbers": [f"{at:05}" for at in range(1, 11)]},
    "06-wan-format.xlsx": {
        "exit": 0, "households": 10, "total_payout_yuan": "2732544.81", "land_mu": "34.272",
        "floor_m2": "1594.34", "flagged": 1,
        "findings": [found("shown_in_unit", "I3", "warning"), found("shown_in_unit", "S3", "warning")]},
    "07-codes-as-dates.xlsx": wrong(found("date_shown", "B3"),
                                    never_household=[str(45292 + at) for at in range(10)]),
    "13-unrounded.xlsx": wrong(found("too_fine", "G3"), found("too_fine", "I3"),
                               found("too_fine", "J3"), found("too_fine", "S3"), at_most=6),
}

if __name__ == "__main__":
    for table in TABLES:
        for kind in table.kinds:
            getattr(table, kind)(os.path.join(FOLDER, f"{table.name}.{kind}"))
            RIGHT[f"{table.name}.{kind}"] = table.right
    with open(os.path.join(FOLDER, "expected.json"), "w") as out:
        json.dump(RIGHT, out, ensure_ascii=False, indent=1)
        out.write("\n")
