//! Where a journal that is there already goes on.

use lisere_policy::Digest;
use lisere_policy::record::{Chain, Cut, Head, Line, SegmentBefore, TornTail, segment_name};

use super::error::JournalError;
use super::folder::Folder;

/// What was found in the folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The segments' numbers, the oldest first.
    pub(super) segments: Vec<u64>,
    /// Where the chain stands.
    pub(super) chain: Chain,
    /// How long the last segment is, in bytes.
    pub(super) length: u64,
    /// What the next segment has to say of the last one. It must be a new one if the last
    /// does not end as it should.
    pub(super) before: Option<SegmentBefore>,
}

impl Found {
    /// Whether the last segment ends as its writer left it, so that it can be continued.
    pub(super) fn clean(&self) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| before.torn.is_none() && before.cut.is_none())
    }
}

/// Looks where the journal ended.
pub(super) fn find(folder: &Folder) -> Result<Found, JournalError> {
    let mut segments = folder.segments()?;
    let noted = folder.read(Head::NAME).ok();
    let noted = noted.and_then(|text| Head::parse(std::str::from_utf8(&text).ok()?));
    let mut begun = 0;
    while let Some(number) = segments.last().copied() {
        let name = segment_name(number);
        let bytes = folder.read(&name)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n');
        if let Some(end) = whole {
            return ended(folder, segments, &bytes, end, noted);
        }
        // Its writer was ended over the very first line, which says nothing but that the
        // segment begins. That happens to one segment, not to two.
        begun += 1;
        if begun > 1 {
            return Err(damaged(folder, format!("{name} has no whole line")));
        }
        folder.remove(&name)?;
        segments.pop();
    }
    match noted {
        Some(head) => Err(damaged(
            folder,
            format!("record {} was written, but no segment is there", head.seq),
        )),
        None => Ok(Found::default()),
    }
}

/// What follows a segment whose last whole line ends at `end`.
fn ended(
    folder: &Folder,
    segments: Vec<u64>,
    bytes: &[u8],
    end: usize,
    noted: Option<Head>,
) -> Result<Found, JournalError> {
    let name = segments
        .last()
        .copied()
        .map(segment_name)
        .unwrap_or_default();
    let (lines, torn) = bytes.split_at_checked(end + 1).unwrap_or((bytes, &[]));
    let before = bytes.get(..end).unwrap_or_default();
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let last = before.get(start.map_or(0, |start| start + 1)..);
    let line = Line::parse(last.unwrap_or_default())
        .map_err(|why| damaged(folder, format!("the last line of {name}: {why}")))?;
    let head = Head {
        seq: line.seq,
        line: line.digest,
    };
    if noted.is_some_and(|noted| noted.seq == head.seq && noted != head) {
        let why = format!("the last line of {name} is not the one that was written");
        return Err(damaged(folder, why));
    }
    let cut = noted.filter(|noted| noted.seq > head.seq);
    Ok(Found {
        segments,
        chain: Chain::after(head),
        length: u64::try_from(lines.len()).unwrap_or(u64::MAX),
        before: Some(SegmentBefore {
            segment: name,
            torn: (!torn.is_empty()).then(|| TornTail {
                bytes: u64::try_from(torn.len()).unwrap_or(u64::MAX),
                sha256: Digest::of(torn),
            }),
            cut: cut.map(|Head { seq, line }| Cut { seq, line }),
        }),
    })
}

fn damaged(folder: &Folder, why: String) -> JournalError {
    JournalError::Damaged {
        path: folder.path().to_owned(),
        why,
    }
}
