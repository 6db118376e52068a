//! Roles, relations and what they may do.

use domain::account::Role;
use domain::conflict_of_interest::RestrictedAction;
use domain::declaration::{Contradiction, DeclaredBy, Tie};
use domain::status::StatusKind;

use crate::{Named, Text};

impl Named for Role {
    /// As colleagues read it.
    fn text(self) -> Text {
        match self {
            Self::Staff => crate::ROLE_STAFF,
            Self::Reviewer => crate::ROLE_REVIEWER,
            Self::Supervisor => crate::ROLE_SUPERVISOR,
            Self::Admin => crate::ROLE_ADMIN,
        }
    }
}

impl Named for Tie {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Own => crate::TIE_OWN,
            Self::Close => crate::TIE_CLOSE,
            Self::Collateral => crate::TIE_COLLATERAL,
            Self::InLaw => crate::TIE_IN_LAW,
            Self::Other => crate::TIE_OTHER,
        }
    }
}

impl Named for DeclaredBy {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Householder => crate::BY_HOUSEHOLDER,
            Self::Village => crate::BY_VILLAGE,
            Self::Office => crate::BY_OFFICE,
            Self::Table => crate::BY_TABLE,
        }
    }
}

impl Named for Contradiction {
    /// What does not fit, and how to mend it.
    fn text(self) -> Text {
        match self {
            Self::DeclaredNone => crate::CONTRADICTION_DECLARED_NONE,
            Self::NotMarked => crate::CONTRADICTION_NOT_MARKED,
            Self::OwnOrRelative => crate::CONTRADICTION_OWN_OR_RELATIVE,
            Self::OtherOfficial => crate::CONTRADICTION_OTHER_OFFICIAL,
            Self::OtherRelation => crate::CONTRADICTION_OTHER_RELATION,
            Self::SameName => crate::CONTRADICTION_SAME_NAME,
        }
    }
}

impl Named for StatusKind {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Cadre => crate::KIN_CADRE,
            Self::PartyMember => crate::KIN_PARTY_MEMBER,
            Self::PartyMemberCadre => crate::KIN_PARTY_MEMBER_CADRE,
            Self::CadreRelative => crate::KIN_CADRE_RELATIVE,
            Self::PartyMemberRelative => crate::KIN_PARTY_MEMBER_RELATIVE,
        }
    }
}

impl Named for RestrictedAction {
    /// As people read it.
    fn text(self) -> Text {
        match self {
            Self::Declare => crate::ACTION_DECLARE,
            Self::Upload => crate::ACTION_UPLOAD,
            Self::Explain => crate::ACTION_EXPLAIN,
            Self::Submit => crate::ACTION_SUBMIT,
            Self::Approve => crate::ACTION_APPROVE,
            Self::Return => crate::ACTION_RETURN,
            Self::Correct => crate::ACTION_CORRECT,
            Self::Withdraw => crate::ACTION_WITHDRAW,
            Self::Accept => crate::ACTION_ACCEPT,
            Self::Decline => crate::ACTION_DECLINE,
            Self::Decide => crate::ACTION_DECIDE,
            Self::CarryOver => crate::ACTION_CARRY_OVER,
            Self::ConfirmRemedy => crate::ACTION_CONFIRM_REMEDY,
        }
    }
}
