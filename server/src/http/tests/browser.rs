//! A browser without scripts: keeps cookies, fills in a form's unseen fields.

use std::collections::BTreeMap;
use std::convert::Infallible;

use app::forms::Action;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use futures_util::{StreamExt, stream};
use tower::ServiceExt;

/// What came back.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) text: String,
}

impl Page {
    /// Where a redirect leads.
    pub(super) fn to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// What stands between two marks, first time.
    pub(super) fn between(&self, before: &str, after: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(before)?;
        rest.split_once(after).map(|(found, _)| found)
    }

    fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        self.between(&mark, "\"").unwrap_or_default().to_owned()
    }
}

impl Page {
    /// What the question sends again of the form that it is about.
    pub(super) fn hidden_fields(&self) -> Vec<(String, String)> {
        let form = self.between("id=\"form-confirm\"", "</form>");
        let fields = form.expect("a question").split("<input type=\"hidden\" ");
        let attribute = |field: &str, name: &str| {
            let (_, rest) = field.split_once(&format!("{name}=\""))?;
            Some(plain(rest.split('"').next()?))
        };
        fields
            .skip(1)
            .filter_map(|field| Some((attribute(field, "name")?, attribute(field, "value")?)))
            .collect()
    }

    /// What stands for the question.
    pub(super) fn mark(&self) -> String {
        let button = self.between("name=\"confirmed\" value=\"", "\"");
        plain(button.expect("a question"))
    }

    /// Where the question is answered.
    fn asked_at(&self) -> String {
        let action = self.between("<form method=\"post\" action=\"", "\"");
        plain(action.expect("a question"))
    }
}

/// A text as it was before it became HTML.
fn plain(html: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(html.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Where the form `F` of the page at this address is posted.
fn action<F: Action>(page: &str) -> String {
    match page.split_once('?') {
        Some((path, query)) => format!("{path}{}?{query}", F::VERB),
        None => format!("{page}{}", F::VERB),
    }
}

pub(super) struct Browser {
    router: axum::Router,
    pub(super) cookies: BTreeMap<String, String>,
}

/// Between the parts of a form with files.
const BOUNDARY: &str = "------------------------boundary";

impl Browser {
    pub(super) fn new(router: axum::Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
        }
    }

    pub(super) async fn request(&mut self, mut request: Request<Body>) -> Page {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if let Ok(cookies) = cookies.join("; ").parse() {
            request.headers_mut().insert(header::COOKIE, cookies);
        }
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next();
            if let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = to_bytes(answer.into_body(), usize::MAX)
            .await
            .expect("a body");
        let text = String::from_utf8_lossy(&body).into_owned();
        Page {
            status,
            headers,
            body,
            text,
        }
    }

    pub(super) async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path)
            .header("sec-fetch-site", "none")
            .body(Body::empty());
        self.request(request.expect("a request")).await
    }

    /// Opens a page and sends its form `F`.
    pub(super) async fn send<F: Action>(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        let mut all = vec![("csrf".to_owned(), page.hidden("csrf"))];
        // What the page showed, for the forms that say so.
        for name in ["board", "withdrawal"] {
            let seen = page.hidden(name);
            if !seen.is_empty() {
                all.push((name.to_owned(), seen));
            }
        }
        let typed = fields.iter();
        all.extend(typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(&action::<F>(path), &all).await
    }

    /// Sends just these fields.
    pub(super) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.request(request.expect("a request")).await
    }

    /// Opens a page, sends its form `F`, and confirms what it asks.
    pub(super) async fn send_confirmed<F: Action>(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let asked = self.send::<F>(path, fields).await;
        self.confirm(&asked).await
    }

    /// Confirms what a page asks.
    pub(super) async fn confirm(&mut self, asked: &Page) -> Page {
        self.answer(asked, asked.mark()).await
    }

    /// Would rather change it.
    pub(super) async fn go_back(&mut self, asked: &Page) -> Page {
        self.answer(asked, "back".to_owned()).await
    }

    async fn answer(&mut self, asked: &Page, answer: String) -> Page {
        let mut fields = asked.hidden_fields();
        fields.push(("confirmed".to_owned(), answer));
        self.post(&asked.asked_at(), &fields).await
    }

    /// Opens a page and sends its form `F` with a file.
    pub(super) async fn send_file<F: Action>(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Page {
        let page = self.get(path).await;
        let (csrf, submission) = (page.hidden("csrf"), page.hidden("submission"));
        let unseen = [("csrf", csrf.as_str()), ("submission", submission.as_str())];
        let mut body = Vec::new();
        for (name, value) in unseen.iter().chain(fields) {
            body.extend_from_slice(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        let (field, file_name, content) = file;
        body.extend_from_slice(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        // As a network brings it.
        let pieces: Vec<Result<Vec<u8>, Infallible>> = body
            .chunks(64 * 1024)
            .map(|piece| Ok(piece.to_vec()))
            .collect();
        let arriving = stream::iter(pieces).then(|piece| async {
            tokio::task::yield_now().await;
            piece
        });
        let request = Request::post(action::<F>(path))
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .body(Body::from_stream(arriving));
        self.request(request.expect("a request")).await
    }
}
