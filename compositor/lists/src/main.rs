//! `lisere-lists`: windows and workspaces, by Wayland, for programs of the trusted side.

fn main() -> std::process::ExitCode {
    lisere_lists::cli::run()
}
