//! Listening, and stopping in order.

mod accept;
mod gate;
mod socket;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use backend::AppContext;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::assets::Built;
use super::form_body::MemoryBudget;
use super::router::router;
use super::site::Site;
use super::web::Web;

pub(super) use accept::{Limits, accept};

/// What is under way when the program is asked to stop has this long.
const MAX_FINISHING: Duration = Duration::from_secs(30);

/// Serves until it is asked to stop, then finishes what is under way. So many
/// connections may be open at once.
pub(crate) async fn serve(
    office: Arc<AppContext>,
    built: Built,
    web: Web,
    listener: TcpListener,
    connections: usize,
) -> Result<()> {
    tokio::spawn(crate::housekeeping::keep_swept(office.clone()));
    let clockwork = tokio::spawn(crate::housekeeping::keep_time(office.clone()));
    let router = router(Site {
        office,
        assets: Arc::new(built.assets),
        files: Arc::new(built.files),
        web: web.clone(),
        memory: MemoryBudget::default(),
    });
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let serving = accept(listener, router, web, Limits::of(connections), stopped);
    let serving = tokio::spawn(serving);
    wait_for_signal().await?;
    tracing::info!("stopping: finishing what is under way");
    clockwork.abort();
    stop.send(true).context("the server has already stopped")?;
    match tokio::time::timeout(MAX_FINISHING, serving).await {
        Ok(ended) => ended.context("the server ended with an error"),
        Err(_) => {
            tracing::warn!("stopped with requests still under way");
            Ok(())
        }
    }
}

async fn wait_for_signal() -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted.context("cannot hear Ctrl-C"),
        _ = terminate.recv() => Ok(()),
    }
}
