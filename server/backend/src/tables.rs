//! Tables with the words of the catalogue: `workbook` makes and reads them, and
//! has no sentences of its own.

use chrono::{DateTime, Utc};
use domain::finding::Severity;
use domain::standard::Schedule;
use domain::table::{Field, UploadReport};
use text::{Lang, Sentence as _, Text, findings};
use workbook::{MAX_UPLOAD_BYTES, MarkedWords, StandardProblem, TemplateWords, Unreadable};

use crate::Error;

/// The workbook of `bytes` with the findings of its report marked.
///
/// # Errors
/// [`Error::Internal`] only: it could be read when the report was made.
pub(crate) fn marked(
    bytes: &[u8],
    report: &UploadReport,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|one| report.count(one));
    let headings = [
        text::MARKED_SEVERITY,
        text::MARKED_SHEET,
        text::MARKED_CELL,
        text::MARKED_HOUSEHOLD,
        text::MARKED_FOUND,
        text::MARKED_EXPECTED,
        text::MARKED_MEND,
    ];
    let words = MarkedWords {
        list: text::MARKED_LIST.get(lang),
        title: text::MARKED_TITLE.fill(
            lang,
            &[
                ("file", &report.file_name),
                ("errors", &errors),
                ("warnings", &warnings),
            ],
        ),
        help: text::MARKED_HELP.get(lang),
        headings: headings.map(|heading| heading.get(lang)),
        error: text::CHECK_ERROR.get(lang),
        warning: text::CHECK_WARNING.get(lang),
        more: text::MARKED_MORE.get(lang),
        message: &|finding| finding.sentence(lang),
        found: &findings::found,
        expected: &|finding| findings::expected(finding, lang),
    };
    Ok(workbook::marked(bytes, report, &words, now)?)
}

