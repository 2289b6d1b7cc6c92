//! What gates say they did to programs, in the log: at a pace that no gate sets.

use std::time::Duration;

use lisere_gate::ReportKind;
use lisere_gate::trunk::Summary;
use lisere_policy::CageId;
use lisere_policy::record::Fact;

use crate::clock::Now;

/// A gate's own pace is 16 lines a second; one that breaks it gets no more than this…
const LINES: u32 = 32;
/// …in this time.
const PERIOD: Duration = Duration::from_secs(1);

/// Counts the lines of one gate.
#[derive(Debug, Default)]
pub(super) struct Reports {
    since: Now,
    lines: u32,
}

impl Reports {
    /// Logs what was done, and gives what is to be recorded of it. The words are the gate's
    /// own, of plain characters only.
    pub(super) fn log(
        &mut self,
        cage: CageId,
        name: &str,
        summary: &Summary,
        now: Now,
    ) -> Option<Fact> {
        if !self.may_log(now) {
            return None;
        }
        let Summary {
            kind,
            interface,
            code,
            why,
            count,
        } = summary;
        let cage = cage.index();
        match kind {
            ReportKind::Killed => {
                tracing::info!(cage, interface, code, why, count, "a program was ended");
            }
            ReportKind::Quota => tracing::warn!(cage, interface, why, count, "a quota is used up"),
            ReportKind::Refused => tracing::info!(cage, interface, why, count, "refused"),
        }
        Some(fact(name, summary))
    }

    fn may_log(&mut self, now: Now) -> bool {
        if now >= self.since.after(PERIOD) {
            *self = Self {
                since: now,
                lines: 0,
            };
        }
        self.lines = self.lines.saturating_add(1);
        self.lines <= LINES
    }
}

/// What was done, for the journal.
fn fact(cage: &str, summary: &Summary) -> Fact {
    let (cage, interface) = (cage.to_owned(), summary.interface.clone());
    let (why, count) = (summary.why.clone(), summary.count);
    match summary.kind {
        ReportKind::Killed => Fact::ProgramKilled {
            cage,
            by: "gate".to_owned(),
            interface,
            code: summary.code,
            why,
            count,
        },
        ReportKind::Quota | ReportKind::Refused => Fact::Refused {
            cage,
            quota: summary.kind == ReportKind::Quota,
            interface,
            why,
            count,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_cannot_flood_the_log() {
        let mut reports = Reports::default();
        let allowed = |reports: &mut Reports, second| {
            let now = Now(Duration::from_secs(second));
            (0..100_000).filter(|_| reports.may_log(now)).count()
        };
        assert_eq!(allowed(&mut reports, 5), 32);
        assert_eq!(allowed(&mut reports, 6), 32);
    }
}
