//! `sanbang`: the one program.

mod cli;
mod demo;
mod housekeeping;
mod http;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    log();
    cli::run(cli::Arguments::parse()).await
}

/// Structured logs to standard error: text, or JSON where `SANBANG_LOG=json`.
/// `RUST_LOG` sets what is said. Nothing personal is ever logged.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::env::var("SANBANG_LOG").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.init();
    }
}
