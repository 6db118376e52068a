//! Columns of a wide table that make a line together: 水井 数量, 单价 and 金额.

use domain::table::{Field, Layout};

use super::column::Column;
use super::fragments;
pub(crate) use super::line::Group;
use super::line::Role;
use super::subject::{self, Subject, Topic};

/// Which line a column is of, and what it is there.
pub(super) fn place(column: &Column) -> Option<(Subject, Role)> {
    let of = |topic: Topic, part: Role| {
        let same = column.subject.topic == Some(topic);
        let item = column.subject.item.clone().filter(|_| same);
        let topic = Some(topic);
        Some((Subject { topic, item }, part))
    };
    let own = |part: Role| {
        let topic = column.subject.topic.unwrap_or(Topic::Named);
        let subject = Subject {
            topic: Some(topic),
            item: column
                .subject
                .item
                .clone()
                .or_else(|| (topic == Topic::Named).then(|| column.leaf.clone())),
        };
        Some((subject, part))
    };
    match column.field? {
        Field::LandClass => of(Topic::Land, Role::Item),
        Field::LandArea => of(Topic::Land, Role::Quantity),
        Field::LandPrice => of(Topic::Land, Role::Price),
        Field::LandAmount => of(Topic::Land, Role::Amount),
        Field::HouseStructure => of(Topic::House, Role::Item),
        Field::FloorArea => of(Topic::House, Role::Quantity),
        Field::HousePrice => of(Topic::House, Role::Price),
        Field::HouseAmount => of(Topic::House, Role::Amount),
        Field::CropsAmount => of(Topic::Crops, Role::Amount),
        Field::MovingAmount => of(Topic::Moving, Role::Amount),
        Field::TransitionAmount => of(Topic::Transition, Role::Amount),
        Field::RewardAmount => of(Topic::Reward, Role::Amount),
        Field::FixtureAmount => of(Topic::Fixture, Role::Amount),
        Field::OtherAmount => own(Role::Amount),
        Field::OtherItem => own(Role::Item),
        Field::OtherQuantity => own(Role::Quantity),
        Field::OtherPrice => own(Role::Price),
        Field::Unit => own(Role::Unit),
        _ => None,
    }
}

/// What a line of these columns is called, where it has a name of its own.
fn named(column: &Column, subject: &Subject) -> Option<String> {
    match subject.topic? {
        Topic::Named => subject::title(&column.path).or_else(|| subject.item.clone()),
        _ => subject.item.clone(),
    }
}

