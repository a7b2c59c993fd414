package outreach

import (
	"os"
	"testing"

	"nutag/i18n"
)

func testSpeaker(t *testing.T, lang string) *speaker {
	t.Helper()
	bundle, err := i18n.Load(os.DirFS("../../i18n/messages"))
	if err != nil {
		t.Fatal(err)
	}
	words := bundle.Localizer(lang)
	s := newSpeaker(words, []string{"102", "11-11"})
	if err := words.Err(); err != nil {
		t.Fatal(err)
	}
	if len(s.ones) != 20 || len(s.onesBefore) != 20 || len(s.tens) != 8 || len(s.tensBefore) != 8 || len(s.months) != 12 {
		t.Fatalf("%s: a list of numbers has not its length", lang)
	}
	return s
}

func TestSpeak(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"mn", "102 руу залгана", "Нэг, тэг, хоёр [102] руу залгана"},
		{"mn", "төвд 11-11.", "төвд арван нэг, арван нэг [11-11]."},
		{"mn", "сумд 4,842 хүн бий", "сумд дөрвөн мянга найман зуун дөчин хоёр [4,842] хүн бий"},
		{"mn", "сумд 4,000 хүн бий", "сумд дөрвөн мянган [4,000] хүн бий"},
		{"mn", "сумд 200 хүн", "сумд хоёр зуун [200] хүн"},
		{"mn", "тоо нь 200.", "тоо нь хоёр зуу [200]."},
		{"mn", "нь 16, 25, 45 нас", "нь арван зургаа [16], хорин тав [25], дөчин таван [45] нас"},
		{"mn", "нь 2022 оны 5 сар.", "нь хоёр мянга хорин хоёр [2022] оны тавдугаар [5] сар."},
		{"mn", "Өмнө. 7 хоногийн дотор", "Өмнө. Долоон [7] хоногийн дотор"},
		{"mn", "нь 2022–2023 оны", "нь хоёр мянга хорин хоёр, хоёр мянга хорин гурван [2022–2023] оны"},
		{"mn", "зээл 3% юм", "зээл гурван хувь [3%] юм"},
		{"en", "call 102", "call one, zero, two [102]"},
		{"en", "in 2025 and 2005", "in twenty twenty-five [2025] and two thousand five [2005]"},
		{"en", "4,842 people", "Four thousand eight hundred forty-two [4,842] people"},
		{"en", "in 2022–2023", "in twenty twenty-two to twenty twenty-three [2022–2023]"},
	} {
		got, ok := testSpeaker(t, c.lang).speak(c.text)
		if !ok || got != c.want {
			t.Errorf("%s: %q is read %q, %v; want %q", c.lang, c.text, got, ok, c.want)
		}
	}
}

// TestUnspeakable leaves out what no rule reads with certainty: better no sentence than a wrong number.
func TestUnspeakable(t *testing.T) {
	for _, text := range []string{"07:00–22:00 цагт", "0.07 га", "31-ний өдөр", "3–5 өдөр", "18–50 насны", "А/86 тушаал", "₮500", "1234567 хүн", "99112233445566778899 хүн", "2022 оны 13 сар", "1,23 хүн", "2011-05-06"} {
		for _, lang := range i18n.Langs() {
			if lang == i18n.EN && text == "2022 оны 13 сар" {
				continue
			}
			if got, ok := testSpeaker(t, lang).speak(text); ok {
				t.Errorf("%s: %q is read %q", lang, text, got)
			}
		}
	}
}

func FuzzSpeak(f *testing.F) {
	f.Add("102 руу 2022 оны 5 сар")
	f.Add("1–2, 5% [3]")
	bundle, err := i18n.Load(os.DirFS("../../i18n/messages"))
	if err != nil {
		f.Fatal(err)
	}
	words := bundle.Localizer(i18n.MN)
	s := newSpeaker(words, []string{"102"})
	f.Fuzz(func(t *testing.T, text string) {
		s.speak(text) // must not panic, whatever the text
		if words.Err() != nil {
			t.Fatal(words.Err())
		}
	})
}
