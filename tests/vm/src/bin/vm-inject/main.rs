//! A touch screen or a touchpad that QEMU has not: made inside the guest, touched as told.

mod device;

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::{Parser, ValueEnum};

use device::{Device, Kind};

/// Between two reports of a finger, as real devices make them.
const REPORT: Duration = Duration::from_millis(12);
/// Reports of one stroke.
const STROKE: i32 = 40;
/// How long to wait to be told to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// Make a touch device and touch it
#[derive(Debug, Parser)]
struct Options {
    /// What it is
    device: Which,
    /// Begin when this file is there: whoever reads devices has opened this one then
    #[arg(long, value_name = "FILE")]
    when: PathBuf,
    /// How many fingers
    #[arg(long, default_value_t = 1)]
    fingers: u16,
    /// Where the first finger goes down, in thousandths of the device
    #[arg(long, value_name = "X,Y", value_parser = place, default_value = "300,300")]
    from: (i32, i32),
    /// Where it is lifted; the same place is a tap
    #[arg(long, value_name = "X,Y", value_parser = place)]
    to: Option<(i32, i32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    Touchscreen,
    Touchpad,
}

fn place(text: &str) -> Result<(i32, i32), String> {
    let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
    let (x, y) = text.split_once(',').ok_or("give it as in 300,200")?;
    Ok((number(x)?, number(y)?))
}

fn main() -> Result<()> {
    let options = Options::parse();
    ensure!((1..=4).contains(&options.fingers), "1 to 4 fingers");
    let kind = match options.device {
        Which::Touchscreen => Kind::Screen,
        Which::Touchpad => Kind::Pad,
    };
    let mut device = Device::new(kind).context("making the device")?;
    println!("made");
    let begun = Instant::now();
    while !options.when.exists() {
        if begun.elapsed() > PATIENCE {
            bail!("{} does not come", options.when.display());
        }
        sleep(REPORT);
    }
    let to = options.to.unwrap_or(options.from);
    let steps = if to == options.from { 4 } else { STROKE };
    for step in 0..=steps {
        let at = |from: i32, to: i32| from + (to - from) * step / steps;
        let (x, y) = (at(options.from.0, to.0), at(options.from.1, to.1));
        for finger in 0..options.fingers {
            // Fingers are side by side.
            device.place(finger, step == 0, (x + 120 * i32::from(finger), y))?;
        }
        device.fingers(options.fingers)?;
        sleep(REPORT);
    }
    for finger in 0..options.fingers {
        device.lift(finger)?;
    }
    device.fingers(0)?;
    println!("done");
    // It must not vanish before what it did has been read.
    sleep(REPORT * 20);
    Ok(())
}
