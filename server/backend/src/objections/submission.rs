//! One post of the form, and what follows from it: the same browser that sends
//! the same content under the same one-time number gets the same receipt, and
//! whatever of it differs is another objection.
//!
//! The database has only a keyed hash of it. So whoever reads the database has
//! nothing to post again, and without the master key the secret of an objection
//! follows from nothing that is stored.

use store::secrets::{self, readable};

use super::filing::Filing;
use crate::{AppContext, Error};

/// Bytes of the secret: 80 bits, sixteen letters.
const SECRET_BYTES: usize = 10;
/// Characters of a one-time form number (256 bits, base64url).
const NUMBER_LENGTH: usize = 43;
/// What the hash and the secret are derived for.
const MAC_POST: &str = "objection post";
const MAC_SECRET: &str = "objection secret";

/// A post: browser, number and content, digested.
pub(super) struct Submission(String);

impl Submission {
    /// A form without a number is a post of its own each time.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub(super) fn of(context: &AppContext, filing: &Filing) -> Result<Self, Error> {
        let number = if filing.submission.len() == NUMBER_LENGTH {
            filing.submission.clone()
        } else {
            context.random_token()?
        };
        let files: Vec<(&str, String)> = filing
            .files
            .iter()
            .map(|file| (file.file_name.as_str(), secrets::digest(&file.bytes)))
            .collect();
        let about = (
            &filing.project,
            filing.round.map(domain::round::RoundNumber::get),
            &filing.household,
            filing.line,
            filing.kind.map(domain::objection::ObjectionKind::key),
        );
        let typed = (&filing.statement, &filing.name, &filing.phone);
        let post = (&filing.sender.browser, number, about, typed, files);
        Ok(Self(secrets::digest(&serde_json::to_vec(&post)?)))
    }

    /// What the database knows it by: 64 hexadecimal digits.
    pub(super) fn key(&self, context: &AppContext) -> String {
        secrets::digest(context.mac(MAC_POST, self.0.as_bytes()).as_bytes())
    }

    /// What the objector follows the objection with, besides the receipt.
    pub(super) fn secret(&self, context: &AppContext) -> String {
        let derived = context.store.mac_bytes(MAC_SECRET, self.0.as_bytes());
        readable(derived.get(..SECRET_BYTES).unwrap_or(&derived))
    }
}
