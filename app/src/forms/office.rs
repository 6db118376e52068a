//! Forms of the office as a whole: signing in, its calendar, its register, and
//! what accounts declare of themselves.

use domain::calendar::DayKind;
use domain::declaration::Tie;
use domain::id::KinId;
use domain::status::StatusKind;

use super::declare::{Confirmed, forms, irrevocable};
use super::read::{given, number, one_of};

forms! {
    /// Signs in.
    SignIn = "login" at "/office/login" + "" {
        name: String,
        password: String,
        next: String,
    }

    /// Signs out.
    SignOut = "logout" at "/office" + "/logout" {}

    /// Says of days whether they are worked.
    SetDays = "calendar" at "/office/calendar" + "" {
        from: String,
        to: String,
        #[serde(deserialize_with = "one_of")]
        kind: Option<DayKind>,
        note: String,
        confirmed: Confirmed,
    }

    /// Enters somebody into the register.
    AddOfficial = "add" at "/office/officials" + "" {
        name: String,
        post: String,
        #[serde(deserialize_with = "one_of")]
        kind: Option<StatusKind>,
        from: String,
        to: String,
        account: String,
    }

    /// Ends a term, names an account. What was not sent stays as it is.
    ChangeOfficial = "change" at "/office/officials/{official}" + "" {
        #[serde(deserialize_with = "given")]
        to: Option<String>,
        #[serde(deserialize_with = "given")]
        account: Option<String>,
    }

    /// Agrees that an official's account becomes the one that was asked for.
    AgreeToLink = "agree" at "/office/officials/{official}" + "/agree" {
        account: String,
    }

    /// Keeps an official's account.
    KeepLink = "keep" at "/office/officials/{official}" + "/keep" {
        account: String,
    }

    /// Declares one's own or a relative's household.
    DeclareKin = "declare" at "/office/kin" + "/declare" {
        project: String,
        household: String,
        #[serde(deserialize_with = "one_of")]
        tie: Option<Tie>,
        relation: String,
    }

    /// Lifts what was declared by mistake.
    LiftKin = "lift" at "/office/kin" + "/lift" {
        #[serde(deserialize_with = "number")]
        which: Option<KinId>,
        reason: String,
        confirmed: Confirmed,
    }
}

irrevocable!(LiftKin, SetDays);
