//! `netns:NAME`: a network that the machine's administrator made, entered by a small program.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::message::Refusal;
use crate::reason::Reason;

/// The program that enters it; it alone has what that takes.
const PROGRAM: &str = "lisere-netns";

pub(super) fn prefix(name: &str) -> Result<Vec<OsString>, Refusal> {
    let program = find()?;
    if !Path::new("/run/netns").join(name).exists() {
        let message = format!("there is no network namespace `{name}` on this machine");
        let reason = Reason::NoNetwork(name.to_owned());
        return Err(Refusal::failed(
            reason,
            message,
            format!("ip netns add {name}"),
        ));
    }
    Ok(vec![program.into(), name.into(), "--".into()])
}

/// Beside this program, or among the system's.
fn find() -> Result<PathBuf, Refusal> {
    let own = std::env::current_exe().unwrap_or_default();
    let folder = own.parent().unwrap_or(&own);
    let places = [folder.to_owned(), folder.join("../libexec/lisere")];
    let mut places = places.into_iter().map(|place| place.join(PROGRAM));
    places.find(|place| place.is_file()).ok_or_else(|| {
        let message = format!(
            "{PROGRAM} is missing: it is neither in {} nor in ../libexec/lisere",
            folder.display()
        );
        Refusal::failed(
            Reason::Incomplete(PROGRAM.to_owned()),
            message,
            "install Liseré anew",
        )
    })
}
