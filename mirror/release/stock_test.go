package release_test

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// fromFolder stands for a static host.
type fromFolder struct{ dir string }

func (f fromFolder) DownloadFile(url string, limit int64, _ time.Duration) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(f.dir, strings.TrimPrefix(url, "http://example.invalid/")))
	if err != nil {
		return nil, &metadata.ErrDownloadHTTP{StatusCode: 404, URL: url}
	}
	if int64(len(data)) > limit {
		return nil, &metadata.ErrDownloadLengthMismatch{}
	}
	return data, nil
}
