use super::*;
use crate::event::{Event, Subject};
use crate::money::Money;
use crate::review::ReviewItem;
use crate::round::RoundNumber;

/// The names that stand in what was written so far: none may be lost or change.
const WRITTEN: &[(EventKind, &str)] = &[
    (EventKind::AccountAdded, "role"),
    (EventKind::SignedIn, ""),
    (EventKind::SignInFailed, ""),
    (
        EventKind::ProjectCreated,
        "scope scope_reason rounds surveyed",
    ),
    (EventKind::SurveyedSet, "surveyed_before surveyed_after"),
    (EventKind::DueChanged, "due_before due_after reason"),
    (EventKind::StandardsLoaded, "version rates file"),
    (
        EventKind::StandardsLoaded,
        "version_before version_after rates_before rates_after rates_added rates_removed rates_changed file_before file_after rate_changes",
    ),
    (EventKind::ColumnsChosen, "columns"),
    (
        EventKind::BoardUploaded,
        "households payout_fen land_e4_mu floor_e4_m2 flagged file",
    ),
    (
        EventKind::BoardUploaded,
        "households_before payout_fen_before land_e4_mu_before floor_e4_m2_before flagged_before households_after payout_fen_after land_e4_mu_after floor_e4_m2_after flagged_after file_before file_after",
    ),
    (EventKind::BoardRefused, "file errors warnings"),
    (EventKind::UploadInterrupted, "file"),
    (EventKind::KeyRotated, "version"),
    (EventKind::UploadsSwept, "uploads"),
    (
        EventKind::ChangesExplained,
        "file cause households objection note",
    ),
    (EventKind::WarningsExplained, "file warnings"),
    (
        EventKind::BoardSubmitted,
        "file changes warnings change_reasons warning_reasons planned_at",
    ),
    (EventKind::CellCommented, "file"),
    (EventKind::CommentTakenBack, "file"),
    (
        EventKind::BoardReturned,
        "file comments reason comment_texts",
    ),
    (EventKind::BoardApproved, "file entries items comment_texts"),
    (EventKind::BoardRecalled, ""),
    (
        EventKind::NoticePublished,
        "revision closes_at households payout_fen land_e4_mu floor_e4_m2 flagged file entries planned_at reason",
    ),
    (EventKind::CorrectionBegun, "reason"),
    (EventKind::CorrectionAbandoned, ""),
    (EventKind::WithdrawalAsked, "revision reason"),
    (EventKind::WithdrawalRefused, "revision reason"),
    (EventKind::NoticeWithdrawn, "revision reason"),
    (
        EventKind::WindowMoved,
        "day_note closes_at_before closes_at_after",
    ),
    (
        EventKind::WindowMoved,
        "lost_from lost_to lost_days closes_at_before closes_at_after",
    ),
    (EventKind::Interrupted, "lost_from lost_to windows_moved"),
    (
        EventKind::CalendarChanged,
        "from_day to_day day_kind day_note windows_moved",
    ),
    (
        EventKind::ObjectionFiled,
        "project notice kind files statement held_for",
    ),
    (
        EventKind::ObjectionAccepted,
        "project state_before state_after",
    ),
    (
        EventKind::ObjectionDeclined,
        "project state_before state_after reason",
    ),
    (
        EventKind::ObjectionDecided,
        "project state_before state_after reason",
    ),
    (EventKind::ObjectionCarriedOver, "objection reason"),
    (EventKind::RemedyConfirmed, "objection reason file"),
    (EventKind::ArchiveDownloaded, "manifest files"),
    (EventKind::RecordExported, "rows filter"),
    (EventKind::OfficialAdded, "post term_from term_to account"),
    (
        EventKind::OfficialChanged,
        "term_to_before term_to_after account_before account_after",
    ),
    (EventKind::OfficialLinkAsked, "account_before account_after"),
    (EventKind::OfficialLinkKept, "account account_asked"),
    (EventKind::RelationsDeclared, "households declared_by file"),
    (EventKind::NoRelationDeclared, "households declared_by file"),
    (EventKind::KinDeclared, ""),
    (EventKind::KinLifted, "reason"),
    (EventKind::RecusalRefused, "deed households kin"),
];

