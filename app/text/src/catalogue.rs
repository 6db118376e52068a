//! The catalogue: texts that stand by themselves, a file a subject.
//!
//! A text is a constant, so that a bundle carries just the texts it uses and
//! a missing translation does not compile.

mod confirm;
mod findings;
mod kin;
mod objections;
mod office;
mod record;
mod refusals;
mod resident;
mod review;
mod rounds;
mod shared;
mod special;
mod steps;
mod today;
mod uploads;

pub use confirm::*;
pub use findings::*;
pub use kin::*;
pub use objections::*;
pub use office::*;
pub use record::*;
pub use refusals::*;
pub use resident::*;
pub use review::*;
pub use rounds::*;
pub use shared::*;
pub use special::*;
pub use steps::*;
pub use today::*;
pub use uploads::*;

#[cfg(test)]
mod tests {
    use super::{
        confirm, findings, kin, objections, office, record, refusals, resident, review, rounds,
        shared, special, steps, today, uploads,
    };

    /// The `{places}` of a text, sorted.
    fn places(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_say_something_and_fill_the_same_places() {
        let all = [
            confirm::ALL,
            findings::ALL,
            kin::ALL,
            objections::ALL,
            office::ALL,
            record::ALL,
            refusals::ALL,
            resident::ALL,
            review::ALL,
            rounds::ALL,
            shared::ALL,
            special::ALL,
            steps::ALL,
            today::ALL,
            uploads::ALL,
        ];
        for (name, text) in all.concat() {
            assert!(
                !text.zh.trim().is_empty() && !text.en.trim().is_empty(),
                "{name}"
            );
            assert_eq!(places(text.zh), places(text.en), "{name}");
        }
    }
}
