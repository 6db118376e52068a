//! Texts of both bundles: names of states, rounds, units and errors.

use super::texts;

texts! {
    SITE_NAME: "三榜公示" / "Three-Board Notices";
    ROUND_FIRST: "第一榜" / "First board";
    ROUND_SECOND: "第二榜" / "Second board";
    ROUND_THIRD: "第三榜" / "Third board";
}
