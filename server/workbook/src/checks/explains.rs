//! A column that was not read and explains what is wrong: a clerk is asked about
//! it, instead of being told of every total.

use std::collections::HashMap;

use domain::amount::line_amount;
use domain::board::{Entry, Measure};
use domain::finding::{Code, Detail, Explained, Finding};
use domain::money::Money;
use domain::recompute::total_fault;
use rust_decimal::Decimal;

use crate::cells::address::address;
use crate::cells::grid::Sheet;
use crate::header::column::Column;
use crate::header::deductions::off;
use crate::header::table::Header;
use crate::rows::collected::{Collected, Place};
use crate::rows::sheet_reader::masked;
use crate::words::terms::factor;

/// Of each column of a sheet that was not read and explains every total, or every
/// amount, that is wrong in it.
pub(crate) fn find(
    index: usize,
    sheet: &Sheet,
    header: &Header,
    collected: &Collected,
) -> Vec<Finding> {
    let unread = |column: &&Column| column.field.is_none() && !column.ignored;
    let unread: Vec<&Column> = header.columns.iter().filter(unread).collect();
    if unread.is_empty() {
        return Vec::new();
    }
    let households: Vec<(&Entry, &Place)> = collected
        .board
        .entries
        .iter()
        .zip(&collected.places)
        .filter(|(_, place)| place.sheet == index)
        .collect();
    let totals: Vec<(&Place, Money, Money)> = households
        .iter()
        .filter_map(|(entry, place)| Some((*place, entry.total, total_fault(entry)?)))
        .collect();
    let amounts: Vec<(usize, &Measure, Money)> = households
        .iter()
        .flat_map(|(entry, place)| entry.lines.iter().zip(&place.lines))
        .filter_map(|(line, row)| Some((*row, line.measure.as_ref()?, line.amount)))
        .filter(|(_, measure, amount)| {
            line_amount(measure).is_ok_and(|product| product.is_some_and(|it| it != *amount))
        })
        .collect();
    if totals.is_empty() && amounts.is_empty() {
        return Vec::new();
    }
    unread
        .into_iter()
        .filter_map(|column| {
            let (means, count) = of_totals(sheet, header, column, &totals)
                .or_else(|| of_amounts(sheet, column, &amounts))?;
            Some(Finding {
                severity: Code::ColumnExplains.severity(),
                code: Code::ColumnExplains,
                sheet: sheet.name.clone(),
                cell: Some(address(header.body.saturating_sub(1), column.index)),
                household: None,
                detail: Detail::Explains {
                    heading: masked(&column.header),
                    households: u32::try_from(count).unwrap_or(u32::MAX),
                    means,
                },
            })
        })
        .collect()
}

/// Whether each total that is wrong is off by what the column holds in its row.
fn of_totals(
    sheet: &Sheet,
    header: &Header,
    column: &Column,
    totals: &[(&Place, Money, Money)],
) -> Option<(Explained, usize)> {
    let mut means: HashMap<bool, usize> = HashMap::new();
    for (place, stated, expected) in totals {
        let stands = off(sheet, place.row, column.index, header.scale(column.index))?;
        let apart = stated.yuan().checked_sub(expected.yuan())?;
        if apart.abs() != stands {
            return None;
        }
        *means.entry(apart.is_sign_negative()).or_default() += 1;
    }
    let mut means = means.into_iter();
    match (means.next()?, means.next()) {
        ((true, count), None) => Some((Explained::Deduction, count)),
        ((false, count), None) => Some((Explained::Amount, count)),
        _ => None,
    }
}

/// Whether each amount that is wrong is multiplied by what the column holds.
fn of_amounts(
    sheet: &Sheet,
    column: &Column,
    amounts: &[(usize, &Measure, Money)],
) -> Option<(Explained, usize)> {
    for (row, measure, amount) in amounts {
        let read = factor(sheet.cell(*row, column.index), &column.header)?;
        let product = |ratio: Decimal| {
            let exact = domain::amount::product(measure).ok()??.yuan();
            Money::from_yuan_rounded(exact.checked_mul(ratio)?).ok()
        };
        let ratios = [Some(read.likeliest), read.other];
        let fits = ratios
            .into_iter()
            .flatten()
            .any(|ratio| product(ratio.decimal()) == Some(*amount));
        if !fits {
            return None;
        }
    }
    (!amounts.is_empty()).then_some((Explained::Factor, amounts.len()))
}
