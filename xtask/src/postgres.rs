//! A PostgreSQL of the tests' own, in a temporary folder, gone afterwards: also
//! where a test fails or this program is killed.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::shell::{apt_install, is_quiet_success, is_root, run};

/// It is there within this time, or never.
const MAX_START: Duration = Duration::from_secs(60);

/// A running server; stopped and removed when dropped. The system ends it with
/// the thread that started it.
pub(crate) struct Postgres {
    server: Option<Child>,
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
        let mut this = Self {
            server: None,
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
        this.server = Some(this.serve()?);
        this.wait()?;
        Ok(this)
    }

    /// Starts the server. What it stores need not outlast a crash.
    fn serve(&self) -> Result<Child> {
        let log = File::create(self.folder.join("log"))?;
        let sockets = self.folder.display();
        // Without pg_ctl, which would leave it to itself.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "QUIT"]);
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
        }
        command
            .arg(self.programs.join("postgres"))
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1"])
            .args(["-c", &format!("unix_socket_directories={sockets}")])
            .args(["-c", "fsync=off", "-c", "synchronous_commit=off"])
            .args(["-c", "full_page_writes=off", "-c", "max_connections=400"])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("could not start PostgreSQL")
    }

    /// Waits until it answers.
    fn wait(&mut self) -> Result<()> {
        let begun = Instant::now();
        let port = self.port.to_string();
        while begun.elapsed() < MAX_START {
            let mut asked = self.program("pg_isready");
            asked.args(["--quiet", "--host", "127.0.0.1", "--port", &port]);
            if is_quiet_success(&mut asked, Duration::from_secs(5))? {
                return Ok(());
            }
            if let Some(server) = &mut self.server
                && server.try_wait()?.is_some()
            {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start\n{log}")
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
        command.current_dir(&self.folder).stdout(Stdio::null());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let mut stop = self.program("pg_ctl");
            stop.arg("-D").arg(self.data());
            let stopped = run(stop.args(["-m", "immediate", "stop"]));
            let ended = stopped.and_then(|()| Ok(server.wait().map(drop)?));
            if let Err(cause) = ended {
                eprintln!("   PostgreSQL may still run: {cause:#}");
            }
        }
        if let Err(cause) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("   {} is left: {cause}", self.folder.display());
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
