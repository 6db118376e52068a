//! The households of a board that have declared nothing themselves.

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select};
use store::entity::{declaration, entry};
use store::ids::{BoardId, ProjectId};

/// The households of a board of which the table says nothing and that have
/// declared nothing.
pub(super) fn undeclared(project_id: ProjectId, board_id: BoardId) -> Select<entry::Entity> {
    unmarked(project_id, board_id).filter(entry::Column::SaysNone.eq(false))
}

/// The households of a board of which the table says that there is no relation,
/// and that have declared nothing themselves.
pub(super) fn none_by_table(project_id: ProjectId, board_id: BoardId) -> Select<entry::Entity> {
    unmarked(project_id, board_id).filter(entry::Column::SaysNone.eq(true))
}

fn unmarked(project_id: ProjectId, board_id: BoardId) -> Select<entry::Entity> {
    entry::Entity::find()
        .filter(entry::Column::BoardId.eq(board_id))
        .filter(entry::Column::Flagged.eq(false))
        .filter(
            entry::Column::Household.not_in_subquery(
                Query::select()
                    .column(declaration::Column::Household)
                    .from(declaration::Entity)
                    .cond_where(declaration::Column::ProjectId.eq(project_id))
                    .to_owned(),
            ),
        )
}
