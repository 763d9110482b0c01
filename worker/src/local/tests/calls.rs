use generated::api::auth::{CreateClientRequest, SetOfScopes};
use generated::api::index::InsertTaskRequest;
use generated::api::purge_cache::PurgeCacheRequest;
use generated::api::queue::{
    TaskExceptionRequest, TaskExceptionRequestReason, TaskStatusStructureState as State,
};
use generated::api::secrets::Secret as StoredSecret;
use http::header::CONTENT_TYPE;
use reqwest::Method;
use serde_json::Value;

use super::*;

#[tokio::test]
async fn a_task_is_created_claimed_reclaimed_and_completed() {
    let deployment = start().await;
    let all = clients(&deployment);
    let (task_id, claim, with) = claimed(&all, &[]).await;
    assert_eq!((claim.run_id, claim.status.state), (0, State::Running));
    let again = with.queue().reclaim_task(&task_id, "0").await.expect("reclaimed");
    assert!(again.taken_until >= claim.taken_until);
    let newer = all.with_credentials(SharedCredentials::new(again.credentials.into()));
    let status = newer.queue().report_completed(&task_id, "0").await.expect("reported").status;
    assert_eq!(status.state, State::Completed);
    newer.queue().report_completed(&task_id, "0").await.expect("the same report");
    assert_eq!(status_of(newer.queue().report_failed(&task_id, "0").await), 409);
    assert_eq!(status_of(newer.queue().reclaim_task(&task_id, "0").await), 409);
    let nobody = all.with_credentials(SharedCredentials::anonymous());
    assert_eq!(nobody.queue().status(&task_id).await.expect("public").status.state, State::Completed);
    assert!(all.queue().claim_work(QUEUE, &worker()).await.expect("an answer").tasks.is_empty());
    deployment.stop().await;
}

#[tokio::test]
async fn a_poll_ends_when_work_arrives() {
    let poll_duration = Duration::from_secs(60);
    let options = LocalOptions { poll_duration, ..LocalOptions::default() };
    let deployment = LocalDeployment::start(options).await.expect("a free port");
    let all = clients(&deployment);
    let poller = all.clone();
    let poll = tokio::spawn(async move { poller.queue().claim_work(QUEUE, &worker()).await });
    all.queue().create_task(&slugid::v4(), &task(&[])).await.expect("created");
    let work = tokio::time::timeout(Duration::from_secs(20), poll).await.expect("in time").expect("no panic");
    assert_eq!(work.expect("work").tasks.len(), 1);
    deployment.stop().await;
}

#[tokio::test]
async fn stopping_ends_polls() {
    let poll_duration = Duration::from_secs(600);
    let options = LocalOptions { poll_duration, ..LocalOptions::default() };
    let deployment = LocalDeployment::start(options).await.expect("a free port");
    let all = clients(&deployment);
    all.queue().ping().await.expect("an answer");
    let poll = tokio::spawn(async move { all.queue().claim_work(QUEUE, &worker()).await });
    tokio::time::timeout(Duration::from_secs(20), deployment.stop()).await.expect("in time");
    // The request may have come before the end or after it.
    let _ = poll.await.expect("no panic");
}

#[tokio::test]
async fn a_claim_that_nobody_prolongs_expires() {
    let claim_duration = Duration::from_millis(50);
    let poll_duration = Duration::from_secs(20);
    let options = LocalOptions { claim_duration, poll_duration, ..LocalOptions::default() };
    let deployment = LocalDeployment::start(options).await.expect("a free port");
    let all = clients(&deployment);
    let (task_id, _, with) = claimed(&all, &[]).await;
    let second = all.queue().claim_work(QUEUE, &worker()).await.expect("the next run").tasks;
    assert_eq!((second[0].status.task_id.as_str(), second[0].run_id), (task_id.as_str(), 1));
    assert_eq!(status_of(with.queue().report_completed(&task_id, "0").await), 409);
    deployment.stop().await;
}

#[tokio::test]
async fn a_worker_that_shuts_down_leads_to_another_run() {
    let deployment = start().await;
    let all = clients(&deployment);
    let (task_id, _, with) = claimed(&all, &[]).await;
    let reason = TaskExceptionRequest { reason: TaskExceptionRequestReason::WorkerShutdown };
    let status = with.queue().report_exception(&task_id, "0", &reason).await.expect("reported").status;
    assert_eq!((status.state, status.runs.len(), status.retries_left), (State::Pending, 2, 4));
    assert_eq!(all.queue().cancel_task(&task_id).await.expect("canceled").status.state, State::Exception);
    deployment.stop().await;
}