/// The empty table of a project.
///
/// # Errors
/// [`Error::Internal`] only.
pub(crate) fn template(
    project: &str,
    schedule: &Schedule,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Vec<u8>, Error> {
    let rules = [
        text::TEMPLATE_RULE_SHEET,
        text::TEMPLATE_RULE_ROWS,
        text::TEMPLATE_RULE_AMOUNT,
        text::TEMPLATE_RULE_EXAMPLE,
        text::TEMPLATE_RULE_PRIVATE,
    ];
    let words = TemplateWords {
        title: text::TEMPLATE_TITLE.get(lang),
        rules: &rules.map(|rule| rule.get(lang)),
        about: &|field| about(field).map_or("", |text| text.get(lang)),
    };
    Ok(workbook::template(project, schedule, &words, now)?)
}

/// What belongs in a column of a template; `None` for columns that it has not.
fn about(field: Field) -> Option<Text> {
    Some(match field {
        Field::Household => text::TEMPLATE_HOUSEHOLD,
        Field::Group => text::TEMPLATE_GROUP,
        Field::Head => text::TEMPLATE_HEAD,
        Field::People => text::TEMPLATE_PEOPLE,
        Field::Category => text::TEMPLATE_CATEGORY,
        Field::Item => text::TEMPLATE_ITEM,
        Field::Unit => text::TEMPLATE_UNIT,
        Field::Quantity => text::TEMPLATE_QUANTITY,
        Field::Months => text::TEMPLATE_MONTHS,
        Field::Price => text::TEMPLATE_PRICE,
        Field::Factor => text::TEMPLATE_FACTOR,
        Field::Deduction => text::TEMPLATE_DEDUCTION,
        Field::Amount => text::TEMPLATE_AMOUNT,
        Field::Total => text::TEMPLATE_TOTAL,
        Field::Status => text::TEMPLATE_STATUS,
        Field::Post => text::TEMPLATE_POST,
        Field::Relation => text::TEMPLATE_RELATION,
        Field::Official => text::TEMPLATE_OFFICIAL,
        Field::Remark => text::TEMPLATE_REMARK,
        Field::IdNumber | Field::BankName | Field::BankAccount | Field::Phone => {
            text::TEMPLATE_PRIVATE
        }
        Field::Payee => text::TEMPLATE_PAYEE,
        _ => return None,
    })
}

/// Why a file cannot be read, for whoever uploaded it: what is wrong and what to
/// do.
#[must_use]
pub(crate) fn unreadable(cause: &Unreadable, lang: Lang) -> String {
    match cause {
        Unreadable::NotAWorkbook => text::W_NOT_A_WORKBOOK.get(lang).to_owned(),
        Unreadable::Damaged(_) => text::W_DAMAGED.get(lang).to_owned(),
        Unreadable::Empty => text::W_EMPTY.get(lang).to_owned(),
        Unreadable::TooLarge => {
            text::W_TOO_LARGE.fill(lang, &[("most", &(MAX_UPLOAD_BYTES / 1024 / 1024))])
        }
        Unreadable::TooLargeUnpacked => text::W_TOO_LARGE_UNPACKED.get(lang).to_owned(),
        Unreadable::NoHeader(words) => text::W_NO_HEADER.fill(lang, &[("words", words)]),
        Unreadable::Forms => text::W_FORMS.get(lang).to_owned(),
        Unreadable::Formulas { count, cells } => {
            text::W_FORMULAS.fill(lang, &[("count", count), ("cells", cells)])
        }
        Unreadable::BinaryWorkbook => text::W_BINARY_WORKBOOK.get(lang).to_owned(),
        Unreadable::WebPage => text::W_WEB_PAGE.get(lang).to_owned(),
        Unreadable::XmlTable => text::W_XML_TABLE.get(lang).to_owned(),
        Unreadable::OtherDocument(kind) => text::W_OTHER_DOCUMENT.fill(lang, &[("kind", kind)]),
        Unreadable::OpenQuote(cell) => text::W_OPEN_QUOTE.fill(lang, &[("cell", cell)]),
        Unreadable::OldExcel => text::W_OLD_EXCEL.get(lang).to_owned(),
        Unreadable::Password => text::W_PASSWORD.get(lang).to_owned(),
        Unreadable::Encoding => text::W_ENCODING.get(lang).to_owned(),
        Unreadable::NoStandards => text::W_STANDARDS_EMPTY.get(lang).to_owned(),
        Unreadable::Standard { cell, problem } => {
            let problem = standard_problem(problem, lang);
            text::W_STANDARDS_CELL.fill(lang, &[("cell", cell), ("problem", &problem)])
        }
    }
}

fn standard_problem(problem: &StandardProblem, lang: Lang) -> String {
    match problem {
        StandardProblem::Needed => text::W_NEEDED.get(lang).to_owned(),
        StandardProblem::NoMoney(found) => text::W_NO_MONEY.fill(lang, &[("found", found)]),
        StandardProblem::NoCategory(found) => text::W_NO_CATEGORY.fill(lang, &[("found", found)]),
        StandardProblem::Twice(found) => text::W_TWICE.fill(lang, &[("found", found)]),
        StandardProblem::Shown(finding) => finding.sentence(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::finding::{Code, Detail, Finding};

    #[test]
    fn every_reason_not_to_read_a_file_has_a_sentence() {
        let standard = |problem| Unreadable::Standard {
            cell: "C4".to_owned(),
            problem,
        };
        for cause in [
            Unreadable::NotAWorkbook,
            Unreadable::Damaged("a part".to_owned()),
            Unreadable::Empty,
            Unreadable::TooLarge,
            Unreadable::TooLargeUnpacked,
            Unreadable::NoHeader("户号"),
            Unreadable::Forms,
            Unreadable::Formulas {
                count: 2,
                cells: "D2、D3".to_owned(),
            },
            Unreadable::BinaryWorkbook,
            Unreadable::WebPage,
            Unreadable::XmlTable,
            Unreadable::OtherDocument("PDF"),
            Unreadable::OpenQuote("A7".to_owned()),
            Unreadable::OldExcel,
            Unreadable::Password,
            Unreadable::Encoding,
            Unreadable::NoStandards,
            standard(StandardProblem::Needed),
            standard(StandardProblem::NoMoney("三元".to_owned())),
            standard(StandardProblem::NoCategory("田".to_owned())),
            standard(StandardProblem::Twice("L01".to_owned())),
            standard(StandardProblem::Shown(Box::new(Finding {
                severity: Severity::Error,
                code: Code::DateShown,
                sheet: None,
                cell: Some("C4".to_owned()),
                household: None,
                detail: Detail::words("1-2", ""),
            }))),
        ] {
            for lang in [Lang::Zh, Lang::En] {
                let sentence = unreadable(&cause, lang);
                assert!(!sentence.is_empty() && !sentence.contains('{'), "{cause:?}");
                assert!(
                    !sentence.contains("a part"),
                    "a program's words: {sentence}"
                );
            }
        }
    }

    #[test]
    fn every_column_of_a_template_is_explained() {
        for field in workbook::template_columns() {
            assert!(about(field).is_some(), "{field:?}");
        }
    }
}
