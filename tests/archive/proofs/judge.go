// SPDX-FileCopyrightText: The Fonds developers
// SPDX-License-Identifier: MIT

// Judges trees, paths and signed notes by the packages that Go's checksum database is made of
// (golang.org/x/mod/sumdb). Reads one JSON document, and prints what these packages make of it.
package main

import (
	"encoding/json"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type signed struct {
	Text string
	Key  string
}

type asked struct {
	Headers [][]byte
	Notes   []signed
}

type answer struct {
	Roots   []tlog.Hash
	Records []tlog.RecordProof
	Trees   []tlog.TreeProof
	Opened  []string
}

func main() {
	var given asked
	must(json.NewDecoder(os.Stdin).Decode(&given))
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(wanted []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(wanted))
		for place, index := range wanted {
			found[place] = stored[index]
		}
		return found, nil
	})
	var told answer
	for index, header := range given.Headers {
		hashes, err := tlog.StoredHashes(int64(index), header, read)
		must(err)
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(int64(index+1), read)
		must(err)
		told.Roots = append(told.Roots, root)
	}
	size := int64(len(given.Headers))
	for index := int64(0); index < size; index++ {
		proof, err := tlog.ProveRecord(size, index, read)
		must(err)
		told.Records = append(told.Records, proof)
		tree, err := tlog.ProveTree(size, index+1, read)
		must(err)
		told.Trees = append(told.Trees, tree)
	}
	for _, one := range given.Notes {
		verifier, err := note.NewVerifier(one.Key)
		must(err)
		opened, err := note.Open([]byte(one.Text), note.VerifierList(verifier))
		if err != nil {
			told.Opened = append(told.Opened, "")
			continue
		}
		told.Opened = append(told.Opened, opened.Text)
	}
	must(json.NewEncoder(os.Stdout).Encode(told))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
