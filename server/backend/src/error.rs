//! The one error of use cases.
//!
//! | what happened | use |
//! |---|---|
//! | what was typed or uploaded is not right | [`Error::Refused`], a sentence at each field |
//! | it was right, but not in this state | [`Error::NotNow`] |
//! | it has their own or a relative's household on it | [`Error::Recused`] |
//! | nobody is signed in / the role may not | [`Error::NotSignedIn`] / [`Error::Forbidden`] |
//! | there is no such thing | [`Error::NotFound`] |
//! | too many attempts | [`Error::Throttled`] |
//! | too much is under way | [`Error::Busy`] |
//! | it cannot be taken back, and was not confirmed yet | [`Error::Unconfirmed`] |
//! | the database, the disk, a bug | [`Error::Internal`]; the cause goes to the log only |

use domain::finding::Code;
use domain::review::ReviewItem;
use domain::round::RoundNumber;
use text::{Lang, Text};
use views::Unconfirmed;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("nobody is signed in")]
    NotSignedIn,
    #[error("this role may not do that")]
    Forbidden,
    #[error("there is no such thing")]
    NotFound,
    #[error("their own or a relative's household is on it")]
    Recused(Sentence),
    #[error("refused: {0:?}")]
    Refused(Refusal),
    #[error("not in this state: {}", .0.en)]
    NotNow(Text),
    #[error("too many attempts; wait {wait_seconds} s")]
    Throttled { wait_seconds: u64 },
    #[error("too much is under way; try again in {wait_seconds} s")]
    Busy { wait_seconds: u64 },
    #[error("not confirmed yet")]
    Unconfirmed(Box<Unconfirmed>),
    #[error("internal")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What is wrong with what was typed: a sentence at each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    pub errors: Vec<(RefusedField, Sentence)>,
}

/// What a sentence is about, as the use case calls it. How a form calls it is
/// the site's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedField {
    /// All of it.
    Whole,
    /// What has one name.
    Named(&'static str),
    /// How long a round's board is on display.
    Window(RoundNumber),
    /// By when a round's board is to be out.
    Due(RoundNumber),
    /// An item of the checklist.
    Item(ReviewItem),
    /// A warning's reason, by the warning's key.
    Warning(String),
    /// The reason for all warnings of a kind.
    WarningKind(Code),
}

impl PartialEq<&str> for RefusedField {
    fn eq(&self, name: &&str) -> bool {
        match self {
            Self::Named(own) => own == name,
            Self::Whole => name.is_empty(),
            _ => false,
        }
    }
}

impl From<&'static str> for RefusedField {
    fn from(name: &'static str) -> Self {
        if name.is_empty() {
            Self::Whole
        } else {
            Self::Named(name)
        }
    }
}

/// A sentence for a person: from the catalogue, or with names filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    Fixed(Text),
    /// In Chinese and in English.
    Filled {
        zh: String,
        en: String,
    },
}

impl Sentence {
    /// With the `{name}` places of a text filled.
    #[must_use]
    pub fn filled(text: Text, values: &[(&str, &dyn std::fmt::Display)]) -> Self {
        Self::Filled {
            zh: text.fill(Lang::Zh, values),
            en: text.fill(Lang::En, values),
        }
    }

    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match (self, lang) {
            (Self::Fixed(text), lang) => text.get(lang),
            (Self::Filled { zh, .. }, Lang::Zh) => zh,
            (Self::Filled { en, .. }, Lang::En) => en,
        }
    }
}

impl From<Text> for Sentence {
    fn from(text: Text) -> Self {
        Self::Fixed(text)
    }
}

impl Refusal {
    pub fn add(&mut self, field: impl Into<RefusedField>, sentence: impl Into<Sentence>) {
        self.errors.push((field.into(), sentence.into()));
    }

    /// Adds the sentence where the condition does not hold.
    pub fn require(&mut self, holds: bool, field: impl Into<RefusedField>, sentence: Text) {
        if !holds {
            self.add(field, sentence);
        }
    }

    /// # Errors
    /// [`Error::Refused`] where anything was added.
    pub fn or_ok(self) -> Result<(), Error> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Refused(self))
        }
    }
}

impl Error {
    /// A refusal with one sentence.
    #[must_use]
    pub fn refused(field: impl Into<RefusedField>, sentence: impl Into<Sentence>) -> Self {
        Self::Refused(Refusal {
            errors: vec![(field.into(), sentence.into())],
        })
    }

    /// What no person can mend; the cause goes to the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<store::Error> for Error {
    fn from(cause: store::Error) -> Self {
        match cause {
            store::Error::NotFound => Self::NotFound,
            cause => Self::internal(cause),
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(cause: sea_orm::DbErr) -> Self {
        Self::internal(cause)
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Self::internal(cause)
    }
}

/// A table that cannot be written; why one cannot be read is a refusal.
impl From<workbook::Error> for Error {
    fn from(cause: workbook::Error) -> Self {
        Self::internal(cause)
    }
}
