//! An empty table for offices that start anew: a row per item, with the
//! project's standards to choose from. What is filled in rightly is read back
//! without a finding.

use chrono::{DateTime, Utc};
use domain::standard::{Schedule, Standard};
use domain::status::StatusKind;
use domain::table::Field;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, Format, Formula,
    Workbook, Worksheet, XlsxError,
};

use crate::error::Error;

/// Rows that the drop-downs and checks reach.
const ROWS: u32 = 5_000;
/// The row of the headings, from 0.
const HEADINGS: u32 = 2;
/// The first standard's row, from 1, on its sheet.
const FIRST_STANDARD: usize = 2;
/// Characters that a list within a validation may have.
const MAX_LIST: usize = 255;
const HEAD: u32 = 0x00E8_E4DA;
const PRIVATE: u32 = 0x00DC_E6F0;
/// The names of the sheets, which formulas of validations refer to.
const BOARD: &str = "公示表";
const STANDARDS: &str = "补偿标准";
const EXPLAINED: &str = "填表说明";

/// A column: what it holds, its heading and its width.
struct Column {
    field: Field,
    heading: &'static str,
    width: u8,
}

const fn column(field: Field, heading: &'static str, width: u8) -> Column {
    Column {
        field,
        heading,
        width,
    }
}

const COLUMNS: [Column; 24] = [
    column(Field::Household, "户号", 11),
    column(Field::Group, "组别", 8),
    column(Field::Head, "户主姓名", 11),
    column(Field::People, "家庭人口", 9),
    column(Field::Category, "类别", 9),
    column(Field::Item, "补偿项目", 18),
    column(Field::Unit, "单位", 8),
    column(Field::Quantity, "数量", 11),
    column(Field::Months, "月数", 7),
    column(Field::Price, "补偿标准(元)", 13),
    column(Field::Factor, "成新率(%)", 10),
    column(Field::Amount, "补偿金额(元)", 15),
    column(Field::Deduction, "扣除款(元)", 12),
    column(Field::Total, "合计(元)", 15),
    column(Field::Status, "特殊身份", 13),
    column(Field::Post, "职务", 12),
    column(Field::Relation, "与关联人员的关系", 17),
    column(Field::Official, "关联人员", 16),
    column(Field::Remark, "备注", 20),
    column(Field::IdNumber, "身份证号", 21),
    column(Field::BankName, "开户行", 18),
    column(Field::BankAccount, "开户账号", 23),
    column(Field::Payee, "收款人", 10),
    column(Field::Phone, "联系电话", 14),
];

/// What a template says to whoever fills it in, in their language.
pub struct TemplateWords<'a> {
    pub title: &'a str,
    /// What to do, a paragraph each.
    pub rules: &'a [&'a str],
    /// What belongs in a column: asked of each of [`template_columns`].
    pub about: &'a dyn Fn(Field) -> &'a str,
}

/// The columns that a template can have.
pub fn template_columns() -> impl Iterator<Item = Field> {
    COLUMNS.iter().map(|column| column.field)
}

/// The empty workbook of a project.
///
/// # Errors
/// [`Error::Workbook`] where it cannot be written.
pub fn template(
    project: &str,
    schedule: &Schedule,
    words: &TemplateWords<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    Ok(write(project, schedule, words, now)?)
}

fn write(
    project: &str,
    schedule: &Schedule,
    words: &TemplateWords<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = now.naive_utc();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    // 类别 is asked for only where the name of an item does not tell it.
    let by_name_alone = |standard: &Standard| schedule.find_by_name(&standard.name).is_some();
    let by_name = schedule.standards.iter().all(by_name_alone);
    let columns: Vec<&Column> = COLUMNS
        .iter()
        .filter(|column| !(by_name && column.field == Field::Category))
        .collect();
    explain(workbook.add_worksheet(), &columns, words)?;
    board(workbook.add_worksheet(), &columns, project, schedule, words)?;
    standards(workbook.add_worksheet(), schedule)?;
    let mut out = std::io::Cursor::new(Vec::new());
    workbook.save_to_writer(&mut out)?;
    Ok(out.into_inner())
}

/// What to do, in plain words. Nothing here looks like a table.
fn explain(
    worksheet: &mut Worksheet,
    columns: &[&Column],
    words: &TemplateWords<'_>,
) -> Result<(), XlsxError> {
    worksheet.set_name(EXPLAINED)?;
    worksheet.set_column_width(0, 18)?;
    worksheet.set_column_width(1, 96)?;
    let wrap = Format::new().set_text_wrap();
    let bold = Format::new().set_bold();
    let title = Format::new().set_bold().set_font_size(16);
    worksheet.write_string_with_format(0, 0, words.title, &title)?;
    let mut row = 2;
    for rule in words.rules {
        worksheet.write_string_with_format(row, 1, *rule, &wrap)?;
        row += 1;
    }
    row += 1;
    for column in columns {
        worksheet.write_string_with_format(row, 0, column.heading, &bold)?;
        worksheet.write_string_with_format(row, 1, (words.about)(column.field), &wrap)?;
        row += 1;
    }
    Ok(())
}

