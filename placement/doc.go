// Package placement states the procedure of WCB-Alberta for work placements:
// training on the job (TOJ), training and placement (TaP) and work assessment
// (WA), in its seven steps with their administrative tasks.
package placement
