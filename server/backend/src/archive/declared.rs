//! What every household declared of its relation to officials, and who declared it.

use std::collections::HashMap;

use domain::declaration::{DeclaredBy, Tie};
use domain::time::china_minute;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::accounts::Names;
use store::entity::declaration;
use store::ids::{OfficialId, ProjectId};
use store::officials::{self, OfficialRecord};
use store::time::from_millis;

use crate::Error;
use text::Named as _;
use workbook::csv_part;

const DECLARED: [&str; 11] = [
    "户号",
    "关系",
    "关系的叫法",
    "干部、党员",
    "职务",
    "由谁申报",
    "申报人",
    "依据",
    "一起申报",
    "记录人",
    "时间",
];

/// Every declaration of a project, oldest first; earlier ones were replaced by
/// later ones of the same household.
pub(super) async fn table(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<Vec<u8>, Error> {
    let names = Names::shown(db).await?;
    let officials: HashMap<OfficialId, OfficialRecord> = officials::all(db)
        .await?
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    let rows = declaration::Entity::find()
        .filter(declaration::Column::ProjectId.eq(project_id))
        .order_by_asc(declaration::Column::Id)
        .all(db)
        .await?;
    let cells = rows.into_iter().map(|row| {
        let official = row.official_id.and_then(|id| officials.get(&id));
        let tie = match row.tie.as_deref() {
            None => text::TIE_NONE.zh,
            Some(key) => Tie::from_key(key).map_or(key, |tie| tie.text().zh),
        };
        let by = DeclaredBy::from_key(&row.declared_by).map(|by| by.text().zh);
        let in_bulk = if row.in_bulk { text::YES } else { text::NO };
        vec![
            row.household,
            tie.to_owned(),
            row.relation,
            official.map(|one| one.name.clone()).unwrap_or_default(),
            official.map(|one| one.post.clone()).unwrap_or_default(),
            by.unwrap_or(&row.declared_by).to_owned(),
            row.declarer,
            row.basis,
            in_bulk.zh.to_owned(),
            names.of(row.recorded_by),
            china_minute(from_millis(row.recorded_at)),
        ]
    });
    Ok(csv_part(Some(&DECLARED), cells)?)
}
