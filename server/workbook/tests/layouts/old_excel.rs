//! What only .xls files do: comments that stand apart from their cells, texts that
//! go on in the next record, formulas with a value of their own kind.

use domain::finding::Code;
use domain::table::ColumnChoices;
use workbook::{Unreadable, read_board};

use crate::common::{codes, read, sums};
use crate::records::{Record, long_text, number, text, workbook};

fn board(more: Vec<Record>) -> Vec<u8> {
    let heading = ["户号", "户主", "补偿金额(元)", "备注"];
    let mut records: Vec<Record> = (0..)
        .zip(heading)
        .map(|(at, word)| text(0, at, word))
        .collect();
    for (row, head) in (1..).zip(["张三", "李四"]) {
        records.push(text(row, 0, &format!("ZL0{row}")));
        records.push(text(row, 1, head));
    }
    records.extend(more);
    workbook(&[], &[("公示表", false, records)])
}

fn amounts() -> Vec<Record> {
    vec![number(1, 2, 100.5), number(2, 2, 200.0)]
}

/// A formula whose value is stored in these bytes.
fn formula(row: u16, column: u16, value: [u8; 8]) -> Record {
    let head = [row, column, 0].into_iter().flat_map(u16::to_le_bytes);
    (0x0006, head.chain(value).chain([0; 8]).collect())
}

const NOTHING: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
const TEXT: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

/// A comment of a cell: what is drawn, its text in pieces, and where it belongs.
fn comment(row: u16, column: u16, pieces: &[&str]) -> Vec<Record> {
    let object = [0x15, 0, 0x12, 0, 0x19, 0, 7, 0]
        .into_iter()
        .chain([0; 14])
        .collect();
    let length: usize = pieces
        .iter()
        .map(|piece| piece.encode_utf16().count())
        .sum();
    let mut drawn = vec![0; 18];
    drawn.splice(10..12, u16::try_from(length).expect("short").to_le_bytes());
    let mut records = vec![(0x005D, object), (0x01B6, drawn)];
    records.extend(
        pieces
            .iter()
            .map(|piece| (0x003C, long_text(piece).split_off(2))),
    );
    let note = [row, column, 0, 7].into_iter().flat_map(u16::to_le_bytes);
    records.push((0x001C, note.collect()));
    records
}

#[test]
fn comments_are_read_with_their_cells() {
    let mut more = amounts();
    more.extend(comment(1, 1, &["身份证 110105194912", "31002X"]));
    let personal = |more| {
        let found = codes(&read("board.xls", &board(more)));
        let found = found
            .into_iter()
            .filter(|(code, _)| *code == Code::PersonalNumber);
        found.map(|(_, cell)| cell).collect::<Vec<_>>()
    };
    assert_eq!(personal(more), ["B2"]);
    let mut more = amounts();
    more.extend(comment(1, 1, &["请核对"]));
    assert!(personal(more).is_empty());
}

#[test]
fn a_text_of_a_formula_may_go_on_in_the_next_record() {
    let mut more = amounts();
    let whole = long_text("张三的承包地");
    let (first, rest) = whole.split_at(7);
    more.push(formula(1, 3, TEXT));
    more.push((0x0207, first.to_vec()));
    more.push((0x003C, [&[1], rest].concat()));
    let reading = read("board.xls", &board(more));
    let remark = reading
        .board
        .entries
        .first()
        .and_then(|one| one.remark.clone());
    assert_eq!(remark.as_deref(), Some("张三的承包地"));
}

#[test]
fn shared_texts_may_be_rich_and_go_on_anywhere() {
    // 户主 in one piece; 张 in bold, with how it is spoken; 李四 cut in two.
    let mut first = vec![3, 0, 0, 0, 3, 0, 0, 0];
    first.extend(long_text("户主"));
    first.extend([1, 0, 1 | 4 | 8, 1, 0, 4, 0, 0, 0]);
    first.extend("张".encode_utf16().flat_map(u16::to_le_bytes));
    first.extend([0; 4]);
    first.extend([9; 2]);
    let mut second = vec![9; 2];
    second.extend([2, 0, 1]);
    second.extend("李".encode_utf16().flat_map(u16::to_le_bytes));
    let mut third = vec![1];
    third.extend("四".encode_utf16().flat_map(u16::to_le_bytes));
    let texts = [(0x00FC, first), (0x003C, second), (0x003C, third)];
    let shared = |row: u16, number: u8| {
        let head = [row, 1, 0].into_iter().flat_map(u16::to_le_bytes);
        (0x00FD, head.chain([number, 0, 0, 0]).collect())
    };
    let mut records = vec![text(0, 0, "户号"), shared(0, 0), text(0, 2, "补偿金额(元)")];
    records.extend([
        text(1, 0, "ZL01"),
        shared(1, 1),
        text(2, 0, "ZL02"),
        shared(2, 2),
    ]);
    records.extend(amounts());
    let reading = read(
        "board.xls",
        &workbook(&texts, &[("公示表", false, records)]),
    );
    let heads: Vec<&str> = reading
        .board
        .entries
        .iter()
        .map(|one| one.head.as_str())
        .collect();
    assert_eq!(heads, ["张", "李四"]);
}

#[test]
fn short_numbers_are_exact() {
    // 100.5 as hundredths, and 200 as the upper half of a float, in one record.
    let whole = (10_050_u32 << 2) | 3;
    let upper = u32::try_from(200_f64.to_bits() >> 32).expect("a half");
    let mut data: Vec<u8> = [1_u16, 2, 0]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect();
    data.extend(whole.to_le_bytes());
    data.extend([3, 0]);
    let one = (0x027E, data.drain(..10).collect());
    let other = [2_u16, 2, 0].into_iter().flat_map(u16::to_le_bytes);
    let other = (0x027E, other.chain(upper.to_le_bytes()).collect());
    let reading = read("board.xls", &board(vec![one, other]));
    assert_eq!(sums(&reading)[..2], ["2", "300.50"]);
}

#[test]
fn formulas_that_were_never_computed_are_no_numbers() {
    let refused = |more| {
        read_board("board.xls", &board(more), None, &ColumnChoices::new()).expect_err("refused")
    };
    let cells = Unreadable::Formulas {
        count: 2,
        cells: "C2、C3".to_owned(),
    };
    for value in [NOTHING, [0; 8]] {
        assert_eq!(
            refused(vec![formula(1, 2, value), formula(2, 2, value)]),
            cells
        );
    }
    // One that has a value tells that they were.
    let computed = vec![
        formula(1, 2, 5_f64.to_le_bytes()),
        number(2, 2, 1.0),
        formula(2, 3, NOTHING),
    ];
    assert_eq!(
        sums(&read("board.xls", &board(computed)))[..2],
        ["2", "6.00"]
    );
}

#[test]
fn what_is_cut_short_is_no_board() {
    let whole = board(amounts());
    for length in [whole.len() - 1, whole.len() - 8, whole.len() / 2] {
        let cut = whole.get(..length).expect("a part");
        let read = read_board("board.xls", cut, None, &ColumnChoices::new());
        assert!(matches!(read, Err(Unreadable::Damaged(_))), "{length}");
    }
}
