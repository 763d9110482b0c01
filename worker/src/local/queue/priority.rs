//! Priorities. The API has a type for each place where one occurs; the order is the same in all: the most
//! urgent comes first.

use generated::api::queue::{
    ChangeTaskPriorityRequestNewPriority as NewPriority, TaskDefinitionRequestPriority as RequestPriority,
    TaskDefinitionResponsePriority as Priority, TaskGroupPriorityChangeResponseNewPriority as GroupPriority,
    TaskStatusStructurePriority as StatusPriority,
};

/// All priorities, the most urgent first.
pub(super) const ALL: [Priority; 7] = [
    Priority::Highest,
    Priority::VeryHigh,
    Priority::High,
    Priority::Medium,
    Priority::Low,
    Priority::VeryLow,
    Priority::Lowest,
];

/// The priority of a task that is being created.
pub(super) const fn of_request(priority: RequestPriority) -> Priority {
    match priority {
        RequestPriority::Highest => Priority::Highest,
        RequestPriority::VeryHigh => Priority::VeryHigh,
        RequestPriority::High => Priority::High,
        RequestPriority::Medium => Priority::Medium,
        RequestPriority::Low => Priority::Low,
        RequestPriority::VeryLow => Priority::VeryLow,
        RequestPriority::Lowest => Priority::Lowest,
    }
}

/// The priority that a task is to have from now on.
pub(super) const fn of_change(priority: NewPriority) -> Priority {
    match priority {
        NewPriority::Highest => Priority::Highest,
        NewPriority::VeryHigh => Priority::VeryHigh,
        NewPriority::High => Priority::High,
        NewPriority::Medium => Priority::Medium,
        NewPriority::Low => Priority::Low,
        NewPriority::VeryLow => Priority::VeryLow,
        NewPriority::Lowest => Priority::Lowest,
    }
}

/// As a task's status tells it.
pub(super) const fn of_status(priority: Priority) -> StatusPriority {
    match priority {
        Priority::Highest => StatusPriority::Highest,
        Priority::VeryHigh => StatusPriority::VeryHigh,
        Priority::High => StatusPriority::High,
        Priority::Medium => StatusPriority::Medium,
        Priority::Low => StatusPriority::Low,
        Priority::VeryLow => StatusPriority::VeryLow,
        Priority::Lowest | Priority::Unknown => StatusPriority::Lowest,
    }
}

/// As the answer to a change of a group's priority tells it.
pub(super) const fn of_group_change(priority: Priority) -> GroupPriority {
    match priority {
        Priority::Highest => GroupPriority::Highest,
        Priority::VeryHigh => GroupPriority::VeryHigh,
        Priority::High => GroupPriority::High,
        Priority::Medium => GroupPriority::Medium,
        Priority::Low => GroupPriority::Low,
        Priority::VeryLow => GroupPriority::VeryLow,
        Priority::Lowest | Priority::Unknown => GroupPriority::Lowest,
    }
}
