//! `liserectl journal`: what was recorded, and whether it is whole. No session is asked.

mod read;
mod show;

use std::ffi::OsString;
use std::path::PathBuf;

use lisere_policy::record::{Report, segment_name};
use serde::Serialize;

use super::args::JournalVerb;
use super::human::{row, table};
use super::output::{Output, write};
use super::trouble::Trouble;

use read::Folder;
use show::Wanted;

/// Does what a verb says.
pub(super) fn perform(act: &JournalVerb, output: Output) -> Result<(), Trouble> {
    match act {
        JournalVerb::Verify { folder } => {
            let (folder, report) = whole(folder.as_ref())?;
            write(verified(&folder, &report, output.json).as_bytes())
        }
        JournalVerb::Show {
            folder,
            kind,
            since,
            last,
        } => {
            let wanted = Wanted::new(kind, since.as_deref(), *last)?;
            let lines = wanted.gather(&folder_of(folder.as_ref())?)?;
            let text = if output.json {
                lines.concat()
            } else {
                show::text(&lines)
            };
            write(text.as_bytes())
        }
        JournalVerb::Export { folder } => {
            let (folder, _) = whole(folder.as_ref())?;
            folder.each(&mut |_, bytes| write(lines(bytes)))
        }
    }
}

/// A segment without the unfinished line at its end.
fn lines(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| *byte == b'\n');
    let end = last.map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

/// The folder, and that its journal is whole.
fn whole(named: Option<&PathBuf>) -> Result<(Folder, Report), Trouble> {
    let folder = folder_of(named)?;
    let report = folder.verify()?;
    Ok((folder, report))
}

/// The folder that was named, else the one that a session of this user has by itself.
fn folder_of(named: Option<&PathBuf>) -> Result<Folder, Trouble> {
    let path = named
        .cloned()
        .or_else(|| own(|name| std::env::var_os(name)));
    Folder::open(path.ok_or_else(|| {
        let message = "neither XDG_STATE_HOME nor HOME says where the journal is";
        Trouble::failed(message, "name its folder with --folder")
    })?)
}

/// Where the journal is by what variables say: first the one that an auditor's cage has.
fn own(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let home = || Some(path("HOME")?.join(".local/state"));
    let users = || Some(path("XDG_STATE_HOME").or_else(home)?.join("lisere/journal"));
    path("LISERE_JOURNAL").or_else(users)
}

/// What there is to say of a journal that is whole.
#[derive(Serialize)]
struct Verified<'r> {
    version: u32,
    whole: bool,
    folder: &'r str,
    segments: usize,
    records: u64,
    oldest_segment: u64,
    last_record: Option<u64>,
    last_line: Option<String>,
    end_noted: bool,
    torn_bytes: usize,
    sealed: usize,
    lost: u64,
}

fn verified(folder: &Folder, report: &Report, json: bool) -> String {
    let path = folder.path().display().to_string();
    let last = report.last;
    let line = last.map(|last| last.line.to_string());
    let torn = report.tail.as_ref().map_or(0, |tail| tail.bytes);
    if json {
        let told = Verified {
            version: crate::VERSION,
            whole: true,
            folder: &path,
            segments: report.segments,
            records: report.records,
            oldest_segment: report.oldest,
            last_record: last.map(|last| last.seq),
            last_line: line,
            end_noted: report.noted,
            torn_bytes: torn,
            sealed: report.sealed,
            lost: report.lost,
        };
        return serde_json::to_string(&told).unwrap_or_default() + "\n";
    }
    let mut rows = vec![
        row(["journal", &path]),
        row([
            "whole",
            &format!("{} records in {} segments", report.records, report.segments),
        ]),
    ];
    if let (Some(last), Some(line)) = (last, line) {
        rows.push(row(["last", &format!("record {}, line {line}", last.seq)]));
    }
    rows.extend(notes(report).iter().map(|note| row(["note", note])));
    table(&rows)
}

