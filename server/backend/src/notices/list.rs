//! A notice's table, a page at a time.

use domain::board::{Entry, rates};
use domain::privacy::{Audience, ShownEntry};
use domain::spelling;
use domain::standard::Category;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use store::entity::{board_change, entry};
use store::entries;
use views::{BoardAsked, NoticeFilter, NoticePage, NoticeRow, Sort};

use super::changes;
use super::shown::ShownNotice;
use crate::{AppContext, Error};

const ROWS_PER_PAGE: u64 = 50;
/// Characters that are looked at; nobody's name or number is longer.
const MAX_QUERY: usize = 60;

/// A notice, filtered, sorted and paged. A household number matches from its
/// beginning, a name only whole, and masked where names are: what is hidden of a
/// name changes nothing of what is found.
///
/// # Errors
/// [`Error::NotFound`] where nothing is published.
pub async fn notice(
    context: &AppContext,
    code: &str,
    board: impl Into<BoardAsked>,
    filter: NoticeFilter,
    access_code: Option<&str>,
) -> Result<NoticePage, Error> {
    let shown = ShownNotice::load(context, code, board, access_code).await?;
    let changes = changes::counted(context.db(), &shown).await?;
    if !shown.shows_households() {
        return Ok(NoticePage {
            head: shown.head,
            filter: NoticeFilter::default(),
            changes,
            groups: Vec::new(),
            rows: Vec::new(),
            matching: 0,
            pages: 0,
        });
    }
    let of_board = entry::Column::BoardId.eq(shown.notice.board_id);
    let groups: Vec<String> = entry::Entity::find()
        .select_only()
        .column(entry::Column::GroupName)
        .filter(of_board.clone())
        .filter(entry::Column::GroupName.ne(""))
        .group_by(entry::Column::GroupName)
        .order_by_asc(entry::Column::GroupName)
        .into_tuple()
        .all(context.db())
        .await?;

    let matching = entry::Entity::find()
        .filter(of_board)
        .filter(condition(context, &filter, &shown).await?);
    let count = matching.clone().count(context.db()).await?;
    let pages = count.div_ceil(ROWS_PER_PAGE).max(1);
    let page = u64::from(filter.page.max(1)).min(pages);
    let (column, order) = match filter.sort {
        Sort::Household => (entry::Column::Household, Order::Asc),
        Sort::PayoutDown => (entry::Column::TotalFen, Order::Desc),
        Sort::LandDown => (entry::Column::LandE4, Order::Desc),
        Sort::FloorDown => (entry::Column::FloorE4, Order::Desc),
    };
    let rows = matching
        .order_by(column, order)
        .order_by_asc(entry::Column::Household)
        .offset((page - 1) * ROWS_PER_PAGE)
        .limit(ROWS_PER_PAGE)
        .all(context.db())
        .await?;
    let rows = entries::parsed(context.db(), rows)
        .await?
        .iter()
        .map(|entry| shown_row(entry, shown.head.audience))
        .collect();
    Ok(NoticePage {
        head: shown.head,
        filter: NoticeFilter {
            page: u32::try_from(page).unwrap_or(u32::MAX),
            ..filter
        },
        changes,
        groups,
        rows,
        matching: u32::try_from(count).unwrap_or(u32::MAX),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
    })
}

async fn condition(
    context: &AppContext,
    filter: &NoticeFilter,
    shown: &ShownNotice,
) -> Result<Condition, Error> {
    let board_id = shown.notice.board_id;
    let mut all = Condition::all();
    let q: String = spelling::seen(&filter.q).chars().take(MAX_QUERY).collect();
    if !q.is_empty() {
        let named = context.names.of(context.db(), board_id).await?;
        let positions = named.found(&q, shown.head.audience);
        all = all.add(
            Condition::any()
                .add(entry::Column::Household.starts_with(spelling::household(&q)))
                .add(entry::Column::Household.starts_with(q.to_uppercase()))
                .add(entry::Column::Household.starts_with(q))
                .add(entry::Column::Position.is_in(positions)),
        );
    }
    if !filter.group.is_empty() {
        all = all.add(entry::Column::GroupName.eq(filter.group.as_str()));
    }
    if filter.flagged {
        all = all.add(entry::Column::Flagged.eq(true));
    }
    if filter.changed {
        let changed = board_change::Entity::find()
            .select_only()
            .column(board_change::Column::Household)
            .filter(board_change::Column::BoardId.eq(board_id))
            .into_query();
        all = all.add(entry::Column::Household.in_subquery(changed));
    }
    Ok(all)
}

fn shown_row(entry: &Entry, audience: Audience) -> NoticeRow {
    let shown = ShownEntry::of(entry, audience);
    NoticeRow {
        household: shown.household().to_owned(),
        head: shown.head().to_owned(),
        group: shown.group().map(ToOwned::to_owned),
        land: shown.land(),
        land_rates: rates(shown.lines(), Category::Land),
        floor: shown.floor(),
        floor_rates: rates(shown.lines(), Category::House),
        total: shown.total(),
        deducted: shown.deducted(),
        status: shown.status().cloned(),
    }
}
