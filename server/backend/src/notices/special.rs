//! Cadres, Party members and their relatives beside the village, on the
//! newest board of a project.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::benchmark::{Figure, Measured, PeerStats, Peers, prices};
use domain::privacy::{Entry, Masked, ShownEntry};
use domain::round::{RoundNumber, RoundState};
use domain::standard::Schedule;
use domain::status::StatusKind;
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use store::entity::{board, entry};
use store::entries::{self, Pages};
use store::ids::BoardId;
use store::projects::ProjectRecord;
use store::schedules;
use text::Lang;
use text::Named as _;
use text::Sentence as _;
use text::figure_unit;
use views::{SpecialPage, SpecialRow};

use super::shown::ShownNotice;
use crate::context::SpecialBoard;
use crate::export::Download;
use crate::{AppContext, Error};

const ROWS_PER_PAGE: u64 = 30;
/// Households on a sheet to print or to take away, at the most.
const MAX_SHEET: u64 = 10_000;

/// Goes through a board's entries, some at a time.
async fn measure(db: DatabaseConnection, board_id: BoardId) -> Result<SpecialBoard, Error> {
    let mut stats = PeerStats::default();
    let mut counts: BTreeMap<StatusKind, u32> = BTreeMap::new();
    let mut pages = Pages::of(board_id);
    while let Some(page) = pages.next(&db).await? {
        for one in page {
            let entry = one.entry()?;
            if let Some(status) = &entry.status {
                *counts.entry(status.kind).or_default() += 1;
            }
            stats.add(&Entry::<Masked>::of(&entry));
        }
    }
    Ok(SpecialBoard {
        benchmark: stats.benchmark(),
        counts: counts.into_iter().collect(),
    })
}

/// The flagged households of the newest board beside the village, a page at a
/// time.
///
/// # Errors
/// [`Error::NotFound`] where nothing is published.
pub async fn special(
    context: &AppContext,
    code: &str,
    page: u32,
    access_code: Option<&str>,
) -> Result<SpecialPage, Error> {
    let newest = Newest::load(context, code, access_code).await?;
    let count = newest.flagged().count(context.db()).await?;
    let pages = count.div_ceil(ROWS_PER_PAGE).max(1);
    let page = u64::from(page.max(1)).min(pages);
    let rows = newest
        .flagged()
        .offset((page - 1) * ROWS_PER_PAGE)
        .limit(ROWS_PER_PAGE);
    newest.page(context, rows, Some((page, pages))).await
}

/// As [`special`], with every household on one sheet, to print.
///
/// # Errors
/// As [`special`].
pub async fn special_sheet(
    context: &AppContext,
    code: &str,
    access_code: Option<&str>,
) -> Result<SpecialPage, Error> {
    let newest = Newest::load(context, code, access_code).await?;
    let rows = newest.flagged().limit(MAX_SHEET);
    newest.page(context, rows, None).await
}

/// As [`special_sheet`], as a table to take away. Where households are not
/// shown, it has none.
///
/// # Errors
/// As [`special`].
pub async fn special_csv(
    context: &AppContext,
    code: &str,
    lang: Lang,
    access_code: Option<&str>,
) -> Result<Download, Error> {
    let sheet = special_sheet(context, code, access_code).await?;
    let file_name = format!(
        "{code}-{}-{}-special.csv",
        sheet.head.round.get(),
        sheet.head.revision
    );
    let header = header(lang);
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let rows = sheet.rows.iter().map(|row| cells(row, lang));
    Download::csv(file_name, &header, rows)
}

/// The newest board that is or was on display, and what this reader may see of it.
struct Newest {
    shown: ShownNotice,
    schedule: Schedule,
}

impl Newest {
    async fn load(
        context: &AppContext,
        code: &str,
        access_code: Option<&str>,
    ) -> Result<Self, Error> {
        let project = ProjectRecord::by_code(context.db(), code).await?;
        let number = newest_round(&project, context.now())?;
        let shown = ShownNotice::of(context, project, number.into(), access_code).await?;
        let board = board::Entity::find_by_id(shown.notice.board_id)
            .one(context.db())
            .await?
            .ok_or(Error::NotFound)?;
        let schedule = schedules::schedule(context.db(), board.schedule_id).await?;
        Ok(Self { shown, schedule })
    }

    fn flagged(&self) -> Select<entry::Entity> {
        entry::Entity::find()
            .filter(entry::Column::BoardId.eq(self.shown.notice.board_id))
            .filter(entry::Column::Flagged.eq(true))
            .order_by_asc(entry::Column::Position)
    }

