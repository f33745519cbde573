package embedded

import (
	"embed"
	"testing"

	"github.com/google/go-cmp/cmp"
)

//go:embed testdata/policies
var files embed.FS

func TestIDs(t *testing.T) {
	for folder, want := range map[string][]string{
		"testdata/policies":         {"ab-toj", "wv-85-23"}, // neither another file nor the folder
		"testdata/policies/subsidy": {"us-wa"},
		"testdata/none":             nil,
	} {
		if diff := cmp.Diff(want, IDs(files, folder)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", folder, diff)
		}
	}
}

func TestFile(t *testing.T) {
	name, data, err := File(files, "testdata/policies", "wv-85-23")
	if err != nil || name != "testdata/policies/wv-85-23.yaml" || string(data) != "policy: wv-85-23\n" {
		t.Errorf("got %s, %s, %v", name, data, err)
	}
}

func TestAPolicyThatIsNotBuiltIn(t *testing.T) {
	for id, want := range map[string]string{
		"wv-85-24":      `policy: "wv-85-24" is not valid, expected one of ab-toj, wv-85-23 (did you mean "wv-85-23"?)`,
		"README":        `policy: "README" is not valid, expected one of ab-toj, wv-85-23`,
		"../ab-toj":     `policy: "../ab-toj" is not valid, expected one of ab-toj, wv-85-23 (did you mean "ab-toj"?)`,
		"subsidy/us-wa": `policy: "subsidy/us-wa" is not valid, expected one of ab-toj, wv-85-23`,
		"":              `policy: missing, expected one of ab-toj, wv-85-23`,
	} {
		name, data, err := File(files, "testdata/policies", id)
		if err == nil || err.Error() != want || name != "" || data != nil {
			t.Errorf("%s: got %s, %s, %v\nwant %s", id, name, data, err, want)
		}
	}
}
