//! Answers as text for people: aligned tables, nothing coloured, nothing shouted.

use crate::{ActionInfo, Answer, Entry, OutputInfo, Status, WindowInfo};

use super::{cages, inputs, outputs};

/// The text of an answer, newline included; nothing for one that says only "done".
pub(super) fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Done {} => String::new(),
        Answer::Status(status) => self::status(status),
        Answer::Cages(cages) => cages::short(cages),
        Answer::Outputs(heads) => outputs::text(heads),
        Answer::Windows(windows) => self::windows(windows),
        Answer::Inputs(devices) => inputs::listed(devices),
        Answer::Actions(actions) => self::actions(actions),
        Answer::Screenshot(shot) => {
            format!(
                "{}: {} × {} pixels\n",
                clean(&shot.output),
                shot.width,
                shot.height
            )
        }
        // Nobody waits for the one when the other has been printed.
        Answer::Progress(_) => String::new(),
        Answer::Sent(sent) => {
            let paths = sent.paths.iter();
            paths.map(|path| format!("{}\n", clean(path))).collect()
        }
        Answer::NewCage(made) => format!("{}\n", clean(&made.cage)),
        Answer::Entries(entries) => programs(entries),
        Answer::Environment(environment) => {
            let set = environment.set.iter();
            set.map(|(name, value)| format!("{}={}\n", clean(name), clean(value)))
                .collect()
        }
    }
}

/// Every action, in the order in which it was told.
fn actions(actions: &[ActionInfo]) -> String {
    let head = row(["ACTION", "CHORD", "WHAT IT DOES"]);
    let rows = actions.iter().map(|action| {
        let chords = action.chords.join(", ");
        let chords = if chords.is_empty() { "–" } else { &chords };
        row([&action.name, chords, &action.what])
    });
    table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
}

/// The programs of a cage, by name.
fn programs(entries: &[Entry]) -> String {
    let mut rows: Vec<Row> = entries
        .iter()
        .map(|entry| row([&entry.name, &entry.id]))
        .collect();
    rows.sort();
    rows.insert(0, row(["PROGRAM", "ID"]));
    table(&rows)
}

/// The text with every control character made visible: a title must not steer the terminal.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

fn status(status: &Status) -> String {
    let shown = if status.nested {
        ", nested: for development only"
    } else {
        ""
    };
    let mut rows = vec![
        row([
            "session",
            &format!("Liseré {}, process {}", status.version, status.pid),
        ]),
        row(["running", &duration(status.uptime_ms)]),
        row([
            "drawing",
            &format!("{}, {}{shown}", status.backend, status.renderer),
        ]),
        row(["focus", &focus(status)]),
        row([
            "holds",
            &format!("{} cages, {} windows", status.cages, status.windows),
        ]),
        row(["drawn", &format!("{} frames", status.frames)]),
    ];
    if let Some(level) = &status.locked_above {
        let locked = format!("all above the level {}", clean(level));
        rows.push(row(["locked", &locked]));
    }
    if !status.logind.is_empty() {
        rows.push(row(["logind", &clean(&status.logind)]));
    }
    if !status.kept_awake_by.is_empty() {
        let cages: Vec<String> = status
            .kept_awake_by
            .iter()
            .map(|name| clean(name))
            .collect();
        rows.push(row(["lit", &format!("kept so by {}", cages.join(", "))]));
    }
    rows.extend(
        status
            .outputs
            .iter()
            .map(|output| row(["output", &screen(output)])),
    );
    table(&rows)
}

fn focus(status: &Status) -> String {
    if status.locked {
        return "nobody: the session is locked".into();
    }
    if status.attention {
        return "the core itself: the attention key was pressed".into();
    }
    let cage = status.focused_cage.as_deref().unwrap_or("the core itself");
    match status.focused_window {
        Some(window) => format!("{cage}, window {window}"),
        None => cage.into(),
    }
}

fn screen(output: &OutputInfo) -> String {
    let OutputInfo {
        name,
        width,
        height,
        scale,
        x,
        y,
        workspace,
        ..
    } = output;
    let turned = match output.transform.as_str() {
        "normal" => String::new(),
        transform => format!(", turned {transform}"),
    };
    format!("{name}: {width} × {height} at {x}, {y}, scale {scale}{turned}, workspace {workspace}")
}

fn duration(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds} s"),
        (0, _) => format!("{minutes} min {} s", seconds % 60),
        _ => format!("{hours} h {minutes} min"),
    }
}

fn windows(windows: &[WindowInfo]) -> String {
    let head = row([
        "WINDOW", "CAGE", "SIZE", "PLACE", "OUTPUT", "STATE", "PROGRAM", "TITLE",
    ]);
    let rows = windows.iter().map(|window| {
        let size = format!("{} × {}", window.width, window.height);
        let place = format!("{}, {}", window.x, window.y);
        let output = window.output.as_deref().unwrap_or("–");
        let id = window.id.to_string();
        let WindowInfo {
            cage,
            app_id,
            title,
            ..
        } = window;
        row([
            &id,
            cage,
            &size,
            &place,
            output,
            &state(window),
            app_id,
            title,
        ])
    });
    table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
}

fn state(window: &WindowInfo) -> String {
    let flags = [
        (window.focused, "focused"),
        (window.minimised, "minimised"),
        (window.maximised, "maximised"),
        (window.fullscreen, "fullscreen"),
        (window.popups > 0, "popup"),
    ];
    let set: Vec<_> = flags
        .iter()
        .filter(|(set, _)| *set)
        .map(|(_, name)| *name)
        .collect();
    if set.is_empty() {
        "–".into()
    } else {
        set.join(" ")
    }
}

/// The cells of one line.
pub(super) type Row = Vec<String>;

/// A row of cleaned cells, each on one line.
pub(super) fn row<const N: usize>(cells: [&str; N]) -> Row {
    cells
        .iter()
        .map(|cell| clean(cell).replace('\n', " "))
        .collect()
}

/// Rows with columns as wide as their widest cell, two spaces apart.
pub(super) fn table(rows: &[Row]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(|column| width(rows, column)).collect();
    rows.iter().map(|row| line(row, &widths)).collect()
}

/// Characters of the widest cell of a column.
pub(super) fn width(rows: &[Row], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
}

fn line(row: &Row, widths: &[usize]) -> String {
    let cells = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell:<width$}"));
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> WindowInfo {
        let text = r#"{"id":12,"cage":"work","title":"Été\u001b[2J","app_id":"foot","x":10,"y":40,
            "width":640,"height":480,"output":"headless-1","workspace":1,"focused":true,
            "minimised":false,"maximised":false,"fullscreen":false,"popups":1}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn windows_are_an_aligned_table_without_control_characters() {
        let other = WindowInfo {
            id: 3,
            cage: "x".into(),
            focused: false,
            popups: 0,
            ..window()
        };
        assert_eq!(
            windows(&[window(), other]),
            "WINDOW  CAGE  SIZE       PLACE   OUTPUT      STATE          PROGRAM  TITLE\n\
             12      work  640 × 480  10, 40  headless-1  focused popup  foot     Été\u{fffd}[2J\n\
             3       x     640 × 480  10, 40  headless-1  –              foot     Été\u{fffd}[2J\n"
        );
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(1_999), "1 s");
        assert_eq!(duration(61_000), "1 min 1 s");
        assert_eq!(duration(7_260_000), "2 h 1 min");
    }

    #[test]
    fn done_prints_nothing() {
        assert_eq!(answer(&Answer::Done {}), "");
    }
}
