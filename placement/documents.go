package placement

import "github.com/workcomp-go/workcomp/rule"

// The steps of the procedure, and the administrative tasks of each.
const (
	toj1, toj1admin rule.Citation = "WCB-Alberta TOJ-1", "WCB-Alberta TOJ-1 admin"
	toj2, toj2admin rule.Citation = "WCB-Alberta TOJ-2", "WCB-Alberta TOJ-2 admin"
	toj3, toj3admin rule.Citation = "WCB-Alberta TOJ-3", "WCB-Alberta TOJ-3 admin"
	toj4, toj4admin rule.Citation = "WCB-Alberta TOJ-4", "WCB-Alberta TOJ-4 admin"
	toj5, toj5admin rule.Citation = "WCB-Alberta TOJ-5", "WCB-Alberta TOJ-5 admin"
	toj6, toj6admin rule.Citation = "WCB-Alberta TOJ-6", "WCB-Alberta TOJ-6 admin"
	toj7            rule.Citation = "WCB-Alberta TOJ-7"
)

// provisions are all of them.
var provisions = []rule.Citation{toj1, toj1admin, toj2, toj2admin, toj3, toj3admin, toj4, toj4admin, toj5, toj5admin, toj6, toj6admin, toj7}

// The documents that the administrative tasks call for: letters and forms by
// their codes, file notes by their subjects.
const (
	AgreementLetter     = "IN033A" // TOJ/Work Assessment Agreement, the form C-1353
	PreApprovedWLS      = "CL002Q" // pre-approved wage loss supplement
	REUpdate            = "CL041G" // to the worker, before the transfer to the case assistant
	WorkerConclusion    = "IN033G"
	EmployerConclusion  = "IN033H"
	FileNote            = "Training on the Job"
	ClaimantContactNote = "Training on the Job/Claimant Contact"
	EmployerContactNote = "Training on the Job/Employer Contact"
	TeamDeskNote        = "Training on the Job/TOJ"
	PaymentUnitNote     = "Payment Unit"
	DiscontinuedNote    = "Training on the Job/TOJ Suspended/Discontinued"
	SuccessfulNote      = "Training on the Job/TOJ Successfully Completed"
)

// documents are all of them.
var documents = []string{AgreementLetter, PreApprovedWLS, REUpdate, WorkerConclusion, EmployerConclusion, FileNote, ClaimantContactNote,
	EmployerContactNote, TeamDeskNote, DiscontinuedNote, SuccessfulNote, PaymentUnitNote}
