//! The office's forms.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Path;
use axum::response::Response;
use backend::accounts::Actor;
use backend::objections::{self, NewFile};
use backend::rounds::{self, Begun, TypedComment, Uploaded};
use backend::{AppContext, Error, accounts, projects, standards};
use domain::account::Permission;
use domain::objection::Outcome;
use domain::privacy::Scope;
use domain::project::{ProjectDetails, RoundPlan};
use domain::review::ReviewItem;
use domain::round::{Length, RoundNumber, Tier, WindowUnit};
use domain::surveyed::Surveyed;
use domain::table::{ColumnChoices, Field};
use tokio::sync::oneshot;

use super::{Done, Form};
use crate::http::facts::{CSRF, SESSION};
use crate::http::pages::is_office;
use crate::http::web::is_local;
use text::Named as _;

/// A browser waits for an upload so long, then it watches how far it is.
const WAIT_MOST: Duration = Duration::from_secs(5);

/// Signs in.
pub(in crate::http) async fn login(form: Form) -> Response {
    let outcome = sign_in(&form).await;
    form.answer(outcome).await
}

async fn sign_in(form: &Form) -> Result<Done, Error> {
    let site = &form.site;
    let token = accounts::sign_in(
        &site.office,
        form.value("name").trim(),
        form.value("password"),
        form.client,
    )
    .await?;
    if let Some(before) = site.web.cookie(&form.headers, SESSION) {
        accounts::sign_out(&site.office, before).await?;
    }
    let session = site.web.set_cookie(SESSION, &token, None);
    let next = form.value("next");
    let next_path = next.split('?').next().unwrap_or(next);
    let to = if is_local(next) && is_office(next_path) {
        next
    } else {
        "/office"
    };
    Ok(Done::To(to.to_owned(), session.into_iter().collect()))
}

/// Signs out.
pub(in crate::http) async fn logout(form: Form) -> Response {
    let outcome = sign_out(&form).await;
    form.answer(outcome).await
}

async fn sign_out(form: &Form) -> Result<Done, Error> {
    let site = &form.site;
    if let Some(token) = site.web.cookie(&form.headers, SESSION) {
        accounts::sign_out(&site.office, token).await?;
    }
    let forgotten = [site.forget(SESSION), site.forget(CSRF)];
    let forgotten = forgotten.into_iter().flatten().collect();
    Ok(Done::To("/office/login".to_owned(), forgotten))
}

/// Creates a project.
pub(in crate::http) async fn create(form: Form) -> Response {
    let outcome = create_project(&form).await;
    form.answer(outcome).await
}

async fn create_project(form: &Form) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditProject)?;
    let text = |name: &str| form.value(name).trim().to_owned();
    let rounds = (1..=9)
        .filter_map(RoundNumber::new)
        .filter_map(|number| round_plan(form, number).transpose())
        .collect::<Result<_, _>>()?;
    let surveyed = surveyed(form)?;
    let details = ProjectDetails {
        code: text("code"),
        name: text("name"),
        area: text("area"),
        office: text("office"),
        approval_number: text("approval_number"),
        phone: text("phone"),
        scope: Scope::from_key(form.value("scope"))
            .ok_or_else(|| Error::refused("scope", text::REQUIRED))?,
        scope_reason: text("scope_reason"),
        surveyed,
        rounds,
    };
    let to = format!("/office/p/{}", details.code);
    projects::create(&form.site.office, actor, details).await?;
    Ok(Done::to(to))
}

fn surveyed(form: &Form) -> Result<Option<Surveyed>, Error> {
    Surveyed::typed(form.value("surveyed"), form.value("surveyed_unit"))
        .map_err(|fault| Error::refused("surveyed", fault.text()))
}

