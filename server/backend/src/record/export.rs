//! The record as a table for download.

use domain::event::{ACTOR_RESIDENT, ACTOR_SYSTEM};
use domain::event::{EventKind, RecordExported, Subject};
use domain::time::{china_day, china_second};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect};
use store::entity::event;
use store::ids::EventId;
use text::Lang;
use text::Named as _;
use text::events::{described, subject_words};
use views::{RecordFact, RecordFilter, RecordLine, RecordValue};

use super::reach::{Names, Part, Reach};
use crate::actor::Actor;
use crate::change::Change;
use crate::events::By;
use crate::export::Download;
use crate::{AppContext, Error};

/// Events in one file, at the most; the file says how many more there are.
const MAX_LINES: usize = 50_000;
/// Events read at once.
const LINES_AT_ONCE: u64 = 1_000;

/// The events that a filter asks for as CSV, newest first. That it was taken
/// away is an event itself.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn csv(
    context: &AppContext,
    actor: &Actor,
    code: Option<&str>,
    filter: RecordFilter,
    lang: Lang,
) -> Result<Download, Error> {
    let reach = Reach::of(context, actor, code).await?;
    let filter = filter.understood();
    let names = Names::load(context.db()).await?;
    let matching = reach.select(&filter).count(context.db()).await?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut numbers = (1..=matching).rev();
    let mut before = EventId::new(i64::MAX);
    while rows.len() < MAX_LINES {
        let some = reach
            .select(&filter)
            .filter(event::Column::Id.lt(before))
            .limit(LINES_AT_ONCE)
            .all(context.db())
            .await?;
        let Some(last) = some.last() else { break };
        before = last.id;
        for row in some {
            let number = numbers.next().unwrap_or_default();
            rows.push(cells(names.line(row, number)?, lang));
        }
    }
    let listed = rows.len();
    let more = matching.saturating_sub(u64::try_from(listed).unwrap_or(u64::MAX));
    if more > 0 {
        rows.push(vec![text::RECORD_CSV_CUT.fill(lang, &[("n", &more)])]);
        if let Some(note) = rows.last_mut() {
            note.resize(HEADER.len(), String::new());
        }
    }

    let (subject, of) = match &reach.part {
        Part::Project(project) => (Subject::Project(&project.code), project.code.as_str()),
        Part::Whole | Part::OfficeOnly => (Subject::Office, "office"),
    };
    let file_name = format!(
        "record-{of}-{}.csv",
        china_day(context.now()).format("%Y%m%d")
    );
    let exported = RecordExported {
        rows: listed,
        filter: asked(&filter),
    };
    let change = Change::by(context, By::Account(actor)).await?;
    change.commit(subject, exported).await?;
    Download::csv(file_name, &HEADER.map(|text| text.get(lang)), rows)
}

const HEADER: [text::Text; 9] = [
    text::RECORD_NUMBER,
    text::RECORD_CSV_TIME,
    text::RECORD_KIND,
    text::RECORD_CSV_ACCOUNT,
    text::RECORD_CSV_NAME,
    text::RECORD_PROJECT,
    text::RECORD_CSV_SUBJECT,
    text::RECORD_CSV_FACTS,
    text::RECORD_DIGEST,
];

fn cells(line: RecordLine, lang: Lang) -> Vec<String> {
    let kind = EventKind::from_key(&line.kind).map_or_else(
        || line.kind.clone(),
        |kind| kind.text().get(lang).to_owned(),
    );
    let who = match line.actor.as_str() {
        ACTOR_RESIDENT => text::RECORD_RESIDENT.get(lang).to_owned(),
        ACTOR_SYSTEM => text::RECORD_SYSTEM.get(lang).to_owned(),
        _ => line.actor_name,
    };
    let project = line
        .project
        .map(|(code, name)| format!("{code} {name}"))
        .unwrap_or_default();
    let facts: Vec<String> = line.facts.iter().map(|fact| words(fact, lang)).collect();
    vec![
        line.number.to_string(),
        china_second(line.at),
        kind,
        line.actor,
        who,
        project,
        subject_words(&line.subject, lang),
        facts.join("\n"),
        line.digest,
    ]
}

/// `补偿合计: 1.00 元 → 2.00 元`
fn words(fact: &RecordFact, lang: Lang) -> String {
    let (name, shape) = match described(&fact.name) {
        Some((text, shape)) => (text.get(lang), shape),
        None => (fact.name.as_str(), text::events::Shape::Plain),
    };
    let side = |side: &Option<_>| match side {
        Some(fact) => shape.shown(fact, lang),
        None => text::RECORD_NONE.get(lang).to_owned(),
    };
    match &fact.value {
        RecordValue::Is(fact) => format!("{name}: {}", shape.shown(fact, lang)),
        RecordValue::Changed(from, to) => format!("{name}: {} → {}", side(from), side(to)),
    }
}

/// What was asked for, as in the address.
fn asked(filter: &RecordFilter) -> String {
    let parts = [
        ("project", &filter.project),
        ("kind", &filter.kind),
        ("account", &filter.account),
        ("from", &filter.from),
        ("to", &filter.to),
    ];
    let asked: Vec<String> = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    asked.join("&")
}
