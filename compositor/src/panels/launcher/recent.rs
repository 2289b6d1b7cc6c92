//! Which programs were opened last, and where: their ids and nothing else.

use lisere_policy::Untrusted;

/// The most that are kept.
const MOST: usize = 32;
/// The largest file that is read, in bytes.
pub(crate) const MOST_BYTES: usize = 8_192;
/// The longest name of a cage that a policy may have, in bytes.
const LONGEST_CAGE: usize = 64;

/// A cage by its name, and the id of a program there.
type Use = (String, String);

/// The programs opened last, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recent(Vec<Use>);

impl Recent {
    /// Reads what [`Recent::written`] wrote. What is no such line is left out.
    pub(crate) fn read(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let sound = lines.filter(|(cage, id)| {
            let plain = |text: &str| Untrusted::new(text).clean_app_id().as_str() == text;
            !cage.is_empty()
                && cage.len() <= LONGEST_CAGE
                && plain(cage)
                && !id.is_empty()
                && plain(id)
        });
        let uses = sound.map(|(cage, id)| (cage.to_owned(), id.to_owned()));
        Self(uses.take(MOST).collect())
    }

    /// A line for each: the cage's name, a space, the program's id.
    pub(crate) fn written(&self) -> String {
        let line = |(cage, id): &Use| format!("{cage} {id}\n");
        self.0.iter().map(line).collect()
    }

    /// A program was opened.
    pub(crate) fn used(&mut self, cage: &str, id: &str) {
        self.0.retain(|known| known.0 != cage || known.1 != id);
        self.0.insert(0, (cage.to_owned(), id.to_owned()));
        self.0.truncate(MOST);
    }

    /// How many were opened since; `None` for one that is not among the last.
    pub(crate) fn since(&self, cage: &str, id: &str) -> Option<usize> {
        let found = |known: &Use| known.0 == cage && known.1 == id;
        self.0.iter().position(found)
    }

    /// The cage used last, by its name.
    pub(crate) fn cage(&self) -> Option<&str> {
        self.0.first().map(|(cage, _)| cage.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_and_once() {
        let mut recent = Recent::default();
        for (cage, id) in [("work", "a"), ("web", "b"), ("work", "a"), ("work", "b")] {
            recent.used(cage, id);
        }
        assert_eq!(recent.written(), "work b\nwork a\nweb b\n");
        assert_eq!(recent.since("work", "a"), Some(1));
        assert_eq!(recent.since("web", "a"), None);
        assert_eq!(recent.cage(), Some("work"));
        assert_eq!(Recent::read(&recent.written()), recent);
    }

    #[test]
    fn no_more_are_kept_than_fit() {
        let mut recent = Recent::default();
        for number in 0..100 {
            recent.used("work", &format!("{number}"));
        }
        assert_eq!(recent.written().lines().count(), MOST);
        assert_eq!(recent.since("work", "99"), Some(0));
        let long = "c ".repeat(4) + "\n";
        assert_eq!(Recent::read(&long.repeat(100)), Recent::default());
    }

    #[test]
    fn what_nobody_wrote_is_left_out() {
        let text = "work ok\n\nwork\nwork a b\nwork \u{202e}x\n\u{7}cage x\n ok\n";
        assert_eq!(Recent::read(text).written(), "work ok\n");
    }
}
