//! Where this site stands on the web: its address, what is in front of it.

mod client;

use std::net::IpAddr;

use axum::http::uri::Authority;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Uri, header};

use backend::address_block::counted;
pub(crate) use client::Doubts;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// How the outside reaches this program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Web {
    /// `https://board.example.cn`; cookies are `Secure` where it is https.
    pub(crate) public_url: Option<Uri>,
    /// Proxies in front that append to `X-Forwarded-For`.
    pub(crate) trusted_hops: usize,
    /// Other names and ports by which it is asked for, such as `10.0.0.7:3000`.
    pub(crate) other_hosts: Vec<String>,
    pub(crate) doubts: Doubts,
}

impl Web {
    /// The site's address without a slash at the end: as it was set, or as the
    /// browser asked for it.
    pub(super) fn origin(&self, headers: &HeaderMap) -> String {
        if let Some(url) = &self.public_url {
            return url.to_string().trim_end_matches('/').to_owned();
        }
        let host = headers.get(header::HOST);
        let host = host.and_then(|host| host.to_str().ok());
        format!("http://{}", host.unwrap_or("localhost"))
    }

    pub(super) fn is_secure(&self) -> bool {
        let scheme = self.public_url.as_ref().and_then(Uri::scheme_str);
        scheme == Some("https")
    }

    /// Who sent a request: the peer, or what the outermost trusted proxy saw.
    pub(super) fn client(&self, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
        client::client(self.trusted_hops, &self.doubts, headers, extensions)
    }

    /// Whom connections of a peer count for; nobody where it is a proxy's.
    pub(super) fn counted_peer(&self, peer: IpAddr) -> Option<IpAddr> {
        (self.trusted_hops == 0).then(|| counted(peer)).flatten()
    }

    /// Whether a POST comes from a page of this site, as far as its headers
    /// say; older browsers say nothing, and the form's token decides.
    pub(super) fn is_own(&self, headers: &HeaderMap) -> bool {
        if let Some(from) = text(headers, FETCH_SITE) {
            return from == "same-origin";
        }
        let Some(origin) = text(headers, header::ORIGIN) else {
            return true;
        };
        self.is_here(origin, headers)
    }

    /// Whether who asks for a file came from a page of this site, or typed its
    /// address: not by a link of another site. Old browsers, and all where there
    /// is no TLS, only say from which page; who says nothing is not believed.
    pub(super) fn is_from_here(&self, headers: &HeaderMap) -> bool {
        match text(headers, FETCH_SITE) {
            Some(from) => from == "same-origin" || from == "none",
            None => text(headers, header::REFERER).is_some_and(|page| self.is_here(page, headers)),
        }
    }

    /// Whether an address is one of this site: as it was set, or as the browser
    /// asked for it.
    fn is_here(&self, address: &str, headers: &HeaderMap) -> bool {
        let Some((_, rest)) = address.split_once("://") else {
            return false;
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if self.public_url.is_some() {
            return self.is_own_host(authority);
        }
        text(headers, header::HOST) == Some(authority)
    }

    /// Whether somebody asked for this site by its own name: any, where its
    /// address was not set.
    pub(super) fn is_asked_for(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        if self.public_url.is_none() {
            return true;
        }
        let mut hosts = headers.get_all(header::HOST).iter().peekable();
        let named = hosts.peek().is_some() || uri.authority().is_some();
        let own = |host: &HeaderValue| host.to_str().is_ok_and(|host| self.is_own_host(host));
        let by_uri = uri.authority();
        named
            && hosts.all(own)
            && by_uri.is_none_or(|authority| self.is_own_host(authority.as_str()))
    }

    fn is_own_host(&self, authority: &str) -> bool {
        let url = self.public_url.as_ref();
        let scheme = url.and_then(Uri::scheme_str).unwrap_or("http");
        let set = url.and_then(Uri::authority).map(Authority::as_str);
        let others = self.other_hosts.iter().map(String::as_str);
        set.into_iter().chain(others).any(|own| {
            let own = without_port(own, scheme);
            own.eq_ignore_ascii_case(without_port(authority, scheme))
        })
    }

    /// A cookie's name: with the prefix that only TLS allows, where TLS is.
    pub(super) fn cookie_name(&self, name: &str) -> String {
        if self.is_secure() {
            format!("__Host-{name}")
        } else {
            name.to_owned()
        }
    }

    /// Sets a cookie that scripts cannot read; `None` lasts as long as the
    /// browser is open.
    pub(super) fn set_cookie(
        &self,
        name: &str,
        value: &str,
        max_age_seconds: Option<u32>,
    ) -> Option<HeaderValue> {
        let mut cookie = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax",
            self.cookie_name(name)
        );
        if self.is_secure() {
            cookie.push_str("; Secure");
        }
        if let Some(seconds) = max_age_seconds {
            cookie.push_str(&format!("; Max-Age={seconds}"));
        }
        HeaderValue::from_str(&cookie).ok()
    }

