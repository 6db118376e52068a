//! What `cargo xtask bench import` runs, each part in a process of its own so
//! that none warms another up or counts in its memory:
//!
//! ```sh
//! import make FILE     # writes the workbook
//! import read FILE     # merely reads its cells, as calamine does
//! import check FILE    # reads it as a board and checks it
//! import import FILE   # a clerk uploads it: read, checked and stored
//! ```
//!
//! The last three print `{"micros":…,"peak_kb":…}`.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use backend::accounts;
use backend::rounds::{self, Uploaded};
use backend::{AppContext, Config, projects, standards};
use calamine::{Reader, Xlsx};
use domain::account::Role;
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan};
use domain::round::RoundNumber;
use domain::table::ColumnChoices;
use migrations::{Migrator, MigratorTrait};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// As the server has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HOUSEHOLDS: u32 = 100_000;
const CODE: &str = "BENCH";
const PASSWORD: &str = "correct horse battery";
/// Those of the samples.
const STANDARDS: &[u8] = include_bytes!("../../workbook/tests/samples/standards.xlsx");

#[tokio::main]
async fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, task, file] = arguments.as_slice() else {
        return Err("import make|read|check|import FILE".into());
    };
    let file = Path::new(file);
    let micros = match task.as_str() {
        "make" => return make(file),
        "read" => read(file)?,
        "check" => check(file)?,
        "import" => import(file).await?,
        other => return Err(format!("no such task: {other}").into()),
    };
    println!(
        "{}",
        serde_json::json!({ "micros": micros, "peak_kb": peak_kb()? })
    );
    Ok(())
}

/// The most memory that this process has held so far.
fn peak_kb() -> Outcome<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
    Ok(peak.ok_or("no VmHWM")?.parse()?)
}

fn micros(begun: Instant) -> Outcome<u64> {
    Ok(u64::try_from(begun.elapsed().as_micros())?)
}

fn read(file: &Path) -> Outcome<u64> {
    let begun = Instant::now();
    let mut book: Xlsx<_> = calamine::open_workbook(file)?;
    let (_, range) = book.worksheets().into_iter().next().ok_or("no sheet")?;
    let filled = range.used_cells().map(black_box).count();
    let micros = micros(begun)?;
    if filled < usize::try_from(HOUSEHOLDS)? {
        return Err(format!("only {filled} cells").into());
    }
    Ok(micros)
}

fn check(file: &Path) -> Outcome<u64> {
    let schedule = workbook::read_standards("standards.xlsx", STANDARDS);
    let schedule = schedule.map_err(|cause| format!("{cause:?}"))?;
    let begun = Instant::now();
    let bytes = std::fs::read(file)?;
    let choices = ColumnChoices::new();
    let reading = workbook::read_board("bench.xlsx", &bytes, Some(&schedule), &choices);
    let reading = reading.map_err(|cause| format!("{cause:?}"))?;
    let micros = micros(begun)?;
    if reading.board.entries.len() != usize::try_from(HOUSEHOLDS)? {
        return Err(format!("{} households", reading.board.entries.len()).into());
    }
    Ok(micros)
}

async fn import(file: &Path) -> Outcome<u64> {
    let folder = tempfile::tempdir()?;
    let database_url = format!("sqlite://{}/sanbang.db", folder.path().display());
    let office = AppContext::open(Config::new(database_url, folder.path())).await?;
    Migrator::up(office.db(), None).await?;
    accounts::add_account(&office, "staff", "staff", Role::Staff, PASSWORD).await?;
    let token = accounts::sign_in(&office, "staff", PASSWORD, [127, 0, 0, 1].into()).await?;
    let staff = accounts::actor(&office, &token).await?.ok_or("no actor")?;
    projects::create(&office, &staff, details()?).await?;
    standards::load(&office, &staff, CODE, "standards.xlsx", STANDARDS.to_vec()).await?;
    let round = RoundNumber::new(1).ok_or("no round")?;

    let begun = Instant::now();
    let bytes = std::fs::read(file)?;
    let uploaded = rounds::upload(&office, &staff, CODE, round, "bench.xlsx", bytes).await?;
    let micros = micros(begun)?;
    match uploaded {
        Uploaded::Stored => Ok(micros),
        Uploaded::Unchanged => Err("nothing was stored".into()),
        Uploaded::Refused(report) => {
            let first: Vec<_> = report.findings.iter().take(5).collect();
            Err(format!("refused: {first:?}").into())
        }
    }
}

fn details() -> Outcome<ProjectDetails> {
    let rounds = (1..=3)
        .map(|number| RoundNumber::new(number).map(RoundPlan::usual))
        .collect::<Option<Vec<_>>>();
    Ok(ProjectDetails {
        code: CODE.into(),
        name: "河湾村集体土地及房屋征收".into(),
        area: "青禾街道河湾村".into(),
        office: "青禾街道办事处".into(),
        approval_number: "示政地〔2024〕31号".into(),
        phone: "0000-0000000".into(),
        scope: Scope::Masked,
        scope_reason: String::new(),
        surveyed: None,
        rounds: rounds.ok_or("no rounds")?,
    })
}

/// A board of the samples' shape, with another size.
fn make(file: &Path) -> Outcome<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    headings(sheet)?;
    let mut total = 0;
    for number in 0..HOUSEHOLDS {
        total += household(sheet, FIRST + number, number)?;
    }
    sheet.write(FIRST + HOUSEHOLDS, 0, "合计")?;
    write_hundredths(sheet, FIRST + HOUSEHOLDS, TOTAL, total)?;
    workbook.save(file)?;
    Ok(())
}

/// The first household's row, from 0.
const FIRST: u32 = 4;
/// The column of totals, from 0.
const TOTAL: u16 = 18;

