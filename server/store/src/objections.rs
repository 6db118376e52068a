//! Objections (异议), with their sealed columns.

mod lanes;

use domain::objection::{HeldFor, ObjectionKind, ObjectionState, Outcome};
use domain::spelling::code;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::entity::{objection, objection_step};
use crate::{Error, Place, Store};

pub use lanes::{Readable, Waiting, filed_before, lane_count, maybe_upheld, one_of, page, waiting};

/// Digits of the date that a receipt begins with.
const DATE_DIGITS: usize = 8;
/// What the sealed columns are sealed for.
const PERSON: &str = "objection person";
const STATEMENT: &str = "objection statement";

/// Who objected; sealed in the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objector {
    pub name: String,
    pub phone: String,
}

/// Where the sealed columns of an objection stand: its receipt names it for good.
pub(crate) fn person_of(receipt: &str) -> Place {
    Place::of(PERSON, &[receipt])
}

pub(crate) fn statement_of(receipt: &str) -> Place {
    Place::of(STATEMENT, &[receipt])
}

impl Store {
    /// # Errors
    /// [`Error::Random`], [`Error::Json`].
    pub fn seal_objector(&self, receipt: &str, objector: &Objector) -> Result<String, Error> {
        self.seal(&person_of(receipt), &serde_json::to_vec(objector)?)
    }

    /// # Errors
    /// [`Error::Random`].
    pub fn seal_statement(&self, receipt: &str, statement: &str) -> Result<String, Error> {
        self.seal(&statement_of(receipt), statement.as_bytes())
    }

    /// Who filed an objection; for those who may read it.
    ///
    /// # Errors
    /// [`Error::Sealed`].
    pub fn objector(&self, row: &objection::Model) -> Result<Objector, Error> {
        let plain = self.open_sealed(&person_of(&row.receipt), &row.person_sealed);
        Ok(serde_json::from_slice(
            &plain.ok_or(Error::Sealed("an objector"))?,
        )?)
    }

    /// What an objection says; for those who may read it.
    ///
    /// # Errors
    /// [`Error::Sealed`].
    pub fn statement(&self, row: &objection::Model) -> Result<String, Error> {
        self.open_sealed(&statement_of(&row.receipt), &row.statement_sealed)
            .and_then(|plain| String::from_utf8(plain).ok())
            .ok_or(Error::Sealed("an objection"))
    }
}

/// A receipt number as it is stored, from however it was typed.
fn normal_receipt(typed: &str) -> Option<String> {
    let typed = code(typed);
    let (date, letters) = typed.split_at_checked(DATE_DIGITS)?;
    let (first, second) = letters.split_at_checked(4)?;
    Some(format!("{date}-{first}-{second}"))
}

/// The objection of a receipt number, however it was typed.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn by_receipt(
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

/// # Errors
/// [`Error::Corrupt`].
pub fn state(row: &objection::Model) -> Result<ObjectionState, Error> {
    ObjectionState::from_key(&row.state)
        .ok_or_else(|| Error::corrupt(format!("objection {} has no known state", row.id)))
}

/// # Errors
/// [`Error::Corrupt`].
pub fn kind(row: &objection::Model) -> Result<ObjectionKind, Error> {
    ObjectionKind::from_key(&row.kind)
        .ok_or_else(|| Error::corrupt(format!("objection {} has no known kind", row.id)))
}

/// What an objection was held for when it was filed.
///
/// # Errors
/// [`Error::Corrupt`].
pub fn held_for(row: &objection::Model) -> Result<Option<HeldFor>, Error> {
    let Some(key) = row.held_for.as_deref() else {
        return Ok(None);
    };
    let held = HeldFor::from_key(key);
    held.map(Some).ok_or_else(|| {
        Error::corrupt(format!(
            "objection {} is held for what is not known",
            row.id
        ))
    })
}

/// What was decided of an objection last, also where its case was closed since.
///
/// # Errors
/// [`Error::Database`].
pub async fn outcome(
    db: &impl ConnectionTrait,
    row: &objection::Model,
) -> Result<Option<Outcome>, Error> {
    if let Some(outcome) = Outcome::from_key(&row.state) {
        return Ok(Some(outcome));
    }
    if row.state != ObjectionState::Closed.key() {
        return Ok(None);
    }
    let steps = objection_step::Entity::find()
        .filter(objection_step::Column::ObjectionId.eq(row.id))
        .order_by_desc(objection_step::Column::Id)
        .all(db)
        .await?;
    Ok(steps.iter().find_map(|step| Outcome::from_key(&step.state)))
}
