//! How many tests passed and failed, read from what cargo test or nextest prints.

use std::iter::Sum;

/// Test cases of one stage, or of all together.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Count {
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, count| Self {
            passed: sum.passed + count.passed,
            failed: sum.failed + count.failed,
        })
    }
}

/// Reads a run's output line by line.
#[derive(Debug, Default)]
pub(super) struct Counter(Count);

impl Counter {
    /// Takes the counts from a summary line; every other line means nothing.
    pub(super) fn line(&mut self, line: &str) {
        let line = line.trim();
        // cargo test has one summary a binary, nextest one in all.
        let cargo_test = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "));
        let nextest = line
            .strip_prefix("Summary [")
            .and_then(|rest| rest.split_once(" run: "));
        let Some((_, counts)) = cargo_test.or(nextest) else {
            return;
        };
        for (number, word) in counts
            .split([',', ';', '(', ')'])
            .filter_map(number_and_word)
        {
            match word {
                "passed" => self.0.passed += number,
                "failed" | "timed out" | "exec failed" => self.0.failed += number,
                _ => {}
            }
        }
    }

    /// The counts of a run that has ended; one that failed without a failed test did not build.
    pub(super) fn count(self, succeeded: bool) -> Count {
        let Count { passed, failed } = self.0;
        match (succeeded, failed) {
            (false, 0) => Count { passed, failed: 1 },
            _ => self.0,
        }
    }
}

/// `3 timed out` is 3 and `timed out`.
fn number_and_word(part: &str) -> Option<(usize, &str)> {
    let (number, word) = part.trim().split_once(' ')?;
    Some((number.parse().ok()?, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(output: &str, succeeded: bool) -> (usize, usize) {
        let mut counter = Counter::default();
        output.lines().for_each(|line| counter.line(line));
        let Count { passed, failed } = counter.count(succeeded);
        (passed, failed)
    }

    #[test]
    fn cargo_test_is_summed_over_binaries() {
        let output = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.2s\n";
        assert_eq!(count(output, false), (8, 2));
    }

    #[test]
    fn nextest_has_one_summary() {
        let fine = "     Summary [   0.005s] 40 tests run: 40 passed (2 slow), 3 skipped";
        assert_eq!(count(fine, true), (40, 0));
        let bad = "  Summary [ 61.2s] 9/12 tests run: 6 passed, 2 failed, 1 timed out, 0 skipped";
        assert_eq!(count(bad, false), (6, 3));
    }

    #[test]
    fn a_build_error_is_one_failure() {
        assert_eq!(count("error: could not compile `lisere`", false), (0, 1));
    }
}
