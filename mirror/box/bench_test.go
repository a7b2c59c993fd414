package box

import (
	"net/http/httptest"
	"testing"
)

// BenchmarkPage serves a page that is in memory, as most are.
func BenchmarkPage(b *testing.B) {
	s := newServer(b, Config{})
	s.every = askEvery
	for _, encoding := range []string{"identity", "gzip"} {
		b.Run(encoding, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/mn/index.html", nil)
			r.Header.Set("Accept-Encoding", encoding)
			b.ReportAllocs()
			for b.Loop() {
				s.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
