//! What each column of an office's tables is, where a clerk decided it:
//! remembered for the project's next upload.

use domain::account::Permission;
use domain::event::{ColumnsChosen, Subject};
use domain::table::{COLUMN_IGNORE, ColumnChoices, Field};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};
use store::entity::column_choice;
use store::ids::ProjectId;
use store::projects::lock_project;

use crate::actor::Actor;
use crate::change::Change;
use crate::{AppContext, Error, Refusal};

/// Columns that can be decided of at once, and characters of a heading.
const MAX_COLUMNS: usize = 200;
const MAX_HEADER: usize = 200;

/// Keeps what was decided of columns, beside what was decided before. What is
/// the same as before changes nothing.
///
/// # Errors
/// [`Error::Refused`] for more, or longer headings, than a table has.
pub async fn choose_columns(
    context: &AppContext,
    actor: &Actor,
    code: &str,
    choices: ColumnChoices,
) -> Result<(), Error> {
    let change = Change::begin(context, actor, Permission::UploadBoard).await?;
    let mut refusal = Refusal::default();
    let fits = choices.len() <= MAX_COLUMNS
        && choices
            .keys()
            .all(|header| header.chars().count() <= MAX_HEADER);
    refusal.require(fits, "file", text::TOO_LONG);
    refusal.or_ok()?;
    let project = lock_project(&change.db, code).await?;
    let before = chosen(&change.db, project.id).await?;
    let changed: ColumnChoices = choices
        .into_iter()
        .filter(|(header, field)| before.get(header) != Some(field))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    for (header, field) in &changed {
        column_choice::Entity::delete_many()
            .filter(column_choice::Column::ProjectId.eq(project.id))
            .filter(column_choice::Column::Header.eq(header))
            .exec(&change.db)
            .await?;
        let row = column_choice::ActiveModel {
            project_id: Set(project.id),
            header: Set(header.clone()),
            field: Set(field.map(|field| field.key().to_owned())),
            ..Default::default()
        };
        column_choice::Entity::insert(row).exec(&change.db).await?;
    }
    let chosen = ColumnsChosen {
        columns: written(&changed),
    };
    let subject = Subject::Project(code);
    change.commit(subject, chosen).await
}

/// A line for each column, as the record keeps it.
fn written(choices: &ColumnChoices) -> String {
    let lines = choices.iter().map(|(header, field)| {
        let header = header.replace(char::is_control, " ");
        format!("{header}={}", field.map_or(COLUMN_IGNORE, Field::key))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What was decided of a project's columns so far.
pub(super) async fn chosen(
    db: &impl ConnectionTrait,
    project_id: ProjectId,
) -> Result<ColumnChoices, Error> {
    let rows = column_choice::Entity::find()
        .filter(column_choice::Column::ProjectId.eq(project_id))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.header, row.field.as_deref().and_then(Field::from_key)))
        .collect())
}
