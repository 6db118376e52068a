//! Rows that name nobody: theirs is no household's money.

use std::collections::{BTreeMap, BTreeSet};

use domain::finding::{Code, Severity};
use proptest::prelude::*;
use workbook::ParsedBoard;

use crate::common::*;

fn has_errors(reading: &ParsedBoard) -> bool {
    let mut findings = reading.report.findings.iter();
    findings.any(|finding| finding.severity == Severity::Error)
}

/// How the rows of one household are held together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keys {
    Repeated,
    Merged,
    Open,
}

#[derive(Clone, Debug)]
struct Board {
    long: bool,
    keys: Keys,
    sequence: bool,
    group: bool,
    totals: bool,
    sum: bool,
    /// How many lines each household has.
    households: Vec<usize>,
}

/// A cell of the body, by its row and column.
type Place = (usize, usize);

impl Board {
    /// The columns that a household has once.
    fn once(&self) -> Vec<&'static str> {
        let mut once = Vec::new();
        once.extend(self.sequence.then_some("序号"));
        once.extend(["户号", "户主"]);
        once.extend(self.group.then_some("组别"));
        once
    }

    fn header(&self) -> Vec<&'static str> {
        let mut header = self.once();
        header.extend(if self.long {
            ["补偿项目", "单位", "数量", "补偿标准", "补偿金额"]
        } else {
            [
                "地类",
                "面积(亩)",
                "土地补偿标准(元/亩)",
                "土地补偿费",
                "青苗费",
            ]
        });
        header.extend(self.totals.then_some("合计"));
        header
    }

    /// The cells of the body; the amounts of each household; what is merged.
    fn body(&self) -> (Vec<Vec<String>>, Vec<BTreeSet<u64>>, Vec<String>) {
        const HEADS: [&str; 6] = ["罗建业", "邵桂香", "秦守田", "石玉梅", "贺长青", "段明义"];
        let (mut rows, mut paid, mut merges) = (Vec::new(), Vec::new(), Vec::new());
        let mut area = 0_u64;
        let mut all = 0_u64;
        for (at, lines) in self.households.iter().enumerate() {
            let mut own = BTreeSet::new();
            let first = rows.len();
            for line in 0..*lines {
                area += 1;
                own.insert(area * 48_000);
                let named = line == 0 || self.keys == Keys::Repeated;
                let mut row: Vec<String> = Vec::new();
                for heading in self.once() {
                    let text = match heading {
                        "序号" => (at + 1).to_string(),
                        "户号" => format!("HW0{}", at + 1),
                        "户主" => HEADS[at].to_owned(),
                        _ => format!("{}组", at / 2 + 1),
                    };
                    row.push(if named { text } else { String::new() });
                }
                let kind = ["水浇地", "旱地", "水田"][line % 3].to_owned();
                row.push(kind);
                if self.long {
                    row.push("亩".to_owned());
                }
                row.extend([
                    area.to_string(),
                    "48000".into(),
                    (area * 48_000).to_string(),
                ]);
                if !self.long {
                    row.push(String::new());
                }
                row.extend(self.totals.then(String::new));
                rows.push(row);
            }
            let total: u64 = own.iter().sum();
            all += total;
            for (line, row) in rows.iter_mut().skip(first).enumerate() {
                if self.totals && (line == 0 || self.keys == Keys::Repeated) {
                    let last = row.len() - 1;
                    row[last] = total.to_string();
                }
            }
            if self.keys == Keys::Merged && *lines > 1 {
                for column in 0..self.once().len() {
                    let letter = char::from(b'A' + u8::try_from(column).expect("a column"));
                    merges.push(format!("{letter}{}:{letter}{}", first + 2, rows.len() + 1));
                }
            }
            paid.push(own);
        }
        if self.sum {
            let mut row = vec![String::new(); self.header().len()];
            row[0] = "合计".to_owned();
            let last = row.len() - 1;
            row[last] = if self.totals || self.long { all } else { 0 }.to_string();
            rows.push(row);
        }
        (rows, paid, merges)
    }
}

