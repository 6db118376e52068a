//! Texts of both bundles: names of states, rounds, units and errors.

use super::texts;

texts! {
    SITE_NAME: "三榜公示" / "Three-Board Notices";
    ROUND_FIRST: "第一榜" / "First board";
    ROUND_SECOND: "第二榜" / "Second board";
    ROUND_THIRD: "第三榜" / "Third board";
    ARITHMETIC_LUMP: "公示表只列了金额" / "the table gives the sum only";
    ARITHMETIC_MONTHS: "{n} 个月" / "{n} months";
    ARITHMETIC_FLOOR: "每户不少于 {amount} 元" / "at least {amount} 元 per household";
    ARITHMETIC_CAP: "每户不超过 {amount} 元" / "at most {amount} 元 per household";
}
