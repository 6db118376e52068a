//! The key of what is sealed: whether everything opens with it, and a new one.
//!
//! For the shell, not for pages: who may read the data folder may do it.

use domain::event::{KeyRotated, Subject};
use store::sealed::Pass;

use crate::change::Change;
use crate::events::By;
use crate::{AppContext, Error};

pub use store::sealed::Found;

/// What a rotation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The version of the key that everything is sealed with now.
    pub version: u32,
    pub found: Found,
}

/// Opens everything that is sealed, and changes nothing.
///
/// # Errors
/// [`Error::Internal`] where database or files cannot be read.
pub async fn check(context: &AppContext) -> Result<(u32, Found), Error> {
    let found = context.store.pass(Pass::Look).await?;
    Ok((context.store.key_version(), found))
}

/// Makes a new version of the key and seals everything with it. Where something
/// does not open, versions before stay in use, and nothing is lost; one that was
/// broken off goes on where it was.
///
/// # Errors
/// [`Error::NotNow`] while another process uses the data folder.
pub async fn rotate(context: &mut AppContext) -> Result<Rotated, Error> {
    match context.store.begin_rotation() {
        Err(store::Error::Busy) => return Err(Error::NotNow(text::KEY_IN_USE)),
        done => done?,
    }
    let found = context.store.pass(Pass::Reseal).await?;
    let version = context.store.key_version();
    if found.broken == 0 {
        context.store.end_rotation()?;
        let change = Change::by(context, By::System).await?;
        let rotated = KeyRotated {
            version: i64::from(version),
        };
        change.commit(Subject::Site, rotated).await?;
    }
    Ok(Rotated { version, found })
}
