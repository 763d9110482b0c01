//! From an HTTP request to the handler of an operation, and back.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use generated::Timestamp;
use generated::api::queue::ErrorArtifactContent;
use generated::api::{auth, index, object, purge_cache, queue, secrets};
use generated::documents::error_body::{ErrorBody, RequestInfo};
use generated::runtime::api::{Reply, ServerError, ServerRequest};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION, WWW_AUTHENTICATE};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value};

use super::auth::{Caller, Sent};
use super::context::{Context, Services};
use super::index::IndexService;
use super::object::ObjectService;
use super::purge_cache::PurgeCacheService;
use super::queue::QueueService;
use super::secrets::SecretsService;
use super::{error, scopes};

/// The longest body of an API call, in bytes.
const LONGEST_BODY: usize = 10 << 20;

/// What stands for a secret where a request is repeated to its sender.
const OMITTED: &str = "(OMITTED)";

/// Answers every request.
pub async fn answer(State(services): State<Arc<Services>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if parts.uri.path().starts_with(super::storage::PREFIX) {
        return services.storage.answer(&parts.method, &parts.uri, &parts.headers, body).await;
    }
    let now = Timestamp::now();
    let path = parts.uri.path();
    let Some(found) = services.routes.find(&parts.method, path) else {
        let refusal = error::not_found(format!("{} {path} is no operation of this deployment", parts.method));
        return refused(None, &refusal, now);
    };
    let mut request = ServerRequest {
        operation: found.operation,
        args: found.args,
        query: query(&parts),
        body: Value::Object(Map::new()),
    };
    match call(services, &parts, body, &mut request, now).await {
        Ok(reply) => replied(&request, &reply),
        Err(refusal) => refused(Some(&request), &refusal, now),
    }
}

async fn call(
    services: Arc<Services>,
    parts: &Parts,
    body: Body,
    request: &mut ServerRequest,
    now: Timestamp,
) -> Result<Reply<Value>, ServerError> {
    let operation = request.operation;
    let bytes = read(parts, body).await?;
    let sent = sent(parts)?;
    let caller = who(&services, request, &sent, now)?;
    check_hash(&caller, parts, &bytes)?;
    let context = Context { services, caller, now, sent, operation };
    let by_path = scopes::of_path(request);
    let authorized = context.authorize_early(&by_path)?;
    context.services.schemas.check_arguments(request)?;
    parse(&context.services, parts, &bytes, request)?;
    if !authorized {
        context.authorize(&scopes::of_request(&context.services, request)?)?;
    }
    let reply = match operation.service {
        queue::SERVICE => queue::dispatch(&QueueService, &context, request).await,
        auth::SERVICE => auth::dispatch(&context.services.auth, &context, request).await,
        purge_cache::SERVICE => purge_cache::dispatch(&PurgeCacheService, &context, request).await,
        secrets::SERVICE => secrets::dispatch(&SecretsService, &context, request).await,
        index::SERVICE => index::dispatch(&IndexService, &context, request).await,
        object::SERVICE => object::dispatch(&ObjectService, &context, request).await,
        _ => Err(ServerError::not_offered(operation)),
    }?;
    if let Some(definition) = operation.output {
        context.services.schemas.check(operation.service, definition, &reply.body).map_err(|reason| {
            tracing::error!(operation = operation.name, %reason, "the answer breaks its schema");
            error::internal(format!("the answer breaks its schema: {reason}"))
        })?;
    }
    Ok(reply)
}

fn who(
    services: &Services,
    request: &ServerRequest,
    sent: &Sent,
    now: Timestamp,
) -> Result<Caller, ServerError> {
    match services.auth.authenticate(sent.signed(), now) {
        // Where anybody may call, a signature of somebody unknown does no harm.
        Err(_) if request.operation.scopes.is_none() => services.auth.anonymous(now),
        result => result,
    }
}

fn sent(parts: &Parts) -> Result<Sent, ServerError> {
    let host = text(parts, HOST).and_then(|host| host.parse::<Authority>().ok());
    let (host, port) = host.as_ref().map_or(("", 80), |host| (host.host(), host.port_u16().unwrap_or(80)));
    let authorization = parts.headers.get(AUTHORIZATION).map(HeaderValue::to_str).transpose();
    let authorization = authorization.map_err(|_| error::unauthenticated("Authorization is not ASCII"))?;
    Ok(Sent {
        method: parts.method.to_string(),
        host: host.to_owned(),
        port,
        resource: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        authorization: authorization.map(str::to_owned),
    })
}

