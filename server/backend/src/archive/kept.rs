//! The tables that boards and standards were read from.

use domain::upload::UploadStage;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::entity::{schedule, upload};
use store::ids::ProjectId;

use super::layout::SEALED_UPLOADS;
use crate::Error;

/// Numbers in one list of an SQL statement.
pub(super) const IN_ONE_LIST: usize = 1_000;

/// A project's schedules, oldest first.
pub(super) async fn schedules(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<Vec<schedule::Model>, Error> {
    Ok(schedule::Entity::find()
        .filter(schedule::Column::ProjectId.eq(project_id))
        .order_by_asc(schedule::Column::Version)
        .all(db)
        .await?)
}

/// The files that boards and schedules were read from, oldest first.
pub(super) async fn kept(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<Vec<upload::Model>, Error> {
    Ok(upload::Entity::find()
        .filter(upload::Column::ProjectId.eq(project_id))
        .filter(upload::Column::Stage.eq(UploadStage::Stored.key()))
        .filter(upload::Column::ObjectKey.is_not_null())
        .order_by_asc(upload::Column::Id)
        .all(db)
        .await?)
}

/// Where an uploaded file is in the ZIP.
pub(super) fn sealed_path(upload: &upload::Model) -> String {
    format!("{SEALED_UPLOADS}{}.sealed", upload.id)
}

pub(super) fn path_of(
    kept: &[upload::Model],
    is: impl Fn(&upload::Model) -> bool,
) -> Option<String> {
    kept.iter().find(|upload| is(upload)).map(sealed_path)
}
