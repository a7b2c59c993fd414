package release

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nutag/mirror/trust"
)

// marker is the file by which nutag knows a folder that it may replace; it is not of the site.
const marker = ".nutag-output"

// site is the files of a built portal.
type site struct {
	root    *os.Root
	files   map[string]trust.File
	changed map[string][]byte // contents that differ from the built ones: what is filled in with the release
}

// readSite hashes all files of a built portal and checks that each can be carried to any system. It says everything that is
// wrong with their names at once.
func readSite(dir string) (*site, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &site{root: root, files: map[string]trust.File{}, changed: map[string][]byte{}}
	var errs []error
	folded := map[string]string{}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if name == marker || packed(root, name) {
			return nil
		}
		switch other, taken := folded[strings.ToLower(name)]; {
		case !d.Type().IsRegular():
			errs = append(errs, fmt.Errorf("%s is not a file", name))
		case !trust.ValidPath(name):
			errs = append(errs, fmt.Errorf("%s is not a name that can be written on every system", name))
		case trust.Reserved(name):
			errs = append(errs, fmt.Errorf("%s lies in a folder that belongs to releases", name))
		case taken:
			errs = append(errs, fmt.Errorf("%s and %s differ in case only", name, other))
		default:
			folded[strings.ToLower(name)] = name
			data, err := root.ReadFile(name)
			if err != nil {
				return err
			}
			s.files[name] = trust.File{Size: int64(len(data)), SHA256: sha256.Sum256(data)}
		}
		return nil
	})
	if err = errors.Join(append(errs, err)...); err != nil {
		root.Close()
		return nil, err
	}
	if _, ok := s.files["index.html"]; !ok {
		root.Close()
		return nil, fmt.Errorf("%s holds no built portal: it has no index.html", dir)
	}
	return s, nil
}

// packed says whether a file is only the packed form of the one beside it, or a whole portal in another shape: those are
// for hosts and are not carried.
func packed(root *os.Root, name string) bool {
	for _, end := range []string{".br", ".gz"} {
		if stem, ok := strings.CutSuffix(name, end); ok {
			_, err := root.Lstat(stem)
			return err == nil
		}
	}
	return strings.HasSuffix(name, ".zim")
}

func (s *site) read(name string) ([]byte, error) {
	if data, ok := s.changed[name]; ok {
		return data, nil
	}
	return s.root.ReadFile(name)
}

// put gives a file another content than the built one.
func (s *site) put(name string, data []byte) {
	s.changed[name] = data
	s.files[name] = trust.File{Size: int64(len(data)), SHA256: sha256.Sum256(data)}
}

func (s *site) paths() []string {
	paths := make([]string, 0, len(s.files))
	for path := range s.files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// dataDate gives the newest day that a data set of the portal describes, or "" when the portal does not say. A date later
// than the release is of a forecast or a plan and does not count.
func (s *site) dataDate(release string) (string, error) {
	data, err := s.read("data/datapackage.json")
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var list struct {
		Resources []struct {
			AsOf string `json:"as_of"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(data, &list); err != nil {
		return "", fmt.Errorf("data/datapackage.json: %w", err)
	}
	newest := ""
	for _, r := range list.Resources {
		if len(r.AsOf) == len("2006-01-02") && r.AsOf > newest && r.AsOf <= release {
			newest = r.AsOf
		}
	}
	return newest, nil
}

// write copies the site into a folder.
func (s *site) write(dir string) error {
	for _, path := range s.paths() {
		data, err := s.read(path)
		if err != nil {
			return err
		}
		if err := writeFile(dir, path, data); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(dir, path string, data []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
