//! `/office/record` and `/office/p/{project}/record`: who did what when.

use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM};
use domain::event::{EventKind, is_digest};
use domain::time::china_second;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use text::events::{Shape, described, subject_words};
use text::{Lang, Named as _};
use views::{
    OfficeSession, RECORD_NO_PROJECT, RecordFact, RecordFilter, RecordLine, RecordPage, RecordValue,
};

use super::session::office_page;
use crate::api;
use crate::components::Pages;
use crate::forms::{Choose, Filled, Input};
use crate::head::Title;
use crate::pages::{number_of, text_of, use_params};
use crate::visitor::use_lang;

/// Characters of a digest that are shown at first.
const DIGEST_SHOWN: usize = 12;

/// The whole record, as far as this account may read it.
#[component]
pub(super) fn Record() -> AnyView {
    let filter = use_filter();
    office_page(filter, |filter| api::ReadRecord { filter }, shown)
}

/// One project's.
#[component]
pub(super) fn ProjectRecord() -> AnyView {
    let code = use_params(|params| text_of(params, "project"));
    let filter = use_filter();
    office_page(
        move || (code(), filter()),
        |(code, filter)| api::ReadProjectRecord { code, filter },
        shown,
    )
}

fn shown(_: OfficeSession, page: RecordPage) -> impl IntoView {
    view! { <RecordContent page=page /> }
}

fn use_filter() -> impl Fn() -> RecordFilter + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || {
        let query = query.read();
        RecordFilter {
            project: text_of(&query, "project"),
            kind: text_of(&query, "kind"),
            account: text_of(&query, "account"),
            from: text_of(&query, "from"),
            to: text_of(&query, "to"),
            page: number_of(&query, "page"),
        }
    }
}

#[component]
fn RecordContent(page: RecordPage) -> impl IntoView {
    let lang = use_lang();
    let (title, here) = match &page.project {
        Some((code, name)) => (
            format!("{name} · {}", text::RECORD_TITLE.get(lang)),
            format!("/office/p/{code}/record"),
        ),
        None => (
            text::RECORD_TITLE.get(lang).to_owned(),
            "/office/record".to_owned(),
        ),
    };
    let back = page.project.clone().map(|(code, name)| {
        view! {
            <p class="crumbs">
                <A href=format!("/office/p/{code}")>{name}</A>
            </p>
        }
    });
    let of_project = page.project.is_some();
    let csv = address(&format!("{here}.csv"), &page.filter, 0);
    let list = if page.lines.is_empty() {
        view! { <p>{text::RECORD_NOTHING.get(lang)}</p> }.into_any()
    } else {
        let lines = page
            .lines
            .into_iter()
            .map(|line| view! { <Line line=line of_project=of_project /> });
        view! { <ol class="record">{lines.collect_view()}</ol> }.into_any()
    };
    let filter = page.filter.clone();
    let at = here.clone();
    view! {
        <Title text=title.clone() />
        {back}
        <h1>{title}</h1>
        <p>{text::RECORD_HELP.get(lang)}</p>
        <Filter
            here=here
            filter=page.filter.clone()
            projects=page.projects
            accounts=page.accounts
        />
        <section class="card">
            <p role="status">
                {text::RECORD_MATCHING.fill(lang, &[("n", &page.matching)])}
            </p>
            {list}
            <Pages
                page=page.filter.page
                pages=page.pages
                address=move |page| address(&at, &filter, page)
            />
            <p class="mt-6">
                <a class="btn" href=csv rel="external" download>
                    {text::RECORD_CSV.get(lang)}
                </a>
            </p>
        </section>
    }
    .into_any()
}

/// The address of the record under a filter.
fn address(here: &str, filter: &RecordFilter, page: u32) -> String {
    let mut query = ParamsMap::new();
    let parts = [
        ("project", &filter.project),
        ("kind", &filter.kind),
        ("account", &filter.account),
        ("from", &filter.from),
        ("to", &filter.to),
    ];
    for (name, value) in parts {
        if !value.is_empty() {
            query.insert(name, value.clone());
        }
    }
    if page > 1 {
        query.insert("page", page.to_string());
    }
    format!("{here}{}", query.to_query_string())
}

