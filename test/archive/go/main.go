// Reads and writes archives as drone-s3-cache does, with the library that it uses: the same calls in the same order.
//
//	archive write FILE MOUNT...   in the current directory; gzip when FILE ends in .gz
//	archive read FILE             into the current directory
//	archive list FILE             one line a member: type, size, seconds, nanoseconds, quoted name, quoted link
package main

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	var err error
	switch os.Args[1] {
	case "write":
		err = write(os.Args[2], os.Args[3:])
	case "read":
		err = open(os.Args[2], unpack)
	case "list":
		err = open(os.Args[2], list)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(name string, mounts []string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if !strings.HasSuffix(name, ".gz") {
		return pack(mounts, file)
	}
	zipped := gzip.NewWriter(file)
	if err := pack(mounts, zipped); err != nil {
		return err
	}
	return zipped.Close()
}

func pack(mounts []string, out io.Writer) error {
	archive := tar.NewWriter(out)
	for _, mount := range mounts {
		if _, err := os.Stat(mount); err != nil {
			return err
		}
		if err := filepath.Walk(mount, func(path string, info os.FileInfo, err error) error {
			if err != nil {
				return err
			}
			return packEntry(archive, path, info)
		}); err != nil {
			return err
		}
	}
	return archive.Close()
}

func packEntry(archive *tar.Writer, path string, info os.FileInfo) error {
	link := ""
	if info.Mode()&os.ModeSymlink != 0 {
		var err error
		if link, err = os.Readlink(path); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, link)
	if err != nil {
		return err
	}
	header.Name = strings.TrimPrefix(filepath.ToSlash(path), "/")
	if err := archive.WriteHeader(header); err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(archive, file)
	return err
}

func open(name string, act func(*tar.Reader) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	var plain io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if plain, err = gzip.NewReader(file); err != nil {
			return err
		}
	}
	if err := act(tar.NewReader(plain)); err != nil {
		return err
	}
	// drone-s3-cache reads from a pipe that it never closes: with one byte left over the sender would wait for ever.
	left, err := io.Copy(io.Discard, plain)
	if err == nil && left > 0 {
		err = fmt.Errorf("%d bytes follow the end of the archive", left)
	}
	return err
}

func unpack(archive *tar.Reader) error {
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := unpackEntry(archive, header, filepath.Join("", header.Name)); err != nil {
			return err
		}
	}
}

func unpackEntry(archive *tar.Reader, header *tar.Header, target string) error {
	switch header.Typeflag {
	case tar.TypeSymlink:
		if _, err := os.Stat(target); err == nil {
			return fmt.Errorf("Failed to create symlink because file already exists at %s", target)
		}
		return os.Symlink(header.Linkname, target)
	case tar.TypeDir:
		if _, err := os.Stat(target); err != nil {
			return os.MkdirAll(target, 0755)
		}
	case tar.TypeReg:
		file, err := os.OpenFile(target, os.O_CREATE|os.O_RDWR, os.FileMode(header.Mode))
		if err != nil {
			return err
		}
		_, err = io.Copy(file, archive)
		file.Close()
		if err != nil {
			return err
		}
		return os.Chtimes(target, time.Now(), header.ModTime)
	}
	return nil
}

func list(archive *tar.Reader) error {
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		fmt.Printf("%c %d %d %d %q %q\n", header.Typeflag, header.Size, header.ModTime.Unix(), header.ModTime.Nanosecond(), header.Name, header.Linkname)
	}
}
