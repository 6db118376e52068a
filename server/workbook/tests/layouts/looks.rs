//! How cells look, wherever that is written: lines through a text, formats of
//! rows, of columns, of styles that are based on others and under conditions,
//! units on printed pages, formulas that nobody computed.

use std::io::{Cursor, Write};

use domain::finding::Code;
use domain::table::ColumnChoices;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, Formula, Workbook, Worksheet,
};
use workbook::{ParsedBoard, Unreadable, read_board};
use zip::write::SimpleFileOptions;

use crate::common::{codes, read};
use crate::records::{Record, begin, bytes, text, workbook};

/// What is found of how cells look: that these tables have no breakdown is not.
fn looks(reading: &ParsedBoard) -> Vec<(Code, String)> {
    let mut found = codes(reading);
    found.retain(|(code, _)| !matches!(code, Code::MissingColumn | Code::NoBreakdown));
    found
}

/// An XML table of Excel 2003: 户号, 户主, 补偿金额, with these styles, columns and
/// amounts (`<Cell …><Data …>`).
fn xml(styles: &str, columns: &str, row: &str, amounts: [&str; 2]) -> Vec<u8> {
    let text = |text: &str| {
        format!("<Cell ss:StyleID=\"Default\"><Data ss:Type=\"String\">{text}</Data></Cell>")
    };
    let head: String = ["户号", "户主", "补偿金额(元)"].map(text).concat();
    let rows = [("ZL01", "张三"), ("ZL02", "李四")]
        .into_iter()
        .zip(amounts);
    let rows: String = rows
        .map(|((number, name), amount)| {
            format!("<Row {row}>{}{}{amount}</Row>", text(number), text(name))
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Styles>{styles}</Styles><Worksheet ss:Name=\"公示表\"><Table>{columns}\
         <Row>{head}</Row>{rows}</Table>\
         <WorksheetOptions xmlns:x=\"urn:x\"><PageSetup>\
         <Header x:Data=\"&amp;C公示表\"/></PageSetup></WorksheetOptions></Worksheet></Workbook>"
    )
    .into_bytes()
}

fn amount(attributes: &str, data: &str) -> String {
    format!("<Cell {attributes}>{data}</Cell>")
}

fn number(attributes: &str, number: u32) -> String {
    let data = format!("<Data ss:Type=\"Number\">{number}</Data>");
    amount(attributes, &data)
}

#[test]
fn what_an_xml_table_crosses_out_is_found_wherever_its_style_stands() {
    let line = "<Font ss:StrikeThrough=\"1\"/>";
    let own = format!("<Style ss:ID=\"s1\">{line}</Style>");
    let based = format!("<Style ss:ID=\"s1\" ss:Parent=\"s0\"/><Style ss:ID=\"s0\">{line}</Style>");
    let plain = number("", 100);
    let styled = number("ss:StyleID=\"s1\"", 200);
    let found = |styles: &str, columns: &str, row: &str, second: &str| {
        looks(&read("a.xls", &xml(styles, columns, row, [&plain, second])))
    };
    let one = [(Code::CrossedOut, "C3".to_owned())];
    assert_eq!(found(&own, "", "", &styled), one);
    assert_eq!(found(&based, "", "", &styled), one);
    // Of a part of its text.
    let part = "<ss:Data ss:Type=\"String\"><S>3</S>200</ss:Data>";
    assert_eq!(found("", "", "", &amount("", part)), one);
    // A line through the parent that the style itself takes away.
    let away = "<Style ss:ID=\"s1\" ss:Parent=\"s0\"><Font ss:Size=\"12\"/></Style>";
    let away = format!("{away}<Style ss:ID=\"s0\">{line}</Style>");
    assert_eq!(found(&away, "", "", &styled), []);
    // Of the column, of the row, of whatever names no style.
    let column = "<Column ss:Index=\"3\" ss:StyleID=\"s1\"/>";
    let both = [
        (Code::CrossedOut, "C2".to_owned()),
        (Code::CrossedOut, "C3".to_owned()),
    ];
    let second = number("", 200);
    assert_eq!(found(&own, column, "", &second), both);
    assert_eq!(found(&own, "", "ss:StyleID=\"s1\"", &second), both);
    // The row's style comes before the column's.
    let plain_row = own.clone() + "<Style ss:ID=\"s2\"><Font/></Style>";
    assert_eq!(found(&plain_row, column, "ss:StyleID=\"s2\"", &second), []);
}

#[test]
fn an_xml_table_has_the_formats_of_its_columns_and_parents() {
    let based = "<Style ss:ID=\"s1\" ss:Parent=\"s0\"/>\
                 <Style ss:ID=\"s0\"><NumberFormat ss:Format=\"0!.0000\"/></Style>";
    let column = "<Column ss:Index=\"3\" ss:StyleID=\"s1\"/>";
    let amounts = [number("", 187_315), number("", 200_000)];
    let amounts = [amounts[0].as_str(), amounts[1].as_str()];
    let found = looks(&read("a.xls", &xml(based, column, "", amounts)));
    assert_eq!(found, [(Code::ShownScaled, "C2".to_owned())]);
}

/// An .ods file with these common styles, styles of its own, and a last cell.
fn ods(common: &str, own: &str, attributes: &str, inside: &str) -> Vec<u8> {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:style-name=\"plain\">\
             <text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let last = format!(
        "<table:table-cell office:value-type=\"string\" {attributes}><text:p>{inside}</text:p></table:table-cell>"
    );
    let rows = [
        row(&["户号", "户主", "补偿金额(元)"].map(cell)),
        row(&["ZL01", "张三", "100"].map(cell)),
        row(&[cell("ZL02"), cell("李四"), last]),
    ];
    let plain = style("plain", "table-cell", "", "none");
    let content = format!(
        "<office:document-content><office:automatic-styles>{plain}{own}</office:automatic-styles>\
         <office:body><office:spreadsheet><table:table table:name=\"公示表\">{}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let styles = format!(
        "<office:document-styles><office:styles>{common}</office:styles></office:document-styles>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("styles.xml", styles.as_str()),
    ] {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(part.as_bytes()).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

fn style(name: &str, family: &str, parent: &str, line: &str) -> String {
    let properties = match line {
        "" => String::new(),
        line => format!("<style:text-properties style:text-line-through-style=\"{line}\"/>"),
    };
    format!(
        "<style:style style:name=\"{name}\" style:family=\"{family}\" \
         style:parent-style-name=\"{parent}\">{properties}</style:style>"
    )
}

#[test]
fn what_an_ods_file_crosses_out_is_found_in_styles_that_are_based_on_others() {
    let one = [(Code::CrossedOut, "C3".to_owned())];
    let cell = "table-cell";
    let void = style("作废", cell, "Default", "solid");
    let based = style("ce1", cell, "作废", "");
    let of = |common: &str, own: &str, attributes: &str, inside: &str| {
        looks(&read("a.ods", &ods(common, own, attributes, inside)))
    };
    let ce1 = "table:style-name=\"ce1\"";
    assert_eq!(of(&void, &based, ce1, "200"), one);
    assert_eq!(of(&void, "", "table:style-name=\"作废\"", "200"), one);
    assert_eq!(
        of("", &style("ce1", cell, "Default", "solid"), ce1, "200"),
        one
    );
    // What takes the line away again, and what is of texts.
    let away = style("ce1", cell, "作废", "none");
    assert_eq!(of(&void, &away, ce1, "200"), []);
    let span = "<text:span text:style-name=\"T1\">3</text:span>200";
    let texts = style("T0", "text", "", "solid") + &style("T1", "text", "T0", "");
    assert_eq!(of("", &texts, "", span), one);
    // For all cells.
    let all = "<style:default-style style:family=\"table-cell\"><style:text-properties \
               style:text-line-through-style=\"solid\"/></style:default-style>";
    assert_eq!(of(all, "", "", "200"), one);
}

/// A workbook of Excel 5 with one sheet.
fn workbook_5(globals: &[Record], records: Vec<Record>) -> Vec<u8> {
    let version_5 = |what| {
        let (kind, mut data) = begin(what);
        data[1] = 0x05;
        (kind, data)
    };
    let mut head = vec![version_5(5)];
    head.extend(globals.iter().cloned());
    head.push((0x0085, vec![0, 0, 0, 0, 0, 0, 1, b'A']));
    head.push((0x000A, Vec::new()));
    let start: usize = head.iter().map(|(_, data)| data.len() + 4).sum();
    let at = u32::try_from(start).expect("a short file").to_le_bytes();
    if let Some((_, data)) = head.iter_mut().find(|(kind, _)| *kind == 0x0085) {
        data.splice(0..4, at);
    }
    head.push(version_5(0x10));
    head.extend(records);
    head.push((0x000A, Vec::new()));
    bytes(&head)
}

/// A font with a line through it.
fn crossed_out() -> Record {
    let mut font = vec![0; 16];
    font[2] = 0x08;
    (0x0031, font)
}

#[test]
fn runs_of_one_cell_are_seen_in_old_excel() {
    let plain = (0x0031, vec![0; 16]);
    let globals = vec![plain, crossed_out()];
    let of_cells = |cells: Vec<Record>| {
        let mut records: Vec<Record> = (0..)
            .zip(["户号", "户主", "补偿金额(元)"])
            .map(|(at, word)| text(0, at, word))
            .collect();
        records.extend([text(1, 0, "ZL01"), text(1, 1, "张三")]);
        records.extend(cells);
        looks(&read(
            "a.xls",
            &workbook(&globals, &[("公示表", false, records)]),
        ))
    };
    // 甲300, of which 300 is crossed out: Excel 97.
    let (_, mut rich) = text(1, 2, "甲300");
    rich.extend([1, 0, 1, 0, 1, 0]);
    assert_eq!(
        of_cells(vec![(0x00D6, rich)]),
        [(Code::CrossedOut, "C2".to_owned())]
    );

    // The same in Excel 5, whose runs count bytes.
    let cell = |kind: u16, row: u8, column: u8, words: &str, runs: &[u8]| {
        let (bytes, ..) = encoding_rs::GB18030.encode(words);
        let length = u8::try_from(bytes.len()).expect("a short text");
        let mut data = vec![row, 0, column, 0, 0, 0, length, 0];
        data.extend(bytes.iter());
        data.extend(runs);
        (kind, data)
    };
    let board = |runs: &[u8]| {
        let plain = |row, column, words: &str| cell(0x0204, row, column, words, &[]);
        let records = vec![
            plain(0, 0, "户号"),
            plain(0, 1, "户主"),
            plain(0, 2, "补偿金额(元)"),
            plain(1, 0, "ZL01"),
            plain(1, 1, "张三"),
            cell(0x00D6, 1, 2, "二3", runs),
        ];
        read("a.xls", &workbook_5(&globals, records))
    };
    let crossed = looks(&board(&[1, 2, 1]));
    assert_eq!(crossed, [(Code::CrossedOut, "C2".to_owned())]);
    assert!(!looks(&board(&[1, 2, 0])).contains(&crossed[0]));
}

/// An .xlsx board of two households, and what else is done to its sheet.
fn xlsx(more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["户号", "户主", "补偿金额(元)"],
        ["ZL01", "张三", ""],
        ["ZL02", "李四", ""],
    ];
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    for (row, amount) in [(1, 187_315), (2, 200_000)] {
        sheet.write(row, 2, amount).expect("a number");
    }
    more(sheet);
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn what_a_condition_may_hide_is_asked_about() {
    let under = |format: Format, column: u16| {
        looks(&read(
            "a.xlsx",
            &xlsx(|sheet| {
                let rule = ConditionalFormatCellRule::GreaterThan(190_000);
                let one = ConditionalFormatCell::new()
                    .set_rule(rule)
                    .set_format(format);
                sheet
                    .add_conditional_format(1, column, 20, column, &one)
                    .expect("a condition");
            }),
        ))
    };
    let asked = [(Code::ShownUnderCondition, "C2".to_owned())];
    for hiding in [";;;", "0!.0000", "0.0,", "yyyy-mm-dd", "\"见备注\""] {
        assert_eq!(
            under(Format::new().set_num_format(hiding), 2),
            asked,
            "{hiding}"
        );
    }
    assert_eq!(under(Format::new().set_font_strikethrough(), 2), asked);
    // Colours and thousands hide nothing, and nothing is read beside the table.
    for plain in ["[Red]#,##0.00", "0"] {
        assert_eq!(under(Format::new().set_num_format(plain), 2), [], "{plain}");
    }
    assert_eq!(under(Format::new().set_bold(), 2), []);
    assert_eq!(under(Format::new().set_num_format(";;;"), 6), []);
}

#[test]
fn another_unit_on_printed_pages_is_asked_about() {
    let printed = |header: &str, footer: &str| {
        let sheet = |sheet: &mut Worksheet| {
            sheet.set_header(header).set_footer(footer);
        };
        looks(&read("a.xlsx", &xlsx(sheet)))
    };
    let asked = [(Code::PrintedUnit, String::new())];
    assert_eq!(printed("&C枣林村公示表&R单位：万元", ""), asked);
    assert_eq!(printed("", "&L单位: 千元 &R&P"), asked);
    assert_eq!(printed("&R单位：元", "第 &P 页"), []);
    assert_eq!(printed("&R征收单位：万元镇人民政府", ""), []);

    // As old Excel has it, and its tables in XML.
    let xml = xml("", "", "", [&number("", 100), &number("", 200)]);
    let xml = String::from_utf8(xml).expect("UTF-8");
    assert_eq!(looks(&read("a.xls", xml.as_bytes())), []);
    let xml = xml.replace("&amp;C公示表", "&amp;R单位：万元");
    assert_eq!(looks(&read("a.xls", xml.as_bytes())), asked);
}

#[test]
fn formulas_that_nobody_computed_are_said_to_be_that() {
    let formulas = |second: &str| {
        let bytes = xlsx(|sheet| {
            for (row, value) in [(1, "0"), (2, second)] {
                let formula = Formula::new("=1+1").set_result(value);
                sheet.write(row, 2, formula).expect("a formula");
            }
        });
        read_board("a.xlsx", &bytes, None, &ColumnChoices::new())
    };
    let refused = formulas("0").map(|_| ());
    let Err(Unreadable::Formulas { .. }) = refused else {
        panic!("{refused:?}");
    };
    // One of them is computed: then 0 is a result.
    assert!(formulas("2").is_ok());
}