/// A value and its label, of a list to choose from.
type Choice = (String, String);

fn any(lang: Lang) -> Choice {
    (String::new(), text::RECORD_ALL.get(lang).to_owned())
}

fn of_projects(projects: Vec<(String, String)>, lang: Lang) -> Vec<Choice> {
    let none = text::RECORD_NO_PROJECT_NAME.get(lang).to_owned();
    let none = (RECORD_NO_PROJECT.to_owned(), none);
    let projects = projects.into_iter().map(|(code, name)| {
        let label = format!("{name} ({code})");
        (code, label)
    });
    [any(lang), none].into_iter().chain(projects).collect()
}

fn of_kinds(lang: Lang) -> Vec<Choice> {
    let kinds = EventKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), kind.text().get(lang).to_owned()));
    std::iter::once(any(lang)).chain(kinds).collect()
}

fn of_accounts(accounts: Vec<(String, String)>, lang: Lang) -> Vec<Choice> {
    let accounts = accounts.into_iter().map(|(name, display_name)| {
        let label = named(&name, &display_name);
        (name, label)
    });
    let others = [
        (ACTOR_RESIDENT, text::RECORD_RESIDENT),
        (ACTOR_SYSTEM, text::RECORD_SYSTEM),
    ];
    let others = others.map(|(key, label)| (key.to_owned(), label.get(lang).to_owned()));
    let all = std::iter::once(any(lang)).chain(accounts);
    all.chain(others).collect()
}

