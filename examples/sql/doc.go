// Package sql holds what workcomp sql writes against the library: in PostgreSQL, where
// there is one, and in SQLite. It is a module of its own, so that nothing else needs a
// database.
package sql
