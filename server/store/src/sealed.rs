//! Everything that is sealed, column by column and file by file: looked through,
//! and sealed again with the newest version of the key.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};

use crate::entity::{objection, objection_file, private_number, upload};
use crate::files::KeptFile;
use crate::ids::{BoardId, ObjectionId, UploadId};
use crate::objections::{person_of, statement_of};
use crate::{Error, Place, Store, secrets};

/// The columns that are sealed: table and name.
pub const COLUMNS: [(&str, &str); 3] = [
    ("objections", "person_sealed"),
    ("objections", "statement_sealed"),
    ("private_numbers", "sealed"),
];
/// Rows read, and written in one transaction, at once.
const ROWS_AT_ONCE: u64 = 500;
/// Of what does not open, so many are named.
const MAX_NAMED: usize = 20;

/// What is done with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// It is opened, and that is all.
    Look,
    /// What an earlier version of the key sealed is sealed again.
    Reseal,
}

/// What a pass found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Sealed values of the database.
    pub values: u64,
    /// Files.
    pub files: u64,
    /// How many of both had an earlier version of the key.
    pub earlier: u64,
    /// How many do not open, or are not what they were: those stay as they are.
    pub broken: u64,
    /// Some of those: table and row.
    pub named: Vec<String>,
}

impl Found {
    fn broken(&mut self, what: impl FnOnce() -> String) {
        self.broken += 1;
        if self.named.len() < MAX_NAMED {
            self.named.push(what());
        }
    }
}

/// Where the private numbers of a household stand.
#[must_use]
pub fn private_numbers_of(board: BoardId, household: &str) -> Place {
    Place::of("private numbers", &[&board.to_string(), household])
}

impl Store {
    /// Goes through everything that is sealed. It can be broken off at any time, and
    /// begun again.
    ///
    /// # Errors
    /// Where database or files cannot be read or written; what does not open is no
    /// error, and counted.
    pub async fn pass(&self, pass: Pass) -> Result<Found, Error> {
        let mut found = Found::default();
        self.pass_objections(pass, &mut found).await?;
        self.pass_private_numbers(pass, &mut found).await?;
        self.pass_filed(pass, &mut found).await?;
        self.pass_uploads(pass, &mut found).await?;
        Ok(found)
    }

    /// What is to take the place of a value, if anything is.
    fn next_value(
        &self,
        pass: Pass,
        found: &mut Found,
        place: &Place,
        text: &str,
        what: impl FnOnce() -> String,
    ) -> Result<Option<String>, Error> {
        found.values += 1;
        let sealed = secrets::from_base64url(text).unwrap_or_default();
        let Some(plain) = self.open_bytes(place, &sealed) else {
            found.broken(what);
            return Ok(None);
        };
        if self.is_current(&sealed) {
            return Ok(None);
        }
        found.earlier += 1;
        match pass {
            Pass::Look => Ok(None),
            Pass::Reseal => Ok(Some(self.seal(place, &plain)?)),
        }
    }

    async fn pass_objections(&self, pass: Pass, found: &mut Found) -> Result<(), Error> {
        let mut after = ObjectionId::new(0);
        loop {
            let rows = objection::Entity::find()
                .filter(objection::Column::Id.gt(after))
                .order_by_asc(objection::Column::Id)
                .limit(ROWS_AT_ONCE)
                .all(self.db())
                .await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.id;
            let mut changed = Vec::new();
            for row in rows {
                let receipt = row.receipt.clone();
                let what = |column| format!("objections.{column} of {receipt}");
                let person = self.next_value(
                    pass,
                    found,
                    &person_of(&receipt),
                    &row.person_sealed,
                    || what("person_sealed"),
                )?;
                let statement = self.next_value(
                    pass,
                    found,
                    &statement_of(&receipt),
                    &row.statement_sealed,
                    || what("statement_sealed"),
                )?;
                if person.is_none() && statement.is_none() {
                    continue;
                }
                let mut row = row.into_active_model();
                if let Some(person) = person {
                    row.person_sealed = Set(person);
                }
                if let Some(statement) = statement {
                    row.statement_sealed = Set(statement);
                }
                changed.push(row);
            }
            self.write(changed).await?;
        }
    }

    async fn pass_private_numbers(&self, pass: Pass, found: &mut Found) -> Result<(), Error> {
        let mut after = 0;
        loop {
            let rows = private_number::Entity::find()
                .filter(private_number::Column::Id.gt(after))
                .order_by_asc(private_number::Column::Id)
                .limit(ROWS_AT_ONCE)
                .all(self.db())
                .await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.id;
            let mut changed = Vec::new();
            for row in rows {
                let place = private_numbers_of(row.board_id, &row.household);
                let id = row.id;
                let what = || format!("private_numbers.sealed of row {id}");
                if let Some(sealed) = self.next_value(pass, found, &place, &row.sealed, what)? {
                    let mut row = row.into_active_model();
                    row.sealed = Set(sealed);
                    changed.push(row);
                }
            }
            self.write(changed).await?;
        }
    }

    async fn write<A>(&self, rows: Vec<A>) -> Result<(), Error>
    where
        A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        if rows.is_empty() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        for row in rows {
            row.update(&transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn pass_filed(&self, pass: Pass, found: &mut Found) -> Result<(), Error> {
        let mut pages = objection_file::Entity::find()
            .order_by_asc(objection_file::Column::Id)
            .paginate(self.db(), ROWS_AT_ONCE);
        while let Some(rows) = pages.fetch_and_next().await? {
            for row in rows {
                let objection = objection::Entity::find_by_id(row.objection_id)
                    .one(self.db())
                    .await?
                    .ok_or_else(|| Error::corrupt("a file was filed with no objection"))?;
                let file = KeptFile::Filed {
                    receipt: &objection.receipt,
                    number: row.number,
                };
                self.pass_file(pass, found, file, (&row.object_key, &row.digest))
                    .await?;
            }
        }
        Ok(())
    }

    async fn pass_uploads(&self, pass: Pass, found: &mut Found) -> Result<(), Error> {
        let mut after = UploadId::new(0);
        loop {
            let row = upload::Entity::find()
                .filter(upload::Column::Id.gt(after))
                .order_by_asc(upload::Column::Id)
                .one(self.db())
                .await?;
            let Some(row) = row else {
                return Ok(());
            };
            after = row.id;
            let file = KeptFile::Upload {
                digest: &row.digest,
            };
            if let Some(key) = &row.object_key {
                self.pass_file(pass, found, file, (key, &row.digest))
                    .await?;
            }
        }
    }

    async fn pass_file(
        &self,
        pass: Pass,
        found: &mut Found,
        file: KeptFile<'_>,
        (key, digest): (&str, &str),
    ) -> Result<(), Error> {
        found.files += 1;
        let Some(sealed) = self.sealed_file(key).await? else {
            found.broken(|| format!("files/{key} is gone"));
            return Ok(());
        };
        let plain = self.open_bytes(&file.place(), &sealed);
        let Some(plain) = plain.filter(|plain| secrets::digest(plain) == digest) else {
            found.broken(|| format!("files/{key}"));
            return Ok(());
        };
        if self.is_current(&sealed) {
            return Ok(());
        }
        found.earlier += 1;
        if pass == Pass::Reseal {
            let sealed = self.seal_bytes(&file.place(), &plain)?;
            self.put_at(key, sealed).await?;
        }
        Ok(())
    }
}
