//! Following a command: its output into the task log, and its end.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileExt;
use std::time::{Duration, Instant};

use rustix::io::Errno;

use super::super::{ExitStatus, SharedFile, os};
use super::child::StartFailure;

/// How much is moved at once: what the pipe holds at most.
pub(in crate::process) const CHUNK: usize = 1024 * 1024;

/// How long a killed process may take to be seen to end.
const END_LIMIT: Duration = Duration::from_secs(5);

/// How watching a process ended.
#[derive(Debug)]
pub(in crate::process) enum End {
    /// It ran, and ended.
    Exited { status: ExitStatus, user_time: Duration, kernel_time: Duration },
    /// It did not get as far as its program.
    NotStarted(StartFailure),
}

/// News of a process.
#[derive(Debug, Default)]
pub(in crate::process) struct Collected {
    /// It has ended.
    pub end: Option<End>,
    /// Nothing more will be heard.
    pub is_gone: bool,
}

/// A process that can be waited for.
pub(in crate::process) trait Watched {
    /// Becomes readable when there is something to collect.
    fn news(&self) -> BorrowedFd<'_>;

    /// Takes what news there is, without waiting.
    fn collect(&self) -> Collected;
}

/// What an attempt to copy output found.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::process) enum Copied {
    /// So many bytes were taken out of the pipe.
    Bytes(usize),
    /// There is nothing right now.
    Nothing,
    /// Nobody can write to the pipe any more.
    End,
}

/// Copies the output of one command, the best way that works.
#[derive(Debug, Default)]
pub(in crate::process) struct Copier {
    /// The system's short cut does not work for this file.
    #[cfg(target_os = "linux")]
    pub no_short_cut: bool,
    /// The first error of writing; since then output is thrown away.
    pub lost: Option<io::Error>,
    /// Whether output is thrown away.
    pub is_discarding: bool,
    buffer: Vec<u8>,
}

impl Copier {
    fn copy(&mut self, pipe: BorrowedFd<'_>, output: &SharedFile, most: usize) -> Copied {
        if self.is_discarding {
            return discard(self, pipe, most);
        }
        let copied = output.append(|file, offset| os::copy(self, pipe, file, offset, most));
        copied.unwrap_or_else(|error| {
            // The command must not stand still because the disk is full.
            self.lost.get_or_insert(error);
            self.is_discarding = true;
            discard(self, pipe, most)
        })
    }

    /// Copies what is in the pipe at this moment, so it ends even if somebody goes on writing.
    fn drain(&mut self, pipe: BorrowedFd<'_>, output: &SharedFile) -> bool {
        let mut left = rustix::io::ioctl_fionread(pipe).unwrap_or(CHUNK as u64) as usize;
        loop {
            // Also with nothing left: that is how the end of the pipe is seen.
            match self.copy(pipe, output, left.clamp(1, CHUNK)) {
                Copied::Bytes(count) if count < left => left -= count,
                Copied::Bytes(_) | Copied::Nothing => return false,
                Copied::End => return true,
            }
        }
    }

    fn buffer(&mut self, most: usize) -> &mut [u8] {
        const SIZE: usize = 64 * 1024;
        if self.buffer.is_empty() {
            self.buffer = vec![0; SIZE];
        }
        &mut self.buffer[..most.min(SIZE)]
    }
}

/// Takes bytes out of the pipe and throws them away.
pub(in crate::process) fn discard(copier: &mut Copier, pipe: BorrowedFd<'_>, most: usize) -> Copied {
    read(pipe, copier.buffer(most))
}

/// Copies through a buffer. An error is one of writing; what was read then is lost.
pub(in crate::process) fn read_and_write(
    copier: &mut Copier,
    pipe: BorrowedFd<'_>,
    file: &File,
    offset: &mut u64,
    most: usize,
) -> io::Result<Copied> {
    let buffer = copier.buffer(most);
    let copied = read(pipe, buffer);
    if let Copied::Bytes(count) = copied {
        let mut rest = &buffer[..count];
        while !rest.is_empty() {
            let written = match file.write_at(rest, *offset) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => written,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            *offset += written as u64;
            rest = &rest[written..];
        }
    }
    Ok(copied)
}

fn read(pipe: BorrowedFd<'_>, buffer: &mut [u8]) -> Copied {
    loop {
        match rustix::io::read(pipe, &mut *buffer) {
            Ok(0) => return Copied::End,
            Ok(count) => return Copied::Bytes(count),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => return Copied::Nothing,
            // A pipe gives no other errors.
            Err(_) => return Copied::End,
        }
    }
}

