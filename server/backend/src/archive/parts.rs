//! The files of the ZIP.

use domain::board::{Entry, LineItem};
use domain::privacy::{self, Full};
use domain::round::RoundNumber;
use domain::terms::Deduction;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use store::entity::event;
use store::entries::{Pages, StoredEntry};
use store::ids::{BoardId, EventId};
use store::objections::Objector;
use store::projects::ProjectRecord;
use text::Lang;
use text::arithmetic::formula;
use views::{Archive, ArchiveNotice};
use workbook::csv_part;

use super::kept::{kept, schedules, sealed_path};
use super::layout::SEALED_FILED;
use super::writer::Zip;
use super::{declared, index, reasons, rounds};
use crate::recusal::Reading;
use crate::{AppContext, Error, objections};

/// Rows read at once.
const ROWS_AT_ONCE: u64 = 1_000;

/// Writes everything but the manifest.
pub(super) async fn write(
    context: &AppContext,
    db: &DatabaseTransaction,
    (project, reading): (&ProjectRecord, &Reading),
    archive: &Archive,
    zip: &mut Zip,
) -> Result<(), Error> {
    let persons = reading.reads();
    zip.file("index.html", index::html(archive, persons).into_bytes())
        .await?;
    zip.file("project.json", serde_json::to_vec_pretty(archive)?)
        .await?;
    for version in schedules(db, project.id).await? {
        let schedule = store::schedules::schedule(db, version.id).await?;
        let rows = schedule.standards.iter().map(standard_cells);
        let path = format!("standards-{}.csv", version.version);
        zip.file(&path, csv_part(Some(&STANDARDS), rows)?).await?;
    }
    for upload in kept(db, project.id).await? {
        let path = sealed_path(&upload);
        write_sealed(context, upload.object_key.as_deref(), &path, zip).await?;
    }
    for round in &archive.rounds {
        let rows = rounds::rows(db, project.round(round.round)?.id).await?;
        for (row, board) in rows.iter().zip(&round.boards) {
            let published = round
                .notices
                .iter()
                .find(|notice| Some(notice.revision) == board.published_as);
            if let Some(notice) = published {
                write_notice(db, round.round, notice, row.id, &board.folder, zip).await?;
            }
            reasons::write(db, row, board, zip).await?;
        }
    }
    let declared = declared::table(db, project.id).await?;
    zip.file("declarations.csv", declared).await?;
    write_events(db, &archive.head.code, reading, zip).await?;
    if persons {
        write_persons(context, db, (project, reading), zip).await?;
    }
    Ok(())
}

/// A file as it lies in the store, sealed. One that is lost leaves a note: that
/// it was there is part of the archive.
async fn write_sealed(
    context: &AppContext,
    key: Option<&str>,
    path: &str,
    zip: &mut Zip,
) -> Result<(), Error> {
    let Some(key) = key else { return Ok(()) };
    match context.store.sealed_file(key).await? {
        Some(bytes) => zip.file(path, bytes).await,
        None => {
            zip.file(&format!("{path}.missing.txt"), LOST.as_bytes().to_vec())
                .await
        }
    }
}

const LOST: &str = "这份文件在存储中找不到了。\n";

const STANDARDS: [&str; 8] = [
    "编号", "类别", "名称", "单位", "标准", "下限", "上限", "依据",
];

fn standard_cells(one: &domain::standard::Standard) -> Vec<String> {
    let money =
        |money: Option<domain::money::Money>| money.map(|it| it.plain()).unwrap_or_default();
    vec![
        one.code.clone(),
        one.category.label().to_owned(),
        one.name.clone(),
        one.unit.label().to_owned(),
        one.price.plain(),
        money(one.limits.floor),
        money(one.limits.cap),
        one.basis.clone(),
    ]
}

/// What a published board's folder says of it, besides the tables.
#[derive(serde::Serialize)]
struct NoticeFile<'a> {
    round: RoundNumber,
    #[serde(flatten)]
    notice: &'a ArchiveNotice,
}

