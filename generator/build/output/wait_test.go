package output

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

func TestWaitTakesTurns(t *testing.T) {
	name := filepath.Join(t.TempDir(), "work", "site.lock")
	first, err := Wait(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := Wait(short, name); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("a lock that is held was given away: %v", err)
	}
	time.AfterFunc(20*time.Millisecond, first)
	second, err := Wait(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	second()
}