    /// A cookie of a request.
    pub(super) fn cookie<'a>(&self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        let name = self.cookie_name(name);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A host without the port that its scheme has anyway.
fn without_port<'a>(authority: &'a str, scheme: &str) -> &'a str {
    let usual = if scheme == "https" { ":443" } else { ":80" };
    authority.strip_suffix(usual).unwrap_or(authority)
}

/// Whether an address stays on this site.
pub(super) fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.chars().all(|character| character.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn a_post_from_another_site_is_seen() {
        let web = Web::default();
        for own in [
            headers(&[("sec-fetch-site", "same-origin")]),
            headers(&[("origin", "http://board.cn"), ("host", "board.cn")]),
            headers(&[]),
        ] {
            assert!(web.is_own(&own), "{own:?}");
        }
        for foreign in [
            headers(&[("sec-fetch-site", "cross-site")]),
            headers(&[("sec-fetch-site", "same-site")]),
            headers(&[("origin", "https://evil.cn"), ("host", "board.cn")]),
            headers(&[("origin", "null"), ("host", "board.cn")]),
        ] {
            assert!(!web.is_own(&foreign), "{foreign:?}");
        }
        let behind = Web {
            public_url: Some(Uri::from_static("https://board.cn")),
            trusted_hops: 1,
            ..Web::default()
        };
        let inside = headers(&[("origin", "https://board.cn"), ("host", "10.0.0.7:3000")]);
        assert!(behind.is_own(&inside));
    }

    #[test]
    fn a_link_of_another_site_is_seen() {
        let web = Web::default();
        for own in [
            headers(&[("sec-fetch-site", "same-origin")]),
            headers(&[("sec-fetch-site", "none")]),
            headers(&[("referer", "http://board.cn/office"), ("host", "board.cn")]),
        ] {
            assert!(web.is_from_here(&own), "{own:?}");
        }
        for foreign in [
            headers(&[("sec-fetch-site", "cross-site"), ("host", "board.cn")]),
            headers(&[
                ("sec-fetch-site", "cross-site"),
                ("referer", "http://board.cn/office"),
                ("host", "board.cn"),
            ]),
            headers(&[("sec-fetch-site", "same-site")]),
            headers(&[("referer", "http://evil.cn/board.cn"), ("host", "board.cn")]),
            headers(&[
                ("referer", "http://board.cn.evil.cn/"),
                ("host", "board.cn"),
            ]),
            headers(&[("host", "board.cn")]),
            headers(&[]),
        ] {
            assert!(!web.is_from_here(&foreign), "{foreign:?}");
        }
    }

    #[test]
    fn only_its_own_names_ask_for_a_site_whose_address_is_set() {
        let web = Web {
            public_url: Some(Uri::from_static("https://board.cn")),
            other_hosts: vec!["10.0.0.7:3000".to_owned()],
            ..Web::default()
        };
        let asked = |host: &'static str| {
            web.is_asked_for(&Uri::from_static("/p"), &headers(&[("host", host)]))
        };
        for own in ["board.cn", "BOARD.cn:443", "10.0.0.7:3000"] {
            assert!(asked(own), "{own}");
        }
        for foreign in [
            "evil.cn",
            "board.cn.evil.cn",
            "board.cn:8443",
            "10.0.0.7",
            "",
            "evil.cn@board.cn",
        ] {
            assert!(!asked(foreign), "{foreign}");
        }
        let path = Uri::from_static("/p");
        assert!(!web.is_asked_for(&path, &headers(&[])));
        let both = headers(&[("host", "board.cn"), ("host", "evil.cn")]);
        assert!(!web.is_asked_for(&path, &both));
        let absolute = Uri::from_static("http://evil.cn/p");
        assert!(!web.is_asked_for(&absolute, &headers(&[("host", "board.cn")])));
        assert!(Web::default().is_asked_for(&path, &headers(&[])));
    }

    #[test]
    fn the_address_is_the_one_that_was_set_or_the_one_that_was_asked_for() {
        let host = headers(&[("host", "10.0.0.7:3000")]);
        assert_eq!(Web::default().origin(&host), "http://10.0.0.7:3000");
        let web = Web {
            public_url: Some(Uri::from_static("https://board.cn")),
            ..Web::default()
        };
        assert_eq!(web.origin(&host), "https://board.cn");
    }

    #[test]
    fn cookies_are_bound_to_tls_where_it_is() {
        let secure = Web {
            public_url: Some(Uri::from_static("https://board.cn")),
            ..Web::default()
        };
        let cookie = secure.set_cookie("session", "x", None).expect("a cookie");
        assert_eq!(
            cookie,
            "__Host-session=x; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            Web::default()
                .set_cookie("session", "x", Some(5))
                .expect("a cookie"),
            "session=x; Path=/; HttpOnly; SameSite=Lax; Max-Age=5"
        );
    }
}