/// A round's row of the form; `None` where it was left empty.
fn round_plan(form: &Form, number: RoundNumber) -> Result<Option<RoundPlan>, Error> {
    let field = |name: &str| format!("{name}_{}", number.get());
    let text = |name: &str| form.value(&field(name)).trim();
    let (window, due) = (text("window"), text("due"));
    if window.is_empty() && due.is_empty() {
        return Ok(None);
    }
    let due = match due {
        "" => None,
        day => Some(
            day.parse()
                .map_err(|_| Error::refused(&field("due"), text::DATE_WRONG))?,
        ),
    };
    Ok(Some(RoundPlan {
        number,
        tier: Tier::from_key(text("tier")).unwrap_or_default(),
        window: Length {
            // What is no number is no possible window either.
            count: window.parse().unwrap_or_default(),
            unit: WindowUnit::from_key(text("unit")).unwrap_or_default(),
        },
        due,
    }))
}

/// Loads a project's standards, or sets its surveyed total.
pub(in crate::http) async fn project(Path(code): Path<String>, mut form: Form) -> Response {
    let outcome = match form.value("form") {
        "surveyed" => set_surveyed(&form, &code).await,
        _ => load_standards(&mut form, &code).await,
    };
    form.answer(outcome).await
}

async fn set_surveyed(form: &Form, code: &str) -> Result<Done, Error> {
    let actor = form.allowed(Permission::EditProject)?;
    projects::set_surveyed(&form.site.office, actor, code, surveyed(form)?).await?;
    Ok(Done::to(format!("/office/p/{code}")))
}

async fn load_standards(form: &mut Form, code: &str) -> Result<Done, Error> {
    let file = one_file(form);
    let actor = form.allowed(Permission::EditProject)?;
    let file = file.ok_or_else(|| Error::refused("file", text::FILE_MISSING))?;
    standards::load(&form.site.office, actor, code, &file.file_name, file.bytes).await?;
    Ok(Done::to(format!("/office/p/{code}")))
}

fn one_file(form: &mut Form) -> Option<NewFile> {
    std::mem::take(&mut form.posted.files).into_iter().next()
}

/// Uploads a round's board, or does what else its page offers.
pub(in crate::http) async fn round(
    Path((code, round)): Path<(String, u8)>,
    mut form: Form,
) -> Response {
    let outcome = change_round(&mut form, &code, round).await;
    form.answer(outcome).await
}

async fn change_round(form: &mut Form, code: &str, round: u8) -> Result<Done, Error> {
    let number = RoundNumber::new(round).ok_or(Error::NotFound)?;
    let here = Done::to(format!("/office/p/{code}/r/{round}"));
    if let Some(done) = super::rounds::change(form, code, number).await {
        done?;
        return Ok(here);
    }
    if form.value("form") == "warnings" {
        return super::reasons::explain_warnings(form, code, number).await;
    }
    let file = one_file(form);
    let actor = form.allowed(Permission::UploadBoard)?;
    let choices = column_choices(form);
    if !choices.is_empty() {
        rounds::choose_columns(&form.site.office, actor, code, choices).await?;
    }
    let file = file.ok_or_else(|| Error::refused("file", text::FILE_MISSING))?;
    let office = &form.site.office;
    let begun =
        rounds::begin_upload(office, actor, code, number, &file.file_name, file.bytes).await?;
    let id = begun.id();
    Ok(match uploaded(office, actor, begun).await? {
        Some(Uploaded::Stored | Uploaded::Unchanged) => here,
        Some(Uploaded::Refused(_)) => Done::Refused,
        None => Done::to(format!("/office/p/{code}/r/{round}/uploads/{id}?wait=1")),
    })
}

/// What came of an upload; `None` where it takes longer than a browser should
/// wait. It goes on either way, also when the browser is gone.
async fn uploaded(
    office: &Arc<AppContext>,
    actor: &Actor,
    begun: Begun,
) -> Result<Option<Uploaded>, Error> {
    let (office, actor) = (office.clone(), actor.clone());
    let (answer, answered) = oneshot::channel();
    tokio::spawn(async move {
        let ended = rounds::finish_upload(&office, &actor, begun).await;
        if let Err(Err(Error::Internal(cause))) = answer.send(ended) {
            tracing::error!(?cause, "an upload failed after its browser had gone on");
        }
    });
    match tokio::time::timeout(WAIT_MOST, answered).await {
        Ok(ended) => ended.map_err(Error::internal)?.map(Some),
        Err(_) => Ok(None),
    }
}

