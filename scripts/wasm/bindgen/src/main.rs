//! Writes the bindings of a module: `bindgen bundler|web debug|release FILE FOLDER NAME`.

use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [target, kind, file, folder, name] = arguments.as_slice() else {
        return Err("bindgen takes a target, a kind, a file, a folder and a name".into());
    };
    let mut bindgen = Bindgen::new();
    match target.as_str() {
        "bundler" => bindgen.bundler(true)?,
        "web" => bindgen.web(true)?,
        _ => return Err(format!("bindgen knows no target {target}").into()),
    };
    let is_release = kind == "release";
    bindgen.input_path(file).out_name(name).debug(!is_release).typescript(true);
    bindgen.remove_name_section(is_release).remove_producers_section(is_release);
    Ok(bindgen.generate(folder)?)
}
