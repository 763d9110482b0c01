//! Where the services of a deployment are: one root URL today, a base URL for each service in 2018.

use std::collections::BTreeMap;

use generated::runtime::api::{ApiRequest, Operation};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

/// Everything but RFC 3986's unreserved characters, so that a value is exactly one segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What the host names of all services of 2018 ended in.
const DOMAIN_OF_2018: &str = ".taskcluster.net";

/// A URL that is no base for API calls, or a call for which there is no URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// A root URL or base URL that cannot be used.
    #[error(
        "{url:?} is not the base of an API ({reason}); expected something like https://taskcluster.example.com"
    )]
    Base {
        /// The URL, without credentials and query.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A path parameter that would change the path into another one.
    #[error("{value:?} cannot be the {name} in the path of {operation}")]
    Parameter {
        /// The operation that was to be called.
        operation: &'static str,
        /// The parameter.
        name: String,
        /// Its value.
        value: String,
    },
    /// A path parameter of the route that the request does not give.
    #[error("the path of {operation} needs the parameter {name}")]
    MissingParameter {
        /// The operation that was to be called.
        operation: &'static str,
        /// The parameter.
        name: String,
    },
}

/// A Taskcluster deployment: how the URLs of its services and of its web interface are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// Without trailing slashes. `None` is a deployment of 2018.
    root_url: Option<String>,
    /// Base URLs by service, including the version, without a trailing slash.
    base_urls: BTreeMap<String, String>,
}

impl Deployment {
    /// Today's kind of deployment: `<root_url>/api/<service>/<version>/<route>`.
    ///
    /// # Errors
    ///
    /// When `root_url` is not an absolute http or https URL, or carries a query, fragment or password.
    pub fn at_root_url(root_url: &str) -> Result<Self, UrlError> {
        let root_url = root_url.trim_end_matches('/');
        check_base(root_url)?;
        Ok(Self { root_url: Some(root_url.to_owned()), base_urls: BTreeMap::new() })
    }

    /// A deployment of 2018: `https://<service>.taskcluster.net/v1/<route>`, unless told otherwise by
    /// [`with_base_url`](Self::with_base_url).
    #[must_use]
    pub const fn of_2018() -> Self {
        Self { root_url: None, base_urls: BTreeMap::new() }
    }

    /// The same deployment, but with `service` (such as `queue`) at `base_url`, which includes the version;
    /// a trailing slash makes no difference.
    ///
    /// # Errors
    ///
    /// When `base_url` is not an absolute http or https URL, or carries a query, fragment or password.
    pub fn with_base_url(mut self, service: &str, base_url: &str) -> Result<Self, UrlError> {
        let base_url = base_url.strip_suffix('/').unwrap_or(base_url);
        check_base(base_url)?;
        self.base_urls.insert(service.to_owned(), base_url.to_owned());
        Ok(self)
    }

    /// The root URL, without trailing slashes; `None` for a deployment of 2018.
    #[must_use]
    pub fn root_url(&self) -> Option<&str> {
        self.root_url.as_deref()
    }

    /// What every route of a service is appended to, without a trailing slash.
    #[must_use]
    pub fn base_url(&self, service: &str, version: &str) -> String {
        match (self.base_urls.get(service), &self.root_url) {
            (Some(base), _) => base.clone(),
            (None, Some(root)) => format!("{root}/api/{service}/{version}"),
            (None, None) => format!("https://{service}{DOMAIN_OF_2018}/{version}"),
        }
    }

    /// The service that had the host name `host` in 2018, such as `queue` for `queue.taskcluster.net`: tasks may call
    /// it by that name still, wherever it is now.
    #[must_use]
    pub fn service_of_host(host: &str) -> Option<&str> {
        host.strip_suffix(DOMAIN_OF_2018)
    }

    /// The URL of an API call, with its query.
    ///
    /// # Errors
    ///
    /// When a path parameter is missing, or is empty, `.` or `..`, which would make another path.
    pub fn operation_url(&self, request: &ApiRequest) -> Result<Url, UrlError> {
        let operation = request.operation;
        let text = self.base_url(operation.service, operation.version) + &self.path(request)?;
        let mut url =
            Url::parse(&text).map_err(|error| UrlError::Base { url: text, reason: error.to_string() })?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        Ok(url)
    }

    /// Where an API call goes, for messages: without its query, and without a token in its path.
    #[must_use]
    pub fn shown_url(&self, request: &ApiRequest) -> String {
        let mut shown = request.clone();
        for (name, value) in &mut shown.args {
            if request.operation.secret_args.contains(name) {
                "hidden".clone_into(value);
            }
        }
        let path = self.path(&shown).unwrap_or_else(|_| request.operation.route.to_owned());
        self.base_url(request.operation.service, request.operation.version) + &path
    }

