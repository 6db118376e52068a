//! What every office page shows besides its own content.

use crate::FormToken;
use domain::account::Signed;
use serde::{Deserialize, Serialize};

/// What every page of the office shows besides its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeSession {
    pub signed: Signed,
    /// For the page's forms.
    pub token: FormToken,
    /// For the administrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<ProxyDoubt>,
}

/// What requests show of the proxies in front, against what was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProxyDoubt {
    /// `SANBANG_TRUSTED_HOPS` is 0, and a proxy is in front: everybody has its
    /// address.
    Uncounted,
    /// Proxies are counted that do not say whom they saw.
    Unnamed,
}
