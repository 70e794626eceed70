//! The corpora of the fuzzer, which hold what it has found: what must hold for any bytes holds for them.

use std::fs;
use std::path::PathBuf;

#[path = "../../fuzz/src/checks.rs"]
mod checks;

#[test]
fn what_must_hold_for_any_bytes_holds_for_the_corpora() {
    let corpora = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, check) in checks::CHECKS {
        let entries = fs::read_dir(corpora.join(name)).expect(name);
        let files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        assert!(files.len() > 2, "the corpus of {name} has only {} files", files.len());
        for file in files {
            eprintln!("{}", file.display());
            check(&fs::read(file).expect("a file"));
        }
    }
}

#[test]
fn the_fuzzer_knows_its_targets_by_name() {
    for (name, _) in checks::CHECKS {
        assert!(checks::named(name).is_some(), "{name}");
    }
    assert!(checks::named("other").is_none());
}
