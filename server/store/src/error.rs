//! The one error of the store.
//!
//! | what happened | use |
//! |---|---|
//! | there is no row of that name or number | [`Error::NotFound`] |
//! | a row has a value that is not valid, or a row that must exist is missing | [`Error::Corrupt`], what and where |
//! | sealed data cannot be opened: another key, or it was altered | [`Error::Sealed`], what |
//! | a kept file is not the one that was kept | [`Error::Altered`] |
//! | another process uses the data folder, or has it alone | [`Error::Busy`] |
//! | the database does not answer, or refuses | [`Error::Database`] |
//! | the store of files does not answer | [`Error::Files`] |
//! | JSON of a column cannot be read or written | [`Error::Json`] |
//! | the data folder cannot be read or written | [`Error::Folder`] |
//! | the system gives no random bytes | [`Error::Random`] |

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no such thing")]
    NotFound,
    #[error("{0}")]
    Corrupt(String),
    #[error("{0} does not open under this key")]
    Sealed(&'static str),
    #[error("a kept file is not what it was when it was kept")]
    Altered,
    #[error("another process is using the data folder")]
    Busy,
    #[error(transparent)]
    Database(#[from] sea_orm::DbErr),
    #[error(transparent)]
    Files(#[from] object_store::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Folder(#[from] std::io::Error),
    #[error("no randomness: {0}")]
    Random(String),
}

impl Error {
    /// A row that says what nobody understands: which, and what.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt(what.into())
    }
}
