//! A program of a cage, inside the guest: one window of one colour that says on standard
//! output, a line each, what it hears.

mod hear;
mod memory;
mod window;

use anyhow::{Context, Result};
use clap::Parser;
use wayland_client::{Connection, EventQueue};

use window::{Client, Globals};

/// Show a window of one colour and say what it hears
#[derive(Debug, Parser)]
struct Options {
    /// The window's title
    #[arg(long, default_value = "window")]
    title: String,
    /// Red, green and blue, as in ff8000
    #[arg(long, default_value = "3060c0", value_parser = colour)]
    colour: u32,
    /// Pixels, as in 300x200, when nobody says which
    #[arg(long, default_value = "300x200", value_parser = size)]
    size: (i32, i32),
    /// Draw anew for every frame and say when each was shown
    #[arg(long)]
    animate: bool,
    /// Fill the screen
    #[arg(long)]
    fullscreen: bool,
    /// Ask the compositor things as fast as it takes them, once the window is shown
    #[arg(long)]
    flood: bool,
}

fn colour(text: &str) -> Result<u32, String> {
    u32::from_str_radix(text, 16).map_err(|error| error.to_string())
}

fn size(text: &str) -> Result<(i32, i32), String> {
    let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
    let (width, height) = text.split_once('x').ok_or("give it as in 300x200")?;
    Ok((number(width)?, number(height)?))
}

fn main() -> Result<()> {
    let options = Options::parse();
    let connection = Connection::connect_to_env().context("connecting to the compositor")?;
    let mut queue: EventQueue<Client> = connection.new_event_queue();
    let handle = queue.handle();
    let registry = connection.display().get_registry(&handle, ());
    let mut globals = Globals::default();
    let mut first = connection.new_event_queue();
    connection.display().get_registry(&first.handle(), ());
    first.roundtrip(&mut globals)?;
    let flood = options.flood;
    let mut client = Client::new(options, &globals, &registry, &handle)?;
    while !client.closed {
        if flood && client.shown {
            client.flood(&connection, &handle)?;
            queue.dispatch_pending(&mut client)?;
        }
        queue.blocking_dispatch(&mut client)?;
    }
    Ok(())
}
