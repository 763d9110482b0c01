//! What differs from one operating system to the next: figures of the machine, the user, safe file access,
//! shutdown and reboot.
//!
//! One file per operating system offers the same functions; the choice is made here and nowhere
//! else. What Linux and macOS share is in `unix/`. Starting and killing processes is in
//! [`crate::process`].

#![allow(unsafe_code)]

mod login_screen;
mod memory;
mod peer;
mod power;
mod target;
mod view_parts;

#[cfg(unix)]
mod unix;

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
mod os;

pub use login_screen::DesktopSession;
pub use memory::Memory;
pub use os::{
    ConfinedDir, CurrentUser, DirEntry, DirectoryLock, Disk, FileId, FileStamp, Leftovers, Linked,
    LoginScreen, MAX_DESCRIPTORS, ModificationTime, NewTree, NewUser, NewView, PrivateView, RemoveError,
    Sharing, Signal, Signals, Spot, SpotError, TaskIdentity, TaskUser, Tree, TreeError, TreeNotes, UserError,
    UserRecord, UserTools, ViewError, ViewSetup, best_sharing, bytes_on_disk, can_read, close_directory,
    create_private_dir, create_private_dirs, current_groups, current_user, find_user, finish,
    first_closed_to_others, free_disk_bytes, free_disk_bytes_beside, give_back_freed_memory, group_id,
    hand_over, has_task_users_by_default, is_escape, is_own_regular_file, is_process, lower_thread_priority,
    make_ordinary, make_private, may_make_task_users, memory, missing_from_views, missing_user_tools,
    most_processes, name_of, open_beneath, open_private_file, os_name_bytes, os_name_from_bytes, read_at,
    reboot, receive_with_descriptors, reflink_file, remove_leftovers, remove_tree, replace_file_atomically,
    replace_file_for_now, send_with_descriptors, shutdown, socket_peer, take_back, take_over, task_user,
    tcp_peer, try_lock, users,
};
pub use peer::Peer;
pub use power::{PowerCommand, PowerError};
pub use target::{ServiceManager, arch_name, os_name, service_manager};
pub use view_parts::ViewParts;
