//! Cages: how programs get into them, and what keeps them there.
//!
//! One program with four parts. The **client** (`lisere-cage NAME -- CMD`) asks the session to
//! run something in a cage, and copies what goes in and out: no descriptor of the outside ever
//! gets in. The **warden** (`--warden`), a process of the session, keeps a sandbox for each
//! cage that has programs. **Enter** (`--enter`) builds a sandbox round itself and becomes the
//! cage's **init** (`--init`), which starts its programs and ends when the cage does.

pub mod buses;
pub mod client;
pub mod enter;
pub mod init;
pub mod message;
pub mod network;
pub mod notices;
pub mod reason;
pub mod recipe;
pub mod remote;
pub mod resources;
pub mod seccomp;
mod tools;
pub mod warden;
