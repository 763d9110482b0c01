//! Uploads to servers that work, and to servers that do not.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use flate2::bufread::GzDecoder;
use generated::Secret;
use generated::Timestamp;
use generated::api::queue::{ErrorArtifactRequestReason, PostArtifactRequest, Queue};
use generated::payload::common::{ArtifactContentEncoding, ArtifactType};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::finding::{Task, artifact};
use super::server::{Server, Storage, Stored};
use crate::artifacts::{
    AbsolutePaths, Announcement, Compressors, Content, Published, Report, StorageFailure, Unpublishable,
    Upload, UploadError, UploadErrorClass, UploadOptions, Uploader, http_client,
};
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};
use crate::taskcluster::retry::RetryPolicy;
use crate::taskcluster::root_url::Deployment;
use crate::taskcluster::transport::HttpTransport;

const TASK_ID: &str = "fN1SbArXTPSVFNUvaOlinQ";
use ArtifactContentEncoding::{Gzip, Identity};

/// Patient for as long as a busy machine may need, but with waits of a millisecond.
fn retry() -> RetryPolicy {
    RetryPolicy {
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(2),
        longest_requested_wait: Duration::from_millis(5),
        give_up_after: Duration::from_secs(30),
        ..RetryPolicy::default()
    }
}

fn options() -> UploadOptions {
    UploadOptions {
        retry: retry(),
        patience: Duration::from_secs(30),
        hash: true,
        ..UploadOptions::default()
    }
}

struct Client {
    uploader: Arc<Uploader<HttpTransport>>,
    spool: TempDir,
    announced: Mutex<Vec<String>>,
}

impl Client {
    fn new(server: &Server) -> Self {
        Self::with(server, options(), retry())
    }

    fn with(server: &Server, options: UploadOptions, policy: RetryPolicy) -> Self {
        let stack = HttpStack::new(Proxies::none()).expect("TLS");
        let api = stack.client(Timeouts::default(), Redirects::Return).expect("a client");
        let deployment = Arc::new(Deployment::at_root_url(&server.url).expect("a root URL"));
        let credentials =
            SharedCredentials::new(Credentials::new("task", Secret::new("t0ken".to_owned()), None));
        let queue = Queue::new(HttpTransport::new(api, deployment, credentials).with_policy(policy));
        let spool = tempfile::tempdir().expect("temporary directory");
        let http = http_client(&stack).expect("a client");
        let compressors = Arc::new(Compressors::new(2));
        let uploader = Uploader::new(queue, http, (TASK_ID, 3), spool.path(), compressors, options);
        Self { uploader: Arc::new(uploader), spool, announced: Mutex::default() }
    }

    fn announce(&self, announcement: &Announcement<'_>) {
        self.announced.lock().expect("no panic").push(announcement.to_string());
    }

    async fn all(&self, uploads: Vec<Upload>, cancelled: &CancellationToken) -> Vec<Report> {
        let reports = self.uploader.upload_all(uploads, cancelled, &|line| self.announce(line)).await;
        assert_eq!(fs::read_dir(self.spool.path()).expect("there").count(), 0, "spool files have no names");
        reports
    }

    async fn one(&self, upload: Upload) -> Result<Published, Box<UploadError>> {
        let mut reports = self.all(vec![upload], &CancellationToken::new()).await;
        assert_eq!(reports.len(), 1);
        reports.remove(0).outcome
    }
}

fn upload(name: &str, content: Content, content_encoding: ArtifactContentEncoding) -> Upload {
    Upload {
        name: name.to_owned(),
        content,
        path: PathBuf::from(format!("path/of/{name}")),
        content_type: "text/x; charset=utf-8".to_owned(),
        content_encoding,
        expires: Timestamp::from_millis(4_000_000_000_000),
        optional: false,
    }
}

fn bytes(name: &str, content: impl Into<Bytes>) -> Upload {
    upload(name, Content::Bytes(content.into()), Identity)
}

fn file(name: &str, content: &[u8], encoding: ArtifactContentEncoding) -> Upload {
    let mut file = tempfile::tempfile().expect("temporary file");
    file.write_all(content).expect("written");
    upload(name, Content::Opened(file), encoding)
}

/// A file of zeros that is written to by the test, too.
fn shared_file(length: u64) -> (Upload, File) {
    let file = tempfile::tempfile().expect("temporary file");
    file.set_len(length).expect("sparse");
    (upload("shared", Content::Opened(file.try_clone().expect("cloned")), Identity), file)
}

