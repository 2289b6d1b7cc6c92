//! Journals that are written, broken, cut, and looked at again.

use std::fs;
use std::path::{Path, PathBuf};

use lisere_policy::record::{Fault, Head, Report, Verifier, segment_name, segment_number};

use super::{Bounds, JournalError, Writer};

const SMALL: Bounds = Bounds {
    segment_bytes: 2000,
    segments: 3,
};

fn folder() -> (tempfile::TempDir, PathBuf) {
    let keep = tempfile::tempdir().unwrap();
    let path = keep.path().join("state/journal");
    (keep, path)
}

fn body(number: usize) -> String {
    format!(
        r#"{{"at":"2026-11-24T17:00:00.000Z","mono_ms":{number},"boot":"b","kind":"capture","output":"A","by":"me"}}"#
    )
}

fn write(writer: &mut Writer, numbers: std::ops::Range<usize>) {
    for number in numbers {
        writer.append(&body(number), &mut |_| {}).unwrap();
    }
}

fn look(path: &Path) -> Result<Report, Fault> {
    let head = fs::read_to_string(path.join("head")).ok();
    let mut verifier = Verifier::new(head.and_then(|text| Head::parse(&text)));
    let entries = fs::read_dir(path).unwrap();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    let mut numbers: Vec<u64> = entries
        .filter_map(|entry| segment_number(&name(entry.unwrap())))
        .collect();
    numbers.sort_unstable();
    for number in numbers {
        let bytes = fs::read(path.join(segment_name(number))).unwrap();
        verifier.segment(number, &bytes)?;
    }
    verifier.finish()
}

#[test]
fn what_is_written_is_whole_and_goes_on() {
    let (_keep, path) = folder();
    for round in 0..3 {
        let mut writer = Writer::open(&path, Bounds::default()).unwrap();
        write(&mut writer, round * 10..round * 10 + 10);
    }
    let report = look(&path).unwrap();
    // The first says that the segment begins.
    assert_eq!((report.segments, report.records), (1, 31));
    assert!(report.noted && report.tail.is_none());
    assert_eq!(report.last.unwrap().seq, 31);
}

#[test]
fn each_line_is_told_once_it_is_there() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, Bounds::default()).unwrap();
    let mut told = Vec::new();
    let batch = format!("{}\n{}", body(1), body(2));
    writer
        .append(&batch, &mut |line| told.push(line.to_owned()))
        .unwrap();
    let there = fs::read_to_string(path.join(segment_name(1))).unwrap();
    assert_eq!(told, there.lines().collect::<Vec<_>>());
    assert_eq!(told.len(), 3);
}

#[test]
fn the_oldest_segments_are_removed_and_a_record_says_so() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, SMALL).unwrap();
    write(&mut writer, 0..100);
    let report = look(&path).unwrap();
    assert_eq!(report.segments, 3);
    assert!(report.oldest > 3, "{report:?}");
    // Another writer does not know how the segments ended, and finds out.
    drop(writer);
    let mut writer = Writer::open(&path, SMALL).unwrap();
    write(&mut writer, 0..100);
    let later = look(&path).unwrap();
    assert_eq!(later.segments, 3);
    assert!(later.oldest > report.oldest);
    // Removed by somebody else, it is missed.
    fs::remove_file(path.join(segment_name(later.oldest))).unwrap();
    let fault = look(&path).unwrap_err();
    assert!(fault.what.contains("missing"), "{fault}");
}

#[test]
fn a_segment_from_the_middle_is_missed() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, SMALL).unwrap();
    write(&mut writer, 0..100);
    let report = look(&path).unwrap();
    fs::remove_file(path.join(segment_name(report.oldest + 1))).unwrap();
    let fault = look(&path).unwrap_err();
    assert!(fault.what.contains("should come before"), "{fault}");
}

#[test]
fn corruption_of_any_byte_is_found() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, SMALL).unwrap();
    write(&mut writer, 0..12);
    let report = look(&path).unwrap();
    assert!(report.segments > 1, "{report:?}");
    for number in 1..=2 {
        let file = path.join(segment_name(number));
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            for flip in [1, 0x20, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= flip;
                fs::write(&file, &bytes).unwrap();
                assert!(look(&path).is_err(), "segment {number}, byte {at}");
            }
        }
        fs::write(&file, &whole).unwrap();
    }
    assert_eq!(look(&path), Ok(report));
}

#[test]
fn whatever_is_cut_off_is_missed() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, SMALL).unwrap();
    write(&mut writer, 0..12);
    drop(writer);
    let report = look(&path).unwrap();
    let file = path.join(segment_name(report.oldest + 1));
    let whole = fs::read(&file).unwrap();
    for length in 0..whole.len() {
        fs::write(&file, &whole[..length]).unwrap();
        assert!(look(&path).is_err(), "{length} bytes left");
    }
}

