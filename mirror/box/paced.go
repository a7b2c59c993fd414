package box

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"
)

// A reader gets patience for each piece: about two kilobytes a second is slow even for a shared phone at the edge of the
// network, and whoever takes less holds a connection that others need.
const (
	patience = 30 * time.Second
	piece    = 64 << 10 // bytes
)

// paced writes an answer in pieces and gives the reader time anew for each, so that a long download is not cut and a
// reader who takes nothing is. It notes status and bytes.
type paced struct {
	http.ResponseWriter
	control *http.ResponseController
	status  int
	written int64
}

func newPaced(w http.ResponseWriter) *paced {
	return &paced{ResponseWriter: w, control: http.NewResponseController(w), status: http.StatusOK}
}

// WriteHeader notes the status.
func (p *paced) WriteHeader(status int) {
	p.status = status
	p.ResponseWriter.WriteHeader(status)
}

// Write writes data piece by piece.
func (p *paced) Write(data []byte) (n int, err error) {
	for first := true; first || len(data) > 0; first = false {
		part := data[:min(len(data), piece)]
		if p.written > 0 {
			_ = p.control.SetWriteDeadline(time.Now().Add(patience)) // a writer of a test has none
		}
		m, err := p.ResponseWriter.Write(part)
		n += m
		p.written += int64(m)
		if err != nil {
			return n, err
		}
		data = data[len(part):]
	}
	return n, nil
}

// Unwrap gives the writer behind to http.ResponseController.
func (p *paced) Unwrap() http.ResponseWriter { return p.ResponseWriter }

func textSum(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
