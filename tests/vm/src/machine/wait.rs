//! Waiting for another machine, which nothing here can be told by: looking again and again,
//! for a bounded time.

use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything may take that should happen at once. An emulated machine on a busy host
/// is slow; what is not there by then does not come.
pub const SOON: Duration = Duration::from_secs(30);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(30);

/// Looks until there is something to see.
///
/// # Errors
/// When looking fails, or when `most` has gone by; the message names `what`.
pub fn until<T>(
    what: &str,
    most: Duration,
    mut look: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look()? {
            return Ok(seen);
        }
        if begun.elapsed() > most {
            bail!("{what}: not within {} s", most.as_secs());
        }
        sleep(PAUSE);
    }
}

/// The same for a condition.
///
/// # Errors
/// As [`until`].
pub fn until_true(what: &str, mut look: impl FnMut() -> Result<bool>) -> Result<()> {
    until(what, SOON, || Ok(look()?.then_some(())))
}

/// Watches for a while that something does not happen.
///
/// # Errors
/// When it does, or when looking fails.
pub fn never(what: &str, during: Duration, mut look: impl FnMut() -> Result<bool>) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < during {
        if look()? {
            bail!("{what}, which must not be");
        }
        sleep(PAUSE);
    }
    Ok(())
}