/// Copies output until the pipe ends and nothing more is to be heard of the process, or until `stop`
/// is closed at its other end. Calls `on_end` once, when the process itself has ended and all that it
/// wrote is in `output`.
pub(in crate::process) fn watch(
    child: &impl Watched,
    pipe: OwnedFd,
    stop: BorrowedFd<'_>,
    output: &SharedFile,
    on_end: impl FnMut(End, Option<io::Error>),
) {
    let mut watch = Watch { pipe: Some(pipe), copier: Copier::default(), has_ended: false, output, on_end };
    let mut is_gone = false;
    let mut stopped_at: Option<Instant> = None;
    while !is_gone || (watch.pipe.is_some() && stopped_at.is_none()) {
        let ready = watch.wait(child.news(), stop, is_gone, stopped_at);
        if ready.output {
            watch.copy();
        }
        if ready.news {
            let collected = child.collect();
            is_gone |= collected.is_gone;
            if let Some(end) = collected.end {
                watch.ended(end);
            }
        }
        if ready.stop && stopped_at.is_none() {
            stopped_at = Some(Instant::now());
        }
        if stopped_at.is_some_and(|at| at.elapsed() > END_LIMIT) {
            break;
        }
    }
    watch.finish();
}

struct Watch<'a, F> {
    pipe: Option<OwnedFd>,
    copier: Copier,
    has_ended: bool,
    output: &'a SharedFile,
    on_end: F,
}

struct Ready {
    output: bool,
    news: bool,
    stop: bool,
}

impl<F: FnMut(End, Option<io::Error>)> Watch<'_, F> {
    fn wait(
        &self,
        news: BorrowedFd<'_>,
        stop: BorrowedFd<'_>,
        is_gone: bool,
        stopped_at: Option<Instant>,
    ) -> Ready {
        // The system passes over a negative descriptor.
        let entry = |fd: Option<BorrowedFd<'_>>| libc::pollfd {
            fd: fd.map_or(-1, |fd| fd.as_raw_fd()),
            events: libc::POLLIN,
            revents: 0,
        };
        let mut fds = [
            entry(self.pipe.as_ref().map(AsFd::as_fd)),
            entry((!is_gone).then_some(news)),
            entry(stopped_at.is_none().then_some(stop)),
        ];
        let timeout = if stopped_at.is_some() { 100 } else { -1 };
        // SAFETY: the array is valid for the call and the descriptors in it are open.
        let count = unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, timeout) };
        // After an interruption nothing is ready, and the question is asked again.
        let is_ready = |i: usize| count > 0 && fds[i].revents != 0;
        Ready { output: is_ready(0), news: is_ready(1), stop: is_ready(2) }
    }

    fn copy(&mut self) {
        if let Some(pipe) = &self.pipe
            && self.copier.copy(pipe.as_fd(), self.output, CHUNK) == Copied::End
        {
            self.pipe = None;
        }
    }

    fn ended(&mut self, end: End) {
        if self.has_ended {
            return;
        }
        self.has_ended = true;
        self.drain();
        (self.on_end)(end, self.copier.lost.take());
    }

    fn drain(&mut self) {
        if let Some(pipe) = &self.pipe
            && self.copier.drain(pipe.as_fd(), self.output)
        {
            self.pipe = None;
        }
    }

    fn finish(&mut self) {
        self.drain();
        if !self.has_ended {
            self.has_ended = true;
            let status = ExitStatus::Signal(libc::SIGKILL);
            let (user_time, kernel_time) = (Duration::ZERO, Duration::ZERO);
            (self.on_end)(End::Exited { status, user_time, kernel_time }, self.copier.lost.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A process that writes right before it ends, and leaves somebody behind who holds its output.
    struct LastWords {
        news: OwnedFd,
        output: File,
    }

    impl Watched for LastWords {
        fn news(&self) -> BorrowedFd<'_> {
            self.news.as_fd()
        }

        fn collect(&self) -> Collected {
            (&self.output).write_all(&[b'x'; 30_000]).unwrap();
            let status = ExitStatus::Code(0);
            let end = End::Exited { status, user_time: Duration::ZERO, kernel_time: Duration::ZERO };
            Collected { end: Some(end), is_gone: true }
        }
    }

    #[test]
    fn all_that_was_written_before_the_end_comes_before_it() {
        let dir = tempfile::tempdir().unwrap();
        let log = SharedFile::create(dir.path().join("log")).unwrap();
        let pipe = || {
            std::io::pipe().map(|(reader, writer)| (OwnedFd::from(reader), OwnedFd::from(writer))).unwrap()
        };
        let ((output, writer), (news, _), (stop, stopper)) = (pipe(), pipe(), pipe());
        rustix::io::ioctl_fionbio(&output, true).unwrap();
        let child = LastWords { news, output: File::from(writer) };
        let mut stopper = Some(stopper);
        let mut length_at_end = None;
        watch(&child, output, stop.as_fd(), &log, |_, _| {
            length_at_end = Some(log.len());
            stopper.take();
        });
        assert_eq!(length_at_end, Some(30_000));
    }
}
