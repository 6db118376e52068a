//! Published boards as residents read them. Everything that leaves this
//! module is made of [`domain::privacy`] types.

mod changes;
mod household;
mod list;
mod search;
mod special;

pub use changes::changes;
pub use household::{household, objectable};
pub use list::notice;
pub use search::search;
pub(crate) use special::Yardsticks;
pub use special::{special, special_csv, special_sheet};

use domain::privacy::Scope;
use domain::read::NoticeHead;
use domain::round::RoundNumber;

use crate::clock::from_millis;
use crate::entity::notice as row;
use crate::projects::{Loaded, opens, window};
use crate::{Error, Office};

/// A notice that residents may see, and what this reader may see of it.
struct Shown {
    loaded: Loaded,
    notice: row::Model,
    head: NoticeHead,
}

impl Shown {
    async fn load(
        office: &Office,
        code: &str,
        number: RoundNumber,
        access_code: Option<&str>,
    ) -> Result<Self, Error> {
        let loaded = Loaded::by_code(office.db(), code).await?;
        let notice = loaded.round(number)?.1.clone().ok_or(Error::NotFound)?;
        let window = window(&notice);
        let head = NoticeHead {
            project: loaded.head(office)?,
            round: number,
            revision: u32::try_from(notice.revision).unwrap_or_default(),
            published_at: from_millis(notice.published_at),
            window,
            is_open: window.is_open(office.now()),
            days_left: window.days_left(office.now()),
            totals: serde_json::from_str(&notice.totals)?,
            full_names: loaded.scope() == Scope::FullNames || opens(&loaded, access_code),
        };
        Ok(Self {
            loaded,
            notice,
            head,
        })
    }

    /// Whether this reader may see households at all.
    fn shows_households(&self) -> bool {
        self.head.full_names || self.loaded.scope() != Scope::Totals
    }
}
