//! The instance's own metadata service. The newer version of its protocol (IMDSv2) wants a token with each request; where
//! there is none to be had, the older one, without, is used.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use generated::Secret;
use reqwest::{Response, StatusCode};

use crate::taskcluster::http::{HttpStack, Proxies, Redirects, SetupError, Timeouts, describe};

/// For how long a token is asked for, in seconds: as long as EC2 allows.
const TOKEN_SECONDS: &str = "21600";
/// The longest that one request may take. The service is on this very machine, or not at all.
const REQUEST_LIMIT: Duration = Duration::from_secs(5);
/// The longest answer that is read. EC2 allows 16 KiB of user data.
const LONGEST_ANSWER: usize = 1024 * 1024;
/// How often a request is sent when the answer matters. The service may take a moment after boot.
const ATTEMPTS: u32 = 5;
/// How long to wait between those.
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(500);

/// Why an item of metadata is not known.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    /// No complete answer arrived.
    #[error("cannot get {url} from the EC2 metadata service: {reason}")]
    Transport {
        /// What was asked for.
        url: String,
        /// What went wrong.
        reason: String,
    },
    /// The service answered something else than a value.
    #[error("the EC2 metadata service answers {status} for {url}")]
    Status {
        /// What was asked for.
        url: String,
        /// The answer.
        status: StatusCode,
    },
    /// The answer is no text, or too long.
    #[error("what the EC2 metadata service has at {url} is {problem}")]
    Unusable {
        /// What was asked for.
        url: String,
        /// What is wrong with it.
        problem: &'static str,
    },
}

/// How the service wants to be asked.
#[derive(Clone, Debug)]
enum Session {
    Unknown,
    WithoutToken,
    WithToken(Secret<String>),
}

/// A client of the metadata service. Clones share the token.
#[derive(Clone, Debug)]
pub struct Metadata {
    http: reqwest::Client,
    base_url: String,
    session: Arc<Mutex<Session>>,
}

impl Metadata {
    /// The service at `base_url`, which ends in a version such as `latest`.
    ///
    /// # Errors
    ///
    /// When no HTTP client can be set up.
    pub fn new(base_url: &str) -> Result<Self, SetupError> {
        let timeouts = Timeouts { connect: Some(Duration::from_secs(2)), silence: Some(REQUEST_LIMIT) };
        // Never through a proxy: that would be asking about the proxy's machine.
        let http = HttpStack::new(Proxies::none())?.client(timeouts, Redirects::Return)?;
        let base_url = base_url.trim_end_matches('/').to_owned();
        Ok(Self { http, base_url, session: Arc::new(Mutex::new(Session::Unknown)) })
    }

    /// The item at `path`; `None` where the service has none there. Tries several times.
    ///
    /// # Errors
    ///
    /// When there is no answer.
    pub async fn get(&self, path: &str) -> Result<Option<String>, MetadataError> {
        let mut attempt = 1;
        loop {
            match self.get_once(path).await {
                Err(error) if attempt < ATTEMPTS && error.may_pass() => {
                    attempt += 1;
                    tokio::time::sleep(BETWEEN_ATTEMPTS).await;
                }
                outcome => return outcome,
            }
        }
    }

    /// The item at `path`; `None` where the service has none there.
    ///
    /// # Errors
    ///
    /// When there is no answer.
    pub async fn get_once(&self, path: &str) -> Result<Option<String>, MetadataError> {
        let url = format!("{}/{path}", self.base_url);
        let session = match self.session() {
            Session::Unknown => self.begin_session().await?,
            session => session,
        };
        let mut answer = self.send(&url, &session).await?;
        if answer.status() == StatusCode::UNAUTHORIZED {
            // The token is too old, or it has become necessary to have one.
            let session = self.begin_session().await?;
            answer = self.send(&url, &session).await?;
        }
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(None),
            status if status.is_success() => read(url, answer).await.map(Some),
            status => Err(MetadataError::Status { url, status }),
        }
    }

    async fn send(&self, url: &str, session: &Session) -> Result<Response, MetadataError> {
        let mut request = self.http.get(url).timeout(REQUEST_LIMIT);
        if let Session::WithToken(token) = session {
            request = request.header("X-aws-ec2-metadata-token", token.expose());
        }
        request.send().await.map_err(|error| transport(url, error))
    }

    async fn begin_session(&self) -> Result<Session, MetadataError> {
        let url = format!("{}/api/token", self.base_url);
        let request = self.http.put(&url).timeout(REQUEST_LIMIT);
        let answer = request.header("X-aws-ec2-metadata-token-ttl-seconds", TOKEN_SECONDS).send().await;
        let session = match answer {
            Ok(answer) if answer.status().is_success() => {
                Session::WithToken(Secret::new(read(url, answer).await?.trim().to_owned()))
            }
            Ok(answer) if answer.status().is_client_error() => Session::WithoutToken,
            Ok(answer) => return Err(MetadataError::Status { url, status: answer.status() }),
            // From within a container the answer with the token may be out of reach, but nothing else.
            Err(error) if error.is_timeout() && !error.is_connect() => Session::WithoutToken,
            Err(error) => return Err(transport(&url, error)),
        };
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = session.clone();
        Ok(session)
    }

    fn session(&self) -> Session {
        self.session.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl MetadataError {
    /// Whether it may be different next time.
    fn may_pass(&self) -> bool {
        match self {
            Self::Transport { .. } => true,
            Self::Status { status, .. } => {
                status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS
            }
            Self::Unusable { .. } => false,
        }
    }
}

fn transport(url: &str, error: reqwest::Error) -> MetadataError {
    MetadataError::Transport { url: url.to_owned(), reason: describe(error) }
}

async fn read(url: String, mut answer: Response) -> Result<String, MetadataError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| transport(&url, error))? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return Err(MetadataError::Unusable { url, problem: "too long" });
        }
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|_| MetadataError::Unusable { url, problem: "not text in UTF-8" })
}
