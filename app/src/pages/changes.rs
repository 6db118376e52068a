//! What changed since the board before: for residents and for the reviewer.

use domain::board::{LineItem, Measure, Totals};
use domain::board_ref::BoardRef;
use domain::diff::ChangeCounts;
use domain::privacy::{ShownChange, ShownReason, ShownStatus};
use domain::terms::Deduction;
use leptos::prelude::*;
use text::arithmetic::{formula, taken_off};
use text::{Label as _, Lang, Named as _, Sentence as _};

use crate::components::status_sentence;
use crate::visitor::use_lang;

/// How many households changed, were added and were removed.
#[component]
pub(super) fn Count(counts: ChangeCounts, with: BoardRef) -> impl IntoView {
    let lang = use_lang();
    let sums = text::CHANGE_SUMS.fill(
        lang,
        &[
            ("changed", &counts.changed),
            ("added", &counts.added),
            ("removed", &counts.removed),
        ],
    );
    view! {
        <h2>{text::CHANGE_TITLE.fill(lang, &[("round", &with.label(lang))])}</h2>
        <p>{sums}</p>
    }
    .into_any()
}

/// What the whole board was, and is.
#[component]
pub(super) fn Sums(before: Totals, after: Totals) -> impl IntoView {
    let lang = use_lang();
    let deducts = before.deducted != after.deducted;
    let deducted = deducts.then(|| {
        (
            text::SUM_DEDUCTED,
            before.deducted.to_string(),
            after.deducted.to_string(),
        )
    });
    let rows = [
        (
            text::SUM_HOUSEHOLDS,
            before.households.to_string(),
            after.households.to_string(),
        ),
        (
            text::SUM_FLAGGED,
            before.flagged.to_string(),
            after.flagged.to_string(),
        ),
        (
            text::SUM_LAND,
            before.land.to_string(),
            after.land.to_string(),
        ),
        (text::SUM_FLOOR, before.floor.shown(2), after.floor.shown(2)),
        (
            text::SUM_PAYOUT,
            before.payout.to_string(),
            after.payout.to_string(),
        ),
    ];
    let rows = rows.into_iter().chain(deducted).map(|(label, from, to)| {
        let before = (from != to).then(|| {
            view! {
                <del class="num">{from}</del>
                " → "
            }
        });
        view! { <li>{label.get(lang)} " " {before} <ins class="num">{to}</ins></li> }
    });
    view! { <ul class="from-to">{rows.collect_view()}</ul> }.into_any()
}

/// Why a household changed, as far as reasons are given.
#[component]
pub(super) fn Reasons(
    reasons: Vec<ShownReason>,
    /// Whether to say on which board each was given.
    #[prop(optional)]
    dated: bool,
) -> impl IntoView {
    let lang = use_lang();
    let reasons = reasons.into_iter().map(|one| {
        let board = dated.then(|| format!("{} · ", one.board.label(lang)));
        view! {
            <p class="why">
                <b>{text::WHY.get(lang)}</b>
                {board}
                {one.reason.sentence(lang)}
            </p>
        }
    });
    reasons.collect_view()
}

/// Each change: the item, its old value and its new one.
#[component]
pub(super) fn Changes(changes: Vec<ShownChange>) -> impl IntoView {
    let lang = use_lang();
    let rows = changes.into_iter().map(|change| {
        let (of, from, to) = change_texts(change, lang);
        view! {
            <div>
                <dt>{of}</dt>
                <dd class="num">
                    <small>{text::CHANGE_FROM.get(lang)}</small>
                    " "
                    <del>{from}</del>
                </dd>
                <dd class="num">
                    <small>{text::CHANGE_TO.get(lang)}</small>
                    " "
                    <ins>{to}</ins>
                </dd>
            </div>
        }
    });
    view! { <dl class="changes">{rows.collect_view()}</dl> }.into_any()
}

/// What a change is of, what it was and what it is, as short as it can be: of a
/// line the figure that differs, or the amount where that is all it has.
pub(super) fn brief(change: ShownChange, lang: Lang) -> (String, String, String) {
    let ShownChange::Line(line) = &change else {
        return change_texts(change, lang);
    };
    let amount = |line: &Option<LineItem>| match line {
        Some(line) if line.measure.is_none() => Some(line.amount.to_string()),
        Some(_) => None,
        None => Some(text::CHANGE_NOTHING.get(lang).to_owned()),
    };
    let brief = match (&line.from, &line.to) {
        (Some(from), Some(to)) => figure(from, to),
        (from, to) => amount(from).zip(amount(to)),
    };
    match brief {
        Some((from, to)) => (item_of(line.to.as_ref().or(line.from.as_ref())), from, to),
        None => change_texts(change, lang),
    }
}

