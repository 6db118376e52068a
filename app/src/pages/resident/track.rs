//! `/track`: the state of an objection.

use leptos::prelude::*;
use leptos_meta::Meta;
use text::Named as _;
use views::{FormToken, TrackedObjection};

use crate::api;
use crate::components::{Docket, ObjectionSteps, subject_sentence};
use crate::forms::{Follow, Form, Input, StopFollowing, use_form};
use crate::head::Title;
use crate::pages::loaded;
use crate::visitor::use_lang;

#[component]
pub(super) fn Track() -> AnyView {
    let lang = use_lang();
    view! {
        <Title text=text::TRACK_TITLE.get(lang) />
        <Meta name="robots" content="noindex" />
        <header class="board">
            <h1>{text::TRACK_TITLE.get(lang)}</h1>
        </header>
        {loaded(
            || (),
            |()| api::ReadFollowed {},
            |(token, objection)| match objection {
                Some(objection) => view! { <Followed token=token objection=objection /> }.into_any(),
                None => view! { <LookUp token=token /> }.into_any(),
            },
        )}
    }
    .into_any()
}

#[component]
fn LookUp(token: FormToken) -> impl IntoView {
    let lang = use_lang();
    let filled = use_form::<Follow>("/track");
    view! {
        <section class="card">
            <p>{text::TRACK_HELP.get(lang)}</p>
            <Form token=token filled=filled.clone()>
                <Input
                    name=Follow::receipt()
                    label=text::TRACK_RECEIPT.get(lang)
                    hint=text::TRACK_RECEIPT_HINT
                    filled=filled.clone()
                    most=40
                />
                <Input
                    name=Follow::secret()
                    label=text::TRACK_SECRET.get(lang)
                    hint=text::TRACK_SECRET_HINT
                    filled=filled
                    most=40
                />
                <button class="btn main" type="submit">{text::TRACK_BUTTON.get(lang)}</button>
            </Form>
        </section>
    }
}

#[component]
fn Followed(token: FormToken, objection: TrackedObjection) -> impl IntoView {
    let lang = use_lang();
    let fresh = objection.secret.map(|secret| {
        view! {
            <div class="notice-box ok" role="status">
                <p>{text::TRACK_FRESH.get(lang)}</p>
                <dl class="docket">
                    <div>
                        <dt>{text::TRACK_RECEIPT.get(lang)}</dt>
                        <dd class="num font-bold whitespace-nowrap">{objection.receipt.clone()}</dd>
                    </div>
                    <div>
                        <dt>{text::TRACK_SECRET.get(lang)}</dt>
                        <dd class="num font-bold whitespace-nowrap">{secret}</dd>
                    </div>
                </dl>
            </div>
        }
    });
    let subject = &objection.subject;
    let mut rows = vec![
        (text::TRACK_RECEIPT, objection.receipt.into_any()),
        (
            text::TRACK_ABOUT,
            format!(
                "{} · {}",
                subject.project_name,
                subject_sentence(subject, lang)
            )
            .into_any(),
        ),
    ];
    if let Some(line) = &subject.line {
        rows.push((text::TRACK_LINE, line.clone().into_any()));
    }
    rows.push((text::TRACK_KIND, objection.kind.text().get(lang).into_any()));
    rows.push((
        text::TRACK_STATEMENT,
        view! { <p class="whitespace-pre-wrap">{objection.statement}</p> }.into_any(),
    ));
    if objection.files > 0 {
        let files = text::TRACK_FILES.fill(lang, &[("n", &objection.files)]);
        rows.push((text::OBJECT_FILES, files.into_any()));
    }
    let held = objection.held_for.map(|held| {
        let why = held.text().get(lang);
        view! { <p>{text::TRACK_HELD.fill(lang, &[("why", &why)])}</p> }
    });
    view! {
        <section class="card">
            {fresh}
            <h2>{text::TRACK_STATE.get(lang)}</h2>
            <p class="font-bold">{objection.state.text().get(lang)}</p>
            {held}
            <h2>{text::TRACK_STEPS.get(lang)}</h2>
            <ObjectionSteps steps=objection.steps />
        </section>
        <section class="card">
            <h2>{text::TRACK_OPEN.get(lang)}</h2>
            <Docket rows=rows />
            <Form token=token filled={use_form::<StopFollowing>("/track")}>
                <button class="btn" type="submit">{text::TRACK_CLOSE.get(lang)}</button>
            </Form>
        </section>
    }
}
