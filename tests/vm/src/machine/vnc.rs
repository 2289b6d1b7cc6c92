//! Just enough of a VNC client for one head: it sets the head's size, which is how a screen
//! is plugged in, changed and pulled out, and it is told the image of the hardware cursor.

use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::wait::SOON;

/// Encodings of RFC 6143 and its registry, and QEMU's own for cursors with transparency.
const RAW: i32 = 0;
const DESKTOP_SIZE: i32 = -223;
const EXTENDED_DESKTOP_SIZE: i32 = -308;
const ALPHA_CURSOR: i32 = -314;

/// The image that the cursor plane shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Pixels across and down.
    pub size: (u32, u32),
    /// The pixel that points, from the top left.
    pub hot: (u32, u32),
    /// Red, green and blue, times the opacity, and the opacity of each pixel, row after row.
    pub rgba: Vec<u8>,
}

impl Cursor {
    /// Pixels that show something.
    #[must_use]
    pub fn visible(&self) -> usize {
        self.rgba
            .chunks_exact(4)
            .filter(|pixel| pixel[3] > 0)
            .count()
    }
}

/// A connection to a head's server.
pub(super) struct Vnc<S = UnixStream> {
    stream: S,
    /// The size that the server said first.
    pub(super) size: (u16, u16),
}

impl Vnc {
    pub(super) fn new(stream: UnixStream) -> Result<Vnc> {
        stream.set_read_timeout(Some(SOON))?;
        Vnc::greet(stream)
    }