fn random(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    StdRng::seed_from_u64(11).fill_bytes(&mut bytes);
    bytes
}

fn content(stored: &Stored) -> Vec<u8> {
    match stored.header("content-encoding") {
        "identity" => stored.body.to_vec(),
        "gzip" => {
            let mut decoder = GzDecoder::new(&stored.body[..]);
            let mut content = Vec::new();
            decoder.read_to_end(&mut content).expect("gzip");
            assert!(decoder.into_inner().is_empty(), "a single member");
            content
        }
        other => panic!("content encoding {other:?}"),
    }
}

fn class(outcome: Result<Published, Box<UploadError>>) -> (UploadErrorClass, String) {
    let error = outcome.expect_err("an error");
    let text = error.to_string();
    assert!(!text.contains("s3cr3t") && !format!("{error:?}").contains("s3cr3t"), "{error:?}");
    (error.class(), text)
}

#[tokio::test(flavor = "multi_thread")]
async fn content_of_every_kind_arrives_whole() {
    for (length, is_text) in [(0_usize, true), (1, true), (20_000, true), (3 << 20, true), (3 << 20, false)] {
        for encoding in [Identity, Gzip] {
            for from_file in [true, false] {
                let plain = if is_text { b"some text ".repeat(length.div_ceil(10)) } else { random(length) };
                let plain = plain[..length].to_vec();
                let server = Server::start(Vec::new()).await;
                let client = Client::new(&server);
                let upload = if from_file {
                    file("public/a b", &plain, encoding)
                } else {
                    upload("public/a b", Content::Bytes(plain.clone().into()), encoding)
                };
                let published = client.one(upload).await.expect("published");
                let stored = server.stored();
                assert_eq!(stored.len(), 1);
                assert!(content(&stored[0]) == plain, "{length} bytes, {encoding}");
                assert_eq!(stored[0].name, "public/a b");
                assert_eq!(stored[0].header("content-type"), "text/x; charset=utf-8");
                assert_eq!(stored[0].header("content-encoding"), encoding.to_string());
                assert_eq!(stored[0].header("content-length"), stored[0].body.len().to_string());
                assert_eq!(stored[0].header("transfer-encoding"), "");
                assert_eq!(stored[0].header("authorization"), "");
                let Published::File { bytes, sha256, .. } = published else { panic!("{published:?}") };
                assert_eq!(bytes, stored[0].body.len() as u64);
                let digest: [u8; 32] = Sha256::digest(&plain).into();
                assert_eq!(sha256.map(|sha256| sha256.0), Some(digest));
                let [(_, PostArtifactRequest::S3ArtifactRequest(request))] = &server.created()[..] else {
                    panic!("one request")
                };
                assert_eq!(request.content_length, Some(bytes));
                assert_eq!(request.content_type, "text/x; charset=utf-8");
                assert_eq!(request.expires.to_string(), "2096-10-02T07:06:40.000Z");
            }
        }
    }
}

