//! Columns under words that nobody knows, by what they give: 占地面积(亩) × 补偿标准
//! = 土地补偿费. What neither its unit nor its products tell stays unread, and that
//! is an error.

use domain::quantity::Unit;
use domain::table::{Field, Layout};
use rust_decimal::Decimal;

use super::column::Column;
use super::settle::{at, converted, is_free, near, yuan};
use crate::cells::grid::Sheet;
use crate::words::headings::{is_aside, is_not_taken};
use crate::words::meaning::Meaning;

/// More columns that could be anything than this are asked about.
const MAX_FREE: usize = 12;
const MAX_ROWS_TRIED: usize = 200;

const SIDES: [[Field; 3]; 2] = [
    [Field::LandArea, Field::LandPrice, Field::LandAmount],
    [Field::FloorArea, Field::HousePrice, Field::HouseAmount],
];
const LINES: [[Field; 3]; 1] = [[Field::Quantity, Field::Price, Field::Amount]];
/// Which of the three is which.
const AREA: usize = 0;
const PRICE: usize = 1;
const AMOUNT: usize = 2;

/// An unknown word with 亩 is the land's area, one with 元/亩 its rate, where the
/// table has no other.
pub(crate) fn by_units(columns: &mut [Column]) {
    for field in [Field::LandArea, Field::LandPrice] {
        let of = |column: &Column| {
            let per = column.units.per == Some(Unit::Mu);
            let area = column.units.area == Some(Unit::Mu) && column.units.per.is_none();
            let open = column.field.is_none() && column.meaning.is_none();
            open && !column.ignored
                && !is_aside(&column.leaf)
                && if field == Field::LandPrice { per } else { area }
        };
        let others = columns.iter().filter(|c| of(c)).count();
        if others == 1
            && !stands(columns, field)
            && let Some(column) = columns.iter_mut().find(|column| of(column))
        {
            column.field = Some(field);
        }
    }
}

/// Whether a column is of this field, or may turn out to be.
fn stands(columns: &[Column], field: Field) -> bool {
    let open = match field {
        Field::LandArea => Meaning::Area,
        _ => Meaning::Price,
    };
    columns.iter().any(|column| {
        column.field == Some(field)
            || (column.field.is_none() && column.meaning == Some(open) && !column.ignored)
    })
}

/// Finds the columns that the area, the rate or the amount of the land, of houses,
/// or of any line must be, as they multiply out with the others in most rows.
pub(crate) fn by_products(sheet: &Sheet, body: usize, layout: Layout, columns: &mut [Column]) {
    let sets = match layout {
        Layout::Wide => SIDES.as_slice(),
        Layout::Long => LINES.as_slice(),
    };
    for set in sets {
        let free = free(columns);
        if free.is_empty() || free.len() > MAX_FREE {
            return;
        }
        let known = set.map(|field| columns.iter().position(|c| c.field == Some(field)));
        let missing: Vec<usize> = (0..set.len())
            .filter(|role| known.get(*role).is_some_and(Option::is_none))
            .collect();
        let tried = Tried {
            sheet,
            body,
            columns,
            house: *set == SIDES[1],
        };
        let found: Vec<[usize; 3]> = tuples(known, &missing, &free)
            .into_iter()
            .filter(|tuple| tried.fits(tuple, &missing))
            .collect();
        let Some(tuple) = tried.only(&found) else {
            continue;
        };
        for role in missing {
            let field = set.get(role).copied();
            if let Some(column) = tuple.get(role).and_then(|at| columns.get_mut(*at)) {
                column.field = field;
                column.unclear = false;
            }
        }
    }
}

