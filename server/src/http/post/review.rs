//! Forms of a pre-review.

use app::forms::{Approve, Comment, SendBack, Uncomment};
use axum::response::Response;
use backend::Error;
use backend::rounds::{self, TypedComment};
use domain::account::Permission;

use super::form::{Done, Form};
use super::round::number;
use crate::http::address::At;

/// Approves the board that was read.
pub(in crate::http) async fn approve(
    At((code, round)): At<(String, u8)>,
    form: Form<Approve>,
) -> Response {
    form.answer_confirmed(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::ReviewBoard)?);
        let board = typed.board.unwrap_or_default();
        rounds::approve(office, actor, &code, number, board, &typed.signed()).await?;
        Ok(Done::to(format!("/office/p/{code}/r/{round}")))
    })
    .await
}

/// Sends it back.
pub(in crate::http) async fn send_back(
    At((code, round)): At<(String, u8)>,
    form: Form<SendBack>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::ReviewBoard)?);
        let board = typed.board.unwrap_or_default();
        rounds::send_back(office, actor, &code, number, board, &typed.reason).await?;
        Ok(Done::to(format!("/office/p/{code}/r/{round}")))
    })
    .await
}

/// Says something of a cell.
pub(in crate::http) async fn comment(
    At((code, round)): At<(String, u8)>,
    form: Form<Comment>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::ReviewBoard)?);
        let comment = TypedComment {
            board: typed.board.unwrap_or_default(),
            household: typed.household,
            cell: typed.cell,
            comment: typed.comment,
        };
        rounds::comment(office, actor, &code, number, &comment).await?;
        Ok(on_with(&code, round, typed.page))
    })
    .await
}

/// Takes that back.
pub(in crate::http) async fn uncomment(
    At((code, round)): At<(String, u8)>,
    form: Form<Uncomment>,
) -> Response {
    form.answer(async move |sent, typed| {
        let number = number(round)?;
        let (office, actor) = (&sent.site.office, sent.allowed(Permission::ReviewBoard)?);
        let board = typed.board.unwrap_or_default();
        let id = typed.id.ok_or(Error::NotFound)?;
        rounds::uncomment(office, actor, &code, number, board, id).await?;
        Ok(on_with(&code, round, typed.page))
    })
    .await
}

/// Back to the same page of the board, to read on.
fn on_with(code: &str, round: u8, page: Option<u32>) -> Done {
    let page = page.unwrap_or(1);
    Done::to(format!(
        "/office/p/{code}/r/{round}/review?page={page}#comments"
    ))
}