/// What the clerk says that columns are, where it is not what they were taken
/// for: `column:`, what that was, `:` and the heading.
fn column_choices(form: &Form) -> ColumnChoices {
    let decided = form.posted.values.iter().filter_map(|(name, value)| {
        let name = name.strip_prefix(views::COLUMN_PREFIX)?;
        let (taken_for, header) = name.split_once(':')?;
        if value == taken_for {
            return None;
        }
        let choice = match value.as_str() {
            domain::table::COLUMN_IGNORE => None,
            key => Some(Field::from_key(key)?),
        };
        Some((header.to_owned(), choice))
    });
    decided.collect()
}

/// Approves a board or sends it back.
pub(in crate::http) async fn review(
    Path((code, round)): Path<(String, u8)>,
    mut form: Form,
) -> Response {
    let outcome = review_board(&form, &code, round).await;
    if matches!(outcome, Err(Error::NotNow(text::BOARD_REPLACED))) {
        // Another board is not signed for.
        let signs = |name: &str| ReviewItem::ALL.iter().any(|item| item.field() == name);
        form.posted.values.retain(|(name, _)| !signs(name));
    }
    form.answer(outcome).await
}

async fn review_board(form: &Form, code: &str, round: u8) -> Result<Done, Error> {
    let number = RoundNumber::new(round).ok_or(Error::NotFound)?;
    let (office, actor) = (&form.site.office, form.allowed(Permission::ReviewBoard)?);
    let board = form.seen("board");
    match form.value("form") {
        "approve" => {
            let signed = ReviewItem::ALL
                .into_iter()
                .filter(|item| form.value(item.field()) == "1")
                .collect();
            rounds::approve(office, actor, code, number, board, &signed).await?;
        }
        "comment" => {
            let typed = TypedComment {
                board,
                household: form.value("household").to_owned(),
                cell: form.value("cell").to_owned(),
                comment: form.value("comment").to_owned(),
            };
            rounds::comment(office, actor, code, number, &typed).await?;
            return Ok(on_with(form, code, round));
        }
        "uncomment" => {
            let id = form.value("id").parse().map_err(|_| Error::NotFound)?;
            rounds::uncomment(office, actor, code, number, board, id).await?;
            return Ok(on_with(form, code, round));
        }
        _ => {
            let reason = form.value("reason");
            rounds::send_back(office, actor, code, number, board, reason).await?;
        }
    }
    Ok(Done::to(format!("/office/p/{code}/r/{round}")))
}

/// Back to the same page of the board, to read on.
fn on_with(form: &Form, code: &str, round: u8) -> Done {
    let page: u32 = form.value("page").parse().unwrap_or(1);
    Done::to(format!(
        "/office/p/{code}/r/{round}/review?page={page}#comments"
    ))
}

/// Accepts, declines or decides an objection.
pub(in crate::http) async fn case(Path(receipt): Path<String>, form: Form) -> Response {
    let outcome = answer(&form, &receipt).await;
    form.answer(outcome).await
}

async fn answer(form: &Form, receipt: &str) -> Result<Done, Error> {
    let office = &form.site.office;
    let actor = form.allowed(Permission::DecideObjections)?;
    let reason = form.value("reason");
    match form.value("form") {
        "accept" => objections::accept(office, actor, receipt).await?,
        "decline" => objections::decline(office, actor, receipt, reason).await?,
        _ => {
            let outcome = Outcome::from_key(form.value("outcome"))
                .ok_or_else(|| Error::refused("outcome", text::OUTCOME_NEEDED))?;
            objections::decide(office, actor, receipt, outcome, reason).await?;
        }
    }
    Ok(Done::to(format!("/office/objections/{receipt}")))
}
