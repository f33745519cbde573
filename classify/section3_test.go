package classify_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Section 3: definitions.

func exclusion(e *employer) classify.Exclude {
	return classify.Exclude{On: e.later(5), By: classify.Commission, Reason: "covered by a program of its own"}
}

// "not excluded by the commission under the provisions of section eight"
func TestExclusionEndsFocus3_5(t *testing.T) {
	e := anEmployer(t).review("2023-1", "1.75")
	e.do(exclusion(e)).is(classify.None).cites("3.5").closed("seminar").open("classification_notice").restsNot("exclusion-reaches-target")
	if !e.st.Excluded {
		t.Error("it is not recorded")
	}
	e.review("2023-2", "1.75").is(classify.None).cites("3.5").restsNot("exclusion-reaches-target").runs(0, 0)
	e.review("2024-1", "1.20").is(classify.None).cites("3.5")
	e.review("2024-2", "1.85").is(classify.None).cites("3.5").rests("exclusion-reaches-target")
	e.refused(exclusion(e), "3.5")
}

func TestExclusionReachesTarget3_5(t *testing.T) {
	e := anEmployer(t).review("2023-1", "1.85")
	e.do(exclusion(e)).is(classify.None).rests("exclusion-reaches-target").closed("seminar", "safety_committee")
}

func TestExclusionOfAnUnclassifiedEmployer3_5(t *testing.T) {
	e := anEmployer(t).review("2023-1", "1.20")
	e.do(exclusion(e)).is(classify.None)
	e.review("2023-2", "1.75").is(classify.None).cites("3.5")
}

// A released employer that is excluded is not one released any more.
func TestExclusionDropsReleaseAndRecommendation3_5(t *testing.T) {
	e := anEmployer(t).review("2022-1", "1.75").review("2022-2", "1.60").review("2023-1", "1.60").released(classify.FromFocus)
	e.review("2023-2", "1.75").runs(0, 1)
	e.do(exclusion(e)).released(classify.NotReleased).runs(0, 0)

	e = anEmployer(t).review("2022-1", "1.75").review("2022-2", "1.85").pending(classify.Target)
	e.do(exclusion(e)).is(classify.None).pending("")
}

func TestExclusionOfTierThree3_5(t *testing.T) {
	e := tierThree(t)
	e.do(exclusion(e)).is(classify.None).rests("exclusion-reaches-tier-three")
}

func TestExclusionIsForTheCommissionWithAReason3_5(t *testing.T) {
	e := anEmployer(t).review("2023-1", "1.75")
	for _, by := range []rule.Role{"", classify.Employer, classify.HearingExaminer} {
		e.refused(classify.Exclude{On: e.later(1), By: by, Reason: "why not"}, "3.5")
	}
	e.refused(classify.Exclude{On: e.later(1), By: classify.Commission}, "3.5")
	e.refused(classify.Exclude{On: e.later(1), By: classify.Commission, Reason: "  "}, "3.5")
}