#[tokio::test]
async fn queues_of_2018_are_not_told_the_length() {
    let server = Server::start(Vec::new()).await;
    let old = UploadOptions { send_content_length: false, hash: false, ..options() };
    let published = Client::with(&server, old, retry()).one(bytes("a", "x")).await.expect("published");
    assert!(matches!(published, Published::File { bytes: 1, sha256: None, .. }), "{published:?}");
    let [(_, PostArtifactRequest::S3ArtifactRequest(request))] = &server.created()[..] else {
        panic!("one request")
    };
    assert_eq!(request.content_length, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_files_of_a_directory_arrive_with_those_that_cannot() {
    let task = Task::new();
    for number in 0..300 {
        task.write(&format!("out/{number:03}.txt"), format!("file {number}"));
    }
    task.write("out/large", vec![0; 1001]);
    let mut uploads = task.uploads(&[artifact(ArtifactType::Directory, "out")], AbsolutePaths::AsTheyAre);
    uploads.iter_mut().for_each(|upload| upload.optional = upload.name == "out/large");
    fs::remove_file(task.path("out/007.txt")).expect("removed");
    let server = Server::start(Vec::new()).await;
    let client = Client::new(&server);
    let mut reports = client.all(uploads, &CancellationToken::new()).await;
    reports.sort_by(|one, other| one.name.cmp(&other.name));
    assert_eq!(reports.len(), 301);
    assert_eq!(server.stored().len(), 299);
    for stored in server.stored() {
        let number: u32 = stored.name[4..7].parse().expect("a number");
        assert_eq!(content(&stored), format!("file {number}").into_bytes());
    }
    let errors: Vec<_> = reports
        .iter()
        .filter_map(|report| match report.outcome.as_ref().expect("published") {
            Published::Error(problem) => Some((&*report.name, report.optional, problem.reason)),
            Published::File { .. } => None,
        })
        .collect();
    assert_eq!(
        errors,
        [
            ("out/007.txt", false, ErrorArtifactRequestReason::FileMissingOnWorker),
            ("out/large", true, ErrorArtifactRequestReason::TooLargeFileOnWorker),
        ]
    );
    let announced = client.announced.lock().expect("no panic");
    let root = task.root();
    let expected = format!(
        "Uploading error artifact out/007.txt from file out/007.txt with message \"Could not read file \
         '{}/out/007.txt'\", reason \"file-missing-on-worker\" and expiry 2096-10-02T07:06:40.000Z",
        root.display()
    );
    assert!(announced.contains(&expected), "{announced:?}");
    let expected = "Uploading artifact out/008.txt from file out/008.txt with content encoding \"gzip\", mime type \
                    \"text/plain; charset=utf-8\" and expiry 2096-10-02T07:06:40.000Z";
    assert!(announced.iter().any(|line| line == expected), "{announced:?}");
    assert_eq!(announced.len(), 301);
}

#[tokio::test(flavor = "multi_thread")]
async fn bursts_of_failures_are_outlived_with_a_fresh_url_each_time() {
    let content = random(2 << 20);
    for source in [file("a", &content, Identity), file("a", &content, Gzip), bytes("a", content.clone())] {
        let server = Server::start(vec![
            Storage::Answer(500, "oops"),
            Storage::Answer(400, "<Code>RequestTimeout</Code>"),
            Storage::AnswerAtOnce(503),
            Storage::Answer(403, "<Code>AccessDenied</Code><Message>Request has expired</Message>"),
            Storage::BreakOff,
            Storage::Answer(429, "slow down"),
            Storage::AnswerAtOnce(403),
            Storage::Answer(408, ""),
        ])
        .await;
        let published = Client::new(&server).one(source).await.expect("published");
        let stored = server.stored();
        assert_eq!(stored.len(), 1);
        assert_eq!(stored[0].ticket, 8, "one URL for each attempt");
        assert!(self::content(&stored[0]) == content);
        let digest: [u8; 32] = Sha256::digest(&content).into();
        assert!(matches!(published, Published::File { sha256: Some(sha256), .. } if sha256.0 == digest));
    }
}

/// A server that resets each connection after having read `limit` bytes; the number of connections is counted.
async fn resetting(limit: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/?signature=s3cr3t", listener.local_addr().expect("an address"));
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let mut buffer = vec![0; 64 << 10];
            let mut seen = 0;
            while seen < limit {
                match stream.read(&mut buffer).await {
                    Ok(count @ 1..) => seen += count,
                    _ => break,
                }
            }
            socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).expect("a TCP socket");
        }
    });
    (url, count)
}

fn s3_answer(url: &str) -> serde_json::Value {
    json!({ "storageType": "s3", "contentType": "text/x", "expires": "2099-01-01T00:00:00Z", "putUrl": url })
}

