// Package benefits computes the money around a work placement of WCB-Alberta, the
// seven-step procedure for training on the job, training and placement and work
// assessments (TOJ), and other boards' published wage subsidies.
//
//	schedule, or months that fall evenly ── Taper ──▶ steps with their days, issues          TOJ-2
//	salary, hours, schedule ── Forecast ──▶ pay periods, the board's cost, before there is pay TOJ-1, TOJ-2
//	pay by kind, steps ── Reimburse ──▶ what the employer is paid (VRE02), and bears          TOJ-1, TOJ-2, TOJ-4
//	that, and what was paid ── Reconcile ──▶ what is owed or overpaid now                     TOJ-5
//	net earnings before and now ── TopUp, PartMonth ──▶ what the worker is paid               TOJ-4, policy 04-04 Part II
//	net of each pay stub ── TD02 ──▶ the same where the pay fluctuates                        TOJ-4
//	raises of five years ── LossEnds ──▶ whether a loss remains, and when it ends             TOJ-6, TOJ-7
//	day of accident, gross ── CompensationRate ──▶ 90 % of net, by that year's maximum        rate setting
//	options ── BestEarnings ──▶ the one that best maximizes earnings                          TOJ-3, TOJ-4
//	all of a placement ── Price ──▶ the employer's money, the worker's, and totals that tie
//	wages ── Subsidy.Pay ──▶ what another board's scheme pays, and the limit that bound it
//	amount, weights ── Allocate ──▶ shares that come to the amount
//
// What a board may set is in a [Policy], read from a file: ab-toj is built in.
// Another board's subsidy is a [Subsidy], read from a file of its own. Every
// constant in those files has its source beside it, and findings cite the file
// at hand. A file states what its board has; an interpretation that it leaves out
// takes its default. Each lists what of its scheme is not modelled.
//
// # One calculation
//
// Alberta's reimbursement and every board's subsidy are one calculation over
// different rows: the days of an entry are cut into portions (prorate), each
// portion is due its row's percentage up to the limits (limit), the sum is
// rounded once (round), the printed amount is allocated to the rows by largest
// remainder (allocate) and entered into the ledger on which the limits run on
// (post).
//
// # Money
//
// Every amount is exact until it is rounded, once, by the rounding that the
// policy names; each rounding is a finding. A total is the sum of its printed
// parts; parts take the odd cents by largest remainder, the first on a tie. There
// are no binary fractions and no package settings.
//
// A number that nobody gave is missing and never zero: a decimal.Decimal that
// was not assigned is an error that names its field. Amounts are given with
// decimal.New or decimal.NewFromString; decimal.Zero is the unassigned number.
//
// # Not here
//
// There is no tax engine: net earnings come from the host's table or function.
// Which pay is regular, overtime or holiday pay is for the host to book.
package benefits