fn board(
    worksheet: &mut Worksheet,
    columns: &[&Column],
    project: &str,
    schedule: &Schedule,
    words: &TemplateWords<'_>,
) -> Result<(), XlsxError> {
    worksheet.set_name(BOARD)?;
    worksheet.set_active(true);
    let title = Format::new().set_bold().set_font_size(16);
    // 第    榜 is written in by hand.
    let named = format!("{project} 补偿公示表 第    榜");
    worksheet.write_string_with_format(0, 0, named, &title)?;
    worksheet.write_string(1, 0, "金额单位:元")?;
    let as_text = Format::new().set_num_format("@");
    for (at, column) in (0_u16..).zip(columns) {
        let colour = if column.field.is_private() {
            PRIVATE
        } else {
            HEAD
        };
        let head = Format::new()
            .set_bold()
            .set_background_color(colour)
            .set_border(rust_xlsxwriter::FormatBorder::Thin)
            .set_align(rust_xlsxwriter::FormatAlign::Center);
        worksheet.set_column_width(at, column.width)?;
        worksheet.write_string_with_format(HEADINGS, at, column.heading, &head)?;
        let long = matches!(
            column.field,
            Field::Household | Field::IdNumber | Field::BankAccount | Field::Phone
        );
        if long {
            // As a number, Excel would round what has more than 15 digits.
            worksheet.set_column_format(at, &as_text)?;
        }
        if let Some(validation) = validation(column, schedule, words)? {
            let last = HEADINGS + ROWS;
            worksheet.add_data_validation(HEADINGS + 1, at, last, at, &validation)?;
        }
    }
    worksheet.set_freeze_panes(HEADINGS + 1, 3)?;
    Ok(())
}

/// What a spreadsheet lets somebody enter in a column, and what it says.
fn validation(
    column: &Column,
    schedule: &Schedule,
    words: &TemplateWords<'_>,
) -> Result<Option<DataValidation>, XlsxError> {
    let fresh = DataValidation::new;
    let positive = || fresh().allow_decimal_number(DataValidationRule::GreaterThan(0.0));
    let validation = match column.field {
        Field::People => fresh().allow_whole_number(DataValidationRule::Between(0, 99)),
        Field::Months => fresh().allow_whole_number(DataValidationRule::Between(1, 120)),
        Field::Quantity
        | Field::Price
        | Field::Factor
        | Field::Amount
        | Field::Deduction
        | Field::Total => positive(),
        Field::Item => {
            let last = FIRST_STANDARD + schedule.standards.len().max(1) - 1;
            let names = format!("='{STANDARDS}'!$B${FIRST_STANDARD}:$B${last}");
            fresh().allow_list_formula(Formula::new(names))
        }
        Field::Category => {
            let labels = domain::standard::Category::ALL.map(|one| one.label());
            fresh().allow_list_strings(&labels)?
        }
        Field::Unit => {
            let mut units: Vec<&str> = Vec::new();
            for standard in &schedule.standards {
                let label = standard.unit.label();
                if !units.contains(&label) {
                    units.push(label);
                }
            }
            if units.is_empty() || units.join(",").chars().count() > MAX_LIST {
                return Ok(None);
            }
            fresh().allow_list_strings(&units)?
        }
        Field::Status => {
            let labels = StatusKind::ALL.map(StatusKind::label).into_iter();
            let labels: Vec<&str> = labels.chain(["无"]).collect();
            fresh().allow_list_strings(&labels)?
        }
        _ => return Ok(None),
    };
    let about = (words.about)(column.field);
    validation
        .set_input_title(column.heading)?
        .set_input_message(about)?
        .set_error_title(column.heading)?
        .set_error_message(about)
        .map(|validation| Some(validation.set_error_style(DataValidationErrorStyle::Stop)))
}

fn standards(worksheet: &mut Worksheet, schedule: &Schedule) -> Result<(), XlsxError> {
    worksheet.set_name(STANDARDS)?;
    let head = Format::new().set_bold().set_background_color(HEAD);
    let headings = [
        "类别",
        "名称",
        "单位",
        "补偿标准(元)",
        "每户最低(元)",
        "每户最高(元)",
        "依据",
    ];
    for (at, (heading, width)) in
        (0_u16..).zip(headings.into_iter().zip([9, 22, 9, 14, 14, 14, 50]))
    {
        worksheet.set_column_width(at, width)?;
        worksheet.write_string_with_format(0, at, heading, &head)?;
    }
    let first = u32::try_from(FIRST_STANDARD - 1).unwrap_or(1);
    for (row, standard) in (first..).zip(&schedule.standards) {
        let texts = [
            standard.category.label(),
            &standard.name,
            standard.unit.label(),
        ];
        for (at, text) in (0_u16..).zip(texts) {
            worksheet.write_string(row, at, text)?;
        }
        let sums = [
            Some(standard.price),
            standard.limits.floor,
            standard.limits.cap,
        ];
        for (at, sum) in (3_u16..).zip(sums) {
            if let Some(yuan) = sum.and_then(|sum| sum.yuan().to_f64()) {
                worksheet.write_number(row, at, yuan)?;
            }
        }
        worksheet.write_string(row, 6, &standard.basis)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    Ok(())
}
