//! Where panics happened: that is known only while they happen, and wanted when they are reported.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::sync::{Arc, Mutex, PoisonError};

/// As many panics are kept until somebody takes them.
const KEPT: usize = 20;

/// The panics of this process that nobody has taken yet. Cheap to clone; all clones share them.
#[derive(Clone, Debug, Default)]
pub struct Panics(Arc<Mutex<Vec<String>>>);

impl Panics {
    /// From now on, panics of this process are logged, and kept here.
    pub fn watch(&self) {
        let kept = self.clone();
        std::panic::set_hook(Box::new(move |info| {
            let text = format!("{}\n{}", describe(info), Backtrace::force_capture());
            tracing::error!("*********** PANIC occurred! *********** {text}");
            kept.keep(text);
        }));
    }

    /// The panics so far: what and where, with a backtrace each. They are not returned again.
    #[must_use]
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn keep(&self, text: String) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < KEPT {
            kept.push(text);
        }
    }
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a text");
    match info.location() {
        Some(location) => format!("{message} ({location})"),
        None => message.to_owned(),
    }
}
