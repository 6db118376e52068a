//! What the program sees to by itself while it serves.

use std::sync::Arc;
use std::time::Duration;

use backend::{Office, uploads};

/// How often.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Sweeps what uploads left behind, at once and then every hour.
pub(crate) async fn keep_swept(office: Arc<Office>) {
    let mut hours = tokio::time::interval(EVERY);
    loop {
        hours.tick().await;
        match uploads::sweep(&office).await {
            Ok(swept) if swept == uploads::Swept::default() => {}
            Ok(swept) => tracing::info!(?swept, "swept what uploads left behind"),
            Err(cause) => tracing::error!(?cause, "sweeping failed"),
        }
    }
}
