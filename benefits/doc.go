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
// # What a subsidy's file can say
//
// A step pays percent or share of the wages (of: wages, baseline,
// above_baseline), an amount (each: hour, day), bands of the amount, of which the
// part below the first is a deductible, or the percent or amount of a bracket (by:
// hours, wages, baseline); greater_of and lesser_of choose among such terms. Where
// it makes a difference, per says over which time wages, hours and baseline are
// summed: what is due for a wage is what is due for the sum so far less what was
// due before, and never under zero. With per: wage each wage is for itself, and so is
// each part of one that a step cuts: an amount is whole in both parts, and is no limit,
// which bound_by would name. A limit for a pay period is written as that of its weeks,
// per_week, which a wage in two steps has once. Limits are per_hour, per_day and per_week,
// per_month, per_quarter and per_year of the calendar (a year begins on
// year_begins), per_step and total; those of a step hold for what is paid in it, those
// of the text for all steps, and each is whole for a part of its time. Of
// counted_wages the first do not count (deductible), nor does what is above a limit.
// The limits of employer hold over all workers of the wages. Steps have a length, or days of
// the calendar (from, to); repeat lets one follow itself, and a flat amount may be paid in equal
// instalments. What breaks do not use up (steps, window) is for the policy to say; their days are
// no days of a wage. A text may be for facts (if, over the file's facts).
// An amount has other values by its changes, each from a day on: what was paid
// before counts. A flat amount is not in the limits of the calendar.
//
// # What a policy's file can say of a benefit
//
// A rate is one for all (rate) or the first whose test over the policy's facts
// holds (rates). share_before takes a share of the net before the accident in a net
// difference: 0.8 × (0.8 × before − now). benefit_limits are the most and the least
// of a benefit above zero, by day of accident, for a week, two weeks, half a month, a
// month or a year; other times have their share of 52 weeks, 26 times two weeks, 24
// halves or 12 months, and days of TD-02 sevenths of a week. least_up_to_before takes
// the earnings before where they are below the least. nearest takes the annual gross
// to the nearest, up or down to a multiple.
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
