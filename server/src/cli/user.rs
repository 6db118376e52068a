//! `sanbang user add NAME --role ROLE`

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result, bail};
use backend::{Error, accounts};
use clap::{Args, Subcommand};
use domain::account::Role;
use text::Lang;

use super::open::{cause, open};
use super::say::say;
use super::settings::Settings;

#[derive(Args)]
pub(crate) struct User {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Add an account; the password comes from the terminal or standard input
    Add(Add),
}

#[derive(Args)]
struct Add {
    /// 2 to 40 lower-case letters, digits, dots or hyphens
    name: String,
    /// staff, reviewer, supervisor or admin
    #[arg(long, value_parser = role)]
    role: Role,
    /// As colleagues see it; the account's name where it is absent
    #[arg(long)]
    display_name: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

fn role(key: &str) -> Result<Role, String> {
    Role::from_key(key).ok_or_else(|| {
        let all: Vec<&str> = Role::ALL.into_iter().map(Role::key).collect();
        format!("one of: {}", all.join(", "))
    })
}

impl User {
    pub(crate) async fn run(self) -> Result<()> {
        let Task::Add(add) = self.task;
        let password = password()?;
        let office = open(&add.settings).await?;
        let display_name = add.display_name.as_deref().unwrap_or(&add.name);
        match accounts::add_account(&office, &add.name, display_name, add.role, &password).await {
            Ok(()) => {
                say(format_args!("Added {} ({}).", add.name, add.role.key()))?;
                Ok(())
            }
            Err(Error::Refused(refusal)) => {
                let sentences: Vec<&str> = refusal
                    .errors
                    .iter()
                    .map(|(_, sentence)| sentence.get(Lang::En))
                    .collect();
                bail!("{}", sentences.join(" "))
            }
            Err(other) => Err(cause(other)),
        }
    }
}

/// Asked for at a terminal, twice; otherwise the first line of standard input.
fn password() -> Result<String> {
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if first != rpassword::prompt_password("Once more: ")? {
            bail!("the two passwords differ");
        }
        return Ok(first);
    }
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("no password on standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