#[test]
fn facts_keep_the_names_that_were_written() {
    let now: Vec<(EventKind, String)> = fact_names()
        .into_iter()
        .map(|(kind, names)| (kind, names.join(" ")))
        .collect();
    let written: Vec<(EventKind, String)> = WRITTEN
        .iter()
        .map(|(kind, names)| (*kind, (*names).to_owned()))
        .collect();
    assert_eq!(now, written);
    for kind in EventKind::ALL {
        assert!(now.iter().any(|(of, _)| *of == kind), "{kind:?}");
    }
}

fn written(payload: impl Payload, subject: Subject<'_>) -> String {
    let at = "2024-09-02T00:30:00Z".parse().expect("a time");
    let event = Event::new(at, "reviewer", &subject, payload);
    String::from_utf8(event.canonical()).expect("utf-8")
}

#[test]
fn the_canonical_bytes_are_those_that_were_written() {
    let round = Subject::Round("HW2024", RoundNumber::new(2).expect("a round"));
    let totals = Totals {
        households: 48,
        payout: Money::from_fen(1_178_016_022),
        ..Totals::default()
    };
    let published = NoticePublished {
        revision: 1,
        closes_at: "2024-09-09T16:00:00Z".parse().expect("a time"),
        totals,
        file: "f".into(),
        entries: "e".into(),
        planned_at: None,
        reason: Some("r".into()),
    };
    assert_eq!(
        written(published, round),
        r#"{"actor":"reviewer","at":"2024-09-02T00:30:00.000Z","facts":{"closes_at":1725897600000,"entries":"e","file":"f","flagged":0,"floor_e4_m2":0,"households":48,"land_e4_mu":0,"payout_fen":1178016022,"reason":"r","revision":1},"kind":"notice_published","subject":"project/HW2024/round/2","v":1}"#
    );
    let replaced = BoardReplaced {
        before: Before(totals),
        after: After(Totals::default()),
        file_before: "a".into(),
        file_after: "b".into(),
    };
    assert_eq!(
        written(replaced, round),
        r#"{"actor":"reviewer","at":"2024-09-02T00:30:00.000Z","facts":{"file_after":"b","file_before":"a","flagged_after":0,"flagged_before":0,"floor_e4_m2_after":0,"floor_e4_m2_before":0,"households_after":0,"households_before":48,"land_e4_mu_after":0,"land_e4_mu_before":0,"payout_fen_after":0,"payout_fen_before":1178016022},"kind":"board_uploaded","subject":"project/HW2024/round/2","v":1}"#
    );
    let approved = BoardApproved {
        file: "f".into(),
        entries: "e".into(),
        items: [ReviewItem::Secrecy, ReviewItem::True]
            .into_iter()
            .collect(),
        comment_texts: None,
    };
    assert_eq!(
        written(approved, round),
        r#"{"actor":"reviewer","at":"2024-09-02T00:30:00.000Z","facts":{"entries":"e","file":"f","items":"true,secrecy"},"kind":"board_approved","subject":"project/HW2024/round/2","v":1}"#
    );
    let changed = CalendarChanged {
        from_day: "2024-10-01".parse().expect("a day"),
        to_day: "2024-10-07".parse().expect("a day"),
        day_kind: DayKind::Holiday,
        day_note: "国庆".into(),
        windows_moved: 2,
    };
    assert_eq!(
        written(changed, Subject::Calendar),
        r#"{"actor":"reviewer","at":"2024-09-02T00:30:00.000Z","facts":{"day_kind":"holiday","day_note":"国庆","from_day":"2024-10-01","to_day":"2024-10-07","windows_moved":2},"kind":"calendar_changed","subject":"calendar","v":1}"#
    );
    assert_eq!(
        written(SignedIn {}, Subject::Account("reviewer")),
        r#"{"actor":"reviewer","at":"2024-09-02T00:30:00.000Z","facts":{},"kind":"signed_in","subject":"account/reviewer","v":1}"#
    );
}
