//! Upheld objections that a board does not show by itself.

use domain::time::china_minute;
use leptos::prelude::*;
use text::{Label as _, Lang};
use views::{CarriedOver, ConfirmedRemedy};

/// Upheld objections that a board was published without, each with why and by whom.
pub(crate) fn carried_sentences(carried: &[CarriedOver], lang: Lang) -> Vec<AnyView> {
    let each = carried.iter().map(|one| {
        let round = one.round.label(lang);
        let said = match &one.household {
            Some(household) => {
                text::CARRIED_HOUSEHOLD.fill(lang, &[("round", &round), ("household", household)])
            }
            None => text::CARRIED_WHOLE.fill(lang, &[("round", &round)]),
        };
        let at = china_minute(one.at);
        let why = text::CARRIED_REASON.fill(
            lang,
            &[("reason", &one.reason), ("by", &one.by), ("at", &at)],
        );
        view! {
            <li>
                {said}
                <p>{why}</p>
            </li>
        }
        .into_any()
    });
    each.collect()
}

/// Upheld objections that another change settles, each with why and by whom.
pub(crate) fn confirmed_sentences(confirmed: &[ConfirmedRemedy], lang: Lang) -> Vec<AnyView> {
    let each = confirmed.iter().map(|one| {
        let round = one.round.label(lang);
        let said = match &one.household {
            Some(household) => {
                text::CONFIRMED_HOUSEHOLD.fill(lang, &[("round", &round), ("household", household)])
            }
            None => text::CONFIRMED_WHOLE.fill(lang, &[("round", &round)]),
        };
        let at = china_minute(one.at);
        let why = text::CARRIED_REASON.fill(
            lang,
            &[("reason", &one.reason), ("by", &one.by), ("at", &at)],
        );
        view! {
            <li>
                {said}
                <p>{why}</p>
            </li>
        }
        .into_any()
    });
    each.collect()
}
