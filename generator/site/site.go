// Package site renders planned pages with Hugo. It is the only package that imports Hugo: it writes a clean workspace
// of its own (never the raw data or message folders, which Hugo would misread), with explicit mounts and Hugo's
// security settings locked, and renders it into the output folder.
package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"nutag/generator/plan"
)

// Input is what a render needs. All folders are paths of the file system.
type Input struct {
	Pages       []plan.Page
	ThemeDir    string         // themes/nutag
	MessagesDir string         // i18n/messages
	Workspace   string         // folder that is emptied and filled, for example .build/site
	OutDir      string         // folder that receives the pages; must exist and be ours
	Params      map[string]any // values every page may use, as site parameters
}

// Render writes every page of the input into OutDir. A warning of Hugo is an error too, because Hugo warns about
// deprecated settings and missing things that would otherwise pass unseen.
func Render(ctx context.Context, in Input) error {
	if err := WriteWorkspace(in); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := RenderWorkspace(in.Workspace, in.OutDir); err != nil {
		return err
	}
	// Hugo's library leaves static files to its command.
	static := filepath.Join(in.ThemeDir, "static")
	if _, err := os.Stat(static); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return os.CopyFS(in.OutDir, os.DirFS(static))
}

// WriteWorkspace empties the workspace and writes the configuration, the messages and one content file per page.
func WriteWorkspace(in Input) error {
	if err := os.RemoveAll(in.Workspace); err != nil {
		return fmt.Errorf("empty the workspace: %w", err)
	}
	theme, err := filepath.Abs(in.ThemeDir)
	if err != nil {
		return err
	}
	conf, err := json.MarshalIndent(hugoConfig(theme, in.Params), "", " ")
	if err != nil {
		return err
	}
	if err := write(filepath.Join(in.Workspace, "hugo.json"), conf); err != nil {
		return err
	}
	for _, lang := range []string{"mn", "en"} {
		msg, err := os.ReadFile(filepath.Join(in.MessagesDir, lang+".yaml"))
		if err != nil {
			return err
		}
		if err := write(filepath.Join(in.Workspace, "i18n", lang+".yaml"), msg); err != nil {
			return err
		}
	}
	for _, p := range in.Pages {
		if err := writePage(in.Workspace, p); err != nil {
			return err
		}
	}
	return nil
}

func writePage(workspace string, p plan.Page) error {
	view, err := viewParams(p.View)
	if err != nil {
		return fmt.Errorf("%s: view: %w", p.URL(), err)
	}
	front := map[string]any{
		"title":       p.Title,
		"description": p.Description,
		"url":         "/" + p.URL(),
		"type":        p.Kind,
		"params": map[string]any{
			"id":      p.ID,
			"kind":    p.Kind,
			"path":    p.Path,
			"root":    p.Root,
			"address": p.URL(),
			"up":      p.Up(),
			"view":    view,
			"other":   map[string]string{"mn": "en", "en": "mn"}[p.Lang],
		},
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(front); err != nil {
		return fmt.Errorf("%s: %w", p.URL(), err)
	}
	b.WriteString(p.Body)
	// The content path follows the address, so that two pages can never claim one file.
	name := strings.TrimSuffix(p.Path, ".html")
	if p.Root {
		name = "root/" + name
	}
	name = strings.ReplaceAll(name, "index", "start") // Hugo gives files called index a meaning of their own
	return write(filepath.Join(workspace, "content", p.Lang, name+".md"), b.Bytes())
}

// viewParams turns a view into plain JSON values, so that templates see the keys of the json tags.
func viewParams(view any) (any, error) {
	if view == nil {
		return map[string]any{}, nil
	}
	data, err := json.Marshal(view)
	if err != nil {
		return nil, err
	}
	return json.RawMessage(data), nil
}

func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// RenderWorkspace runs Hugo alone on a workspace that WriteWorkspace has filled.
func RenderWorkspace(workspace, outDir string) error {
	workspace, err := filepath.Abs(workspace)
	if err != nil {
		return err
	}
	outDir, err = filepath.Abs(outDir)
	if err != nil {
		return err
	}
	var logged bytes.Buffer
	logger := loggers.New(loggers.Options{
		StdOut: &logged, StdErr: &logged, Level: logg.LevelWarn, DistinctLevel: logg.LevelWarn,
	})
	flags := config.New()
	flags.Set("workingDir", workspace)
	flags.Set("publishDir", outDir)
	flags.Set("publishDirStatic", outDir)
	flags.Set("publishDirDynamic", outDir)
	osfs := afero.NewOsFs()
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: osfs, Logger: logger, Flags: flags, Environ: []string{"HUGO_ENVIRONMENT=production"},
		Filename: filepath.Join(workspace, "hugo.json"),
	})
	if err != nil {
		return err
	}
	fs := hugofs.NewFrom(osfs, configs.LoadingInfo.BaseConfig)
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: fs, LogLevel: logger.Level(), StdOut: &logged, StdErr: &logged,
	})
	if err != nil {
		return err
	}
	defer sites.Close()
	if err := sites.Build(hugolib.BuildCfg{NoBuildLock: true}); err != nil {
		return err
	}
	warnings := logger.LoggCount(logg.LevelWarn) + logger.LoggCount(logg.LevelError) +
		sites.Log.LoggCount(logg.LevelWarn) + sites.Log.LoggCount(logg.LevelError)
	if warnings > 0 {
		return errors.New("hugo warns: " + strings.TrimSpace(logged.String()))
	}
	return nil
}
