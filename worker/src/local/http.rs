//! From an HTTP request to the handler of an operation, and back.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use generated::Timestamp;
use generated::api::{auth, index, object, purge_cache, queue, secrets};
use generated::runtime::api::{Reply, ServerError, ServerRequest};
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, LOCATION};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::Value;

use super::auth::AuthService;
use super::authenticate::{Caller, Sent, anonymous, authenticate};
use super::context::{Context, Services, lock};
use super::index::IndexService;
use super::object::ObjectService;
use super::purge_cache::PurgeCacheService;
use super::queue::QueueService;
use super::secrets::SecretsService;
use super::{error, routes, storage};

/// The longest body of an API call, in bytes.
const LONGEST_BODY: usize = 10 << 20;

/// The body of a refusal.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Refusal<'a> {
    code: &'a str,
    message: String,
    request_info: RequestInfo<'a>,
}

#[derive(Serialize)]
struct RequestInfo<'a> {
    method: &'a str,
    params: serde_json::Map<String, Value>,
    payload: &'a Value,
    time: Timestamp,
}

/// Answers every request.
pub async fn answer(State(services): State<Arc<Services>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    if let Some(token) = path.strip_prefix(storage::PREFIX) {
        return services.storage.answer(&parts.method, token, &parts.headers, body).await;
    }
    let Some(found) = services.routes.find(&parts.method, path) else {
        let refusal = error::not_found(format!("{} {path} is no operation of this deployment", parts.method));
        return refused(None, &refusal);
    };
    let mut request = ServerRequest {
        operation: found.operation,
        args: found.args,
        query: query(&parts),
        body: Value::Null,
    };
    match call(services, &parts, body, &mut request).await {
        Ok(reply) => replied(&request, &reply),
        Err(refusal) => refused(Some(&request), &refusal),
    }
}

async fn call(
    services: Arc<Services>,
    parts: &Parts,
    body: Body,
    request: &mut ServerRequest,
) -> Result<Reply<Value>, ServerError> {
    let operation = request.operation;
    let sent = sent(parts)?;
    let caller = who(&services, request, &sent)?;
    routes::check(&request.args)?;
    if let Some(definition) = operation.input {
        request.body = read(parts, body).await?;
        services.schemas.check(operation.service, definition, &request.body).map_err(error::validation)?;
    }
    let context = Context::new(services, caller, sent, request);
    let reply = match operation.service {
        "queue" => queue::dispatch(&QueueService, &context, request).await,
        "auth" => auth::dispatch(&AuthService, &context, request).await,
        "purge-cache" => purge_cache::dispatch(&PurgeCacheService, &context, request).await,
        "secrets" => secrets::dispatch(&SecretsService, &context, request).await,
        "index" => index::dispatch(&IndexService, &context, request).await,
        "object" => object::dispatch(&ObjectService, &context, request).await,
        _ => Err(ServerError::not_offered(operation)),
    }?;
    if let (true, Some(definition)) = (cfg!(debug_assertions), operation.output) {
        context.services.schemas.check(operation.service, definition, &reply.body).map_err(|reason| {
            tracing::error!(operation = operation.name, %reason, "the answer breaks its schema");
            error::internal(format!("the answer breaks its schema: {reason}"))
        })?;
    }
    Ok(reply)
}

fn who(services: &Services, request: &ServerRequest, sent: &Sent) -> Result<Caller, ServerError> {
    let identities = lock(&services.identities);
    let now = Timestamp::now();
    let caller = authenticate(&identities, sent.signed(), now);
    // Where anybody may call, a signature of somebody unknown does no harm.
    let anybody = request.operation.scopes.is_none();
    caller
        .or_else(|reason| if anybody { anonymous(&identities, now) } else { Err(reason) })
        .map_err(error::unauthenticated)
}

fn sent(parts: &Parts) -> Result<Sent, ServerError> {
    let text = |name| parts.headers.get(name).map(|value: &HeaderValue| value.to_str());
    let host = text(HOST).and_then(Result::ok).and_then(|host| host.parse::<Authority>().ok());
    let (host, port) = host.as_ref().map_or(("", 80), |host| (host.host(), host.port_u16().unwrap_or(80)));
    let authorization =
        text(AUTHORIZATION).transpose().map_err(|_| error::unauthenticated("Authorization is not ASCII"))?;
    Ok(Sent {
        method: parts.method.to_string(),
        host: host.to_owned(),
        port,
        resource: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        authorization: authorization.map(str::to_owned),
    })
}

fn query(parts: &Parts) -> Vec<(String, String)> {
    let text = parts.uri.query().unwrap_or_default();
    url::form_urlencoded::parse(text.as_bytes()).into_owned().filter(|(name, _)| name != "bewit").collect()
}

async fn read(parts: &Parts, body: Body) -> Result<Value, ServerError> {
    let length =
        parts.headers.get(http::header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: usize| length > LONGEST_BODY) {
        return Err(error::too_large(format!("The body has more than {LONGEST_BODY} bytes")));
    }
    let bytes = to_bytes(body, LONGEST_BODY).await.map_err(|error| error::malformed(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| error::malformed(format!("Failed to parse JSON: {error}")))
}

fn replied(request: &ServerRequest, reply: &Reply<Value>) -> Response {
    let body = if request.operation.output.is_some() {
        reply.body.clone()
    } else {
        Value::Object(serde_json::Map::new())
    };
    let mut response = json(reply.status, &body);
    if let Some(location) =
        reply.location.as_deref().and_then(|location| HeaderValue::from_str(location).ok())
    {
        response.headers_mut().insert(LOCATION, location);
    }
    response
}

fn refused(request: Option<&ServerRequest>, refusal: &ServerError) -> Response {
    let time = Timestamp::now();
    let operation = request.map_or("", |request| request.operation.name);
    let args = request.into_iter().flat_map(|request| &request.args);
    let body = Refusal {
        code: &refusal.code,
        message: format!(
            "{}\n\n---\n\n* method:     {operation}\n* errorCode:  {}\n* statusCode: {}\n* time:       {time}",
            refusal.message, refusal.code, refusal.status
        ),
        request_info: RequestInfo {
            method: operation,
            params: args.map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))).collect(),
            payload: request.map_or(&Value::Null, |request| &request.body),
            time,
        },
    };
    json(refusal.status, &body)
}

fn json(status: u16, body: &impl Serialize) -> Response {
    let text = serde_json::to_vec(body).unwrap_or_default();
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}
