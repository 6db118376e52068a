//! What entries say moves from a column of each into packs of 64, deflated: a
//! large board is stored in a third of the time, in a seventh of the room. The
//! rows that are left are ordered by board and position, without a key of their
//! own, and not by name any more.

use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::{DbBackend, QueryResult, Statement, Value};

use crate::frozen::{Rule, freeze, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const PACKED: i32 = 64;
const SALT_BYTES: usize = 32;
/// To find each pack's entries while they move.
const BY_POSITION: &str = "entries_board_position";

/// Columns that stay.
const KEPT: &str = "board_id, position, household, head, group_name, land_e4, floor_e4, \
                    total_fen, flagged, says_none";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All or nothing; and on one connection, as SQLite's others do not know at
    /// once that a table has gone.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "entries").await?;
        manager
            .create_table(
                Table::create()
                    .table("entry_packs")
                    .col(big_integer("board_id"))
                    .col(integer("first"))
                    .col(blob("lines"))
                    .col(blob("salts"))
                    .primary_key(Index::create().col("board_id").col("first"))
                    .foreign_key(&mut of_board("entry_packs"))
                    .to_owned(),
            )
            .await?;
        // Goes with the table.
        by_position(manager).await?;
        for board in boards(manager).await? {
            pack(manager, board).await?;
        }
        let mut slim = kept_columns(Table::create().table("entries_slim"));
        slim.primary_key(Index::create().col("board_id").col("position"));
        if manager.get_database_backend() == DbBackend::Sqlite {
            slim.extra("WITHOUT ROWID");
        }
        replace(manager, slim, "entries_slim", KEPT).await?;
        refuse(manager, "entries").await?;
        refuse(manager, "entry_packs").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "entries").await?;
        thaw(manager, "entry_packs").await?;
        let mut wide = kept_columns(Table::create().table("entries_wide"));
        wide.col(big_pk_auto("id"))
            .col(text("content").default(""))
            .col(text("salt").default(""))
            .col(text_null("place"));
        replace(manager, wide, "entries_wide", KEPT).await?;
        by_position(manager).await?;
        for board in boards(manager).await? {
            unpack(manager, board).await?;
        }
        manager
            .drop_index(Index::drop().name(BY_POSITION).table("entries").to_owned())
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("entries_board_head")
                    .table("entries")
                    .col("board_id")
                    .col("head")
                    .to_owned(),
            )
            .await?;
        manager
            .drop_table(Table::drop().table("entry_packs").to_owned())
            .await?;
        refuse(manager, "entries").await
    }
}

async fn by_position(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(BY_POSITION).table("entries");
    index.col("board_id").col("position").unique();
    manager.create_index(index).await
}

fn of_board(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "board_id")
        .to("boards", "id")
        .to_owned()
}

fn kept_columns(table: &mut TableCreateStatement) -> TableCreateStatement {
    table
        .col(big_integer("board_id"))
        .col(integer("position"))
        .col(text("household"))
        .col(text("head"))
        .col(text("group_name"))
        .col(big_integer("land_e4"))
        .col(big_integer("floor_e4"))
        .col(big_integer("total_fen"))
        .col(boolean("flagged"))
        .col(boolean("says_none").default(false))
        .foreign_key(&mut of_board("entries"))
        .to_owned()
}

/// Puts a table, with these columns of the old one's rows, in the place of
/// `entries`.
async fn replace(
    manager: &SchemaManager<'_>,
    table: TableCreateStatement,
    name: &'static str,
    columns: &str,
) -> Result<(), DbErr> {
    manager.create_table(table).await?;
    let copy = format!(
        "INSERT INTO {name} ({columns}) SELECT {columns} FROM entries ORDER BY board_id, position"
    );
    let db = manager.get_connection();
    db.execute_unprepared(&copy).await?;
    manager
        .drop_table(Table::drop().table("entries").to_owned())
        .await?;
    db.execute_unprepared(&format!("ALTER TABLE {name} RENAME TO entries"))
        .await?;
    manager
        .create_index(
            Index::create()
                .name("entries_household_board")
                .table("entries")
                .col("household")
                .col("board_id")
                .unique()
                .to_owned(),
        )
        .await
}

/// Nothing of a published board is added, changed or deleted.
async fn refuse(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let rule = Rule {
        table,
        insert: Some("EXISTS (SELECT 1 FROM notices WHERE board_id = NEW.board_id)"),
        update: Some(
            "EXISTS (SELECT 1 FROM notices WHERE board_id IN (OLD.board_id, NEW.board_id))",
        ),
        delete: Some("EXISTS (SELECT 1 FROM notices WHERE board_id = OLD.board_id)"),
        why: "what has been published is never changed or deleted",
    };
    freeze(manager, &rule).await
}

