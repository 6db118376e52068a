//! Storing entries.

use std::collections::BTreeMap;

use domain::board::Entry;
use domain::table::EntryPlace;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    Iterable, QueryFilter, Set, Statement, Value,
};

use super::AT_ONCE;
use super::pack::{self, PACKED, SALT_BYTES, first};
use super::read::StoredEntry;
use crate::Error;
use crate::entity::{entry, entry_pack};
use crate::ids::BoardId;
use crate::secrets::Random;

/// Makes the statements that store a board's entries.
pub struct Inserts<'a> {
    backend: DbBackend,
    random: &'a dyn Random,
    board_id: BoardId,
    /// The INSERT of [`AT_ONCE`] entries: made once, as making it takes longer
    /// than what it does.
    rows: String,
    packs: String,
}

impl<'a> Inserts<'a> {
    pub fn new(backend: DbBackend, random: &'a dyn Random, board_id: BoardId) -> Self {
        Self {
            backend,
            random,
            board_id,
            rows: sql::<entry::Entity>(backend, AT_ONCE),
            packs: sql::<entry_pack::Entity>(backend, packs_of(AT_ONCE)),
        }
    }

    /// The statements that store these, [`AT_ONCE`] or the last of a board, from
    /// a position on.
    pub fn of(
        &self,
        begin: usize,
        entries: &[(Entry, EntryPlace)],
    ) -> Result<[Statement; 2], Error> {
        let begin = i32::try_from(begin).map_err(too_many)?;
        let mut rows = Vec::with_capacity(entries.len() * entry::Column::iter().len());
        for (position, (one, place)) in (begin..).zip(entries) {
            self.row(position, one, place, &mut rows);
        }
        let pack_size = usize::try_from(PACKED).map_err(too_many)?;
        let mut packs = Vec::new();
        for (at, some) in (begin..).step_by(pack_size).zip(entries.chunks(pack_size)) {
            self.pack(at, some, &mut packs)?;
        }
        let (rows_sql, packs_sql) = match entries.len() {
            AT_ONCE => (self.rows.clone(), self.packs.clone()),
            fewer => (
                sql::<entry::Entity>(self.backend, fewer),
                sql::<entry_pack::Entity>(self.backend, packs_of(fewer)),
            ),
        };
        Ok([(rows_sql, rows), (packs_sql, packs)]
            .map(|(sql, values)| Statement::from_sql_and_values(self.backend, sql, values)))
    }

    /// In the order of [`entry::Column`].
    fn row(&self, position: i32, one: &Entry, place: &EntryPlace, values: &mut Vec<Value>) {
        values.extend([
            self.board_id.into(),
            position.into(),
            one.household.as_str().into(),
            one.head.as_str().into(),
            one.group.as_deref().unwrap_or_default().into(),
            one.land().e4().into(),
            one.floor().e4().into(),
            one.total.fen().into(),
            one.status.is_some().into(),
            place.says_none.into(),
        ]);
    }

    /// In the order of [`entry_pack::Column`].
    fn pack(
        &self,
        at: i32,
        entries: &[(Entry, EntryPlace)],
        values: &mut Vec<Value>,
    ) -> Result<(), Error> {
        let mut salts = vec![0; entries.len() * SALT_BYTES];
        self.random.fill(&mut salts)?;
        let mut lines = Vec::new();
        for (one, place) in entries {
            serde_json::to_writer(&mut lines, one)?;
            lines.push(b'\n');
            serde_json::to_writer(&mut lines, place)?;
            lines.push(b'\n');
        }
        let lines = pack::deflated(&lines)?;
        values.extend([self.board_id.into(), at.into(), lines.into(), salts.into()]);
        Ok(())
    }
}

fn too_many(_: std::num::TryFromIntError) -> Error {
    Error::corrupt("a board has more entries than can be counted")
}

fn packs_of(entries: usize) -> usize {
    entries.div_ceil(usize::try_from(PACKED).unwrap_or(1))
}

/// The INSERT of so many rows, all columns in order.
fn sql<E: EntityTrait<Column: Copy>>(backend: DbBackend, rows: usize) -> String {
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let mut insert = Query::insert();
    insert
        .into_table(E::default())
        .columns(columns.iter().copied());
    for _ in 0..rows {
        insert.values_panic(columns.iter().map(|_| Expr::value(0)));
    }
    backend.build(&insert).sql
}

/// Stores what entries of one board say now; their columns stay as they are.
pub async fn change(
    db: &impl ConnectionTrait,
    changed: Vec<(StoredEntry, Entry)>,
) -> Result<(), Error> {
    let mut by_pack: BTreeMap<(BoardId, i32), Vec<(i32, Entry)>> = BTreeMap::new();
    for (stored, entry) in changed {
        let (board_id, position) = (stored.row.board_id, stored.row.position);
        let pack = by_pack.entry((board_id, first(position))).or_default();
        pack.push((position, entry));
    }
    for ((board_id, first), entries) in by_pack {
        let row = entry_pack::Entity::find_by_id((board_id, first))
            .one(db)
            .await?
            .ok_or_else(|| Error::corrupt("a pack of entries is missing"))?;
        let mut packed = pack::unpacked(&row.lines, &row.salts)?;
        for (position, entry) in entries {
            let one = usize::try_from(position - first)
                .ok()
                .and_then(|at| packed.get_mut(at))
                .ok_or_else(|| Error::corrupt("an entry is not in its pack"))?;
            one.content = serde_json::to_string(&entry)?;
        }
        let mut row = row.into_active_model();
        row.lines = Set(pack::lines(&packed)?);
        row.update(db).await?;
    }
    Ok(())
}

/// Takes the entries of a board away that nobody has seen.
pub async fn discard(db: &impl ConnectionTrait, board_id: BoardId) -> Result<(), Error> {
    entry_pack::Entity::delete_many()
        .filter(entry_pack::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    entry::Entity::delete_many()
        .filter(entry::Column::BoardId.eq(board_id))
        .exec(db)
        .await?;
    Ok(())
}
