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
    HELD_ADDRESS: "同一网络短时间内提交得太多" / "many were filed from one network in a short time";
    HELD_HOUSEHOLD: "一天之内对同一户（或整张榜）提得太多" / "many were filed about one household, or about the board as a whole, within a day";
    HELD_PROJECT: "一天之内对同一项目提得太多" / "many were filed about one project within a day";
    TRACK_HELD: "已收到，回执有效，答复的期限照算。因为{why}，这一件暂时和其他同类的排在一起，由监督人员一并查看。" / "It has been received; the receipt is valid and the time for an answer runs. Because {why}, it waits together with others of its kind until a supervisor looks at them.";
    SUBJECT_HOUSEHOLD: "{round}，户号 {household}" / "{round}, household {household}";
    SUBJECT_WHOLE: "{round}，整张榜" / "{round}, the board as a whole";
}
