package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/term"

	"github.com/plimsoll-risk/plimsoll/internal/wire"
	"github.com/plimsoll-risk/plimsoll/risk/margin"
)

// A console is where a command reads and writes, and in which form.
type console struct {
	in          io.Reader
	parquet     ParquetReader
	out         io.Writer
	err         io.Writer
	outTerminal bool
	errTerminal bool
	json        bool // --json: documents, whatever the terminal
	table       bool // --table: text for people, whatever the terminal
	width       int  // columns of text for people, 0 if unknown
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// columns returns how wide text for people may be: what the environment says in
// COLUMNS, else the width of the terminal w, else 0.
func columns(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			return n
		}
	}
	return 0
}

// execute runs the command line and returns the exit code.
func (c *console) execute(ctx context.Context, args []string) int {
	root := newRoot(c)
	root.SetArgs(args)
	root.SetIn(c.in)
	root.SetOut(c.out)
	root.SetErr(c.err)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil || errors.Is(err, syscall.EPIPE):
		return exitOK
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(c.err, "plimsoll: cancelled")
		return exitFailed
	}
	var input margin.Errors
	var failed failure
	switch {
	case errors.As(err, &input):
		c.report(err)
		return exitUsage
	case errors.As(err, &failed):
		c.report(failed.error)
		return exitFailed
	}
	fmt.Fprintf(c.err, "plimsoll: %v\nRun \"plimsoll help\" for usage.\n", err)
	return exitUsage
}

// A failure is an error for which neither the command line nor the input is to
// blame.
type failure struct{ error }

// Unwrap returns the error itself.
func (f failure) Unwrap() error { return f.error }

// fail marks err as a failure, unless it is nil or an error of the input.
func fail(err error) error {
	var input margin.Errors
	if err == nil || errors.As(err, &input) {
		return err
	}
	return failure{err}
}

// report writes an error to stderr: a line for each for people, else a document.
func (c *console) report(err error) {
	if c.table || c.errTerminal && !c.json {
		var input margin.Errors
		if errors.As(err, &input) {
			fmt.Fprintln(c.err, input.Error())
			return
		}
		fmt.Fprintf(c.err, "plimsoll: %v\n", err)
		return
	}
	text, encodeErr := wire.Encode(wire.NewFailure(err))
	if encodeErr != nil {
		text = fmt.Appendf(nil, "plimsoll: %v\n", err)
	}
	c.err.Write(text) //nolint:errcheck // there is nowhere left to report it
}

// write writes an answer to stdout: the table for people, else the document.
func (c *console) write(document any, table func(s *sheet)) error {
	if c.table || c.outTerminal && !c.json {
		s := c.sheet()
		table(s)
		_, err := c.out.Write(s.Bytes())
		return fail(err)
	}
	text, err := wire.Encode(document)
	if err != nil {
		return fail(err)
	}
	_, err = c.out.Write(text)
	return fail(err)
}

// remark writes what there is to say about an answer to stderr: the table for people, else the document.
func (c *console) remark(document any, table func(s *sheet)) error {
	if c.table || c.errTerminal && !c.json {
		s := c.sheet()
		table(s)
		_, err := c.err.Write(s.Bytes())
		return fail(err)
	}
	text, err := wire.Encode(document)
	if err != nil {
		return fail(err)
	}
	_, err = c.err.Write(text)
	return fail(err)
}

// sheet returns an empty sheet as wide as the terminal.
func (c *console) sheet() *sheet {
	s := &sheet{width: defaultWidth}
	if c.width > 0 {
		s.width = max(c.width, minWidth)
	}
	return s
}

// read returns the document in a file, or on standard input where name is "-".
// One byte more than a document may have is enough to refuse it.
func (c *console) read(ctx context.Context, name string) ([]byte, error) {
	in := c.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		defer f.Close()
		in = f
	}
	type result struct {
		text []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		text, err := io.ReadAll(io.LimitReader(in, wire.MaxBytes+1))
		done <- result{text, err}
	}()
	select {
	case r := <-done:
		if r.err != nil {
			return nil, unreadable(name, r.err)
		}
		return r.text, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func unreadable(name string, err error) error {
	var why *os.PathError
	if errors.As(err, &why) {
		err = why.Err
	}
	return margin.Errors{{Path: "FILE", Got: fmt.Sprintf("%s: %v", name, err), Want: `a file that can be read, or "-"`}}
}