fn board() -> impl Strategy<Value = Board> {
    let keys = prop::sample::select(vec![Keys::Repeated, Keys::Merged, Keys::Open]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let households = prop::collection::vec(1..4_usize, 2..6);
    (keys, flags, any::<bool>(), households).prop_map(
        |(keys, (long, sequence, group, totals), sum, households)| Board {
            long,
            keys,
            sequence,
            group,
            totals,
            sum,
            households,
        },
    )
}

/// What is deleted: single cells, or the first cells of a row.
#[derive(Clone, Debug)]
enum Deletion {
    Cell(prop::sample::Index, prop::sample::Index),
    First(prop::sample::Index, usize),
}

fn deletions() -> impl Strategy<Value = Vec<Deletion>> {
    let cell = (any::<prop::sample::Index>(), any::<prop::sample::Index>())
        .prop_map(|(row, column)| Deletion::Cell(row, column));
    let first = (any::<prop::sample::Index>(), 1..6_usize)
        .prop_map(|(row, columns)| Deletion::First(row, columns));
    prop::collection::vec(prop_oneof![cell, first], 0..6)
}

fn deleted(rows: &[Vec<String>], deletions: &[Deletion]) -> BTreeSet<Place> {
    let mut places = BTreeSet::new();
    for deletion in deletions {
        match deletion {
            Deletion::Cell(row, column) => {
                let row = row.index(rows.len());
                places.insert((row, column.index(rows[row].len())));
            }
            Deletion::First(row, columns) => {
                let row = row.index(rows.len());
                places.extend((0..*columns).map(|column| (row, column)));
            }
        }
    }
    places
}

fn read_deleted(board: &Board, deletions: &[Deletion]) -> Option<ParsedBoard> {
    let (mut rows, _, merges) = board.body();
    for (row, column) in deleted(&rows, deletions) {
        rows[row][column] = String::new();
    }
    let lines: Vec<String> = std::iter::once(board.header().join("|"))
        .chain(rows.iter().map(|row| row.join("|")))
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let merges: Vec<&str> = merges.iter().map(String::as_str).collect();
    let bytes = workbook(&[("公示", &lines, &merges)]);
    workbook::read_board("t.xlsx", &bytes, None, &domain::table::ColumnChoices::new()).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_row_goes_to_another_household_whatever_is_deleted(
        board in board(),
        deletions in deletions(),
    ) {
        let (_, paid, _) = board.body();
        let own: BTreeMap<String, &BTreeSet<u64>> = paid
            .iter()
            .enumerate()
            .map(|(at, own)| (format!("HW0{}", at + 1), own))
            .collect();
        let Some(reading) = read_deleted(&board, &deletions) else {
            return Ok(());
        };
        if deletions.is_empty() && (!board.long || board.totals) {
            let wide_and_open = !board.long && !board.totals && board.keys == Keys::Open;
            let several = board.households.iter().any(|lines| *lines > 1);
            prop_assert_eq!(
                has_errors(&reading),
                wide_and_open && several,
                "{:?}", reading.report.findings
            );
        }
        // Without totals nothing tells rows of a long table that are left open from
        // those whose names were deleted: that they were taken so is said.
        let left_open = codes(&reading).iter().any(|(code, _)| *code == Code::RowsLeftOpen);
        prop_assert!(!left_open || (board.long && !board.totals));
        if has_errors(&reading) || left_open {
            return Ok(());
        }
        for entry in &reading.board.entries {
            let own = own.get(&entry.household);
            for line in &entry.lines {
                let yuan = u64::try_from(line.amount.fen() / 100).expect("paid");
                prop_assert!(
                    own.is_some_and(|own| own.contains(&yuan)),
                    "{} of {}: {:?}", yuan, entry.household, board
                );
            }
        }
    }
}

#[test]
fn a_row_with_a_number_of_its_own_that_names_nobody_is_an_error() {
    let header = "序号|户号|组别|户主|地类|征地面积(亩)|标准|补偿费|合计";
    for row in [
        "2|||||1|48000|48000|48000",
        "2||1组||旱地|1|48000|48000|48000",
        "||1组||旱地|1|48000|48000|48000",
        "2||||旱地|1|48000|48000|",
        "|||||1|48000|48000|48000",
        "||||||||48000",
    ] {
        let reading = table(
            &[
                header,
                "1|HW01|1组|张三|旱地|2|48000|96000|96000",
                row,
                "3|HW03|2组|李四|旱地|1|48000|48000|48000",
            ],
            &[],
        );
        let said = codes(&reading);
        assert!(
            said.contains(&(Code::RowOfNobody, "B3".into())),
            "{row}: {said:?}"
        );
        let first = reading.board.entries.first().expect("an entry");
        assert_eq!(first.total.plain(), "96000.00", "{row}");
    }
}

/// Nothing that counts is left of the row where the merged cells begin.
#[test]
fn rows_merged_from_a_row_that_is_passed_over_are_nobodys() {
    let reading = table(
        &[
            "户号|户主|地类|面积(亩)|土地补偿标准(元/亩)|土地补偿费",
            "HW01|张三|旱地|1|48000|48000",
            "||||48000|",
            "||水田|2|48000|96000",
        ],
        &["A3:A4", "B3:B4"],
    );
    assert!(codes(&reading).contains(&(Code::RowOfNobody, "A4".into())));
    let first = reading.board.entries.first().expect("an entry");
    assert_eq!(first.total.plain(), "48000.00");
}

#[test]
fn rows_that_plainly_go_on_belong_to_the_household_above() {
    let merged = table(
        &[
            "序号|户号|户主|地类|征地面积(亩)|标准|补偿费|合计",
            "1|HW01|张三|旱地|2|48000|96000|144000",
            "|||水田|1|48000|48000|",
            "2|HW02|李四|旱地|1|48000|48000|48000",
        ],
        &["B2:B3"],
    );
    assert_eq!(codes(&merged), []);
    let open = table(
        &[
            "序号|户号|户主|地类|征地面积(亩)|标准|补偿费|合计",
            "1|HW01|张三|旱地|2|48000|96000|144000",
            "|||水田|1|48000|48000|",
            "2|HW02|李四|旱地|1|48000|48000|48000",
        ],
        &[],
    );
    assert_eq!(codes(&open), []);
    let counted = table(
        &[
            "户号|户主|序号|补偿项目|单位|数量|单价|补偿金额|合计",
            "HW01|张三|1|旱地|亩|2|48000|96000|97000",
            "||2|水井|眼|1|1000|1000|",
            "HW02|李四|1|旱地|亩|1|48000|48000|48000",
        ],
        &[],
    );
    assert_eq!(codes(&counted), []);
    // Nothing in this table would tell if a number were missing.
    let unproven = table(
        &[
            "户号|户主|补偿项目|单位|数量|单价|补偿金额",
            "HW01|张三|旱地|亩|2|48000|96000",
            "||水井|眼|1|1000|1000",
            "HW02|李四|旱地|亩|1|48000|48000",
        ],
        &[],
    );
    assert_eq!(codes(&unproven), [(Code::RowsLeftOpen, "A3".into())]);
}

#[test]
fn what_is_carried_from_page_to_page_is_a_sum() {
    for column in 0..3 {
        let sum = |word: &str, area: &str, paid: &str| {
            let mut cells = ["", "", "", area, "", paid];
            cells[column] = word;
            cells.join("|")
        };
        let header = "户号|户主|组别|征地面积(亩)|标准|补偿费";
        let reading = table(
            &[
                header,
                "1|张三|1组|2|48000|96000",
                "2|李四|1组|1|48000|48000",
                &sum("本页小计", "3", "144000"),
                &sum("过次页", "3", "144000"),
                header,
                &sum("承前页", "3", "144000"),
                "3|王五|2组|1|48000|48000",
                &sum("本页合计", "1", "48000"),
                &sum("累计", "4", "192000"),
                &sum("转下页", "4", "192000"),
                &sum("承上页", "4", "192000"),
                "4|赵六|2组|1|48000|48000",
                &sum("总计", "5", "240000"),
            ],
            &[],
        );
        assert_eq!(codes(&reading), []);
        assert_eq!(sums(&reading), ["4", "240000.00", "5", "0", "0"]);
    }
}

#[test]
fn as_above_is_said_in_many_ways() {
    for [number, head] in [
        ["同上", "同上"],
        ["〃", "〃"],
        ["同上", "张三"],
        ["", "同上"],
        ["HW01", "同上"],
    ] {
        let second = format!("{number}|{head}|同上|水田|1|48000|48000|");
        let reading = table(
            &[
                "户号|户主|组别|地类|征地面积(亩)|标准|补偿费|合计",
                "HW01|张三|1组|旱地|2|48000|96000|144000",
                &second,
                "HW02|李四|1组|旱地|1|48000|48000|48000",
            ],
            &[],
        );
        assert_eq!(codes(&reading), [], "{second}");
        assert_eq!(
            sums(&reading),
            ["2", "192000.00", "4", "0", "0"],
            "{second}"
        );
    }
}