#[tokio::test]
async fn scopes_are_checked() {
    let deployment = start().await;
    let all = clients(&deployment);
    let (task_id, _, with) = claimed(&all, &["secrets:get:a"]).await;
    let queue = with.queue();
    assert_eq!(status_of(queue.report_completed(&task_id, "1").await), 403);
    assert_eq!(status_of(queue.create_task(&slugid::v4(), &task(&[])).await), 403);
    assert_eq!(status_of(queue.claim_work(QUEUE, &worker()).await), 403);
    assert_eq!(status_of(with.secrets().get("b").await), 403);
    assert_eq!(status_of(with.secrets().get("a").await), 404);
    let mut wrong: Credentials = root(&deployment);
    wrong.access_token = generated::Secret::new("wrong".into());
    let wrong = all.with_credentials(SharedCredentials::new(wrong));
    assert_eq!(status_of(wrong.queue().status(&task_id).await), 401);
    let fewer = root(&deployment).restricted_to(["queue:cancel-task:*"]);
    let fewer = all.with_credentials(SharedCredentials::new(fewer));
    assert_eq!(status_of(fewer.queue().rerun_task(&task_id).await), 403);
    fewer.queue().cancel_task(&task_id).await.expect("allowed");
    deployment.stop().await;
}

#[tokio::test]
async fn credentials_with_a_changed_certificate_are_refused() {
    let deployment = start().await;
    let all = clients(&deployment);
    let (task_id, claim, _) = claimed(&all, &[]).await;
    let mut forged: Credentials = claim.credentials.into();
    let certificate = forged.certificate.take().expect("temporary").expose().clone();
    let more = certificate.replace("\"scopes\":[", "\"scopes\":[\"*\",");
    forged.certificate = Some(generated::Secret::new(more));
    let with = all.with_credentials(SharedCredentials::new(forged));
    assert_eq!(status_of(with.queue().reclaim_task(&task_id, "0").await), 401);
    deployment.stop().await;
}

#[tokio::test]
async fn the_routes_of_2018_are_served() {
    let deployment = start().await;
    let root_url = deployment.root_url();
    let of_2018 = ["queue", "purge-cache"].into_iter().fold(Deployment::of_2018(), |deployment, service| {
        deployment.with_base_url(service, &format!("{root_url}/{service}/v1")).expect("a base URL")
    });
    let credentials = SharedCredentials::new(root(&deployment));
    let old = TaskclusterClients::new(http(), Arc::new(of_2018), credentials).giving_up_after(Duration::ZERO);
    let (task_id, ..) = claimed(&old, &[]).await;
    assert_eq!(old.queue().status(&task_id).await.expect("known").status.state, State::Running);
    let request = PurgeCacheRequest { cache_name: "c".into() };
    old.purge_cache().purge_cache(QUEUE, &request).await.expect("requested");
    let open = old.purge_cache().purge_requests(QUEUE, None).await.expect("a list").requests;
    assert_eq!((open.len(), open[0].cache_name.as_str()), (1, "c"));
    deployment.stop().await;
}

#[tokio::test]
async fn refusals_tell_code_message_and_request() {
    let deployment = start().await;
    let task_id = slugid::v4();
    let ask = async |method: Method, path: &str, body: &'static str| {
        let url = format!("{}{path}", deployment.root_url());
        let request = http().request(method, url).header(CONTENT_TYPE, "application/json").body(body);
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        (status, serde_json::from_slice::<Value>(&answer.bytes().await.expect("a body")).expect("JSON"))
    };
    let (status, body) = ask(Method::GET, &format!("/api/queue/v1/task/{task_id}"), "").await;
    assert_eq!((status, &body["code"]), (404, &json!("ResourceNotFound")));
    assert_eq!(body["requestInfo"]["method"], "task");
    assert_eq!(body["requestInfo"]["params"]["taskId"], json!(task_id));
    let (status, body) = ask(Method::PUT, &format!("/api/queue/v1/task/{task_id}"), "{}").await;
    assert_eq!((status, &body["code"]), (400, &json!("InputValidationError")));
    let (status, body) = ask(Method::PUT, &format!("/api/queue/v1/task/{task_id}"), "{").await;
    assert_eq!((status, &body["code"]), (400, &json!("MalformedPayload")));
    let (status, body) = ask(Method::GET, "/api/queue/v1/nothing", "").await;
    assert_eq!((status, &body["code"]), (404, &json!("ResourceNotFound")));
    let (status, body) = ask(Method::GET, "/api/index/v1/task/a.b/artifacts/public/x", "").await;
    assert_eq!((status, &body["code"]), (501, &json!("NotImplemented")));
    deployment.stop().await;
}

