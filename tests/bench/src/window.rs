//! A window with buffers filled once, so that the client's own drawing is no part of a measure.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use rustix::fs::{MemfdFlags, memfd_create};

use crate::client::Client;
use crate::message::{Argument, Event};
use crate::opcode::{buffer, compositor, pool, shm, surface, toplevel, wm_base, xdg_surface};

/// Bytes of a pixel.
const PIXEL: i32 = 4;
/// Both sides of a small damage, in pixels.
const CORNER: i32 = 64;

/// How a window looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Pixels.
    pub width: i32,
    /// Pixels.
    pub height: i32,
    /// How many buffers it takes turns with.
    pub buffers: i32,
    /// What changes from frame to frame.
    pub damage: Damage,
}

/// What changes from frame to frame.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Damage {
    /// Everything.
    Full,
    /// 64 by 64 pixels.
    Corner,
}

#[derive(Debug)]
struct Buffer {
    id: u32,
    busy: bool,
}

/// A toplevel window, the only one of its client.
#[derive(Debug)]
pub struct Window {
    /// Its client.
    pub client: Client,
    /// How many frames it was told of.
    pub frames: u64,
    look: Look,
    surface: u32,
    xdg_surface: u32,
    buffers: Vec<Buffer>,
    callback: u32,
    configured: bool,
    animated: bool,
    /// It would have drawn, but for a free buffer.
    starved: bool,
}

impl Window {
    /// Asks for a window of that name, which is its title too.
    ///
    /// # Errors
    /// When the connection ends, or what a window needs is not offered.
    pub fn new(mut client: Client, look: Look, name: &str) -> io::Result<Self> {
        client.bind_all()?;
        let (manager, base) = (client.compositor, client.wm_base);
        let connection = &mut client.connection;
        let surface = connection.new_id();
        let id = [Argument::Word(surface)];
        connection.request(manager, compositor::CREATE_SURFACE, &id);
        let xdg_surface = connection.new_id();
        let ids = [Argument::Word(xdg_surface), Argument::Word(surface)];
        connection.request(base, wm_base::GET_XDG_SURFACE, &ids);
        let top = connection.new_id();
        let id = [Argument::Word(top)];
        connection.request(xdg_surface, xdg_surface::GET_TOPLEVEL, &id);
        connection.request(top, toplevel::SET_TITLE, &[Argument::Text(name)]);
        connection.request(top, toplevel::SET_APP_ID, &[Argument::Text(name)]);
        connection.request(surface, surface::COMMIT, &[]);
        connection.flush()?;
        Ok(Self {
            client,
            frames: 0,
            look,
            surface,
            xdg_surface,
            buffers: Vec::new(),
            callback: 0,
            configured: false,
            animated: false,
            starved: false,
        })
    }

    /// Shows it: waits for the first configure, commits a buffer, waits until that was handled.
    ///
    /// # Errors
    /// When the connection ends or the time passes first.
    pub fn map(&mut self, patience: Duration) -> io::Result<()> {
        let end = Instant::now() + patience;
        while !self.configured {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || !self.client.connection.wait(left)? {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.pump()?;
        }
        self.make_buffers()?;
        self.draw();
        self.finish()
    }

    /// Waits until everything sent was handled.
    fn finish(&mut self) -> io::Result<()> {
        let callback = self.client.connection.sync();
        self.client.connection.flush()?;
        let mut done = false;
        while !done {
            self.client.connection.read()?;
            while let Some(event) = self.client.connection.next_event() {
                done |= event.object == callback;
                self.handle(&event);
            }
        }
        self.client.connection.flush()
    }

    /// Draws at every frame from now on.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn animate(&mut self) -> io::Result<()> {
        self.animated = true;
        self.next_frame();
        self.client.connection.flush()
    }

    /// Waits for the first frame after `animate`.
    ///
    /// # Errors
    /// When the connection ends or the time passes first.
    pub fn first_frame(&mut self, patience: Duration) -> io::Result<()> {
        let end = Instant::now() + patience;
        while self.frames == 0 {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || !self.client.connection.wait(left)? {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.pump()?;
        }
        Ok(())
    }

    /// Reads what is there, without waiting, and answers it.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn pump(&mut self) -> io::Result<()> {
        self.client.connection.try_read()?;
        while let Some(event) = self.client.connection.next_event() {
            self.handle(&event);
        }
        self.client.connection.flush()
    }

