package update_test

import (
	"testing"

	"nutag/mirror/mirrortest"
)

func TestMain(m *testing.M) { mirrortest.Main(m) }
