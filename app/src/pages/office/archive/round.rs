//! A round in the archive: what it showed and why, and its tables.

use domain::time::china_minute;
use leptos::prelude::*;
use text::{Label as _, Named as _};
use views::{
    ArchiveBoard, ArchiveCarryOver, ArchiveCorrection, ArchiveNotice, ArchiveRemedy, ArchiveRound,
    ArchiveWithdrawal, CarriedOver, ConfirmedRemedy,
};

use super::digest::Digest;
use crate::components::{Docket, Sums, carried_sentences, confirmed_sentences};
use crate::pages::office::plan::DueMoves;
use crate::visitor::use_lang;

#[component]
pub(super) fn RoundCard(code: String, round: ArchiveRound) -> impl IntoView {
    let lang = use_lang();
    let nothing = round.notices.is_empty().then(|| {
        view! { <p>{text::ARCHIVE_NOTHING.get(lang)}</p> }
    });
    let newest = round.notices.iter().map(|notice| notice.revision).max();
    let href = format!("/p/{code}/r/{}", round.round.get());
    let notices = round.notices.into_iter().map(|notice| {
        let revision = notice.revision;
        let (href, see) = if Some(revision) == newest {
            (href.clone(), text::ARCHIVE_SEE.get(lang).to_owned())
        } else {
            let see = text::ARCHIVE_SEE_OLD.fill(lang, &[("revision", &revision)]);
            (format!("{href}/v/{revision}"), see)
        };
        view! {
            <Notice notice=notice />
            <p>
                <a href=href rel="external">
                    {see}
                </a>
            </p>
        }
    });
    let notices = notices.collect_view();
    let count = round.boards.len();
    let boards = round
        .boards
        .into_iter()
        .map(|board| view! { <Board board=board /> });
    let boards = (count > 0).then(|| {
        view! {
            <details>
                <summary>{text::ARCHIVE_BOARDS.fill(lang, &[("n", &count)])}</summary>
                <ol class="happened">{boards.collect_view()}</ol>
            </details>
        }
    });
    view! {
        <section class="card">
            <h2>{round.round.label(lang)}" · "{round.state.text().get(lang)}</h2>
            {nothing}
            {notices}
            <Corrections corrections=round.corrections />
            <Carried carried=round.carried />
            <Confirmed confirmed=round.confirmed />
            <DueMoves round=round.round moves=round.due_moves />
            {boards}
        </section>
    }
    .into_any()
}

/// Corrections that were begun, also those that came to nothing.
#[component]
fn Corrections(corrections: Vec<ArchiveCorrection>) -> impl IntoView {
    let lang = use_lang();
    if corrections.is_empty() {
        return ().into_any();
    }
    let corrections = corrections.into_iter().map(|one| {
        let said = text::ARCHIVE_CORRECTION.fill(
            lang,
            &[
                ("by", &one.begun_by),
                ("at", &china_minute(one.begun_at)),
                ("reason", &one.reason),
            ],
        );
        let came = match &one.published_as {
            Some(revision) => text::ARCHIVE_CORRECTION_OUT.fill(lang, &[("revision", revision)]),
            None => text::ARCHIVE_CORRECTION_NOT_OUT.get(lang).to_owned(),
        };
        view! {
            <li>
                <p class="whitespace-pre-wrap">{said}</p>
                <p>{came}</p>
            </li>
        }
    });
    view! {
        <h3>{text::ARCHIVE_CORRECTIONS.get(lang)}</h3>
        <ol class="happened">{corrections.collect_view()}</ol>
    }
    .into_any()
}

/// Upheld objections that this round was published without.
#[component]
fn Carried(carried: Vec<ArchiveCarryOver>) -> impl IntoView {
    let lang = use_lang();
    if carried.is_empty() {
        return ().into_any();
    }
    let carried: Vec<CarriedOver> = carried.into_iter().map(CarriedOver::from).collect();
    view! {
        <h3>{text::CARRIED_TITLE.get(lang)}</h3>
        <ul class="links">{carried_sentences(&carried, lang)}</ul>
    }
    .into_any()
}

/// Upheld objections that another change settles.
#[component]
fn Confirmed(confirmed: Vec<ArchiveRemedy>) -> impl IntoView {
    let lang = use_lang();
    if confirmed.is_empty() {
        return ().into_any();
    }
    let confirmed: Vec<ConfirmedRemedy> =
        confirmed.into_iter().map(ConfirmedRemedy::from).collect();
    view! {
        <h3>{text::CONFIRMED_TITLE.get(lang)}</h3>
        <ul class="links">{confirmed_sentences(&confirmed, lang)}</ul>
    }
    .into_any()
}

