//! Which operation a request means.

use generated::api::{auth, index, object, purge_cache, queue, secrets};
use generated::runtime::api::{Method, Operation};
use percent_encoding::percent_decode_str;

/// The path parameter that may hold slashes which are not escaped.
const NAME: &str = queue::parameters::NAME;

/// The path parameter that may be empty.
const NAMESPACE: &str = index::parameters::NAMESPACE;

#[derive(Clone, Copy, Debug)]
enum Segment {
    Literal(&'static str),
    Parameter(&'static str),
    /// A parameter that was two segments in 2018.
    Pool(&'static str),
}

#[derive(Debug)]
struct Route {
    operation: &'static Operation,
    segments: Vec<Segment>,
}

/// An operation and its path parameters, decoded, in the order of the route.
#[derive(Debug)]
pub struct Found {
    /// What is called.
    pub operation: &'static Operation,
    /// Name and value.
    pub args: Vec<(&'static str, String)>,
}

/// All operations of the services that this deployment has.
#[derive(Debug)]
pub struct Routes(Vec<Route>);

impl Routes {
    /// The operations of all services; where two match, the one with more literal segments comes first.
    pub fn new() -> Self {
        let services = [
            queue::OPERATIONS,
            auth::OPERATIONS,
            purge_cache::OPERATIONS,
            secrets::OPERATIONS,
            index::OPERATIONS,
            object::OPERATIONS,
        ];
        let mut routes: Vec<Route> = services
            .into_iter()
            .flatten()
            .map(|&operation| Route { operation, segments: parse(operation) })
            .collect();
        let parameters = |route: &Route| {
            route.segments.iter().filter(|segment| !matches!(segment, Segment::Literal(_))).count()
        };
        routes.sort_by_key(parameters);
        Self(routes)
    }

    /// The operation at `path`, which is still percent-encoded.
    pub fn find(&self, method: &http::Method, path: &str) -> Option<Found> {
        let segments: Vec<String> = path
            .strip_prefix('/')?
            .split('/')
            .map(|segment| percent_decode_str(segment).decode_utf8().map(Into::into))
            .collect::<Result<_, _>>()
            .ok()?;
        let (service, version, rest) = match segments.as_slice() {
            [api, service, version, rest @ ..] if api == "api" => (service, version, rest),
            [service, version, rest @ ..] => (service, version, rest),
            _ => return None,
        };
        self.0.iter().find_map(|route| {
            let operation = route.operation;
            if operation.service != service || operation.version != version || !takes(operation, method) {
                return None;
            }
            let mut args = Vec::new();
            matches(&route.segments, rest, &mut args).then_some(Found { operation, args })
        })
    }
}

fn takes(operation: &Operation, method: &http::Method) -> bool {
    operation.method.as_str() == method.as_str()
        || (operation.method == Method::Get && method == http::Method::HEAD)
}

fn parse(operation: &'static Operation) -> Vec<Segment> {
    let parts = operation.route.split('/').skip(1);
    parts
        .map(|part| match part.strip_prefix('<').and_then(|part| part.strip_suffix('>')) {
            Some(name) if operation.two_segments_in_2018.contains(&name) => Segment::Pool(name),
            Some(name) => Segment::Parameter(name),
            None => Segment::Literal(part),
        })
        .collect()
}

fn matches(route: &[Segment], path: &[String], args: &mut Vec<(&'static str, String)>) -> bool {
    match (route, path) {
        ([], []) => true,
        // A slash at the end makes no difference.
        ([Segment::Literal("")], []) | ([], [_]) if path.iter().all(String::is_empty) => true,
        ([Segment::Parameter(NAMESPACE)], []) => {
            args.push((NAMESPACE, String::new()));
            true
        }
        ([Segment::Literal(literal), route @ ..], [first, path @ ..]) => {
            literal == first && matches(route, path, args)
        }
        ([Segment::Parameter(NAME)], [_, ..]) if path.iter().any(|segment| !segment.is_empty()) => {
            args.push((NAME, path.join("/")));
            true
        }
        ([Segment::Parameter(name), route @ ..], [first, path @ ..])
            if !first.is_empty() || *name == NAMESPACE =>
        {
            args.push((name, first.clone()));
            matches(route, path, args)
        }
        ([Segment::Pool(name), route @ ..], [first, path @ ..]) if !first.is_empty() => {
            let before = args.len();
            args.push((name, first.clone()));
            if matches(route, path, args) {
                return true;
            }
            args.truncate(before);
            match path {
                [second, path @ ..] if !second.is_empty() => {
                    args.push((name, format!("{first}/{second}")));
                    matches(route, path, args)
                }
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(method: http::Method, path: &str) -> Option<(&'static str, Vec<String>)> {
        let found = Routes::new().find(&method, path)?;
        Some((found.operation.name, found.args.into_iter().map(|(_, value)| value).collect()))
    }

    #[test]
    fn both_kinds_of_urls_lead_to_the_same_operation() {
        for path in [
            "/api/queue/v1/claim-work/prov%2Ftype",
            "/api/queue/v1/claim-work/prov/type",
            "/queue/v1/claim-work/prov/type",
            "/queue/v1/claim-work/prov%2Ftype",
        ] {
            assert_eq!(find(http::Method::POST, path), Some(("claimWork", vec!["prov/type".to_owned()])));
        }
        assert_eq!(find(http::Method::GET, "/queue/v1/claim-work/prov/type"), None);
        assert_eq!(find(http::Method::GET, "/queue/v2/ping"), None);
        assert_eq!(find(http::Method::GET, "/nothing"), None);
    }

    #[test]
    fn literal_segments_come_before_parameters() {
        let name = |path| find(http::Method::GET, path).map(|(name, _)| name);
        assert_eq!(name("/purge-cache/v1/purge-cache/list"), Some("allPurgeRequests"));
        assert_eq!(name("/purge-cache/v1/purge-cache/a/b"), Some("purgeRequests"));
        assert_eq!(name("/queue/v1/task-queues/a%2Fb/pending"), Some("listPendingTasks"));
        assert_eq!(name("/queue/v1/task-queues/a/b"), Some("getTaskQueue"));
    }

    #[test]
    fn slashes_at_the_end_make_no_difference() {
        for path in ["/auth/v1/clients/", "/auth/v1/clients"] {
            assert_eq!(find(http::Method::GET, path), Some(("listClients", vec![])));
        }
        for path in ["/index/v1/tasks/", "/index/v1/tasks"] {
            assert_eq!(find(http::Method::GET, path), Some(("listTasks", vec![String::new()])));
        }
        assert_eq!(find(http::Method::GET, "/queue/v1/ping/"), Some(("ping", vec![])));
        assert_eq!(find(http::Method::GET, "/queue/v1/task/"), None);
        assert_eq!(find(http::Method::GET, "/queue/v1/ping//"), None);
    }

    #[test]
    fn names_of_artifacts_may_hold_slashes() {
        for path in [
            "/api/queue/v1/task/T/runs/0/artifacts/public%2Fa%2Fb",
            "/queue/v1/task/T/runs/0/artifacts/public/a/b",
        ] {
            let args = ["T", "0", "public/a/b"].map(str::to_owned).to_vec();
            assert_eq!(find(http::Method::GET, path), Some(("getArtifact", args)));
        }
    }
}
