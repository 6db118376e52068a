//! `sanbang`: the one program.

mod cli;
mod demo;
mod housekeeping;
mod http;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser;

/// Many threads that make and drop many small things: reading a large table takes
/// two thirds of the time that it takes with the usual allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    log();
    cli::run(cli::Arguments::parse()).await
}

/// Structured logs to standard error: text, or JSON where `SANBANG_LOG=json`.
/// `RUST_LOG` sets what is said; that each migration ran is not, unless it is
/// asked for. Nothing personal is ever logged.
fn log() {
    const USUAL: &str = "info,sea_orm_migration=warn";
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(USUAL));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if std::env::var("SANBANG_LOG").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.init();
    }
}
