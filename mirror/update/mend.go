package update

import (
	"bytes"
	"context"
	"maps"
	"path"
	"slices"

	"nutag/mirror/copy"
	"nutag/mirror/patch"
	"nutag/mirror/trust"
)

// mend looks at every byte of the current release and replaces what is damaged, fetching no more than that. It says
// whether the copy is whole now; if not, the release must be put together anew.
func (u *update) mend(ctx context.Context, set *trust.Set, res *Result) (bool, error) {
	if have := u.current.Set(); have != nil && set.Root != have.Root {
		// The same release under a newer list of keys, which is added to it; signed anew it is put together anew.
		var added []string
		for _, name := range slices.Sorted(maps.Keys(set.Raw)) {
			if data, ok := have.Raw[name]; !ok {
				added = append(added, path.Join(trust.MetadataDir, name))
			} else if !bytes.Equal(data, set.Raw[name]) {
				return false, nil
			}
		}
		if err := u.w.Mend(u.current, set, nil, added, nil); err != nil {
			return false, err
		}
		var err error
		if u.current, err = u.w.Current(); err != nil {
			return false, err
		}
	}
	if !u.current.Verified.OK {
		// The lists are damaged, and what they say of files is only proven again now: mend them, then look.
		var lists []string
		for _, name := range slices.Sorted(maps.Keys(set.Raw)) {
			lists = append(lists, path.Join(trust.MetadataDir, name))
		}
		found, err := u.w.Verify(ctx, nil)
		if err != nil {
			return false, err
		}
		res.Mended = append(res.Mended, ofLists(found.Problems)...)
		if err := u.w.Mend(u.current, set, nil, lists, nil); err != nil {
			return false, err
		}
		if u.current, err = u.w.Current(); err != nil {
			return false, err
		}
		if !u.current.Verified.OK {
			return false, nil
		}
	}
	found, err := u.w.Verify(ctx, nil)
	if err != nil {
		return false, err
	}
	if len(found.Problems) == 0 {
		return true, nil
	}
	var names, extra, plain []string
	for _, p := range found.Problems {
		switch {
		case p.Name == "" || p.Kind == copy.ProblemUnknown:
		case p.Kind == copy.ProblemExtra:
			extra = append(extra, p.Name)
		default:
			names = append(names, p.Name)
		}
	}
	contents := map[string][]byte{}
	var scripts []string
	for _, name := range names {
		if file, ok := set.Files[name]; ok && file.Made {
			scripts = append(scripts, name)
		} else if ok {
			plain = append(plain, name)
		}
	}
	for _, name := range plain {
		u.expect(way{}, set, []string{name})
	}
	put := func(name string, data []byte) error { contents[name] = data; return nil }
	if err := u.files(ctx, set, plain, put); err != nil {
		return false, err
	}
	for _, name := range scripts {
		data, err := u.script(set, name, contents)
		if err == nil {
			contents[name] = data
			continue
		}
		if err := u.files(ctx, set, []string{name}, put); err != nil {
			return false, err
		}
	}
	err = u.w.Mend(u.current, set, func(name string) ([]byte, error) { return bytes.Clone(contents[name]), nil }, names, extra)
	if err == nil {
		res.Mended = append(res.Mended, found.Problems...)
	}
	return err == nil, err
}

// script makes a script from the file it wraps, which is whole or was just fetched.
func (u *update) script(set *trust.Set, name string, contents map[string][]byte) ([]byte, error) {
	from := patch.MadeFrom(name, set.Files)
	data, ok := contents[from]
	if !ok {
		var err error
		if data, err = u.current.Read(from); err != nil {
			return nil, err
		}
	}
	return patch.Make(from, data), nil
}

// ofLists keeps the problems of signed lists.
func ofLists(all []copy.Problem) []copy.Problem {
	return slices.DeleteFunc(slices.Clone(all), func(p copy.Problem) bool { return path.Dir(p.Name) != trust.MetadataDir })
}
