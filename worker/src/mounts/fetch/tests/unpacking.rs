//! Archives that are unpacked while they arrive, and files.

use std::fs::{self, File};

use generated::payload::common::{ArchiveFormat, FileFormat};
use tokio_util::sync::CancellationToken;

use super::server::{Answer, Server};
use super::{fetcher, is_empty, sha256, url};
use crate::mounts::archive::corpus::{self, Entry};
use crate::mounts::{Fault, FetchError, Source};

async fn serve(bytes: Vec<u8>) -> Server {
    Server::start(move |_, _| Answer::ok(&bytes)).await
}

fn entries() -> Vec<Entry> {
    corpus::good_entries()
}

#[tokio::test]
async fn archives_are_unpacked_while_they_arrive() {
    for (format, bytes) in [
        (ArchiveFormat::Tar, corpus::tar(&entries())),
        (ArchiveFormat::TarGz, corpus::compress(ArchiveFormat::TarGz, &corpus::tar(&entries()))),
        (ArchiveFormat::TarZst, corpus::compress(ArchiveFormat::TarZst, &corpus::tar(&entries()))),
        (ArchiveFormat::Zip, corpus::zip(&entries())),
        (ArchiveFormat::X7z, corpus::sevenz(&entries())),
    ] {
        // What follows the archive belongs to the content all the same.
        let bytes = if format == ArchiveFormat::Tar { [bytes, vec![7; 9999]].concat() } else { bytes };
        let server = serve(bytes.clone()).await;
        let dir = tempfile::tempdir().unwrap();
        let (fetcher, lines) = fetcher(&server.url);
        let required = Some(sha256(&bytes));
        let fetched = fetcher
            .fetch_and_unpack(&url(&server.url), format, dir.path(), required, &CancellationToken::new())
            .await
            .unwrap();
        assert_eq!((fetched.bytes, fetched.sha256), (bytes.len() as u64, sha256(&bytes)), "{format}");
        assert_eq!(fs::read(dir.path().join("link")).unwrap(), corpus::SCRIPT, "{format}");
        assert!(fs::read(dir.path().join("d/sub/long")).unwrap() == corpus::long_content(), "{format}");
        assert!(lines.lock().unwrap()[1].starts_with("Downloaded "), "{format}");
    }
}

