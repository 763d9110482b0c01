use generated::api::object::{
    CreateUploadRequest, DownloadObjectRequest, DownloadObjectResponse, FinishUploadRequest,
    ProposedUploadMethods, PutUrlUploadRequest, SupportedDownloadMethods,
};
use generated::api::queue::{FinishArtifactRequest, PostArtifactRequest, PostArtifactResponse};
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION, RANGE};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

fn artifact(mut properties: Value) -> PostArtifactRequest {
    properties["expires"] = json!(Timestamp::now() + Duration::from_secs(1800));
    serde_json::from_value(properties).expect("an artifact")
}

fn s3() -> PostArtifactRequest {
    artifact(json!({ "storageType": "s3", "contentType": "text/plain" }))
}

async fn put_url(with: &TaskclusterClients, task_id: &str, name: &str) -> String {
    match with.queue().create_artifact(task_id, "0", name, &s3()).await.expect("created") {
        PostArtifactResponse::S3ArtifactResponse(answer) => answer.put_url.expose().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// Where anybody is sent to for an artifact.
async fn location(deployment: &LocalDeployment, task_id: &str, name: &str) -> Result<String, u16> {
    let url = format!("{}/api/queue/v1/task/{task_id}/artifacts/{name}", deployment.root_url());
    let answer = http().get(url).send().await.expect("an answer");
    match answer.status().as_u16() {
        303 => Ok(answer.headers()[LOCATION].to_str().expect("ASCII").to_owned()),
        status => Err(status),
    }
}

#[tokio::test]
async fn an_artifact_is_uploaded_and_downloaded() {
    let deployment = start().await;
    let (task_id, _, with) = claimed(&clients(&deployment), &[]).await;
    let url = put_url(&with, &task_id, "public/a/b.txt").await;
    let put = http()
        .put(&url)
        .header(CONTENT_TYPE, "text/plain")
        .header(CONTENT_ENCODING, "gzip")
        .body("0123456789");
    assert_eq!(put.send().await.expect("an answer").status(), 200);
    let location = location(&deployment, &task_id, "public/a/b.txt").await.expect("a redirect");
    let whole = http().get(&location).send().await.expect("an answer");
    assert_eq!(whole.headers()[CONTENT_TYPE], "text/plain");
    assert_eq!(whole.headers()[CONTENT_ENCODING], "gzip");
    assert_eq!(whole.bytes().await.expect("a body"), "0123456789");
    let part = http().get(&location).header(RANGE, "bytes=3-5").send().await.expect("an answer");
    assert_eq!(part.status(), 206);
    assert_eq!(part.bytes().await.expect("a body"), "345");
    let listed = with.queue().list_latest_artifacts(&task_id, None, None).await.expect("a list").artifacts;
    assert_eq!(listed.iter().map(|artifact| artifact.name.as_str()).collect::<Vec<_>>(), ["public/a/b.txt"]);
    deployment.stop().await;
}

#[tokio::test]
async fn uploads_are_refused_unless_they_are_as_announced() {
    let deployment = start().await;
    let (task_id, _, with) = claimed(&clients(&deployment), &[]).await;
    let url = put_url(&with, &task_id, "public/a").await;
    let other = http().put(&url).header(CONTENT_TYPE, "text/html").body("x");
    assert_eq!(other.send().await.expect("an answer").status(), 403);
    let unknown = http().put(format!("{}/storage/nothing", deployment.root_url())).body("x");
    assert_eq!(unknown.send().await.expect("an answer").status(), 403);
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("x")]);
    let chunked =
        http().put(&url).header(CONTENT_TYPE, "text/plain").body(reqwest::Body::wrap_stream(chunks));
    assert_eq!(chunked.send().await.expect("an answer").status(), 411);

    let address = deployment.root_url().strip_prefix("http://").expect("http");
    let path = url.strip_prefix(deployment.root_url()).expect("on the deployment");
    let mut connection = tokio::net::TcpStream::connect(address).await.expect("a connection");
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n01234"
    );
    connection.write_all(head.as_bytes()).await.expect("sent");
    connection.shutdown().await.expect("half closed");
    let _ = connection.read_to_end(&mut Vec::new()).await;
    let location = location(&deployment, &task_id, "public/a").await.expect("a redirect");
    assert_eq!(http().get(&location).send().await.expect("an answer").status(), 404);
    deployment.stop().await;
}

