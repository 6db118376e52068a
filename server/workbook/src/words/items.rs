//! What a line is paid for, by the name of its item.

use domain::standard::{Category, Schedule};

use super::side::{HOUSE_CLASSES, LAND_CLASSES};

/// How standards for moving are named.
pub(crate) const MOVING: [&str; 2] = ["搬迁", "搬家"];
/// How standards for living elsewhere meanwhile are named.
pub(crate) const TRANSITION: [&str; 2] = ["过渡", "临时安置"];

/// The category of an item: from the standards, else by common words.
pub(crate) fn category(item: &str, schedule: Option<&Schedule>) -> Category {
    const LAND: [&str; 6] = ["土地", "征地", "耕地", "农用地", "田地", "承包地"];
    if let Some(standard) = schedule.and_then(|schedule| schedule.find_by_name(item)) {
        return standard.category;
    }
    let has = |words: &[&str]| words.iter().any(|word| item.contains(word));
    if has(&["青苗"]) {
        Category::Crops
    } else if has(&["奖"]) {
        Category::Reward
    } else if has(&MOVING) || has(&TRANSITION) || has(&["补助", "补贴", "安置", "社保", "停产"])
    {
        Category::Subsidy
    } else if has(&["附属", "附着", "装修", "装潢"]) {
        Category::Fixture
    } else if has(&["房屋", "住房", "住宅"]) || has(&HOUSE_CLASSES) {
        Category::House
    } else if has(&LAND) || has(&LAND_CLASSES) {
        Category::Land
    } else {
        Category::Fixture
    }
}
