//! Random boards, and what is right for them.

use domain::table::ColumnChoices;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use workbook::{ParsedBoard, read_board};

use super::words::{ROLES, Role};

/// A household's land and house.
#[derive(Clone, Debug)]
pub(super) struct Household {
    /// Thousandths of a 亩.
    pub(super) land: u32,
    pub(super) land_rate: usize,
    /// Hundredths of a ㎡.
    pub(super) floor: u32,
    pub(super) house_rate: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Board {
    pub(super) households: Vec<Household>,
    pub(super) house: bool,
    pub(super) total: bool,
    pub(super) sum: bool,
    pub(super) classes: bool,
    /// Columns of every kind in any order, or land and house each together.
    pub(super) order: Vec<usize>,
    pub(super) shuffled: bool,
    pub(super) words: Vec<usize>,
    /// Which roles have a word that is not known.
    pub(super) unknown: Vec<bool>,
    pub(super) titles: usize,
    /// A first row of the header that says 土地补偿 and 房屋补偿.
    pub(super) bands: bool,
}

const LAND_RATES: [u32; 2] = [48_000, 43_200];
const HOUSE_RATES: [u32; 3] = [650, 550, 400];

fn fen(area: Decimal, rate: u32) -> Decimal {
    let paid = area * Decimal::from(rate);
    paid.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

impl Household {
    pub(super) fn land(&self) -> Decimal {
        Decimal::new(i64::from(self.land), 3)
    }

    pub(super) fn floor(&self) -> Decimal {
        Decimal::new(i64::from(self.floor), 2)
    }

    fn paid(&self, house: bool) -> (Decimal, Decimal) {
        let land = fen(self.land(), LAND_RATES[self.land_rate]);
        let floor = fen(self.floor(), HOUSE_RATES[self.house_rate]);
        (land, if house { floor } else { Decimal::ZERO })
    }

    fn cell(&self, role: Role, house: bool) -> Decimal {
        let (land, floor) = self.paid(house);
        match role {
            Role::LandArea => self.land(),
            Role::LandPrice => Decimal::from(LAND_RATES[self.land_rate]),
            Role::LandAmount => land,
            Role::FloorArea => self.floor(),
            Role::HousePrice => Decimal::from(HOUSE_RATES[self.house_rate]),
            Role::HouseAmount => floor,
            Role::Total => land + floor,
        }
    }
}

impl Board {
    fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = ROLES
            .into_iter()
            .filter(|role| match role {
                Role::FloorArea | Role::HousePrice | Role::HouseAmount => self.house,
                Role::Total => self.total,
                _ => true,
            })
            .collect();
        if self.shuffled {
            roles.sort_by_key(|role| self.order[*role as usize]);
        }
        roles
    }

    pub(super) fn heading(&self, role: Role) -> &'static str {
        let words = if self.unknown[role as usize] {
            role.unknown()
        } else if self.has_bands() {
            role.in_a_band()
        } else {
            role.known()
        };
        words[self.words[role as usize] % words.len()]
    }

    const fn has_bands(&self) -> bool {
        self.bands && !self.shuffled
    }

    /// Over each set of three the first says what they are of.
    fn band(&self, role: Role) -> &'static str {
        match role {
            Role::LandArea => "土地补偿",
            Role::FloorArea => "房屋补偿",
            // Else the band of the columns before it is carried on over it.
            Role::Total => self.heading(role),
            _ => "",
        }
    }

    pub(super) fn csv(&self) -> String {
        let mut lines = vec!["公示表".to_owned(); self.titles.min(1)];
        let mut header: Vec<&str> = vec!["户号", "户主姓名"];
        header.extend(self.classes.then_some("土地类别"));
        if self.has_bands() {
            let mut bands = header.clone();
            bands.extend(self.roles().iter().map(|role| self.band(*role)));
            lines.push(bands.join(","));
            header = vec![""; header.len()];
        }
        header.extend(self.roles().iter().map(|role| {
            let above = self.has_bands() && *role == Role::Total;
            if above { "" } else { self.heading(*role) }
        }));
        lines.push(header.join(","));
        for (at, household) in self.households.iter().enumerate() {
            let mut row = vec![
                format!("HW{:03}", at + 1),
                format!("户主{}", char::from(b'A' + u8::try_from(at).expect("few"))),
            ];
            let class = ["水浇地", "旱地"][household.land_rate];
            row.extend(self.classes.then(|| class.to_owned()));
            let cell = |role: &Role| household.cell(*role, self.house).normalize().to_string();
            row.extend(self.roles().iter().map(cell));
            lines.push(row.join(","));
        }
        if self.sum {
            let mut row = vec!["合计".to_owned(), String::new()];
            row.extend(self.classes.then(String::new));
            row.extend(self.roles().iter().map(|role| {
                let rate = matches!(role, Role::LandPrice | Role::HousePrice);
                let all = self
                    .households
                    .iter()
                    .map(|one| one.cell(*role, self.house));
                if rate {
                    String::new()
                } else {
                    all.sum::<Decimal>().normalize().to_string()
                }
            }));
            lines.push(row.join(","));
        }
        lines.join("\n")
    }

    /// Payout, land in 亩, floor area.
    pub(super) fn right(&self) -> [Decimal; 3] {
        let sum = |of: &dyn Fn(&Household) -> Decimal| self.households.iter().map(of).sum();
        [
            sum(&|one| one.paid(self.house).0 + one.paid(self.house).1),
            sum(&Household::land),
            if self.house {
                sum(&Household::floor)
            } else {
                Decimal::ZERO
            },
        ]
    }

    pub(super) fn read(&self) -> Option<ParsedBoard> {
        read_board("t.csv", self.csv().as_bytes(), None, &ColumnChoices::new()).ok()
    }
}

pub(super) fn board(unknown: impl Strategy<Value = Vec<bool>>) -> impl Strategy<Value = Board> {
    let household = (200..9_999_u32, 0..2_usize, 2_000..30_000_u32, 0..3_usize).prop_map(
        |(land, land_rate, floor, house_rate)| Household {
            land,
            land_rate,
            floor,
            house_rate,
        },
    );
    let flags = (
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    );
    let order = Just((0..ROLES.len()).collect::<Vec<usize>>()).prop_shuffle();
    let words = prop::collection::vec(0..100_usize, ROLES.len());
    let households = prop::collection::vec(household, 3..9);
    (households, flags, order, words, unknown, 0..2_usize).prop_map(
        |(households, flags, order, words, unknown, titles)| {
            let (house, total, sum, classes, shuffled, bands) = flags;
            Board {
                households,
                house,
                total,
                sum,
                classes,
                order,
                shuffled,
                words,
                unknown,
                titles,
                bands,
            }
        },
    )
}
