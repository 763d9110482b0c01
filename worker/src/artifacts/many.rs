//! Uploads many artifacts at a time.

use std::collections::{HashSet, VecDeque};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use generated::runtime::api::Transport;
use tokio_util::sync::CancellationToken;

use super::announcement::Announcement;
use super::error::{UploadError, UploadErrorClass};
use super::upload::{Report, Upload, Uploader};
use crate::taskcluster::error::CallError;

/// How many uploads may be held back for others of the same name.
const MOST_HELD_BACK: usize = 1000;

impl<T: Transport<Error = CallError>> Uploader<T> {
    /// Uploads all of `uploads`, some at a time, and reports on each, in the order in which they end.
    ///
    /// Artifacts of the same name are uploaded one after the other, in their order, so that the last one wins. After a
    /// failure of class [`UploadErrorClass::Unavailable`] no further upload is begun: each would take as long to fail.
    pub async fn upload_all(
        &self,
        uploads: impl IntoIterator<Item = Upload>,
        cancelled: &CancellationToken,
        announce: &(dyn Fn(&Announcement<'_>) + Sync),
    ) -> Vec<Report> {
        let mut line =
            Line { rest: uploads.into_iter().fuse(), held_back: VecDeque::new(), busy: HashSet::new() };
        let mut running = FuturesUnordered::new();
        let mut reports = Vec::new();
        let mut in_vain = false;
        loop {
            while running.len() < self.options().concurrency.max(1) && !cancelled.is_cancelled() && !in_vain {
                let Some(upload) = line.next() else { break };
                running.push(self.upload(upload, cancelled, announce));
            }
            let Some(report) = running.next().await else { break };
            line.busy.remove(&report.name);
            in_vain |=
                report.outcome.as_ref().is_err_and(|error| error.class() == UploadErrorClass::Unavailable);
            reports.push(report);
        }
        reports.extend(line.remaining().map(|upload| not_begun(upload, cancelled)));
        reports
    }
}

fn not_begun(upload: Upload, cancelled: &CancellationToken) -> Report {
    let Upload { name, optional, .. } = upload;
    let error = if cancelled.is_cancelled() {
        UploadError::Cancelled { name: name.clone() }
    } else {
        UploadError::NotBegun { name: name.clone() }
    };
    Report { name, optional, outcome: Err(Box::new(error)) }
}

/// Uploads that are still to begin.
struct Line<I> {
    rest: I,
    /// Those whose name is being uploaded, in their order.
    held_back: VecDeque<Upload>,
    /// The names that are being uploaded.
    busy: HashSet<String>,
}

impl<I: Iterator<Item = Upload>> Line<I> {
    /// The next one whose name is not being uploaded.
    fn next(&mut self) -> Option<Upload> {
        let upload = self.next_free()?;
        self.busy.insert(upload.name.clone());
        Some(upload)
    }

    fn next_free(&mut self) -> Option<Upload> {
        if let Some(free) = self.held_back.iter().position(|upload| !self.busy.contains(&upload.name)) {
            return self.held_back.remove(free);
        }
        // All that are held back wait for a name that is busy, so that this looks at those, too.
        while self.held_back.len() < MOST_HELD_BACK {
            let upload = self.rest.next()?;
            if !self.busy.contains(&upload.name) {
                return Some(upload);
            }
            self.held_back.push_back(upload);
        }
        None
    }

    fn remaining(self) -> impl Iterator<Item = Upload> {
        self.held_back.into_iter().chain(self.rest)
    }
}
