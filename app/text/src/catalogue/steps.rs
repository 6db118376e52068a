//! Texts of a round's page: its steps, and what follows its publication.

use crate::language::texts;

texts! {
    STEP_NOW: "现在办这一步" / "To do now";
    STEP_DONE: "第 {n} 步，已完成" / "Step {n}, done";
    STEP_TO_DO: "第 {n} 步，现在办" / "Step {n}, to do now";
    STEP_LATER: "第 {n} 步，还没到" / "Step {n}, later";
    STEP_STANDARDS: "补偿标准" / "Standards";
    STEP_UPLOAD: "上传检查" / "Upload and check";
    STEP_DECLARATIONS: "身份申报" / "Declarations";
    STEP_REASONS: "变动和提醒" / "Changes and warnings";
    STEP_SUBMIT: "提交预审" / "Submit for pre-review";
    STEP_REVIEW: "预审" / "Pre-review";
    STEP_PUBLISH: "公布" / "Publication";

    RESULT_STANDARDS: "第 {n} 版" / "version {n}";
    RESULT_STANDARDS_NONE: "还没有上传" / "not uploaded yet";
    RESULT_UPLOAD: "{file}，{n} 户，{m} 处提醒" / "{file}: {n} households, {m} warnings";
    RESULT_UPLOAD_NONE: "还没有表" / "no table yet";
    RESULT_UPLOAD_RETURNED: "被退回，改好重新上传" / "sent back: correct it and upload it again";
    RESULT_UPLOAD_MEND: "成立的异议还没有照改" / "what was upheld is not shown yet";
    RESULT_DECLARATIONS: "每一户都申报了" / "every household has declared";
    RESULT_DECLARATIONS_OPEN: "还有 {n} 户要办" / "{n} households to complete";
    RESULT_REASONS: "都写好了" / "all explained";
    RESULT_REASONS_NONE: "没有变动，也没有提醒" / "no changes and no warnings";
    RESULT_REASONS_OPEN: "{n} 户变动没写原因，{m} 处提醒没写理由" / "{n} changed households and {m} warnings without a reason";
    RESULT_SUBMIT: "已提交" / "submitted";
    RESULT_SUBMIT_OPEN: "要另一位同事预审通过，才能公布" / "another person must approve it before it is published";
    RESULT_REVIEW: "已通过" / "approved";
    RESULT_REVIEW_WAITS: "等预审员审核" / "awaiting the reviewer";
    RESULT_REVIEW_LATER: "等提交" / "after submission";
    RESULT_PUBLISH: "公示 {length}" / "on display for {length}";
    RESULT_PUBLISHED: "公示到 {day} 24 时" / "on display until the end of {day}";
    RESULT_CLOSED: "公示期 {day} 已满" / "display period over since {day}";

    SUBMIT_HOUSEHOLDS: "{n} 户" / "{n} households";
    SUBMIT_PAYOUT: "{sum} 元" / "{sum} yuan";
    SUBMIT_PAYOUT_OF: "补偿合计" / "total payout";
    SUBMIT_CHANGED: "{n} 户" / "{n} households";
    SUBMIT_CHANGED_OF: "和{round}不同，都写了原因" / "differ from {round}, all explained";
    SUBMIT_WARNED: "{n} 处" / "{n}";
    SUBMIT_WARNED_OF: "提醒，都写了理由" / "warnings, all explained";
    SUBMIT_ON_BOARD: "在榜上" / "on the board";

    OUT_TITLE: "{round}已公布" / "{round} is published";
    OUT_UNTIL: "公示到 {day} 24 时，还剩 {n} 天（含今天）。" / "On display until the end of {day}; {n} days left, today included.";
    OUT_OVER_TITLE: "{round}公示期已满" / "{round}: display period over";
    OUT_OVER: "公示到 {day} 24 时为止，页面会一直留着。" / "It was on display until the end of {day}; its page stays.";
    OUT_ADDRESS: "网址" / "Address";
    OUT_CODE: "这一榜网址的二维码" / "QR code of this board's address";
    OUT_NEXT: "接着办：" / "Next:";
    OUT_NEXT_PRINT: "打印贴榜。二维码可以印在纸榜上；要让村民看到全名，把项目页上的查阅码也印上。" / "print the board and put it up. The QR code can be printed on it; print the project's access code too, so that villagers can see full names.";
    OUT_PRINT: "打印公示榜" / "Print the board";
    OUT_PRINT_SPECIAL: "打印干部、党员及亲属对照" / "Print the comparison of cadres, Party members and relatives";
    OUT_MORE: "更正或撤回" / "Correct or withdraw";
    ROUND_PLAN_HUNG: "公示期（已满）" / "Display period (over)";
    ROUND_PLAN_WITHDRAWN: "原定公示期" / "Original display period";
}
