//! Plays one program: starts it in its cage, does what the table says, and sees what comes of it.

mod acts;
mod checks;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Stdio};

use liserectl::WindowInfo;

use super::picture::{Colour, Picture, colour};
use super::session::Session;
use super::table::{Program, Step};
use crate::tool::Done;

/// What became of a program.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) program: &'static Program,
    /// What went wrong, and at which step; none if all went as the table says.
    pub(super) fault: Option<String>,
    /// Files of pictures, in the order they were taken.
    pub(super) pictures: Vec<String>,
}

/// How each cage's name looks in a title strip: the same on all windows of a cage.
pub(super) type Names = BTreeMap<&'static str, Picture>;

/// Plays it and clears its cage. Pictures go to the folder `out`.
pub(super) fn play(
    session: &mut Session,
    names: &mut Names,
    out: &Path,
    program: &'static Program,
) -> Outcome {
    let mut player = Player {
        session,
        names,
        out,
        program,
        child: None,
        colour: [0; 3],
        windows: Vec::new(),
        before: None,
        pictures: Vec::new(),
    };
    let played = player.run();
    // What it looked like then says more than words.
    let seen = if played.is_err() {
        player.shot()
    } else {
        Ok(())
    };
    let pictures = std::mem::take(&mut player.pictures);
    let cleared = player.end();
    Outcome {
        program,
        fault: played.and(seen).and(cleared).err(),
        pictures,
    }
}

/// A program's name in names of files.
pub(super) fn file_name(program: &Program) -> String {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    program.name.chars().map(letters).collect()
}

/// A program at work.
struct Player<'a> {
    session: &'a mut Session,
    names: &'a mut Names,
    out: &'a Path,
    program: &'static Program,
    child: Option<Child>,
    colour: Colour,
    /// Its windows, the one that is meant last.
    windows: Vec<u64>,
    /// The content of that window before the last act.
    before: Option<Picture>,
    pictures: Vec<String>,
}

impl Player<'_> {
    fn run(&mut self) -> Done {
        let cage = self.session.cage(self.program.cage)?;
        self.colour = colour(&cage.colour).ok_or("the cage has no colour")?;
        self.start()?;
        if let Some(words) = self.program.fails {
            return self.fails(words);
        }
        for (number, step) in self.program.steps.iter().enumerate() {
            let done = self.step(step);
            done.map_err(|fault| format!("step {}, {step:?}: {fault}", number + 1))?;
        }
        Ok(())
    }

    /// Puts its files into the cage's home and starts it.
    fn start(&mut self) -> Done {
        let home = self.session.home(self.program.cage);
        for (name, text) in self.program.files {
            let file = home.join(name);
            let folder = file.parent().unwrap_or(&home);
            let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, text));
            written.map_err(|error| format!("can't write {}: {error}", file.display()))?;
        }
        let mut arguments = vec!["run", self.program.cage, "--"];
        arguments.extend(self.program.argv);
        let mut command = self.session.ctl(&arguments);
        let log = self.session.log(self.program.name);
        let open = File::create(&log).and_then(|log| Ok((log.try_clone()?, log)));
        let (out, err) = open.map_err(|error| format!("{}: {error}", log.display()))?;
        let child = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn();
        self.child = Some(child.map_err(|error| format!("can't start it: {error}"))?);
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Done {
        match *step {
            Step::Window(words) => self.appears(words),
            Step::Type(_)
            | Step::Key(_)
            | Step::Click(_)
            | Step::RightClick(_)
            | Step::Hover(_)
            | Step::Drag(..)
            | Step::Action(_) => self.act(step),
            Step::Popups(count) => self.window_is("its popups", |w| w.popups == count),
            Step::Changed => self.changed(),
            Step::Title(words) => self.window_is(words, |w| w.title.contains(words)),
            Step::File(name, text) => self.wrote(name, text),
            Step::Said(words) => self.said(words),
            Step::Fullscreen(on) => self.fullscreen(on),
            Step::Gone => self.gone(),
            Step::Shot => self.shot(),
        }
    }

    /// The window that is meant.
    fn window(&self) -> Done<WindowInfo> {
        let meant = *self.windows.last().ok_or("it has no window")?;
        let windows = self.session.windows(self.program.cage)?;
        let window = windows.into_iter().find(|window| window.id == meant);
        window.ok_or_else(|| "its window is gone".into())
    }

    /// Whether the program still runs; what it said last if it does not.
    fn runs(&mut self) -> Done {
        let ended = self.child.as_mut().and_then(|child| child.try_wait().ok());
        match ended.flatten() {
            None => Ok(()),
            Some(status) => {
                let log = self.heard();
                let last = log.lines().last().unwrap_or("nothing").to_owned();
                Err(format!("it ended: {status}; it said last: {last}"))
            }
        }
    }

    /// All that it wrote to its output.
    fn heard(&self) -> String {
        let log = fs::read(self.session.log(self.program.name)).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Saves a picture of the screen.
    fn shot(&mut self) -> Done {
        let name = file_name(self.program);
        let name = format!("{name}-{}.png", self.pictures.len() + 1);
        let png = self.session.shot(true)?;
        let saved = fs::write(self.out.join(&name), png);
        saved.map_err(|error| format!("can't save {name}: {error}"))?;
        self.pictures.push(name);
        Ok(())
    }

    /// Ends it and all else in its cage.
    fn end(&mut self) -> Done {
        let cleared = self.session.clear(self.program.cage);
        if let Some(child) = &mut self.child {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
        cleared
    }
}
