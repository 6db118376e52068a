//! What a use case says when it refuses: what is wrong, and what to do.

use super::texts;

texts! {
    SIGN_IN_REFUSED: "账号或密码不对。请检查后再试。" / "The account or the password is wrong. Check both and try again.";
    SIGN_IN_THROTTLED: "试错次数太多，请 {minutes} 分钟后再试。" / "Too many failed attempts. Try again in {minutes} minutes.";
    ACCOUNT_NAME_WRONG: "账号只能用小写字母、数字、点和连字符，2 到 40 个字。" / "An account name has 2 to 40 lower-case letters, digits, dots or hyphens.";
    ACCOUNT_TAKEN: "这个账号已经有了。" / "This account already exists.";
    PASSWORD_SHORT: "密码至少 8 个字符，最长 1024 字节。" / "A password has at least 8 characters, and at most 1024 bytes.";
    REQUIRED: "请填写这一项。" / "Please fill this in.";
    TOO_LONG: "写得太长了，请缩短。" / "This is too long. Please shorten it.";
    PROJECT_CODE_WRONG: "项目编号只能用字母、数字和连字符，最多 40 个字，首尾不能是连字符。" / "A project code has at most 40 letters, digits and hyphens, and does not begin or end with a hyphen.";
    PROJECT_CODE_TAKEN: "这个项目编号已经用了，请换一个。" / "This project code is already in use. Choose another.";
    SURVEYED_WRONG: "勘测总面积要写成大于 0 的数，最多四位小数，例如 156.173，单位在旁边选。没有就不填。" / "The surveyed total is a number above 0 with at most four decimals, such as 156.173; choose its unit beside it. Leave it empty where there is none.";
    SURVEYED_FIXED: "已经有榜在预审、等着公布，或者对照这个勘测总面积公布过，不能再改。" / "A board is in pre-review, waits to go out, or was published against this surveyed total: it can no longer be changed.";
    SURVEYED_CHANGED: "上传之后勘测总面积改过了，请把公示表重新上传一次。" / "The surveyed total was changed after this upload. Upload the board once more.";
    WINDOW_WRONG: "公示期应在 5 到 365 之间。" / "A board hangs for 5 to 365 days.";
    ROUNDS_GAP: "榜次要连着填，中间不能空。前面的榜次填上，或者把这一行清空。" / "Boards are filled in without a gap. Fill in the one before, or empty this row.";
    DUE_ORDER: "这一榜的应公布日期比上一榜还早，请改。" / "This board would be due before the one before it.";
    DATE_WRONG: "请填写一个正确的日期。" / "Give a valid date.";
    DAYS_WRONG: "「到」不能早于「从」，一次最多 31 天。" / "The last day is not before the first; at most 31 days at once.";
    PLANNED_WRONG: "公布时间要在现在之后、180 天之内。" / "The time of publication lies ahead, within 180 days.";
    KEPT_PERSONAL: "这段话会进档案，里面不能有身份证号、手机号、银行账号。请删掉，或者只写末四位。" / "This goes into the archive: it may hold no ID, phone or bank number. Take it out, or write the last four digits only.";
    REASON_PERSONAL: "理由会公开，里面不能有身份证号、手机号、银行账号。请删掉再提交。" / "The reason is published: it may hold no ID, phone or bank number. Take it out and send it again.";
    CORRECTION_NOT_NOW: "这一榜现在不能这样更正，可能别人已经处理过了。请刷新页面再看。" / "This board cannot be corrected like this now; someone may have dealt with it. Reload the page.";
    WITHDRAWAL_NOT_NOW: "这一榜现在不能撤回，可能别人已经处理过了。请刷新页面再看。" / "This board cannot be withdrawn now; someone may have dealt with it. Reload the page.";
    WITHDRAWAL_OWN: "撤回是您自己提出的，要由另一位确认。" / "You asked for this withdrawal yourself. Somebody else must confirm it.";
    RECALL_NOT_NOW: "没有等着公布的榜，可能已经公布了。请刷新页面再看。" / "No board waits to be published; it may be out. Reload the page.";
    CARRY_NOT_NEEDED: "这件异议现在没有卡住这一榜，不用带到下一榜。请刷新页面再看。" / "This objection does not hold the board up now. Reload the page.";
    SCOPE_REASON_NEEDED: "公开范围和默认的不同，请写明理由。" / "The disclosure scope is not the default one. Give the reason.";
    STANDARDS_FIRST: "请先上传本项目的补偿标准，再上传公示表。" / "Load the project's compensation standards before uploading a board.";
    STANDARDS_FIXED: "本项目已有榜次在预审或已公示，不能再换补偿标准。" / "A board of this project is in pre-review or published: its standards can no longer be replaced.";
    ROUND_NOT_OPEN: "这一榜现在还不能提交和公示：上一榜的公示期要走完，异议要全部答复，成立的要改好。还差什么，本页写着。只差公示期没走完、异议没答复完的，可以定一个以后的公布时间先提交。" / "This board cannot be submitted or published yet: the board before must hang its full time, every objection be answered, and what was upheld be mended. This page says what is missing. Where it is just the window or an answer, it can be submitted now for a later time.";
    PLANNED_HANGS: "{round}要公示到 {day} 24 时，公布时间要定在那之后。" / "{round} hangs to the end of {day}: set a time after that.";
    ROUND_NOT_EDITABLE: "这一榜已提交或已公示，不能再上传。" / "This board has been submitted or published and can no longer be replaced.";
    NOTHING_TO_SUBMIT: "还没有可以提交的公示表，请先上传。" / "There is no board to submit yet. Upload one first.";
    STANDARDS_CHANGED: "上传之后补偿标准换过了，请把公示表重新上传一次。" / "The standards were replaced after this upload. Upload the board once more.";
    NOT_IN_REVIEW: "这一榜现在不在预审中，可能别人已经处理过了。请刷新页面。" / "This board is not in pre-review now; someone may have dealt with it. Reload the page.";
    OWN_UPLOAD: "这一榜是您自己上传的，要由另一位预审员审核。" / "You uploaded this board yourself. Another reviewer must read it.";
    REASON_NEEDED: "请写明理由。" / "Give the reason.";
    OUTCOME_NEEDED: "请选择处理结果。" / "Choose an outcome.";
    CHANGED_MEANWHILE: "状态已经变了，可能别人已经处理过。请刷新页面再看。" / "The state has changed; someone may have dealt with it. Reload the page.";
    KIND_NEEDED: "请选择哪里不对。" / "Choose what is wrong.";
    STATEMENT_NEEDED: "请写明哪里不对，应当是多少。" / "Say what is wrong and what it should be.";
    STATEMENT_LONG: "最多写 2000 字。其余的可以写在纸上拍照上传。" / "At most 2,000 characters. Photograph a sheet of paper for the rest.";
    NAME_NEEDED: "请写您的姓名，办事处才能答复您。" / "Give your name, so that the office can answer you.";
    PHONE_WRONG: "请写一个能打通的电话，手机或带区号的座机。" / "Give a phone number that can be called: a mobile, or a landline with area code.";
    LINE_WRONG: "请从列表里选择一行。" / "Choose a line from the list.";
    FILES_MANY: "最多上传 5 个文件。" / "At most 5 files.";
    FILE_LARGE: "「{file}」超过 10 MB，请压缩或重拍后再传。" / "“{file}” is larger than 10 MB. Make it smaller and try again.";
    FILE_NO_PHOTO: "「{file}」不是能打开的照片或 PDF。请上传 JPG、PNG、WebP 或 PDF。" / "“{file}” is no photo or PDF that can be opened. Upload a JPG, PNG, WebP or PDF.";
    WINDOW_OVER: "这一榜的公示期已过，不能再提交异议。请拨打监督电话。" / "This board no longer hangs, so objections to it are closed. Please call the office.";
    RECEIPT_UNKNOWN: "没有找到。请核对回执号和查询码，字母不分大小写。" / "Not found. Check the receipt number and the secret; capitals do not matter.";
    ACCESS_CODE_WRONG: "查阅码不对。请照公示栏上的写，字母不分大小写，连字符可以不写。" / "This access code is not right. Copy it from the paper board; capitals and hyphens do not matter.";
    FILE_MISSING: "请选择一个文件。" / "Choose a file.";
}
