//! The households of a board in review: what they lose and get in their rows,
//! every line when opened.

use std::collections::BTreeSet;

use domain::board::Entry;
use domain::declaration::Statement;
use domain::standard::Category;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use text::arithmetic::{deviation_sentence, formula, taken_off};
use text::{Lang, Named as _};
use views::{Ending, ReviewPage};

use super::open::is_open;
use super::seen::Seen;
use crate::components::Pages;
use crate::pages::office::special::{Endings, Standing};
use crate::segment::segment;
use crate::visitor::use_lang;

/// What is said of a household besides its row: that it changed, that the check
/// warned of it.
#[derive(Clone, Copy, Default)]
struct Marked {
    changed: bool,
    warned: bool,
}

/// The households of this page of the board.
pub(super) fn entries(page: &ReviewPage, here: &str) -> impl IntoView + use<> {
    let lang = use_lang();
    let (open, at) = (is_open(page), page.page);
    let all_open = use_query_map()
        .read_untracked()
        .get("open")
        .is_some_and(|open| !open.is_empty());
    let changed: BTreeSet<String> = page
        .first_changes
        .iter()
        .map(|one| one.change.household().to_owned())
        .collect();
    let warned: BTreeSet<String> = page
        .draft
        .warnings
        .iter()
        .flat_map(|group| &group.warnings)
        .filter_map(|warning| warning.finding.household.clone())
        .collect();
    let seen = Seen::of(page);
    let numbers: Vec<String> = page
        .entries
        .iter()
        .map(|one| one.household.clone())
        .collect();
    let here = here.to_owned();
    let declared = page.declared.iter().zip(&page.endings);
    let households = page.entries.iter().zip(declared);
    let entries = households.map(|(entry, (declared, endings))| {
        let comment = open.then(|| {
            let number = segment(&entry.household);
            format!("{here}?page={at}&comment={number}#comments")
        });
        let (entry, declared, endings) = (entry.clone(), declared.clone(), endings.clone());
        let marked = Marked {
            changed: changed.contains(&entry.household),
            warned: warned.contains(&entry.household),
        };
        view! {
            <Household
                entry=entry
                declared=declared
                endings=endings
                comment=comment
                marked=marked
                is_open=all_open
                seen=seen
            />
        }
    });
    let entries = entries.collect_view();
    let counted = move || {
        let (n, all) = (seen.count(&numbers), numbers.len());
        (n > 0).then(|| text::REVIEW_OPENED.fill(lang, &[("n", &n), ("all", &all)]))
    };
    view! {
        <section class="card">
            <h2>{text::REVIEW_ENTRIES.get(lang)}</h2>
            {seen.form(&here, at, all_open)}
            <p role="status">{counted}</p>
            {entries}
            <Pages
                page=at
                pages=page.pages
                address=move |page: u32| format!("{here}?page={page}")
            />
        </section>
    }
}

/// Areas and what is paid for each: `旱地 2.16 亩 × 43,200`.
fn measures(entry: &Entry, lang: Lang) -> String {
    let areas = entry.lines.iter().filter(|line| {
        matches!(line.category, Category::Land | Category::House) && line.measure.is_some()
    });
    let each = areas.filter_map(|line| {
        let measure = line.measure.as_ref()?;
        let area = format!(
            "{} {} {}",
            line.item,
            measure.quantity,
            measure.unit.label()
        );
        Some(match measure.price {
            Some(price) => format!("{area} × {}", price.short()),
            None => area,
        })
    });
    let each: Vec<String> = each.collect();
    let between = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    each.join(between)
}

/// A household with every line, closed until it is opened.
#[component]
fn Household(
    entry: Entry,
    declared: Vec<Statement>,
    endings: Vec<Ending>,
    /// Where a comment on it is written.
    comment: Option<String>,
    marked: Marked,
    is_open: bool,
    /// Those that were looked at.
    seen: Seen,
) -> impl IntoView {
    let lang = use_lang();
    let number = entry.household.clone();
    let tick = seen.tick(&number);
    // Closing it again does not take the tick away.
    let toggled = move |_| seen.set(&number, true);
    let id = format!("h-{}", entry.household);
    let measures = measures(&entry, lang);
    let tags = [
        (marked.changed, text::KIND_CHANGED),
        (marked.warned, text::REVIEW_WARNED),
    ];
    let tags = tags
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, tag)| view! { <span class="tag">{tag.get(lang)}</span> });
    let mark = entry
        .status
        .as_ref()
        .map(|status| view! { <span class="tag">{status.kind.text().get(lang)}</span> });
    view! {
        <div class="looked">
        {tick}
        <details class="household" id=id open=is_open on:toggle=toggled>
            <summary>
                <span class="num">{entry.household.clone()}</span>
                <b>{entry.head.clone()}</b>
                {mark}
                {tags.collect_view()}
                <span class="areas num">{measures}</span>
                <span class="amt num">{entry.total.to_string()}</span>
            </summary>
            <p>
                {entry.group.clone()} " "
                {entry.people.map(|n| text::HOUSEHOLD_PEOPLE.fill(lang, &[("n", &n)]))}
            </p>
            {flag(&entry, lang)}
            <Standing standing=declared />
            <Endings endings=endings />
            {entry
                .remark
                .clone()
                .map(|remark| view! { <p>{text::HOUSEHOLD_REMARK.get(lang)}" "{remark}</p> })}
            <ul class="lines">{lines(&entry, lang)}</ul>
            {comment
                .map(|href| {
                    view! { <p><a href=href rel="external">{text::COMMENT_LINK.get(lang)}</a></p> }
                })}
        </details>
        </div>
    }
    .into_any()
}

/// Every line as arithmetic, and what is taken off their sum.
pub(in crate::pages::office) fn lines(entry: &Entry, lang: Lang) -> impl IntoView + use<> {
    let lines = entry.lines.iter().map(|line| {
        view! {
            <li>
                <span>{line.item.clone()}</span>
                <span class="amt num">{line.amount.to_string()}</span>
                <span class="how num">{formula(line, lang)}</span>
                {deviation_sentence(line, lang)
                    .map(|said| view! { <span class="how deviation">{said}</span> })}
            </li>
        }
    });
    let deductions = entry.deductions.iter().map(|one| {
        view! {
            <li>
                <span>{one.name.clone()}</span>
                <span class="amt num">{taken_off(one.amount)}</span>
                <span class="how">{text::HOUSEHOLD_DEDUCTED.get(lang)}</span>
            </li>
        }
    });
    let deductions = deductions.collect_view();
    let lines = lines.collect_view();
    view! { {lines} {deductions} }
}

/// The special status, with the official and the relation.
pub(in crate::pages::office) fn flag(entry: &Entry, lang: Lang) -> impl IntoView + use<> {
    entry.status.as_ref().map(|status| {
        let official = status.official.as_ref().map(|official| {
            let post = official.post.clone().unwrap_or_default();
            format!(" · {} {post}", official.name)
        });
        let relation = status
            .relation
            .as_ref()
            .map(|relation| format!(" · {relation}"));
        let post = status.post.as_ref().map(|post| format!(" · {post}"));
        view! {
            <p class="flag">
                <b>{status.kind.text().get(lang)}</b>
                <span>{post}{official}{relation}</span>
            </p>
        }
    })
}