async fn write_notice(
    db: &DatabaseTransaction,
    round: RoundNumber,
    notice: &ArchiveNotice,
    board_id: BoardId,
    folder: &str,
    zip: &mut Zip,
) -> Result<(), Error> {
    let about = serde_json::to_vec_pretty(&NoticeFile { round, notice })?;
    zip.file(&format!("{folder}/notice.json"), about).await?;

    zip.start(&format!("{folder}/households.csv")).await?;
    zip.write(csv_part(Some(&HOUSEHOLDS), [])?).await?;
    each_page(db, board_id, zip, |rows| {
        let cells = rows
            .iter()
            .map(StoredEntry::entry)
            .map(|entry| Ok(household_cells(&entry?)));
        Ok(csv_part(None, cells.collect::<Result<Vec<_>, Error>>()?)?)
    })
    .await?;

    zip.start(&format!("{folder}/lines.csv")).await?;
    zip.write(csv_part(Some(&LINES), [])?).await?;
    each_page(db, board_id, zip, |rows| {
        let mut cells = Vec::new();
        for row in rows {
            let entry = privacy::Entry::<Full>::of(&row.entry()?);
            let lines = entry.lines().iter();
            cells.extend(lines.map(|line| line_cells(&entry, line)));
        }
        Ok(csv_part(None, cells)?)
    })
    .await?;

    zip.start(&format!("{folder}/entries.jsonl")).await?;
    each_page(db, board_id, zip, |rows| {
        let mut out = Vec::new();
        for row in rows {
            serde_json::to_writer(&mut out, &EntryLine::of(row))?;
            out.push(b'\n');
        }
        Ok(out)
    })
    .await?;
    Ok(())
}

/// Writes the pages of a board's entries, in order.
async fn each_page(
    db: &DatabaseTransaction,
    board_id: BoardId,
    zip: &mut Zip,
    bytes: impl Fn(&[StoredEntry]) -> Result<Vec<u8>, Error>,
) -> Result<(), Error> {
    let mut pages = Pages::of(board_id);
    while let Some(page) = pages.next(db).await? {
        zip.write(bytes(&page)?).await?;
    }
    Ok(())
}

/// What an entry's commitment is made of. A later erasure leaves the
/// commitment, and neither content nor salt.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct EntryLine {
    pub(super) position: i32,
    /// HMAC-SHA-256 of the content under the salt, hexadecimal.
    pub(super) commitment: String,
    pub(super) salt: Option<String>,
    /// The entry's JSON, byte for byte.
    pub(super) content: Option<String>,
}

impl EntryLine {
    fn of(stored: &StoredEntry) -> Self {
        Self {
            position: stored.row.position,
            commitment: data_encoding::HEXLOWER.encode(&stored.commitment()),
            salt: Some(stored.salt.clone()),
            content: Some(stored.content.clone()),
        }
    }
}

const HOUSEHOLDS: [&str; 16] = [
    "户号",
    "户主",
    "组",
    "人口",
    "土地(亩)",
    "房屋(㎡)",
    "合计(元)",
    "特殊身份",
    "本人职务",
    "关系",
    "关联人员",
    "关联人员职务",
    "备注",
    "各项之和(元)",
    "扣除(元)",
    "扣除的各项(元)",
];

fn household_cells(entry: &Entry) -> Vec<String> {
    let entry = privacy::Entry::<Full>::of(entry);
    let of = |part: fn(&privacy::ShownStatus) -> Option<String>| {
        entry.status().and_then(part).unwrap_or_default()
    };
    vec![
        entry.household().to_owned(),
        entry.head().to_owned(),
        entry.group().unwrap_or_default().to_owned(),
        entry
            .people()
            .map(|people| people.to_string())
            .unwrap_or_default(),
        entry.land().plain(),
        entry.floor().plain(),
        entry.total().plain(),
        of(|status| Some(status.kind.label().to_owned())),
        of(|status| status.post.clone()),
        of(|status| status.relation.clone()),
        of(|status| status.official_name.clone()),
        of(|status| status.official_post.clone()),
        entry.remark().unwrap_or_default().to_owned(),
        entry.lines_total().plain(),
        entry.deducted().plain(),
        named(entry.deductions().iter().map(of_deduction)),
    ]
}

