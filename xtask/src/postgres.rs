//! A PostgreSQL of the tests' own, in a temporary folder, gone afterwards.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell::{apt_install, is_root, run};

/// A running server; stopped and removed when dropped.
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
}

impl Postgres {
    /// Makes a new cluster and starts it on a free port of 127.0.0.1.
    pub(crate) fn start() -> Result<Self> {
        let programs = match programs() {
            Some(programs) => programs,
            None => {
                apt_install(&["postgresql"])?;
                programs()
                    .context("PostgreSQL was installed, but initdb is not where it should be")?
            }
        };
        let folder = std::env::temp_dir().join(format!("sanbang-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        // Bound and let go: taken again by the server a moment later.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let this = Self {
            folder,
            programs,
            port,
        };
        run(this.program("initdb").arg("-D").arg(this.data()).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c fsync=off -c max_connections=400",
            this.folder.display()
        );
        run(this
            .program("pg_ctl")
            .arg("-D")
            .arg(this.data())
            .args(["-w", "-l"])
            .arg(this.folder.join("log"))
            .args(["-o", &options, "start"]))?;
        Ok(this)
    }

    /// For `SANBANG_TEST_DATABASE_URL`.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// One of PostgreSQL's programs; as an ordinary user, which it insists on.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command
            .current_dir(&self.folder)
            .stdout(std::process::Stdio::null());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = run(self.program("pg_ctl").arg("-D").arg(self.data()).args([
            "-m",
            "immediate",
            "stop",
        ]));
        if let Err(cause) = stopped.and_then(|()| Ok(std::fs::remove_dir_all(&self.folder)?)) {
            eprintln!(
                "   PostgreSQL in {} is left: {cause:#}",
                self.folder.display()
            );
        }
    }
}

/// The newest installed version's folder of programs.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir(Path::new("/usr/lib/postgresql"))
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|programs| programs.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop()
}
