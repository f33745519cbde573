// Package benefits reckons the money around a work placement of WCB-Alberta,
// and other boards' published wage subsidies.
package benefits
