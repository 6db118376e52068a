//! Where this site stands on the web: its address, what is in front of it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Uri, header};

/// How the outside reaches this program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Web {
    /// `https://board.example.cn`; cookies are `Secure` where it is https.
    pub(crate) public_url: Option<Uri>,
    /// Proxies in front that append to `X-Forwarded-For`.
    pub(crate) trusted_hops: usize,
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
    /// Anything further left in the header is the client's own claim.
    pub(super) fn client(&self, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(Ipv4Addr::UNSPECIFIED.into(), |ConnectInfo(peer)| peer.ip());
        if self.trusted_hops == 0 {
            return peer;
        }
        let claims: Vec<IpAddr> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(|one| one.trim().parse().ok())
            .collect();
        claims
            .len()
            .checked_sub(self.trusted_hops)
            .and_then(|at| claims.get(at))
            .copied()
            .unwrap_or(peer)
    }

    /// Whether a POST comes from a page of this site, as far as its headers
    /// say; older browsers say nothing, and the form's token decides.
    pub(super) fn is_own(&self, headers: &HeaderMap) -> bool {
        const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
        let text = |name| {
            headers
                .get(name)
                .and_then(|value: &HeaderValue| value.to_str().ok())
        };
        if let Some(from) = text(FETCH_SITE) {
            return from == "same-origin";
        }
        let Some(origin) = text(header::ORIGIN) else {
            return true;
        };
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        let own = match &self.public_url {
            Some(url) => url.authority().map(|authority| authority.as_str()),
            None => text(header::HOST),
        };
        authority.is_some() && authority == own
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
        };
        let inside = headers(&[("origin", "https://board.cn"), ("host", "10.0.0.7:3000")]);
        assert!(behind.is_own(&inside));
    }

    #[test]
    fn the_address_is_the_one_that_was_set_or_the_one_that_was_asked_for() {
        let host = headers(&[("host", "10.0.0.7:3000")]);
        assert_eq!(Web::default().origin(&host), "http://10.0.0.7:3000");
        let web = Web {
            public_url: Some(Uri::from_static("https://board.cn")),
            trusted_hops: 0,
        };
        assert_eq!(web.origin(&host), "https://board.cn");
    }

    #[test]
    fn only_what_a_trusted_proxy_saw_counts() {
        let (mut parts, ()) = http::Request::new(()).into_parts();
        let peer: SocketAddr = "10.0.0.1:999".parse().expect("an address");
        parts.extensions.insert(ConnectInfo(peer));
        parts.headers = headers(&[("x-forwarded-for", "6.6.6.6, 9.9.9.9")]);
        let client = |trusted_hops| {
            let web = Web {
                public_url: None,
                trusted_hops,
            };
            web.client(&parts.headers, &parts.extensions).to_string()
        };
        assert_eq!(client(0), "10.0.0.1");
        assert_eq!(client(1), "9.9.9.9");
        assert_eq!(client(2), "6.6.6.6");
        assert_eq!(client(3), "10.0.0.1");
    }

    #[test]
    fn cookies_are_bound_to_tls_where_it_is() {
        let secure = Web {
            public_url: Some(Uri::from_static("https://board.cn")),
            trusted_hops: 0,
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
