//! What a resident sends in, and who sends it.

use std::net::IpAddr;

use domain::objection::ObjectionKind;
use domain::round::RoundNumber;

use super::attachments::NewFile;

/// What a resident sends in.
#[derive(Clone, Debug, Default)]
pub struct Filing {
    /// The form's one-time number, from [`AppContext::random_token`].
    pub submission: String,
    pub project: String,
    pub round: Option<RoundNumber>,
    /// `None` for the board as a whole.
    pub household: Option<String>,
    /// From 0; `None` for the household as a whole.
    pub line: Option<u32>,
    pub kind: Option<ObjectionKind>,
    pub statement: String,
    pub name: String,
    pub phone: String,
    pub files: Vec<NewFile>,
    pub sender: Sender,
}

/// Who sends a filing, as far as the site knows.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    /// What only this browser has: its cookie that scripts cannot read.
    pub browser: String,
    /// The project's access code, where this reader has shown it.
    pub access_code: Option<String>,
    /// `None` where nobody is counted.
    pub address: Option<IpAddr>,
}
