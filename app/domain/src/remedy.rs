//! Whether a later board shows what an upheld objection asks for: a change of
//! the line that it is about. Any other change of the household needs somebody
//! who says, openly, that it is the one.

use std::collections::BTreeMap;

use crate::board::{Entry, LineItem};
use crate::diff::{Change, EntryDiff};
use crate::money::Money;
use crate::objection::ObjectionKind;
use crate::privacy::{Audience, ShownChange};
use crate::quantity::{Quantity, Unit};
use crate::standard::Category;

/// What an objection to a household is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objected {
    pub kind: ObjectionKind,
    pub line: ObjectedLine,
}

/// Which line of the household it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectedLine {
    /// None was named.
    Whole,
    /// By its place in the entry that was objected to, from 0: lines, then the
    /// household's deductions.
    At(usize),
    /// One was named that can no longer be told from the others.
    Unknown,
}

/// What became of an upheld objection on a later board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// What it is about has changed.
    Shown,
    /// Something else has changed, for everyone to see.
    Elsewhere,
    /// Nothing has.
    Missing,
}

impl Objected {
    /// Compares the entry that was objected to with the same household on a
    /// later board; `None` where that no longer has it.
    #[must_use]
    pub fn remedy(self, old: &Entry, new: Option<&Entry>) -> Remedy {
        match new {
            Some(new) if self.is_shown(old, new) => Remedy::Shown,
            Some(new) if !differs(old, new) => Remedy::Missing,
            // Whoever objected to a wrong area did not ask to be left out.
            _ => Remedy::Elsewhere,
        }
    }

    fn is_shown(self, old: &Entry, new: &Entry) -> bool {
        match (self.kind, self.line) {
            (ObjectionKind::Person, _) => {
                (&old.head, &old.group, old.people) != (&new.head, &new.group, new.people)
            }
            (ObjectionKind::Status, _) => old.status != new.status,
            (_, ObjectedLine::At(index)) => match old.lines.get(index) {
                Some(line) => line_changed(line, old, new),
                None => deduction_changed(index - old.lines.len(), old, new),
            },
            (_, ObjectedLine::Unknown) => false,
            (ObjectionKind::Area, ObjectedLine::Whole) => {
                (old.land(), old.floor()) != (new.land(), new.floor())
            }
            (ObjectionKind::Standard, ObjectedLine::Whole) => terms_changed(old, new),
            (ObjectionKind::MissingItem, ObjectedLine::Whole) => has_new_item(old, new),
            // Of a household's whole amount any line is a part: which of them was
            // wrong stands in the decision alone.
            (ObjectionKind::Amount | ObjectionKind::Other, ObjectedLine::Whole) => false,
        }
    }
}

/// Whether everyone can see that a household differs: a remark is not shown.
#[must_use]
pub fn differs(old: &Entry, new: &Entry) -> bool {
    EntryDiff::between(old, new)
        .is_some_and(|diff| !ShownChange::of(&diff, &[old, new], Audience::Masked).is_empty())
}

/// Whether a change that was confirmed on one board stands on a later draft:
/// everything that everyone could see of it is there again. `None`: the board
/// does not have the household.
#[must_use]
pub fn still_stands(old: &Entry, confirmed: Option<&Entry>, draft: Option<&Entry>) -> bool {
    match (confirmed, draft) {
        (None, None) => true,
        (Some(confirmed), Some(draft)) => {
            let changes = EntryDiff::between(old, confirmed).map(|diff| diff.changes);
            let changes = changes.unwrap_or_default();
            !changes.is_empty() && changes.iter().all(|change| is_in(change, draft))
        }
        _ => false,
    }
}

fn is_in(change: &Change, draft: &Entry) -> bool {
    let has = |line: &LineItem| count(&draft.lines, line) > 0;
    match change {
        Change::Head(head) => draft.head == head.to,
        Change::Group(group) => draft.group == group.to,
        Change::People(people) => draft.people == people.to,
        Change::Status(status) => draft.status == status.to,
        Change::Line(line) => match (&line.from, &line.to) {
            (_, Some(to)) => has(to),
            (Some(from), None) => !has(from),
            (None, None) => true,
        },
        Change::Deduction(deduction) => match (&deduction.from, &deduction.to) {
            (_, Some(to)) => draft.deductions.contains(to),
            (Some(from), None) => !draft.deductions.contains(from),
            (None, None) => true,
        },
        // A remark is shown to nobody, and a total follows from the lines.
        Change::Remark(_) | Change::Total(_) => true,
    }
}

