//! `/p/{project}/r/{n}/object`: the objection form, and the links that lead
//! to it.

use domain::objection::{MAX_FILE_BYTES, ObjectionKind};
use domain::privacy::ShownEntry;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use text::arithmetic::{deduction, formula};
use text::{Label as _, Lang, Named as _};
use views::{FormToken, NoticeHead, Objectable};

use crate::api;
use crate::forms::{Area, Choose, FileObjection, Files, Form, Input, use_form};
use crate::head::Title;
use crate::pages::{household_of, loaded, number_of, text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

/// The way to object to a board, or to a household on it, while it is on display.
#[component]
pub(super) fn ObjectLink(head: NoticeHead, household: Option<String>) -> impl IntoView {
    let lang = use_lang();
    if !head.is_open {
        return view! { <p class="card">{why_closed(&head, lang)}</p> }.into_any();
    }
    let form = format!("/p/{}/r/{}/object", head.project.code, head.round.get());
    let (href, label) = match household {
        Some(household) => (
            format!("{form}?h={}", segment(&household)),
            text::OBJECT_BUTTON,
        ),
        None => (form, text::OBJECT_BOARD_BUTTON),
    };
    view! {
        <div class="acts">
            <A href=href attr:class="btn main">
                {label.get(lang)}
            </A>
        </div>
    }
    .into_any()
}

/// Why a board takes no objections.
fn why_closed(head: &NoticeHead, lang: Lang) -> String {
    let withdrawn = head.this().is_some_and(|this| this.withdrawn.is_some());
    if let Some(newest) = head.replaced_by() {
        return text::NOTICE_REPLACED_SHORT.fill(lang, &[("new", &newest.revision)]);
    }
    let said = if withdrawn {
        text::OBJECT_WITHDRAWN
    } else {
        text::OBJECT_CLOSED
    };
    said.fill(lang, &[("phone", &head.project.phone)])
}

#[component]
pub(super) fn Object() -> AnyView {
    let query = use_query_map();
    let place = use_params(|params| (text_of(params, "project"), number_of(params, "round")));
    let asked = move || (place(), household_of(&query.read(), "h"));
    loaded(
        asked,
        |((code, round), household)| api::ReadObjectable {
            code,
            round,
            household,
        },
        |page| view! { <ObjectContent page=page /> },
    )
}

#[component]
fn ObjectContent(page: Objectable) -> impl IntoView {
    let lang = use_lang();
    let Objectable { head, entry, token } = page;
    let board = format!("/p/{}/r/{}", head.project.code, head.round.get());
    let back = match &entry {
        Some(entry) => format!("{board}/h/{}", segment(entry.household())),
        None => board,
    };
    let object = format!("/p/{}/r/{}/object", head.project.code, head.round.get());
    let here = match &entry {
        Some(entry) => format!("{object}?h={}", segment(entry.household())),
        None => object,
    };
    let about = match &entry {
        Some(entry) => format!(
            "{} · {} {} · {}",
            head.round.label(lang),
            entry.household(),
            entry.head(),
            head.project.name
        ),
        None => format!("{} · {}", head.round.label(lang), head.project.name),
    };
    let closed = (!head.is_open).then(|| {
        view! { <p class="notice-box warn">{why_closed(&head, lang)}</p> }
    });
    view! {
        <Title text=text::OBJECT_TITLE.get(lang) />
        <Meta name="robots" content="noindex" />
        <header class="board">
            <h1>{text::OBJECT_TITLE.get(lang)}</h1>
            <p class="sub">{about}</p>
        </header>
        <section class="card">
            {closed}
            <p>{text::OBJECT_HELP.get(lang)}</p>
            <Objection page=here entry=entry token=token />
            <p>
                <A href=back>{text::OBJECT_BACK.get(lang)}</A>
            </p>
        </section>
    }
    .into_any()
}

/// The form itself.
#[component]
fn Objection(page: String, entry: Option<ShownEntry>, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<FileObjection>(&page);
    let lines = entry.map(|entry| {
        let any = (String::new(), text::OBJECT_LINE_ANY.get(lang).to_owned());
        let lines = entry.lines().iter().enumerate();
        let lines = lines.map(|(at, line)| {
            let said = format!("{} {}", line.item, formula(line, lang));
            (at.to_string(), said)
        });
        // Numbered on: what is taken off can be objected to like a line.
        let deductions = (entry.lines().len()..).zip(entry.deductions());
        let deductions = deductions.map(|(at, one)| (at.to_string(), deduction(one)));
        let options: Vec<_> = std::iter::once(any).chain(lines).chain(deductions).collect();
        view! {
            <Choose name=FileObjection::line() label=text::OBJECT_LINE filled=filled.clone() options=options />
        }
    });
    let kinds = ObjectionKind::ALL
        .into_iter()
        .map(|kind| (kind.key().to_owned(), kind.text().get(lang).to_owned()))
        .collect();
    let files_hint = if filled.had_files() {
        text::OBJECT_FILES_AGAIN
    } else {
        text::OBJECT_FILES_HINT
    };
    view! {
            <Form token=token filled=filled.clone() files=true>
                {lines}
                <Choose
                    name=FileObjection::kind()
                    label=text::OBJECT_KIND
                    filled=filled.clone()
                    options=kinds
                    start=ObjectionKind::Area.key().to_owned()
                />
                <Area
                    name=FileObjection::statement()
                    label=text::OBJECT_STATEMENT
                    hint=text::OBJECT_STATEMENT_HINT
                    filled=filled.clone()
                />
                <Input
                    name=FileObjection::name()
                    label=text::OBJECT_NAME.get(lang)
                    filled=filled.clone()
                    autocomplete="name"
                    most=60
                />
                <Input
                    name=FileObjection::phone()
                    label=text::OBJECT_PHONE.get(lang)
                    hint=text::OBJECT_PHONE_HINT
                    kind="tel"
                    autocomplete="tel"
                    filled=filled.clone()
                    most=30
                />
                <Files
                    name=FileObjection::files()
                    label=text::OBJECT_FILES
                    hint=files_hint.get(lang).to_owned()
                    filled=filled.clone()
                    accept="image/jpeg,image/png,image/webp,application/pdf"
                    multiple=true
                    optional=true
                />
                <button class="btn main" type="submit">{text::OBJECT_SEND.get(lang)}</button>
            </Form>
    }
    .into_any()
}

const _: () = assert!(MAX_FILE_BYTES == 10 * 1024 * 1024, "the hint says 10 MB");
