//! Which project an event belongs to, as a column to find it by. It says
//! nothing that the canonical bytes do not: the subject's project, or the one
//! that an objection is about.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::frozen;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: [(&str, &str); 3] = [
    ("events_project", "project"),
    ("events_kind", "kind"),
    ("events_actor", "actor"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// On one connection: another of SQLite's would still know the trigger that
    /// was just dropped, and refuse to make it again.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("events")
                    .add_column(text("project").default(""))
                    .to_owned(),
            )
            .await?;
        for (name, column) in INDEXES {
            manager
                .create_index(
                    Index::create()
                        .name(name)
                        .table("events")
                        .col(column)
                        .col("id")
                        .to_owned(),
                )
                .await?;
        }
        // Events are append-only: what was written before is let through once.
        frozen::thaw(manager, "events").await?;
        let code = match manager.get_database_backend() {
            DbBackend::Postgres => "split_part(subject, '/', 2)",
            _ => "substr(subject, 9, instr(substr(subject, 9) || '/', '/') - 1)",
        };
        let of_subject =
            format!("UPDATE events SET project = {code} WHERE subject LIKE 'project/%'");
        let of_objection = "UPDATE events SET project = COALESCE((SELECT projects.code \
             FROM objections JOIN notices ON notices.id = objections.notice_id \
             JOIN rounds ON rounds.id = notices.round_id \
             JOIN projects ON projects.id = rounds.project_id \
             WHERE 'objection/' || objections.receipt = events.subject), '') \
             WHERE subject LIKE 'objection/%'";
        for statement in [of_subject.as_str(), of_objection] {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        frozen::append_only(manager, "events").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager
                .drop_index(Index::drop().name(name).table("events").to_owned())
                .await?;
        }
        manager
            .alter_table(
                Table::alter()
                    .table("events")
                    .drop_column("project")
                    .to_owned(),
            )
            .await
    }
}