    /// The page about a run, for people who read a log.
    #[must_use]
    pub fn run_page(&self, task_id: &str, run_id: u64) -> String {
        match &self.root_url {
            Some(root) => format!("{root}/tasks/{task_id}/runs/{run_id}"),
            None => format!("https://tools.taskcluster.net/task-inspector/#{task_id}/{run_id}"),
        }
    }

    /// The route with its parameters filled in.
    fn path(&self, request: &ApiRequest) -> Result<String, UrlError> {
        let operation = request.operation.name;
        let mut path = String::with_capacity(request.operation.route.len() + 64);
        let mut rest = request.operation.route;
        while let Some((before, after)) = rest.split_once('<') {
            let Some((name, after)) = after.split_once('>') else { break };
            let Some((_, value)) = request.args.iter().find(|(given, _)| *given == name) else {
                return Err(UrlError::MissingParameter { operation, name: name.to_owned() });
            };
            path.push_str(before);
            for (position, segment) in self.segments(request.operation, name, value).enumerate() {
                if matches!(segment, "" | "." | "..") {
                    return Err(UrlError::Parameter {
                        operation,
                        name: name.to_owned(),
                        value: value.clone(),
                    });
                }
                if position > 0 {
                    path.push('/');
                }
                path.extend(utf8_percent_encode(segment, SEGMENT));
            }
            rest = after;
        }
        path.push_str(rest);
        Ok(path)
    }

    fn segments<'a>(
        &self,
        operation: &Operation,
        name: &str,
        value: &'a str,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        let is_split = self.root_url.is_none() && operation.two_segments_in_2018.contains(&name);
        let most = if is_split { 2 } else { 1 };
        value.splitn(most, '/')
    }
}

fn check_base(text: &str) -> Result<(), UrlError> {
    // Not the text itself: it may hold a password.
    let wrong = |url: String, reason: &str| UrlError::Base { url, reason: reason.to_owned() };
    let mut url = Url::parse(text).map_err(|error| wrong(before_secrets(text), &error.to_string()))?;
    let had_user = !url.username().is_empty() || url.password().is_some();
    let had_query = url.query().is_some() || url.fragment().is_some();
    // Only URLs that cannot have them refuse to drop them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.set_fragment(None);
    if !matches!(url.scheme(), "http" | "https") {
        Err(wrong(url.to_string(), "it must begin with http:// or https://"))
    } else if had_user {
        Err(wrong(url.to_string(), "it has a user name or password"))
    } else if had_query {
        Err(wrong(url.to_string(), "it has a query or fragment"))
    } else {
        Ok(())
    }
}

