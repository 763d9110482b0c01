//! Plain downloads, and those that are interrupted.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::super::FetchOptions;
use super::server::{Answer, Server, message};
use super::{content, fetcher, fetcher_of, is_empty, options, sha256, url};
use crate::mounts::{Fault, FetchError, Fetched, Source};
use crate::taskcluster::root_url::Deployment;

const MIB: usize = 1 << 20;

/// Fetches from the server, which must work.
async fn fetch(server: &Server) -> (Vec<u8>, Fetched, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, lines) = fetcher(&server.url);
    let source = url(&format!("{}/file?secret=1", server.url));
    let fetched = fetcher.fetch_file(&source, dir.path(), None, &CancellationToken::new()).await.unwrap();
    assert_eq!(fetched.path.parent().unwrap(), dir.path());
    let bytes = std::fs::read(&fetched.path).unwrap();
    assert_eq!((fetched.bytes, fetched.sha256), (bytes.len() as u64, sha256(&bytes)));
    let lines = lines.lock().unwrap().clone();
    (bytes, fetched, lines)
}

/// Fetches from the server, which must fail and leave nothing.
async fn fail(server: &Server, options: FetchOptions) -> FetchError {
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher_of(Deployment::at_root_url(&server.url).unwrap(), options);
    let source = url(&format!("{}/file", server.url));
    let error = fetcher.fetch_file(&source, dir.path(), None, &CancellationToken::new()).await.unwrap_err();
    assert!(is_empty(dir.path()));
    error
}

