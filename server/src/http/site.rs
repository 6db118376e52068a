//! What every request is answered from.

use std::sync::Arc;

use app::ssr::Assets;
use backend::AppContext;

use super::assets::Files;
use super::form_body::MemoryBudget;
use super::web::Web;

/// What every request is answered from.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) office: Arc<AppContext>,
    pub(crate) assets: Arc<Assets>,
    pub(crate) files: Arc<Files>,
    pub(crate) web: Web,
    pub(crate) memory: MemoryBudget,
}