fn headings(sheet: &mut Worksheet) -> Outcome<()> {
    const UPPER: [(u16, u16, &str); 14] = [
        (0, 0, "序号"),
        (1, 1, "户号"),
        (2, 2, "组别"),
        (3, 3, "户主姓名"),
        (4, 4, "人口(人)"),
        (5, 9, "土地"),
        (10, 13, "房屋"),
        (14, 14, "附着物(元)"),
        (15, 17, "补助与奖励(元)"),
        (TOTAL, TOTAL, "合计(元)"),
        (19, 19, "特殊身份"),
        (20, 20, "关系"),
        (21, 21, "关联人员"),
        (22, 22, "备注"),
    ];
    const LOWER: [(u16, &str); 12] = [
        (5, "类别"),
        (6, "面积(亩)"),
        (7, "补偿标准(元/亩)"),
        (8, "补偿费"),
        (9, "青苗费"),
        (10, "结构"),
        (11, "建筑面积(㎡)"),
        (12, "补偿标准(元/㎡)"),
        (13, "补偿费"),
        (15, "搬迁补助"),
        (16, "过渡费"),
        (17, "奖励"),
    ];
    let plain = Format::new();
    let title = "河湾村集体土地及房屋征收补偿公示表(第一榜)";
    sheet.merge_range(0, 0, 0, 22, title, &plain)?;
    sheet.write(1, 0, "青禾街道河湾村(演示)")?;
    sheet.write(1, 18, "单位:元")?;
    for (first, last, heading) in UPPER {
        let bottom = if first == last { 3 } else { 2 };
        sheet.merge_range(2, first, bottom, last, heading, &plain)?;
    }
    for (column, heading) in LOWER {
        sheet.write(3, column, heading)?;
    }
    Ok(())
}

/// One household, its amounts by the samples' standards; gives its total in fen.
fn household(sheet: &mut Worksheet, row: u32, number: u32) -> Outcome<u64> {
    const LAND: [(&str, u64); 2] = [("水浇地", 48_000), ("旱地", 43_200)];
    const HOUSES: [(&str, u64); 4] = [("楼房", 650), ("砖混", 550), ("砖瓦", 400), ("草房", 300)];
    let pick = |from: u32, to: u32, step: u32| from + number.wrapping_mul(step) % (to - from);
    let group = number / 100 + 1;
    sheet.write(row, 0, number + 1)?;
    sheet.write(row, 1, format!("HW{group:04}{:03}", number % 100 + 1))?;
    sheet.write(row, 2, format!("{group}组"))?;
    sheet.write(row, 3, name(number))?;
    sheet.write(row, 4, pick(1, 8, 5))?;
    // Hundredths of a yuan, from thousandths of a mu.
    let (kind, price) = *LAND.get(usize::try_from(number % 2)?).ok_or("no land")?;
    let area = u64::from(pick(2_000, 8_000, 2_741));
    let (land, crops) = (area * price / 10, area * 1_200 / 10);
    sheet.write(row, 5, kind)?;
    write_number(
        sheet,
        row,
        6,
        &format!("{}.{:03}", area / 1_000, area % 1_000),
    )?;
    sheet.write(row, 7, price)?;
    write_hundredths(sheet, row, 8, land)?;
    write_hundredths(sheet, row, 9, crops)?;
    let mut total = land + crops;
    // Two of three have a house; hundredths of a square metre.
    if !number.is_multiple_of(3) {
        let (kind, price) = *HOUSES.get(usize::try_from(number % 4)?).ok_or("no house")?;
        let floor = u64::from(pick(6_000, 18_000, 7_919));
        sheet.write(row, 10, kind)?;
        write_hundredths(sheet, row, 11, floor)?;
        sheet.write(row, 12, price)?;
        let paid = [
            (13, floor * price),
            (14, u64::from(pick(20_000, 300_000, 104_729))),
            (15, (floor * 15).max(100_000)),
            (16, floor * 8 * 18),
            (17, 500_000),
        ];
        for (column, fen) in paid {
            write_hundredths(sheet, row, column, fen)?;
            total += fen;
        }
    }
    write_hundredths(sheet, row, TOTAL, total)?;
    if number % 16 == 5 {
        sheet.write(row, 19, "村干部亲属")?;
        sheet.write(row, 20, "配偶之父母")?;
        sheet.write(row, 21, "沈德(村委会委员)")?;
    }
    Ok(total)
}

fn name(number: u32) -> String {
    const SURNAMES: [char; 16] = [
        '陶', '彭', '严', '沈', '李', '窦', '华', '钱', '孙', '周', '吴', '郑', '冯', '陈', '褚',
        '卫',
    ];
    const GIVEN: [char; 32] = [
        '新', '生', '凤', '长', '德', '春', '淑', '旺', '顺', '明', '国', '建', '平', '秀', '英',
        '兰', '福', '贵', '财', '有', '金', '玉', '芳', '梅', '志', '强', '军', '勇', '海', '山',
        '水', '林',
    ];
    let at = |from: &[char], number: u32| {
        let number = usize::try_from(number).unwrap_or_default();
        from.get(number % from.len()).copied().unwrap_or('某')
    };
    [
        at(&SURNAMES, number / 1_024),
        at(&GIVEN, number / 32),
        at(&GIVEN, number),
    ]
    .iter()
    .collect()
}

/// Fen as yuan, hundredths of a square metre as square metres.
fn write_hundredths(sheet: &mut Worksheet, row: u32, column: u16, number: u64) -> Outcome<()> {
    let text = format!("{}.{:02}", number / 100, number % 100);
    write_number(sheet, row, column, &text)
}

fn write_number(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Outcome<()> {
    sheet.write(row, column, text.parse::<f64>()?)?;
    Ok(())
}
