//! Texts of the office's first page: what is to be done, and who has to do it.

use crate::language::texts;

texts! {
    TODAY_TITLE: "今天要办 {n} 件" / "To do today: {n}";
    TODAY_TITLE_LATE: "今天要办 {n} 件，{late} 件已经逾期" / "To do today: {n}, of which {late} overdue";
    TODAY_TITLE_NONE: "今天没有要您办的事" / "Nothing for you to do today";
    TODAY_DAY: "{day} {weekday}。还剩的天数按工作日算；逾期的按日历天算，和居民看到的一样。" / "{weekday}, {day}. Days left are working days; days overdue are calendar days, as residents see them.";
    TODAY_FIRST: "先办这一件" / "Do this first";
    TODAY_NEXT: "接着办" / "Then";
    TODAY_MEND: "下一榜必须照改" / "The next board must show";
    TODAY_WAITING: "等别人办" / "Waiting for others";
    TODAY_WAITING_HELP: "不用您动" / "nothing for you to do";
    TODAY_COUNT: "{n} 件" / "{n}";
    TODAY_PROJECTS: "征收项目" / "Requisition projects";
    TODAY_NO_PROJECTS: "还没有项目。" / "There are no projects yet.";
    TODAY_SYSTEM: "系统" / "the system";

    LEFT_LATE: "{n} 天" / "{n} days";
    LEFT_LATE_WORD: "已逾期" / "overdue";
    LEFT_TODAY: "今天" / "today";
    LEFT_TODAY_WORD: "到期" / "due";
    LEFT_DAYS: "{n} 天" / "{n} days";
    LEFT_DAYS_WORD: "还剩（工作日）" / "working days left";
    LEFT_NONE: "—" / "—";
    LEFT_NONE_WORD: "没有期限" / "no due date";
    LEFT_BEFORE: "之前" / "before";

    TASK_STANDARDS: "上传补偿标准" / "Upload the compensation standards";
    TASK_UPLOAD: "上传{round}的公示表" / "Upload the table of {round}";
    TASK_RETURNED: "{round}被退回，改好重新上传" / "{round} was sent back: correct the table and upload it again";
    TASK_MEND_FIRST: "{round}的公示表没有照成立的异议改，改好重新上传" / "The table of {round} does not show what was upheld: correct it and upload it again";
    TASK_DECLARE: "{round}有 {n} 户的身份申报要办" / "{round}: declarations of {n} households to complete";
    TASK_EXPLAIN: "{round}有 {n} 户变动还没写原因" / "{round}: {n} changed households without a reason";
    TASK_JUSTIFY: "{round}有 {n} 个提醒还没写说明" / "{round}: {n} warnings without an explanation";
    TASK_EXPLAIN_BOTH: "{round}有 {n} 户变动没写原因，{m} 个提醒没写说明" / "{round}: {n} changed households and {m} warnings without a reason";
    TASK_SUBMIT: "把{round}提交预审" / "Submit {round} for pre-review";
    TASK_REVIEW: "预审{round}" / "Pre-review {round}";
    TASK_MEND: "{round}要照改：{about}" / "{round} must show: {about}";
    TASK_MEND_HELP: "异议 {receipt} 已经成立" / "objection {receipt} was upheld";
    TASK_CONFIRM: "{round}改的是不是异议 {receipt} 要的，请确认" / "{round}: say whether its change is what objection {receipt} asked for";
    TASK_HELD: "{round}到时间没能公布，看看还差什么" / "{round} was not published at its time: see what is missing";
    TASK_PLANNED: "{round}定于 {at} 公布" / "{round} will be published at {at}";
    TASK_WITHDRAWAL: "{round}申请撤回，要另一位确认" / "{round}: a withdrawal awaits confirmation";
    TASK_CORRECT: "{round}撤回了，要更正后重新公布" / "{round} was withdrawn and must be corrected and published again";
    TASK_EARLIER: "{round}快到期了，前一榜还没有公布" / "{round} is nearly due, and the board before it is not out";
    TASK_OBJECTIONS: "{n} 件异议等答复" / "{n} objections await an answer";
    TASK_ROOM: "存异议照片的地方用了 {n}%" / "{n}% of the room for photos of objections is used";
    TASK_ROOM_HELP: "满了以后居民只能提交文字。请让系统管理员加大 SANBANG_MAX_FILED_GB" / "once it is full, residents can file text alone: ask the administrator to raise SANBANG_MAX_FILED_GB";
    TASK_HELD_OBJECTIONS: "{n} 件单列的异议等查看" / "{n} objections held apart await a look";
    TASK_OLDEST: "最早的一件是 {day} 提交的" / "the oldest was filed on {day}";
    TASK_DUE: "最迟 {day} 公布" / "due by {day}";
    TASK_WAS_DUE: "应于 {day} 公布，居民也看得到已经晚了" / "was due on {day}; residents can see that it is late";
    TASK_AFTER_OVER: "{round}的公示期 {day} 已满" / "the display period of {round} ended on {day}";
    TASK_AFTER: "{round}公示到 {day}" / "{round} is on display until {day}";

    GO_UPLOAD: "去上传" / "Upload";
    GO_DECLARE: "去办" / "Complete";
    GO_EXPLAIN: "去写" / "Explain";
    GO_SUBMIT: "去提交" / "Submit";
    GO_READ: "去预审" / "Review";
    GO_SEE: "去看" / "Look";
    GO_ANSWER: "去答复" / "Answer";
}
