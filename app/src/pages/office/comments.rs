//! A reviewer's comments on single cells.

use domain::id::BoardId;
use leptos::prelude::*;
use views::{CellComment, Commenting, FormToken};

use crate::forms::{Choose, Comment, Form, Input, Uncomment, use_form};
use crate::visitor::use_lang;

/// A board in review that may be commented on.
#[derive(Clone)]
pub(super) struct Commentable {
    pub(super) token: FormToken,
    /// The number of the board, and the page of it.
    pub(super) board: BoardId,
    pub(super) page: u32,
    /// Where it is read.
    pub(super) address: String,
}

/// Comments to read; the reviewer may take one back while the board is there.
#[component]
pub(super) fn Comments(
    comments: Vec<CellComment>,
    /// Where one may be taken back.
    #[prop(optional_no_strip)]
    open: Option<Commentable>,
) -> impl IntoView {
    let lang = use_lang();
    let rows = comments.into_iter().map(|one| {
        let place = match (&one.cell, &one.sheet) {
            (Some(cell), sheet) => view! {
                <code>{cell.clone()}</code>
                " "
                {one.label.clone()}
                " "
                <small>{sheet.clone()}</small>
            }
            .into_any(),
            (None, _) => text::COMMENT_WHOLE.get(lang).into_any(),
        };
        let back = open.clone().map(|on| {
            let action = use_form::<Uncomment>(&on.address).action().to_owned();
            view! {
                <form method="post" action=action>
                    <input type="hidden" name="csrf" value=on.token.csrf />
                    <input type="hidden" name=Uncomment::board() value=on.board.get() />
                    <input type="hidden" name=Uncomment::id() value=one.id.get() />
                    <input type="hidden" name=Uncomment::page() value=on.page />
                    <button class="btn" type="submit">{text::COMMENT_TAKE_BACK.get(lang)}</button>
                </form>
            }
        });
        view! {
            <tr>
                <td class="l num">{one.household}</td>
                <td class="l">{place}</td>
                <td class="l">
                    <p class="whitespace-pre-wrap">{one.comment}</p>
                    {back}
                </td>
            </tr>
        }
    });
    view! {
        <div class="find warn">
            <table>
                <thead>
                    <tr>
                        <th class="l" scope="col">{text::FINDING_HOUSEHOLD.get(lang)}</th>
                        <th class="l" scope="col">{text::FINDING_PLACE.get(lang)}</th>
                        <th class="l" scope="col">{text::COMMENT_SAID.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The form for a comment on one household.
#[component]
pub(super) fn NewComment(on: Commenting, board: Commentable) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<Comment>(&board.address);
    let title = text::COMMENT_ON.fill(lang, &[("household", &on.household), ("head", &on.head)]);
    let whole = (String::new(), text::COMMENT_WHOLE.get(lang).to_owned());
    let cells = on
        .cells
        .into_iter()
        .map(|one| (one.cell.clone(), format!("{} {}", one.cell, one.label)));
    let cells = std::iter::once(whole).chain(cells).collect();
    view! {
        <h3>{title}</h3>
        <Form token=board.token filled=filled.clone()>
            <input type="hidden" name=Comment::board() value=board.board.get() />
            <input type="hidden" name=Comment::household() value=on.household />
            <input type="hidden" name=Comment::page() value=board.page />
            <Choose name=Comment::cell() label=text::COMMENT_CELL filled=filled.clone() options=cells />
            <Input name=Comment::comment() label=text::COMMENT_SAID.get(lang) filled=filled most=500 />
            <button class="btn main" type="submit">{text::COMMENT_KEEP.get(lang)}</button>
        </Form>
    }
    .into_any()
}
