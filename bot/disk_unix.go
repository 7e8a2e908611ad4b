//go:build linux || darwin || freebsd

package main

import "syscall"

// freeSpace is how many bytes this user may still write on the disk of a file.
func freeSpace(path string) (int64, bool) {
	var disk syscall.Statfs_t
	if path == "" || syscall.Statfs(path, &disk) != nil {
		return 0, false
	}
	return int64(disk.Bavail) * int64(disk.Bsize), true //nolint:unconvert // the types differ from system to system
}
