package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is one of those that are compared.
type server struct {
	name    string
	search  bool
	command func(port int) (*exec.Cmd, error)
}

func servers(work string, t tree) []server {
	return []server{
		{name: "nutag-box", search: true, command: func(port int) (*exec.Cmd, error) {
			return exec.Command(t.program, "serve", t.copy, "--addr", address(port), "--admin", "off", "--lang", "en"), nil
		}},
		{name: "nginx", command: func(port int) (*exec.Cmd, error) {
			file := filepath.Join(work, "nginx.conf")
			text := fmt.Sprintf(`daemon off; pid %[1]s/nginx.pid; error_log /dev/null crit; worker_processes auto; worker_rlimit_nofile 20000;
events { worker_connections 9000; }
http { access_log off; types { text/html html; text/css css; text/javascript js; application/json json; } default_type application/octet-stream;
 sendfile on; tcp_nopush on; gzip_static on; client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
 open_file_cache max=5000; server { listen %[2]s; root %[3]s; } }
`, work, address(port), t.packed)
			if os.Getuid() == 0 {
				text = "user root; " + text // the files lie in a folder of root
			}
			return exec.Command("nginx", "-c", file, "-e", "/dev/null"), os.WriteFile(file, []byte(text), 0o644)
		}},
		{name: "Caddy", command: func(port int) (*exec.Cmd, error) {
			file := filepath.Join(work, "Caddyfile")
			text := fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp://%s {\n\troot * %s\n\tfile_server {\n\t\tprecompressed gzip\n\t}\n}\n", address(port), t.packed)
			cmd := exec.Command("caddy", "run", "--config", file, "--adapter", "caddyfile")
			cmd.Env = append(os.Environ(), "HOME="+work, "XDG_DATA_HOME="+work, "XDG_CONFIG_HOME="+work)
			return cmd, os.WriteFile(file, []byte(text), 0o644)
		}},
	}
}

func address(port int) string { return "127.0.0.1:" + strconv.Itoa(port) }

// row is what was measured of a server.
type row struct {
	name                string
	plain, packed, find result
	besieged            result
	failed              int // readers' requests that failed while besieged
	memory              int64
}

// measure starts the server, loads it, and stops it.
func (s server) measure(ctx context.Context, l load, idle int) (row, error) {
	out := row{name: s.name}
	port, err := freePort()
	if err != nil {
		return out, err
	}
	cmd, err := s.command(port)
	if err != nil {
		return out, err
	}
	if err := cmd.Start(); err != nil {
		return out, err
	}
	defer func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}()
	base := "http://" + address(port)
	if err := wait(ctx, base+"/mn/index.html"); err != nil {
		return out, err
	}
	// Each page once in each form, and each query, so that what is counted is the same work for all.
	if err := l.warm(ctx, base, s.search); err != nil {
		return out, err
	}
	if out.plain, err = l.run(ctx, base, "pages.lua"); err != nil {
		return out, err
	}
	if out.packed, err = l.run(ctx, base, "packed.lua"); err != nil {
		return out, err
	}
	if s.search {
		if out.find, err = l.run(ctx, base, "search.lua"); err != nil {
			return out, err
		}
	}
	out.memory = resident(cmd.Process.Pid)
	if idle > 0 {
		siege := besiege(ctx, address(port), idle)
		out.besieged, err = l.run(ctx, base, "packed.lua")
		if err == nil {
			out.failed = read(base+"/mn/index.html", 200)
		}
		siege()
	}
	return out, err
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// wait waits until the server answers.
func wait(ctx context.Context, url string) error {
	for range 600 {
		res, err := http.Get(url)
		if err == nil {
			_, _ = io.Copy(io.Discard, res.Body)
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
			return fmt.Errorf("%s: status %d", url, res.StatusCode)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("%s does not answer", url)
}

// resident gives the memory of a process and its children, in bytes; 0 where the system does not tell.
func resident(pid int) int64 {
	total := int64(0)
	out, err := exec.Command("ps", "-o", "rss=", "--pid", strconv.Itoa(pid), "--ppid", strconv.Itoa(pid)).Output()
	if err != nil {
		return 0
	}
	for _, field := range strings.Fields(string(out)) {
		if kb, err := strconv.ParseInt(field, 10, 64); err == nil {
			total += kb << 10
		}
	}
	return total
}
