package keys

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/sigstore/sigstore/pkg/signature"
	"github.com/theupdateframework/go-tuf/v2/metadata"
)

// Key is a private key in memory.
type Key struct{ private ed25519.PrivateKey }

// Generate makes a new key from the randomness of the system.
func Generate() (Key, error) {
	_, private, err := ed25519.GenerateKey(nil)
	return Key{private}, err
}

// FromSeed makes the key of 32 bytes, always the same; for tests.
func FromSeed(seed []byte) Key { return Key{ed25519.NewKeyFromSeed(seed)} }

// Public gives the public key as it stands in metadata.
func (k Key) Public() *metadata.Key {
	public, err := metadata.KeyFromPublicKey(k.private.Public())
	if err != nil {
		panic(err) // an Ed25519 key always has one
	}
	return public
}

// ID gives the name of the key in metadata, 64 hexadecimal digits.
func (k Key) ID() string { return id(k.Public()) }

func id(public *metadata.Key) string {
	name, err := public.ID()
	if err != nil {
		panic(err) // only for text that JSON cannot hold
	}
	return name
}

// Signer gives the key as the framework asks for it.
func (k Key) Signer() (signature.Signer, error) {
	return signature.LoadSigner(k.private, crypto.Hash(0))
}

const (
	pemType = "PRIVATE KEY"
	// maxKeyFile bounds a key file in bytes; a real one has less than a kilobyte.
	maxKeyFile = 16 << 10
	// DefaultWork is the cost of trying one passphrase as a power of two, about a second on a laptop.
	DefaultWork = 18
	maxWork     = 22
)

// Save locks the key with a passphrase and writes it to a new file that only its owner can read. It refuses a file that is
// there and a folder under version control. Work is the cost of one try (see DefaultWork).
func (k Key) Save(file, passphrase string, work int) error {
	if len(passphrase) < 8 {
		return errors.New("a passphrase needs at least 8 characters")
	}
	if dir := versioned(file); dir != "" {
		return fmt.Errorf("%s is under version control: a private key never lies there", dir)
	}
	der, err := x509.MarshalPKCS8PrivateKey(k.private)
	if err != nil {
		return err
	}
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return err
	}
	recipient.SetWorkFactor(work)
	var out bytes.Buffer
	armored := armor.NewWriter(&out)
	sealed, err := age.Encrypt(armored, recipient)
	if err != nil {
		return err
	}
	if err := errors.Join(pem.Encode(sealed, &pem.Block{Type: pemType, Bytes: der}), sealed.Close(), armored.Close()); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(out.Bytes())
	return errors.Join(err, f.Sync(), f.Close())
}

// Open unlocks a key file. A wrong passphrase is ErrPassphrase.
func Open(file, passphrase string) (Key, error) {
	f, err := os.Open(file)
	if err != nil {
		return Key{}, err
	}
	defer f.Close()
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return Key{}, err
	}
	identity.SetMaxWorkFactor(maxWork)
	plain, err := age.Decrypt(armor.NewReader(io.LimitReader(f, maxKeyFile)), identity)
	var noMatch *age.NoIdentityMatchError
	if errors.As(err, &noMatch) {
		return Key{}, fmt.Errorf("%s: %w", file, ErrPassphrase)
	}
	if err != nil {
		return Key{}, fmt.Errorf("%s is not a key file: %w", file, err)
	}
	data, err := io.ReadAll(io.LimitReader(plain, maxKeyFile))
	if err != nil {
		return Key{}, fmt.Errorf("%s is not a key file: %w", file, err)
	}
	block, _ := pem.Decode(data)
	if block == nil || block.Type != pemType {
		return Key{}, fmt.Errorf("%s holds no private key", file)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return Key{}, fmt.Errorf("%s: %w", file, err)
	}
	private, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return Key{}, fmt.Errorf("%s holds a key of another sort; Ed25519 is needed", file)
	}
	return Key{private}, nil
}

// ErrPassphrase says that the passphrase does not unlock the key.
var ErrPassphrase = errors.New("the passphrase is wrong")

// versioned gives the folder above a file that is a work tree of git, or "".
func versioned(file string) string {
	dir, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// EncodePublic writes a public key for a person to send to whoever makes the root.
func EncodePublic(public *metadata.Key) ([]byte, error) {
	out, err := json.MarshalIndent(public, "", "  ")
	return append(out, '\n'), err
}

// DecodePublic reads what EncodePublic wrote.
func DecodePublic(data []byte) (*metadata.Key, error) {
	if len(data) > maxKeyFile {
		return nil, errors.New("it is too large for a public key")
	}
	var public metadata.Key
	if err := json.Unmarshal(data, &public); err != nil {
		return nil, errors.New("it is not a public key")
	}
	if public.Type != metadata.KeyTypeEd25519 || public.Scheme != metadata.KeySchemeEd25519 || len(strings.TrimSpace(public.Value.PublicKey)) != 2*ed25519.PublicKeySize {
		return nil, errors.New("it is not an Ed25519 public key")
	}
	if _, err := public.ToPublicKey(); err != nil {
		return nil, errors.New("it is not an Ed25519 public key")
	}
	return &public, nil
}
