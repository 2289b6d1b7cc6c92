//! What the lens says in English.

use super::{LensCard, LensKeys, LensRefused, LensWords};

pub(in super::super) const WORDS: LensWords = LensWords {
    hidden: "Out of sight",
    keys: LensKeys {
        next: ["Tab", "next window"],
        give: ["Enter", "type here"],
        leave: ["Esc", "back"],
        scroll: ["↑ ↓", "scroll"],
        freeze: "freeze",
        thaw: "thaw",
        kill: "end its programs",
        kill_again: |cage| format!("once more ends all of {cage}"),
        details: "details",
        refusals: "what was refused",
        lock_above: |level| format!("lock above {level}"),
        lock: "lock",
        launcher: "start a program",
        quit: "log out",
        quit_again: "once more ends the session",
    },
    card: LensCard {
        level: "Level",
        categories: "Categories",
        state: "State",
        states: ["running", "frozen", "in quarantine"],
        engine: "Kept in",
        engines,
        network: "Network",
        networks,
        rights: "Rights",
        right,
        limits: "Limits",
        limit: |connections, windows, bytes| {
            format!("{connections} programs, {windows} windows, {bytes} at a time")
        },
        memory: |memory| format!("{memory} of memory"),
        running: "Running",
        processes: |count| match count {
            1 => "1 process".to_owned(),
            _ => format!("{count} processes"),
        },
        window: "Window",
        title: "Title",
        app: "Calls itself",
        since: "Since",
        days: |time, days| match days {
            0 => time.to_owned(),
            1 => format!("{time}, a day ago"),
            _ => format!("{time}, {days} days ago"),
        },
        program: "Program",
        connection: "Connection",
        process: "Process",
        by_user: |pid, uid| format!("{pid}, user {uid}"),
        said: "Says it is",
        transfers: "Transfers",
        no_transfer: "none under way",
        none: "none",
    },
    refused: LensRefused {
        heading: "What was refused, and why",
        nothing: "Nothing has been refused since this session began.",
        transfer: |what, from, to| format!("{from} → {to}: {what}"),
        dropped: "Nothing arrived of a transfer",
        rule: |line| format!("Denied by the rule on line {line} of the policy"),
        no_rule: "Denied: no rule of the policy allows it",
        by: [
            "You denied it",
            "Nobody answered in time",
            "You had denied all from there for ten minutes",
        ],
        never: "Nothing may go from the one to the other",
        killed: |count| match count {
            1 => "A program was ended".to_owned(),
            _ => format!("Programs were ended, {count} times"),
        },
        killed_instead: "It broke a rule of the protocol; it may be started again",
        quota: "It has all that it may have",
        quota_instead: "Closing some of its windows or programs makes room",
        asked: "It asked for what it may not have",
        stranger: "A process that is none of its own was turned away",
        stranger_instead: "Programs are let in when they are started in the cage",
        program: "A program was not started",
        gate: "Its gate failed, and its programs with it",
        quarantine: "It is in quarantine",
        quarantine_instead: |cage| format!("“liserectl cage release {cage}” lets it out"),
        preferences: "Saved preferences were not taken over",
        line: |line| match line {
            0 => "The file could not be read".to_owned(),
            _ => format!("There is a fault on line {line}"),
        },
        preferences_instead: "The last good ones hold",
    },
};

fn engines(engine: &str, host: &str) -> String {
    match engine {
        "bubblewrap" => "a sandbox on this machine".to_owned(),
        "ssh" => format!("another machine, {host}"),
        "socket" => "a service that comes by itself".to_owned(),
        other => other.to_owned(),
    }
}

fn networks(network: &str) -> String {
    match network {
        "none" => "none".to_owned(),
        "host" => "this machine’s, whole".to_owned(),
        "pasta" => "its own, outwards only".to_owned(),
        other => format!("the machine’s “{}”", other.trim_start_matches("netns:")),
    }
}

fn right(name: &str) -> &str {
    match name {
        "gpu" => "graphics card",
        "whole-output" => "whole screen",
        "pointer-lock" => "holding the pointer",
        "keep-awake" => "keeping screens lit",
        "nested-namespaces" => "sandboxes of its own",
        "io-uring" => "queued calls (io_uring)",
        "admin" => "root inside",
        "auditor" => "reading the journal",
        other => other,
    }
}
