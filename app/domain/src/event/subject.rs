//! What an event was done to: an address, as it stands in the event's bytes.

use std::fmt;

use crate::id::OfficialId;
use crate::round::RoundNumber;

/// What an event was done to: `project/HW2024/round/1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// An account by the name that it signs in with.
    Account(&'a str),
    /// A sign-in with the name of no account.
    NoAccount,
    Calendar,
    /// By its receipt number.
    Objection(&'a str),
    Office,
    /// By its number in the register.
    Official(OfficialId),
    /// By its code.
    Project(&'a str),
    /// What the households of a project declared.
    Declarations(&'a str),
    /// What an account of this name declared of its own and its relatives'
    /// households in a project.
    Kin(&'a str, &'a str),
    Round(&'a str, RoundNumber),
    Site,
    Uploads,
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(name) => write!(f, "account/{name}"),
            Self::NoAccount => f.write_str("account"),
            Self::Calendar => f.write_str("calendar"),
            Self::Objection(receipt) => write!(f, "objection/{receipt}"),
            Self::Office => f.write_str("office"),
            Self::Official(id) => write!(f, "official/{id}"),
            Self::Project(code) => write!(f, "project/{code}"),
            Self::Declarations(code) => write!(f, "project/{code}/declarations"),
            Self::Kin(code, account) => write!(f, "project/{code}/kin/{account}"),
            Self::Round(code, number) => write!(f, "project/{code}/round/{}", number.get()),
            Self::Site => f.write_str("site"),
            Self::Uploads => f.write_str("uploads"),
        }
    }
}

/// The project that an address names.
#[must_use]
pub fn project_of(subject: &str) -> Option<&str> {
    subject_parts(subject).find_map(|(what, which)| (what == "project").then_some(which))
}

/// The pairs of an address: what it names, and which one.
pub fn subject_parts(subject: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut segments = subject.split('/');
    std::iter::from_fn(move || Some((segments.next()?, segments.next().unwrap_or_default())))
}