fn item_of(line: Option<&LineItem>) -> String {
    line.map(|line| line.item.clone()).unwrap_or_default()
}

/// The one figure in which two lines differ; `None` where several do. An amount
/// follows from the others.
fn figure(from: &LineItem, to: &LineItem) -> Option<(String, String)> {
    let (from, to) = (from.without_reason(), to.without_reason());
    let as_to = LineItem {
        measure: to.measure.clone(),
        amount: to.amount,
        deviation: to.deviation.clone(),
        ..from.clone()
    };
    if as_to != to {
        return None;
    }
    let of_amounts = || (from.amount.to_string(), to.amount.to_string());
    let (Some(old), Some(new)) = (&from.measure, &to.measure) else {
        return (from.measure.is_none() && to.measure.is_none()).then(of_amounts);
    };
    let same = |quantity: bool, price: bool| {
        let mut one = old.clone();
        if quantity {
            one.quantity = new.quantity;
        }
        if price {
            one.price = new.price;
        }
        one == *new
    };
    if same(false, false) {
        return Some(of_amounts());
    }
    if same(true, false) {
        let unit = new.unit.label();
        let shown = |measure: &Measure| format!("{}\u{a0}{unit}", measure.quantity);
        return Some((shown(old), shown(new)));
    }
    if same(false, true) {
        let unit = new.priced_unit().label();
        let shown = |measure: &Measure| {
            let price = measure.price.map(|price| price.short());
            format!("{} 元/{unit}", price.unwrap_or_default())
        };
        return Some((shown(old), shown(new)));
    }
    None
}

fn change_texts(change: ShownChange, lang: Lang) -> (String, String, String) {
    let none = || text::CHANGE_NOTHING.get(lang).to_owned();
    let or_none = |text: Option<String>| text.unwrap_or_else(none);
    match change {
        ShownChange::Head(head) => (text::FIELD_HEAD.get(lang).to_owned(), head.from, head.to),
        ShownChange::Group(group) => (
            text::FIELD_GROUP.get(lang).to_owned(),
            or_none(group.from),
            or_none(group.to),
        ),
        ShownChange::People(people) => (
            text::FIELD_PEOPLE.get(lang).to_owned(),
            or_none(people.from.map(|n| n.to_string())),
            or_none(people.to.map(|n| n.to_string())),
        ),
        ShownChange::Status(status) => {
            let status_text = |status: Option<ShownStatus>| {
                or_none(status.map(|status| {
                    format!(
                        "{} {}",
                        status.kind.text().get(lang),
                        status_sentence(&status, lang)
                    )
                }))
            };
            (
                text::FIELD_STATUS.get(lang).to_owned(),
                status_text(status.from),
                status_text(status.to),
            )
        }
        ShownChange::Remark(remark) => (
            text::FIELD_REMARK.get(lang).to_owned(),
            or_none(remark.from),
            or_none(remark.to),
        ),
        ShownChange::Line(line) => {
            let item = line.to.as_ref().or(line.from.as_ref());
            let item = item.map(|line| line.item.clone()).unwrap_or_default();
            let line_text = |line: Option<LineItem>| or_none(line.map(|line| formula(&line, lang)));
            (item, line_text(line.from), line_text(line.to))
        }
        ShownChange::Deduction(change) => {
            let of = change.to.as_ref().or(change.from.as_ref());
            let name = of.map(|one| one.name.clone()).unwrap_or_default();
            let said = |one: Option<Deduction>| or_none(one.map(|one| taken_off(one.amount)));
            (name, said(change.from), said(change.to))
        }
        ShownChange::Total(total) => (
            text::FIELD_TOTAL.get(lang).to_owned(),
            format!("{} 元", total.from),
            format!("{} 元", total.to),
        ),
    }
}

#[cfg(test)]
mod tests {
    use domain::diff::Changed;
    use domain::money::Money;
    use domain::standard::Category;

    use super::*;

    #[test]
    fn a_line_that_only_has_an_amount_is_that_amount() {
        let line = LineItem {
            standard: None,
            category: Category::Fixture,
            item: "附着物".into(),
            measure: None,
            amount: Money::from_fen(10_000),
            deviation: None,
        };
        for (from, to, shown) in [
            (None, Some(line.clone()), ["没有", "100.00"]),
            (Some(line), None, ["100.00", "没有"]),
        ] {
            let (of, from, to) = brief(ShownChange::Line(Changed { from, to }), Lang::Zh);
            assert_eq!(
                (of.as_str(), [from.as_str(), to.as_str()]),
                ("附着物", shown)
            );
        }
    }
}
