// Package expression is the language of conditions: expr's syntax, checked
// against typed facts and computed exactly, over decimals. Package rule
// documents the language; this package parses it ([Compile]), evaluates it
// ([Program]) and reads the fields of Go structs as facts ([Fields]). The
// analysis and the integer fast path work on its tree ([Node]).
package expression
