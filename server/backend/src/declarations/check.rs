//! Compares a board with the declarations, before it goes to pre-review.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::board::Entry;
use domain::declaration::{DeclaredBy, OfficialRef, Statement, Tie, contradiction, standing};
use domain::event::{NoRelationDeclared, RelationsDeclared, Subject};
use domain::name;
use domain::time::china_day;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use store::declarations::statements;
use store::entity::{board, declaration, entry};
use store::ids::{BoardId, ProjectId};
use store::officials::OfficialRecord;
use store::projects::ProjectRecord;
use store::{entries, officials};
use views::DeclarationCheck;

use super::undeclared::{none_by_table, undeclared};
use crate::change::Change;
use crate::{Error, Sentence};

/// Rows in one INSERT.
const ROWS_AT_ONCE: usize = 1_000;
/// Values in one condition of a query.
const AT_ONCE: usize = 500;

/// Holds a board against the declarations of its project.
pub(crate) async fn check(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
    board_id: BoardId,
    now: DateTime<Utc>,
) -> Result<DeclarationCheck, Error> {
    let beside = BoardBesideDeclarations::load(db, project_id, board_id, now).await?;
    Ok(beside.check)
}

/// Refuses a board that is not fully declared or does not fit; otherwise takes
/// over what its table says of households that declared nothing themselves,
/// also that there is no relation.
pub(crate) async fn settle(
    change: &Change<'_>,
    project: &ProjectRecord,
    board: &board::Model,
) -> Result<(), Error> {
    let (db, now) = (&change.db, change.context.now());
    let project_id = project.id;
    let beside = BoardBesideDeclarations::load(db, project_id, board.id, now).await?;
    refuse(&beside.check)?;
    let by_table = |household: String| declaration::ActiveModel {
        project_id: Set(project_id),
        household: Set(household),
        tie: Set(None),
        relation: Set(String::new()),
        official_id: Set(None),
        declared_by: Set(DeclaredBy::Table.key().to_owned()),
        declarer: Set(String::new()),
        basis: Set(board.file_name.clone()),
        in_bulk: Set(false),
        recorded_by: Set(board.uploaded_by),
        recorded_at: Set(now.timestamp_millis()),
        ..Default::default()
    };
    let none: Vec<declaration::ActiveModel> = none_by_table(project_id, board.id)
        .select_only()
        .column(entry::Column::Household)
        .order_by_asc(entry::Column::Position)
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .map(by_table)
        .collect();
    let related: Vec<declaration::ActiveModel> = beside
        .from_table
        .into_iter()
        .map(|(entry, tie, official)| declaration::ActiveModel {
            tie: Set(Some(tie.key().to_owned())),
            relation: Set(entry
                .status
                .and_then(|status| status.relation)
                .unwrap_or_default()),
            official_id: Set(Some(official.id.into())),
            ..by_table(entry.household)
        })
        .collect();
    let subject = Subject::Declarations(&project.code);
    let (declared_by, file) = (DeclaredBy::Table, Some(&board.file_digest));
    if !related.is_empty() {
        let declared = RelationsDeclared {
            households: related.len(),
            declared_by,
            file: file.cloned(),
        };
        change.record(subject, declared).await?;
    }
    if !none.is_empty() {
        let declared = NoRelationDeclared {
            households: none.len(),
            declared_by,
            file: file.cloned(),
        };
        change.record(subject, declared).await?;
    }
    let rows: Vec<declaration::ActiveModel> = related.into_iter().chain(none).collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        declaration::Entity::insert_many(some.iter().cloned())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn refuse(check: &DeclarationCheck) -> Result<(), Error> {
    let refused = |sentence| Err(Error::refused("", sentence));
    if let Some((household, official)) = check.unregistered.first() {
        return refused(Sentence::filled(
            text::SUBMIT_UNREGISTERED,
            &[("official", official), ("household", household)],
        ));
    }
    if let Some((household, _)) = check.contradictions.first() {
        let n = check.contradictions.len();
        return refused(Sentence::filled(
            text::SUBMIT_CONTRADICTED,
            &[("n", &n), ("household", household)],
        ));
    }
    if check.undeclared > 0 {
        let n = check.undeclared;
        return refused(Sentence::filled(text::SUBMIT_UNDECLARED, &[("n", &n)]));
    }
    Ok(())
}

/// A board beside the declarations.
struct BoardBesideDeclarations {
    check: DeclarationCheck,
    /// Marked households that declared nothing themselves, with what the table
    /// says and the official of the register.
    from_table: Vec<(Entry, Tie, OfficialRef)>,
}

impl BoardBesideDeclarations {
    async fn load(
        db: &impl ConnectionTrait,
        project_id: ProjectId,
        board_id: BoardId,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let undeclared = undeclared(project_id, board_id).count(db).await?;
        let register = officials::all(db).await?;
        let today = china_day(now);
        let serving: BTreeSet<&str> = register
            .iter()
            .filter(|one| one.in_office(today))
            .map(|one| one.name.as_str())
            .collect();
        let entries = of_interest(db, project_id, board_id, &serving).await?;
        let households = entries.iter().map(|one| one.household.clone()).collect();
        let declared = statements(db, project_id, &households).await?;
        let mut beside = Self {
            check: DeclarationCheck {
                undeclared: u32::try_from(undeclared).unwrap_or(u32::MAX),
                ..DeclarationCheck::default()
            },
            from_table: Vec::new(),
        };
        for entry in entries {
            let statements = declared.get(&entry.household).cloned().unwrap_or_default();
            let same_name = serving.iter().any(|own| name::names(&entry.head, own));
            beside.compare(entry, &standing(statements), same_name, &register);
        }
        Ok(beside)
    }

    fn compare(
        &mut self,
        entry: Entry,
        standing: &[Statement],
        same_name: bool,
        register: &[OfficialRecord],
    ) {
        if let Some(found) = contradiction(entry.status.as_ref(), standing, same_name) {
            self.check
                .contradictions
                .push((entry.household.clone(), found));
            return;
        }
        if !standing.is_empty() {
            return;
        }
        let Some((tie, name, post)) = says(&entry) else {
            return;
        };
        match registered(register, &name, post.as_deref()) {
            Some(official) => self.from_table.push((entry, tie, official)),
            None => self.check.unregistered.push((entry.household, name)),
        }
    }
}

/// The entries that can say or contradict anything: those that the table
/// marks, those declared to be related, and those whose heads bear the name of
/// an official. In order of the board.
async fn of_interest(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
    board_id: BoardId,
    serving: &BTreeSet<&str>,
) -> Result<Vec<Entry>, Error> {
    let related: BTreeSet<String> = declaration::Entity::find()
        .filter(declaration::Column::ProjectId.eq(project_id))
        .filter(declaration::Column::Tie.is_not_null())
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.household)
        .collect();
    let mut conditions = vec![Condition::all().add(entry::Column::Flagged.eq(true))];
    let related: Vec<String> = related.into_iter().collect();
    for some in related.chunks(AT_ONCE) {
        conditions.push(Condition::all().add(entry::Column::Household.is_in(some)));
    }
    let names: Vec<&str> = serving.iter().copied().collect();
    for some in names.chunks(AT_ONCE) {
        conditions.push(Condition::all().add(entry::Column::Head.is_in(some.iter().copied())));
    }
    let beside = named_beside(db, board_id, serving).await?;
    for some in beside.chunks(AT_ONCE) {
        conditions.push(Condition::all().add(entry::Column::Position.is_in(some.iter().copied())));
    }
    let mut found: BTreeMap<i32, Entry> = BTreeMap::new();
    for condition in conditions {
        let rows = entry::Entity::find()
            .filter(entry::Column::BoardId.eq(board_id))
            .filter(condition)
            .order_by_asc(entry::Column::Position)
            .all(db)
            .await?;
        for one in entries::stored(db, rows).await? {
            found.insert(one.row.position, one.entry()?);
        }
    }
    Ok(found.into_values().collect())
}

