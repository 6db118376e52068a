//! Surnames, to tell where one name ends and another begins. What is not here is
//! still a name: it is only not taken for one where that would show more of it.

/// One character each: what nearly all of China is called.
const SINGLE: &str = "\
王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈\
姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤\
常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季\
裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄\
窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查\
麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖\
练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况\
那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由\
萧阎丘傅佀闻岱蹇仵扶訾";

/// Two characters each.
const COMPOUND: [&str; 34] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "轩辕",
    "夏侯", "长孙", "宇文", "端木", "申屠", "南宫", "西门", "独孤", "呼延", "闻人", "钟离", "澹台",
    "公冶", "宗政", "濮阳", "淳于", "单于", "太史", "东郭", "百里", "第五", "拓跋",
];

/// How many characters of a name are its surname; `None` where none is known.
pub(super) fn surname(letters: &[char]) -> Option<usize> {
    if let [first, second, ..] = letters {
        let begins = |surname: &&str| surname.chars().eq([*first, *second]);
        if COMPOUND.iter().any(begins) {
            return Some(2);
        }
    }
    letters
        .first()
        .is_some_and(|first| SINGLE.contains(*first))
        .then_some(1)
}
