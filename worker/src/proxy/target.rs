//! Where a request goes: from the path that a task asks for to the URL of a service.
//!
//! Whatever a task asks for, the result is below the base URL of a service of the deployment, with the same segments
//! and query as asked for, or an error.

use http::Uri;
use url::Url;

use crate::taskcluster::root_url::Deployment;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// A signed URL.
    Bewit,
    /// A service's answer.
    Service(Url),
}

/// Why a request goes nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// The request names a server as well.
    #[error("the request must name a path, such as /api/queue/v1/ping, and nothing before it")]
    NotAPath,
    /// What is not a task's to change.
    #[error("the credentials of the proxy are renewed by the worker; a task cannot replace them")]
    Credentials,
    /// Nothing is there.
    #[error(
        "{path:?} names no API of a service; expected /api/<service>/<version>/<rest>, such as /api/queue/v1/ping"
    )]
    Unknown {
        /// What was asked for.
        path: String,
    },
    /// Another server than the deployment's.
    #[error(
        "{host:?} is not a server of this Taskcluster deployment, and no other is called with a task's credentials"
    )]
    Foreign {
        /// The server.
        host: String,
    },
    /// What would become another path on its way.
    #[error("the path has the segment {segment:?}, which would lead elsewhere")]
    Segment {
        /// The part of the path between two slashes.
        segment: String,
    },
    /// The deployment's URL cannot take the rest.
    #[error("there is no URL for {path:?}: {reason}")]
    Url {
        /// What was asked for.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// What `uri`, the target in a request's first line, asks for.
pub fn find(uri: &Uri, deployment: &Deployment) -> Result<Target, TargetError> {
    if uri.authority().is_some() || uri.scheme().is_some() || !uri.path().starts_with('/') {
        return Err(TargetError::NotAPath);
    }
    let path = &uri.path()[1..];
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let call = |service, rest| Call { path: uri.path(), service, rest, query: uri.query() };
    let call = match first {
        "bewit" if path == first => return Ok(Target::Bewit),
        "credentials" => return Err(TargetError::Credentials),
        "api" => below_api(rest).map(|(service, rest)| call(service, rest)),
        host if host.contains('.') => {
            let (service, rest) = by_host(host, rest, deployment)?;
            Some(call(service, rest))
        }
        service => Some(call(service, rest)),
    };
    let unknown = || TargetError::Unknown { path: uri.path().to_owned() };
    call.ok_or_else(unknown)?.url(deployment).map(Target::Service)
}

/// `<service>/<version and more>`.
fn below_api(path: &str) -> Option<(&str, &str)> {
    path.split_once('/')
}

/// The service on `host`, and what is asked of it, version first.
fn by_host<'a>(
    host: &'a str,
    path: &'a str,
    deployment: &Deployment,
) -> Result<(&'a str, &'a str), TargetError> {
    if let Some(service) = Deployment::service_of_host(host) {
        return Ok((service, path));
    }
    let foreign = || TargetError::Foreign { host: host.to_owned() };
    let root = deployment.root_url().and_then(|root| Url::parse(root).ok()).ok_or_else(foreign)?;
    if !root.authority().eq_ignore_ascii_case(host) {
        return Err(foreign());
    }
    // The root URL may have a path itself.
    let above_api = root.path().trim_matches('/');
    let below = path.strip_prefix(above_api).map(|path| path.trim_start_matches('/'));
    let call = below.and_then(|path| path.strip_prefix("api/")).and_then(below_api);
    call.ok_or_else(|| TargetError::Unknown { path: format!("/{host}/{path}") })
}

/// A call of a service, as it was asked for.
struct Call<'a> {
    path: &'a str,
    service: &'a str,
    /// The version, and everything behind it.
    rest: &'a str,
    query: Option<&'a str>,
}

