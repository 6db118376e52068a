//! The office's pages of declarations.

use domain::account::Permission;
use domain::declaration::{OfficialRef, Statement, standing};
use domain::{name, spelling};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use store::boards::newest_table;
use store::declarations::{of_households, statements};
use store::entity::entry;
use store::entries::{self, StoredEntry};
use store::officials::{self, OfficialRecord};
use store::projects::ProjectRecord;
use text::Lang;
use text::Named as _;
use views::{
    DeclarationCheck, DeclarationFilter, DeclarationRow, DeclarationsPage, HouseholdDeclarations,
};

use super::check::check;
use super::undeclared::undeclared;
use crate::actor::{Actor, WORK_ON_BOARDS};
use crate::heads::public_head;
use crate::private_numbers::endings;
use crate::{AppContext, Error};

const ROWS_PER_PAGE: u64 = 50;

/// The households of the newest table with what they declared, filtered and
/// paged. In English the table's words stay Chinese, as they are.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn page(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    filter: DeclarationFilter,
) -> Result<DeclarationsPage, Error> {
    actor.must(Permission::SeeOffice)?;
    let db = context.db();
    let project = ProjectRecord::by_code(db, code).await?;
    let officials = names(db).await?;
    let head = public_head(&project, context.now());
    let Some(board_id) = newest_table(db, &project.rounds).await? else {
        return Ok(DeclarationsPage {
            head,
            filter: DeclarationFilter::default(),
            check: DeclarationCheck::default(),
            rows: Vec::new(),
            matching: 0,
            pages: 0,
            officials,
        });
    };
    let project_id = project.id;
    let mut matching = if filter.open {
        undeclared(project_id, board_id)
    } else {
        entry::Entity::find().filter(entry::Column::BoardId.eq(board_id))
    };
    let q = spelling::seen(&filter.q);
    if !q.is_empty() {
        matching = matching.filter(
            Condition::any()
                .add(entry::Column::Household.starts_with(spelling::household(&q)))
                .add(entry::Column::Household.starts_with(q.as_ref()))
                .add(entry::Column::Head.contains(name::spelled(&q))),
        );
    }
    let count = matching.clone().count(db).await?;
    let pages = count.div_ceil(ROWS_PER_PAGE).max(1);
    let at = u64::from(filter.page.max(1)).min(pages);
    let rows = matching
        .order_by_asc(entry::Column::Position)
        .offset((at - 1) * ROWS_PER_PAGE)
        .limit(ROWS_PER_PAGE)
        .all(db)
        .await?;
    let declared = of_households(db, project_id, rows.iter().map(|row| &row.household)).await?;
    let rows = entries::stored(db, rows)
        .await?
        .iter()
        .zip(declared)
        .map(|(one, standing)| shown(one, standing))
        .collect::<Result<_, _>>()?;
    Ok(DeclarationsPage {
        head,
        check: check(db, project_id, board_id, context.now()).await?,
        rows,
        matching: u32::try_from(count).unwrap_or(u32::MAX),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        filter: DeclarationFilter {
            page: u32::try_from(at).unwrap_or(u32::MAX),
            ..filter
        },
        officials,
    })
}

/// One household, with everything it ever declared.
///
/// # Errors
/// [`Error::NotFound`] where the newest table has no such household;
/// [`Error::Forbidden`].
pub async fn household(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    household: &str,
) -> Result<HouseholdDeclarations, Error> {
    actor.must(Permission::SeeOffice)?;
    let db = context.db();
    let project = ProjectRecord::by_code(db, code).await?;
    let board_id = newest_table(db, &project.rounds)
        .await?
        .ok_or(Error::NotFound)?;
    let stored = entries::one(db, board_id, household)
        .await?
        .ok_or(Error::NotFound)?;
    let endings = match actor.must_any(WORK_ON_BOARDS) {
        Ok(()) => endings(context, db, board_id, &[household]).await?,
        Err(_) => Vec::new(),
    };
    let one = [household.to_owned()].into();
    let mut all = statements(db, project.id, &one)
        .await?
        .remove(household)
        .unwrap_or_default();
    let row = shown(&stored, standing(all.clone()))?;
    all.reverse();
    Ok(HouseholdDeclarations {
        head: public_head(&project, context.now()),
        row,
        endings: endings.into_iter().next().unwrap_or_default(),
        statements: all,
        officials: names(db).await?,
    })
}

async fn names(db: &impl ConnectionTrait) -> Result<Vec<OfficialRef>, Error> {
    let register = officials::all(db).await?;
    Ok(register.iter().map(OfficialRecord::named).collect())
}

fn shown(stored: &StoredEntry, standing: Vec<Statement>) -> Result<DeclarationRow, Error> {
    let entry = stored.entry()?;
    let table = entry.status.map(|status| {
        let official = status.official.map(|one| one.name);
        let kind = status.kind.text().get(Lang::Zh).to_owned();
        let parts = [Some(kind), status.post, official, status.relation];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let none = || text::DECLARE_TABLE_NONE.get(Lang::Zh).to_owned();
    let table = table.or_else(|| stored.row.says_none.then(none));
    Ok(DeclarationRow {
        household: entry.household,
        head: entry.head,
        group: entry.group,
        table,
        standing,
    })
}