#[tokio::test]
async fn a_broken_connection_does_not_begin_again() {
    let bytes = corpus::compress(ArchiveFormat::TarGz, &corpus::tar(&entries()));
    let half = bytes.len() / 2;
    let server = Server::start({
        let bytes = bytes.clone();
        move |count, request| match count {
            0 => Answer::cut(&[("etag", "\"one\"")], &bytes, half),
            _ => Answer::rest(request, &bytes),
        }
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher(&server.url);
    fetcher
        .fetch_and_unpack(
            &url(&server.url),
            ArchiveFormat::TarGz,
            dir.path(),
            Some(sha256(&bytes)),
            &CancellationToken::new(),
        )
        .await
        .unwrap();
    assert!(fs::read(dir.path().join("d/sub/long")).unwrap() == corpus::long_content());
}

#[tokio::test]
async fn content_that_changes_meanwhile_is_unpacked_anew() {
    let old =
        corpus::tar(&[Entry::file("old", 0o644, &[1; 100_000]), Entry::file("more", 0o644, &[1; 100_000])]);
    let new = corpus::tar(&[Entry::file("new", 0o644, b"new")]);
    let server = Server::start(move |count, _| match count {
        0 => Answer::cut(&[], &old, 150_000),
        _ => Answer::ok(&new),
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher(&server.url);
    fetcher
        .fetch_and_unpack(&url(&server.url), ArchiveFormat::Tar, dir.path(), None, &CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert_eq!(fs::read(dir.path().join("new")).unwrap(), b"new");
}

#[tokio::test]
async fn nothing_stays_of_what_is_refused() {
    let good = corpus::tar(&entries());
    let hostile = corpus::tar(&[Entry::file("fine", 0o644, b""), Entry::link(b'2', "out", "../..")]);
    for (bytes, required, expected) in [
        (good.clone(), Some(sha256(b"other")), "explicitly requires"),
        (hostile, None, "archive entry \"out\" is refused: it is a symlink that leads out"),
        (good[..good.len() / 2].to_vec(), None, "ends in the middle"),
        (vec![b'x'; 5000], None, "checksum of a header"),
    ] {
        let server = serve(bytes).await;
        let dir = tempfile::tempdir().unwrap();
        let (fetcher, _) = fetcher(&server.url);
        let error = fetcher
            .fetch_and_unpack(
                &url(&server.url),
                ArchiveFormat::Tar,
                dir.path(),
                required,
                &CancellationToken::new(),
            )
            .await
            .unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.fault(), Fault::Task);
        assert!(is_empty(dir.path()), "{expected}");
    }
}

#[tokio::test]
async fn a_refusal_is_told_without_waiting_for_the_rest() {
    let mut hostile = corpus::tar(&[Entry::file("../x", 0o644, b"")]);
    hostile.resize(20 << 20, 0);
    let server =
        Server::start(move |_, _| Answer::Stall(super::server::message(200, &[], 1 << 30, &hostile))).await;
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher(&server.url);
    let error = fetcher
        .fetch_and_unpack(&url(&server.url), ArchiveFormat::Tar, dir.path(), None, &CancellationToken::new())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("contains `..`"), "{error}");
}

#[tokio::test]
async fn files_are_unpacked_and_written() {
    let dir = tempfile::tempdir().unwrap();
    let (fetcher, _) = fetcher("http://127.0.0.1:1");
    let (what, cancel) = (Source::Raw("x".into()), CancellationToken::new());
    let into = dir.path().join("into");
    fs::create_dir(&into).unwrap();
    let packed = dir.path().join("packed");
    fs::write(&packed, corpus::compress(ArchiveFormat::TarXz, &corpus::tar(&entries()))).unwrap();
    fetcher.unpack_file(&what, &packed, ArchiveFormat::TarXz, &into, &cancel).await.unwrap();
    assert_eq!(fs::read(into.join("link")).unwrap(), corpus::SCRIPT);
    let error = fetcher.unpack_file(&what, &packed, ArchiveFormat::TarGz, &into, &cancel).await.unwrap_err();
    assert_eq!(error.fault(), Fault::Task);
    assert!(is_empty(&into));

    let target = dir.path().join("target");
    let long = corpus::long_content();
    for (format, compressed) in [
        (None, long.clone()),
        (Some(FileFormat::Gz), corpus::compress(ArchiveFormat::TarGz, &long)),
        (Some(FileFormat::Br), corpus::compress(ArchiveFormat::TarBr, &long)),
        (Some(FileFormat::Bz2), corpus::compress(ArchiveFormat::TarBz2, &long)),
        (Some(FileFormat::Lz), corpus::compress(ArchiveFormat::TarLz, &long)),
        (Some(FileFormat::Lz4), corpus::compress(ArchiveFormat::TarLz4, &long)),
        (Some(FileFormat::Sz), corpus::compress(ArchiveFormat::TarSz, &long)),
        (Some(FileFormat::Xz), corpus::compress(ArchiveFormat::TarXz, &long)),
        (Some(FileFormat::Zst), corpus::compress(ArchiveFormat::TarZst, &long)),
        (Some(FileFormat::Zz), corpus::compress(ArchiveFormat::TarZz, &long)),
    ] {
        fs::write(&packed, &compressed).unwrap();
        let file = File::create(&target).unwrap();
        let written = fetcher.write_file(&what, &packed, format, file, &target, &cancel).await.unwrap();
        assert_eq!(written, long.len() as u64, "{format:?}");
        assert!(fs::read(&target).unwrap() == long, "{format:?}");
    }
    fs::write(&packed, b"nonsense").unwrap();
    for (format, fault) in [(FileFormat::Gz, Fault::Task), (FileFormat::Mz, Fault::Malformed)] {
        let file = File::create(&target).unwrap();
        let error =
            fetcher.write_file(&what, &packed, Some(format), file, &target, &cancel).await.unwrap_err();
        assert_eq!(error.fault(), fault, "{error}");
        assert!(matches!(error, FetchError::Unpack { .. }), "{error}");
    }
}
