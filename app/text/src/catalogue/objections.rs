//! Texts of objections, for residents and for the office.

use crate::language::texts;

texts! {
    KIND_AREA: "面积不对" / "The area is wrong";
    KIND_STANDARD: "标准用错了" / "The wrong standard was used";
    KIND_AMOUNT: "金额不对" / "The amount is wrong";
    KIND_MISSING_ITEM: "漏了项目" / "An item is missing";
    KIND_PERSON: "户主、人口等不对" / "The household's details are wrong";
    KIND_STATUS: "漏报或错报干部、党员及亲属" / "A cadre, Party member or relative is missing or wrongly marked";
    KIND_OTHER: "其他" / "Something else";
    STATE_SUBMITTED: "已提交，等待受理" / "Submitted, awaiting acceptance";
    STATE_ACCEPTED: "已受理，正在核实" / "Accepted, being verified";
    STATE_DECLINED: "不予受理" / "Declined";
    STATE_INVESTIGATING: "正在调查" / "Under investigation";
    STATE_UPHELD: "成立" / "Upheld";
    STATE_PARTLY_UPHELD: "部分成立" / "Partly upheld";
    STATE_DISMISSED: "不成立" / "Dismissed";
    STATE_UNDER_REVIEW: "正在复核" / "Under review";
    STATE_CLOSED: "已办结" / "Closed";
    SUBJECT_HOUSEHOLD: "{round}，户号 {household}" / "{round}, household {household}";
    SUBJECT_WHOLE: "{round}，整张榜" / "{round}, the board as a whole";
}