/// Marks what was not read and gives an amount with another column: something is
/// paid for it.
pub(crate) fn mark_unread(sheet: &Sheet, body: usize, columns: &mut [Column]) {
    let free = |column: &Column| is_free(column) && !is_aside(&column.leaf);
    let unknown = |column: &Column| free(column) && column.meaning.is_none();
    // An area or a rate of nothing that is known: it gives no other unread column, for
    // an area that is not paid for may well be as large as one that is.
    let loose = |column: &Column| {
        free(column) && matches!(column.meaning, Some(Meaning::Area | Meaning::Price))
    };
    let those = |wanted: &dyn Fn(&Column) -> bool| -> Vec<usize> {
        (0..columns.len())
            .filter(|at| columns.get(*at).is_some_and(wanted))
            .collect()
    };
    let (unread, loose) = (those(&unknown), those(&loose));
    let both = unread.len() + loose.len();
    if both == 0 || both > MAX_FREE {
        return;
    }
    let of = |fields: &'static [Field]| {
        let columns = &*columns;
        (0..columns.len()).filter(move |at| {
            let field = columns.get(*at).and_then(|column| column.field);
            field.is_some_and(|field| fields.contains(&field))
        })
    };
    let read: Vec<usize> = of(&FACTORS).collect();
    // An amount that what was read gives already needs nothing else.
    let explained = |paid: &usize| {
        read.iter().enumerate().any(|(at, one)| {
            let mut others = read.iter().skip(at + 1);
            others.any(|other| multiply(sheet, body, columns, [*one, *other, *paid]))
        })
    };
    let open: Vec<usize> = of(&AMOUNTS).filter(|paid| !explained(paid)).collect();
    let factors: Vec<usize> = read.iter().chain(&unread).chain(&loose).copied().collect();
    let gives = |one: usize| {
        factors.iter().any(|other| {
            let is_loose = loose.contains(&one) || loose.contains(other);
            let unread = unread.iter().filter(|_| !is_loose);
            let mut paid = open
                .iter()
                .chain(unread)
                .filter(|paid| **paid != one && *paid != other);
            *other != one && paid.any(|paid| multiply(sheet, body, columns, [one, *other, *paid]))
        })
    };
    let candidates = unread.iter().chain(&loose).copied();
    let found: Vec<usize> = candidates.filter(|one| gives(*one)).collect();
    for at in found {
        if let Some(column) = columns.get_mut(at) {
            column.multiplies = true;
        }
    }
}

/// What an unread column may be multiplied by.
const FACTORS: [Field; 8] = [
    Field::LandArea,
    Field::LandPrice,
    Field::FloorArea,
    Field::HousePrice,
    Field::OtherQuantity,
    Field::OtherPrice,
    Field::Quantity,
    Field::Price,
];
const AMOUNTS: [Field; 6] = [
    Field::LandAmount,
    Field::HouseAmount,
    Field::CropsAmount,
    Field::FixtureAmount,
    Field::OtherAmount,
    Field::Amount,
];

/// Whether one column times another is a third in most rows.
fn multiply(sheet: &Sheet, body: usize, columns: &[Column], of: [usize; 3]) -> bool {
    let [Some(one), Some(other), Some(paid)] = of.map(|at| columns.get(at)) else {
        return false;
    };
    let (mut tested, mut fitting, mut plain) = (0_usize, 0_usize, 0_usize);
    for row in body..sheet.rows.len().min(body + MAX_ROWS_TRIED) {
        let [Some(one), Some(other), Some(paid)] =
            [one, other, paid].map(|column| yuan(sheet, row, column))
        else {
            continue;
        };
        if paid.is_zero() {
            continue;
        }
        tested += 1;
        plain += usize::from(one == Decimal::ONE || other == Decimal::ONE);
        let product = one.checked_mul(other);
        fitting += usize::from(product.is_some_and(|product| near(product, paid)));
        if (tested - fitting) * 3 > MAX_ROWS_TRIED {
            return false;
        }
    }
    fitting > 0 && fitting * 3 >= tested * 2 && plain < tested
}

/// The columns that could be anything: numbers that nothing was made of, and those
/// under a heading that says nothing of what they are for.
fn free(columns: &[Column]) -> Vec<usize> {
    let open = |column: &Column| is_free(column) || unnamed(column).is_some();
    let positions = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(open));
    positions.collect()
}

/// What a column is that is not said to be of something else than land or a house:
/// 应得金额, 房屋小计, 评估单价.
fn unnamed(column: &Column) -> Option<usize> {
    use super::subject::Topic::{House, Land};
    match (column.field?, column.subject.topic) {
        (Field::OtherAmount | Field::Subtotal, None | Some(Land | House)) => Some(AMOUNT),
        (Field::OtherQuantity, None) => Some(AREA),
        (Field::OtherPrice, None) => Some(PRICE),
        _ => None,
    }
}

/// Every way to fill what is missing with free columns.
fn tuples(known: [Option<usize>; 3], missing: &[usize], free: &[usize]) -> Vec<[usize; 3]> {
    let mut ways: Vec<[usize; 3]> = vec![known.map(Option::unwrap_or_default)];
    let mut filled: Vec<usize> = Vec::new();
    for role in missing {
        ways = ways
            .iter()
            .flat_map(|way| {
                let taken = |at: &usize| filled.iter().any(|role| way.get(*role) == Some(at));
                let others = free.iter().filter(move |at| !taken(at));
                others.map(|at| {
                    let mut next = *way;
                    next.iter_mut()
                        .skip(*role)
                        .take(1)
                        .for_each(|one| *one = *at);
                    next
                })
            })
            .collect();
        filled.push(*role);
    }
    ways
}

