package training

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Bounds of one expression; the longest of the lessons has some hundred signs.
const (
	maxExpression = 400
	maxDepth      = 40
)

// expression is a parsed formula: a number, a name, an operator with its operands, or a call.
type expression struct {
	op    byte    // 'n' number, 'v' name, 'c' call, or one of + - * / ^ and '~' for the sign
	value float64 // of a number
	name  string  // of a name or call
	args  []*expression
}

// parseExpression reads + - * / ^ and parentheses over numbers and, in formulas of worksheets, names and calls. There is no
// other evaluation of text in this program: what is not in this grammar is an error.
func parseExpression(text string) (*expression, error) {
	if len(text) > maxExpression {
		return nil, fmt.Errorf("longer than %d signs", maxExpression)
	}
	p := &expressionParser{text: text}
	e, err := p.sum(0)
	if err != nil {
		return nil, err
	}
	if p.peek(); p.at < len(p.text) {
		return nil, fmt.Errorf("%q is not expected here", p.text[p.at:p.at+1])
	}
	return e, nil
}

type expressionParser struct {
	text string
	at   int
}

// peek passes over spaces and gives the next sign, or 0 at the end.
func (p *expressionParser) peek() byte {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func (p *expressionParser) sum(depth int) (*expression, error) {
	return p.chain(depth, "+-", p.product)
}

func (p *expressionParser) product(depth int) (*expression, error) {
	return p.chain(depth, "*/", p.sign)
}

// chain reads operands joined by operators of one rank, from the left.
func (p *expressionParser) chain(depth int, ops string, operand func(int) (*expression, error)) (*expression, error) {
	if depth > maxDepth {
		return nil, errors.New("nested too deep")
	}
	left, err := operand(depth + 1)
	if err != nil {
		return nil, err
	}
	for {
		op := p.peek()
		if op == 0 || !strings.ContainsRune(ops, rune(op)) {
			return left, nil
		}
		p.at++
		right, err := operand(depth + 1)
		if err != nil {
			return nil, err
		}
		left = &expression{op: op, args: []*expression{left, right}}
	}
}

func (p *expressionParser) sign(depth int) (*expression, error) {
	if depth > maxDepth {
		return nil, errors.New("nested too deep")
	}
	if p.peek() != '-' {
		return p.power(depth + 1)
	}
	p.at++
	e, err := p.sign(depth + 1)
	if err != nil {
		return nil, err
	}
	return &expression{op: '~', args: []*expression{e}}, nil
}

func (p *expressionParser) power(depth int) (*expression, error) {
	base, err := p.atom(depth + 1)
	if err != nil || p.peek() != '^' {
		return base, err
	}
	p.at++
	exponent, err := p.sign(depth + 1)
	if err != nil {
		return nil, err
	}
	return &expression{op: '^', args: []*expression{base, exponent}}, nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNameSign(c byte) bool { return c >= 'a' && c <= 'z' || c == '_' || c == '.' || isDigit(c) }

func (p *expressionParser) atom(depth int) (*expression, error) {
	c := p.peek()
	start := p.at
	switch {
	case c == '(':
		p.at++
		e, err := p.sum(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.peek() != ')' {
			return nil, errors.New("a parenthesis is not closed")
		}
		p.at++
		return e, nil
	case isDigit(c):
		for p.at < len(p.text) && (isDigit(p.text[p.at]) || p.text[p.at] == '.') {
			p.at++
		}
		v, err := strconv.ParseFloat(p.text[start:p.at], 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", p.text[start:p.at])
		}
		return &expression{op: 'n', value: v}, nil
	case c >= 'a' && c <= 'z':
		for p.at < len(p.text) && isNameSign(p.text[p.at]) {
			p.at++
		}
		name := p.text[start:p.at]
		if p.peek() != '(' {
			return &expression{op: 'v', name: name}, nil
		}
		return p.call(name, depth)
	case c == 0:
		return nil, errors.New("the expression ends too early")
	}
	return nil, fmt.Errorf("%q is not expected here", string(c))
}

func (p *expressionParser) call(name string, depth int) (*expression, error) {
	e := &expression{op: 'c', name: name}
	for {
		p.at++ // the parenthesis or comma
		arg, err := p.sum(depth + 1)
		if err != nil {
			return nil, err
		}
		e.args = append(e.args, arg)
		switch p.peek() {
		case ',':
		case ')':
			p.at++
			return e, nil
		default:
			return nil, errors.New("a parenthesis is not closed")
		}
	}
}

// walk calls visit for the expression and all its parts.
func (e *expression) walk(visit func(*expression)) {
	visit(e)
	for _, a := range e.args {
		a.walk(visit)
	}
}

// evaluate computes an expression that holds numbers only.
func (e *expression) evaluate() (float64, error) {
	switch e.op {
	case 'n':
		return e.value, nil
	case 'v', 'c':
		return 0, fmt.Errorf("%q is not a number", e.name)
	}
	var x [2]float64
	for i, a := range e.args {
		v, err := a.evaluate()
		if err != nil {
			return 0, err
		}
		x[i] = v
	}
	var v float64
	switch e.op {
	case '~':
		v = -x[0]
	case '+':
		v = x[0] + x[1]
	case '-':
		v = x[0] - x[1]
	case '*':
		v = x[0] * x[1]
	case '/':
		if x[1] == 0 {
			return 0, errors.New("a division by zero")
		}
		v = x[0] / x[1]
	case '^':
		v = math.Pow(x[0], x[1])
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, errors.New("the result is not a number")
	}
	return v, nil
}

// checkSum recomputes "expression = result". The result is right when it is the value rounded to the decimals that are
// written, either way at a half. It returns every number that the line states.
func checkSum(line string) ([]float64, error) {
	left, right, ok := strings.Cut(line, "=")
	if !ok || strings.Contains(right, "=") {
		return nil, errors.New("a sum is written “expression = result”")
	}
	right = strings.TrimSpace(right)
	result, err := strconv.ParseFloat(right, 64)
	if err != nil || strings.Trim(right, "-0123456789.") != "" {
		return nil, fmt.Errorf("%q is not a number", right)
	}
	e, err := parseExpression(strings.TrimSpace(left))
	if err != nil {
		return nil, err
	}
	v, err := e.evaluate()
	if err != nil {
		return nil, err
	}
	_, fraction, _ := strings.Cut(right, ".")
	half := 0.5 * math.Pow10(-len(fraction))
	if math.Abs(v-result) > half*(1+1e-9)+1e-9*math.Abs(v)*1e-3 {
		return nil, fmt.Errorf("the result is %s, not %s", strconv.FormatFloat(v, 'f', -1, 64), right)
	}
	numbers := []float64{math.Abs(result)}
	e.walk(func(e *expression) {
		if e.op == 'n' {
			numbers = append(numbers, e.value)
		}
	})
	return numbers, nil
}
