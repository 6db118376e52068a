//! Forms by which the office answers objections.

use std::collections::BTreeSet;

use domain::objection::{HeldAnswer, Outcome};

use super::declare::{Confirmed, NoText, forms, irrevocable};
use super::read::one_of;

/// Before a receipt number, of the box that ticks it.
const OBJECTION: &str = "objection:";

forms! {
    /// Accepts an objection.
    Accept = "accept" at "/office/objections/{receipt}" + "/accept" {}

    /// Declines it.
    Decline = "decline" at "/office/objections/{receipt}" + "/decline" {
        reason: String,
        confirmed: Confirmed,
    }

    /// Decides it.
    Decide = "decide" at "/office/objections/{receipt}" + "/decide" {
        #[serde(deserialize_with = "one_of")]
        outcome: Option<Outcome>,
        reason: String,
        confirmed: Confirmed,
    }

    /// Accepts or declines those that are held apart and ticked.
    AnswerHeld = "held" at "/office/objections" + "/held" {
        #[serde(deserialize_with = "one_of")]
        answer: Option<HeldAnswer>,
        reason: String,
        #[serde(skip)]
        objections: NoText,
        confirmed: Confirmed,
        .. ticked ["objection:"],
    }
}

irrevocable!(AnswerHeld, Decide, Decline);

impl AnswerHeld {
    /// The box of an objection.
    #[must_use]
    pub fn objection(receipt: &str) -> String {
        format!("{OBJECTION}{receipt}")
    }

    /// The receipt numbers of those that are ticked.
    #[must_use]
    pub fn chosen(&self) -> BTreeSet<String> {
        let ticked = self.ticked.iter().filter(|(_, value)| *value == "1");
        ticked
            .filter_map(|(name, _)| name.strip_prefix(OBJECTION).map(str::to_owned))
            .collect()
    }
}
