//! Whether tasks have users of their own, and the defaults that depend on it.

use generated::config::{Config, settings};
use generated::runtime::setting::Setting;
use serde_json::{Map, Value};

use super::Era;
use super::validate::Objection;
use crate::platform;

/// Settles in `values` the defaults that depend on other settings. `is_given` says which settings have been given a value.
pub fn settle(values: &mut Map<String, Value>, era: Era, is_given: impl Fn(&Setting) -> bool) {
    settle_for(platform::has_task_users_by_default(), values, era, is_given);
}

fn settle_for(
    by_default: bool,
    values: &mut Map<String, Value>,
    era: Era,
    is_given: impl Fn(&Setting) -> bool,
) {
    let is_on =
        |values: &Map<String, Value>, setting: &Setting| values.get(setting.name) == Some(&true.into());
    let has_room_for_several =
        values.get(settings::CAPACITY.name).and_then(Value::as_u64).is_some_and(|capacity| capacity > 1);
    let headless = &settings::HEADLESS_TASKS;
    if has_room_for_several && !is_given(headless) {
        values.insert(headless.name.to_owned(), true.into());
    }
    let as_worker = &settings::RUN_TASKS_AS_CURRENT_USER;
    let asks_for_users = has_room_for_several || is_on(values, headless);
    if by_default && asks_for_users && era == Era::Today && !is_given(as_worker) {
        values.insert(as_worker.name.to_owned(), false.into());
    }
    if is_on(values, as_worker) {
        return;
    }
    for setting in generated::config::SETTINGS.iter().filter(|setting| !is_given(setting)) {
        if let Some(default) = setting.default_value_with_task_users() {
            values.insert(setting.name.to_owned(), default);
        }
    }
}

/// What keeps `config` from being worked with, where it wants users for tasks.
pub fn check(config: &Config) -> Vec<Objection> {
    if config.run_tasks_as_current_user {
        return Vec::new();
    }
    let mut objections: Vec<Objection> = Vec::new();
    if let Err(reason) = platform::may_make_task_users() {
        objections.push((
            &settings::RUN_TASKS_AS_CURRENT_USER,
            format!("must be true on {}, found false: {reason}", platform::os_name()),
        ));
    }
    if config.capacity > 1 && !config.headless_tasks {
        let message = format!(
            "{} tasks at a time cannot share a desktop; set {} to true",
            config.capacity,
            settings::HEADLESS_TASKS.name
        );
        objections.push((&settings::CAPACITY, message));
    }
    objections
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Whether tasks run as the worker, and whether they are headless, where `given` is given.
    fn settled(by_default: bool, era: Era, given: &[(&Setting, Value)]) -> (bool, bool) {
        let defaults = json!({ "capacity": 1, "headlessTasks": false, "runTasksAsCurrentUser": true, "tasksDir": "tasks" });
        let mut values = defaults.as_object().cloned().expect("an object");
        values.extend(given.iter().map(|(setting, value)| (setting.name.to_owned(), value.clone())));
        settle_for(by_default, &mut values, era, |setting| given.iter().any(|(g, _)| g.name == setting.name));
        let as_worker = values["runTasksAsCurrentUser"] == true;
        let expected = if as_worker {
            json!("tasks")
        } else {
            settings::TASKS_DIR.default_value_with_task_users().into()
        };
        assert_eq!(values["tasksDir"], expected);
        (as_worker, values["headlessTasks"] == true)
    }

    #[test]
    fn who_asks_for_task_users_gets_them() {
        let (capacity, headless, as_worker) =
            (&settings::CAPACITY, &settings::HEADLESS_TASKS, &settings::RUN_TASKS_AS_CURRENT_USER);
        let (on, off) = (json!(true), json!(false));
        let today = |given: &[(&Setting, Value)]| settled(true, Era::Today, given);
        assert_eq!(today(&[]), (true, false));
        assert_eq!(today(&[(headless, on.clone())]), (false, true));
        assert_eq!(today(&[(capacity, json!(2))]), (false, true));
        assert_eq!(today(&[(capacity, json!(2)), (headless, off.clone())]), (false, false));
        assert_eq!(today(&[(capacity, json!(2)), (as_worker, on)]), (true, true));
        assert_eq!(today(&[(as_worker, off.clone())]), (false, false));
        assert_eq!(settled(false, Era::Today, &[(capacity, json!(2))]), (true, true));
        assert_eq!(settled(true, Era::Of2018, &[(capacity, json!(2))]), (true, true));
        assert_eq!(settled(true, Era::Of2018, &[(as_worker, off)]), (false, false));
    }

    #[test]
    fn a_desktop_has_one_user_at_a_time() {
        let config = Config { run_tasks_as_current_user: false, capacity: 2, ..Config::default() };
        let names =
            |config: &Config| check(config).iter().map(|(setting, _)| setting.name).collect::<Vec<_>>();
        assert!(names(&config).contains(&"capacity"));
        assert!(!names(&Config { headless_tasks: true, ..config.clone() }).contains(&"capacity"));
        assert_eq!(names(&Config { run_tasks_as_current_user: true, ..config }), [""; 0]);
    }
}