#[tokio::test]
async fn a_file_is_fetched_and_described() {
    let body = content(3 * MIB);
    let server = Server::start({
        let body = body.clone();
        move |_, _| Answer::ok(&body)
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, lines) = fetcher(&server.url);
    let source = url(&format!("{}/file", server.url));
    let fetched = fetcher
        .fetch_file(&source, dir.path(), Some(sha256(&body)), &CancellationToken::new())
        .await
        .unwrap();
    assert!(std::fs::read(&fetched.path).unwrap() == body);
    assert_eq!(std::fs::metadata(&fetched.path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    let to = fetched.path.display();
    let digest = sha256(&body);
    assert_eq!(
        *lines.lock().unwrap(),
        [
            format!("Downloading {source} to {to}"),
            format!("Downloaded 3145728 bytes with SHA256 {digest} from {source} to {to}"),
        ]
    );
    assert_eq!(server.requests()[0].header("authorization"), None);
}

#[tokio::test]
async fn empty_content_is_content() {
    let server = Server::start(|_, _| Answer::ok(b"")).await;
    assert_eq!(fetch(&server).await.0, b"");
}

#[tokio::test]
async fn a_broken_connection_is_resumed_where_it_broke() {
    let body = content(4 * MIB);
    let server = Server::start({
        let body = body.clone();
        move |count, request| match count {
            0 => Answer::cut(&[("etag", "\"one\"")], &body, 2 * MIB),
            _ => Answer::rest(request, &body),
        }
    })
    .await;
    let (bytes, _, lines) = fetch(&server).await;
    assert!(bytes == body);
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("range"), Some("bytes=2097152-"));
    assert_eq!(requests[1].header("if-range"), Some("\"one\""));
    assert!(lines[1].contains("trying again in") && lines[1].contains("having 2097152 bytes"), "{lines:?}");
    assert!(!lines[1].contains("secret=1: "), "{lines:?}");
}

#[tokio::test]
async fn a_server_without_ranges_is_asked_again_for_all() {
    let body = content(MIB);
    for headers in [&[("etag", "\"one\"")][..], &[("etag", "W/\"weak\"")], &[]] {
        let server = Server::start({
            let body = body.clone();
            move |count, _| match count {
                0 => Answer::cut(headers, &body, 700_000),
                1 => Answer::cut(headers, &body, 300_000),
                _ => Answer::new(200, headers, &body),
            }
        })
        .await;
        // The second answer is shorter than what arrived before.
        let (bytes, _, _) = fetch(&server).await;
        assert!(bytes == body);
        let ranges = server.requests()[1].header("range").is_some();
        assert_eq!(ranges, headers.first().is_some_and(|(_, tag)| tag.starts_with('"')));
    }
}

#[tokio::test]
async fn content_that_changes_meanwhile_is_not_mixed() {
    let (old, new) = (vec![1; MIB], content(MIB));
    let server = Server::start({
        let new = new.clone();
        move |count, _| match count {
            0 => Answer::cut(&[("etag", "\"old\"")], &old, 600_000),
            _ => Answer::new(200, &[("etag", "\"new\"")], &new),
        }
    })
    .await;
    let (bytes, _, _) = fetch(&server).await;
    assert!(bytes == new);
}

#[tokio::test]
async fn a_wrong_part_is_not_taken() {
    let body = content(MIB);
    let server = Server::start({
        let body = body.clone();
        move |count, _| match count {
            0 => Answer::cut(&[("etag", "\"one\"")], &body, 600_000),
            1 => Answer::new(206, &[("content-range", "bytes 5-9/1048576")], b"wrong"),
            _ => Answer::new(200, &[], &body),
        }
    })
    .await;
    assert!(fetch(&server).await.0 == body);
}

#[tokio::test]
async fn what_is_always_cut_off_fails_in_the_end() {
    let server = Server::start(|_, _| Answer::cut(&[], b"0123456789", 5)).await;
    let mut options = options();
    options.retry.give_up_after = Duration::from_millis(50);
    let error = fail(&server, options).await;
    assert_eq!(error.fault(), Fault::Unavailable, "{error}");
    // How many attempts fit into the time depends on the machine.
    let several = server.requests().len() > 1;
    assert_eq!(error.to_string().contains(" attempts in "), several, "{error}");
}

#[tokio::test]
async fn a_server_that_keeps_silent_is_given_up() {
    let body = content(MIB);
    let server = Server::start({
        let body = body.clone();
        move |count, request| match count {
            0 => Answer::Stall(Vec::new()),
            1 => Answer::Stall(message(200, &[("etag", "\"one\"")], body.len(), &body[..500_000])),
            _ => Answer::rest(request, &body),
        }
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let options = FetchOptions { patience: Duration::from_millis(300), ..options() };
    let (fetcher, lines) = fetcher_of(Deployment::at_root_url(&server.url).unwrap(), options);
    let source = url(&format!("{}/file", server.url));
    let fetched = fetcher.fetch_file(&source, dir.path(), None, &CancellationToken::new()).await.unwrap();
    assert_eq!(fetched.sha256, sha256(&body));
    let lines = lines.lock().unwrap();
    assert!(lines[1].contains("the server sent nothing for 0.3 s"), "{lines:?}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn refusals_are_final_and_failures_are_not() {
    let server = Server::start(|_, _| Answer::new(404, &[], b"no\nsuch thing")).await;
    let error = fail(&server, options()).await;
    assert_eq!((error.fault(), server.requests().len()), (Fault::Task, 1));
    assert!(error.to_string().contains("HTTP 404: no such thing"), "{error}");
    let server = Server::start(|count, _| match count {
        0 => Answer::new(503, &[], b"busy"),
        1 => Answer::new(429, &[("retry-after", "0")], b"slowly"),
        _ => Answer::ok(b"there"),
    })
    .await;
    assert_eq!(fetch(&server).await.0, b"there");
}

#[tokio::test]
async fn another_checksum_than_required_leaves_nothing() {
    let server = Server::start(|_, _| Answer::ok(b"evil")).await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher(&server.url);
    let source = url(&format!("{}/file", server.url));
    let required = Some(sha256(b"good"));
    let error =
        fetcher.fetch_file(&source, dir.path(), required, &CancellationToken::new()).await.unwrap_err();
    assert_eq!((error.fault(), server.requests().len()), (Fault::Task, 1));
    let text = error.to_string();
    assert!(text.contains(&format!("has SHA256 {} but task definition", sha256(b"evil"))), "{text}");
    assert!(is_empty(dir.path()));
}

#[tokio::test]
async fn content_that_is_compressed_for_the_transport_is_decompressed() {
    let body = content(MIB);
    let packed =
        crate::mounts::archive::corpus::compress(generated::payload::common::ArchiveFormat::TarGz, &body);
    let half = packed.len() / 2;
    let server = Server::start(move |count, request| {
        let headers = [("content-encoding", "gzip"), ("etag", "\"one\"")];
        match count {
            0 => Answer::cut(&headers, &packed, half),
            _ => Answer::rest(request, &packed),
        }
    })
    .await;
    assert!(fetch(&server).await.0 == body);
}

#[tokio::test]
async fn what_does_not_fit_is_not_stored() {
    let server = Server::start(|_, _| Answer::ok(&content(MIB))).await;
    let error = fail(&server, FetchOptions { disk_reserve: u64::MAX, ..options() }).await;
    assert!(matches!(error, FetchError::NoSpace { .. }), "{error}");
    assert_eq!(error.fault(), Fault::Unavailable);
}

#[tokio::test]
async fn cancelling_ends_a_download() {
    let server = Server::start(|_, _| Answer::Stall(Vec::new())).await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher(&server.url);
    let cancel = CancellationToken::new();
    let source = url(&format!("{}/file", server.url));
    let (outcome, ()) = tokio::join!(fetcher.fetch_file(&source, dir.path(), None, &cancel), async {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        cancel.cancel();
    });
    assert_eq!(outcome.unwrap_err().fault(), Fault::Aborted);
    assert!(is_empty(dir.path()));
}

#[tokio::test]
async fn redirects_carry_no_credentials_elsewhere() {
    let elsewhere = Server::start(|_, _| Answer::ok(b"content")).await;
    let port = elsewhere.url.rsplit(':').next().unwrap().to_owned();
    let server = Server::start(move |_, _| {
        Answer::new(302, &[("location", &format!("http://localhost:{port}/there"))], b"")
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher(&server.url);
    let source = url(&server.url.replace("http://", "http://user:s3cr3t@"));
    fetcher.fetch_file(&source, dir.path(), None, &CancellationToken::new()).await.unwrap();
    assert!(server.requests()[0].header("authorization").is_some());
    let request = &elsewhere.requests()[0];
    assert_eq!((request.header("authorization"), request.header("referer")), (None, None));
}

#[tokio::test]
async fn content_of_the_payload_is_fetched_too() {
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher("http://127.0.0.1:1");
    for (json, expected) in [
        (serde_json::json!({ "raw": "grüße\n" }), "grüße\n".as_bytes()),
        (serde_json::json!({ "base64": "AAEC/w==" }), &[0, 1, 2, 255]),
        (serde_json::json!({ "raw": "" }), b""),
    ] {
        let source: Source = fetcher.source(&serde_json::from_value(json).unwrap()).await.unwrap();
        let fetched = fetcher.fetch_file(&source, dir.path(), None, &CancellationToken::new()).await.unwrap();
        assert_eq!(std::fs::read(&fetched.path).unwrap(), expected);
        assert_eq!(fetched.sha256, sha256(expected));
    }
}