/// As much of a text that is no URL as can be shown without showing a password or query.
fn before_secrets(text: &str) -> String {
    let shown = text.split(['?', '#']).next().unwrap_or_default();
    shown.rsplit('@').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use generated::api::{purge_cache, queue};
    use generated::runtime::api::{Method, Operation};
    use proptest::prelude::*;

    use super::*;

    fn request(operation: &'static Operation, args: &[(&'static str, &str)]) -> ApiRequest {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        ApiRequest { operation, args, query: Vec::new(), body: None }
    }

    fn claim() -> ApiRequest {
        request(&queue::operations::CLAIM_WORK, &[("taskQueueId", "prov/ty pe")])
    }

    fn artifact(name: &str) -> ApiRequest {
        request(
            &queue::operations::CREATE_ARTIFACT,
            &[("taskId", "fN1SbArXTPSVFNUvaOlinQ"), ("runId", "0"), ("name", name)],
        )
    }

    fn url(deployment: &Deployment, request: &ApiRequest) -> String {
        deployment.operation_url(request).expect("a valid call").to_string()
    }

    #[test]
    fn a_root_url_serves_all_services() {
        for root in ["https://tc.example.com", "https://tc.example.com/", "https://tc.example.com///"] {
            let deployment = Deployment::at_root_url(root).expect("a valid root URL");
            assert_eq!(deployment.root_url(), Some("https://tc.example.com"));
            assert_eq!(
                url(&deployment, &claim()),
                "https://tc.example.com/api/queue/v1/claim-work/prov%2Fty%20pe"
            );
        }
        let below = Deployment::at_root_url("http://127.0.0.1:8080/tc/").expect("a valid root URL");
        assert_eq!(
            url(&below, &artifact("public/logs/live.log")),
            "http://127.0.0.1:8080/tc/api/queue/v1/task/fN1SbArXTPSVFNUvaOlinQ/runs/0/artifacts/public%2Flogs%2Flive.log"
        );
    }

    #[test]
    fn the_services_of_2018_have_hosts_and_pools_have_two_segments() {
        let deployment = Deployment::of_2018();
        assert_eq!(url(&deployment, &claim()), "https://queue.taskcluster.net/v1/claim-work/prov/ty%20pe");
        let mut purge = request(&purge_cache::operations::PURGE_REQUESTS, &[("workerPoolId", "prov/type")]);
        purge.query.push(("since", "2018-10-25T12:00:00.000Z".to_owned()));
        assert_eq!(
            url(&deployment, &purge),
            "https://purge-cache.taskcluster.net/v1/purge-cache/prov/type?since=2018-10-25T12%3A00%3A00.000Z"
        );
        assert!(url(&deployment, &artifact("public/a b")).ends_with("/artifacts/public%2Fa%20b"));
    }

    #[test]
    fn a_base_url_may_end_in_a_slash_and_moves_one_service_only() {
        for base in ["http://localhost:1/queue/v1", "http://localhost:1/queue/v1/"] {
            let moved = Deployment::of_2018().with_base_url("queue", base).expect("a valid base URL");
            assert_eq!(url(&moved, &claim()), "http://localhost:1/queue/v1/claim-work/prov/ty%20pe");
            assert_eq!(moved.base_url("auth", "v1"), "https://auth.taskcluster.net/v1");
        }
        let today = Deployment::at_root_url("https://tc.example.com").expect("a valid root URL");
        let moved = today.with_base_url("queue", "http://localhost:1/v1").expect("a valid base URL");
        assert_eq!(url(&moved, &claim()), "http://localhost:1/v1/claim-work/prov%2Fty%20pe");
    }

    #[test]
    fn the_page_of_a_run() {
        let today = Deployment::at_root_url("https://tc.example.com/").expect("a valid root URL");
        assert_eq!(today.run_page("T", 3), "https://tc.example.com/tasks/T/runs/3");
        let page = Deployment::of_2018().run_page("T", 3);
        assert_eq!(page, "https://tools.taskcluster.net/task-inspector/#T/3");
    }

    #[test]
    fn a_url_is_shown_without_query_and_token() {
        static SECRET: Operation = Operation {
            service: "provisioner",
            version: "v1",
            name: "getSecret",
            method: Method::Get,
            route: "/secret/<token>",
            secret_args: &["token"],
            two_segments_in_2018: &[],
            query: &["q"],
            input: None,
            output: None,
            scopes: None,
        };
        let mut request = request(&SECRET, &[("token", "t0ken")]);
        request.query.push(("q", "t0ken".to_owned()));
        let shown = Deployment::of_2018().shown_url(&request);
        assert_eq!(shown, "https://provisioner.taskcluster.net/v1/secret/hidden");
    }

    #[test]
    fn what_would_be_another_path_is_refused() {
        let deployment = Deployment::at_root_url("https://tc.example.com").expect("a valid root URL");
        for name in ["", ".", ".."] {
            let error = deployment.operation_url(&artifact(name)).expect_err("not a segment");
            assert!(matches!(error, UrlError::Parameter { name, .. } if name == "name"));
        }
        let legacy = Deployment::of_2018();
        let claim = request(&queue::operations::CLAIM_WORK, &[("taskQueueId", "prov/..")]);
        assert!(legacy.operation_url(&claim).is_err());
        let claim = request(&queue::operations::CLAIM_WORK, &[]);
        assert!(matches!(legacy.operation_url(&claim), Err(UrlError::MissingParameter { .. })));
    }

    #[test]
    fn a_base_must_be_a_plain_url_and_its_password_is_not_shown() {
        for root in [
            "",
            "tc.example.com",
            "ftp://tc.example.com",
            "https://tc.example.com?t0ken",
            "https://u:t0ken@tc.example.com",
            "//u:t0ken@tc.example.com",
            "https://u:t0ken@[",
        ] {
            let error = Deployment::at_root_url(root).expect_err(root).to_string();
            assert!(!error.contains("t0ken"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn a_parameter_is_one_segment_whatever_it_holds(name in "\\PC{1,20}") {
            prop_assume!(!matches!(name.as_str(), "." | ".."));
            let deployment = Deployment::at_root_url("https://tc.example.com").expect("a valid root URL");
            let url = deployment.operation_url(&artifact(&name)).expect("one segment");
            let last = url.path_segments().and_then(Iterator::last).expect("a path");
            let decoded = percent_encoding::percent_decode_str(last).decode_utf8().expect("UTF-8");
            prop_assert_eq!(decoded, name);
            prop_assert_eq!(url.path_segments().map(Iterator::count), Some(9));
        }
    }
}
