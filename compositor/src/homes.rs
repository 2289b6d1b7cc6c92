//! Cages' homes: where programs of each cage keep their files, and what files that they name
//! mean out here.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use lisere_cage::recipe::inside;
use lisere_helper::files::{HOME, INCOMING};
use lisere_policy::CageId;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::process::geteuid;

/// Our folder among the user's data.
const OURS: &str = "lisere";
/// What is a cage's beside its home, and not seen by it.
const STATE: &str = "state";
/// Sessions of one user that may have a staging folder at the same time.
const SESSIONS: usize = 16;

/// There is no place for homes.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct HomesError {
    path: PathBuf,
    source: io::Error,
}

/// The homes of all cages, and the folder through which files go between them.
#[derive(Debug)]
pub struct Homes {
    cages: PathBuf,
    staging: PathBuf,
    /// Keeps other sessions of this user out of it.
    _lock: File,
    homes: Vec<Home>,
}

#[derive(Debug)]
struct Home {
    cage: CageId,
    name: String,
    path: PathBuf,
    state: PathBuf,
    seen: Seen,
}

/// Where programs of a cage see its home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Where it is: they are in no sandbox.
    Here,
    /// Where every sandbox has it.
    Inside,
    /// Nowhere: they run on another machine.
    Nowhere,
}

impl Homes {
    /// Makes what is missing of `data/lisere/cages/NAME/home`, `state` beside it and
    /// `data/lisere/staging/N`, all for this user only. Programs see homes where they are,
    /// until [`Homes::show`] says otherwise.
    ///
    /// # Errors
    /// When a folder cannot be made, or is another user's.
    pub fn open(data: &Path, cages: &[(CageId, String)]) -> Result<Homes, HomesError> {
        let ours = own(&data.join(OURS))?;
        let (staging, lock) = staging(&ours)?;
        let folder = own(&ours.join("cages"))?;
        let mut homes = Vec::new();
        for (cage, name) in cages {
            own(&folder.join(name))?;
            let path = own(&folder.join(name).join(HOME))?;
            homes.push(Home {
                cage: *cage,
                name: name.clone(),
                path,
                state: own(&folder.join(name).join(STATE))?,
                seen: Seen::Here,
            });
        }
        Ok(Homes {
            cages: folder,
            staging,
            _lock: lock,
            homes,
        })
    }

    /// The folder that holds each cage's.
    #[must_use]
    pub fn cages(&self) -> &Path {
        &self.cages
    }

    /// Where copies wait for their destination. No cage has it in its home.
    #[must_use]
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// A cage's home on the host.
    #[must_use]
    pub fn of(&self, cage: CageId) -> Option<&Path> {
        self.home(cage).map(|home| home.path.as_path())
    }

    /// What is a cage's on the host and not seen by it.
    #[must_use]
    pub fn state(&self, cage: CageId) -> Option<&Path> {
        self.home(cage).map(|home| home.state.as_path())
    }

    /// Says where programs of a cage see its home.
    pub fn show(&mut self, cage: CageId, seen: Seen) {
        if let Some(home) = self.homes.iter_mut().find(|home| home.cage == cage) {
            home.seen = seen;
        }
    }

    /// A cage's machine name.
    pub(crate) fn name(&self, cage: CageId) -> Option<&str> {
        self.home(cage).map(|home| home.name.as_str())
    }

    /// In whose home a file of the host is.
    #[must_use]
    pub fn cage_of(&self, path: &Path) -> Option<CageId> {
        let within = |home: &&Home| path.starts_with(&home.path);
        self.homes.iter().find(within).map(|home| home.cage)
    }

    /// What a path that a cage's program sees is beneath the cage's home; `None` for one that
    /// is not in it. With [`Homes::incoming`] the only place that knows what cages see.
    #[must_use]
    pub fn beneath(&self, cage: CageId, seen: &Path) -> Option<PathBuf> {
        let inner = seen.strip_prefix(self.home(cage)?.as_seen()?).ok()?;
        Some(inner.to_owned())
    }

    /// How the programs of the cage of this name see a file that came to it from `source`; as
    /// it is called here where they do not.
    #[must_use]
    pub fn incoming(&self, to: &str, source: &str, file: &str) -> Option<PathBuf> {
        let home = self.homes.iter().find(|home| home.name == to)?;
        let seen = home.as_seen().unwrap_or(&home.path);
        Some(seen.join(INCOMING).join(source).join(file))
    }

