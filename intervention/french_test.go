package intervention_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
)

// French is complete: it has every sentence, with the same places, and no other; and
// a word for whatever a sentence names.
func TestFrench_isComplete(t *testing.T) {
	l, sentences := intervention.French(), intervention.Sentences()
	for _, lack := range l.Lacking(sentences) {
		t.Error(lack)
	}
	if len(l.Texts) != len(sentences) {
		t.Errorf("%d sentences in French, %d in English", len(l.Texts), len(sentences))
	}
	for _, list := range [][]string{intervention.State("").Values(), intervention.Source("").Values(), texts(intervention.Roles()), texts(intervention.EventNames())} {
		for _, word := range list {
			if l.Words[word] == "" {
				t.Errorf("no word for %s", word)
			}
		}
	}
	for _, d := range builtin(t).Catalogue().Duties {
		if l.Words[d.ID] == "" {
			t.Errorf("no word for %s", d.ID)
		}
	}
	delete(l.Texts, "5")
	l.Texts["2"] = "Le conseiller principal constate."
	if lacks := l.Lacking(sentences); len(lacks) != 2 {
		t.Errorf("what is taken out is missed: %v", lacks)
	}
}

func texts[T ~string](words []T) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return all
}

func TestFrench(t *testing.T) {
	p, l := builtin(t), intervention.French()
	var got []string
	say := func(e intervention.Event, told events) {
		_, out, err := p.Apply(tell(t, told...), e)
		if err != nil {
			out.Findings = refusal(t, p, tell(t, told...), e).Findings
		}
		for _, f := range out.Findings {
			got = append(got, f.In(l))
		}
	}
	say(declines, inStage3)
	say(closes, nil)
	say(intervention.Close{On: on, By: advisor}, inStage1)
	say(gains, inStage1)
	want := []string{
		"L'employeur décide de ne pas former de partenariat : un aiguillage vers la Direction de la santé et de la sécurité au travail est à faire.",
		"Refuser le partenariat ne ferme pas le dossier : il y faut l'un des motifs du paragraphe 5.",
		"L'événement « fermer le dossier » est possible quand le dossier est à l'état « besoin constaté ou étape 1 ou étape 2 ou étape 3 ou participation », et il est à l'état « conseil ».",
		"L'événement « fermer le dossier » revient à : conseiller principal en santé et sécurité, et non à : conseiller en santé et sécurité.",
		"Le conseiller principal rencontre l'employeur, qui s'engage à participer.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
