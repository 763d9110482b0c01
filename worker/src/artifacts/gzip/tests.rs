use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

use flate2::bufread::GzDecoder;
use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use tokio_util::sync::CancellationToken;

use super::*;

fn compress(input: &[u8], threads: usize) -> Vec<u8> {
    let mut output = Vec::new();
    let compressors = Compressors::new(threads);
    let done = gzip(&mut &*input, &mut output, &compressors, &CancellationToken::new()).expect("compressed");
    assert_eq!(done, Gzipped { input: input.len() as u64, output: output.len() as u64 });
    output
}

/// Unpacks the first member, which must be all there is.
fn unpack(compressed: &[u8]) -> Vec<u8> {
    let mut decoder = GzDecoder::new(compressed);
    let mut output = Vec::new();
    decoder.read_to_end(&mut output).expect("a gzip member");
    assert!(decoder.into_inner().is_empty(), "something follows the first member");
    output
}

/// What a program writes that gets `input`; nothing when it is not installed.
fn pipe_through(program: &str, argument: &str, input: &[u8]) -> Option<Vec<u8>> {
    let mut command = Command::new(program);
    let spawned = command.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = match spawned {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        other => other.expect("started"),
    };
    let mut stdin = child.stdin.take().expect("a pipe");
    let output = std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("ended")
    });
    assert!(output.status.success(), "{program} {argument} failed");
    Some(output.stdout)
}

fn random(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    StdRng::seed_from_u64(7).fill_bytes(&mut bytes);
    bytes
}

/// Lines like those of a log.
fn log(length: usize) -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(3);
    let mut text = String::new();
    while text.len() < length {
        let (second, test, file) =
            (random.gen_range(0..60), random.gen_range(0..400), random.gen_range(0..50));
        let outcome = ["PASSED", "FAILED", "SKIPPED"][random.gen_range(0..3)];
        text.push_str(&format!("2026-11-24T10:20:{second:02}Z INFO test_{file}.py::test_{test} {outcome}\n"));
    }
    text.into_bytes()
}

fn repeated(unit: &[u8], length: usize) -> Vec<u8> {
    unit.iter().copied().cycle().take(length).collect()
}

#[test]
fn every_length_around_a_block_comes_back() {
    for blocks in [0, 1, 2, 5] {
        for difference in [-1, 0, 1] {
            let Ok(length) = usize::try_from(blocks * BLOCK_SIZE as i64 + difference) else { continue };
            for input in [random(length), log(length)[..length].to_vec(), vec![0; length]] {
                let compressed = compress(&input, 3);
                assert!(unpack(&compressed) == input, "{length} bytes");
            }
        }
    }
}

#[test]
fn gzip_itself_agrees_and_sizes_are_within_three_percent() {
    let length = 5 << 20;
    let inputs = [
        ("log", log(length)),
        ("zeros", vec![0; length]),
        ("one line over and over", repeated(b"hello world, this is a line of a log\n", length)),
        ("one page over and over", repeated(&log(20_000), length)),
        ("random", random(length)),
        (
            "hexadecimal",
            random(length / 2).iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes(),
        ),
        ("a small file", log(20_000)),
    ];
    for (what, input) in inputs {
        let compressed = compress(&input, 4);
        let Some(unpacked) = pipe_through("gzip", "-dc", &compressed) else { return };
        assert!(unpacked == input, "{what}: gzip unpacks something else");
        let reference = pipe_through("gzip", "-6c", &input).expect("gzip is there").len();
        assert!(
            compressed.len() * 100 <= reference * 103,
            "{what}: {} bytes, of which gzip -6 makes {reference}",
            compressed.len()
        );
    }
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    // Long enough for the level to change in the middle.
    let mut input = log(10 << 20);
    input.extend(random(4 << 20));
    input.extend(repeated(b"0123456789abcdef", 12 << 20));
    let alone = compress(&input, 1);
    assert!(unpack(&alone) == input);
    assert!(alone == compress(&input, 7));
}

/// Gives a few bytes at a time, now and then interrupted, and fails in the end.
struct Unsteady<'a> {
    rest: &'a [u8],
    calls: usize,
    fails: bool,
}

impl Read for Unsteady<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(3) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.rest.is_empty() && self.fails {
            return Err(io::Error::other("broken disk"));
        }
        let length = self.rest.len().min(buffer.len()).min(77_777);
        let (now, rest) = self.rest.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.rest = rest;
        Ok(length)
    }
}

#[test]
fn unsteady_inputs_are_read_to_their_end() {
    let input = log(3 << 20);
    let mut output = Vec::new();
    let mut reader = Unsteady { rest: &input, calls: 0, fails: false };
    gzip(&mut reader, &mut output, &Compressors::new(2), &CancellationToken::new()).expect("compressed");
    assert!(output == compress(&input, 2));
}

#[test]
fn failures_are_told_apart() {
    let input = log(4 << 20);
    let (compressors, cancelled) = (Compressors::new(3), CancellationToken::new());
    let mut reader = Unsteady { rest: &input, calls: 0, fails: true };
    let error = gzip(&mut reader, &mut io::sink(), &compressors, &cancelled).expect_err("no end");
    assert!(matches!(&error, GzipError::Read(inner) if inner.to_string() == "broken disk"), "{error}");

    let mut small = [0; 1000];
    let error = gzip(&mut &*input, &mut &mut small[..], &compressors, &cancelled).expect_err("no room");
    assert!(matches!(error, GzipError::Write(_)), "{error}");

    cancelled.cancel();
    let error = gzip(&mut io::repeat(0), &mut io::sink(), &compressors, &cancelled).expect_err("cancelled");
    assert!(matches!(error, GzipError::Cancelled), "{error}");
}

#[test]
fn an_endless_input_can_be_cancelled() {
    let (compressors, cancelled) = (Compressors::new(2), CancellationToken::new());
    std::thread::scope(|scope| {
        let work = scope.spawn(|| gzip(&mut io::repeat(b'x'), &mut io::sink(), &compressors, &cancelled));
        cancelled.cancel();
        assert!(matches!(work.join().expect("no panic"), Err(GzipError::Cancelled)));
    });
}

#[tokio::test]
async fn a_waiting_input_gets_the_thread_of_a_helper() {
    let compressors = Compressors::new(2);
    let first = compressors.permit().await.expect("free");
    let helper = compressors.try_permit().expect("free");
    assert!(compressors.try_permit().is_none());
    let mut waiting = Box::pin(compressors.permit());
    assert!(futures_util::poll!(&mut waiting).is_pending());
    assert!(compressors.is_wanted());
    drop(helper);
    let second = waiting.await.expect("given back");
    assert!(!compressors.is_wanted());
    drop((first, second));
    assert!(compressors.try_permit().is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_goes_in_comes_out(
        pieces in proptest::collection::vec((proptest::collection::vec(any::<u8>(), 0..300), 1_usize..20_000), 0..4),
        threads in 1_usize..4,
    ) {
        let input: Vec<u8> = pieces.iter().flat_map(|(unit, times)| unit.repeat(times % (1 + 3_000_000 / unit.len().max(1)))).collect();
        prop_assert!(unpack(&compress(&input, threads)) == input);
    }
}
