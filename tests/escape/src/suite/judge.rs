//! What a probe's two ends mean together: outside, where it has to succeed, and inside.

use std::collections::BTreeMap;

use crate::outcome::{Line, Verdict};
use crate::probes::{self, Probe};

/// What is said of one probe in one cage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It works outside, and was held.
    Held,
    /// It works outside, and inside.
    Escaped,
    /// It works inside, as the policy says it shall.
    Let,
    /// It does not work outside, or could not be tried.
    NotTried,
    /// It is known to be open, and is.
    Open,
    /// It was known to be open, and is not.
    Closed,
    /// Nothing was heard of it.
    Lost,
}

impl Judgement {
    /// In the order of sums.
    pub(super) const ALL: [Self; 7] = [
        Self::Held,
        Self::Escaped,
        Self::Lost,
        Self::NotTried,
        Self::Let,
        Self::Open,
        Self::Closed,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Escaped => "ESCAPED",
            Self::Let => "let",
            Self::NotTried => "not tried",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Lost => "LOST",
        }
    }

    /// Whether it fails the suite.
    pub(super) fn bad(self) -> bool {
        matches!(self, Self::Escaped | Self::Lost)
    }
}

/// One probe, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) id: &'static str,
    pub(super) judgement: Judgement,
    pub(super) how: String,
}

/// Lines by the names of their probes.
pub(super) type Lines = BTreeMap<String, Line>;

/// What came of the same probes outside.
#[derive(Debug, Default)]
pub(super) struct Control {
    /// As the session's user.
    pub(super) user: Lines,
    /// As root, of those that need it; empty when nobody was.
    pub(super) root: Lines,
}

impl Control {
    /// Why a probe does not count, if it does not.
    fn against(&self, probe: &Probe) -> Option<String> {
        let (lines, who) = match probe.root {
            true => (&self.root, "outside as root"),
            false => (&self.user, "outside"),
        };
        match lines.get(probe.id) {
            Some(line) if line.verdict == Verdict::Reached => None,
            Some(line) => Some(format!("{who}: {}", line.how)),
            None => Some("only root succeeds outside, and nobody is root".into()),
        }
    }
}

/// Judges every probe that was wanted.
pub(super) fn all(
    control: &Control,
    inside: &Lines,
    granted: &[&str],
    only: &[String],
) -> Vec<Judged> {
    let wanted = |probe: &&Probe| only.is_empty() || only.iter().any(|id| id == probe.id);
    let each = probes::all().filter(wanted);
    each.map(|probe| one(probe, control, inside.get(probe.id), granted))
        .collect()
}

fn one(probe: &Probe, control: &Control, inside: Option<&Line>, granted: &[&str]) -> Judged {
    let judged = |judgement, how: &str| Judged {
        id: probe.id,
        judgement,
        how: how.to_owned(),
    };
    let Some(line) = inside else {
        return judged(Judgement::Lost, "nothing was heard of it");
    };
    let let_by = probe.let_by.iter().find(|by| granted.contains(by));
    match (line.verdict, control.against(probe)) {
        // What gets in where the control does not is all the worse.
        (Verdict::Reached, _) if probe.known => judged(Judgement::Open, &line.how),
        (Verdict::Reached, _) => match let_by {
            Some(by) => judged(Judgement::Let, &format!("by {by}: {}", line.how)),
            None => judged(Judgement::Escaped, &line.how),
        },
        (Verdict::Moot, _) => judged(Judgement::NotTried, &line.how),
        (Verdict::Held, Some(why)) => judged(Judgement::NotTried, &why),
        (Verdict::Held, None) if probe.known => judged(Judgement::Closed, &line.how),
        (Verdict::Held, None) => judged(Judgement::Held, &line.how),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, verdict: Verdict) -> Line {
        Line {
            id: id.into(),
            verdict,
            how: "so".into(),
        }
    }

    fn judge(id: &str, outside: Verdict, inside: Option<Verdict>, granted: &[&str]) -> Judgement {
        let mut control = Control::default();
        control.user.insert(id.into(), line(id, outside));
        let inside = inside.map(|verdict| (id.to_owned(), line(id, verdict)));
        let judged = all(
            &control,
            &inside.into_iter().collect(),
            granted,
            &[id.into()],
        );
        judged.first().unwrap().judgement
    }

    #[test]
    fn only_what_works_outside_counts_as_held() {
        use Verdict::{Held, Moot, Reached};
        let plain = |outside, inside| judge("tmp", outside, Some(inside), &[]);
        assert_eq!(plain(Reached, Held), Judgement::Held);
        assert_eq!(plain(Held, Held), Judgement::NotTried);
        assert_eq!(plain(Moot, Held), Judgement::NotTried);
        assert_eq!(plain(Reached, Moot), Judgement::NotTried);
        assert_eq!(plain(Held, Reached), Judgement::Escaped);
        assert_eq!(judge("tmp", Reached, None, &[]), Judgement::Lost);
    }

    #[test]
    fn grants_let_their_own_probes_through() {
        use Verdict::{Held, Reached};
        let by = |granted| judge("io-uring", Reached, Some(Reached), granted);
        assert_eq!(by(&["io-uring"]), Judgement::Let);
        assert_eq!(by(&["gpu"]), Judgement::Escaped);
        let held = judge("io-uring", Reached, Some(Held), &["io-uring"]);
        assert_eq!(held, Judgement::Held);
        // What only root can do counts only against root's control.
        assert_eq!(judge("bpf", Reached, Some(Held), &[]), Judgement::NotTried);
    }

    #[test]
    fn channels_are_measured() {
        use Verdict::{Held, Reached};
        let of = |inside| judge("locks", Reached, Some(inside), &[]);
        assert_eq!(of(Reached), Judgement::Open);
        assert_eq!(of(Held), Judgement::Closed);
        assert!(!Judgement::Open.bad() && Judgement::Lost.bad());
    }
}