    /// Page and number of pages; `None` for a sheet with all.
    async fn page(
        self,
        context: &AppContext,
        rows: Select<entry::Entity>,
        page: Option<(u64, u64)>,
    ) -> Result<SpecialPage, Error> {
        let board_id = self.shown.notice.board_id;
        let measured = measure(context.db().clone(), board_id);
        let board = context.special.of(board_id, measured).await?;
        if !self.shown.shows_households() {
            return Ok(SpecialPage {
                head: self.shown.head,
                counts: board.counts.clone(),
                overall: board.benchmark.totals(),
                shows_households: false,
                rows: Vec::new(),
                page: 1,
                pages: 1,
            });
        }
        let (db, audience) = (context.db().clone(), self.shown.head.audience);
        let (of_board, schedule) = (board.clone(), self.schedule);
        let rows = async move {
            let entries = entries::parsed(&db, rows.all(&db).await?).await?;
            let rows = entries.iter().map(|entry| {
                let entry = ShownEntry::of(entry, audience);
                SpecialRow {
                    measured: of_board.benchmark.measure(&entry),
                    prices: prices(entry.lines(), &schedule),
                    entry,
                }
            });
            Ok(rows.collect())
        };
        // All of a board's on one sheet take as long as a comparison.
        let rows: Vec<SpecialRow> = match page {
            Some(_) => rows.await?,
            None => context.comparing.run(rows).await?,
        };
        let (page, pages) = page.unwrap_or((1, 1));
        Ok(SpecialPage {
            head: self.shown.head,
            counts: board.counts.clone(),
            overall: board.benchmark.overall(),
            shows_households: true,
            rows,
            page: u32::try_from(page).unwrap_or(u32::MAX),
            pages: u32::try_from(pages).unwrap_or(u32::MAX),
        })
    }
}

/// The newest round whose board is or was on display; failing that one that
/// was withdrawn, which keeps its pages.
fn newest_round(project: &ProjectRecord, now: DateTime<Utc>) -> Result<RoundNumber, Error> {
    let shown = || {
        let rounds = project.rounds.iter().rev();
        rounds.filter(|round| round.notice.is_some())
    };
    let displayed = shown().find(|round| round.state(now) != RoundState::Withdrawn);
    let newest = displayed.or_else(|| shown().next());
    newest.map(|round| round.number).ok_or(Error::NotFound)
}

/// The peers of each figure, in the order of the table's columns.
const PEERS: [text::Text; 3] = [text::PEERS_ALL, text::PEERS_OWN_GROUP, text::PEERS_OWN_KIND];

fn header(lang: Lang) -> Vec<String> {
    let plain = [
        text::COL_HOUSEHOLD,
        text::COL_HEAD,
        text::COL_GROUP,
        text::COL_PEOPLE,
        text::COL_STATUS,
        text::COL_RELATION,
        text::COL_OFFICIAL,
        text::COL_OFFICIAL_POST,
        text::COL_LAND,
        text::COL_FLOOR,
        text::COL_TOTAL,
    ];
    let mut header: Vec<String> = plain.map(|text| text.get(lang).to_owned()).into();
    for figure in Figure::ALL {
        let name = figure.text().get(lang);
        header.push(format!("{name}({})", figure_unit(figure).get(lang)));
        for peers in PEERS {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("peers", &peers.get(lang)), ("figure", &name)];
            header.push(text::COL_MEDIAN_OF.fill(lang, &values));
            header.push(text::COL_DEVIATION_OF.fill(lang, &values));
        }
    }
    // New ones at the end: columns keep their place.
    let rest = [
        text::COL_PRICES,
        text::COL_LUMPS,
        text::SUM_GROSS,
        text::SUM_DEDUCTED,
        text::COL_DEDUCTIONS,
    ];
    header.extend(rest.map(|text| text.get(lang).to_owned()));
    header
}

fn cells(row: &SpecialRow, lang: Lang) -> Vec<String> {
    let entry = &row.entry;
    let status = entry.status();
    let of_status = |text: Option<&String>| text.cloned().unwrap_or_default();
    let mut cells = vec![
        entry.household().to_owned(),
        entry.head().to_owned(),
        entry.group().unwrap_or_default().to_owned(),
        entry.people().map(|n| n.to_string()).unwrap_or_default(),
        status.map_or_else(String::new, |one| one.kind.text().get(lang).to_owned()),
        of_status(status.and_then(|one| one.relation.as_ref())),
        of_status(status.and_then(|one| one.official_name.as_ref())),
        of_status(status.and_then(|one| one.official_post.as_ref().or(one.post.as_ref()))),
        entry.land().plain(),
        entry.floor().plain(),
        entry.total().plain(),
    ];
    for measured in &row.measured {
        cells.push(
            measured
                .value
                .map(domain::money::Money::plain)
                .unwrap_or_default(),
        );
        cells.extend(beside(measured));
    }
    let prices: Vec<String> = row.prices.iter().map(|one| one.sentence(lang)).collect();
    cells.push(prices.join("；"));
    let lumps: Vec<String> = row
        .lumps()
        .into_iter()
        .map(|(item, amount)| format!("{item} {amount}"))
        .collect();
    cells.push(lumps.join("；"));
    let deductions: Vec<String> = entry
        .deductions()
        .iter()
        .map(|one| format!("{} {}", one.name, one.amount.plain()))
        .collect();
    cells.push(entry.lines_total().plain());
    cells.push(entry.deducted().plain());
    cells.push(deductions.join("；"));
    cells
}

/// Median and deviation for each of [`PEERS`], empty where there is none.
fn beside(measured: &Measured) -> Vec<String> {
    let is = [
        |peers: &Peers| matches!(peers, Peers::All),
        |peers: &Peers| matches!(peers, Peers::Group(_)),
        |peers: &Peers| matches!(peers, Peers::Kind(_)),
    ];
    is.into_iter()
        .flat_map(|is| {
            let found = measured.compared.iter().find(|one| is(&one.peers));
            let median = found.map(|one| one.median.value.plain());
            let deviation = found.and_then(|one| one.deviation).map(|one| one.plain());
            [median.unwrap_or_default(), deviation.unwrap_or_default()]
        })
        .collect()
}
