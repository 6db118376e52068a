//! How often one may search.

use std::net::Ipv4Addr;

use axum::http::{StatusCode, header};

use super::Demo;
use super::browser::Page;

/// As the page is when all searches of a test's address have been made.
async fn after_too_many(demo: &Demo, address: &str) -> Page {
    const MOST: usize = 100_000;
    let mut resident = demo.browser();
    // One more is granted each half a second, and pages take time.
    for _ in 0..50 {
        let mut searches = 0..MOST;
        while backend::notices::count_search(&demo.office, Ipv4Addr::UNSPECIFIED.into()).is_ok() {
            assert!(searches.next().is_some(), "searches without end");
        }
        let page = resident.get(address).await;
        if page.status != StatusCode::OK {
            return page;
        }
    }
    panic!("{address} is served for ever");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_searches_without_end_is_told_when_to_try_again() {
    let demo = Demo::new().await;
    let notice = "/p/HW2024/r/1";
    let in_notice = format!("{notice}?q=HW01");
    let searches = ["/?q=HW01001", in_notice.as_str(), "/api/find?q=HW01001"];
    for address in searches {
        let page = after_too_many(&demo, address).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{address}");
        assert_eq!(page.headers[header::RETRY_AFTER], "60", "{address}");
        if !address.starts_with("/api") {
            assert!(page.text.contains("请过一分钟再查"), "{}", page.text);
        }
    }
    // What is no search is served.
    let mut resident = demo.browser();
    for address in ["/", notice, "/p/HW2024/r/1/h/HW01001"] {
        let page = resident.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
    }
}
