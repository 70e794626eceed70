//! Runs the check that `FUZZ_TARGET` names on what the fuzzer makes up.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../src/checks.rs"]
mod checks;

static CHECK: LazyLock<checks::Check> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    checks::named(&name).unwrap_or_else(|| panic!("FUZZ_TARGET is none of the targets: {name:?}"))
});

fuzz_target!(|data: &[u8]| CHECK(data));
