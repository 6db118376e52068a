//! The working-day calendar, windows that were moved, and the program's
//! heartbeat, by which an interruption is known.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::frozen::{append_only, thaw};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("calendar_days")
                    .col(big_pk_auto("id"))
                    // A day in China: 2024-10-01. Of several rows the newest counts.
                    .col(text("day"))
                    .col(text("kind"))
                    .col(text("note"))
                    // Null: as delivered.
                    .col(big_integer_null("set_by"))
                    .col(big_integer_null("set_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("calendar_days_day")
                    .table("calendar_days")
                    .col("day")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("window_moves")
                    .col(big_pk_auto("id"))
                    .col(big_integer("notice_id"))
                    // Never earlier than what was said before.
                    .col(big_integer("closes_at"))
                    .col(text("kind"))
                    // Of an interruption: from when to when, and the days lost.
                    .col(big_integer_null("lost_from"))
                    .col(big_integer_null("lost_to"))
                    .col(integer_null("lost_days"))
                    // Of a changed calendar: which day became what, and why.
                    .col(text_null("note"))
                    .col(big_integer("at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("window_moves", "notice_id")
                            .to("notices", "id"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("window_moves_notice")
                    .table("window_moves")
                    .col("notice_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("heartbeats")
                    .col(big_pk_auto("id"))
                    .col(big_integer("at"))
                    .to_owned(),
            )
            .await?;
        deliver(manager).await?;
        append_only(manager, "calendar_days").await?;
        append_only(manager, "window_moves").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        thaw(manager, "window_moves").await?;
        thaw(manager, "calendar_days").await?;
        for table in ["heartbeats", "window_moves", "calendar_days"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn deliver(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut insert = Query::insert()
        .into_table("calendar_days")
        .columns(["day", "kind", "note"])
        .to_owned();
    for (year, free, worked) in YEARS {
        for (kind, days) in [("holiday", free), ("workday", worked)] {
            for (month, from, to, note) in *days {
                for day in *from..=*to {
                    let day = format!("{year}-{month:02}-{day:02}");
                    insert.values_panic([day.into(), kind.into(), (*note).into()]);
                }
            }
        }
    }
    manager.execute(insert).await
}

/// Month, first and last day, and what for.
type Days = &'static [(u8, u8, u8, &'static str)];

/// Days off and weekends worked in exchange, as the General Office of the
/// State Council announced them: 国办发明电〔2023〕7号, 国办发明电〔2024〕12号,
/// 国办发明电〔2025〕7号.
const YEARS: &[(u16, Days, Days)] = &[
    (
        2024,
        &[
            (1, 1, 1, "元旦"),
            (2, 10, 17, "春节"),
            (4, 4, 6, "清明节"),
            (5, 1, 5, "劳动节"),
            (6, 8, 10, "端午节"),
            (9, 15, 17, "中秋节"),
            (10, 1, 7, "国庆节"),
        ],
        &[
            (2, 4, 4, "春节调休"),
            (2, 18, 18, "春节调休"),
            (4, 7, 7, "清明节调休"),
            (4, 28, 28, "劳动节调休"),
            (5, 11, 11, "劳动节调休"),
            (9, 14, 14, "中秋节调休"),
            (9, 29, 29, "国庆节调休"),
            (10, 12, 12, "国庆节调休"),
        ],
    ),
    (
        2025,
        &[
            (1, 1, 1, "元旦"),
            (1, 28, 31, "春节"),
            (2, 1, 4, "春节"),
            (4, 4, 6, "清明节"),
            (5, 1, 5, "劳动节"),
            (5, 31, 31, "端午节"),
            (6, 1, 2, "端午节"),
            (10, 1, 8, "国庆节、中秋节"),
        ],
        &[
            (1, 26, 26, "春节调休"),
            (2, 8, 8, "春节调休"),
            (4, 27, 27, "劳动节调休"),
            (9, 28, 28, "国庆节调休"),
            (10, 11, 11, "国庆节调休"),
        ],
    ),
    (
        2026,
        &[
            (1, 1, 3, "元旦"),
            (2, 15, 23, "春节"),
            (4, 4, 6, "清明节"),
            (5, 1, 5, "劳动节"),
            (6, 19, 21, "端午节"),
            (9, 25, 27, "中秋节"),
            (10, 1, 7, "国庆节"),
        ],
        &[
            (1, 4, 4, "元旦调休"),
            (2, 14, 14, "春节调休"),
            (2, 28, 28, "春节调休"),
            (5, 9, 9, "劳动节调休"),
            (9, 20, 20, "国庆节调休"),
            (10, 10, 10, "国庆节调休"),
        ],
    ),
];
