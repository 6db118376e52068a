//! What a reviewer says of single cells.

use leptos::prelude::*;
use views::{CellComment, Commenting, FormToken};

use crate::forms::{Choose, Form, Input, use_form};
use crate::visitor::use_lang;

/// Comments to read; the reviewer may take one back while the board is there.
#[component]
pub(super) fn Comments(
    comments: Vec<CellComment>,
    /// Where one may be taken back: the forms' token, the board and the page.
    #[prop(optional_no_strip)]
    open: Option<(FormToken, i64, u32)>,
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
        let back = open.clone().map(|(token, board, page)| {
            view! {
                <form method="post">
                    <input type="hidden" name="csrf" value=token.csrf />
                    <input type="hidden" name="form" value="uncomment" />
                    <input type="hidden" name="board" value=board />
                    <input type="hidden" name="id" value=one.id />
                    <input type="hidden" name="page" value=page />
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
pub(super) fn Comment(on: Commenting, token: FormToken, board: i64, page: u32) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form("comment");
    let title = text::COMMENT_ON.fill(lang, &[("household", &on.household), ("head", &on.head)]);
    let whole = (String::new(), text::COMMENT_WHOLE.get(lang).to_owned());
    let cells = on
        .cells
        .into_iter()
        .map(|one| (one.cell.clone(), format!("{} {}", one.cell, one.label)));
    let cells = std::iter::once(whole).chain(cells).collect();
    view! {
        <h3>{title}</h3>
        <Form name="comment" token=token filled=filled.clone()>
            <input type="hidden" name="board" value=board />
            <input type="hidden" name="household" value=on.household />
            <input type="hidden" name="page" value=page />
            <Choose name="cell" label=text::COMMENT_CELL filled=filled.clone() options=cells />
            <Input name="comment" label=text::COMMENT_SAID.get(lang) filled=filled most=500 />
            <button class="btn main" type="submit">{text::COMMENT_KEEP.get(lang)}</button>
        </Form>
    }
    .into_any()
}
