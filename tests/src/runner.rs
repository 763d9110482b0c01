//! Worker-runner's side of the conversation with a worker.

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, Lines};

use crate::PATIENCE;

/// All that worker-runner can be capable of, and one thing that workers do not know.
pub const CAPABILITIES: [&str; 6] =
    ["error-report", "fly", "graceful-termination", "log", "new-credentials", "shutdown"];

/// Worker-runner's ends of the connection to a worker.
pub struct Runner {
    input: Box<dyn AsyncWrite + Send + Unpin>,
    output: Lines<BufReader<Box<dyn AsyncRead + Send + Unpin>>>,
}

impl Runner {
    /// Writes to `input`, reads from `output`: so they are called from the worker's side.
    pub fn new(
        input: impl AsyncWrite + Send + Unpin + 'static,
        output: impl AsyncRead + Send + Unpin + 'static,
    ) -> Self {
        let output: Box<dyn AsyncRead + Send + Unpin> = Box::new(output);
        Self { input: Box::new(input), output: BufReader::new(output).lines() }
    }

    /// Says welcome with these capabilities, and returns those of the worker.
    pub async fn meet(&mut self, capabilities: &[&str]) -> Vec<String> {
        self.send(&json!({ "type": "welcome", "capabilities": capabilities })).await;
        let hello = self.next().await.expect("an answer");
        assert_eq!(hello["type"], "hello", "{hello}");
        serde_json::from_value(hello["capabilities"].clone()).expect("a list")
    }

    /// Sends a message.
    pub async fn send(&mut self, message: &Value) {
        self.write(format!("~{message}\n").as_bytes()).await;
    }

    /// Sends anything.
    ///
    /// # Panics
    ///
    /// When the worker does not take it.
    pub async fn write(&mut self, bytes: &[u8]) {
        self.input.write_all(bytes).await.expect("the worker reads");
        self.input.flush().await.expect("the worker reads");
    }

    /// The worker's next message. `None` when it has closed its end.
    ///
    /// # Panics
    ///
    /// When there is something else than a message, or nothing for long.
    pub async fn next(&mut self) -> Option<Value> {
        let line = tokio::time::timeout(PATIENCE, self.output.next_line()).await;
        let line = line.expect("a line in time").expect("readable")?;
        let json = line.strip_prefix('~').unwrap_or_else(|| panic!("not a message: {line}"));
        Some(serde_json::from_str(json).expect("JSON"))
    }

    /// The worker's next message of this type; others are passed over.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub async fn next_of_type(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await.unwrap_or_else(|| panic!("no message of type {kind}"));
            if message["type"] == kind {
                return message;
            }
        }
    }

    /// Everything that the worker still says until it closes its end.
    pub async fn rest(&mut self) -> Vec<Value> {
        let mut messages = Vec::new();
        while let Some(message) = self.next().await {
            messages.push(message);
        }
        messages
    }
}

impl std::fmt::Debug for Runner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Runner")
    }
}
