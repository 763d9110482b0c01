//! What EC2 and the provisioner say, as settings.

use generated::config::settings as names;
use generated::documents::aws_state::AwsState;
use generated::documents::ec2_metadata::{Ec2Instance, Ec2Metadata};
use generated::documents::ec2_user_data::Ec2UserData;
use serde_json::{Map, Value, json};

/// How long an instance may be idle, in seconds, unless the worker type says something else: a machine that nobody uses costs
/// money.
const IDLE_TIMEOUT_SECS: u64 = 3600;

/// Settings by name.
pub type Settings = Map<String, Value>;

/// What holds for every instance, whatever can be found out about it.
pub fn of_every_instance() -> Settings {
    [
        (names::SHUTDOWN_MACHINE_ON_INTERNAL_ERROR.name, Value::Bool(true)),
        (names::SHUTDOWN_MACHINE_ON_IDLE.name, Value::Bool(true)),
        (names::IDLE_TIMEOUT_SECS.name, IDLE_TIMEOUT_SECS.into()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

/// What the user data says.
pub fn of_user_data(user_data: &Ec2UserData) -> Settings {
    from_texts([
        (names::PROVISIONER_ID.name, Some(&user_data.provisioner_id)),
        (names::PROVISIONER_BASE_URL.name, Some(&user_data.provisioner_base_url)),
        (names::REGION.name, Some(&user_data.region)),
        (names::WORKER_GROUP.name, Some(&user_data.region)),
        (names::WORKER_TYPE.name, Some(&user_data.worker_type)),
    ])
}

/// What the metadata says.
pub fn of_instance(instance: &Ec2Instance) -> Settings {
    let mut settings = from_texts([
        (names::WORKER_ID.name, instance.instance_id.as_ref()),
        (names::INSTANCE_ID.name, instance.instance_id.as_ref()),
        (names::INSTANCE_TYPE.name, instance.instance_type.as_ref()),
        (names::AVAILABILITY_ZONE.name, instance.availability_zone.as_ref()),
        (names::PUBLIC_IP.name, instance.public_ipv4.as_ref()),
        (names::PRIVATE_IP.name, instance.local_ipv4.as_ref()),
    ]);
    if let Ok(Value::Object(metadata)) = serde_json::to_value(Ec2Metadata { aws: instance.clone() }) {
        settings.insert(names::WORKER_TYPE_METADATA.name.to_owned(), metadata.into());
    }
    settings
}

/// What the secret says: credentials, and the settings of the worker type.
pub fn of_secret(secret: &AwsState, config: Settings) -> Settings {
    let mut settings = from_texts([
        (names::CLIENT_ID.name, Some(&secret.client_id)),
        (names::ACCESS_TOKEN.name, Some(&secret.access_token.expose().to_owned())),
        (names::CERTIFICATE.name, Some(&secret.certificate.expose().to_owned())),
    ]);
    settings.extend(config);
    // In 2018 nobody could say that an instance was never idle for too long, except in the file.
    if settings.get(names::IDLE_TIMEOUT_SECS.name) == Some(&json!(0)) {
        settings.remove(names::IDLE_TIMEOUT_SECS.name);
    }
    settings
}

fn from_texts<const N: usize>(texts: [(&str, Option<&String>); N]) -> Settings {
    let given =
        texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?.as_str()))));
    given.collect()
}
