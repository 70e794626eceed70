//! How a URL begins.

/// Whether a path is a URL of its own.
pub fn is_absolute(path: &str) -> bool {
    path.starts_with("https://") || path.starts_with("http://")
}
