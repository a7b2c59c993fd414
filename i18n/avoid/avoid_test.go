package avoid

import (
	"strings"
	"testing"
	"testing/fstest"
)

const glossary = "id,term_mn,avoid\n" +
	"a,түр хамгаалах байр,хоргодох байр|(ярианы) орон|газар (дангаар)\n" +
	"b,виз,виза\n" +
	"c,барьцаа,залог\n" +
	"d,хөгжлийн бэрхшээл,инвалид\n" +
	"e,аймаг,муж\n" +
	"f,хураамж,татвар\n" +
	"g,албан татвар,налог\n" +
	"h,татвар,tax\n"

func list(t *testing.T, rights string) List {
	t.Helper()
	root := fstest.MapFS{"g.csv": {Data: []byte(glossary)}, "r.csv": {Data: []byte("form,place\n" + rights)}}
	l, err := Read(root, "g.csv", "r.csv")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestIn(t *testing.T) {
	l := list(t, "муж,data/missions/\n")
	for _, c := range []struct{ place, text, want string }{
		{"x", "Хоргодох байр нээгдлээ", "Хоргодох байр"},
		{"x", "хоргодох байранд очно", "хоргодох байранд"},
		{"x", "түр хамгаалах байр, орон, газар", ""},
		{"x", "виз, визийн, виза", "виза"},
		{"x", "залгах, залога, залогоор", "залога|залогоор"},
		{"x", "инээв. Инвалидын", "Инвалидын"},
		{"x", "Тэр мужийн хот", "мужийн"},
		{"data/missions/missions.csv", "Тэр мужийн хот", ""},
		{"x", "албан татвар, татвар", ""}, // the name of another term
		{"x", "налогоо төлнө", "налогоо"},
		{"x", "an English text", ""},
		{"x", "", ""},
	} {
		var got []string
		for _, m := range l.In(c.place, c.text) {
			if c.text[m.Offset:m.Offset+len(m.Text)] != m.Text || m.Term == "" {
				t.Errorf("%q: %+v does not stand there", c.text, m)
			}
			got = append(got, m.Text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestUnused(t *testing.T) {
	l := list(t, "муж,data/\nзалог,*\nинвалид,content/\n")
	l.In("data/x.csv", "муж")
	l.In("data/x.csv", "инвалид")
	if got := l.Unused(); len(got) != 2 || got[0] != 3 || got[1] != 4 {
		t.Errorf("unused lines %v, want 3 and 4", got)
	}
}

func TestReadRefuses(t *testing.T) {
	root := fstest.MapFS{"g.csv": {Data: []byte("id,term_mn\na,b\n")}, "empty.csv": {Data: nil}}
	for _, name := range []string{"none.csv", "g.csv", "empty.csv"} {
		if _, err := Read(root, name, ""); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func FuzzIn(f *testing.F) {
	f.Add("Хоргодох байр", "x")
	f.Add("İ хоргодох байр \xff", "")
	f.Fuzz(func(t *testing.T, text, place string) {
		root := fstest.MapFS{"g.csv": {Data: []byte(glossary)}}
		l, err := Read(root, "g.csv", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range l.In(place, text) {
			if text[m.Offset:m.Offset+len(m.Text)] != m.Text {
				t.Errorf("%q does not stand at %d", m.Text, m.Offset)
			}
		}
	})
}
