//! Texts of both bundles: names of states, rounds, units and errors.

use super::texts;

texts! {
    SITE_NAME: "三榜公示" / "Three-Board Notices";
    ROUND_FIRST: "第一榜" / "First board";
    ROUND_SECOND: "第二榜" / "Second board";
    ROUND_THIRD: "第三榜" / "Third board";
    ARITHMETIC_LUMP: "公示表只列了金额" / "the table gives the sum only";
    ARITHMETIC_NO_AMOUNT: "金额没有单列，含在合计里" / "no amount of its own; it is in the total";
    ARITHMETIC_MONTHS: "{n} 个月" / "{n} months";
    ARITHMETIC_FLOOR: "每户不少于 {amount} 元" / "at least {amount} 元 per household";
    ARITHMETIC_CAP: "每户不超过 {amount} 元" / "at most {amount} 元 per household";
    KIN_CADRE: "村干部" / "Village cadre";
    KIN_PARTY_MEMBER_CADRE: "党员干部" / "Party member and/or cadre";
    KIN_PARTY_MEMBER: "党员" / "Party member";
    KIN_CADRE_RELATIVE: "村干部亲属" / "Cadre's relative";
    KIN_PARTY_MEMBER_RELATIVE: "党员亲属" / "Party member's relative";
    CATEGORY_LAND: "土地" / "land";
    CATEGORY_CROPS: "青苗" / "crops";
    CATEGORY_HOUSE: "房屋" / "house";
    CATEGORY_FIXTURE: "附着物" / "fixtures";
    CATEGORY_SUBSIDY: "补助" / "allowance";
    CATEGORY_REWARD: "奖励" / "reward";
    ERRORS_TITLE: "有 {n} 处要改" / "{n} things to mend";
    ERRORS_KEPT: "您填的内容还在，改好后再提交。" / "What you typed is still here. Mend it and send it again.";
    FORM_STALE: "这一页打开太久了，为了安全没有提交。您填的内容还在，请再按一次提交。" / "This page was open for too long and was not sent, for safety. What you typed is still here: press the button again.";
    FORM_TOO_LARGE: "上传的内容太大，没有收下。请减少文件或把照片缩小后再试。" / "What was sent is too large and was not taken. Send fewer or smaller files.";
    FORM_BROKEN: "没有收全，请再提交一次。" / "It did not arrive whole. Please send it again.";
    FORBIDDEN_TITLE: "您的账号不能看这一页" / "Your account may not see this page";
    FORBIDDEN_HELP: "这件事由别的岗位办理。如果您认为应当能看，请找系统管理员。" / "Another role deals with this. If you think you should see it, ask the administrator.";
    SIGNED_OUT_TITLE: "请先登录" / "Please sign in first";
    SIGNED_OUT_HELP: "登录之后回到这一页。" / "You come back to this page afterwards.";
    FOOTER_OFFICE: "工作人员登录" / "Staff sign-in";
    DISPLAY_LINK: "显示" / "Display";
    DISPLAY_TITLE: "显示设置" / "How pages look";
    DISPLAY_SIZE: "字号" / "Type size";
    DISPLAY_SIZE_0: "标准" / "Normal";
    DISPLAY_SIZE_1: "大" / "Large";
    DISPLAY_SIZE_2: "特大" / "Very large";
    DISPLAY_GROUND: "底色" / "Ground";
    DISPLAY_GROUND_PAPER: "浅色" / "Light";
    DISPLAY_GROUND_DARK: "深色" / "Dark";
    DISPLAY_GROUND_CONTRAST: "黑底黄字（高对比）" / "Black and yellow (high contrast)";
    DISPLAY_BACK: "回到刚才的页面" / "Back to the page";
    ELDERS_ENTER: "长者版" / "Large print";
    ELDERS_LEAVE: "普通版" / "Normal print";
}
