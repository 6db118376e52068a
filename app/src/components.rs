//! Pieces that several pages show.

mod upheld;

use domain::board::Totals;
use domain::money::Money;
use domain::privacy::ShownStatus;
use domain::round::{RoundNumber, RoundState};
use domain::standard::Limits;
use domain::time::china_minute;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;
use text::{Label as _, Lang, Named as _, Text};
use views::{DueMoved, NoticeHead, ObjectionStep, ObjectionSubject, ProjectHead, RoundMark};

pub(crate) use self::upheld::{carried_sentences, confirmed_sentences};
use crate::forms::Unsent;
use crate::head::Title;
use crate::visitor::{Visitor, use_lang, use_visitor};

/// The bar above every page: whose it is, how it looks, the other language.
#[component]
pub(crate) fn Tools(
    /// Where the site's name leads.
    home: &'static str,
    name: Text,
) -> impl IntoView {
    let Visitor { lang, display } = use_visitor();
    let here = use_location();
    let back = move || {
        let (path, search) = (here.pathname.get(), here.search.get());
        let mut query = ParamsMap::new();
        query.insert(
            "back",
            if search.is_empty() {
                path
            } else {
                format!("{path}?{search}")
            },
        );
        query.to_query_string()
    };
    let (other, other_name) = match lang {
        Lang::Zh => (Lang::En, "English"),
        Lang::En => (Lang::Zh, "中文"),
    };
    let elders = if display.elders {
        text::ELDERS_LEAVE
    } else {
        text::ELDERS_ENTER
    };
    view! {
        <a class="skip" href="#main" rel="external">{text::SKIP_TO_CONTENT.get(lang)}</a>
        <header class="tools">
            <A href=home>{name.get(lang)}</A>
            <nav aria-label=text::DISPLAY_TITLE.get(lang)>
                <a href=move || format!("/display{}", back()) rel="external">
                    {text::DISPLAY_LINK.get(lang)}
                </a>
                <a
                    href=move || format!("/set/elders/{}{}", u8::from(!display.elders), back())
                    rel="external"
                >
                    {elders.get(lang)}
                </a>
                <a
                    href=move || format!("/set/lang/{}{}", other.tag(), back())
                    rel="external"
                    hreflang=other.tag()
                    lang=other.tag()
                >
                    {other_name}
                </a>
            </nav>
        </header>
    }
}

/// The stage line 一榜 → 二榜 → 三榜.
#[component]
pub(crate) fn Stages(head: ProjectHead, current: Option<RoundNumber>) -> impl IntoView {
    let lang = use_lang();
    let stages = head.rounds.into_iter().map(|round| {
        let open = round.state == RoundState::Published;
        let class = match round.state {
            RoundState::Published => "now",
            RoundState::Closed => "done",
            _ => "",
        };
        let name = round.number.label(lang);
        let said = stage_text(&round, lang);
        let name = if round.state.is_public() && current != Some(round.number) {
            let href = format!("/p/{}/r/{}", head.code, round.number.get());
            view! { <A href=href>{name}</A> }.into_any()
        } else {
            view! { <span>{name}</span> }.into_any()
        };
        view! {
            <li class=class aria-current=open.then_some("step")>
                <strong>{name}</strong>
                {said}
            </li>
        }
    });
    view! { <ol class="stages">{stages.collect_view()}</ol> }
}

/// A board's display period, or that it has not begun, or was published late.
pub(crate) fn stage_text(round: &RoundMark, lang: Lang) -> String {
    let period = stage_period(round, lang);
    let said = match round.due {
        Some(day) if round.is_overdue() => {
            text::STAGE_OVERDUE.fill(lang, &[("day", &day), ("n", &round.days_late)])
        }
        Some(day) if !round.state.is_public() => text::STAGE_DUE.fill(lang, &[("day", &day)]),
        Some(_) if round.days_late > 0 => {
            let late = text::STAGE_CAME_LATE.fill(lang, &[("n", &round.days_late)]);
            format!("{period} · {late}")
        }
        _ => period,
    };
    let Some(moved) = &round.due_moved else {
        return said;
    };
    let moved = due_moved(moved, lang);
    if round.state.is_public() || round.is_overdue() {
        format!("{said} · {moved}")
    } else {
        moved
    }
}

/// The due date that was set first, and the present one.
pub(crate) fn due_moved(moved: &DueMoved, lang: Lang) -> String {
    text::DUE_MOVED_STAGE.fill(lang, &[("first", &moved.first), ("now", &moved.now)])
}