#[tokio::test(flavor = "multi_thread")]
async fn reset_connections_are_outlived() {
    let content = random(4 << 20);
    let (url, resets) = resetting(1 << 20).await;
    let seen = Arc::clone(&resets);
    let queue = move |_: &str, _: &PostArtifactRequest| {
        (seen.load(Ordering::SeqCst) < 3).then(|| (200, s3_answer(&url)))
    };
    let server = Server::with_queue(Vec::new(), queue).await;
    Client::new(&server).one(file("a", &content, Identity)).await.expect("published");
    assert_eq!(resets.load(Ordering::SeqCst), 3);
    assert!(self::content(&server.stored()[0]) == content);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storage_that_never_works_is_given_up() {
    let (url, resets) = resetting(100).await;
    let server = Server::with_queue(Vec::new(), move |_, _| Some((200, s3_answer(&url)))).await;
    let hasty =
        UploadOptions { retry: retry().give_up_after(Duration::ZERO), least_attempts: 4, ..options() };
    let client = Client::with(&server, UploadOptions { concurrency: 1, ..hasty }, retry());
    let uploads = vec![bytes("a", "x"), bytes("b", "x"), bytes("c", "x")];
    let mut reports = client.all(uploads, &CancellationToken::new()).await.into_iter();
    let (class_of_first, text) = class(reports.next().expect("a report").outcome);
    assert_eq!(class_of_first, UploadErrorClass::Unavailable);
    assert!(text.starts_with("Could not upload artifact a to http://127.0.0.1:"), "{text}");
    assert!(text.contains("/ (4 attempts in "), "{text}");
    assert_eq!(resets.load(Ordering::SeqCst), 4);
    for report in reports {
        assert!(matches!(*report.outcome.expect_err("in vain"), UploadError::NotBegun { .. }));
    }
    assert_eq!(server.created().len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn final_refusals_end_the_attempts() {
    for (behaviour, attempts, part) in [
        (
            Storage::Answer(403, "<Code>AccessDenied</Code>\n\u{1b}no"),
            8,
            "HTTP 403: <Code>AccessDenied</Code> no",
        ),
        (Storage::Answer(400, "<Code>EntityTooLarge</Code>"), 1, "HTTP 400: <Code>EntityTooLarge</Code>"),
        (Storage::Answer(404, ""), 1, "HTTP 404"),
        (Storage::Answer(411, ""), 1, "HTTP 411"),
        (Storage::Redirect, 1, "HTTP 307"),
    ] {
        let server = Server::start(vec![behaviour; 20]).await;
        let (class, text) = class(Client::new(&server).one(bytes("a", "x")).await);
        assert_eq!(class, UploadErrorClass::Unavailable, "{text}");
        assert_eq!(server.created().len(), attempts, "{text}");
        assert!(text.ends_with(part), "{text}");
        assert!(server.stored().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_stands_still_is_begun_anew() {
    let told = Arc::new(Notify::new());
    let content = random(20 << 20);
    let stalls = [Storage::ReadNothing(Arc::clone(&told)), Storage::KeepSilent(told)];
    for stall in stalls {
        let server = Server::start(vec![stall]).await;
        let impatient = UploadOptions { patience: Duration::from_millis(1500), ..options() };
        Client::with(&server, impatient, retry())
            .one(file("a", &content, Identity))
            .await
            .expect("published");
        assert_eq!(server.created().len(), 2);
        assert!(self::content(&server.stored()[0]) == content);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stall_is_named_in_the_error() {
    let server = Server::start(vec![Storage::KeepSilent(Arc::default())]).await;
    let retry = retry().give_up_after(Duration::ZERO);
    let once = UploadOptions { patience: Duration::from_millis(50), least_attempts: 1, retry, ..options() };
    let error = Client::with(&server, once, self::retry()).one(bytes("a", "x")).await.expect_err("silence");
    assert!(matches!(*error, UploadError::Storage { failure: StorageFailure::Stalled(_), .. }), "{error}");
    assert!(error.to_string().ends_with("nothing was sent or received for 0 seconds"), "{error}");
}

/// Longer than what fits in any buffer between reading and the storage.
const LONG: u64 = 64 << 20;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_shrinks_meanwhile_is_an_error_and_no_short_artifact() {
    let (told, word) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let server = Server::start(vec![Storage::Wait(Arc::clone(&told), Arc::clone(&word))]).await;
    let client = Client::new(&server);
    let (upload, shared) = shared_file(LONG);
    let shrink = async {
        told.notified().await;
        shared.set_len(1000).expect("truncated");
        word.notify_one();
    };
    let (outcome, ()) = tokio::join!(client.one(upload), shrink);
    let (class, text) = class(outcome);
    assert_eq!(class, UploadErrorClass::Io);
    assert!(text.contains("reading 'path/of/shared' failed"), "{text}");
    assert!(text.contains(&format!("it had {LONG} bytes when the upload began, but only ")), "{text}");
    assert!(server.stored().is_empty());
    assert_eq!(server.created().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_grows_meanwhile_is_cut_where_it_ended() {
    let (told, word) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let server = Server::start(vec![Storage::Wait(Arc::clone(&told), Arc::clone(&word))]).await;
    let client = Client::new(&server);
    let (upload, mut shared) = shared_file(LONG);
    let grow = async {
        told.notified().await;
        // A position of its own: the clone above shares that of the upload.
        shared.set_len(2 * LONG).expect("grown");
        word.notify_one();
    };
    let (outcome, ()) = tokio::join!(client.one(upload), grow);
    assert!(matches!(outcome.expect("published"), Published::File { bytes: LONG, .. }));
    assert_eq!(server.stored()[0].body.len() as u64, LONG);
    assert_eq!(shared.seek(std::io::SeekFrom::End(0)).expect("a file"), 2 * LONG);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_queue_refuses_is_told_apart() {
    use UploadErrorClass::{Malformed, Refused, Unavailable};
    for (status, code, expected, part) in [
        (
            409,
            "RequestConflict",
            Malformed,
            "There was a conflict uploading artifact a - this suggests artifact a was",
        ),
        (403, "InsufficientScopes", Refused, "HTTP 403 InsufficientScopes: because"),
        (400, "InputValidationError", Refused, "The queue refused artifact a: queue.createArtifact failed"),
        (500, "InternalServerError", Unavailable, "since the queue could not be reached"),
    ] {
        let answer = json!({ "code": code, "message": "because", "requestInfo": {} });
        let server = Server::with_queue(Vec::new(), move |_, _| Some((status, answer.clone()))).await;
        let client = Client::with(&server, options(), retry().give_up_after(Duration::from_millis(5)));
        let error = client.one(bytes("a", "x")).await.expect_err("refused");
        let queue = error.queue().expect("the queue's part");
        assert_eq!((queue.status(), queue.code()), (Some(status), Some(code)));
        let (class, text) = class(Err(error));
        assert_eq!(class, expected, "{text}");
        assert!(text.contains(part), "{text}");
        assert!(server.stored().is_empty());
    }
}

#[tokio::test]
async fn a_network_error_at_the_queue_is_no_success() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let mut server = Server::start(Vec::new()).await;
    server.url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let client = Client::with(&server, options(), retry().give_up_after(Duration::ZERO));
    let unreadable = Unpublishable::new(ErrorArtifactRequestReason::FileMissingOnWorker, "gone".to_owned());
    for upload in [bytes("a", "x"), upload("b", Content::Unpublishable(unreadable), Gzip)] {
        let (class, text) = class(client.one(upload).await);
        assert_eq!(class, UploadErrorClass::Unavailable, "{text}");
    }
}

#[tokio::test]
async fn strange_answers_of_the_queue_are_explained() {
    let other_type = json!({ "storageType": "s3", "contentType": "text/\u{7}", "expires": "2099-01-01T00:00:00Z",
        "putUrl": "http://127.0.0.1:9/?signature=s3cr3t" });
    for (answer, class, part) in [
        (
            json!({ "storageType": "error" }),
            UploadErrorClass::Unavailable,
            "holds an error artifact, but a URL",
        ),
        (
            s3_answer("nowhere?s3cr3t"),
            UploadErrorClass::Unavailable,
            "holds an invalid URL, but a URL to upload to",
        ),
        (other_type, UploadErrorClass::Malformed, "since it cannot stand in an HTTP header"),
    ] {
        let server = Server::with_queue(Vec::new(), move |_, _| Some((200, answer.clone()))).await;
        let (seen, text) = self::class(Client::new(&server).one(bytes("a", "x")).await);
        assert_eq!(seen, class, "{text}");
        assert!(text.contains(part), "{text}");
    }
    let server = Server::start(Vec::new()).await;
    let (seen, text) = self::class(Client::new(&server).one(bytes("..", "x")).await);
    assert_eq!(seen, UploadErrorClass::Malformed, "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_room_for_the_compressed_content_is_said_so() {
    let server = Server::start(Vec::new()).await;
    let client = Client::new(&server);
    let blocked = client.spool.path().to_owned();
    fs::remove_dir(&blocked).expect("empty");
    fs::write(&blocked, "in the way").expect("written");
    let outcome = client
        .uploader
        .upload(file("a", &random(3 << 20), Gzip), &CancellationToken::new(), &|_| {})
        .await
        .outcome;
    fs::remove_file(&blocked).expect("removed");
    fs::create_dir(&blocked).expect("made");
    let (class, text) = class(outcome);
    assert_eq!(class, UploadErrorClass::Io);
    assert!(text.contains(&format!("could not be written to a file in '{}'", blocked.display())), "{text}");
    assert!(server.created().is_empty(), "the queue is asked when there is something to upload");
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_ends_what_runs_and_what_waits() {
    let told = Arc::new(Notify::new());
    let server = Server::start(vec![Storage::KeepSilent(Arc::clone(&told)); 2]).await;
    let client = Client::with(&server, UploadOptions { concurrency: 2, ..options() }, retry());
    let cancelled = CancellationToken::new();
    let cancel = async {
        told.notified().await;
        cancelled.cancel();
    };
    let uploads = ["a", "b", "c", "d"].map(|name| file(name, &random(1 << 20), Identity)).into();
    let (reports, ()) = tokio::join!(client.all(uploads, &cancelled), cancel);
    assert_eq!(reports.len(), 4);
    for report in reports {
        assert!(
            matches!(&*report.outcome.expect_err("cancelled"), UploadError::Cancelled { name } if *name == report.name)
        );
    }
    assert!(server.created().len() <= 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn dropping_an_upload_ends_it_and_its_threads() {
    let told = Arc::new(Notify::new());
    let server = Server::start(vec![Storage::ReadNothing(Arc::clone(&told))]).await;
    let client = Client::new(&server);
    let uploader = Arc::clone(&client.uploader);
    let (upload, _shared) = shared_file(LONG);
    let task = tokio::spawn(async move {
        uploader.upload_all([upload], &CancellationToken::new(), &|_| {}).await;
    });
    told.notified().await;
    task.abort();
    task.await.expect_err("aborted");
    // The runtime waits at its end for threads that read, so that this test would never end.
}

#[tokio::test(flavor = "multi_thread")]
async fn artifacts_of_the_same_name_follow_one_another() {
    let (told, word) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let storage = vec![Storage::Wait(Arc::clone(&told), Arc::clone(&word))];
    // Those of the other name never get as far as the storage.
    let conflict = json!({ "code": "RequestConflict", "message": "no" });
    let queue = move |name: &str, _: &PostArtifactRequest| (name == "other").then(|| (409, conflict.clone()));
    let server = Server::with_queue(storage, queue).await;
    let client = Client::new(&server);
    let uploads = [("same", "1"), ("same", "2"), ("other", "x"), ("same", "3"), ("other", "x")];
    let uploads = uploads.map(|(name, content)| bytes(name, content)).into();
    let check = async {
        told.notified().await;
        let names: Vec<_> = server.created().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.iter().filter(|name| *name == "same").count(), 1, "{names:?}");
        word.notify_one();
    };
    let cancelled = CancellationToken::new();
    let (reports, ()) = tokio::join!(client.all(uploads, &cancelled), check);
    assert_eq!(reports.iter().filter(|report| report.outcome.is_ok()).count(), 3, "{reports:?}");
    let bodies: Vec<_> = server.stored().into_iter().map(|stored| stored.body).collect();
    assert_eq!(bodies, ["1", "2", "3"]);
}

#[tokio::test]
async fn links_become_redirects_where_the_queue_knows_none() {
    let expires = Timestamp::from_millis(4_000_000_000_000);
    for is_old in [false, true] {
        let server = Server::with_queue(Vec::new(), move |_, request| {
            let refused = is_old && matches!(request, PostArtifactRequest::LinkArtifactRequest(_));
            refused.then(|| (400, json!({ "code": "InputValidationError", "message": "no such type" })))
        })
        .await;
        let uploader = Client::new(&server).uploader;
        let (target, url) =
            ("public/logs/live_backing.log".to_owned(), "http://x/live_backing.log".to_owned());
        uploader
            .create_link(
                "public/logs/live.log",
                target.clone(),
                url.clone(),
                "text/plain".to_owned(),
                expires,
            )
            .await
            .expect("created");
        let created = server.created();
        let (name, request) = created.last().expect("a request");
        assert_eq!(name, "public/logs/live.log");
        match request {
            PostArtifactRequest::LinkArtifactRequest(link) => assert!(!is_old && link.artifact == target),
            PostArtifactRequest::RedirectArtifactRequest(redirect) => assert!(is_old && redirect.url == url),
            other => panic!("{other:?}"),
        }
    }
}
