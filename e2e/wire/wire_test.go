package main

import (
	"os"
	"strings"
	"testing"
)

func TestChange(t *testing.T) {
	data, err := os.ReadFile("../../data/population/population.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, soums := range []int{0, 1, 10} {
		changed, err := change(data, aimag, soums)
		if err != nil {
			t.Fatal(err)
		}
		old, now := strings.Split(string(data), "\n"), strings.Split(string(changed), "\n")
		if len(old) != len(now) {
			t.Fatalf("%d lines became %d", len(old), len(now))
		}
		differ := 0
		for i := range old {
			if old[i] != now[i] {
				differ++
				if !strings.HasPrefix(old[i], aimag) {
					t.Errorf("changed %s", old[i])
				}
			}
		}
		if differ != soums {
			t.Errorf("%d soums changed, not %d", differ, soums)
		}
	}
	if _, err := change(data, aimag, 100); err == nil {
		t.Error("an aimag with a hundred soums")
	}
	if _, err := change([]byte("a,b\n"), aimag, 1); err == nil {
		t.Error("another table was changed")
	}
}