fn stage_period(round: &RoundMark, lang: Lang) -> String {
    match (round.state, round.window) {
        (RoundState::Published, Some(window)) => text::STAGE_OPEN.fill(
            lang,
            &[("day", &window.last_day()), ("days", &round.days_left)],
        ),
        (RoundState::Closed, Some(window)) => {
            text::STAGE_CLOSED.fill(lang, &[("day", &window.last_day())])
        }
        (RoundState::Withdrawn, _) => text::STAGE_WITHDRAWN.get(lang).to_owned(),
        _ => text::STAGE_NOT_BEGUN.get(lang).to_owned(),
    }
}

/// `村干部亲属: 配偶之父母 of 沈* (村委会委员)`, as a sentence.
pub(crate) fn status_sentence(status: &ShownStatus, lang: Lang) -> String {
    let post = status.official_post.clone().unwrap_or_default();
    match (&status.relation, &status.official_name, &status.post) {
        (Some(relation), Some(official), _) if post.is_empty() => {
            text::STATUS_RELATIVE.fill(lang, &[("official", official), ("relation", relation)])
        }
        (Some(relation), Some(official), _) => text::STATUS_RELATIVE_POST.fill(
            lang,
            &[
                ("official", official),
                ("post", &post),
                ("relation", relation),
            ],
        ),
        (_, _, Some(own)) => text::STATUS_OWN_POST.fill(lang, &[("post", own)]),
        _ => text::STATUS_OWN.get(lang).to_owned(),
    }
}

/// The fields in which a person may have written much.
const WRITTEN: &[&str] = &["statement", "reason", "note"];

/// What stands where a page could not be made: why, and what to do; with what was
/// typed into its form.
#[component]
pub(crate) fn Failed(error: ServerFnError) -> impl IntoView {
    let lang = use_lang();
    let status = match &error {
        ServerFnError::ServerError(status) => status.as_str(),
        _ => "",
    };
    let (title, help) = match status {
        "404" => {
            return view! {
                <Unsent fields=WRITTEN />
                <Missing />
            }
            .into_any();
        }
        "401" => (text::SIGNED_OUT_TITLE, text::SIGNED_OUT_HELP),
        "403" => (text::FORBIDDEN_TITLE, text::FORBIDDEN_HELP),
        "429" => (text::SEARCHES_TITLE, text::SEARCHES_HELP),
        _ => (text::LATER_TITLE, text::LATER_HELP),
    };
    let sign_in = (status == "401").then(|| {
        let mut query = ParamsMap::new();
        query.insert("next", use_location().pathname.get_untracked());
        let href = format!("/office/login{}", query.to_query_string());
        view! { <p><a class="btn main" href=href rel="external">{text::SIGN_IN.get(lang)}</a></p> }
    });
    view! {
        <Title text=title.get(lang) />
        <section class="card" role="alert">
            <h1>{title.get(lang)}</h1>
            <p>{help.get(lang)}</p>
            {sign_in}
        </section>
    }
    .into_any()
}

/// An address that leads nowhere, with a way on.
#[component]
pub(crate) fn Missing() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Title text=text::MISSING_TITLE.get(lang) />
        <section class="card">
            <h1>{text::MISSING_TITLE.get(lang)}</h1>
            <p>{text::MISSING_HELP.get(lang)}</p>
            <SearchForm action="/".to_owned() q=String::new() />
            <p>
                <a href="/" rel="external">{text::MISSING_HOME.get(lang)}</a>
            </p>
        </section>
    }
}

/// The search for a household: a plain GET form.
#[component]
pub(crate) fn SearchForm(action: String, #[prop(into)] q: Signal<String>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <form class="search" method="get" action=action role="search">
            <label class="sr" for="q">{text::FIND_LABEL.get(lang)}</label>
            <input
                id="q"
                name="q"
                type="search"
                autocomplete="off"
                maxlength="60"
                value=move || q.get()
                placeholder=text::FIND_PLACEHOLDER.get(lang)
            />
            <button class="btn main" type="submit">{text::FIND_BUTTON.get(lang)}</button>
        </form>
    }
}