/// Checks that the body is the one that was signed, where the signature covers it.
fn check_hash(caller: &Caller, parts: &Parts, body: &Bytes) -> Result<(), ServerError> {
    let Some(signed) = &caller.hash else { return Ok(()) };
    let content_type = media_type(parts);
    let hash = hawk::PayloadHasher::hash(content_type.to_ascii_lowercase(), hawk::SHA256, body);
    if hash.as_ref().is_ok_and(|hash| hash == signed) {
        return Ok(());
    }
    Err(error::unauthenticated(
        "Invalid payload hash: your request carries a signed hash of the payload which is not the hash of the \
         payload that came",
    ))
}

fn query(parts: &Parts) -> Vec<(String, String)> {
    let text = parts.uri.query().unwrap_or_default();
    url::form_urlencoded::parse(text.as_bytes()).into_owned().filter(|(name, _)| name != "bewit").collect()
}

fn text(parts: &Parts, name: HeaderName) -> Option<&str> {
    parts.headers.get(name)?.to_str().ok()
}

/// The content type without parameters.
fn media_type(parts: &Parts) -> &str {
    text(parts, CONTENT_TYPE).and_then(|text| text.split(';').next()).unwrap_or_default().trim()
}

async fn read(parts: &Parts, body: Body) -> Result<Bytes, ServerError> {
    let length = text(parts, CONTENT_LENGTH).and_then(|length| length.parse().ok());
    if length.is_some_and(|length: usize| length > LONGEST_BODY) {
        return Err(error::too_large(format!("The body has more than {LONGEST_BODY} bytes")));
    }
    to_bytes(body, LONGEST_BODY).await.map_err(|error| error::malformed(error.to_string()))
}

/// Takes the body into `request`, and checks it against the operation's schema.
fn parse(
    services: &Services,
    parts: &Parts,
    bytes: &Bytes,
    request: &mut ServerRequest,
) -> Result<(), ServerError> {
    let Some(definition) = request.operation.input else { return Ok(()) };
    if media_type(parts) != "application/json" {
        return Err(error::malformed(format!(
            "Payload must be JSON with content-type: application/json got content-type: {:?}",
            text(parts, CONTENT_TYPE).unwrap_or_default()
        )));
    }
    request.body = serde_json::from_slice(bytes)
        .map_err(|error| error::malformed(format!("Failed to parse JSON: {error}")))?;
    services.schemas.check(request.operation.service, definition, &request.body).map_err(error::validation)
}

fn replied(request: &ServerRequest, reply: &Reply<Value>) -> Response {
    let nothing = Value::Object(Map::new());
    let body = if request.operation.output.is_some() { &reply.body } else { &nothing };
    let mut response = json(reply.status, body);
    if let Some(location) =
        reply.location.as_deref().and_then(|location| HeaderValue::from_str(location).ok())
    {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn refused(request: Option<&ServerRequest>, refusal: &ServerError, time: Timestamp) -> Response {
    let ServerError { status, code, message } = refusal;
    if *status == StatusCode::FAILED_DEPENDENCY {
        // What an artifact of the kind `error` stands for is told like its content.
        return json(*status, &ErrorArtifactContent { message: message.clone(), reason: code.to_string() });
    }
    let method = request.map_or("", |request| request.operation.name).to_owned();
    let args = request.into_iter().flat_map(|request| &request.args);
    let body = ErrorBody {
        code: code.to_string(),
        message: format!(
            "{message}\n\n---\n\n* method:     {method}\n* errorCode:  {code}\n* statusCode: {status}\n* time:       {time}"
        ),
        request_info: Some(RequestInfo {
            method,
            params: args.map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            payload: request.map_or_else(|| Value::Object(Map::new()), repeatable),
            time,
        }),
    };
    let mut response = json(*status, &body);
    if *status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("hawk"));
    }
    response
}

/// The body of a request, as far as its sender may be told it.
fn repeatable(request: &ServerRequest) -> Value {
    if request.operation.service == secrets::operations::SET.service && request.operation.input.is_some() {
        return OMITTED.into();
    }
    request.body.clone()
}

fn json(status: u16, body: &impl Serialize) -> Response {
    let text = serde_json::to_vec(body).unwrap_or_default();
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}
