//! Objections as their pages need them.

use std::collections::HashMap;

use domain::board::{Entry, LineItem};
use domain::objection::ObjectionState;
use domain::remedy::ObjectedLine;
use domain::terms::Deduction;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::entity::{notice, objection, objection_file, objection_step, project, round};
use store::ids::ObjectionId;
use store::rounds::number;
use store::time::from_millis;
use text::Lang;
use text::arithmetic::{deduction, formula};
use views::{CaseFile, ObjectionStep, ObjectionSubject};

use crate::Error;

/// A line, or a deduction after the lines, as an objection to it has it.
pub(super) fn line_words(
    lines: &[LineItem],
    deductions: &[Deduction],
    index: usize,
) -> Option<String> {
    match index.checked_sub(lines.len()) {
        Some(at) => deductions.get(at).map(deduction),
        None => {
            let line = lines.get(index)?;
            Some(format!("{} {}", line.item, formula(line, Lang::Zh)))
        }
    }
}

/// Which line of the entry objected to an objection is about.
pub(crate) fn objected_line(row: &objection::Model, old: &Entry) -> ObjectedLine {
    let place = row.line_index.and_then(|index| usize::try_from(index).ok());
    match (place, row.line.as_deref()) {
        (Some(index), _) => ObjectedLine::At(index),
        (None, None) => ObjectedLine::Whole,
        // It was filed before the place was kept.
        (None, Some(words)) => {
            let mut places = 0..old.lines.len() + old.deductions.len();
            match places
                .find(|at| line_words(&old.lines, &old.deductions, *at).as_deref() == Some(words))
            {
                Some(index) => ObjectedLine::At(index),
                None => ObjectedLine::Unknown,
            }
        }
    }
}

pub(super) async fn subject_of(
    db: &impl ConnectionTrait,
    row: &objection::Model,
) -> Result<ObjectionSubject, Error> {
    let notice = notice::Entity::find_by_id(row.notice_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let round = round::Entity::find_by_id(notice.round_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let project = project::Entity::find_by_id(round.project_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok(ObjectionSubject {
        project_code: project.code,
        project_name: project.name,
        round: number(&round)?,
        revision: u32::try_from(notice.revision).unwrap_or_default(),
        household: row.household.clone(),
        line: row.line.clone(),
    })
}

pub(super) async fn steps(
    db: &impl ConnectionTrait,
    objection_id: ObjectionId,
) -> Result<Vec<ObjectionStep>, Error> {
    let rows = objection_step::Entity::find()
        .filter(objection_step::Column::ObjectionId.eq(objection_id))
        .order_by_asc(objection_step::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let state = ObjectionState::from_key(&row.state)
                .ok_or_else(|| Error::internal(format!("step {} has no known state", row.id)))?;
            Ok(ObjectionStep {
                at: from_millis(row.at),
                state,
                reason: row.reason,
            })
        })
        .collect()
}

pub(super) async fn files(
    db: &impl ConnectionTrait,
    objection_id: ObjectionId,
) -> Result<Vec<CaseFile>, Error> {
    let rows = objection_file::Entity::find()
        .filter(objection_file::Column::ObjectionId.eq(objection_id))
        .order_by_asc(objection_file::Column::Number)
        .all(db)
        .await?;
    Ok(rows.iter().map(case_file).collect())
}

/// How many files were filed with each of these; those without have no count.
pub(super) async fn file_counts(
    db: &impl ConnectionTrait,
    objections: &[ObjectionId],
) -> Result<HashMap<ObjectionId, u32>, Error> {
    let of_each = objection_file::Entity::find()
        .select_only()
        .column(objection_file::Column::ObjectionId)
        .filter(objection_file::Column::ObjectionId.is_in(objections.iter().copied()))
        .into_tuple::<ObjectionId>()
        .all(db)
        .await?;
    let mut counts = HashMap::new();
    for objection in of_each {
        *counts.entry(objection).or_default() += 1;
    }
    Ok(counts)
}

/// Number and key of each file that was filed with an objection.
pub(crate) async fn file_keys(
    db: &impl ConnectionTrait,
    objection_id: ObjectionId,
) -> Result<Vec<(i32, String)>, Error> {
    Ok(objection_file::Entity::find()
        .select_only()
        .columns([
            objection_file::Column::Number,
            objection_file::Column::ObjectKey,
        ])
        .filter(objection_file::Column::ObjectionId.eq(objection_id))
        .order_by_asc(objection_file::Column::Number)
        .into_tuple()
        .all(db)
        .await?)
}

pub(super) fn case_file(row: &objection_file::Model) -> CaseFile {
    CaseFile {
        number: u32::try_from(row.number).unwrap_or_default(),
        file_name: row.file_name.clone(),
        media_type: row.media_type.clone(),
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
    }
}
