//! `liserectl`: the command line to a running Liseré session.

fn main() -> std::process::ExitCode {
    liserectl::cli::run()
}
