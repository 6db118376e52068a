//! `sanbang serve` and `sanbang demo`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::http::Uri;
use backend::clock::ShiftedClock;
use backend::{Config, MAX_FILED_BYTES};
use chrono::{DateTime, Utc};
use clap::Args;
use tokio::net::TcpListener;

use super::open::{cause, open_with};
use super::say::say;
use super::settings::Settings;
use crate::http::Web;
use crate::{demo, http};

#[derive(Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    settings: Settings,
    #[arg(long, env = "SANBANG_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// What `cargo xtask build` made
    #[arg(long, env = "SANBANG_SITE_DIR", default_value = "target/site")]
    site_dir: PathBuf,
    /// As browsers know it, such as https://board.example.cn
    #[arg(long, env = "SANBANG_PUBLIC_URL")]
    public_url: Option<Uri>,
    /// Proxies in front of this program that append to X-Forwarded-For
    #[arg(long, env = "SANBANG_TRUSTED_HOPS", default_value_t = 0)]
    trusted_hops: usize,
    /// Gigabytes that photos and PDFs filed with objections may take, all together
    #[arg(long, env = "SANBANG_MAX_FILED_GB", default_value_t = MAX_FILED_BYTES / BYTES_OF_GB)]
    max_filed_gb: u64,
    /// Other hosts by which browsers and proxies may ask for it, such as
    /// 10.0.0.7:3000, separated by commas
    #[arg(long, env = "SANBANG_OTHER_HOSTS", value_delimiter = ',')]
    other_hosts: Vec<String>,
    /// Connections that may be open at once
    #[arg(long, env = "SANBANG_MAX_CONNECTIONS", default_value_t = CONNECTIONS)]
    max_connections: usize,
}

/// With the files that a process has open, within the 1,024 that it may have
/// open where nobody set more.
const CONNECTIONS: usize = 768;
const BYTES_OF_GB: u64 = 1_000_000_000;

#[derive(Args)]
pub(crate) struct Demo {
    /// An address of this machine only
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Where the fictional office is kept
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    #[arg(long, env = "SANBANG_SITE_DIR", default_value = "target/site")]
    site_dir: PathBuf,
    /// What time it is in the fictional office, such as 2024-09-02T09:00:00+08:00:
    /// start it again with a later one to see windows run out
    #[arg(long)]
    now: Option<DateTime<Utc>>,
    /// Pages load themselves again when the program was started again: for
    /// `cargo xtask dev`
    #[arg(long, hide = true)]
    reload: bool,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<()> {
        let built = http::read_site(&self.site_dir)?;
        let Settings {
            database_url,
            data_dir,
        } = &self.settings;
        let office = open_with(Config {
            max_filed_bytes: self.max_filed_gb.saturating_mul(BYTES_OF_GB),
            ..Config::new(database_url, data_dir)
        })
        .await?;
        let listener = listen(self.listen).await?;
        tracing::info!(address = %listener.local_addr()?, "listening");
        let web = Web {
            public_url: self.public_url,
            trusted_hops: self.trusted_hops,
            other_hosts: self.other_hosts,
            ..Web::default()
        };
        http::serve(Arc::new(office), built, web, listener, self.max_connections).await
    }
}

impl Demo {
    pub(crate) async fn run(self) -> Result<()> {
        if !self.listen.ip().is_loopback() {
            bail!("the demo has known passwords and listens on this machine only");
        }
        let mut built = http::read_site(&self.site_dir)?;
        built.assets.reload = self.reload.then_some(http::RELOAD_SCRIPT);
        let database_url = format!("sqlite://{}", self.data.join("sanbang.db").display());
        let mut config = Config::new(database_url, &self.data);
        if let Some(now) = self.now {
            config.clock = Arc::new(ShiftedClock::from(now));
        }
        let office = open_with(config).await?;
        let accounts = demo::seed(&office).await.map_err(cause).with_context(|| {
            let folder = self.data.display();
            format!("{folder} holds no finished demo: delete it, or name another by --data")
        })?;
        if self.now.is_some() {
            // The clock was set; nobody was kept from reading meanwhile.
            backend::windows::beat_anew(&office).await.map_err(cause)?;
        }
        let listener = listen(self.listen).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let board = format!("{base}/p/{}/r/1", demo::CODE);
        say(format_args!("A fictional office is open at {base}"))?;
        say(format_args!(
            "  the project          {base}/p/{}",
            demo::CODE
        ))?;
        say(format_args!("  its first board      {board}"))?;
        say(format_args!("  one household        {board}/h/HW01003"))?;
        say(format_args!("  the office           {base}/office"))?;
        say(format_args!("  accounts             {accounts}"))?;
        http::serve(
            Arc::new(office),
            built,
            Web::default(),
            listener,
            CONNECTIONS,
        )
        .await
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))
}