    /// The cursor's image when it next changes; none when it does not for a while.
    pub(super) fn cursor(&mut self, patience: Duration) -> Result<Option<Cursor>> {
        self.stream.set_read_timeout(Some(patience))?;
        let cursor = self.next_cursor();
        self.stream.set_read_timeout(Some(SOON))?;
        match cursor {
            Ok(cursor) => Ok(Some(cursor)),
            Err(error) if timed_out(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn timed_out(error: &anyhow::Error) -> bool {
    let kind = error
        .downcast_ref::<std::io::Error>()
        .map(std::io::Error::kind);
    matches!(kind, Some(ErrorKind::WouldBlock | ErrorKind::TimedOut))
}

impl<S: Read + Write> Vnc<S> {
    fn greet(mut stream: S) -> Result<Vnc<S>> {
        take::<12>(&mut stream).context("VNC's greeting")?;
        stream.write_all(b"RFB 003.008\n")?;
        let [kinds] = take(&mut stream)?;
        skip(&mut stream, usize::from(kinds))?;
        // No security, and others may be connected too.
        stream.write_all(&[1])?;
        if u32::from_be_bytes(take(&mut stream)?) != 0 {
            bail!("VNC wants a password");
        }
        stream.write_all(&[1])?;
        let size = [
            u16::from_be_bytes(take(&mut stream)?),
            u16::from_be_bytes(take(&mut stream)?),
        ];
        skip(&mut stream, 16)?;
        let name = u32::from_be_bytes(take(&mut stream)?);
        skip(&mut stream, name as usize)?;
        let encodings = [RAW, DESKTOP_SIZE, EXTENDED_DESKTOP_SIZE, ALPHA_CURSOR];
        let mut message = vec![2, 0, 0, encodings.len() as u8];
        for encoding in encodings {
            message.extend_from_slice(&encoding.to_be_bytes());
        }
        stream.write_all(&message)?;
        Ok(Vnc {
            stream,
            size: (size[0], size[1]),
        })
    }

    /// Gives the head a screen of this size; 0 by 0 takes it away.
    pub(super) fn set_size(&mut self, (width, height): (u16, u16)) -> Result<()> {
        let mut message = vec![251, 0];
        message.extend_from_slice(&width.to_be_bytes());
        message.extend_from_slice(&height.to_be_bytes());
        // One screen, number 0, at 0, 0, without flags.
        message.extend_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        message.extend_from_slice(&width.to_be_bytes());
        message.extend_from_slice(&height.to_be_bytes());
        message.extend_from_slice(&[0; 4]);
        Ok(self.stream.write_all(&message)?)
    }

    fn next_cursor(&mut self) -> Result<Cursor> {
        // All that has changed in one pixel: the cursor's image comes with it.
        self.stream.write_all(&[3, 1, 0, 0, 0, 0, 0, 1, 0, 1])?;
        loop {
            match take::<1>(&mut self.stream)? {
                [0] => {
                    if let Some(cursor) = self.update()? {
                        return Ok(cursor);
                    }
                }
                [2] => {}
                [3] => {
                    skip(&mut self.stream, 3)?;
                    let length = u32::from_be_bytes(take(&mut self.stream)?);
                    skip(&mut self.stream, length as usize)?;
                }
                [other] => bail!("a VNC message of kind {other}"),
            }
        }
    }

    /// Reads a framebuffer update to its end, or to the cursor that is in it.
    fn update(&mut self) -> Result<Option<Cursor>> {
        let [_, high, low] = take(&mut self.stream)?;
        let mut cursor = None;
        for _ in 0..u16::from_be_bytes([high, low]) {
            let mut word = || -> Result<u16> { Ok(u16::from_be_bytes(take(&mut self.stream)?)) };
            let (x, y, width, height) = (word()?, word()?, word()?, word()?);
            let pixels = usize::from(width) * usize::from(height);
            match i32::from_be_bytes(take(&mut self.stream)?) {
                RAW => skip(&mut self.stream, pixels * 4)?,
                DESKTOP_SIZE => {}
                EXTENDED_DESKTOP_SIZE => {
                    let [screens, ..] = take::<4>(&mut self.stream)?;
                    skip(&mut self.stream, 16 * usize::from(screens))?;
                }
                ALPHA_CURSOR => {
                    // Its own encoding, which is always raw.
                    skip(&mut self.stream, 4)?;
                    let mut rgba = bytes(&mut self.stream, pixels * 4)?;
                    // QEMU sends the words as they are in memory, whose first byte is blue.
                    rgba.as_chunks_mut::<4>()
                        .0
                        .iter_mut()
                        .for_each(|pixel| pixel.swap(0, 2));
                    cursor = Some(Cursor {
                        size: (width.into(), height.into()),
                        hot: (x.into(), y.into()),
                        rgba,
                    });
                }
                other => bail!("a VNC rectangle in encoding {other}"),
            }
        }
        Ok(cursor)
    }
}

fn take<const N: usize>(stream: &mut impl Read) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn bytes(stream: &mut impl Read, length: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn skip(stream: &mut impl Read, length: usize) -> Result<()> {
    bytes(stream, length).map(|_| ())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor as Bytes;

    use super::*;

    /// What a server says, and what it was told.
    struct Script(Bytes<Vec<u8>>, Vec<u8>);

    impl Read for Script {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(into)
        }
    }

    impl Write for Script {
        fn write(&mut self, from: &[u8]) -> std::io::Result<usize> {
            self.1.extend_from_slice(from);
            Ok(from.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn greeting() -> Vec<u8> {
        let mut said = b"RFB 003.008\n\x01\x01\0\0\0\0\x04\0\x03\0".to_vec();
        said.extend_from_slice(&[0; 16]);
        said.extend_from_slice(b"\0\0\0\x04QEMU");
        said
    }

    #[test]
    fn a_greeting_tells_the_size_and_a_size_is_sent() {
        let mut vnc = Vnc::greet(Script(Bytes::new(greeting()), Vec::new())).unwrap();
        assert_eq!(vnc.size, (1024, 768));
        vnc.stream.1.clear();
        vnc.set_size((800, 600)).unwrap();
        let sent = &vnc.stream.1;
        assert_eq!(
            (sent.len(), sent[0], &sent[2..6]),
            (24, 251, &[3, 32, 2, 88][..])
        );
        assert_eq!(sent[16..20], [3, 32, 2, 88]);
    }

    #[test]
    fn a_cursor_is_found_among_other_rectangles() {
        let mut said = greeting();
        said.extend_from_slice(&[2, 0, 0, 0, 2]);
        // A raw pixel, then a cursor of 2 by 1 whose hot spot is its second pixel.
        said.extend_from_slice(&[0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 9, 9, 9, 9]);
        said.extend_from_slice(&[0, 1, 0, 0, 0, 2, 0, 1]);
        said.extend_from_slice(&ALPHA_CURSOR.to_be_bytes());
        said.extend_from_slice(&[0, 0, 0, 0, 1, 2, 3, 255, 0, 0, 0, 0]);
        let mut vnc = Vnc::greet(Script(Bytes::new(said), Vec::new())).unwrap();
        let cursor = vnc.next_cursor().unwrap();
        assert_eq!(
            (cursor.size, cursor.hot, cursor.visible()),
            ((2, 1), (1, 0), 1)
        );
        assert_eq!(cursor.rgba[..4], [3, 2, 1, 255]);
        assert!(vnc.next_cursor().is_err());
    }
}
