//! Where a household stands among all, drawn: a stack of dots for each place
//! between the least and the greatest.

use domain::benchmark::Histogram;
use domain::money::Money;
use leptos::prelude::*;

use crate::visitor::use_lang;

/// Between two places, and between two dots of a stack.
const STEP: usize = 8;
const DOT: u32 = 6;
/// Dots of the highest stack; a larger village is drawn to scale.
const MAX_STACK: u32 = 8;
/// The line that the stacks stand on, and the drawing's height.
const GROUND: u32 = 58;
const HEIGHT: u32 = 66;

/// Said in words to those who do not see it.
#[component]
pub(super) fn Dots(
    name: &'static str,
    histogram: Histogram,
    median: Money,
    value: Money,
) -> impl IntoView {
    let lang = use_lang();
    let said = text::SPECIAL_STRIP.fill(
        lang,
        &[
            ("figure", &name),
            ("least", &histogram.least),
            ("greatest", &histogram.greatest),
            ("median", &median),
            ("value", &value),
        ],
    );
    let at = |money: Money| x(histogram.bin(money));
    let (middle, here) = (at(median), at(value));
    let width = x(histogram.bins.len());
    view! {
        <svg class="dots" viewBox=format!("0 0 {width} {HEIGHT}") role="img" aria-label=said>
            <path class="ground" d=format!("M0 {}H{width}", GROUND + 4) />
            <path class="all" d=stacks(&histogram) />
            <path class="middle" d=format!("M{middle} 2V{}", GROUND + 8) />
            <circle class="this" cx=here cy=GROUND r="6" />
        </svg>
    }
    .into_any()
}

fn x(place: usize) -> usize {
    STEP + place * STEP
}

/// A stroke for each stack; the style draws it as dots.
fn stacks(histogram: &Histogram) -> String {
    let highest = histogram.bins.iter().copied().max().unwrap_or_default();
    let scale = highest.max(MAX_STACK);
    let strokes = histogram
        .bins
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(place, count)| {
            let dots = u64::from(*count) * u64::from(MAX_STACK);
            let dots = u32::try_from(dots.div_ceil(u64::from(scale))).unwrap_or(MAX_STACK);
            let height = (dots - 1) * DOT;
            // A stroke without length shows no dot in some browsers.
            format!("M{} {GROUND}v-{height}.1", x(place))
        });
    strokes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_are_as_high_as_there_are_households_and_bounded() {
        let histogram = |bins: Vec<u32>| Histogram {
            bins,
            ..Histogram::default()
        };
        assert_eq!(stacks(&histogram(vec![1, 0, 3])), "M8 58v-0.1M24 58v-12.1");
        assert_eq!(
            stacks(&histogram(vec![100_000, 1])),
            "M8 58v-42.1M16 58v-0.1"
        );
        assert_eq!(stacks(&Histogram::default()), "");
    }
}
