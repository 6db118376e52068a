//! Uploads as a clerk sees them, without scripts.

use app::forms::Upload;
use axum::http::{StatusCode, header};
use domain::account::Role;
use sea_orm::{ConnectionTrait, Statement};

use super::Demo;
use super::browser::{Browser, Page};

const ROUND: &str = "/office/p/HW2024/r/2";
const FAULTY: &[u8] = include_bytes!("../../../workbook/tests/samples/board1-faulty.xlsx");
const ID: &str = "990101197410052181";
const ACCOUNT: &str = "6228298615154495019";
const PHONE: &str = "13976455518";

async fn send(staff: &mut Browser, name: &str, bytes: &[u8]) -> Page {
    staff
        .send_file::<Upload>(ROUND, &[], ("file", name, bytes))
        .await
}

fn table() -> String {
    format!(
        "户号,户主,土地面积(亩),补偿标准(元/亩),补偿费(元),身份证号,开户账号,联系电话,收款人\n\
         HW01001,陶新生,2,48000,96000,{ID},{ACCOUNT},{PHONE},王五\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_table_is_still_there_after_a_reload_and_goes_when_it_is_mended() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let refused = send(&mut staff, "faulty.xlsx", FAULTY).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = staff.get(ROUND).await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in [&refused, &page] {
        let rows = shown
            .between("读到的前 5 户", "</table>")
            .expect("its rows");
        assert!(rows.contains("HW01001"), "{rows}");
    }
    assert!(page.text.contains("这份表没有保存") && page.text.contains("3.397 亩 × 43,200 元/亩"));
    let marked = page.between("/uploads/", "/findings.xlsx").expect("a link");
    let file = staff
        .get(&format!("{ROUND}/uploads/{marked}/findings.xlsx"))
        .await;
    assert!(file.body.starts_with(b"PK"));
    let disposition = file.headers[header::CONTENT_DISPOSITION].to_str();
    assert!(disposition.is_ok_and(|said| said.starts_with("attachment")));

    let stored = send(&mut staff, "a.csv", table().as_bytes()).await;
    assert_eq!((stored.status, stored.to()), (StatusCode::SEE_OTHER, ROUND));
    let page = staff.get(ROUND).await;
    assert!(!page.text.contains("这份表没有保存") && page.text.contains("a.csv"));
    let again = send(&mut staff, "b.csv", table().as_bytes()).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let page = staff.get(ROUND).await;
    assert!(page.text.contains("完全一样，没有改动"), "{}", page.text);
    let refused = send(&mut staff, "faulty.xlsx", FAULTY).await;
    assert!(refused.text.contains("之前保存的表还在"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_shows_a_number_of_a_private_column() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    let stored = send(&mut staff, "a.csv", table().as_bytes()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER);
    let mut supervisor = demo.signed_in(Role::Supervisor).await;
    let mut reviewer = demo.signed_in(Role::Reviewer).await;
    let newest = staff.get(ROUND).await;
    let upload = newest
        .between("/uploads/", "/")
        .expect("a warning has a link")
        .to_owned();
    for path in [
        ROUND.to_owned(),
        "/office/p/HW2024".to_owned(),
        "/office/p/HW2024/record".to_owned(),
        format!("{ROUND}/uploads/{upload}"),
        "/api/office/round?code=HW2024&round=2".to_owned(),
        "/p/HW2024".to_owned(),
        "/?q=HW01001".to_owned(),
    ] {
        for browser in [&mut staff, &mut reviewer, &mut supervisor] {
            let page = browser.get(&path).await;
            for number in [ID, ACCOUNT, PHONE] {
                assert!(!page.text.contains(number), "{path} shows {number}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_upload_has_a_page_that_refreshes_itself_until_it_is_done() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    send(&mut staff, "faulty.xlsx", FAULTY).await;
    let page = staff.get(ROUND).await;
    let id = page
        .between("/uploads/", "/findings.xlsx")
        .expect("a link")
        .to_owned();
    let here = format!("{ROUND}/uploads/{id}?wait=1");
    let refresh = |page: &Page| {
        page.between("<meta http-equiv=\"refresh\" content=\"", "\"")
            .map(str::to_owned)
    };
    let ended = staff.get(&here).await;
    assert_eq!(
        refresh(&ended).as_deref(),
        Some(format!("0;url={ROUND}").as_str())
    );
    let looked_up = staff.get(&format!("{ROUND}/uploads/{id}")).await;
    assert_eq!(refresh(&looked_up), None);

    // As it stands in the database while somebody works at it, and when nobody does.
    let now = demo.office.now().timestamp_millis();
    let set = async |stage: &str, beat: i64| {
        let sql = format!(
            "UPDATE uploads SET stage = '{stage}', done = 4000, total = 100000, beat_at = {beat} \
             WHERE id = {id}"
        );
        demo.office
            .db()
            .execute_unprepared(&sql)
            .await
            .expect("set");
    };
    set("storing", now).await;
    let page = staff.get(&here).await;
    assert_eq!(refresh(&page).as_deref(), Some("2"));
    assert!(
        page.text.contains("已保存 4000 户，共 100000 户"),
        "{}",
        page.text
    );
    let round = staff.get(ROUND).await;
    assert!(round.text.contains("正在读入") && round.text.contains(&format!("/uploads/{id}")));
    set("reading", now - 61_000).await;
    let page = staff.get(&here).await;
    assert_eq!(refresh(&page), None);
    assert!(page.text.contains("请再上传一次"));
}

/// Every column of the table before goes with the next upload.
#[tokio::test(flavor = "multi_thread")]
async fn only_what_the_clerk_changed_of_the_columns_is_a_decision() {
    let demo = Demo::new().await;
    let mut staff = demo.signed_in(Role::Staff).await;
    send(&mut staff, "a.csv", table().as_bytes()).await;
    let page = staff.get(ROUND).await;
    let seen = "name=\"column:land_area:土地面积(亩)\"";
    assert!(page.text.contains(seen), "{}", page.text);
    let again = [
        ("column:household:户号", "household"),
        ("column:land_area:土地面积(亩)", "land_area"),
    ];
    let other = [again[0], ("column:payee:收款人", "ignore")];
    for (columns, decided) in [(again, vec![]), (other, vec!["收款人".to_owned()])] {
        let table = table();
        let file = ("file", "b.csv", table.as_bytes());
        staff.send_file::<Upload>(ROUND, &columns, file).await;
        let sql = "SELECT header FROM column_choices";
        let db = demo.office.db();
        let rows = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
            .await
            .expect("rows");
        let headers: Vec<String> = rows
            .iter()
            .map(|row| row.try_get("", "header").expect("a heading"))
            .collect();
        assert_eq!(headers, decided);
    }
}
