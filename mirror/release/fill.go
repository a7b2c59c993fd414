package release

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/net/html"
)

// attribute marks the elements whose text is filled in with a release.
const attribute = "data-release"

// voidOf cannot hold text.
var voidOf = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true}

// fill replaces the whole content of each element with the attribute data-release by the value of that name, as text. All
// else in the page stays byte for byte. A name without a value is an error.
func fill(page []byte, values map[string]string) ([]byte, error) {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	inside, depth := "", 0 // the element being replaced, and how many of its name are open within it
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			if inside == "" {
				out.Write(z.Raw()) // a tag that the page does not finish
			}
			break
		}
		raw := bytes.Clone(z.Raw())
		if kind != html.StartTagToken && kind != html.EndTagToken {
			if inside == "" {
				out.Write(raw)
			}
			continue
		}
		token := z.Token()
		if inside != "" {
			switch {
			case token.Data != inside:
			case kind == html.StartTagToken:
				depth++
			case depth > 0:
				depth--
			default:
				inside = ""
				out.Write(raw)
			}
			continue
		}
		out.Write(raw)
		name, marked := "", false
		for _, a := range token.Attr {
			if a.Key == attribute {
				name, marked = a.Val, true
			}
		}
		if kind == html.EndTagToken || !marked {
			continue
		}
		value, ok := values[name]
		if !ok || voidOf[token.Data] {
			return nil, fmt.Errorf("<%s %s=%q> cannot be filled", token.Data, attribute, name)
		}
		out.WriteString(html.EscapeString(value))
		inside, depth = token.Data, 0
	}
	if inside != "" {
		return nil, fmt.Errorf("<%s %s> has no end", inside, attribute)
	}
	return out.Bytes(), nil
}