    fn home(&self, cage: CageId) -> Option<&Home> {
        self.homes.iter().find(|home| home.cage == cage)
    }
}

impl Home {
    fn as_seen(&self) -> Option<&Path> {
        match self.seen {
            Seen::Here => Some(&self.path),
            Seen::Inside => Some(Path::new(inside::HOME)),
            Seen::Nowhere => None,
        }
    }
}

/// The first staging folder that no other session uses, and what keeps it so.
fn staging(ours: &Path) -> Result<(PathBuf, File), HomesError> {
    let all = own(&ours.join("staging"))?;
    let failed = |source| HomesError {
        path: all.clone(),
        source,
    };
    for number in 0..SESSIONS {
        let path = own(&all.join(number.to_string()))?;
        let lock = File::open(&path).map_err(failed)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok((path, lock)),
            Err(Errno::WOULDBLOCK) => {}
            Err(error) => return Err(failed(error.into())),
        }
    }
    let why = format!("{SESSIONS} sessions run already: end one");
    Err(failed(io::Error::other(why)))
}

/// A folder of this user's that nobody else may enter, made if it is missing; where it really is.
fn own(path: &Path) -> Result<PathBuf, HomesError> {
    make(path).map_err(|source| HomesError {
        path: path.to_owned(),
        source,
    })
}

fn make(path: &Path) -> io::Result<PathBuf> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    let about = fs::metadata(path)?;
    if about.uid() != geteuid().as_raw() {
        let why = "the folder belongs to another user; remove it, or set XDG_DATA_HOME";
        return Err(io::Error::other(why));
    }
    if about.mode() & 0o777 != 0o700 {
        fs::set_permissions(path, Permissions::from_mode(0o700))?;
    }
    path.canonicalize()
}

#[cfg(test)]
mod tests {
    use lisere_policy::Policy;

    use super::*;

    #[test]
    fn homes_are_made_for_us_alone_and_know_their_files() {
        let data = tempfile::tempdir().unwrap();
        let policy = Policy::preset("home").unwrap();
        let (web, work) = (policy.cages()[0].id(), policy.cages()[1].id());
        let cages = [(web, "web".to_owned()), (work, "work".to_owned())];
        let homes = Homes::open(data.path(), &cages).unwrap();
        let home = homes.of(work).unwrap();
        assert!(home.ends_with("lisere/cages/work/home"));
        for folder in [home, homes.staging(), homes.cages()] {
            assert_eq!(fs::metadata(folder).unwrap().mode() & 0o777, 0o700);
        }
        let file = home.join("a/b.txt");
        assert_eq!(homes.cage_of(&file), Some(work));
        assert_eq!(homes.beneath(work, &file), Some("a/b.txt".into()));
        assert_eq!(homes.beneath(web, &file), None);
        assert_eq!(homes.cage_of(data.path()), None);
        let incoming = homes.incoming("work", "web", "c").unwrap();
        assert_eq!(incoming, home.join("Incoming/web/c"));
        fs::set_permissions(home, Permissions::from_mode(0o755)).unwrap();
        let again = Homes::open(data.path(), &cages).unwrap();
        assert_ne!(again.staging(), homes.staging());
        let home = again.of(work).unwrap();
        assert_eq!(fs::metadata(home).unwrap().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_programs_see_is_theirs() {
        let data = tempfile::tempdir().unwrap();
        let policy = Policy::preset("home").unwrap();
        let (web, work) = (policy.cages()[0].id(), policy.cages()[1].id());
        let cages = [(web, "web".to_owned()), (work, "work".to_owned())];
        let mut homes = Homes::open(data.path(), &cages).unwrap();
        homes.show(web, Seen::Inside);
        homes.show(work, Seen::Nowhere);
        let seen = Path::new("/home/user/a.txt");
        assert_eq!(homes.beneath(web, seen), Some("a.txt".into()));
        assert_eq!(homes.beneath(work, seen), None);
        let outside = homes.of(web).unwrap().join("a.txt");
        assert_eq!(homes.beneath(web, &outside), None);
        let incoming = homes.incoming("web", "work", "c").unwrap();
        assert_eq!(incoming, Path::new("/home/user/Incoming/work/c"));
        assert!(homes.state(web).unwrap().ends_with("cages/web/state"));
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("lisere"), "").unwrap();
        let error = Homes::open(data.path(), &[]).unwrap_err().to_string();
        assert!(error.contains("lisere"), "{error}");
    }
}
