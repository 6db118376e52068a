//! What a check of a workbook found, as sentences for an office clerk.

use super::texts;

texts! {
    F_AMOUNT_MISMATCH: "金额 {found} 元和算出来的不一样，应为：{expected}。请核对面积、标准和金额。" / "The amount {found} is not what the line works out to: {expected}. Check quantity, price and amount.";
    F_TEN_TIMES_OFF: "数量 {found} 和金额对不上，像是小数点错了一位：按金额算应为 {expected}。请核对。" / "The quantity {found} does not fit the amount; the decimal point looks one place off: by the amount it is {expected}. Check it.";
    F_TOTAL_MISMATCH: "合计 {found} 元不等于各项之和 {expected} 元。请核对合计和各项金额。" / "The total {found} is not the sum of its lines, {expected}. Check the total and the lines.";
    F_SUM_MISMATCH: "小计或合计行写的是 {found}，上面各行相加是 {expected}。请核对。" / "The subtotal or grand total says {found}; its rows add up to {expected}. Check it.";
    F_MISSING_HOUSEHOLD: "这一行有内容，但没有户号。请补上。" / "This row has content but no household number. Fill it in.";
    F_MISSING_HEAD: "没有写户主姓名。请补上。" / "The head of the household is missing. Fill it in.";
    F_DUPLICATE_HOUSEHOLD: "户号 {found} 出现了两次，前一次在 {expected}。请改成不同的户号，或合并为一户。" / "Household number {found} stands twice; it is first in {expected}. Give one another number, or merge the two.";
    F_CONFLICTING_HEAD: "同一户的户主写得不一样：这里是「{found}」，前面是「{expected}」。请统一。" / "One household has two heads: “{found}” here, “{expected}” before. Make them the same.";
    F_NOT_A_NUMBER: "这里应当是数字，现在写的是「{found}」。请改成数字。" / "This should be a number, but says “{found}”. Write a number.";
    F_TOO_FINE: "{found} 的小数位太多：{expected}。请先四舍五入再上传。" / "{found} has too many decimals: {expected}. Round it before uploading.";
    F_NEGATIVE: "{found} 是负数，这里应当大于 0。请核对。" / "{found} is negative; it must be more than 0. Check it.";
    F_ZERO: "这里是 0，但同一项有金额。请核对。" / "This is 0 although the line has an amount. Check it.";
    F_MISSING_VALUE: "这里是空的，应当填写{expected}。" / "This is empty; fill in: {expected}.";
    F_UNKNOWN_STANDARD: "补偿标准里没有「{found}」。请核对写法，或先把它加进补偿标准。" / "The standards have no “{found}”. Check how it is written, or add it to the standards first.";
    F_PRICE_DIFFERS: "单价 {found} 元和补偿标准的 {expected} 元不一样。请按标准更正。" / "The price {found} differs from the standard's {expected}. Correct it.";
    F_UNIT_DIFFERS: "单位「{found}」和补偿标准的「{expected}」不一样。请更正。" / "The unit “{found}” differs from the standard's “{expected}”. Correct it.";
    F_UNKNOWN_STATUS: "「{found}」不是认得的特殊身份。请写：{expected}。" / "“{found}” is no known special status. Write one of: {expected}.";
    F_RELATION_INCOMPLETE: "写了「{found}」，但没有写全{expected}。请补上关系和关联人员。" / "It says “{found}” without {expected}. Fill in the relation and the official.";
    F_PERSONAL_NUMBER: "这里有身份证号、手机号或银行账号（{found}），不能公示。请删掉。" / "There is an ID, phone or bank number here ({found}), which must not be published. Delete it.";
    F_HIDDEN_CONTENT: "这里有隐藏的内容：{found}。拿到文件的人都能看到。请删除后再上传，不要只隐藏。" / "There is hidden content here: {found}. Anyone who has the file can see it. Delete it before uploading; hiding is not enough.";
    F_UNKNOWN_COLUMN: "不认得「{found}」这一列，没有读入。如果需要，请改用常用的列名。" / "The column “{found}” was not recognised and not read. If it matters, use a usual heading.";
    F_UNCLEAR_COLUMN: "分不清「{found}」是{expected}。请在列名里写清楚，如「土地补偿标准」「房屋补偿标准」。" / "It is unclear whether “{found}” is {expected}. Say so in the heading.";
    F_FORMULA_WITHOUT_VALUE: "这里是公式，但没有保存算好的数。请用 Excel 或 WPS 打开，保存后再上传。" / "This is a formula whose value was never stored. Open the file in Excel or WPS, save it and upload it again.";
    F_CELL_ERROR: "这一格显示错误 {found}。请改正公式或填入数字。" / "This cell shows the error {found}. Mend the formula or write the number.";
    F_NO_BREAKDOWN: "{found} 元看不出是怎么算的，将只公示金额。请核对数量和标准。" / "It does not show how {found} was worked out; just the sum will be published. Check quantity and standard.";
    W_NOT_A_WORKBOOK: "这不是能打开的表格文件。请上传 .xlsx、.xls、.ods 或 .csv。" / "This is no spreadsheet that can be opened. Upload an .xlsx, .xls, .ods or .csv file.";
    W_DAMAGED: "这个表格文件打不开，可能没有传完或已损坏。请用 Excel 或 WPS 打开确认，另存后再上传。" / "This spreadsheet cannot be opened; it may be cut short or damaged. Open it in Excel or WPS, save it anew and upload it again.";
    W_EMPTY: "文件里没有内容，或者只有表头没有数据。" / "The file has no content, or a header with no rows below it.";
    W_TOO_LARGE: "文件超过 {most} MB。请去掉图片和多余的工作表后再上传。" / "The file is larger than {most} MB. Remove pictures and needless sheets and upload it again.";
    W_TOO_LARGE_UNPACKED: "文件展开后太大，不能读取。请去掉多余的行、列和工作表后再上传。" / "The file is too large when unpacked. Remove needless rows, columns and sheets and upload it again.";
    W_NO_HEADER: "没有找到表头。至少要有这些列：{words}。" / "No header row was found. It needs at least these columns: {words}.";
    W_FORMULAS: "有 {count} 个公式没有保存算好的数（如 {cells}）。请用 Excel 或 WPS 打开，保存后再上传。" / "{count} formulas have no stored values (such as {cells}). Open the file in Excel or WPS, save it and upload it again.";
    W_PASSWORD: "文件有密码。请去掉密码后再上传。" / "The file is protected by a password. Remove it and upload the file again.";
    W_ENCODING: "文件的文字编码不是 UTF-8 或 GB18030，读出来会是乱码。请另存为 .xlsx 后再上传。" / "The text is neither UTF-8 nor GB18030. Save it as .xlsx and upload it again.";
    W_STANDARDS_CELL: "补偿标准 {cell}：{problem}" / "Standards, {cell}: {problem}";
    W_STANDARDS_EMPTY: "补偿标准表里没有一条标准。" / "The table of standards has no standard in it.";
    W_NEEDED: "这里不能为空。" / "this must not be empty.";
    W_NO_MONEY: "「{found}」不是金额。" / "“{found}” is no amount of money.";
    W_NO_CATEGORY: "「{found}」不是认得的类别（土地、青苗、房屋、附着物、补助、奖励）。" / "“{found}” is no known category (土地, 青苗, 房屋, 附着物, 补助, 奖励).";
    W_TWICE: "「{found}」出现了两次。" / "“{found}” stands twice.";
    CHECK_SUMMARY: "{households} 户，补偿合计 {payout} 元，土地 {land} 亩，房屋 {floor} ㎡，特殊身份 {flagged} 户" / "{households} households, payout {payout} yuan, land {land} mu, floor area {floor} ㎡, special status {flagged}";
    CHECK_CLEAN: "没有发现问题。" / "Nothing was found.";
    CHECK_ERROR: "错误" / "error";
    CHECK_WARNING: "提醒" / "warning";
    CHECK_WHOLE: "整个文件" / "whole file";
}