#[component]
fn Notice(notice: ArchiveNotice) -> impl IntoView {
    let lang = use_lang();
    let digest = |digest: String| view! { <code class="digest">{digest}</code> }.into_any();
    let mut rows = vec![(
        text::ARCHIVE_PUBLISHED,
        china_minute(notice.published_at).into_any(),
    )];
    if let Some(planned) = notice.planned_at {
        rows.push((text::ARCHIVE_PLANNED, china_minute(planned).into_any()));
    }
    if let Some(reason) = notice.correction_reason {
        rows.push((text::ARCHIVE_WHY_CORRECTED, reason.into_any()));
    }
    rows.extend([
        (
            text::ARCHIVE_DISPLAY_END,
            notice.window.last_day().to_string().into_any(),
        ),
        (text::ARCHIVE_APPROVED, notice.approved_by.into_any()),
        (
            text::ARCHIVE_STANDARDS,
            text::ARCHIVE_STANDARDS_VERSION
                .fill(lang, &[("version", &notice.standards)])
                .into_any(),
        ),
        (text::ARCHIVE_DIGEST, digest(notice.digest)),
        (text::ARCHIVE_FILE, digest(notice.file_digest)),
    ]);
    let moves = notice.moves.into_iter().map(|one| {
        let why = one.shown().sentence(lang);
        let said = text::ARCHIVE_MOVED.fill(lang, &[("at", &china_minute(one.at)), ("why", &why)]);
        view! { <p class="notice-box">{said}</p> }
    });
    let withdrawals = notice
        .withdrawals
        .into_iter()
        .map(|asked| view! { <Withdrawal asked=asked /> });
    view! {
        <h3>{text::ARCHIVE_REVISION.fill(lang, &[("revision", &notice.revision)])}</h3>
        <Sums totals=notice.totals />
        <Docket rows=rows />
        {moves.collect_view()}
        {withdrawals.collect_view()}
    }
    .into_any()
}

/// A withdrawal, and the second person's answer.
#[component]
fn Withdrawal(asked: ArchiveWithdrawal) -> impl IntoView {
    let lang = use_lang();
    let said = text::ARCHIVE_WITHDRAWAL_ASKED.fill(
        lang,
        &[
            ("by", &asked.asked_by),
            ("at", &china_minute(asked.asked_at)),
            ("reason", &asked.reason),
        ],
    );
    let answer = match asked.answer {
        None => text::ARCHIVE_WITHDRAWAL_WAITS.get(lang).to_owned(),
        Some(answer) => {
            let text = if answer.confirmed {
                text::ARCHIVE_WITHDRAWAL_CONFIRMED
            } else {
                text::ARCHIVE_WITHDRAWAL_REFUSED
            };
            let reason = answer.reason.unwrap_or_default();
            text.fill(
                lang,
                &[
                    ("by", &answer.by),
                    ("at", &china_minute(answer.at)),
                    ("reason", &reason),
                ],
            )
        }
    };
    view! {
        <div class="notice-box warn">
            <p class="whitespace-pre-wrap">{said}</p>
            <p class="whitespace-pre-wrap">{answer}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Board(board: ArchiveBoard) -> impl IntoView {
    let lang = use_lang();
    let said = text::ARCHIVE_BOARD.fill(
        lang,
        &[
            ("file", &board.file_name),
            ("households", &board.households),
            ("by", &board.uploaded_by),
            ("at", &china_minute(board.uploaded_at)),
        ],
    );
    let shown = board.published_as.map(|revision| {
        view! { <p>{text::ARCHIVE_BOARD_SHOWN.fill(lang, &[("revision", &revision)])}</p> }
    });
    let reviews = board.reviews.into_iter().map(|review| {
        let signed = review.signed.label(lang);
        view! {
            <p>
                <span class="num">{china_minute(review.at)}</span>
                " "
                {review.reviewer}
                " · "
                <b>{review.outcome.text().get(lang)}</b>
                {(!signed.is_empty()).then(|| format!(" · {signed}"))}
            </p>
            {review.reason.map(|reason| view! { <p class="whitespace-pre-wrap">{reason}</p> })}
        }
    });
    let some = board.changes > 0 || board.warnings > 0;
    let reasons = some.then(|| {
        let said = text::ARCHIVE_REASONS.fill(
            lang,
            &[
                ("changes", &board.changes),
                ("warnings", &board.warnings),
                ("folder", &board.folder),
            ],
        );
        view! { <p>{said}</p> }
    });
    let count = board.comments.len();
    let comments = board.comments.into_iter().map(|one| {
        let place = one.place();
        view! {
            <li>
                <b>{place}</b>
                <p class="whitespace-pre-wrap">{one.comment}</p>
                <small>{one.by}" "{china_minute(one.at)}</small>
            </li>
        }
    });
    let comments = (count > 0).then(|| {
        view! {
            <p>{text::ARCHIVE_COMMENTS.fill(lang, &[("n", &count)])}</p>
            <ul>{comments.collect_view()}</ul>
        }
    });
    view! {
        <li>
            {said}
            <Digest digest=board.file_digest />
            {shown}
            {reasons}
            {reviews.collect_view()}
            {comments}
        </li>
    }
    .into_any()
}