    fn handle(&mut self, event: &Event) {
        match (event.object, event.opcode) {
            (id, _) if id == self.callback => {
                self.callback = 0;
                self.frames += 1;
                if self.animated {
                    self.next_frame();
                }
            }
            (id, xdg_surface::CONFIGURE) if id == self.xdg_surface => {
                let serial = [Argument::Word(event.word())];
                let connection = &mut self.client.connection;
                connection.request(id, xdg_surface::ACK_CONFIGURE, &serial);
                self.configured = true;
            }
            (id, wm_base::PING) if id == self.client.wm_base => {
                let serial = [Argument::Word(event.word())];
                self.client.connection.request(id, wm_base::PONG, &serial);
            }
            (id, buffer::RELEASE) => self.release(id),
            _ => {}
        }
    }

    fn release(&mut self, id: u32) {
        let Some(buffer) = self.buffers.iter_mut().find(|buffer| buffer.id == id) else {
            return;
        };
        buffer.busy = false;
        if self.starved {
            self.next_frame();
        }
    }

    fn next_frame(&mut self) {
        self.starved = self.buffers.iter().all(|buffer| buffer.busy);
        if !self.starved {
            self.callback = self.client.connection.new_id();
            let id = [Argument::Word(self.callback)];
            let connection = &mut self.client.connection;
            connection.request(self.surface, surface::FRAME, &id);
            self.draw();
        }
    }

    /// Commits a free buffer with the damage of its look.
    fn draw(&mut self) {
        let free = self.buffers.iter().position(|buffer| !buffer.busy);
        let Some(free) = free else { return };
        // In turn, so that a frame's pixels do not come from where the last one's did.
        self.buffers.rotate_left(free + 1);
        let Some(buffer) = self.buffers.last_mut() else {
            return;
        };
        buffer.busy = true;
        let attached = [
            Argument::Word(buffer.id),
            Argument::Int(0),
            Argument::Int(0),
        ];
        let (width, height) = match self.look.damage {
            Damage::Full => (self.look.width, self.look.height),
            Damage::Corner => (CORNER, CORNER),
        };
        let damage = [0, 0, width, height].map(Argument::Int);
        let connection = &mut self.client.connection;
        connection.request(self.surface, surface::ATTACH, &attached);
        connection.request(self.surface, surface::DAMAGE_BUFFER, &damage);
        connection.request(self.surface, surface::COMMIT, &[]);
    }

    fn make_buffers(&mut self) -> io::Result<()> {
        let Look {
            width,
            height,
            buffers,
            ..
        } = self.look;
        let each = width * height * PIXEL;
        let connection = &mut self.client.connection;
        let id = connection.new_id();
        connection.attach(filled(each, buffers)?);
        let size = [Argument::Word(id), Argument::Int(each * buffers)];
        connection.request(self.client.shm, shm::CREATE_POOL, &size);
        for index in 0..buffers {
            let buffer = connection.new_id();
            let place = [index * each, width, height, width * PIXEL].map(Argument::Int);
            let mut arguments = vec![Argument::Word(buffer)];
            arguments.extend(place);
            arguments.push(Argument::Word(shm::XRGB8888));
            connection.request(id, pool::CREATE_BUFFER, &arguments);
            self.buffers.push(Buffer {
                id: buffer,
                busy: false,
            });
        }
        connection.request(id, pool::DESTROY, &[]);
        Ok(())
    }
}

/// A memory file with a colour of its own for each buffer.
fn filled(each: i32, buffers: i32) -> io::Result<OwnedFd> {
    let mut file = File::from(memfd_create(c"lisere-bench", MemfdFlags::CLOEXEC)?);
    for index in 0..buffers {
        let shade = u8::try_from(0x40 + index * 0x30).unwrap_or(0xff);
        let size = usize::try_from(each).unwrap_or(0);
        file.write_all(&vec![shade; size])?;
    }
    Ok(file.into())
}
