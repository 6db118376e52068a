//! Regular tasks of a serving process.

use std::sync::Arc;
use std::time::Duration;

use backend::{AppContext, rounds, uploads, windows};
use tokio::time::MissedTickBehavior;

/// How often what was left behind is swept.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// How often the program says that it is alive, and looks what is due.
const BEAT: Duration = Duration::from_secs(60);

/// Sweeps what uploads left behind, at once and then every hour.
pub(crate) async fn keep_swept(office: Arc<AppContext>) {
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

/// At start and every minute: the heartbeat, by which an interruption is
/// known, and then boards whose time has come. What fails is tried again.
pub(crate) async fn keep_time(office: Arc<AppContext>) {
    let mut minutes = tokio::time::interval(BEAT);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        minutes.tick().await;
        match windows::beat(&office).await {
            Ok(0) => {}
            Ok(windows) => tracing::warn!(windows, "after an interruption, windows end later"),
            Err(cause) => tracing::error!(?cause, "no heartbeat"),
        }
        match rounds::publish_due(&office).await {
            Ok(0) => {}
            Ok(boards) => tracing::info!(boards, "published at their time"),
            Err(cause) => tracing::error!(?cause, "boards whose time has come"),
        }
    }
}
