// Package classify states the loss prevention rule.
package classify
