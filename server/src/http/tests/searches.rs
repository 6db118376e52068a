//! How often one may search.

use axum::http::{StatusCode, header};

use super::Demo;

#[tokio::test(flavor = "multi_thread")]
async fn who_searches_without_end_is_told_when_to_try_again() {
    let demo = Demo::new().await;
    let mut resident = demo.browser();
    let notice = "/p/HW2024/r/1";
    let mut refused = None;
    // In the list of a board and on the first page alike; a test takes longer than
    // no time, and meanwhile more are granted.
    for number in 0..400 {
        let address = match number % 2 {
            0 => format!("{notice}?q=HW01{number:03}"),
            _ => format!("/api/find?q=HW01{number:03}"),
        };
        let page = resident.get(&address).await;
        if page.status != StatusCode::OK {
            refused = Some((number, page));
            break;
        }
    }
    let (number, page) = refused.expect("a refusal");
    assert!(number >= 240, "{number}");
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.headers[header::RETRY_AFTER], "60");
    let page = resident.get("/?q=HW01001").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text.contains("请过一分钟再查"), "{}", page.text);
    // What is no search is served.
    for address in ["/", notice, "/p/HW2024/r/1/h/HW01001"] {
        assert_eq!(
            resident.get(address).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
}
