//! The task's log on standard output, while it is written.

use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::Arc;

use tokio::sync::{mpsc, watch};

use crate::process::{Progress, SharedFile};

const CHUNK: usize = 64 * 1024;

/// Prints each log that is announced, from its beginning to its end.
pub async fn print(mut logs: mpsc::UnboundedReceiver<Arc<SharedFile>>) {
    while let Some(log) = logs.recv().await {
        let opened = File::open(log.path());
        let grown = log.subscribe();
        // Only the task itself may keep the log alive: when it lets go, the log is complete.
        drop(log);
        match opened {
            Ok(file) => follow(file, grown).await,
            Err(error) => tracing::warn!("could not show the task's log: {error}"),
        }
    }
}

async fn follow(mut file: File, mut grown: watch::Receiver<Progress>) {
    let mut complete = false;
    loop {
        // What is there already comes first: nobody announces it again.
        let printed = tokio::task::spawn_blocking(move || copy(&mut file).map(|()| file)).await;
        match printed {
            Ok(Ok(same)) => file = same,
            // Nobody reads what is printed any more.
            _ => return,
        }
        if complete {
            return;
        }
        complete = grown.changed().await.is_err();
    }
}

fn copy(file: &mut File) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK];
    let mut out = io::stdout().lock();
    loop {
        match file.read(&mut buffer)? {
            0 => return out.flush(),
            count => out.write_all(&buffer[..count])?,
        }
    }
}