/// How often a line stands among others, whatever was said of its price.
fn count(lines: &[LineItem], line: &LineItem) -> usize {
    let wanted = line.without_reason();
    let same = lines.iter().filter(|one| one.without_reason() == wanted);
    same.count()
}

/// What a household gets for one item: several lines of it are one, so that
/// dividing a line changes nothing.
#[derive(Debug, Default, PartialEq, Eq)]
struct Item {
    amount: Money,
    quantities: BTreeMap<Unit, i64>,
    /// Standard, price and whatever else is no quantity; each once.
    terms: Vec<LineItem>,
}

impl Item {
    fn add(&mut self, line: &LineItem) {
        self.amount = [self.amount, line.amount].into_iter().sum();
        if let Some(measure) = &line.measure {
            let sum = self.quantities.entry(measure.unit.clone()).or_default();
            *sum = sum.saturating_add(measure.quantity.e4());
        }
        let terms = terms(line);
        if !self.terms.contains(&terms) {
            self.terms.push(terms);
        }
    }

    /// The order of lines says nothing.
    fn has_same_terms(&self, other: &Self) -> bool {
        let within =
            |these: &[LineItem], those: &[LineItem]| these.iter().all(|one| those.contains(one));
        within(&self.terms, &other.terms) && within(&other.terms, &self.terms)
    }

    fn is_same(&self, other: &Self) -> bool {
        (self.amount, &self.quantities) == (other.amount, &other.quantities)
            && self.has_same_terms(other)
    }
}

/// A line without its name, its quantity and its amount.
fn terms(line: &LineItem) -> LineItem {
    let mut terms = line.without_reason();
    terms.item = String::new();
    terms.amount = Money::ZERO;
    if let Some(measure) = &mut terms.measure {
        measure.quantity = Quantity::from_e4(0);
    }
    terms
}

type Items<'a> = BTreeMap<(Category, &'a str), Item>;

fn items(entry: &Entry) -> Items<'_> {
    let mut items = Items::new();
    for line in &entry.lines {
        let name = (line.category, line.item.as_str());
        items.entry(name).or_default().add(line);
    }
    items
}

/// Whether an item of the old entry is called otherwise on the new one, and
/// nothing else about it changed.
fn renamed(of: (Category, &str), old: &Items<'_>, new: &Items<'_>) -> bool {
    let Some(before) = old.get(&of) else {
        return false;
    };
    !new.contains_key(&of)
        && new
            .iter()
            .any(|(name, after)| name.0 == of.0 && !old.contains_key(name) && before.is_same(after))
}

fn line_changed(line: &LineItem, old: &Entry, new: &Entry) -> bool {
    // It stands there still, and another of the same item changed.
    if count(&new.lines, line) >= count(&old.lines, line) {
        return false;
    }
    let (old, new) = (items(old), items(new));
    let name = (line.category, line.item.as_str());
    match (old.get(&name), new.get(&name)) {
        (Some(before), Some(after)) => !before.is_same(after),
        _ => !renamed(name, &old, &new),
    }
}

/// Whether a deduction of the household is no longer what it was. One of the same
/// amount under another name is the same.
fn deduction_changed(index: usize, old: &Entry, new: &Entry) -> bool {
    let Some(deduction) = old.deductions.get(index) else {
        return false;
    };
    let same = |entry: &Entry| {
        let same = entry.deductions.iter().filter(|one| *one == deduction);
        same.count()
    };
    let is_renamed = new
        .deductions
        .iter()
        .any(|one| one.amount == deduction.amount && !old.deductions.contains(one));
    same(new) < same(old) && !is_renamed
}

/// Whether an item that stood there has another standard or price, or was put
/// under another item of its category.
fn terms_changed(old: &Entry, new: &Entry) -> bool {
    let (old, new) = (items(old), items(new));
    let came = |category: Category| {
        new.keys()
            .any(|name| name.0 == category && !old.contains_key(name))
    };
    old.iter().any(|(name, before)| match new.get(name) {
        Some(after) => !before.has_same_terms(after),
        None => came(name.0) && !renamed(*name, &old, &new),
    })
}

fn has_new_item(old: &Entry, new: &Entry) -> bool {
    let (old, new) = (items(old), items(new));
    // What has just another name is not new.
    let renames = old
        .keys()
        .filter(|name| renamed(**name, &old, &new))
        .count();
    let came = new.keys().filter(|name| !old.contains_key(*name)).count();
    came > renames
}

#[cfg(test)]
mod tests;
