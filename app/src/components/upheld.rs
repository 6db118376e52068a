//! Upheld objections that a board does not show by itself.

use domain::time::china_minute;
use leptos::prelude::*;
use text::{Label as _, Lang};
use views::{CarriedOver, ConfirmedRemedy};

/// Upheld objections that a board was published without, each with why and by whom.
pub(crate) fn carried_sentences(carried: &[CarriedOver], lang: Lang) -> Vec<AnyView> {
    let each = carried.iter().map(|one| {
        let round = one.round.label(lang);
        let what = match &one.household {
            Some(household) => {
                text::CARRIED_HOUSEHOLD.fill(lang, &[("round", &round), ("household", household)])
            }
            None => text::CARRIED_WHOLE.fill(lang, &[("round", &round)]),
        };
        with_reason(what, (&one.reason, &one.by, china_minute(one.at)), lang)
    });
    each.collect()
}

/// Upheld objections that another change settles, each with why and by whom.
pub(crate) fn confirmed_sentences(confirmed: &[ConfirmedRemedy], lang: Lang) -> Vec<AnyView> {
    let each = confirmed.iter().map(|one| {
        let round = one.round.label(lang);
        let what = match &one.household {
            Some(household) => {
                text::CONFIRMED_HOUSEHOLD.fill(lang, &[("round", &round), ("household", household)])
            }
            None => text::CONFIRMED_WHOLE.fill(lang, &[("round", &round)]),
        };
        with_reason(what, (&one.reason, &one.by, china_minute(one.at)), lang)
    });
    each.collect()
}

/// What became of an objection, and below it the reason, its author and the minute.
fn with_reason(what: String, (reason, by, at): (&str, &str, String), lang: Lang) -> AnyView {
    let why = text::CARRIED_REASON.fill(lang, &[("reason", &reason), ("by", &by), ("at", &at)]);
    view! {
        <li>
            {what}
            <p>{why}</p>
        </li>
    }
    .into_any()
}