#[tokio::test]
async fn upload_urls_expire_and_are_renewed() {
    let put_url_lifetime = Duration::ZERO;
    let options = LocalOptions { put_url_lifetime, ..LocalOptions::default() };
    let deployment = LocalDeployment::start(options).await.expect("a free port");
    let (task_id, _, with) = claimed(&clients(&deployment), &[]).await;
    let url = put_url(&with, &task_id, "public/a").await;
    assert_eq!(http().put(&url).body("x").send().await.expect("an answer").status(), 403);
    deployment.stop().await;
}

#[tokio::test]
async fn artifacts_are_registered_once() {
    let deployment = start().await;
    let (task_id, _, with) = claimed(&clients(&deployment), &[]).await;
    let queue = with.queue();
    put_url(&with, &task_id, "public/a").await;
    put_url(&with, &task_id, "public/a").await;
    let other = artifact(json!({ "storageType": "s3", "contentType": "text/html" }));
    assert_eq!(status_of(queue.create_artifact(&task_id, "0", "public/a", &other).await), 409);
    let reference =
        artifact(json!({ "storageType": "reference", "contentType": "a/b", "url": "https://example.com/1" }));
    let link = artifact(json!({ "storageType": "link", "contentType": "a/b", "artifact": "public/r" }));
    queue.create_artifact(&task_id, "0", "public/r", &reference).await.expect("created");
    queue.create_artifact(&task_id, "0", "public/l", &reference).await.expect("created");
    queue.create_artifact(&task_id, "0", "public/l", &link).await.expect("replaced");
    assert_eq!(status_of(queue.create_artifact(&task_id, "0", "public/l", &reference).await), 409);
    assert_eq!(location(&deployment, &task_id, "public/l").await.as_deref(), Ok("https://example.com/1"));
    let private = artifact(json!({ "storageType": "link", "contentType": "a/b", "artifact": "private/r" }));
    queue.create_artifact(&task_id, "0", "private/r", &reference).await.expect("created");
    queue.create_artifact(&task_id, "0", "public/p", &private).await.expect("created");
    assert_eq!(location(&deployment, &task_id, "public/p").await, Err(403));
    assert_eq!(location(&deployment, &task_id, "private/r").await, Err(403));
    let failed =
        artifact(json!({ "storageType": "error", "reason": "file-missing-on-worker", "message": "m" }));
    queue.create_artifact(&task_id, "0", "public/e", &failed).await.expect("created");
    assert_eq!(location(&deployment, &task_id, "public/e").await, Err(424));
    queue.report_completed(&task_id, "0").await.expect("reported");
    assert_eq!(status_of(queue.create_artifact(&task_id, "0", "public/late", &reference).await), 409);
    deployment.stop().await;
}

