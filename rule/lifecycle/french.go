package lifecycle

import (
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// French has the sentences in French that the machine itself makes, of any procedure,
// and those of its histories. A procedure adds its own and the words for its states,
// events, duties and roles. The language is the caller's own.
func French() *rule.Language {
	return &rule.Language{
		Name: "fr", Or: "ou", NotGiven: "(non précisé)", Day: inFrench, Words: map[string]string{},
		Texts: map[string]string{
			"*.role":      "L'événement « {event} » revient à : {roles:or}, et non à : {by}.",
			"*.unnamed":   "L'événement « {event} » revient à : {roles:or}, et rien n'indique de qui il vient.",
			"*.state":     "L'événement « {event} » est possible quand le dossier est à l'état « {states:or} », et il est à l'état « {state} ».",
			"*.open":      "L'événement « {event} » est possible.",
			"*.given":     "L'événement doit préciser : {needed} ; il manque : {missing}.",
			"*.unmet":     "Aucune règle ne s'applique : il n'est pas vrai que {condition} ({values}).",
			"*.late":      "L'obligation « {duty:words} » devait être remplie au plus tard le {due} et l'a été le {on}, avec {days} jour{days:s} civil{days:s} de retard.",
			"*.performed": "L'obligation « {duty:words} » est remplie.",

			"history.id":       "Il y a déjà une entrée {id}, d'un autre événement.",
			"history.id.out":   "Il y avait une entrée {id}, qui n'est plus en vigueur ({status}) : {why}.",
			"history.removed":  "L'entrée {id} a été retirée : {why}.",
			"history.reason":   "Une entrée est retirée pour un motif ; il manque : reason.",
			"history.revision": "Il n'y a pas de révision à accepter.",
			"history.stale":    "La révision a été faite avant que l'historique ne change : elle est d'abord à refaire.",

			"revision.corrected":  "La donnée « {fact:words} » de l'événement « {event:words} » du {on:long} a été corrigée de {from:long} à {to:long} le {recorded:long}.",
			"revision.unchanged":  "L'événement « {event:words} » du {on:long} a été saisi de nouveau le {recorded:long}, tel quel.",
			"revision.inserted":   "L'événement « {event:words} » du {on:long} a été saisi tardivement, le {recorded:long}.",
			"revision.removed":    "L'événement « {event:words} » du {on:long} a été retiré le {recorded:long} : {reason}.",
			"revision.state":      "Le dossier est dès lors à l'état « {after:words} », et non à l'état « {before:words} ».",
			"revision.same_state": "Le dossier est à l'état « {after:words} », comme auparavant.",
			"revision.lost":       "L'obligation « {duty:words} » du {opened:long} est retirée.",
			"revision.gained":     "L'obligation « {duty:words} » court depuis le {opened:long}.",
			"revision.gained_due": "L'obligation « {duty:words} » court depuis le {opened:long} et doit être remplie au plus tard le {due:long}.",
			"revision.moved":      "L'obligation « {duty:words} » du {opened:long} doit être remplie au plus tard le {to:long}, et non le {from:long}.",
			"revision.broken":     "L'événement « {event:words} » du {on:long} ne tient plus : {why}.",
			"policy.effective":    "Le {day}, la politique n'était pas en vigueur : elle l'est depuis le {effective}.",
		},
	}
}

var frenchMonths = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// inFrench writes a date in full: 1er mars 2025.
func inFrench(d calendar.Date) string {
	day := strconv.Itoa(d.Day())
	if d.Day() == 1 {
		day = "1er"
	}
	return day + " " + frenchMonths[d.Month()-1] + " " + strconv.Itoa(d.Year())
}
