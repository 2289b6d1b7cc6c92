//! `liserectl`: the command line to a running Liseré session.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
