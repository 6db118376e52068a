//! What follows a board's publication: its address, and what to print.

use domain::round::RoundState;
use leptos::prelude::*;
use text::Label as _;
use views::{OfficeRound, QrPicture};

use crate::visitor::use_lang;

/// Modules of white around a code, as its standard asks for.
const QUIET: i32 = 4;

/// That the board is out, where it is read, and what is to be printed.
pub(super) fn out(page: &OfficeRound) -> AnyView {
    let lang = use_lang();
    let mark = page
        .head
        .rounds
        .iter()
        .find(|mark| mark.number == page.round);
    let (Some(address), Some(mark)) = (page.address.clone(), mark) else {
        return ().into_any();
    };
    let Some(window) = mark.window else {
        return ().into_any();
    };
    let round = page.round.label(lang);
    let day = window.last_day();
    let (title, until) = match page.state {
        RoundState::Published => (
            text::OUT_TITLE,
            text::OUT_UNTIL.fill(lang, &[("day", &day), ("n", &mark.days_left)]),
        ),
        RoundState::Closed => (
            text::OUT_OVER_TITLE,
            text::OUT_OVER.fill(lang, &[("day", &day)]),
        ),
        // A withdrawn board says so by itself.
        _ => return ().into_any(),
    };
    let hangs = page.state == RoundState::Published;
    let next = hangs.then(|| {
        view! {
            <p>
                <b>{text::OUT_NEXT.get(lang)}</b>
                {text::OUT_NEXT_PRINT.get(lang)}
            </p>
        }
    });
    let project = format!("/p/{}", page.head.code);
    let board = format!("{project}/r/{}", page.round.get());
    view! {
        <section class="card out">
            {address.picture.filter(|_| hangs).map(|picture| view! { <Qr picture=picture /> })}
            <div>
                <h2>{title.fill(lang, &[("round", &round)])}</h2>
                <p>{until}</p>
                <p>
                    {text::OUT_ADDRESS.get(lang)} " "
                    <a href=board.clone() rel="external">{address.url}</a>
                </p>
                {next}
                <p class="flex flex-wrap gap-2">
                    <a class="btn" href=board rel="external">
                        {if hangs { text::OUT_PRINT } else { text::SEE_PUBLISHED }.get(lang)}
                    </a>
                    <a class="btn" href=format!("{project}/special/print") rel="external">
                        {text::OUT_PRINT_SPECIAL.get(lang)}
                    </a>
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// A code, black on white whatever the page's background.
#[component]
fn Qr(picture: QrPicture) -> impl IntoView {
    let lang = use_lang();
    let side = picture.size.cast_signed() + 2 * QUIET;
    let view_box = format!("-{QUIET} -{QUIET} {side} {side}");
    view! {
        <svg
            class="qr"
            viewBox=view_box
            role="img"
            aria-label=text::OUT_CODE.get(lang)
            shape-rendering="crispEdges"
        >
            <path d=picture.path></path>
        </svg>
    }
    .into_any()
}
