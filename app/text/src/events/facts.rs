//! What the facts of events are called, and how they are shown.

use domain::account::Role;
use domain::calendar::DayKind;
use domain::conflict_of_interest::RestrictedAction;
use domain::declaration::DeclaredBy;
use domain::event::Fact;
use domain::money::Money;
use domain::objection::{HeldFor, ObjectionKind, ObjectionState};
use domain::privacy::Scope;
use domain::quantity::Quantity;
use domain::reason::ChangeCause;
use domain::review::Checklist;
use domain::round::RoundState;
use domain::table::{COLUMN_IGNORE, Field};
use domain::time::china_minute;

use crate::{Label as _, Lang, Named as _, Text};

/// How a fact is written down, and so how it is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// As it is.
    Plain,
    /// Money in fen.
    Money,
    /// Land in ten-thousandths of a 亩.
    Land,
    /// Floor area in ten-thousandths of a ㎡.
    Floor,
    /// Milliseconds since 1970.
    Time,
    /// 1: yes, 0: no.
    YesNo,
    /// Key of a [`Role`].
    Role,
    /// Key of a [`Scope`].
    Scope,
    /// Key of a round's or an objection's state.
    State,
    /// Key of an [`ObjectionKind`].
    ObjectionKind,
    /// Key of a [`HeldFor`].
    HeldFor,
    /// Key of a [`ChangeCause`].
    Cause,
    /// Key of a [`DayKind`].
    DayKind,
    /// Keys of what the reviewer signed, with commas between.
    Checklist,
    /// A line for each column: `heading=key of a field`.
    Columns,
    /// Key of a [`RestrictedAction`].
    RestrictedAction,
    /// Key of a [`DeclaredBy`].
    DeclaredBy,
}

/// Declares what facts are called: `name: Shape, "中文" / "English";`. A fact
/// `x_before` beside one `x_after` needs a line for `x` alone.
macro_rules! facts {
    ($($name:ident: $shape:ident, $zh:literal / $en:literal;)*) => {
        const FACTS: &[(&str, Shape, Text)] = &[
            $((stringify!($name), Shape::$shape, Text { zh: $zh, en: $en }),)*
        ];
    };
}

facts! {
    account: Plain, "账号" / "account";
    account_asked: Plain, "申请改成的账号" / "account asked for";
    cause: Cause, "变动原因" / "reason for the change";
    change_reasons: Plain, "变动原因的摘要" / "digest of the reasons for changes";
    changes: Plain, "变动户数" / "households that changed";
    closes_at: Time, "公示到" / "on display until";
    columns: Columns, "列" / "columns";
    day_kind: DayKind, "算作" / "counted as";
    day_note: Plain, "说明" / "note";
    declared_by: DeclaredBy, "由谁申报" / "declared by";
    deed: RestrictedAction, "要做的事" / "attempted action";
    comment_texts: Plain, "意见的摘要" / "digest of the comments";
    due: Plain, "应公布的日期" / "due by";
    comments: Plain, "意见数" / "comments";
    entries: Plain, "各户数据摘要" / "digest of the households";
    errors: Plain, "错误数" / "errors";
    file: Plain, "文件摘要" / "digest of the file";
    filter: Plain, "筛选条件" / "filter";
    files: Plain, "附件数" / "files";
    from_day: Plain, "从" / "from";
    flagged: Plain, "特殊身份户数" / "households with a special status";
    floor_e4_m2: Floor, "房屋面积" / "floor area";
    held_for: HeldFor, "单列的原因" / "held because of";
    households: Plain, "户数" / "households";
    items: Checklist, "签署的项目" / "signed";
    kin: Plain, "户号摘要" / "keyed hash of the households";
    kind: ObjectionKind, "异议事项" / "about";
    land_e4_mu: Land, "土地面积" / "land";
    note: Plain, "说明摘要" / "digest of the note";
    lost_days: Plain, "中断天数" / "days lost";
    lost_from: Time, "中断开始" / "interrupted from";
    lost_to: Time, "恢复" / "until";
    manifest: Plain, "档案清单摘要" / "digest of the archive's manifest";
    notice: Plain, "所针对的公示" / "the notice in question";
    objection: Plain, "异议" / "objection";
    payout_fen: Money, "补偿合计" / "payout";
    planned_at: Time, "定于" / "set for";
    post: Plain, "职务" / "post";
    project: Plain, "项目" / "project";
    reason: Plain, "理由" / "reason";
    revision: Plain, "第几次公布" / "revision";
    role: Role, "岗位" / "role";
    rate_changes: Plain, "改动的内容" / "changes";
    rates: Plain, "标准条数" / "rates";
    rates_added: Plain, "新增标准" / "rates added";
    rates_changed: Plain, "改动的标准" / "rates changed";
    rates_removed: Plain, "取消的标准" / "rates removed";
    rounds: Plain, "榜数" / "boards";
    rows: Plain, "条数" / "lines";
    scope: Scope, "公开范围" / "disclosure scope";
    scope_reason: Plain, "公开范围的理由" / "reason for the scope";
    state: State, "状态" / "state";
    statement: Plain, "内容摘要" / "commitment to the statement";
    surveyed: Plain, "勘测总面积" / "surveyed total of land";
    to_day: Plain, "到" / "to";
    uploads: Plain, "文件数" / "files";
    term_from: Plain, "任期开始" / "term from";
    term_to: Plain, "任期结束" / "term to";
    version: Plain, "版本" / "version";
    warning_reasons: Plain, "提醒理由的摘要" / "digest of the reasons for warnings";
    warnings: Plain, "提醒数" / "warnings";
    windows_moved: Plain, "顺延的公示" / "display periods extended";
}

