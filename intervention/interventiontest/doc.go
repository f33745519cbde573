// Package interventiontest checks that a policy of package intervention keeps
// the laws of the procedure, whatever its readings: a host runs TestPolicy on
// its own policy file, as testing/fstest does on a file system.
package interventiontest