/// `扣除旧料款 800.00；已预付 5000.00`: each with its figure, as a table can be
/// computed again from.
fn named(terms: impl Iterator<Item = (String, String)>) -> String {
    let terms = terms.map(|(name, figure)| format!("{name} {figure}"));
    terms.collect::<Vec<_>>().join("；")
}

fn of_deduction(one: &Deduction) -> (String, String) {
    (one.name.clone(), one.amount.plain())
}

const LINES: [&str; 17] = [
    "户号",
    "户主",
    "类别",
    "项目",
    "标准编号",
    "数量",
    "单位",
    "月数",
    "单价(元)",
    "单价的单位",
    "金额(元)",
    "算式",
    "标准单价(元)",
    "不按标准的理由",
    "单价的组成(元)",
    "系数",
    "扣除的各项(元)",
];

fn line_cells(entry: &privacy::Entry<Full>, line: &LineItem) -> Vec<String> {
    let measure = line.measure.as_ref();
    let deviation = line.deviation.as_deref();
    let of = |part: &dyn Fn(&domain::board::Measure) -> Option<String>| {
        measure.and_then(part).unwrap_or_default()
    };
    vec![
        entry.household().to_owned(),
        entry.head().to_owned(),
        line.category.label().to_owned(),
        line.item.clone(),
        line.standard.clone().unwrap_or_default(),
        of(&|measure| Some(measure.quantity.plain())),
        of(&|measure| Some(measure.unit.label().to_owned())),
        of(&|measure| measure.months.map(|months| months.to_string())),
        of(&|measure| measure.price.map(|price| price.plain())),
        of(&|measure| {
            measure
                .price
                .map(|_| measure.priced_unit().label().to_owned())
        }),
        line.amount.plain(),
        formula(line, Lang::Zh),
        deviation
            .map(|deviation| deviation.standard.plain())
            .unwrap_or_default(),
        deviation
            .and_then(|deviation| deviation.reason.clone())
            .unwrap_or_default(),
        of(&|measure| {
            let parts = measure.parts().iter();
            Some(named(
                parts.map(|part| (part.name.clone(), part.price.plain())),
            ))
        }),
        of(&|measure| {
            let factors = measure.factors().iter();
            Some(named(
                factors.map(|one| (one.name.clone(), one.value.to_string())),
            ))
        }),
        of(&|measure| Some(named(measure.deductions().iter().map(of_deduction)))),
    ]
}

/// The project's events that may be read: canonical bytes, one a line, in the order
/// of writing.
async fn write_events(
    db: &DatabaseTransaction,
    code: &str,
    reading: &Reading,
    zip: &mut Zip,
) -> Result<(), Error> {
    zip.start("events.jsonl").await?;
    let mut after = EventId::new(0);
    loop {
        let rows = event::Entity::find()
            .filter(event::Column::Project.eq(code))
            .filter(reading.events())
            .filter(event::Column::Id.gt(after))
            .order_by_asc(event::Column::Id)
            .limit(ROWS_AT_ONCE)
            .all(db)
            .await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.id;
        let mut out = Vec::new();
        for row in &rows {
            out.extend_from_slice(row.canonical.as_bytes());
            out.push(b'\n');
        }
        zip.write(out).await?;
    }
}

/// Who objected, in which words, and with what: for those who may read objections.
async fn write_persons(
    context: &AppContext,
    db: &DatabaseTransaction,
    of: (&ProjectRecord, &Reading),
    zip: &mut Zip,
) -> Result<(), Error> {
    let header = [
        "回执号",
        text::CASE_PERSON.zh,
        "电话",
        text::CASE_STATEMENT.zh,
    ];
    let mut rows = Vec::new();
    for (row, _, _) in super::objections::rows(db, of, 0).await? {
        let Objector { name, phone } = context.store.objector(&row)?;
        let statement = context.store.statement(&row)?;
        for (number, key) in objections::file_keys(db, row.id).await? {
            let path = format!("{SEALED_FILED}{}-{number}.sealed", row.receipt);
            write_sealed(context, Some(&key), &path, zip).await?;
        }
        rows.push(vec![row.receipt, name, phone, statement]);
    }
    zip.file("objectors.csv", csv_part(Some(&header), rows)?)
        .await
}
