//! Rows that nobody changes any more, whoever holds the database's password of
//! this program: triggers refuse it, on SQLite and on PostgreSQL.
//!
//! [`append_only`] is for tables that only ever grow; [`freeze`] for rows that
//! are worked on first and fixed later. Both also stop PostgreSQL's `TRUNCATE`.
//! SQLite's `REPLACE` deletes without asking a trigger, unless the connection
//! has `recursive_triggers` on: `store::Store` sets it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// What is refused of a table's rows. Conditions are SQL over `OLD` and `NEW`;
/// `None` refuses nothing.
pub(crate) struct Rule<'a> {
    pub(crate) table: &'a str,
    /// Over `NEW`. On SQLite `NEW.id` is not known yet.
    pub(crate) insert: Option<&'a str>,
    /// Over `OLD` and `NEW`.
    pub(crate) update: Option<&'a str>,
    /// Over `OLD`.
    pub(crate) delete: Option<&'a str>,
    /// What the database says, after the table's name. No quotes.
    pub(crate) why: &'a str,
}

/// Lets rows be added, and never changed or deleted.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    freeze(
        manager,
        &Rule {
            table,
            insert: None,
            update: Some("TRUE"),
            delete: Some("TRUE"),
            why: "what is written here is never changed or deleted",
        },
    )
    .await
}

/// Refuses what the rule says. A table has one rule at a time: [`thaw`] it first.
pub(crate) async fn freeze(manager: &SchemaManager<'_>, rule: &Rule<'_>) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DbBackend::Postgres => postgres(rule),
        _ => sqlite(rule),
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(&statement)
            .await?;
    }
    Ok(())
}

/// Takes a table's rule away.
pub(crate) async fn thaw(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DbBackend::Postgres => vec![
            format!("DROP TRIGGER IF EXISTS frozen_{table} ON {table}"),
            format!("DROP TRIGGER IF EXISTS frozen_{table}_truncate ON {table}"),
            format!("DROP FUNCTION IF EXISTS frozen_{table}()"),
            format!("DROP FUNCTION IF EXISTS frozen_{table}_truncate()"),
        ],
        _ => ["insert", "update", "delete"]
            .iter()
            .map(|event| format!("DROP TRIGGER IF EXISTS frozen_{table}_{event}"))
            .collect(),
    };
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(&statement)
            .await?;
    }
    Ok(())
}

fn sqlite(rule: &Rule<'_>) -> Vec<String> {
    let Rule { table, why, .. } = rule;
    [
        ("insert", rule.insert),
        ("update", rule.update),
        ("delete", rule.delete),
    ]
    .into_iter()
    .filter_map(|(event, condition)| {
        let condition = condition?;
        Some(format!(
            "CREATE TRIGGER frozen_{table}_{event} BEFORE {event} ON {table} \
             WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table}: {why}'); END"
        ))
    })
    .collect()
}

fn postgres(rule: &Rule<'_>) -> Vec<String> {
    let Rule { table, why, .. } = rule;
    let checks: String = [
        ("INSERT", rule.insert),
        ("UPDATE", rule.update),
        ("DELETE", rule.delete),
    ]
    .into_iter()
    .filter_map(|(event, condition)| {
        let condition = condition?;
        Some(format!(
            "IF TG_OP = '{event}' THEN IF {condition} THEN \
             RAISE EXCEPTION '{table}: {why}'; END IF; END IF; "
        ))
    })
    .collect();
    vec![
        format!(
            "CREATE FUNCTION frozen_{table}() RETURNS trigger LANGUAGE plpgsql AS $frozen$ \
             BEGIN {checks} IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $frozen$"
        ),
        format!(
            "CREATE TRIGGER frozen_{table} BEFORE INSERT OR UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION frozen_{table}()"
        ),
        format!(
            "CREATE FUNCTION frozen_{table}_truncate() RETURNS trigger LANGUAGE plpgsql AS $frozen$ \
             BEGIN RAISE EXCEPTION '{table}: {why}'; END $frozen$"
        ),
        format!(
            "CREATE TRIGGER frozen_{table}_truncate BEFORE TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION frozen_{table}_truncate()"
        ),
    ]
}
