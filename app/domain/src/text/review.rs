//! Texts of pre-review: what is signed, why something stands out, why it changed.

use super::texts;

texts! {
    CHECK_TRUE: "真实" / "True";
    CHECK_TRUE_MEANS: "面积、标准、金额和调查、测绘的底册一致，没有虚报、漏报。" / "Areas, rates and amounts agree with the survey; nothing is made up or left out.";
    CHECK_COMPLETE: "完整" / "Complete";
    CHECK_COMPLETE_MEANS: "应当公示的户都在榜上，该公示的项目每户都有。" / "Every household that must be shown is on the board, with everything that must be shown of it.";
    CHECK_LAWFUL: "合法" / "Lawful";
    CHECK_LAWFUL_MEANS: "补偿标准、程序和公示期符合法律和批准文件；和标准不同的价格都有理由。" / "Rates, procedure and window follow the law and the approval; every price that differs has its reason.";
    CHECK_SCOPE: "范围" / "Scope";
    CHECK_SCOPE_MEANS: "网上公开到什么程度符合本项目的规定；干部、党员及其亲属都已标明。" / "What the internet sees is what this project's scope allows; cadres, Party members and their relatives are all marked.";
    CHECK_SECRECY: "保密" / "Secrecy";
    CHECK_SECRECY_MEANS: "没有身份证号、电话、银行账号，也没有其他不该公开的个人信息。" / "No ID, phone or bank number, nor any other personal particular that must not be shown.";
    CHECK_SAYS: "{item}：{means}" / "{item}: {means}";
    CHECK_NEEDED: "请确认「{item}」这一项并勾选；确认不了就退回。" / "Confirm “{item}” and tick it; where you cannot, send the board back.";
    LIST_COMMA: "、" / ", ";
    REVIEW_SIGN: "逐项签署" / "Sign item by item";
    REVIEW_SIGN_HELP: "共 {n} 户。五项都确认了才能通过；通过以您的名义记录，永久保存。" / "{n} households. All five must be confirmed to approve; it is recorded in your name for good.";
    REVIEW_APPROVED: "通过" / "Approved";
    REVIEW_RETURNED: "退回" / "Sent back";
    REVIEWS_TITLE: "预审记录" / "Record of pre-reviews";
    REVIEW_SIGNED: "已签：{items}" / "Signed: {items}";
    COLON: "：" / ": ";
    KIND_CHANGED: "有变动" / "Changed";
    KIND_ADDED: "新增" / "Added";
    KIND_REMOVED: "删去" / "Removed";
    CAUSE_REMEASURED: "复测" / "Measured again";
    CAUSE_OBJECTION: "异议" / "Objection";
    CAUSE_OBJECTION_NUMBER: "异议 {number}" / "Objection {number}";
    CAUSE_ERROR: "更正差错" / "An error mended";
    CAUSE_OTHER: "其他" / "Other";
    CAUSE_NEEDED: "请选择变动的原因。" / "Choose why it changed.";
    CAUSE_OBJECTION_NEEDED: "请写异议的回执号，例如 20240902-ABCD-EFGH。" / "Give the objection's receipt number, such as 20240902-ABCD-EFGH.";
    CAUSE_OBJECTION_UNKNOWN: "本项目没有这个回执号的异议，请核对。" / "This project has no objection of that number. Check it.";
    CAUSE_NOTE_NEEDED: "选了「其他」，请写明原因。" / "“Other” needs words: say why.";
    NOTE_LONG: "最多写 200 字。" / "At most 200 characters.";
    NOTE_PERSONAL: "这里有身份证号、电话或银行账号。这段话会公开，请删掉。" / "There is an ID, phone or bank number in it. It will be published: take it out.";
}