#[component]
fn Filter(
    here: String,
    filter: RecordFilter,
    projects: Vec<(String, String)>,
    accounts: Vec<(String, String)>,
) -> impl IntoView {
    let lang = use_lang();
    let project = (!projects.is_empty()).then(|| {
        view! {
            <Choose
                name="project"
                label=text::RECORD_PROJECT
                filled=Filled::default()
                options=of_projects(projects, lang)
                start=filter.project.clone()
            />
        }
    });
    let (kinds, who) = (of_kinds(lang), of_accounts(accounts, lang));
    let empty = RecordFilter {
        page: filter.page,
        ..RecordFilter::default()
    };
    let filtered = filter != empty;
    let clear = filtered.then(|| {
        view! {
            <a class="btn" href=here.clone()>
                {text::RECORD_CLEAR.get(lang)}
            </a>
        }
    });
    view! {
        <section class="card">
            <details open=filtered>
                <summary>{text::RECORD_FIND.get(lang)}</summary>
                <form class="filter" method="get" action=here.clone()>
                    {project}
                    <Choose
                        name="kind"
                        label=text::RECORD_KIND
                        filled=Filled::default()
                        options=kinds
                        start=filter.kind.clone()
                    />
                    <Choose
                        name="account"
                        label=text::RECORD_ACCOUNT
                        filled=Filled::default()
                        options=who
                        start=filter.account.clone()
                    />
                    <Input
                        name="from"
                        kind="date"
                        label=text::RECORD_FROM.get(lang)
                        filled=Filled::default()
                        start=filter.from.clone()
                        optional=true
                    />
                    <Input
                        name="to"
                        kind="date"
                        label=text::RECORD_TO.get(lang)
                        filled=Filled::default()
                        start=filter.to.clone()
                        optional=true
                    />
                    <p class="flex flex-wrap gap-2">
                        <button class="btn main" type="submit">
                            {text::RECORD_SHOW.get(lang)}
                        </button>
                        {clear}
                    </p>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// `李经办 (li.clerk)`
fn named(name: &str, display_name: &str) -> String {
    if display_name.is_empty() || display_name == name {
        name.to_owned()
    } else {
        format!("{display_name} ({name})")
    }
}

#[component]
fn Line(line: RecordLine, of_project: bool) -> impl IntoView {
    let lang = use_lang();
    let kind = EventKind::from_key(&line.kind).map_or_else(
        || line.kind.clone(),
        |kind| kind.text().get(lang).to_owned(),
    );
    let who = match line.actor.as_str() {
        ACTOR_RESIDENT => text::RECORD_RESIDENT.get(lang).to_owned(),
        ACTOR_SYSTEM => text::RECORD_SYSTEM.get(lang).to_owned(),
        name => named(name, &line.actor_name),
    };
    let subject = subject_words(&line.subject, lang);
    let project = line.project.filter(|_| !of_project).map(|(code, name)| {
        let href = format!("/office/p/{code}/record");
        let name = if name.is_empty() { code } else { name };
        view! { <A href=href>{name}</A> }
    });
    let digests: Vec<(String, String)> = line
        .facts
        .iter()
        .flat_map(|fact| full_digests(fact, lang))
        .collect();
    let digests = digests.into_iter().map(|(name, digest)| {
        view! { <div><dt>{name}</dt><dd><code>{digest}</code></dd></div> }
    });
    let digests = digests.collect_view();
    let says_something = |fact: &RecordFact| !matches!(&fact.value, RecordValue::Is(domain::event::Fact::Text(text)) if text.is_empty());
    let facts = line
        .facts
        .into_iter()
        .filter(says_something)
        .map(|fact| view! { <FactLine fact=fact /> });
    view! {
        <li>
            <div class="when">
                <span class="num">{china_second(line.at)}</span>
                <span>{who}</span>
            </div>
            <div>
                <p>
                    <b>{kind}</b>
                    {(!subject.is_empty()).then(|| format!(" · {subject}"))}
                </p>
                {project}
                <dl class="said">{facts.collect_view()}</dl>
                <details>
                    <summary>{text::RECORD_EVIDENCE.get(lang)}</summary>
                    <dl class="said">
                        <div>
                            <dt>{text::RECORD_NUMBER.get(lang)}</dt>
                            <dd class="num">{line.number}</dd>
                        </div>
                        <div>
                            <dt>{text::RECORD_DIGEST.get(lang)}</dt>
                            <dd><code>{line.digest}</code></dd>
                        </div>
                        {digests}
                    </dl>
                </details>
            </div>
        </li>
    }
    .into_any()
}

/// What a fact is called; its name where it has no words.
fn name_of(fact: &RecordFact, lang: Lang) -> (String, Shape) {
    match described(&fact.name) {
        Some((text, shape)) => (text.get(lang).to_owned(), shape),
        None => (fact.name.clone(), Shape::Plain),
    }
}

#[component]
fn FactLine(fact: RecordFact) -> impl IntoView {
    let lang = use_lang();
    let (name, shape) = name_of(&fact, lang);
    let side = move |side: Option<domain::event::Fact>| match side {
        Some(fact) => short(shape.shown(&fact, lang)),
        None => text::RECORD_NONE.get(lang).into_any(),
    };
    let value = match fact.value {
        RecordValue::Is(fact) => side(Some(fact)),
        RecordValue::Changed(from, to) => view! {
            <del>{side(from)}</del>
            " → "
            <ins>{side(to)}</ins>
        }
        .into_any(),
    };
    view! { <div><dt>{name}</dt><dd class="whitespace-pre-wrap">{value}</dd></div> }.into_any()
}

/// A value; of a digest its beginning, for all of it stands below.
fn short(value: String) -> AnyView {
    match value.get(..DIGEST_SHOWN) {
        Some(beginning) if is_digest(&value) => {
            let beginning = format!("{beginning}…");
            view! { <code title=value>{beginning}</code> }.into_any()
        }
        _ => value.into_any(),
    }
}

/// The digests among a fact's values, named.
fn full_digests(fact: &RecordFact, lang: Lang) -> Vec<(String, String)> {
    let (name, _) = name_of(fact, lang);
    let values = match &fact.value {
        RecordValue::Is(fact) => [Some(fact), None],
        RecordValue::Changed(from, to) => [from.as_ref(), to.as_ref()],
    };
    let digests = values.into_iter().flatten().filter_map(|fact| match fact {
        domain::event::Fact::Text(text) if is_digest(text) => Some(text.clone()),
        _ => None,
    });
    digests.map(|digest| (name.clone(), digest)).collect()
}
