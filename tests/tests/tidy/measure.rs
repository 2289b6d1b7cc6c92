//! How long functions are and how many fields structs have, read from blanked code.

use crate::blank::{close, word};

/// A function or a struct, and its size in lines or fields.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) size: usize,
}

/// Every function with a body: the lines from `fn` to its closing brace.
pub(crate) fn functions(code: &str) -> Vec<Measured> {
    named(code, "fn ")
        .filter_map(|(start, name)| {
            let open = start + body(&code[start..])?;
            let size = code[start..close(code, open)].lines().count();
            Some(Measured {
                name,
                line: line_of(code, start),
                size,
            })
        })
        .collect()
}

/// Every struct with named fields, and how many.
pub(crate) fn structs(code: &str) -> Vec<Measured> {
    named(code, "struct ")
        .filter_map(|(start, name)| {
            let open = start + code[start..].find(['{', ';', '('])?;
            let fields = code[open..close(code, open)]
                .strip_prefix('{')?
                .strip_suffix('}')?;
            Some(Measured {
                name,
                line: line_of(code, start),
                size: count_fields(fields),
            })
        })
        .collect()
}

/// The middle of some sizes; 0 of none.
pub(crate) fn median(mut sizes: Vec<usize>) -> usize {
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().unwrap_or(0)
}

/// Where a keyword stands, and the name after it.
fn named<'a>(code: &'a str, keyword: &'a str) -> impl Iterator<Item = (usize, String)> + 'a {
    let own = |start: &usize| *start == 0 || !word(code.as_bytes()[start - 1]);
    let starts = code
        .match_indices(keyword)
        .map(|(start, _)| start)
        .filter(own);
    let name = move |start: usize| {
        let rest = code[start + keyword.len()..].trim_start();
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    starts
        .map(move |start| (start, name(start)))
        .filter(|(_, name)| !name.is_empty())
}

/// Where the body opens; none for a declaration. Arguments and array types may hold braces.
fn body(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (place, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(place),
            b';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Commas between fields, but not those inside types or attributes.
fn count_fields(fields: &str) -> usize {
    let mut depth = 0;
    let mut last = ' ';
    let outside = |c: char| {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            // An arrow is no bracket.
            '>' if last == '-' || last == '=' => {}
            ')' | ']' | '}' | '>' => depth -= 1,
            _ => {}
        }
        last = c;
        c == ',' && depth == 0
    };
    fields
        .split(outside)
        .filter(|field| field.contains(':'))
        .count()
}

fn line_of(code: &str, place: usize) -> usize {
    code[..place].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_with_what_is_nested() {
        let code = "fn a() {}\n\npub(crate) fn b<F: Fn(u8)>(x: [u8; { 3 }])\nwhere\n    F: Fn(u8),\n{\n    fn c() {\n    }\n}\nfn d();\ntype E = fn (u8);\nmyfn f\n";
        let measured: Vec<_> = functions(code)
            .into_iter()
            .map(|f| (f.name, f.line, f.size))
            .collect();
        assert_eq!(
            measured,
            [("a".into(), 1, 1), ("b".into(), 3, 7), ("c".into(), 7, 2)]
        );
    }

    #[test]
    fn fields_are_counted_not_commas() {
        let code = "struct A { a: u8, #[x(a, b: c)] b: Map<K, V>, c: fn(u8, u8) -> Vec<u8>, d: (u8, u8) }\nstruct B;\nstruct C(u8, u8);\nstruct D<T: X> { }";
        let measured: Vec<_> = structs(code)
            .into_iter()
            .map(|s| (s.name, s.size))
            .collect();
        assert_eq!(measured, [("A".into(), 4), ("D".into(), 0)]);
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![]), 0);
        assert_eq!(median(vec![9, 1, 5]), 5);
    }
}
