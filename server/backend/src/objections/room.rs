//! How much of the room for filed photos and PDFs is taken.
//!
//! It is bounded so that strangers cannot fill the disk. Once it is full, objections
//! go on without files: the form says so, and keeps what was typed.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use store::entity::objection_file;

use crate::{AppContext, Error};

/// Bytes of everything that was filed with objections.
pub(crate) async fn filed_bytes(db: &impl ConnectionTrait) -> Result<u64, Error> {
    let sum = Func::sum(Expr::col(objection_file::Column::Bytes));
    // PostgreSQL's sum has a wider type than what it adds up.
    let sum = Expr::expr(sum).cast_as(Alias::new("bigint"));
    let bytes: Option<Option<i64>> = objection_file::Entity::find()
        .select_only()
        .column_as(sum, "filed")
        .into_tuple()
        .one(db)
        .await?;
    Ok(u64::try_from(bytes.flatten().unwrap_or_default()).unwrap_or_default())
}

/// Whether there is room for so many bytes more.
pub(super) async fn is_left(context: &AppContext, more: usize) -> Result<bool, Error> {
    let more = u64::try_from(more).unwrap_or(u64::MAX);
    let filed = filed_bytes(context.db()).await?;
    Ok(filed.saturating_add(more) <= context.max_filed_bytes)
}

/// How much of it is taken, in whole percent, at most 100.
pub(crate) fn percent(context: &AppContext, filed: u64) -> u8 {
    let percent = filed.saturating_mul(100) / Ord::max(context.max_filed_bytes, 1);
    u8::try_from(percent).map_or(100, |percent| Ord::min(percent, 100))
}
