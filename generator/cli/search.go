package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"nutag/search/engine"
)

// Searcher answers queries on an opened index. A blank query has no hits and is no error. Its answers are the JSON of the
// command, the same that the browser and the box server give.
type Searcher interface {
	Search(ctx context.Context, r engine.Request) (engine.Result, error)
}

// Bounds of the command. They keep a mistaken file from filling the memory; the engine has bounds of its own.
const (
	maxLimit = engine.MaxLimit
	maxLine  = 64 << 10 // bytes of one line of --queries; what is beyond is not searched
)

func (a *app) searchCommand() *cobra.Command {
	var site, format, queries string
	var r engine.Request
	c := &cobra.Command{
		Use:   "search [flags] QUERY",
		Short: "Search a built portal with the engine that runs in the browser",
		Long: `Search a built portal with the engine that runs in the browser. The portal may be a copy from elsewhere: neither the
repository nor a network is needed. With --queries FILE each line of the file (or of the standard input, "-") is a query
and is answered by one line of JSON, blank lines too.`,
		Example: `  nutag search хутаг өндөр
  nutag search --explain булган ховд
  nutag search --kind soum --near soum/6346 --sort distance сайхан
  nutag search --lang en --format json "khutag undur"
  nutag search --queries - < queries.txt`,
		RunE: func(c *cobra.Command, args []string) error {
			query := strings.Join(args, " ")
			batch := c.Flags().Changed("queries")
			switch {
			case batch && len(args) > 0:
				return &usageError{"a query and --queries together", "give one of the two"}
			case !batch && strings.TrimSpace(query) == "":
				return &usageError{"nothing to search for", "write: nutag search QUERY"}
			case r.Lang != "mn" && r.Lang != "en":
				return &usageError{fmt.Sprintf("--lang %q is not a language of the portal", r.Lang), "write mn or en"}
			case r.Limit < 1 || r.Limit > maxLimit:
				return &usageError{fmt.Sprintf("--limit %d is out of range", r.Limit), fmt.Sprintf("write a number from 1 to %d", maxLimit)}
			case r.Offset < 0 || r.Offset > engine.MaxOffset:
				return &usageError{fmt.Sprintf("--offset %d is out of range", r.Offset), fmt.Sprintf("write a number from 0 to %d", engine.MaxOffset)}
			case r.Sort != engine.SortRelevance && r.Sort != engine.SortDistance:
				return &usageError{fmt.Sprintf("--sort %q is not known", r.Sort), "write distance, or leave it out"}
			case r.Sort == engine.SortDistance && r.Near == "":
				return &usageError{"--sort distance without a place", "name the place that distances are measured from: --near soum/6346"}
			case format != "text" && format != "json":
				return &usageError{fmt.Sprintf("--format %q is not known", format), "write text or json"}
			}
			var in io.Reader = a.io.In
			if batch && queries != "-" {
				f, err := os.Open(queries)
				if err != nil {
					return &usageError{"--queries: " + err.Error(), "name a file with one query a line, or - for the standard input"}
				}
				defer f.Close()
				in = f
			}
			s, err := a.tools.OpenSearch(site)
			if err != nil {
				if errors.Is(err, os.ErrNotExist) {
					return &usageError{fmt.Sprintf("%s holds no search index: %v", site, err), "build the portal first (nutag build), or name its folder with --site"}
				}
				return fmt.Errorf("%s: the search index cannot be used: %w", site, err)
			}
			if batch {
				return a.searchLines(c.Context(), s, in, r)
			}
			r.Query = query
			res, err := s.Search(c.Context(), r)
			if err != nil {
				return err
			}
			if format == "json" {
				return writeJSON(a.io.Out, res)
			}
			return writeHits(a.io.Out, res)
		},
	}
	c.Flags().StringVar(&site, "site", defaultOut, "folder of the built portal")
	c.Flags().StringVar(&r.Lang, "lang", "mn", "language of the reader: mn or en")
	c.Flags().IntVar(&r.Limit, "limit", 10, "how many hits to give")
	c.Flags().IntVar(&r.Offset, "offset", 0, "how many hits to pass over")
	c.Flags().StringVar(&r.Kind, "kind", "", "only pages of this kind, for example soum")
	c.Flags().StringVar(&r.Aimag, "aimag", "", "only pages of the aimag with this two-digit code")
	c.Flags().StringVar(&r.Near, "near", "", "id of the place that distances are measured from, for example soum/6346")
	c.Flags().StringVar(&r.Sort, "sort", "", "distance: nearest first, from the place of --near")
	c.Flags().BoolVar(&r.Explain, "explain", false, "say of each hit why it stands where it stands")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&queries, "queries", "", "file with one query a line; answers are lines of JSON")
	return c
}

// searchLines answers each line with one line, in order.
func (a *app) searchLines(ctx context.Context, s Searcher, in io.Reader, r engine.Request) error {
	out := bufio.NewWriter(a.io.Out)
	lines := bufio.NewReaderSize(in, 4096)
	for {
		line, err := readLine(lines)
		if err == io.EOF {
			return out.Flush()
		}
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r.Query = line
		res, err := s.Search(ctx, r)
		if err != nil {
			return errors.Join(fmt.Errorf("query %q: %w", shorten(line), err), out.Flush())
		}
		if err := writeJSON(out, res); err != nil {
			return err
		}
	}
}

// readLine reads one line without its end, "\n" or "\r\n", and no more of it than maxLine bytes. The end of the input
// after a line feed is not a further, empty line.
func readLine(r *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part[:min(len(part), maxLine+2-len(line))]...)
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(line) == 0:
			return "", io.EOF
		case err != nil && err != io.EOF:
			return "", err
		}
		line = line[:min(len(line), maxLine+2)]
		s := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
		return s[:min(len(s), maxLine)], nil
	}
}

func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// writeJSON writes one line. Letters such as & stay as they are: the line is for programs, not for a page.
func writeJSON(w io.Writer, res engine.Result) error {
	if res.Hits == nil {
		res.Hits = []engine.Hit{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(res)
}

func writeHits(w io.Writer, res engine.Result) error {
	var b strings.Builder
	for i, h := range res.Hits {
		fmt.Fprintf(&b, "%2d  %s\n    %s  %s\n", i+1, h.Title, h.ID, h.URL)
		if h.Snippet != "" {
			fmt.Fprintf(&b, "    %s\n", h.Snippet)
		}
		if h.Distance != nil {
			fmt.Fprintf(&b, "    %.1f km in a straight line\n", *h.Distance)
		}
		if h.Why != nil {
			fmt.Fprintf(&b, "    score %.4f: %s, bonus %.0f, rank %.2f, tie %.4f\n", h.Score, orNone(h.Why.Class), h.Why.Bonus, h.Why.Rank, h.Why.Tie)
			for _, w := range h.Why.Words {
				fmt.Fprintf(&b, "      %s\n", w)
			}
			for line := range strings.Lines(h.Why.Text) {
				fmt.Fprintf(&b, "      | %s\n", strings.TrimRight(line, "\n"))
			}
		}
	}
	if res.Suggestion != "" {
		fmt.Fprintf(&b, "did you mean: %s\n", res.Suggestion)
	}
	fmt.Fprintf(&b, "%d of %s found in %.1f ms\n", len(res.Hits), group(res.Total), res.TookMS)
	_, err := io.WriteString(w, b.String())
	return err
}

func orNone(class string) string {
	if class == "" {
		return "found in the text"
	}
	return class
}