struct Tried<'a> {
    sheet: &'a Sheet,
    body: usize,
    columns: &'a [Column],
    house: bool,
}

impl Tried<'_> {
    fn rows(&self) -> impl Iterator<Item = usize> + use<> {
        self.body..self.sheet.rows.len().min(self.body + MAX_ROWS_TRIED)
    }

    /// Whether most rows multiply out, and none of the columns found is a copy or a
    /// factor of one.
    fn fits(&self, tuple: &[usize; 3], missing: &[usize]) -> bool {
        let [Some(area), Some(price), Some(amount)] = tuple.map(|at| self.columns.get(at)) else {
            return false;
        };
        let found = missing.iter().filter_map(|role| tuple.get(*role));
        // Where nothing is known, the unit at least says what the area is.
        if missing.len() == tuple.len() && area.units.area.is_none() {
            return false;
        }
        let units_agree = found.clone().all(|at| {
            let Some(column) = self.columns.get(*at) else {
                return false;
            };
            let role = tuple.iter().position(|other| other == at);
            let rate = column.units.per.is_some();
            let of_side = match &column.units.area {
                None => true,
                Some(Unit::Mu) => !self.house,
                Some(_) => self.house || !is_not_taken(&column.leaf),
            };
            let measure = column.units.area.is_some() && !rate;
            let taken = !is_not_taken(&column.leaf) || role == Some(AREA);
            let named = unnamed(column);
            taken
                && (named.is_none() || named == role)
                && of_side
                && match role {
                    Some(AREA) => !rate && (measure || column.units.money.is_none()),
                    Some(PRICE) => !measure,
                    _ => !measure && !rate,
                }
        });
        if !units_agree {
            return false;
        }
        let (mut tested, mut fitting, mut plain) = (0_usize, 0_usize, 0_usize);
        for row in self.rows() {
            let number = self.sheet.cell(row, area.index).number();
            let (rate, paid) = (yuan(self.sheet, row, price), yuan(self.sheet, row, amount));
            let (Some(number), Some(rate), Some(paid)) = (number, rate, paid) else {
                continue;
            };
            if paid.is_zero() {
                continue;
            }
            tested += 1;
            plain += usize::from(number == Decimal::ONE || rate == Decimal::ONE);
            let months = at(self.columns, Field::Months)
                .and_then(|column| self.sheet.cell(row, column.index).number())
                .unwrap_or(Decimal::ONE);
            let product =
                converted(number, area, price).and_then(|number| number.checked_mul(rate));
            let monthly = product.and_then(|product| product.checked_mul(months));
            let right = |product: Option<Decimal>| product.is_some_and(|one| near(one, paid));
            fitting += usize::from(right(product) || right(monthly));
        }
        fitting > 0 && fitting * 3 >= tested * 2 && plain < tested
    }

    /// The one way that fits. Of two that differ only in which is the area and which
    /// the rate, the one whose rate is the same in most rows.
    fn only(&self, found: &[[usize; 3]]) -> Option<[usize; 3]> {
        match found {
            [only] => Some(*only),
            [one, two] if one[AMOUNT] == two[AMOUNT] && one[AREA] == two[PRICE] => {
                let (first, second) = (self.values(one[PRICE]), self.values(two[PRICE]));
                match first.cmp(&second) {
                    std::cmp::Ordering::Less => Some(*one),
                    std::cmp::Ordering::Greater => Some(*two),
                    std::cmp::Ordering::Equal => None,
                }
            }
            [first, rest @ ..] if rest.iter().all(|other| self.same(first, other)) => Some(*first),
            _ => None,
        }
    }

    /// How many different values a column has.
    fn values(&self, position: usize) -> usize {
        let Some(column) = self.columns.get(position) else {
            return usize::MAX;
        };
        let values: std::collections::BTreeSet<Decimal> = self
            .rows()
            .filter_map(|row| self.sheet.cell(row, column.index).number())
            .collect();
        values.len()
    }

    /// Whether two ways read columns that say the same in every row.
    fn same(&self, one: &[usize; 3], other: &[usize; 3]) -> bool {
        one.iter().zip(other).all(|(one, other)| {
            let columns = (self.columns.get(*one), self.columns.get(*other));
            let (Some(one), Some(other)) = columns else {
                return false;
            };
            self.rows().all(|row| {
                let cell = |column: &Column| self.sheet.cell(row, column.index);
                cell(one) == cell(other)
            })
        })
    }
}
