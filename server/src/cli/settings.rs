//! Settings: database, data folder and address of an installation.

use std::path::PathBuf;

use clap::Args;

#[derive(Args)]
pub(crate) struct Settings {
    /// sqlite://… or postgres://…
    #[arg(
        long,
        env = "SANBANG_DATABASE_URL",
        default_value = "sqlite://data/sanbang.db"
    )]
    pub(crate) database_url: String,
    /// Keys and filed documents
    #[arg(long, env = "SANBANG_DATA_DIR", default_value = "data")]
    pub(crate) data_dir: PathBuf,
}
