//! Objections and their answers.

use domain::objection::{HeldAnswer, HeldFor, Lane, ObjectionKind, ObjectionState, Outcome};

use crate::{Named, Text};

impl Named for ObjectionState {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Submitted => crate::STATE_SUBMITTED,
            Self::Accepted => crate::STATE_ACCEPTED,
            Self::Declined => crate::STATE_DECLINED,
            Self::Investigating => crate::STATE_INVESTIGATING,
            Self::Upheld => crate::STATE_UPHELD,
            Self::PartlyUpheld => crate::STATE_PARTLY_UPHELD,
            Self::Dismissed => crate::STATE_DISMISSED,
            Self::UnderReview => crate::STATE_UNDER_REVIEW,
            Self::Closed => crate::STATE_CLOSED,
        }
    }
}

impl Named for Outcome {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Upheld => crate::STATE_UPHELD,
            Self::PartlyUpheld => crate::STATE_PARTLY_UPHELD,
            Self::Dismissed => crate::STATE_DISMISSED,
        }
    }
}

impl Named for ObjectionKind {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Area => crate::KIND_AREA,
            Self::Standard => crate::KIND_STANDARD,
            Self::Amount => crate::KIND_AMOUNT,
            Self::MissingItem => crate::KIND_MISSING_ITEM,
            Self::Person => crate::KIND_PERSON,
            Self::Status => crate::KIND_STATUS,
            Self::Other => crate::KIND_OTHER,
        }
    }
}

impl Named for HeldFor {
    /// What there were too many objections of.
    fn text(self) -> Text {
        match self {
            Self::Address => crate::HELD_ADDRESS,
            Self::Household => crate::HELD_HOUSEHOLD,
            Self::Project => crate::HELD_PROJECT,
        }
    }
}

impl Named for HeldAnswer {
    /// What the choice is called.
    fn text(self) -> Text {
        match self {
            Self::Accept => crate::QUEUE_HELD_ACCEPT,
            Self::Decline => crate::QUEUE_HELD_DECLINE,
        }
    }
}

impl Named for Lane {
    /// The title of the list.
    fn text(self) -> Text {
        match self {
            Self::Waiting => crate::QUEUE_OPEN,
            Self::Held => crate::QUEUE_HELD,
            Self::Answered => crate::QUEUE_ANSWERED,
        }
    }
}
