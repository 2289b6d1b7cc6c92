//! Where the control socket of a session is.

use std::ffi::OsString;
use std::path::PathBuf;

/// Why no path can be named.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum ControlPathError {
    /// Neither variable is there.
    #[error("neither LISERE_CONTROL nor XDG_RUNTIME_DIR is set, so no session can be found")]
    Unset,
    /// A relative path would mean another socket in another folder.
    #[error("{0} is {1:?}, which is not an absolute path")]
    Relative(&'static str, PathBuf),
}

/// `$LISERE_CONTROL`, else `$XDG_RUNTIME_DIR/lisere/control`; `variable` looks one up.
///
/// # Errors
/// When neither is set to an absolute path. An empty variable counts as unset.
pub fn control_path(
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<PathBuf, ControlPathError> {
    let read = |name| {
        let value = variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from);
        match value {
            Some(path) if path.is_relative() => Err(ControlPathError::Relative(name, path)),
            found => Ok(found),
        }
    };
    if let Some(path) = read("LISERE_CONTROL")? {
        return Ok(path);
    }
    let folder = read("XDG_RUNTIME_DIR")?.ok_or(ControlPathError::Unset)?;
    Ok(folder.join("lisere").join("control"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<PathBuf, ControlPathError> {
        control_path(|name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_explicit_variable_wins() {
        let both = [
            ("XDG_RUNTIME_DIR", "/run/user/1000"),
            ("LISERE_CONTROL", "/tmp/c"),
        ];
        assert_eq!(with(&both), Ok("/tmp/c".into()));
        assert_eq!(with(&both[..1]), Ok("/run/user/1000/lisere/control".into()));
    }

    #[test]
    fn refuses_missing_empty_and_relative() {
        assert_eq!(with(&[]), Err(ControlPathError::Unset));
        assert_eq!(
            with(&[("XDG_RUNTIME_DIR", "")]),
            Err(ControlPathError::Unset)
        );
        assert_eq!(
            with(&[("LISERE_CONTROL", "control")]),
            Err(ControlPathError::Relative(
                "LISERE_CONTROL",
                "control".into()
            ))
        );
    }
}
