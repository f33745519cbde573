package intervention

import (
	"maps"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// French has the sentences of the procedure in French: finding.In(intervention.French())
// writes one. The language is the caller's own, who may change it.
func French() *rule.Language {
	l := lifecycle.French()
	maps.Copy(l.Texts, map[string]string{
		"in_force":        "Le {event.on}, la procédure n'était pas en vigueur : elle l'est depuis le {policy.effective}.",
		"text_held":       "Le {event.on}, la procédure était celle d'avant sa révision du {policy.revised}, dans un texte qui n'est pas conservé.",
		"before_revision": "Le {event.on}, la procédure était celle d'avant sa révision du {policy.revised} ; la révision, dont le texte est conservé, en décide ici.",

		// 1
		"1":                 "Le suivi par le conseiller n'a pas abouti : il peut être nécessaire d'intervenir.",
		"follow_up_failed":  "Il peut être nécessaire d'intervenir quand le suivi par le conseiller n'a pas abouti ; ici, il n'a pas échoué (follow_up_failed).",
		"1(a)":              "L'employeur a refusé de discuter du programme des employeurs prioritaires avec le conseiller en santé et sécurité.",
		"1(a).not_reported": "Il n'est pas signalé que l'employeur ait refusé de discuter du programme des employeurs prioritaires avec le conseiller en santé et sécurité.",
		"1(b)":              "L'employeur a refusé, après discussion, de participer au programme des employeurs prioritaires.",
		"1(b).not_reported": "Il n'est pas signalé que l'employeur ait refusé, après discussion, de participer au programme des employeurs prioritaires.",
		"1(c)":              "L'employeur s'est opposé à régler les questions en suspens avec le conseiller en santé et sécurité.",
		"1(c).not_reported": "Il n'est pas signalé que l'employeur se soit opposé à régler les questions en suspens avec le conseiller en santé et sécurité.",

		// 2
		"2":                  "D'après les renseignements du conseiller et {evidence.named:words}, le conseiller principal constate qu'il est nécessaire d'intervenir.",
		"evidence_enough":    "Les sources consultées, {evidence.named}, ne suffisent pas : la politique demande {evidence.rule} (evidence).",
		"evidence":           "Les sources consultées, {evidence.looked} sur {evidence.listed}, suffisent selon l'expression de la politique, {evidence.rule}.",
		"2(a)":               "Le conseiller principal a consulté les statistiques sur les blessures.",
		"2(a).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté les statistiques sur les blessures.",
		"2(b)":               "Le conseiller principal a consulté le coût des réclamations.",
		"2(b).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté le coût des réclamations.",
		"2(c)":               "Le conseiller principal a consulté les renseignements du programme PRIME.",
		"2(c).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté les renseignements du programme PRIME.",
		"2(d)":               "Le conseiller principal a consulté les procès-verbaux du comité.",
		"2(d).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté les procès-verbaux du comité.",
		"2(e)":               "Le conseiller principal a consulté les directives de la Direction de la santé et de la sécurité au travail.",
		"2(e).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté les directives de la Direction de la santé et de la sécurité au travail.",
		"2(f)":               "Le conseiller principal a consulté les préoccupations du gestionnaire de cas.",
		"2(f).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté les préoccupations du gestionnaire de cas.",
		"2(g)":               "Le conseiller principal a consulté les dossiers de formation d'agrément.",
		"2(g).not_named":     "Il n'est pas indiqué que le conseiller principal ait consulté les dossiers de formation d'agrément.",
		"2.no_need":          "Le conseiller principal constate qu'il n'est pas nécessaire d'intervenir, pour le motif suivant : {event.reason}. L'employeur participe comme auparavant.",
		"2.no_need.advising": "Le conseiller principal constate qu'il n'est pas nécessaire d'intervenir, pour le motif suivant : {event.reason}. Le conseiller travaille avec l'employeur comme auparavant.",

		// 3
		"stage_order":     "Selon cette politique, toute intervention commence à l'étape 1, et non à l'étape {event.stage}.",
		"later_stage":     "Les besoins constatés appellent l'étape {event.stage} : {event.reason}.",
		"stages_in_order": "Aucune étape ultérieure n'est demandée : les étapes se suivent à partir de la première.",
		"cycle":           "C'est le cycle {stages.next} : il repart de rien, avec sa propre rencontre, son examen, sa séance et ses comptes rendus.",

		"3.I(a)":               "Une intervention avec un plan d'action est entreprise, à l'étape 1.",
		"3.I(a).stage_2":       "Une intervention avec un plan d'action est entreprise, à l'étape 2.",
		"3.I(a).stage_3":       "Une intervention avec un plan d'action est entreprise, à l'étape 3.",
		"3.I(b)":               "Le conseiller principal rencontre l'employeur, qui s'engage à participer.",
		"committed_absent":     "Un employeur qui n'est pas venu à la rencontre ne s'y est pas engagé (committed).",
		"review_not_owed":      "L'examen par l'équipe n'est dès lors plus à faire.",
		"referral_still_owed":  "L'aiguillage vers la Direction de la santé et de la sécurité au travail d'un employeur qui a refusé le partenariat reste à faire.",
		"3.I(b).no_commitment": "Le conseiller principal rencontre l'employeur, qui ne s'engage pas à participer.",
		"3.I(b).not_attended":  "Le conseiller principal organise une rencontre, à laquelle l'employeur ne vient pas : il ne s'est engagé à rien, et l'étape se poursuit.",
		"3.I(b).not_held":      "L'employeur ne vient pas à la rencontre : selon cette politique, elle n'a pas eu lieu et reste à tenir.",
		"stages_end":           "Rien d'autre n'est dès lors à faire au titre des étapes : {stages.owed:words}.",
		"3.commit":             "L'employeur s'engage à participer avant qu'une intervention ne soit entreprise.",
		"3.I(b).commit":        "L'employeur s'engage à participer.",

		"team.prevention":   "L'équipe réunit les services de prévention, de cotisation et d'indemnisation (services) ; absent : prevention.",
		"team.assessment":   "L'équipe réunit les services de prévention, de cotisation et d'indemnisation (services) ; absent : assessment.",
		"team.compensation": "L'équipe réunit les services de prévention, de cotisation et d'indemnisation (services) ; absent : compensation.",
		"3.II(a)":           "Les services de prévention, de cotisation et d'indemnisation examinent l'employeur en équipe.",
		"stage_1_met":       "L'équipe se réunit après une rencontre sans engagement, et aucune rencontre ne compte dans ce cycle.",
		"3.II(a).stage_2":   "Dans une intervention commencée à l'étape 2, les services de prévention, de cotisation et d'indemnisation examinent l'employeur en équipe.",
		"not_reviewed":      "L'équipe a déjà examiné l'employeur dans ce cycle.",
		"3.II(b)":           "Le gestionnaire est informé du résultat de l'examen par l'équipe.",
		"reviewed":          "Le gestionnaire est informé du résultat de l'examen par l'équipe, et l'équipe n'a pas examiné l'employeur dans ce cycle.",
		"not_briefed":       "Le gestionnaire est déjà informé dans ce cycle.",
		"3.II.commit":       "L'employeur s'engage à participer.",

		"not_attended.session":  "L'employeur était invité et n'est pas venu à la séance.",
		"3.III(a)":              "Le gestionnaire invite l'employeur à une séance d'information, à titre d'animateur.",
		"briefed":               "Le gestionnaire, qui tient la séance, n'est pas encore informé du résultat de l'examen par l'équipe.",
		"3.III(a).stage_3":      "Dans une intervention commencée à l'étape 3, le gestionnaire invite l'employeur à une séance d'information.",
		"not_held":              "La séance d'information a déjà eu lieu dans ce cycle.",
		"3.III(b)":              "Le compte rendu de la séance est versé au dossier de l'employeur.",
		"held":                  "Ceci suit la séance d'information, et aucune n'a eu lieu dans ce cycle.",
		"not_recorded":          "Le compte rendu de la séance est déjà au dossier de l'employeur.",
		"nothing_discussed":     "À une séance à laquelle l'employeur n'est pas venu, rien n'a été discuté avec lui (information).",
		"record":                "Il comporte les participants, les renseignements discutés et les recommandations faites.",
		"invitation":            "L'employeur n'est pas venu ; il était invité : {event.invitation}.",
		"3.III(a).commit":       "L'employeur s'engage à participer.",
		"commits_late":          "L'employeur avait refusé le partenariat dans ce cycle, ce qui n'a pas fermé le dossier.",
		"not_declined":          "L'employeur a déjà refusé le partenariat dans ce cycle.",
		"cycle_goes_on":         "Refuser le partenariat ne ferme pas le dossier : il y faut l'un des motifs du paragraphe 5.",
		"no_cycle_follows":      "Selon cette politique, un employeur qui refuse le partenariat refuse d'autres services : aucun cycle ne suit, et le dossier reste à fermer.",
		"3.III(c).referred":     "L'employeur décide de ne pas former de partenariat ; l'aiguillage que cela demande a déjà été fait, en vertu du paragraphe 4.",
		"3.III(c)":              "L'employeur décide de ne pas former de partenariat : un aiguillage vers la Direction de la santé et de la sécurité au travail est à faire.",
		"referral_again":        "L'aiguillage direct de ce cycle ne compte pas : selon cette politique, tout refus demande son propre aiguillage.",
		"3.III(d)":              "Le directeur de la prévention et le directeur exécutif des services aux employeurs sont informés du résultat.",
		"directors_not_briefed": "Les directeurs sont déjà informés dans ce cycle.",

		// 4
		"4.discuss": "Le conseiller principal et le gestionnaire discutent d'un aiguillage direct d'après les faits qui leur sont présentés.",
		"between.senior_health_and_safety_advisor": "La discussion a lieu entre le conseiller principal en santé et sécurité et le gestionnaire de la prévention (between) ; n'y a pas pris part : le conseiller principal.",
		"between.manager_of_prevention":            "La discussion a lieu entre le conseiller principal en santé et sécurité et le gestionnaire de la prévention (between) ; n'y a pas pris part : le gestionnaire.",
		"3.III(c).refer":                           "L'employeur, qui a refusé le partenariat, est aiguillé vers la Direction de la santé et de la sécurité au travail.",
		"referral_owed":                            "Aucun aiguillage n'est à faire : l'employeur n'a pas refusé le partenariat, ou l'aiguillage a été fait.",
		"discussed_or_required":                    "Selon cette politique, tout aiguillage est d'abord discuté, et il n'y a pas de discussion qu'un autre aiguillage n'ait épuisée.",
		"referral_required":                        "La discussion que le paragraphe 4 demande pour les aiguillages directs n'est pas requise pour celui que demande l'étape III (c), et aucune n'est épuisée.",
		"4.refer":                                  "L'employeur est aiguillé directement vers la Direction de la santé et de la sécurité au travail, après une discussion.",
		"discussed":                                "Le conseiller principal et le gestionnaire discutent d'abord d'un aiguillage direct, et il n'y a pas de discussion qu'un autre aiguillage n'ait épuisée.",
		"3.III(c).refer.closed":                    "L'aiguillage qui restait à faire à la fermeture du dossier est fait.",

		// 5
		"5":                 "Aucun motif de mettre fin n'a été déclaré : le cycle se poursuit, à l'étape 1.",
		"recorded":          "Le compte rendu de la séance n'est pas encore au dossier de l'employeur.",
		"directors_briefed": "Les directeurs ne sont pas encore informés du résultat de la séance.",
		"no_referral_owed":  "L'employeur a refusé le partenariat, et l'aiguillage qui est à faire pour cela ne l'est pas encore.",
		"cycle_continues":   "Selon cette politique, un employeur qui a refusé le partenariat a refusé d'autres services : aucun cycle ne suit.",
		"5.close":           "L'intervention prend fin, selon ce que déclare : {event.by:words}.",
		"5(a)":              "Il est déclaré que des progrès importants sont réalisés.",
		"5(b)":              "Il est déclaré que l'employeur refuse d'autres services.",
		"5(c)":              "Il est déclaré que l'employeur demande l'arrêt de l'intervention.",
		"5(d)":              "Il est déclaré qu'une baisse importante des blessures au travail est démontrée.",

		"priority.not_stated": "La procédure ne dit pas ce qui fait d'un employeur un employeur prioritaire, et cette politique ne donne pas d'expression pour cela (priority).",
		"priority.employer":   "L'employeur est un employeur prioritaire : {why}.",
		"priority.not":        "L'employeur n'est pas un employeur prioritaire : {why}.",
	})
	maps.Copy(l.Words, map[string]string{
		string(HealthAndSafetyAdvisor):              "conseiller en santé et sécurité",
		string(SeniorHealthAndSafetyAdvisor):        "conseiller principal en santé et sécurité",
		string(ManagerOfPrevention):                 "gestionnaire de la prévention",
		string(DirectorOfPrevention):                "directeur de la prévention",
		string(ExecutiveDirectorOfEmployerServices): "directeur exécutif des services aux employeurs",
		"employer":     "employeur",
		"ohs_branch":   "Direction de la santé et de la sécurité au travail",
		"case_manager": "gestionnaire de cas",

		string(Advising):       "conseil",
		string(PossibleNeed):   "besoin possible",
		string(NeedIdentified): "besoin constaté",
		string(Stage1):         "étape 1",
		string(Stage2):         "étape 2",
		string(Stage3):         "étape 3",
		string(Participating):  "participation",
		string(Closed):         "fermé",

		string(reportNeed):         "signaler un besoin",
		string(identifyNeed):       "constater le besoin",
		string(noNeed):             "constater l'absence de besoin",
		string(initiate):           "entreprendre l'intervention",
		string(meetEmployer):       "rencontrer l'employeur",
		string(reviewAsTeam):       "examiner en équipe",
		string(briefManager):       "informer le gestionnaire",
		string(holdSession):        "tenir la séance",
		string(documentSession):    "consigner la séance",
		string(commit):             "s'engager",
		string(declinePartnership): "refuser le partenariat",
		string(briefDirectors):     "informer les directeurs",
		string(discussReferral):    "discuter de l'aiguillage",
		string(refer):              "aiguiller",
		string(nextCycle):          "passer au cycle suivant",
		string(closeCase):          "fermer le dossier",

		DutyMeeting:           "rencontre de l'étape 1",
		DutyTeamReview:        "examen par l'équipe",
		DutyManagerBriefing:   "compte rendu au gestionnaire",
		DutySession:           "séance d'information",
		DutySessionRecord:     "consignation de la séance",
		DutyDirectorsBriefing: "compte rendu aux directeurs",
		DutyOHSReferral:       "aiguillage",

		string(InjuryStatistics):      "statistiques sur les blessures",
		string(ClaimsCosts):           "coût des réclamations",
		string(PRIME):                 "PRIME",
		string(CommitteeMinutes):      "procès-verbaux du comité",
		string(OHSDirectives):         "directives de la Direction de la santé et de la sécurité au travail",
		string(CaseManagerConcerns):   "préoccupations du gestionnaire de cas",
		string(CertificationTraining): "dossiers de formation d'agrément",
	})
	return l
}
