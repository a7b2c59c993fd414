package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"nutag/mirror/keys"
)

// rotation says how a list of keys is to change.
type rotation struct {
	sign, add, remove []string
	release           string // public key, or "new:FILE"
	newRelease        string
	threshold         int
	expires           string
	secret            secrets
}

func (a *app) keysRotateCommand() *cobra.Command {
	var r rotation
	c := &cobra.Command{
		Use:   "rotate [flags] DIR",
		Short: "Make the next list of keys: another release key, other holders, or a later end",
		Long: `Make the next list of keys. After a theft of the release key name a new one: copies follow at their next update, and what
the old key signs is worth nothing from then on. Enough holders of the old list and of the new one must sign.`,
		Example: `  nutag keys rotate --key ~/nutag-keys/root-bat.key --new-release ~/nutag-keys/release-2.key ~/nutag-keys`,
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return a.keysRotate(args[0], &r) },
	}
	c.Flags().StringArrayVar(&r.sign, "key", nil, "file of a root key that signs; may be repeated")
	c.Flags().StringArrayVar(&r.add, "add", nil, "public key of a new holder; may be repeated")
	c.Flags().StringArrayVar(&r.remove, "remove", nil, "beginning of the name of a holder's key that goes; may be repeated")
	c.Flags().StringVar(&r.newRelease, "new-release", "", "file to write a new release key to, in place of the old one")
	c.Flags().StringVar(&r.release, "release", "", "public release key that was made elsewhere, in place of the old one")
	c.Flags().IntVar(&r.threshold, "threshold", 0, "how many holders must sign; left out, as before")
	c.Flags().StringVar(&r.expires, "expires", "", "last day of the list of keys, YYYY-MM-DD")
	r.secret.flags(c)
	return c
}

func (a *app) keysRotate(dir string, r *rotation) error {
	roots, _, err := keys.Chain(dir)
	if err != nil {
		return err
	}
	last, before := keys.Last(roots)
	if err := keys.Complete(last, before); err != nil {
		return fmt.Errorf("the newest list of keys is not complete, so none can follow it: %w", err)
	}
	plan := keys.PlanOf(last)
	if plan.Expires, err = a.ending(r.expires); err != nil {
		return err
	}
	if r.threshold > 0 {
		plan.Threshold = r.threshold
	}
	for _, name := range r.remove {
		kept := slices.DeleteFunc(slices.Clone(plan.Holders), func(k *keys.Public) bool { return begins(k, name) })
		if len(kept) != len(plan.Holders)-1 {
			return &usageError{fmt.Sprintf("--remove %q is not the beginning of one holder's key", name), "take the name from nutag keys show"}
		}
		plan.Holders = kept
	}
	added, err := readPublic(r.add)
	if err != nil {
		return err
	}
	plan.Holders = append(plan.Holders, added...)
	signing, err := r.secret.open(a, r.sign)
	if err != nil {
		return err
	}
	switch {
	case r.release != "" && r.newRelease != "":
		return &usageError{"--release and --new-release together", "give one of them"}
	case r.release != "":
		if plan.Release, err = readPublic([]string{r.release}); err != nil {
			return err
		}
	case r.newRelease != "":
		key, err := r.secret.make(a, r.newRelease)
		if err != nil {
			return err
		}
		plan.Release = []*keys.Public{key.Public()}
	}
	next, err := keys.Next(last, plan)
	if err != nil {
		return err
	}
	if err := keys.Sign(next, last, signing...); err != nil {
		return err
	}
	if err := keys.Write(dir, next); err != nil {
		return err
	}
	return a.showKeys(dir)
}

func begins(key *keys.Public, name string) bool {
	id, err := key.ID()
	return err == nil && len(name) >= 4 && strings.HasPrefix(id, strings.TrimSuffix(name, "…"))
}
