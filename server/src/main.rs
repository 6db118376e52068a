//! `sanbang`, the one program: command line, configuration, HTTP, the demo.
//!
//! It may know everything but the database's rows: it calls the use cases of
//! `backend`, renders pages of `app` and answers HTTP. No rule is decided here.
//!
//! | where | what |
//! |---|---|
//! | `cli` | a file a command |
//! | `http::router` | every route |
//! | `http::pages`, `http::download` | what is asked for by GET |
//! | `http::post` | forms: one function each |
//! | `http::facts`, `http::web` | what a request says of who sends it; cookies |
//! | `demo` | a fictional office |
//!
//! To add a form: its declaration in `app::forms`, a function in `http::post`
//! that calls one use case, a line in `http::router::forms`. To add a file to
//! take away: a function in `http::download` and a line in `gets`. Either needs
//! a row in `http::tests::roles`, or a test fails. To add a command: a variant in
//! `cli.rs`, a file in `cli/`.

// `cli::say` prints: these panic where nobody reads any more.
#![deny(clippy::print_stderr, clippy::print_stdout)]

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