#[tokio::test]
async fn a_signed_url_works_without_a_header() {
    let deployment = start().await;
    let all = clients(&deployment);
    let (task_id, ..) = claimed(&all, &[]).await;
    let url = format!("{}/api/queue/v1/task/{task_id}/artifacts/private%2Fa", deployment.root_url());
    assert_eq!(http().get(&url).send().await.expect("an answer").status(), 403);
    let url = url.parse().expect("a URL");
    let lifetime = Duration::from_secs(60);
    let signed = crate::taskcluster::hawk::signed_url(&url, &root(&deployment), lifetime).expect("signable");
    assert_eq!(http().get(signed.expose()).send().await.expect("an answer").status(), 404);
    deployment.stop().await;
}

#[tokio::test]
async fn clients_roles_secrets_and_index() {
    let deployment = start().await;
    let all = clients(&deployment);
    let expires = Timestamp::now() + Duration::from_secs(60);
    let role = serde_json::from_value(json!({ "description": "d", "scopes": ["secrets:get:<..>/*"] }));
    all.auth().create_role("group:*", &role.expect("a role")).await.expect("made");
    let client = CreateClientRequest {
        delete_on_expiration: false,
        description: "d".into(),
        expires,
        scopes: vec!["assume:group:x".into()],
    };
    let made = all.auth().create_client("some/client", &client).await.expect("made");
    assert_eq!(status_of(all.auth().create_client("some/client", &client).await), 409);
    let credentials = Credentials::new(made.client_id, made.access_token.into(), None);
    let with = all.with_credentials(SharedCredentials::new(credentials));
    let scopes = with.auth().current_scopes().await.expect("scopes").scopes;
    assert!(scopes.contains(&"secrets:get:x/*".to_owned()), "{scopes:?}");
    let given = SetOfScopes { scopes: vec!["assume:group:y".into()] };
    let more = with.auth().expand_scopes(&given).await.expect("scopes").scopes;
    assert_eq!(more, ["assume:group:y", "secrets:get:y/*"]);

    let content = json!({ "k": "v" }).as_object().expect("an object").clone();
    let secret = StoredSecret { expires, secret: content.clone() };
    assert_eq!(status_of(with.secrets().set("x/1", &secret).await), 403);
    all.secrets().set("x/1", &secret).await.expect("set");
    assert_eq!(with.secrets().get("x/1").await.expect("a secret").secret, content);
    assert_eq!(all.secrets().list(None, None).await.expect("a list").secrets, ["x/1"]);
    all.secrets().remove("x/1").await.expect("removed");
    assert_eq!(status_of(all.secrets().get("x/1").await), 404);

    let entry = |rank, task_id: &str| InsertTaskRequest {
        data: content.clone(),
        expires,
        rank,
        task_id: task_id.into(),
    };
    let (first, second) = (slugid::v4(), slugid::v4());
    all.index().insert_task("a.b", &entry(2.0, &first)).await.expect("inserted");
    all.index().insert_task("a.b", &entry(1.0, &second)).await.expect("outranked");
    assert_eq!(all.index().find_task("a.b").await.expect("found").task_id, first);
    deployment.stop().await;
}

#[tokio::test]
async fn clients_can_be_tested() {
    let deployment = start().await;
    let tester = Credentials::new("tester", generated::Secret::new("no-secret".into()), None);
    let with = clients(&deployment).with_credentials(SharedCredentials::new(tester.clone()));
    let scopes = with.auth().test_authenticate_get().await.expect("the test client").scopes;
    assert_eq!(scopes, ["assume:anonymous", "auth:create-client:test:*", "test:*"]);
    let fewer = with.with_credentials(SharedCredentials::new(tester.restricted_to(["test:other"])));
    assert_eq!(status_of(fewer.auth().test_authenticate_get().await), 403);
    assert_eq!(status_of(with.auth().current_scopes().await), 401);
    deployment.stop().await;
}

#[tokio::test]
async fn a_task_group_is_listed_and_canceled() {
    let deployment = start().await;
    let all = clients(&deployment);
    let group = slugid::v4();
    let ids = [slugid::v4(), slugid::v4()];
    for task_id in &ids {
        let mut task = task(&[]);
        task.task_group_id = Some(group.clone());
        all.queue().create_task(task_id, &task).await.expect("created");
    }
    let first = all.queue().list_task_group(&group, None, Some("1")).await.expect("a page");
    let expires = first.expires.expect("a time");
    let token = first.continuation_token.expect("more");
    let second = all.queue().list_task_group(&group, Some(&token), None).await.expect("a page");
    let listed = [first.tasks, second.tasks].concat();
    assert_eq!(
        listed.iter().map(|task| &task.status.task_id).collect::<Vec<_>>(),
        ids.iter().collect::<Vec<_>>()
    );
    assert_eq!(all.queue().get_task_group(&group).await.expect("known").expires, expires);
    assert_eq!(all.queue().cancel_task_group(&group).await.expect("canceled").task_ids, ids);
    assert_eq!(status_of(all.queue().status("no-slugid").await), 400);
    deployment.stop().await;
}
