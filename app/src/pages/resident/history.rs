//! What happened to a board: replaced, withdrawn, published late, display period
//! extended.

use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use views::NoticeHead;

use crate::components::{carried_sentences, confirmed_sentences};
use crate::visitor::use_lang;

/// Whether what is shown still counts, and what took its place.
#[component]
pub(super) fn Standing(head: NoticeHead) -> impl IntoView {
    let lang = use_lang();
    let withdrawn = head.this().and_then(|this| this.withdrawn.clone());
    let withdrawn = withdrawn.map(|withdrawn| {
        let at = china_minute(withdrawn.at);
        let reason = &withdrawn.reason;
        view! {
            <div class="notice-box warn">
                <strong>{text::NOTICE_WITHDRAWN.fill(lang, &[("at", &at)])}</strong>
                <p>{text::NOTICE_WITHDRAWN_REASON.fill(lang, &[("reason", reason)])}</p>
            </div>
        }
    });
    let replaced = head.replaced_by().map(|newest| {
        let at = china_minute(newest.published_at);
        let said = text::NOTICE_REPLACED.fill(
            lang,
            &[
                ("old", &head.revision),
                ("new", &newest.revision),
                ("at", &at),
            ],
        );
        let href = format!("/p/{}/r/{}", head.project.code, head.round.get());
        view! {
            <div class="notice-box warn">
                <p>{said}</p>
                <A href=href>{text::NOTICE_REPLACED_SEE.get(lang)}</A>
            </div>
        }
    });
    view! {
        {withdrawn}
        {replaced}
    }
    .into_any()
}

/// All of it, above the board's sums.
#[component]
pub(super) fn History(head: NoticeHead) -> impl IntoView {
    let lang = use_lang();
    let corrected = head.this().and_then(|this| this.reason.clone());
    let corrected = corrected.map(|reason| {
        let said = text::NOTICE_CORRECTED.fill(lang, &[("revision", &head.revision)]);
        view! {
            <div class="notice-box">
                <strong>{said}</strong>
                <p>{text::NOTICE_CORRECTED_REASON.fill(lang, &[("reason", &reason)])}</p>
            </div>
        }
    });
    let mark = head
        .project
        .rounds
        .iter()
        .find(|mark| mark.number == head.round && head.revision == 1);
    let late = mark
        .filter(|mark| mark.days_late > 0)
        .and_then(|mark| Some((mark.due?, mark.days_late)))
        .map(|(day, n)| text::NOTICE_LATE.fill(lang, &[("day", &day), ("n", &n)]));
    let planned = head.planned_at.map(|planned| {
        let (planned, at) = (china_minute(planned), china_minute(head.published_at));
        text::NOTICE_PLANNED.fill(lang, &[("planned", &planned), ("at", &at)])
    });
    let moves = head.moves.iter().map(|one| one.sentence(lang));
    let said = late
        .into_iter()
        .chain(planned)
        .chain(moves)
        .map(|said| view! { <p class="notice-box warn">{said}</p> })
        .collect_view();
    view! {
        <Standing head=head.clone() />
        {corrected}
        {said}
    }
    .into_any()
}

/// What stands below the board: upheld objections that it does not show yet,
/// and its other revisions.
#[component]
pub(super) fn Later(head: NoticeHead) -> impl IntoView {
    let lang = use_lang();
    let carried = (!head.carried.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::CARRIED_TITLE.get(lang)}</h2>
                <ul class="links">{carried_sentences(&head.carried, lang)}</ul>
            </section>
        }
    });
    let confirmed = (!head.confirmed.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{text::CONFIRMED_TITLE.get(lang)}</h2>
                <ul class="links">{confirmed_sentences(&head.confirmed, lang)}</ul>
            </section>
        }
    });
    let board = format!("/p/{}/r/{}", head.project.code, head.round.get());
    let newest = head.revisions.last().map(|newest| newest.revision);
    let revisions = head.revisions.iter().map(|one| {
        let at = china_minute(one.published_at);
        let name = text::NOTICE_REVISION.fill(lang, &[("revision", &one.revision), ("at", &at)]);
        let name = if one.revision == head.revision {
            let here = text::NOTICE_REVISION_NOW.get(lang);
            view! { <strong>{name}" · "{here}</strong> }.into_any()
        } else if Some(one.revision) == newest {
            view! { <A href=board.clone()>{name}</A> }.into_any()
        } else {
            view! { <A href=format!("{board}/v/{}", one.revision)>{name}</A> }.into_any()
        };
        let why = one
            .reason
            .as_ref()
            .map(|reason| text::NOTICE_CORRECTED_REASON.fill(lang, &[("reason", reason)]));
        let withdrawn = one.withdrawn.as_ref().map(|withdrawn| {
            let at = china_minute(withdrawn.at);
            text::NOTICE_WITHDRAWN_SHORT.fill(lang, &[("at", &at)])
        });
        view! {
            <li>
                {name}
                <small>{why}" "{withdrawn}</small>
            </li>
        }
        .into_any()
    });
    let revisions = (head.revisions.len() > 1).then(|| {
        view! {
            <section class="card">
                <h2>{text::NOTICE_REVISIONS.get(lang)}</h2>
                <ul class="links">{revisions.collect_view()}</ul>
            </section>
        }
    });
    view! {
        {carried}
        {confirmed}
        {revisions}
    }
    .into_any()
}
