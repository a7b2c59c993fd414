package translit

import (
	"encoding/csv"
	"os"
	"slices"
	"testing"
	"unicode"
)

func TestName(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""},
		{"Хутаг-Өндөр", "Khutag-Undur"},
		{"Ерөө", "Yeruu"},
		{"Ёлын ам", "Yolyn am"},
		{"Ноён", "Noyon"},
		{"Мөнгөнморьт", "Mungunmorit"},
		{"Шарынгол", "Sharyngol"},
		{"Үенч", "Uyench"},
		{"Дарьганга", "Dariganga"},
		{"Говь-Угтаал", "Govi-Ugtaal"},
		{"Цэцэг", "Tsetseg"},
		{"Юм, щорс, объект", "Yum, shors, obiyekt"},
		{"ХӨ", "KHU"},
		{"Я", "Ya"},
		{"ЗДТГ-ын Я", "ZDTG-yn Ya"},
		{"ХХААХҮЯ", "KHKHAAKHUYA"},
		{"е\u0308л", "yol"},
		{"1-р хороо (Bayan)", "1-r khoroo (Bayan)"},
	} {
		if got := Name(c[0]); got != c[1] {
			t.Errorf("Name(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// The names of soums and districts come from the National Statistics Office; the rules must give the same spelling.
func TestNamesOfTheData(t *testing.T) {
	for _, file := range []string{"../../data/soums/soums.csv", "../../data/districts/districts.csv"} {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %d rows, %v", file, len(rows), err)
		}
		mn, en := slices.Index(rows[0], "name_mn"), slices.Index(rows[0], "name_en")
		if mn < 0 || en < 0 {
			t.Fatalf("%s lacks name_mn or name_en", file)
		}
		same := 0
		for _, row := range rows[1:] {
			if Name(row[mn]) == row[en] {
				same++
			} else {
				t.Logf("%s: rules give %s, data says %s", row[mn], Name(row[mn]), row[en])
			}
		}
		if total := len(rows) - 1; same*100 < total*98 {
			t.Errorf("%s: the rules agree with %d of %d names", file, same, total)
		}
	}
}

func TestNumbered(t *testing.T) {
	for _, c := range []struct {
		in, number, rest string
		ok               bool
	}{
		{"1-р баг, Ноён шанд", "1", "Ноён шанд", true},
		{"19-р хороо", "19", "", true},
		{"4-р баг", "4", "", true},
		{"3-р баг ,Цагаан-Овоо", "3", "Цагаан-Овоо", true},
		{"4-р баг Баясгалант", "4", "Баясгалант", true},
		{"4-р багийн төв", "", "4-р багийн төв", false},
		{"Хайлаастай", "", "Хайлаастай", false},
		{"4-р баг,", "", "4-р баг,", false},
		{"", "", "", false},
	} {
		if n, rest, ok := Numbered(c.in); n != c.number || rest != c.rest || ok != c.ok {
			t.Errorf("Numbered(%q) = %q, %q, %v", c.in, n, rest, ok)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("Хутаг-Өндөр")
	f.Add("ЪЫЬ\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range Name(s) {
			if _, mongolian := letters[unicode.ToLower(r)]; mongolian {
				t.Errorf("Name(%q) keeps %q", s, r)
			}
		}
	})
}
