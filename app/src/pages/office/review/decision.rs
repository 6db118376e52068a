//! Approving a board, or sending it back.

use domain::review::ReviewItem;
use domain::round::RoundState;
use leptos::prelude::*;
use text::{Named as _, review_item_means};
use views::{FormToken, ReviewPage};

use super::open::{WRITTEN, is_open};
use crate::forms::{Approve, Area, Filled, Form, SendBack, Tick, Unsent, use_form};
use crate::visitor::use_lang;

/// Approving and sending back; or why the reader can do neither.
pub(super) fn decision(page: &ReviewPage, here: &str, token: &FormToken) -> AnyView {
    let lang = use_lang();
    if is_open(page) {
        let here = format!("{here}?page={}", page.page);
        return view! {
            {approve(page, &here, token)}
            {send_back(page, &here, token)}
        }
        .into_any();
    }
    let (class, why) = if page.state == RoundState::InReview {
        ("notice-box warn", text::REVIEW_OWN)
    } else {
        ("notice-box ok", page.state.text())
    };
    view! {
        <Unsent fields=WRITTEN />
        <p class=class>{why.get(lang)}</p>
    }
    .into_any()
}

fn approve(page: &ReviewPage, here: &str, token: &FormToken) -> impl IntoView + use<> {
    let lang = use_lang();
    let filled = use_form::<Approve>(here);
    // Another board than the one that was read is signed for anew.
    let is_same = filled.value(Approve::board()) == page.board.to_string();
    let filled = if is_same { filled } else { filled.emptied() };
    let (board, households) = (page.board, page.draft.report.totals.households);
    let label = match page.planned_at {
        Some(_) => text::REVIEW_APPROVE_PLANNED,
        None => text::REVIEW_APPROVE,
    };
    view! {
        <section class="card">
            <h2>{text::REVIEW_SIGN.get(lang)}</h2>
            <p>{text::REVIEW_SIGN_HELP.fill(lang, &[("n", &households)])}</p>
            <Form token=token.clone() filled=filled.clone()>
                <input type="hidden" name=Approve::board() value=board.get() />
                {signed(&filled)}
                <button class="btn main" type="submit">
                    {label.get(lang)}
                </button>
            </Form>
        </section>
    }
}

fn send_back(page: &ReviewPage, here: &str, token: &FormToken) -> impl IntoView + use<> {
    let lang = use_lang();
    let filled = use_form::<SendBack>(here);
    let board = page.board;
    view! {
        <section class="card">
            <h2>{text::REVIEW_RETURN.get(lang)}</h2>
            <Form token=token.clone() filled=filled.clone()>
                <input type="hidden" name=SendBack::board() value=board.get() />
                <Area
                    name=SendBack::reason()
                    label=text::REVIEW_REASON
                    hint=text::REVIEW_REASON_HINT
                    filled=filled
                />
                <button class="btn danger" type="submit">
                    {text::REVIEW_RETURN.get(lang)}
                </button>
            </Form>
        </section>
    }
}

/// A box for each item that the reviewer answers for.
fn signed(filled: &Filled) -> impl IntoView {
    let lang = use_lang();
    let boxes = ReviewItem::ALL.into_iter().map(|item| {
        let label = text::CHECK_SAYS.fill(
            lang,
            &[
                ("item", &item.text().get(lang)),
                ("means", &review_item_means(item).get(lang)),
            ],
        );
        view! { <Tick name=Approve::check(item) label=label filled=filled.clone() /> }
    });
    boxes.collect_view()
}
