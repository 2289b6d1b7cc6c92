//! The archive that the kernel takes its first file system from: cpio, in the form "newc".

/// An archive being written.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    entries: u32,
}

impl Archive {
    pub(super) fn folder(&mut self, path: &str) {
        self.entry(path, 0o040_755, &[]);
    }

    pub(super) fn file(&mut self, path: &str, executable: bool, content: &[u8]) {
        self.entry(
            path,
            if executable { 0o100_755 } else { 0o100_644 },
            content,
        );
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.entry("TRAILER!!!", 0, &[]);
        self.bytes
    }

    fn entry(&mut self, path: &str, mode: u32, content: &[u8]) {
        self.entries += 1;
        let (size, name) = (content.len() as u32, path.len() as u32 + 1);
        // inode, mode, owner, group, links, time, size, four device numbers, name, checksum
        let fields = [self.entries, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, name, 0];
        self.bytes.extend_from_slice(b"070701");
        for field in fields {
            self.bytes
                .extend_from_slice(format!("{field:08x}").as_bytes());
        }
        self.bytes.extend_from_slice(path.as_bytes());
        self.bytes.push(0);
        self.pad();
        self.bytes.extend_from_slice(content);
        self.pad();
    }

    fn pad(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_on_multiples_of_four() {
        let mut archive = Archive::default();
        archive.folder("bin");
        archive.file("bin/a", true, b"hello");
        let bytes = archive.finish();
        let text = String::from_utf8_lossy(&bytes);
        let second = text[4..].find("070701").unwrap() + 4;
        assert_eq!(second % 4, 0);
        assert!(text[second..].contains("000081ed") && text.contains("bin/a\0hello"));
        assert!(text.contains("TRAILER!!!") && bytes.len() % 4 == 0);
    }
}
