//! What an address says, to those who answer it.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::response::Response;
use backend::Error;
use serde::de::DeserializeOwned;

use super::failure::failure;
use super::site::Site;

/// The parts of a path. Where one cannot be what it stands for, such as a round
/// of 300, there is no such page.
pub(super) struct At<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for At<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        match Path::from_request_parts(parts, site).await {
            Ok(Path(said)) => Ok(Self(said)),
            Err(_) => Err(failure(site, &parts.headers, &Error::NotFound).await),
        }
    }
}

/// What stands behind the question mark; likewise.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Site> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        match Query::try_from_uri(&parts.uri) {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(_) => Err(failure(site, &parts.headers, &Error::NotFound).await),
        }
    }
}
