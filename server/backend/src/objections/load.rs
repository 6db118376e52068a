//! Objections as their pages need them.

use domain::objection::{ObjectionKind, ObjectionState};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use views::{CaseFile, ObjectionStep, ObjectionSubject};

use crate::clock::from_millis;
use crate::entity::{notice, objection, objection_file, objection_step, project, round};
use crate::projects::number;
use crate::secrets::normal_code;
use crate::{Error, Office};

/// Digits of the date that a receipt begins with.
const DATE_DIGITS: usize = 8;

/// A receipt number as it is stored, from however it was typed.
pub(super) fn normal_receipt(typed: &str) -> Option<String> {
    let code = normal_code(typed);
    let (date, letters) = code.split_at_checked(DATE_DIGITS)?;
    let (first, second) = letters.split_at_checked(4)?;
    Some(format!("{date}-{first}-{second}"))
}

pub(crate) async fn by_receipt(
    db: &impl ConnectionTrait,
    receipt: &str,
) -> Result<objection::Model, Error> {
    let receipt = normal_receipt(receipt).ok_or(Error::NotFound)?;
    objection::Entity::find()
        .filter(objection::Column::Receipt.eq(receipt))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

pub(super) fn state(row: &objection::Model) -> Result<ObjectionState, Error> {
    ObjectionState::from_key(&row.state)
        .ok_or_else(|| Error::internal(format!("objection {} has no known state", row.id)))
}

pub(super) fn kind(row: &objection::Model) -> Result<ObjectionKind, Error> {
    ObjectionKind::from_key(&row.kind)
        .ok_or_else(|| Error::internal(format!("objection {} has no known kind", row.id)))
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
    objection_id: i64,
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
    objection_id: i64,
) -> Result<Vec<CaseFile>, Error> {
    let rows = objection_file::Entity::find()
        .filter(objection_file::Column::ObjectionId.eq(objection_id))
        .order_by_asc(objection_file::Column::Number)
        .all(db)
        .await?;
    Ok(rows.iter().map(case_file).collect())
}

/// Number and key of each file that was filed with an objection.
pub(crate) async fn file_keys(
    db: &impl ConnectionTrait,
    objection_id: i64,
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

/// Opens a sealed text.
pub(super) fn open(office: &Office, purpose: &str, sealed: &str) -> Result<Vec<u8>, Error> {
    office
        .open_sealed(purpose, sealed)
        .ok_or_else(|| Error::internal("an objection does not open under this key"))
}
