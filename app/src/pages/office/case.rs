//! `/office/objections/{receipt}`: one objection, and what is done about it.

use domain::account::Permission;
use domain::objection::{ObjectionAction, ObjectionState, Outcome};
use leptos::prelude::*;
use leptos_router::components::A;
use text::Named as _;
use views::{CaseFile, FormToken, ObjectionCase, OfficeSession};

use super::session::office_page;
use crate::api;
use crate::components::{Docket, ObjectionSteps, subject_sentence};
use crate::forms::{Accept, Area, Decide, Decline, Form, Pick, use_form};
use crate::head::Title;
use crate::pages::{text_of, use_params};
use crate::segment::segment;
use crate::visitor::use_lang;

#[component]
pub(super) fn Case() -> AnyView {
    let receipt = use_params(|params| text_of(params, "receipt"));
    office_page(
        receipt,
        |receipt| api::Case { receipt },
        |session, case| view! { <CaseContent session=session case=case /> },
    )
}

#[component]
fn CaseContent(session: OfficeSession, case: ObjectionCase) -> impl IntoView {
    let lang = use_lang();
    let title = text::CASE_TITLE.fill(lang, &[("receipt", &case.receipt)]);
    let subject = &case.subject;
    let board = format!("/p/{}/r/{}", subject.project_code, subject.round.get());
    let about = match &subject.household {
        Some(household) => format!("{board}/h/{}", segment(household)),
        None => board,
    };
    let said = format!(
        "{} · {}",
        subject.project_name,
        subject_sentence(subject, lang)
    );
    let mut rows = vec![(
        text::CASE_SUBJECT,
        view! { <a href=about rel="external">{said}</a> }.into_any(),
    )];
    if let Some(line) = &subject.line {
        rows.push((text::CASE_LINE, line.clone().into_any()));
    }
    if let Some(held) = case.held_for {
        rows.push((text::CASE_HELD, held.text().get(lang).into_any()));
    }
    rows.push((text::CASE_KIND, case.kind.text().get(lang).into_any()));
    rows.push((
        text::CASE_STATEMENT,
        view! { <p class="whitespace-pre-wrap">{case.statement}</p> }.into_any(),
    ));
    let phone = format!("tel:{}", case.phone);
    let person =
        view! { {case.name} " " <a href=phone rel="external" class="num">{case.phone}</a> };
    rows.push((text::CASE_PERSON, person.into_any()));
    if !case.files.is_empty() {
        let files = view! { <Attachments receipt=case.receipt.clone() files=case.files /> };
        rows.push((text::CASE_FILES, files.into_any()));
    }
    let here = format!("/office/objections/{}", case.receipt);
    let answer = session
        .signed
        .role
        .may(Permission::DecideObjections)
        .then(|| view! { <Answer here=here state=case.state token=session.token /> });
    view! {
        <Title text=title.clone() />
        <p class="crumbs">
            <A href="/office/objections">{text::QUEUE_TITLE.get(lang)}</A>
        </p>
        <h1>{title}</h1>
        <p class="font-bold">{case.state.text().get(lang)}</p>
        <section class="card">
            <Docket rows=rows />
        </section>
        <section class="card">
            <h2>{text::CASE_STEPS.get(lang)}</h2>
            <ObjectionSteps steps=case.steps />
        </section>
        {answer}
    }
    .into_any()
}

#[component]
fn Attachments(receipt: String, files: Vec<CaseFile>) -> impl IntoView {
    let files = files.into_iter().map(|file| {
        let href = format!("/office/objections/{receipt}/files/{}", file.number);
        let size = file.bytes.div_ceil(1024);
        view! {
            <li>
                <a href=href rel="external" download>
                    {file.file_name}
                </a>
                " "
                <small>{size}" KB"</small>
            </li>
        }
    });
    view! { <ul>{files.collect_view()}</ul> }
}

/// The forms that fit the objection's state.
#[component]
fn Answer(here: String, state: ObjectionState, token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let fits = |action| state.after(action).is_ok();
    let accept = fits(ObjectionAction::Accept).then(|| {
        view! {
            <section class="card">
                <h2>{text::CASE_ACCEPT.get(lang)}</h2>
                <p>{text::CASE_ACCEPT_HELP.get(lang)}</p>
                <Form token=token.clone() filled={use_form::<Accept>(&here)}>
                    <button class="btn main" type="submit">{text::CASE_ACCEPT.get(lang)}</button>
                </Form>
            </section>
        }
    });
    let decline = fits(ObjectionAction::Decline).then(|| {
        let filled = use_form::<Decline>(&here);
        view! {
            <section class="card">
                <h2>{text::CASE_DECLINE.get(lang)}</h2>
                <Form token=token.clone() filled=filled.clone()>
                    <Area
                        name=Decline::reason()
                        label=text::CASE_DECLINE_REASON
                        hint=text::CASE_REASON_HINT
                        filled=filled
                    />
                    <button class="btn danger" type="submit">{text::CASE_DECLINE.get(lang)}</button>
                </Form>
            </section>
        }
    });
    let decide = fits(ObjectionAction::Decide(Outcome::Upheld)).then(|| {
        let filled = use_form::<Decide>(&here);
        let outcomes = Outcome::ALL
            .map(|outcome| (outcome.key(), outcome.text()))
            .to_vec();
        view! {
            <section class="card">
                <h2>{text::CASE_DECIDE.get(lang)}</h2>
                <Form token=token filled=filled.clone()>
                    <Pick
                        name=Decide::outcome()
                        label=text::CASE_OUTCOME
                        options=outcomes
                        filled=filled.clone()
                    />
                    <Area
                        name=Decide::reason()
                        label=text::CASE_REASON
                        hint=text::CASE_REASON_HINT
                        filled=filled
                    />
                    <button class="btn main" type="submit">
                        {text::CASE_DECIDE_BUTTON.get(lang)}
                    </button>
                </Form>
            </section>
        }
    });
    view! { {accept} {decline} {decide} }.into_any()
}