/// Which side of a change a fact is.
const SIDES: [&str; 2] = ["_before", "_after"];

/// A fact's name and shape; the same for both sides of a change. `None` for a
/// fact that has no line in this file.
#[must_use]
pub fn described(name: &str) -> Option<(Text, Shape)> {
    let find = |name: &str| {
        let found = FACTS.iter().find(|(of, _, _)| *of == name);
        found.map(|(_, shape, text)| (*text, *shape))
    };
    let base = SIDES.into_iter().find_map(|side| name.strip_suffix(side));
    find(name).or_else(|| find(base?))
}

impl Shape {
    /// A fact of this shape, in words.
    #[must_use]
    pub fn shown(self, fact: &Fact, lang: Lang) -> String {
        match fact {
            Fact::Number(number) => self.number(*number, lang),
            Fact::Text(written) => self.word(written, lang).unwrap_or_else(|| written.clone()),
        }
    }

    fn number(self, number: i64, lang: Lang) -> String {
        match self {
            Self::Money => format!("{} 元", Money::from_fen(number)),
            Self::Land => format!("{} 亩", Quantity::from_e4(number)),
            Self::Floor => format!("{} ㎡", Quantity::from_e4(number).shown(2)),
            Self::Time => chrono::DateTime::from_timestamp_millis(number)
                .map_or_else(|| number.to_string(), china_minute),
            Self::YesNo if number == 0 => crate::NO.get(lang).to_owned(),
            Self::YesNo => crate::YES.get(lang).to_owned(),
            _ => number.to_string(),
        }
    }

    /// `None` where the text is no key of what the shape names.
    fn word(self, written: &str, lang: Lang) -> Option<String> {
        let text = match self {
            Self::Role => Role::from_key(written)?.text(),
            Self::Scope => Scope::from_key(written)?.text(),
            Self::State => RoundState::from_key(written)
                .map(RoundState::text)
                .or_else(|| ObjectionState::from_key(written).map(ObjectionState::text))?,
            Self::ObjectionKind => ObjectionKind::from_key(written)?.text(),
            Self::HeldFor => HeldFor::from_key(written)?.text(),
            Self::Cause => ChangeCause::from_key(written)?.text(),
            Self::Checklist => return Some(Checklist::from_keys(written).label(lang)),
            Self::DayKind => DayKind::from_key(written)?.text(),
            Self::Columns => return columns(written, lang),
            Self::RestrictedAction => RestrictedAction::from_key(written)?.text(),
            Self::DeclaredBy => DeclaredBy::from_key(written)?.text(),
            _ => return None,
        };
        Some(text.get(lang).to_owned())
    }
}

fn columns(written: &str, lang: Lang) -> Option<String> {
    let columns = written.lines().map(|line| {
        let (header, key) = line.rsplit_once('=')?;
        let field = match Field::from_key(key) {
            Some(field) => field.text(),
            None if key == COLUMN_IGNORE => crate::COLUMN_IGNORED,
            None => return None,
        };
        Some(format!("{header} → {}", field.get(lang)))
    });
    let columns: Option<Vec<String>> = columns.collect();
    Some(columns?.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_shown_in_words() {
        for (name, fact, zh, en) in [
            (
                "payout_fen",
                Fact::Number(1_178_016_022),
                "11,780,160.22 元",
                "11,780,160.22 元",
            ),
            ("payout_fen_before", Fact::Number(100), "1.00 元", "1.00 元"),
            (
                "land_e4_mu",
                Fact::Number(1_561_730),
                "156.173 亩",
                "156.173 亩",
            ),
            (
                "floor_e4_m2",
                Fact::Number(64_404_800),
                "6,440.48 ㎡",
                "6,440.48 ㎡",
            ),
            (
                "closes_at",
                Fact::Number(1_725_897_600_000),
                "2024-09-10 00:00",
                "2024-09-10 00:00",
            ),
            (
                "state",
                Fact::from("partly_upheld"),
                "部分成立",
                "Partly upheld",
            ),
            (
                "state_before",
                Fact::from("in_review"),
                "预审中",
                "In pre-review",
            ),
            (
                "items",
                Fact::from("true,scope"),
                "真实、范围",
                "True, Scope",
            ),
            ("role", Fact::from("staff"), "经办", "Clerk"),
            ("scope", Fact::from("totals"), "只公开合计", "Totals only"),
            ("kind", Fact::from("area"), "面积不对", "The area is wrong"),
            ("kind", Fact::from("who knows"), "who knows", "who knows"),
            (
                "columns",
                Fact::from("亩分=land_area\n记号=2=ignore"),
                "亩分 → 土地面积\n记号=2 → 不读入",
                "亩分 → land area\n记号=2 → not read",
            ),
        ] {
            let (_, shape) = described(name).expect(name);
            assert_eq!(shape.shown(&fact, Lang::Zh), zh, "{name}");
            assert_eq!(shape.shown(&fact, Lang::En), en, "{name}");
        }
        assert_eq!(described("no_such_fact"), None);
    }

    #[test]
    fn every_fact_of_every_kind_has_words() {
        for (kind, names) in domain::event::fact_names() {
            for name in names {
                assert!(described(name).is_some(), "{kind:?}: {name}");
            }
        }
    }

    #[test]
    fn every_fact_has_words_and_stands_once() {
        for (at, (name, _, text)) in FACTS.iter().enumerate() {
            assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty());
            assert!(
                FACTS.iter().skip(at + 1).all(|(of, _, _)| of != name),
                "{name}"
            );
        }
    }
}
