//! A fictional office with its first board published, made through the same
//! use cases as a real one.

use backend::accounts::{self, Actor};
use backend::rounds::{self, Uploaded};
use backend::{Error, Office, projects, standards};
use domain::account::Role;
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan};
use domain::review::Checklist;
use domain::round::RoundNumber;

/// The demo's project in addresses.
pub(crate) const CODE: &str = "HW2024";
const BOARD: &[u8] = include_bytes!("../demo/board1-wide.xlsx");
const STANDARDS: &[u8] = include_bytes!("../demo/standards.xlsx");

/// Fills an empty office; leaves one that was filled before as it is. Gives
/// the accounts and their passwords, for printing.
pub(crate) async fn seed(office: &Office) -> Result<String, Error> {
    let seeded = !projects::list(office).await?.is_empty();
    if !seeded {
        for role in Role::ALL {
            accounts::add_account(office, role.key(), role.key(), role, &password(role)).await?;
        }
        publish(office).await?;
    }
    let accounts: Vec<String> = Role::ALL
        .into_iter()
        .map(|role| format!("{} / {}", role.key(), password(role)))
        .collect();
    Ok(accounts.join(", "))
}

fn password(role: Role) -> String {
    format!("demo-{}-1", role.key())
}

async fn actor(office: &Office, role: Role) -> Result<Actor, Error> {
    let address = std::net::Ipv4Addr::LOCALHOST.into();
    let token = accounts::sign_in(office, role.key(), &password(role), address).await?;
    accounts::actor(office, &token)
        .await?
        .ok_or(Error::NotSignedIn)
}

async fn publish(office: &Office) -> Result<(), Error> {
    let (staff, reviewer) = (
        actor(office, Role::Staff).await?,
        actor(office, Role::Reviewer).await?,
    );
    let rounds: Vec<RoundPlan> = (1..=3)
        .filter_map(RoundNumber::new)
        .map(RoundPlan::usual)
        .collect();
    let first = rounds
        .first()
        .map(|plan| plan.number)
        .ok_or(Error::NotFound)?;
    let details = ProjectDetails {
        code: CODE.to_owned(),
        name: "河湾村集体土地及房屋征收(演示)".to_owned(),
        area: "青禾街道河湾村".to_owned(),
        office: "青禾街道办事处".to_owned(),
        approval_number: "示政地〔2024〕31号".to_owned(),
        phone: "0000-0000000".to_owned(),
        scope: Scope::Masked,
        scope_reason: String::new(),
        rounds,
    };
    projects::create(office, &staff, details).await?;
    standards::load(office, &staff, CODE, "standards.xlsx", STANDARDS.to_vec()).await?;
    let uploaded = rounds::upload(
        office,
        &staff,
        CODE,
        first,
        "board1-wide.xlsx",
        BOARD.to_vec(),
    )
    .await?;
    if let Uploaded::Refused(report) = uploaded {
        return Err(Error::internal(format!(
            "the demo's own board is refused: {report:?}"
        )));
    }
    rounds::submit(office, &staff, CODE, first).await?;
    rounds::approve(office, &reviewer, CODE, first, &Checklist::whole()).await
}
