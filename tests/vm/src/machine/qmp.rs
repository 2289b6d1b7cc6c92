//! QEMU's monitor: one JSON object a line, in both directions.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// A line to the monitor.
pub(super) struct Qmp {
    write: UnixStream,
    read: BufReader<UnixStream>,
}

/// What a line of the monitor is.
#[derive(Debug, PartialEq)]
enum Line {
    /// Something happened; nobody here asked.
    Event,
    /// The answer.
    Answer(Value),
    /// The refusal.
    Refusal(String),
}

impl Qmp {
    pub(super) fn new(stream: UnixStream) -> Result<Qmp> {
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let read = BufReader::new(stream.try_clone()?);
        let mut qmp = Qmp {
            write: stream,
            read,
        };
        // It greets first.
        qmp.line()?;
        qmp.ask("qmp_capabilities", &json!({}))?;
        Ok(qmp)
    }

    /// Has a command done and gives its answer.
    pub(super) fn ask(&mut self, command: &str, arguments: &Value) -> Result<Value> {
        let request = json!({ "execute": command, "arguments": arguments });
        writeln!(self.write, "{request}").with_context(|| format!("telling QEMU to {command}"))?;
        loop {
            let line = self
                .line()
                .with_context(|| format!("QEMU's answer to {command}"))?;
            match parse(&line)? {
                Line::Event => {}
                Line::Answer(value) => return Ok(value),
                Line::Refusal(why) => bail!("QEMU refuses {command}: {why}"),
            }
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.read.read_line(&mut line)? == 0 {
            bail!("QEMU has ended");
        }
        Ok(line)
    }
}

fn parse(line: &str) -> Result<Line> {
    let value: Value = serde_json::from_str(line).with_context(|| format!("not JSON: {line}"))?;
    if let Some(error) = value.get("error") {
        let why = error
            .get("desc")
            .and_then(Value::as_str)
            .unwrap_or("it does not say why");
        return Ok(Line::Refusal(why.to_owned()));
    }
    match value.get("return") {
        Some(answer) => Ok(Line::Answer(answer.clone())),
        None if value.get("event").is_some() => Ok(Line::Event),
        None => bail!("neither answer nor event: {line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let event = r#"{"timestamp": {"seconds": 1}, "event": "RESUME"}"#;
        assert_eq!(parse(event).unwrap(), Line::Event);
        let answer = parse(r#"{"return": {"status": "completed"}}"#).unwrap();
        assert_eq!(answer, Line::Answer(json!({ "status": "completed" })));
        let refusal = parse(r#"{"error": {"class": "GenericError", "desc": "no such device"}}"#);
        assert_eq!(refusal.unwrap(), Line::Refusal("no such device".into()));
        assert!(parse("{").is_err() && parse("{}").is_err());
    }
}
