//! The native tests: pure logic, one file per matter.
