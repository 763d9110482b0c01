//! Threads for what must never be in a task's way.

use std::io;
use std::thread::JoinHandle;

use crate::platform;

/// Does `work` on a thread of its own, with a low priority and an event loop of its own: it may wait for the disk there.
///
/// # Errors
///
/// When there can be no more threads, or no event loop.
pub fn spawn<F: Future<Output = ()>>(
    name: &str,
    work: impl FnOnce() -> F + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        if let Err(error) = platform::lower_thread_priority() {
            tracing::debug!("live logs have the priority of everything else: {error}");
        }
        runtime.block_on(work());
    })
}