/// What is no fault, but worth a word.
fn notes(report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    if report.oldest > 1 {
        notes.push(format!(
            "older segments than {} were removed, as records say",
            segment_name(report.oldest)
        ));
    }
    if let Some(tail) = &report.tail {
        notes.push(format!(
            "{} ends with {} bytes of a record that is being written, or whose writer was ended",
            tail.segment, tail.bytes
        ));
    }
    if report.sealed > 0 {
        notes.push(format!(
            "{} unfinished records, each sealed by the segment after it",
            report.sealed
        ));
    }
    if report.lost > 0 {
        notes.push(format!(
            "{} records could not be kept while the journal could not be written",
            report.lost
        ));
    }
    if !report.noted && report.records > 0 {
        notes
            .push("nothing notes how far it went: whether its end is missing can't be said".into());
    }
    notes
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_journal_is_where_variables_say() {
        let of = |known: &[(&str, &str)]| {
            let known: Vec<_> = known.iter().map(|(name, value)| (*name, *value)).collect();
            own(|name| Some(known.iter().find(|(known, _)| *known == name)?.1.into()))
        };
        let home = ("HOME", "/h");
        assert_eq!(
            of(&[home]).unwrap(),
            Path::new("/h/.local/state/lisere/journal")
        );
        let state = ("XDG_STATE_HOME", "/s");
        assert_eq!(of(&[home, state]).unwrap(), Path::new("/s/lisere/journal"));
        let relative = ("XDG_STATE_HOME", "s");
        assert_eq!(of(&[home, relative]), of(&[home]));
        let auditors = ("LISERE_JOURNAL", "/run/lisere/journal");
        assert_eq!(
            of(&[home, state, auditors]).unwrap(),
            Path::new("/run/lisere/journal")
        );
        assert_eq!(of(&[]), None);
    }

    /// A journal of two records.
    fn journal() -> tempfile::TempDir {
        use lisere_policy::record::{Chain, Fact, Stamp, body};
        let folder = tempfile::tempdir().unwrap();
        let mut chain = Chain::default();
        let stamp = Stamp {
            wall_ms: 1_795_539_600_123,
            mono_ms: 1,
            boot: "b",
        };
        let facts = [
            Fact::Segment {
                number: 1,
                before: None,
            },
            Fact::CageFrozen {
                cage: "web\u{1b}[2J".into(),
            },
        ];
        let lines = facts.map(|fact| chain.append(&body(&fact, stamp)).unwrap());
        fs::write(folder.path().join(segment_name(1)), lines.concat()).unwrap();
        fs::write(folder.path().join("head"), chain.head().text()).unwrap();
        folder
    }

    #[test]
    fn a_whole_journal_is_told() {
        let keep = journal();
        let (folder, report) = whole(Some(&keep.path().to_owned())).unwrap();
        let text = verified(&folder, &report, false);
        assert!(text.contains("2 records in 1 segments"), "{text}");
        assert!(text.contains("record 2, line "), "{text}");
        assert!(!text.contains("note"), "{text}");
        let json: serde_json::Value =
            serde_json::from_str(&verified(&folder, &report, true)).unwrap();
        assert_eq!(
            (&json["whole"], &json["records"]),
            (&true.into(), &2.into())
        );
    }

    #[test]
    fn a_torn_line_is_told_and_no_fault() {
        let keep = journal();
        let file = keep.path().join(segment_name(1));
        let torn = fs::read_to_string(&file).unwrap() + "{\"seq\":3,";
        fs::write(&file, torn).unwrap();
        let (folder, report) = whole(Some(&keep.path().to_owned())).unwrap();
        let text = verified(&folder, &report, false);
        assert!(text.contains("ends with 9 bytes of a record"), "{text}");
        let mut exported = Vec::new();
        let take = &mut |_, bytes: &[u8]| {
            exported.extend_from_slice(lines(bytes));
            Ok(())
        };
        folder.each(take).unwrap();
        assert_eq!(String::from_utf8(exported).unwrap().lines().count(), 2);
    }

    #[test]
    fn a_fault_says_where() {
        let keep = journal();
        let file = keep.path().join(segment_name(1));
        let bad = fs::read_to_string(&file).unwrap().replace("web", "wob");
        fs::write(&file, bad).unwrap();
        let trouble = whole(Some(&keep.path().to_owned())).unwrap_err();
        assert_eq!((trouble.exit, trouble.code.as_str()), (1, "not_whole"));
        let begin = "journal-0000000001.jsonl, line 2 (byte ";
        assert!(trouble.message.starts_with(begin), "{}", trouble.message);
    }

    #[test]
    fn lines_that_are_cut_off_are_missed() {
        let keep = journal();
        let file = keep.path().join(segment_name(1));
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.lines().next().unwrap().to_owned() + "\n").unwrap();
        let trouble = whole(Some(&keep.path().to_owned())).unwrap_err();
        assert!(
            trouble.message.contains("record 2 was written"),
            "{}",
            trouble.message
        );
    }

    #[test]
    fn no_journal_is_no_whole_journal() {
        let keep = tempfile::tempdir().unwrap();
        let trouble = whole(Some(&keep.path().join("none"))).unwrap_err();
        assert!(
            trouble.message.contains("there is no journal"),
            "{}",
            trouble.message
        );
        let trouble = whole(Some(&keep.path().to_owned())).unwrap_err();
        assert!(
            trouble.message.contains("there is no journal"),
            "{}",
            trouble.message
        );
    }

    #[test]
    fn records_are_shown_as_wanted() {
        let keep = journal();
        let folder = || Folder::open(keep.path().to_owned()).unwrap();
        let shown = |kind: &[&str], since, last| {
            let kind: Vec<String> = kind.iter().map(|kind| (*kind).to_owned()).collect();
            let wanted = Wanted::new(&kind, since, last).unwrap();
            show::text(&wanted.gather(&folder()).unwrap())
        };
        assert_eq!(
            shown(&[], None, None),
            "TIME                     KIND         WHO      WHAT\n\
             2026-11-24 17:00:00.123  segment               number 1\n\
             2026-11-24 17:00:00.123  cage-frozen  web\u{fffd}[2J\n"
        );
        assert_eq!(shown(&["cage"], None, None).lines().count(), 2);
        assert_eq!(shown(&[], None, Some(1)).lines().count(), 2);
        assert_eq!(shown(&["lock"], None, None), "no such records\n");
        let soon = shown(&[], Some("2026-11-25"), None);
        assert_eq!(soon, "no such records\n");
        assert_eq!(Wanted::new(&[], Some("soon"), None).unwrap_err().exit, 2);
    }
}
