package engine_test

import (
	"context"
	"strings"
	"testing"

	"nutag/search/doc"
	"nutag/search/engine"
)

// page is a made-up page for tests of the order of hits.
func page(kind, id, title, body string, aliases ...string) doc.Document {
	return doc.Document{ID: kind + "/" + id, Kind: kind, Lang: "mn", URL: "mn/" + kind + "/" + id + ".html", Title: title, Body: body, Aliases: aliases, Rank: 0.5}
}

func TestOrderOfPagesThatSpeakOfTheWords(t *testing.T) {
	long := strings.Repeat("Зохиомол өгүүлбэр, шалгалтын тухай. ", 120)
	docs := []doc.Document{
		page("journey", "x-lost", "Гадаадад тэрлэгээ алдсан бол", "Цагдаад мэдэгдэнэ."),
		page("guide", "x-long", "Зохиомол удирдамж", long+"Тэрлэг. Нохой. Алдсан."),
		page("term", "x-robe", "тэрлэг", "Хувцас."),
		page("page", "x-choose", "Сум сонирхох", "Зохиомол хуудас."),
		page("soum", "9301", "Сонирх сум", "Зохиомол сум."),
		page("soum", "9302", "Шаргал сум", "Зохиомол сум.", "Тогол"),
		page("service", "x-count", "Тооллого", "Зохиомол үйлчилгээ."),
		page("course", "x-hay", "Өвс бэлтгэх", "Хадлан."),
		page("service", "x-room", "Хадлангийн өрөө", "Сургалт."),
		page("soum", "9303", "Шаргад сум", "Зохиомол сум."),
		page("service", "x-plant", "Модны суулгац тарих ажлыг асуух", "Зохиомол үйлчилгээ."),
	}
	e := open(t, docs)
	for _, tc := range []struct{ why, query, first string }{
		{"titles outweigh a long text that happens to hold every word", "нохойноос тэрлэгээ алдсан", "journey/x-lost"},
		{"a title with kind word and all is before a name that is like the rest of it", "сум сонирхох", "page/x-choose"},
		{"a name that is only like a word of a sentence is not meant", "төгөл тооллого", "service/x-count"},
		{"a course is one whether its title says so or not", "хадлангийн сургалт", "course/x-hay"},
		{"a title does not speak of a word that no page has", "шаргад суулгац тарих ажил асуух ыфвапр", "soum/9303"},
	} {
		r, err := e.Search(context.Background(), engine.Request{Query: tc.query, Lang: "mn", Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := ids(r); len(got) == 0 || got[0] != tc.first {
			t.Errorf("%s: %q finds %v, want %s first", tc.why, tc.query, got, tc.first)
		}
		// What is explained is what counted: beside the bonus only the text and the importance of the page make the score.
		for _, h := range r.Hits {
			if h.ID == "guide/x-long" && !strings.Contains(h.Why.Class, "every word in the text") {
				t.Errorf("%s: the long page is explained by %q", tc.why, h.Why.Class)
			}
			if rest := h.Score - h.Why.Bonus; rest < 0 || rest > 116 {
				t.Errorf("%s: %s has a score of %.1f, explained by a bonus of %.1f (%s)", tc.why, h.ID, h.Score, h.Why.Bonus, h.Why.Class)
			}
		}
	}
}