#[tokio::test]
async fn an_object_artifact_goes_through_the_object_service() {
    let deployment = start().await;
    let all = clients(&deployment);
    let (task_id, _, with) = claimed(&all, &[]).await;
    let given = artifact(json!({ "storageType": "object", "contentType": "text/plain" }));
    let answer = with.queue().create_artifact(&task_id, "0", "public/o", &given).await.expect("created");
    let PostArtifactResponse::ObjectArtifactResponse(object) = answer else { panic!("{answer:?}") };
    let finish = FinishArtifactRequest { upload_id: object.upload_id.clone() };
    assert_eq!(status_of(with.queue().finish_artifact(&task_id, "0", "public/o", &finish).await), 400);
    assert_eq!(location(&deployment, &task_id, "public/o").await, Err(404));
    let uploader = all.with_credentials(SharedCredentials::new(object.credentials.into())).object();
    let put_url = Some(PutUrlUploadRequest { content_length: 2, content_type: "text/plain".into() });
    let upload = CreateUploadRequest {
        expires: object.expires,
        hashes: None,
        project_id: object.project_id.clone(),
        proposed_upload_methods: ProposedUploadMethods { data_inline: None, put_url },
        upload_id: object.upload_id.clone(),
    };
    let answer = uploader.create_upload(&object.name, &upload).await.expect("created");
    let url = answer.upload_method.put_url.expect("a URL").url;
    let put = http().put(url.expose()).header(CONTENT_TYPE, "text/plain").body("hi");
    assert_eq!(put.send().await.expect("an answer").status(), 200);
    let finished =
        FinishUploadRequest { hashes: None, project_id: object.project_id, upload_id: object.upload_id };
    uploader.finish_upload(&object.name, &finished).await.expect("finished");
    with.queue().finish_artifact(&task_id, "0", "public/o", &finish).await.expect("finished");
    let location = location(&deployment, &task_id, "public/o").await.expect("a redirect");
    assert_eq!(http().get(location).send().await.expect("an answer").bytes().await.expect("a body"), "hi");
    let accept_download_methods = SupportedDownloadMethods { get_url: Some(true), simple: None };
    let wanted = DownloadObjectRequest { accept_download_methods };
    let download = all.object().start_download(&object.name, &wanted).await.expect("a download");
    assert!(matches!(download, DownloadObjectResponse::GetUrl(_)));
    deployment.stop().await;
}

#[tokio::test]
async fn a_hash_that_is_announced_is_checked() {
    let deployment = start().await;
    let (task_id, _, with) = claimed(&clients(&deployment), &[]).await;
    let url = put_url(&with, &task_id, "public/a").await;
    let put = |md5: &'static str| {
        http().put(&url).header(CONTENT_TYPE, "text/plain").header("Content-MD5", md5).body("hello")
    };
    assert_eq!(put("XUFAKrxLKna5cZ2REBfFkg==").send().await.expect("an answer").status(), 200);
    assert_eq!(put("1B2M2Y8AsgTpgAmY7PhCfg==").send().await.expect("an answer").status(), 400);
    assert_eq!(put("nonsense").send().await.expect("an answer").status(), 400);
    // What was there before is still there.
    let location = location(&deployment, &task_id, "public/a").await.expect("a redirect");
    assert_eq!(http().get(location).send().await.expect("an answer").bytes().await.expect("a body"), "hello");
    deployment.stop().await;
}

#[tokio::test]
async fn contents_stay_in_a_directory_that_was_given() {
    let outer = tempfile::tempdir().expect("a directory");
    let data_dir = outer.path().join("a/data");
    let options = LocalOptions { data_dir: Some(data_dir.clone()), ..LocalOptions::default() };
    let deployment = LocalDeployment::start(options).await.expect("a free port");
    let (task_id, _, with) = claimed(&clients(&deployment), &[]).await;
    let long = format!("{}/end", "long".repeat(200));
    for name in ["../../x", "/etc/passwd", "a\\b:c\n", long.as_str()] {
        for body in ["first", "second"] {
            let url = put_url(&with, &task_id, name).await;
            let put = http().put(&url).header(CONTENT_TYPE, "text/plain").body(body);
            assert_eq!(put.send().await.expect("an answer").status(), 200, "{name}");
        }
    }
    deployment.stop().await;
    let files = std::fs::read_dir(&data_dir).expect("the directory").map(|file| file.expect("a file").path());
    let contents: Vec<String> = files.map(|file| std::fs::read_to_string(file).expect("text")).collect();
    assert_eq!(contents, ["second"; 4]);
    assert_eq!(std::fs::read_dir(outer.path()).expect("the directory").count(), 1);
}

#[tokio::test]
async fn the_temporary_directory_is_removed() {
    let deployment = start().await;
    let directory = deployment.directory.as_ref().expect("a temporary directory").path().to_owned();
    assert!(directory.exists());
    deployment.stop().await;
    assert!(!directory.exists());
}
