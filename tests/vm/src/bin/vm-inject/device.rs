//! A device made through the kernel's uinput.
#![allow(unsafe_code)]

use std::fs::{File, OpenOptions};
use std::io::Write;

use anyhow::{Context, Result};
use rustix::ioctl::{NoArg, Setter, ioctl, opcode};

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Screen,
    Pad,
}

/// From linux/input-event-codes.h.
mod code {
    pub(super) const SYN: u16 = 0;
    pub(super) const KEY: u16 = 1;
    pub(super) const ABS: u16 = 3;
    pub(super) const BTN_LEFT: u16 = 0x110;
    pub(super) const BTN_TOOL_FINGER: u16 = 0x145;
    pub(super) const BTN_TOUCH: u16 = 0x14a;
    /// The tools of two, three and four fingers.
    pub(super) const TOOLS: [u16; 4] = [BTN_TOOL_FINGER, 0x14d, 0x14e, 0x14f];
    pub(super) const X: u16 = 0;
    pub(super) const Y: u16 = 1;
    pub(super) const MT_SLOT: u16 = 0x2f;
    pub(super) const MT_X: u16 = 0x35;
    pub(super) const MT_Y: u16 = 0x36;
    pub(super) const MT_TRACKING_ID: u16 = 0x39;
    /// Of a device that moves a pointer elsewhere, and of one that touches what it points at.
    pub(super) const PROP_POINTER: u32 = 0;
    pub(super) const PROP_DIRECT: u32 = 1;
}

/// `struct uinput_abs_setup` of linux/uinput.h.
#[repr(C)]
struct Axis {
    code: u16,
    pad: u16,
    value: i32,
    minimum: i32,
    maximum: i32,
    fuzz: i32,
    flat: i32,
    resolution: i32,
}

/// `struct uinput_setup` of linux/uinput.h.
#[repr(C)]
struct Setup {
    bus: u16,
    vendor: u16,
    product: u16,
    version: u16,
    name: [u8; 80],
    effects: u32,
}

const UINPUT: u8 = b'U';
const CREATE: u32 = opcode::none(UINPUT, 1);
const SETUP: u32 = opcode::write::<Setup>(UINPUT, 3);
const ABS_SETUP: u32 = opcode::write::<Axis>(UINPUT, 4);
const SET_EVBIT: u32 = opcode::write::<i32>(UINPUT, 100);
const SET_KEYBIT: u32 = opcode::write::<i32>(UINPUT, 101);
const SET_PROPBIT: u32 = opcode::write::<i32>(UINPUT, 110);

/// Coordinates go from 0 to this.
const MOST: i32 = 4_000;
const BUS_USB: u16 = 3;

/// The device; it is gone when this is.
pub(crate) struct Device(File);

impl Device {
    pub(crate) fn new(kind: Kind) -> Result<Device> {
        let file = OpenOptions::new().write(true).open("/dev/uinput");
        let device = Device(file.context("opening /dev/uinput")?);
        device.bit::<SET_EVBIT>(code::KEY.into())?;
        device.bit::<SET_EVBIT>(code::ABS.into())?;
        device.bit::<SET_KEYBIT>(code::BTN_TOUCH.into())?;
        if kind == Kind::Pad {
            device.bit::<SET_KEYBIT>(code::BTN_LEFT.into())?;
            for tool in code::TOOLS {
                device.bit::<SET_KEYBIT>(tool.into())?;
            }
        }
        let property = match kind {
            Kind::Screen => code::PROP_DIRECT,
            Kind::Pad => code::PROP_POINTER,
        };
        device.bit::<SET_PROPBIT>(property)?;
        for axis in [code::X, code::Y, code::MT_X, code::MT_Y] {
            device.axis(axis, MOST, 40)?;
        }
        device.axis(code::MT_SLOT, 4, 0)?;
        device.axis(code::MT_TRACKING_ID, 65_535, 0)?;
        device.create(kind)?;
        Ok(device)
    }

    /// Puts a finger somewhere, in thousandths; `down` when it was not there before.
    pub(crate) fn place(&mut self, finger: u16, down: bool, (x, y): (i32, i32)) -> Result<()> {
        let whole = |thousandths: i32| (thousandths * MOST / 1_000).clamp(0, MOST);
        self.event(code::ABS, code::MT_SLOT, finger.into())?;
        if down {
            self.event(code::ABS, code::MT_TRACKING_ID, 100 + i32::from(finger))?;
        }
        self.event(code::ABS, code::MT_X, whole(x))?;
        self.event(code::ABS, code::MT_Y, whole(y))?;
        if finger == 0 {
            self.event(code::ABS, code::X, whole(x))?;
            self.event(code::ABS, code::Y, whole(y))?;
        }
        Ok(())
    }

    /// Takes a finger away.
    pub(crate) fn lift(&mut self, finger: u16) -> Result<()> {
        self.event(code::ABS, code::MT_SLOT, finger.into())?;
        self.event(code::ABS, code::MT_TRACKING_ID, -1)
    }

    /// Ends a report: so many fingers are down.
    pub(crate) fn fingers(&mut self, count: u16) -> Result<()> {
        self.event(code::KEY, code::BTN_TOUCH, (count > 0).into())?;
        for (index, tool) in (1..).zip(code::TOOLS) {
            self.event(code::KEY, tool, (index == count).into())?;
        }
        self.event(code::SYN, 0, 0)
    }

    fn event(&mut self, kind: u16, code: u16, value: i32) -> Result<()> {
        // `struct input_event`: the kernel fills in the time, which is two words.
        let mut event = vec![0; 2 * size_of::<usize>()];
        event.extend_from_slice(&kind.to_ne_bytes());
        event.extend_from_slice(&code.to_ne_bytes());
        event.extend_from_slice(&value.to_ne_bytes());
        Ok(self.0.write_all(&event)?)
    }

    fn bit<const OPCODE: u32>(&self, bit: u32) -> Result<()> {
        // SAFETY: these take an int by value, which is what is passed.
        Ok(unsafe {
            ioctl(
                &self.0,
                rustix::ioctl::IntegerSetter::<OPCODE>::new_usize(bit as usize),
            )
        }?)
    }

    fn axis(&self, code: u16, maximum: i32, resolution: i32) -> Result<()> {
        let axis = Axis {
            code,
            pad: 0,
            value: 0,
            minimum: 0,
            maximum,
            fuzz: 0,
            flat: 0,
            resolution,
        };
        // SAFETY: the request reads a `struct uinput_abs_setup`, which this is.
        Ok(unsafe { ioctl(&self.0, Setter::<ABS_SETUP, Axis>::new(axis)) }?)
    }

    fn create(&self, kind: Kind) -> Result<()> {
        // Whoever makes a device names it: these names steer terminals and are no UTF-8.
        let (name, product): (&[u8], _) = match kind {
            Kind::Screen => (b"Test Touchscreen\xff\x1b[2J", 1),
            Kind::Pad => (b"Test Touchpad\xff\x1b[2J", 2),
        };
        let mut setup = Setup {
            bus: BUS_USB,
            vendor: 0x1234,
            product,
            version: 1,
            name: [0; 80],
            effects: 0,
        };
        setup.name[..name.len()].copy_from_slice(name);
        // SAFETY: the first request reads a `struct uinput_setup`, which this is; the
        // second takes nothing.
        unsafe {
            ioctl(&self.0, Setter::<SETUP, Setup>::new(setup))?;
            ioctl(&self.0, NoArg::<CREATE>::new())?;
        }
        Ok(())
    }
}
