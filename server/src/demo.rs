//! A fictional office with its first board published, made through the same
//! use cases as a real one.

use backend::accounts::{self, Actor};
use backend::declarations::{self, Declaration};
use backend::officials::{self, NewOfficial};
use backend::rounds::{self, Uploaded};
use backend::{AppContext, Error, projects, standards};
use domain::account::Role;
use domain::declaration::{DeclaredBy, Tie};
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan};
use domain::quantity::Quantity;
use domain::review::Checklist;
use domain::round::RoundNumber;
use domain::status::StatusKind;
use domain::surveyed::{AreaUnit, Surveyed};
use views::DeclarationFilter;

/// The demo's project in addresses.
pub(crate) const CODE: &str = "HW2024";
const BOARD: &[u8] = include_bytes!("../demo/board1-wide.xlsx");
const STANDARDS: &[u8] = include_bytes!("../demo/standards.xlsx");

/// Fills an empty office; leaves one that was filled before as it is. Gives
/// the accounts and their passwords, for printing.
pub(crate) async fn seed(office: &AppContext) -> Result<String, Error> {
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

async fn actor(office: &AppContext, role: Role) -> Result<Actor, Error> {
    let address = std::net::Ipv4Addr::LOCALHOST.into();
    let token = accounts::sign_in(office, role.key(), &password(role), address).await?;
    accounts::actor(office, &token)
        .await?
        .ok_or(Error::NotSignedIn)
}

async fn publish(office: &AppContext) -> Result<(), Error> {
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
        // Just what the first board adds up to.
        surveyed: Some(Surveyed {
            area: Quantity::from_e4(1_561_730),
            unit: AreaUnit::Mu,
        }),
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
    declare(office, &staff).await?;
    rounds::submit(office, &staff, CODE, first).await?;
    let read = rounds::review_page(office, &reviewer, CODE, first, 1).await?;
    let signed = Checklist::whole();
    rounds::approve(office, &reviewer, CODE, first, read.board, &signed).await
}

/// The register, and what the households say of themselves: those whom the
/// table marks one by one, the others together.
async fn declare(office: &AppContext, staff: &Actor) -> Result<(), Error> {
    let register = async |name: &str, post: &str, kind| {
        let new = NewOfficial {
            name: name.to_owned(),
            post: post.to_owned(),
            kind: Some(kind),
            from: "2021-03-01".to_owned(),
            ..NewOfficial::default()
        };
        officials::add(office, staff, new).await
    };
    let shen = register("沈德", "村委会委员", StatusKind::Cadre).await?;
    let dou = register("窦家", "党员", StatusKind::PartyMember).await?;
    register("方启明", "村党支部书记", StatusKind::PartyMemberCadre).await?;
    for (household, head, tie, relation, official) in [
        ("HW01002", "彭生凤", Tie::InLaw, "配偶之父母", shen),
        ("HW01004", "沈德", Tie::Own, "", shen),
        ("HW02001", "窦家", Tie::Own, "", dou),
        ("HW02004", "姜斌", Tie::Close, "兄弟", shen),
        ("HW03005", "喻斌凤", Tie::Close, "子女", shen),
        ("HW04003", "窦传海", Tie::Close, "配偶", dou),
    ] {
        let one = Declaration {
            household: household.to_owned(),
            is_chosen: true,
            tie: Some(tie),
            relation: relation.to_owned(),
            official: Some(official),
            by: Some(DeclaredBy::Householder),
            declarer: head.to_owned(),
            basis: String::new(),
        };
        declarations::declare(office, staff, CODE, one).await?;
    }
    let filter = DeclarationFilter::default();
    let page = declarations::page(office, staff, CODE, filter).await?;
    let said = (
        Some(DeclaredBy::Village),
        "河湾村村务监督委员会",
        "村民小组会上逐户核对，有签字表(演示)",
    );
    declarations::declare_rest(office, staff, CODE, page.check.undeclared, said).await
}