async fn boards(manager: &SchemaManager<'_>) -> Result<Vec<i64>, DbErr> {
    let db = manager.get_connection();
    let sql = "SELECT id FROM boards ORDER BY id";
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// Writes the packs of a board, whose entries stand at 0, 1, 2 and so on.
async fn pack(manager: &SchemaManager<'_>, board: i64) -> Result<(), DbErr> {
    let sql = "SELECT COUNT(*) AS entries FROM entries WHERE board_id = $1";
    let counted = query(manager, sql, [board.into()]).await?;
    let count: i64 = match counted.first() {
        Some(row) => row.try_get("", "entries")?,
        None => 0,
    };
    let mut next: i32 = 0;
    for first in (0..).step_by(64) {
        let rows = query(
            manager,
            "SELECT position, content, salt, place FROM entries \
             WHERE board_id = $1 AND position >= $2 AND position < $3 ORDER BY position",
            [board.into(), first.into(), after(first)?.into()],
        )
        .await?;
        if rows.is_empty() {
            break;
        }
        let mut lines = DeflateEncoder::new(Vec::new(), Compression::fast());
        let mut salts = Vec::new();
        for row in &rows {
            let position: i32 = row.try_get("", "position")?;
            if position != next {
                return Err(broken(format!("board {board} has no entry at {next}")));
            }
            next += 1;
            let content: String = row.try_get("", "content")?;
            let salt: String = row.try_get("", "salt")?;
            let place: Option<String> = row.try_get("", "place")?;
            let place = place.unwrap_or_default();
            writeln!(lines, "{content}\n{place}").map_err(broken)?;
            let salt = BASE64URL_NOPAD.decode(salt.as_bytes()).map_err(broken)?;
            if salt.len() != SALT_BYTES {
                return Err(broken("a salt of another length"));
            }
            salts.extend(salt);
        }
        let lines = lines.finish().map_err(broken)?;
        execute(
            manager,
            "INSERT INTO entry_packs (board_id, first, lines, salts) VALUES ($1, $2, $3, $4)",
            [board.into(), first.into(), lines.into(), salts.into()],
        )
        .await?;
    }
    if i64::from(next) == count {
        Ok(())
    } else {
        Err(broken(format!(
            "board {board} has {count} entries, not {next}"
        )))
    }
}

/// Writes what the packs of a board say into its rows.
async fn unpack(manager: &SchemaManager<'_>, board: i64) -> Result<(), DbErr> {
    let packs = query(
        manager,
        "SELECT first, lines, salts FROM entry_packs WHERE board_id = $1 ORDER BY first",
        [board.into()],
    )
    .await?;
    for pack in packs {
        let first: i32 = pack.try_get("", "first")?;
        let lines: Vec<u8> = pack.try_get("", "lines")?;
        let salts: Vec<u8> = pack.try_get("", "salts")?;
        let mut text = String::new();
        DeflateDecoder::new(lines.as_slice())
            .read_to_string(&mut text)
            .map_err(broken)?;
        let mut lines = text.lines();
        for (position, salt) in (first..).zip(salts.chunks(SALT_BYTES)) {
            let content = lines.next().unwrap_or_default();
            let place = lines.next().filter(|place| !place.is_empty());
            execute(
                manager,
                "UPDATE entries SET content = $1, place = $2, salt = $3 \
                 WHERE board_id = $4 AND position = $5",
                [
                    content.into(),
                    place.into(),
                    BASE64URL_NOPAD.encode(salt).into(),
                    board.into(),
                    position.into(),
                ],
            )
            .await?;
        }
    }
    Ok(())
}

async fn query(
    manager: &SchemaManager<'_>,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    let db = manager.get_connection();
    let backend = db.get_database_backend();
    db.query_all_raw(Statement::from_sql_and_values(backend, sql, values))
        .await
}

async fn execute(
    manager: &SchemaManager<'_>,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = db.get_database_backend();
    db.execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await
        .map(drop)
}

/// The position after a pack's last.
fn after(first: i32) -> Result<i32, DbErr> {
    first.checked_add(PACKED).ok_or_else(|| broken("too many"))
}

fn broken(cause: impl std::fmt::Display) -> DbErr {
    DbErr::Migration(format!("entries cannot be packed: {cause}"))
}