impl Call<'_> {
    fn url(&self, deployment: &Deployment) -> Result<Url, TargetError> {
        let unknown = || TargetError::Unknown { path: self.path.to_owned() };
        let (version, rest) = self.rest.split_once('/').ok_or_else(unknown)?;
        if !is_name(self.service) || !is_name(version) {
            return Err(unknown());
        }
        check_segments(rest)?;
        let base = deployment.base_url(self.service, version);
        let mut text = format!("{base}/{rest}");
        if let Some(query) = self.query {
            text.push('?');
            text.push_str(query);
        }
        let (base, url) = (self.parse(&base)?, self.parse(&text)?);
        // The checks above see to it. This one is independent of how URLs are read.
        let below = url.path().strip_prefix(base.path().trim_end_matches('/'));
        let has_same_segments =
            below.is_some_and(|below| below.matches('/').count() == rest.matches('/').count() + 1);
        if url.origin() != base.origin() || !has_same_segments || url.fragment().is_some() {
            return Err(self.unusable("it would lead elsewhere"));
        }
        Ok(url)
    }

    fn parse(&self, text: &str) -> Result<Url, TargetError> {
        Url::parse(text).map_err(|error| self.unusable(&error.to_string()))
    }

    fn unusable(&self, reason: &str) -> TargetError {
        TargetError::Url { path: self.path.to_owned(), reason: reason.to_owned() }
    }
}

/// Whether the text is plain enough for a service or a version, which may become part of a host name.
fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len()) && text.bytes().all(is_plain)
}