#[test]
fn a_torn_line_is_no_fault_and_is_sealed() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, Bounds::default()).unwrap();
    write(&mut writer, 0..3);
    let file = path.join(segment_name(1));
    let whole = fs::read(&file).unwrap();
    let note = fs::read(path.join("head")).unwrap();
    // The next batch, of which nobody heard.
    writer.append(&body(3), &mut |_| {}).unwrap();
    let more = fs::read(&file).unwrap();
    drop(writer);
    for length in whole.len() + 1..more.len() {
        fs::write(&file, &more[..length]).unwrap();
        fs::write(path.join("head"), &note).unwrap();
        let report = look(&path).unwrap();
        assert_eq!(report.tail.unwrap().bytes, length - whole.len());
        let mut writer = Writer::open(&path, Bounds::default()).unwrap();
        write(&mut writer, 4..5);
        let report = look(&path).unwrap();
        assert_eq!((report.segments, report.sealed), (2, 1));
        assert!(
            fs::read(&file).unwrap().len() == length,
            "it is left as it was"
        );
        // Nothing of the torn line can change any more either.
        let mut torn = fs::read(&file).unwrap();
        *torn.last_mut().unwrap() ^= 1;
        fs::write(&file, &torn).unwrap();
        assert!(look(&path).is_err());
        fs::remove_file(path.join(segment_name(2))).unwrap();
    }
}

#[test]
fn what_was_cut_off_is_said_for_good() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, Bounds::default()).unwrap();
    write(&mut writer, 0..5);
    drop(writer);
    let file = path.join(segment_name(1));
    let text = fs::read_to_string(&file).unwrap();
    let kept: String = text.split_inclusive('\n').take(4).collect();
    fs::write(&file, kept).unwrap();
    assert!(look(&path).is_err());
    let mut writer = Writer::open(&path, Bounds::default()).unwrap();
    write(&mut writer, 5..6);
    let report = look(&path).unwrap();
    assert_eq!(report.cuts, [(segment_name(2), 4, 6)]);
}

#[test]
fn a_segment_that_was_only_begun_is_begun_again() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, SMALL).unwrap();
    write(&mut writer, 0..3);
    drop(writer);
    for rest in ["", "{\"seq\":"] {
        fs::write(path.join(segment_name(2)), rest).unwrap();
        assert!(look(&path).is_ok());
        let mut writer = Writer::open(&path, SMALL).unwrap();
        write(&mut writer, 3..4);
        let report = look(&path).unwrap();
        assert_eq!((report.segments, report.sealed), (1, 0));
    }
}

#[test]
fn a_damaged_end_is_not_continued() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, Bounds::default()).unwrap();
    write(&mut writer, 0..3);
    drop(writer);
    let file = path.join(segment_name(1));
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.len() - 100;
    bytes[at] ^= 1;
    fs::write(&file, &bytes).unwrap();
    let error = Writer::open(&path, Bounds::default()).unwrap_err();
    assert!(matches!(error, JournalError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("liserectl journal verify"));
    fs::remove_file(&file).unwrap();
    let error = Writer::open(&path, Bounds::default()).unwrap_err();
    assert!(matches!(error, JournalError::Damaged { .. }), "{error}");
}

#[test]
fn folders_that_are_not_ours_alone_are_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (keep, path) = folder();
    let writer = Writer::open(&path, Bounds::default()).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
    let error = Writer::open(&path, Bounds::default()).unwrap_err();
    assert!(matches!(error, JournalError::Taken(_)), "{error}");
    drop(writer);
    Writer::open(&path, Bounds::default()).unwrap();

    let link = keep.path().join("link");
    symlink(&path, &link).unwrap();
    let error = Writer::open(&link, Bounds::default()).unwrap_err();
    assert!(matches!(error, JournalError::NoFolder(_)), "{error}");

    for mode in [0o770, 0o707, 0o755] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let error = Writer::open(&path, Bounds::default()).unwrap_err();
        assert!(matches!(error, JournalError::Open { .. }), "{error}");
    }
}

#[test]
fn what_is_no_file_is_not_written_to() {
    use std::os::unix::fs::symlink;
    let (keep, path) = folder();
    drop(Writer::open(&path, Bounds::default()).unwrap());
    let victim = keep.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    let first = path.join(segment_name(1));
    symlink(&victim, &first).unwrap();
    assert!(Writer::open(&path, Bounds::default()).is_err());
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
}

#[test]
fn what_is_no_record_changes_nothing() {
    let (_keep, path) = folder();
    let mut writer = Writer::open(&path, Bounds::default()).unwrap();
    write(&mut writer, 0..1);
    let before = look(&path);
    for batch in ["", "x", "{}", &format!("{}\n{{\"kind\":", body(1))] {
        let error = writer.append(batch, &mut |_| {}).unwrap_err();
        assert!(matches!(error, JournalError::NoRecord), "{error}");
    }
    assert_eq!(look(&path), before);
}
