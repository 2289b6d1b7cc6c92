//! What was measured: medians over the passes, as a table or as JSON.

use std::io;

use serde::Serialize;

use crate::peer::Peer;
use lisere_bench::numbers::{median, readable};

/// One number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Row {
    pub(crate) peer: &'static str,
    pub(crate) test: &'static str,
    pub(crate) metric: String,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
}

impl Row {
    /// Whether another is the same but for its value and, if asked, its peer.
    fn like(&self, other: &Self, peers_too: bool) -> bool {
        (self.test, &self.metric, self.unit) == (other.test, &other.metric, other.unit)
            && (!peers_too || self.peer == other.peer)
    }
}

/// One row for each number, of all that were measured; in the order of the first of each.
pub(crate) fn medians(rows: &[Row]) -> Vec<Row> {
    let firsts = firsts(rows, true).into_iter();
    let of = |first: &Row| {
        let alike = rows.iter().filter(|row| row.like(first, true));
        let values: Vec<f64> = alike.map(|row| row.value).collect();
        let value = median(&values)?;
        Some(Row {
            value,
            ..first.clone()
        })
    };
    firsts.filter_map(of).collect()
}

/// Those rows that none before them is like.
fn firsts(rows: &[Row], peers_too: bool) -> Vec<&Row> {
    let mut firsts: Vec<&Row> = Vec::new();
    for row in rows {
        if !firsts.iter().any(|first| first.like(row, peers_too)) {
            firsts.push(row);
        }
    }
    firsts
}

/// One object a line.
pub(crate) fn json(rows: &[Row]) -> io::Result<String> {
    let lines = rows
        .iter()
        .map(|row| Ok(serde_json::to_string(row)? + "\n"));
    lines.collect()
}

/// A table in Markdown, a column for each peer.
pub(crate) fn table(rows: &[Row], peers: &[Peer]) -> String {
    let head = ["test", "metric", "unit"].map(String::from).into_iter();
    let head = head.chain(peers.iter().map(|peer| peer.name().to_owned()));
    let mut cells: Vec<Vec<String>> = vec![head.collect()];
    cells.extend(firsts(rows, false).into_iter().map(|first| {
        let begin = [first.test, &first.metric, first.unit].map(String::from);
        let values = peers.iter().map(|peer| value(rows, first, *peer));
        begin.into_iter().chain(values).collect()
    }));
    layout(&cells)
}

/// A peer's number like one of any peer; a dash where there is none.
fn value(rows: &[Row], like: &Row, peer: Peer) -> String {
    let mut found = rows.iter().filter(|row| row.like(like, false));
    let found = found.find(|row| row.peer == peer.name());
    found.map_or_else(|| "–".into(), |row| readable(row.value))
}

/// Cells in columns: text to the left, the numbers after it to the right.
fn layout(cells: &[Vec<String>]) -> String {
    let columns = cells.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let all = cells.iter().filter_map(|line| line.get(column));
        all.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut lines = cells.iter().map(|line| print(line, &widths));
    let head = lines.next().unwrap_or_default();
    let rule = widths.iter().enumerate().map(|(column, width)| {
        let dashes = "-".repeat(width + 1);
        if column < 3 {
            dashes + "-|"
        } else {
            dashes + ":|"
        }
    });
    let rule = format!("|{}\n", rule.collect::<String>());
    head + &rule + &lines.collect::<String>()
}

fn print(line: &[String], widths: &[usize]) -> String {
    let pad = |(column, (cell, width)): (usize, (&String, &usize))| match column {
        ..3 => format!(" {cell:<width$} |"),
        _ => format!(" {cell:>width$} |"),
    };
    let cells = line.iter().zip(widths).enumerate().map(pad);
    format!("|{}\n", cells.collect::<String>())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    fn row(peer: &'static str, metric: &str, value: f64) -> Row {
        Row {
            peer,
            test: "sync",
            metric: metric.into(),
            value,
            unit: "µs",
        }
    }

    #[test]
    fn passes_become_one() {
        let rows = [
            row("sway", "p50", 1.0),
            row("lisere", "p50", 7.0),
            row("sway", "p50", 2.0),
        ];
        let expected = [row("sway", "p50", 1.5), row("lisere", "p50", 7.0)];
        assert_eq!(medians(&rows), expected);
    }

    #[test]
    fn a_table_has_a_column_for_each_peer() {
        let rows = [
            row("sway", "idle, p50", 13.52),
            row("lisere", "idle, p50", 11.0),
            row("lisere", "p99", 240.0),
        ];
        let expected = "\
            | test | metric    | unit | sway | lisere |\n\
            |------|-----------|------|-----:|-------:|\n\
            | sync | idle, p50 | µs   | 13.5 |   11.0 |\n\
            | sync | p99       | µs   |    – |    240 |\n";
        assert_eq!(table(&rows, &[Peer::Sway, Peer::Lisere]), expected);
    }

    #[test]
    fn json_is_one_row_a_line() {
        let line =
            r#"{"peer":"sway","test":"sync","metric":"p50","value":1.5,"unit":"µs"}"#.to_owned();
        assert_eq!(json(&[row("sway", "p50", 1.5)]).unwrap(), line + "\n");
    }

    #[test]
    fn every_peer_is_named_as_on_the_command_line() {
        for peer in Peer::value_variants() {
            let value = peer.to_possible_value().unwrap();
            assert_eq!(value.get_name(), peer.name());
        }
    }
}