pub(crate) fn find(columns: &[Column]) -> Vec<Group> {
    let mut groups: Vec<(Subject, Group)> = Vec::new();
    for column in columns {
        let Some((subject, part)) = place(column) else {
            continue;
        };
        let Some(topic) = subject.topic else { continue };
        let known = groups
            .iter_mut()
            .find(|(other, group)| *other == subject && !group.has(part));
        if let Some((_, group)) = known {
            *group.at(part) = Some(column.index);
            if part == Role::Amount {
                group.name = named(column, &subject).or(group.name.take());
            }
            continue;
        }
        let mut group = Group {
            topic,
            name: named(column, &subject),
            item: None,
            quantity: None,
            unit: None,
            price: None,
            amount: None,
            factors: Vec::new(),
            parts: Vec::new(),
        };
        *group.at(part) = Some(column.index);
        groups.push((subject, group));
    }
    for (subject, group) in &mut groups {
        if group.quantity.is_some() && subject.item.is_some() {
            group.name.clone_from(&subject.item);
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    fragments::join(&mut groups);
    // In one order, whatever the order of the columns.
    groups.sort_by_key(|group| group.topic);
    attach(columns, &mut groups);
    groups
}

/// Adds factors and parts of rates to their lines.
fn attach(columns: &[Column], groups: &mut [Group]) {
    for column in columns {
        if column.field == Some(Field::Factor) {
            let named =
                |group: &Group| column.subject.item.is_some() && group.name == column.subject.item;
            let of_topic = |group: &Group| Some(group.topic) == column.subject.topic;
            let one = groups.iter().any(|group| of_topic(group) && named(group));
            for group in groups.iter_mut() {
                if of_topic(group) && (!one || named(group)) {
                    group.factors.push(column.term());
                }
            }
        }
        let land = |group: &&mut Group| group.topic == Topic::Land && group.quantity.is_some();
        if column.field == Some(Field::RatePart)
            && let Some(group) = groups.iter_mut().find(land)
        {
            let mut part = column.term();
            let ends = ["补偿标准", "标准", "单价", "价格"];
            let name = ends.iter().find_map(|end| part.name.strip_suffix(end));
            if let Some(name) = name.filter(|name| !name.is_empty()) {
                part.name = name.to_owned();
            }
            group.parts.push(part);
        }
    }
}

/// Columns that no line can take are not read: a second one of a kind, the
/// parts of an area that stands whole beside them, a count that nothing is paid by.
pub(crate) fn settle(columns: &mut [Column], layout: Layout) {
    prefer_what_is_paid_by(columns);
    let mut seen: Vec<(Field, Option<String>)> = Vec::new();
    for position in 0..columns.len() {
        let Some(column) = columns.get(position) else {
            continue;
        };
        let Some(field) = column.field else { continue };
        let item = place(column)
            .filter(|_| layout == Layout::Wide)
            .and_then(|(subject, _)| subject.item);
        let taken = seen.contains(&(field, item.clone())) && !field.may_repeat();
        if taken && let Some(column) = columns.get_mut(position) {
            column.field = None;
        } else {
            seen.push((field, item));
        }
    }
    if layout == Layout::Long {
        return;
    }
    paid_by_subtotal(columns);
    let groups = find(columns);
    let mut left_out = Vec::new();
    for group in &groups {
        let paid = group.has_rate() || group.amount.is_some();
        let whole = groups.iter().any(|other| {
            other.topic == group.topic && other.name.is_none() && other.quantity.is_some()
        });
        let measured = matches!(group.topic, Topic::Land | Topic::House);
        if !paid && measured && group.name.is_some() && whole {
            left_out.extend(group.quantity.map(|index| (index, Some(Field::Subtotal))));
        }
        if !paid && !measured {
            let parts = [group.item, group.quantity, group.unit];
            left_out.extend(parts.into_iter().flatten().map(|index| (index, None)));
        }
    }
    for (index, field) in left_out {
        if let Some(column) = columns.iter_mut().find(|column| column.index == index) {
            column.field = field;
        }
    }
}

/// Of two areas of one thing, the one that was recognised for payment is read,
/// not the one that was measured.
fn prefer_what_is_paid_by(columns: &mut [Column]) {
    const PAID_BY: [&str; 7] = ["认定", "核定", "确认", "补偿", "应补", "合法", "计费"];
    for field in [Field::LandArea, Field::FloorArea] {
        let of = |column: &Column| column.field == Some(field) && column.subject.item.is_none();
        let paid_by =
            |column: &Column| of(column) && PAID_BY.iter().any(|word| column.leaf.contains(word));
        if columns.iter().any(paid_by) {
            for column in columns.iter_mut() {
                if of(column) && !paid_by(column) {
                    column.field = None;
                }
            }
        }
    }
}

/// 小计 beside an area and a rate that have no other amount is their amount.
fn paid_by_subtotal(columns: &mut [Column]) {
    let groups = find(columns);
    for column in columns {
        if column.field != Some(Field::Subtotal) {
            continue;
        }
        let open = |group: &&Group| group.amount.is_none() && group.has_rate();
        let own = groups.iter().filter(open).find(|group| {
            Some(group.topic) == column.subject.topic
                && group.name == named(column, &column.subject)
        });
        let topic = match (own, groups.as_slice()) {
            (Some(own), _) => own.topic,
            // 小计 in a table of one line: what else would it be of?
            (None, [only]) if column.subject.topic.is_none() && open(&only) => only.topic,
            _ => continue,
        };
        column.field = Some(match topic {
            Topic::Land => Field::LandAmount,
            Topic::House => Field::HouseAmount,
            Topic::Crops => Field::CropsAmount,
            _ => Field::OtherAmount,
        });
    }
}