/// Refuses segments that stand for another directory, however they are written. Everything else stays as it is.
fn check_segments(path: &str) -> Result<(), TargetError> {
    let leads_elsewhere = |segment: &&str| {
        let plain = segment.to_ascii_lowercase().replace("%2e", ".");
        plain == "." || plain == ".." || segment.contains('\\')
    };
    match path.split('/').find(leads_elsewhere) {
        Some(segment) => Err(TargetError::Segment { segment: segment.to_owned() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> Deployment {
        Deployment::at_root_url("https://tc.example.com:8443/below").expect("a valid root URL")
    }

    fn service(deployment: &Deployment, path: &str) -> String {
        match find(&path.parse().expect("a target"), deployment) {
            Ok(Target::Service(url)) => url.into(),
            other => panic!("{path}: {other:?}"),
        }
    }

    fn error(deployment: &Deployment, target: &str) -> TargetError {
        find(&target.parse().expect("a target"), deployment).expect_err(target)
    }

    #[test]
    fn services_by_all_their_names() {
        let base = "https://tc.example.com:8443/below/api/queue/v1";
        for path in [
            "/api/queue/v1/task/a%2Fb%2f../x//?q=%2F&r=a%20b",
            "/queue/v1/task/a%2Fb%2f../x//?q=%2F&r=a%20b",
            "/queue.taskcluster.net/v1/task/a%2Fb%2f../x//?q=%2F&r=a%20b",
            "/tc.example.com:8443/below/api/queue/v1/task/a%2Fb%2f../x//?q=%2F&r=a%20b",
        ] {
            assert_eq!(service(&today(), path), format!("{base}/task/a%2Fb%2f../x//?q=%2F&r=a%20b"));
        }
        assert_eq!(service(&today(), "/api/queue/v1/"), format!("{base}/"));
        let old = Deployment::of_2018().with_base_url("queue", "http://127.0.0.1:1/v1").expect("a URL");
        assert_eq!(service(&old, "/queue/v1/ping"), "http://127.0.0.1:1/v1/ping");
        assert_eq!(service(&old, "/queue.taskcluster.net/v1/ping"), "http://127.0.0.1:1/v1/ping");
        assert_eq!(service(&old, "/auth/v1/ping"), "https://auth.taskcluster.net/v1/ping");
        assert_eq!(service(&old, "/api/auth/v1/ping"), "https://auth.taskcluster.net/v1/ping");
    }

    #[test]
    fn other_requests() {
        assert_eq!(find(&"/bewit".parse().expect("a target"), &today()), Ok(Target::Bewit));
        for path in ["/credentials", "/credentials?x", "/credentials/v1/x"] {
            assert_eq!(error(&today(), path), TargetError::Credentials);
        }
    }

    #[test]
    fn what_leads_nowhere() {
        for path in
            ["/", "/api", "/api/", "/api/queue", "/api/queue/v1", "/api//v1/x", "/queue", "/bewit/x", "//x/y"]
        {
            assert!(matches!(error(&today(), path), TargetError::Unknown { .. }), "{path}");
        }
        for path in ["/api/que%75e/v1/x", "/api/a@b/v1/x", "/api/a:b/v1/x", "/tc.example.com:8443/v1/x"] {
            assert!(matches!(error(&today(), path), TargetError::Unknown { .. }), "{path}");
        }
    }

    #[test]
    fn no_other_server_is_reached() {
        for target in ["http://evil.example.com/api/queue/v1/x", "evil.example.com:443", "*"] {
            assert_eq!(error(&today(), target), TargetError::NotAPath);
        }
        for path in [
            "/evil.example.com/api/queue/v1/x",
            "/tc.example.com/below/api/queue/v1/x",
            "/user@tc.example.com:8443/below/api/queue/v1/x",
            "/queue.taskcluster.net.evil.example.com/v1/x",
            "/127.0.0.1:80/v1/x",
        ] {
            assert!(matches!(error(&today(), path), TargetError::Foreign { .. }), "{path}");
        }
        // A service's name may be a part of the host name.
        for path in
            ["/evil.example.com%2F.taskcluster.net/v1/x", "/a.b.taskcluster.net/v1/x", "/api/a.b/v1/x"]
        {
            assert!(matches!(error(&Deployment::of_2018(), path), TargetError::Unknown { .. }), "{path}");
        }
    }

    #[test]
    fn no_other_path_is_reached() {
        for rest in ["..", ".", "a/../b", "%2e%2E/x", ".%2e", "a/%2e/b", "..\\x", "a\\..\\b"] {
            let path = format!("/api/queue/v1/{rest}");
            // Some of them are not even targets.
            let Ok(uri) = path.parse::<Uri>() else { continue };
            assert!(matches!(find(&uri, &today()), Err(TargetError::Segment { .. })), "{path}");
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("/".to_owned()),
            Just("..".to_owned()),
            Just(".".to_owned()),
            Just("%2e".to_owned()),
            Just("%2F".to_owned()),
            Just("\\".to_owned()),
            Just("%5c".to_owned()),
            Just("@".to_owned()),
            Just(":".to_owned()),
            Just("?".to_owned()),
            Just("%00".to_owned()),
            Just("%".to_owned()),
            Just("{".to_owned()),
            Just("\"".to_owned()),
            Just(";".to_owned()),
            Just("api".to_owned()),
            Just("queue".to_owned()),
            Just("v1".to_owned()),
            Just("evil.example.com".to_owned()),
            Just(".taskcluster.net".to_owned()),
            Just("tc.example.com:8443".to_owned()),
            "\\PC",
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn whatever_is_asked_for_stays_in_the_deployment(
            start in prop_oneof![Just("/"), Just("/api/"), Just("/api/queue/v1/"), Just("/queue/v1/"), Just("")],
            path in hostile(),
        ) {
            let Ok(uri) = format!("{start}{path}").parse::<Uri>() else { return Ok(()) };
            for deployment in [today(), Deployment::of_2018()] {
                let Ok(Target::Service(url)) = find(&uri, &deployment) else { continue };
                prop_assert_eq!(url.scheme(), "https");
                prop_assert!(url.username().is_empty() && url.password().is_none());
                match deployment.root_url() {
                    Some(_) => {
                        prop_assert_eq!(url.authority(), "tc.example.com:8443");
                        prop_assert!(url.path().starts_with("/below/api/"), "{}", url);
                    }
                    None => {
                        let host = url.host_str().expect("a host");
                        let label = host.strip_suffix(".taskcluster.net");
                        prop_assert!(label.is_some_and(is_name), "{}", url);
                        prop_assert_eq!(url.port(), None);
                    }
                }
                // What was asked for arrives: percent-encoding may be added, but nothing is decoded or left out.
                let decode = |text: &str| percent_encoding::percent_decode_str(text).collect::<Vec<u8>>();
                let asked: Vec<_> = uri.path().split('/').map(decode).collect();
                let sent: Vec<_> = url.path().split('/').map(decode).collect();
                let behind = asked.len().min(sent.len()).saturating_sub(4);
                prop_assert_eq!(&asked[asked.len() - behind..], &sent[sent.len() - behind..]);
                prop_assert_eq!(uri.query().map(decode), url.query().map(decode));
            }
        }
    }
}