/// The head of a notice's pages: what it is, how long it is on display, the stages.
#[component]
pub(crate) fn NoticeBanner(
    title: String,
    sub: String,
    head: NoticeHead,
    current: Option<RoundNumber>,
) -> impl IntoView {
    let lang = use_lang();
    let day = head.window.last_day();
    let withdrawn = head.this().and_then(|this| this.withdrawn.as_ref());
    let period = if let Some(withdrawn) = withdrawn {
        let at = china_minute(withdrawn.at);
        text::NOTICE_WITHDRAWN_SHORT.fill(lang, &[("at", &at)])
    } else if let Some(newest) = head.replaced_by() {
        text::NOTICE_REPLACED_SHORT.fill(lang, &[("new", &newest.revision)])
    } else if head.is_open {
        text::NOTICE_OPEN.fill(lang, &[("day", &day), ("days", &head.days_left)])
    } else {
        text::NOTICE_CLOSED.fill(lang, &[("day", &day)])
    };
    view! {
        <header class="board">
            <h1>{title}</h1>
            <p class="sub">{sub}</p>
            <p class="period">{period}</p>
            <Stages head=head.project current=current />
        </header>
    }
    .into_any()
}

/// What a label says, with its terms and what belongs to them.
#[component]
pub(crate) fn Docket(rows: Vec<(Text, AnyView)>) -> impl IntoView {
    let lang = use_lang();
    let rows = rows.into_iter().map(|(label, value)| {
        view! { <div><dt>{label.get(lang)}</dt><dd>{value}</dd></div> }
    });
    view! { <dl class="docket">{rows.collect_view()}</dl> }.into_any()
}

/// What an objection is about: board, household and line.
pub(crate) fn subject_sentence(subject: &ObjectionSubject, lang: Lang) -> String {
    let round = subject.round.label(lang);
    match &subject.household {
        Some(household) => {
            text::SUBJECT_HOUSEHOLD.fill(lang, &[("round", &round), ("household", household)])
        }
        None => text::SUBJECT_WHOLE.fill(lang, &[("round", &round)]),
    }
}

/// What happened to an objection, oldest first.
#[component]
pub(crate) fn ObjectionSteps(steps: Vec<ObjectionStep>) -> impl IntoView {
    let lang = use_lang();
    let steps = steps.into_iter().map(|step| {
        view! {
            <li>
                <b>{step.state.text().get(lang)}</b>
                " "
                <small class="num">{china_minute(step.at)}</small>
                {step.reason.map(|reason| view! { <p class="whitespace-pre-wrap">{reason}</p> })}
            </li>
        }
    });
    view! { <ol class="happened">{steps.collect_view()}</ol> }
}

/// A board's sums.
#[component]
pub(crate) fn Sums(totals: Totals) -> impl IntoView {
    let lang = use_lang();
    let sums = [
        (text::SUM_HOUSEHOLDS, totals.households.to_string()),
        (text::SUM_FLAGGED, totals.flagged.to_string()),
        (text::SUM_LAND, totals.land.to_string()),
        (text::SUM_FLOOR, totals.floor.shown(2)),
    ];
    let payout = (text::SUM_PAYOUT, totals.payout.to_string());
    let deducted = totals.deducted;
    let gross = totals.payout.checked_add(deducted).unwrap_or_default();
    let off = format!("−{deducted}");
    let of_gross = [
        (text::SUM_GROSS, gross.to_string()),
        (text::SUM_DEDUCTED, off),
    ];
    let of_gross = of_gross.into_iter().filter(|_| !deducted.is_zero());
    let sums = sums.into_iter().chain(of_gross).chain([payout]);
    let sums = sums.map(|(label, value)| {
        view! { <div><dt>{label.get(lang)}</dt><dd class="num">{value}</dd></div> }
    });
    view! { <dl class="sumrow">{sums.collect_view()}</dl> }.into_any()
}

/// Ways to the pages before and after.
#[component]
pub(crate) fn Pages<Address>(page: u32, pages: u32, address: Address) -> impl IntoView
where
    Address: Fn(u32) -> String,
{
    let lang = use_lang();
    let link =
        |to: u32, label: Text| view! { <a class="btn" href=address(to)>{label.get(lang)}</a> };
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=text::PAGER_LABEL.get(lang)>
                {(page > 1).then(|| link(page - 1, text::PAGER_BEFORE))}
                <span>{text::PAGER_AT.fill(lang, &[("page", &page), ("pages", &pages)])}</span>
                {(page < pages).then(|| link(page + 1, text::PAGER_AFTER))}
            </nav>
        }
    })
}

/// The least and the most that a standard pays a household, in words.
pub(crate) fn limits_sentence(limits: Limits, lang: Lang) -> String {
    let of = |amount: Option<Money>, text: Text| {
        amount.map(|amount| text.fill(lang, &[("amount", &amount.short())]))
    };
    let limits = [
        of(limits.floor, text::ARITHMETIC_FLOOR),
        of(limits.cap, text::ARITHMETIC_CAP),
    ];
    limits.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
