//! Texts of the record and the archive.

use super::texts;

texts! {
    SUBJECT_ACCOUNT: "账号 {which}" / "account {which}";
    SUBJECT_CALENDAR: "日历 {which}" / "calendar {which}";
    SUBJECT_OBJECTION: "异议 {which}" / "objection {which}";
    SUBJECT_OF_HOUSEHOLD: "户号 {which}" / "household {which}";
    SUBJECT_OFFICE: "整个办公室" / "the whole office";
    SUBJECT_REVISION: "第 {which} 次公布" / "revision {which}";
    NAV_RECORD: "办理记录" / "Record";
    RECORD_TITLE: "办理记录" / "Record";
    RECORD_HELP: "谁在什么时候做了什么，改前改后是什么。每一条都由系统自动写下，不能修改、不能删除。" / "Who did what and when, with before and after. The system writes every line by itself; none can be changed or deleted.";
    RECORD_FIND: "筛选" / "Filter";
    RECORD_PROJECT: "项目" / "Project";
    RECORD_KIND: "做了什么" / "What was done";
    RECORD_ACCOUNT: "谁" / "Who";
    RECORD_FROM: "从哪天" / "From";
    RECORD_TO: "到哪天" / "To";
    RECORD_ALL: "全部" / "All";
    RECORD_NO_PROJECT_NAME: "不属于哪个项目（登录、账号等）" / "Of no project (sign-ins, accounts …)";
    RECORD_SHOW: "查看" / "Show";
    RECORD_CLEAR: "看全部" / "Show all";
    RECORD_MATCHING: "共 {n} 条，新的在前。" / "{n} lines, newest first.";
    RECORD_NOTHING: "没有符合条件的记录。" / "No line matches.";
    RECORD_CSV: "下载这些记录（CSV，Excel 可打开）" / "Download these lines (CSV)";
    RECORD_RESIDENT: "居民" / "a resident";
    RECORD_SYSTEM: "系统" / "the system";
    RECORD_EVIDENCE: "编号和摘要" / "Number and digests";
    RECORD_NUMBER: "编号" / "Number";
    RECORD_DIGEST: "这条记录的摘要（SHA-256）" / "SHA-256 of this line";
    RECORD_NONE: "无" / "none";
    RECORD_CSV_TIME: "时间（北京时间）" / "Time (China)";
    RECORD_CSV_ACCOUNT: "账号" / "Account";
    RECORD_CSV_NAME: "姓名" / "Name";
    RECORD_CSV_SUBJECT: "对象" / "Done to";
    RECORD_CSV_FACTS: "内容" / "Facts";
    RECORD_CSV_CUT: "还有 {n} 条没有列出，请缩小日期范围再下载" / "{n} more lines are not listed; choose fewer days and download again";
}