/// The positions of heads that bear an official's name beside something else: a
/// note, or other people.
async fn named_beside(
    db: &impl ConnectionTrait,
    board_id: BoardId,
    serving: &BTreeSet<&str>,
) -> Result<Vec<i32>, Error> {
    /// Characters of the shortest name with another beside it, less one.
    const MAX_ALONE: i32 = 3;
    let length = Func::char_length(Expr::col(entry::Column::Head));
    let heads: Vec<(i32, String)> = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Position, entry::Column::Head])
        .filter(entry::Column::BoardId.eq(board_id))
        .filter(Expr::expr(length).gt(MAX_ALONE))
        .into_tuple()
        .all(db)
        .await?;
    let bear = |(_, head): &(i32, String)| serving.iter().any(|own| name::names(head, own));
    let bearing = heads.into_iter().filter(bear);
    Ok(bearing.map(|(position, _)| position).collect())
}

/// What a table says of a household: the tie, and the official by name and,
/// where it is written, by post.
fn says(entry: &Entry) -> Option<(Tie, String, Option<String>)> {
    let status = entry.status.as_ref()?;
    if !status.kind.is_relative() {
        return Some((Tie::Own, entry.head.clone(), status.post.clone()));
    }
    let official = status.official.as_ref()?;
    let relation = status.relation.as_deref()?;
    Some((
        Tie::of(relation),
        official.name.trim().to_owned(),
        official.post.clone(),
    ))
}

/// The one official of this name; of several the one with this post.
fn registered(register: &[OfficialRecord], name: &str, post: Option<&str>) -> Option<OfficialRef> {
    let named: Vec<&OfficialRecord> = register
        .iter()
        .filter(|one| name::names(name, &one.name))
        .collect();
    let one = match named.as_slice() {
        [one] => one,
        several => {
            let mut of_post = several.iter().filter(|one| Some(one.post.as_str()) == post);
            let first = of_post.next()?;
            if of_post.next().is_some() {
                return None;
            }
            first
        }
    };
    Some(one.named())
}
