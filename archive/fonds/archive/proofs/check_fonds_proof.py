# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Checks a proof or an export with proofs: python check_fonds_proof.py FILE [NAME+HASH+KEY].

Needs Python 3.11 and `cryptography`. Give the public key as you have it from its owner; without one
the file's own is believed. Shown is that these words were recorded before the head was signed; that
no event of a fact is left out the signer vouches, or all headers show. RFC 6962; c2sp.org."""

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Event = dict[str, Any]
FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, InvalidSignature)
CHANGED = "it was changed or cut off after it was signed, or is no proof at all"
class UnprovedError(ValueError): ...
def need(holds: object, why: str) -> None:
    if not holds:
        raise UnprovedError(why)
def sha(*pieces: bytes) -> bytes:
    return hashlib.sha256(b"".join(pieces)).digest()
def unbase64(text: str, length: int = 32) -> bytes:
    raw = base64.b64decode(text, validate=True)
    need(base64.b64encode(raw).decode() == text and len(raw) == length, "a hash is misspelt")
    return raw
def members(pairs: list[Any]) -> dict[str, Any]:
    need(len(dict(pairs)) == len(pairs), "a member is given twice")
    return dict(pairs)
def read_key(spelt: str) -> bytes:
    name, key_hash, key = spelt.strip().split("+", 2)
    need(key_hash == sha(name.encode(), b"\n", unbase64(key, 33))[:4].hex(), "that is no key")
    return unbase64(key, 33)[1:]
def open_note(note: str, name: str, key: bytes) -> str:
    text, _, lines = note.rpartition("\n\n")
    signed = [*members([(one, one.split(" ")) for one in lines[:-1].split("\n")]).values()]
    need(lines[-1:] == "\n" and {(len(one), one[0]) for one in signed} == {(3, "—")}, CHANGED)
    for _, signer, spelt in signed:
        if signer == name and base64.b64decode(spelt)[:4] == sha(name.encode(), b"\n\x01", key)[:4]:
            signature = unbase64(spelt, 68)[4:]
            Ed25519PublicKey.from_public_bytes(key).verify(signature, f"{text}\n".encode())
            return text
    raise UnprovedError("it is not signed with that key")
class Head:
    def __init__(self, archive: str, note: str, key: bytes) -> None:
        origin, size, root = open_note(note, f"fonds/{archive}", key).split("\n")
        need(origin == f"fonds/{archive}", "the head is of another archive")
        self.archive, self.size, self.root = archive, int(size), unbase64(root)
    def event(self, position: int, header: str, parts: dict[str, Any], path: list[str]) -> Event:
        index, root = position - 1, sha(b"\x00", header.encode())
        inner = (index ^ (self.size - 1)).bit_length()
        need(0 <= index < self.size, f"@{position} is not among the signed events")
        need(len(path) == inner + (index >> inner).bit_count(), f"@{position} has no such path")
        for level, step in enumerate(map(unbase64, path)):
            root = sha(b"\x01", *(step, root)[:: 1 if level >= inner or index >> level & 1 else -1])
        need(root == self.root, f"the header of @{position} is not what was signed")
        read, said = json.loads(header, object_pairs_hook=members), {}
        need((read["archive"], {*read["parts"]}) == (self.archive, {*parts}), f"alien @{position}")
        for name, part in parts.items():
            if "data" in part:
                message = name.encode() + b"\x00" + part["data"].encode()
                made = hmac.digest(unbase64(part["salt"]), message, "sha256")
                spelt = base64.urlsafe_b64encode(made).rstrip(b"=").decode()
                need(spelt == read["parts"][name], f"{name} of @{position} is not what was signed")
                said[name] = json.loads(part["data"], object_pairs_hook=members)
        return {"content": {}, **read, "position": position, "said": said, "parts": parts}
    def headers(self, begin: str, lines: list[str]) -> list[tuple[int, Event]]:
        first, *hashes = begin.split(" ")
        size, peaks, found = int(first) - 1, list(map(unbase64, hashes)), []
        need(size >= 0 and len(peaks) == size.bit_count(), "the headers begin elsewhere")
        for header in lines:
            node, joined, size = sha(b"\x00", header.encode()), size, size + 1
            while joined & 1:
                node, joined = sha(b"\x01", peaks.pop(), node), joined >> 1
            peaks.append(node)
            found.append((size, json.loads(header, object_pairs_hook=members)))
        while len(peaks) > 1:
            peaks[-2:] = [sha(b"\x01", *peaks[-2:])]
        need((size, peaks) == (self.size, [self.root]), "the headers are not what was signed")
        return found
def own_events(fact: str, events: list[Event]) -> list[Event]:
    own = sorted((e for e in events if e["stream"] == fact), key=lambda e: e["position"])
    need(own[0]["type"] == "FactAsserted", "the fact's first event is left out")
    need({one["after"] for one in own} <= {None, *(one["id"] for one in own)}, "one is left out")
    return own
def check_proof(text: str, key: bytes | None) -> Event:
    top = members([line.split(" ", 1) for line in text.split("\n\n", 1)[0].split("\n")[1:]])
    archive, fact, key = top["archive"], top["fact"], key or read_key(top["key"])
    main, _, rest = open_note(text, f"fonds/{archive}", key).partition("\n\nheaders ")
    head, events = None, []
    for block in main.split("\n\nevent ")[1:]:
        lines, parts = block.split("\n"), {}
        start = lines.index("c2sp.org/tlog-proof@v1")
        blank = lines.index("", start)
        for named, data in zip(lines[2:start:2], lines[3:start:2], strict=True):
            _, name, salt = named.split(" ", 2)
            parts[name] = {"missing": salt} if data == "-" else {"salt": salt, "data": data}
        head = Head(archive, "\n".join(lines[blank + 1 :]) + "\n", key)
        need(f"{head.size} {head.root.hex()}" == top["head"], "an event is under another head")
        told = (2 * len(parts), "header ", f"index {int(lines[0]) - 1}")
        need((start - 2, lines[1][:7], lines[start + 1]) == told, "an event is told otherwise")
        events.append(head.event(int(lines[0]), lines[1][7:], parts, lines[start + 2 : blank]))
    about = [one["position"] for one in events if fact in (one["stream"], *one["about"])]
    need(own_events(fact, events) and " ".join(map(str, about)) == top["about"], "one is left out")
    if rest and head:
        found = head.headers(rest.partition("\n")[0], rest.split("\n")[1:])
        kept = [at for at, one in found if fact in (one["stream"], *one["about"])]
        need(kept == about, "an event about the fact is kept back")
    return {**top, "events": events, "facts": [fact], "complete": bool(rest)}
def check_export(document: Event, key: bytes | None) -> Event:
    archive, key, facts = document["archive"]["id"], key or read_key(document["key"]), []
    signed = ["fonds-export-signature/1"]
    for name in sorted(set(document) - {"signature"}):
        member = json.dumps(document[name], sort_keys=True, ensure_ascii=False)
        signed.append(f"{name} {sha(member.encode()).hex()}")
    need(open_note(document["signature"], f"fonds/{archive}", key) == "\n".join(signed), CHANGED)
    head, known, whole = Head(archive, document["checkpoint"], key), Event(), "headers" in document
    need(document["archive"]["head"] == {"size": head.size, "root": head.root.hex()}, "no head")
    last, every = (document["as_of"] or {"position": head.size})["position"], not document["policy"]
    for at, one in head.headers("1", document["headers"]) if whole else ():
        known.setdefault(one["stream"], []).extend([at] if at <= last else [])
    sources = [head.event(**one) for source in document["sources"] for one in source["proof"]]
    for subject in document["subjects"]:
        for name, found in subject["properties"].items():
            values = [value for scope in found["scopes"] for value in scope["values"]]
            apart = found["deprecated"] + found.get("denied", [])
            for fact in sum([one["facts"] for one in values], apart):
                events = [head.event(**event) for event in fact["proof"]]
                stands, at, left = check_fact(subject, name, fact, events, document["rules"])
                once = fact["id"] not in facts and (not whole or known[fact["id"]] == at)
                need(once and not (left and every), "something is left out, or told twice")
                shown = [one for one in ("deprecated", "denied") if fact in found.get(one, [])]
                need(shown == stands, "a fact stands elsewhere")
                facts.append(fact["id"])
            for value in values:
                said = [(one["value"], one["value_subject"]) for one in value["facts"]]
                need((value["value"], value["subject"]) in said, "a value is given by no fact")
    return {**document, "head": f"{head.size} {head.root.hex()}", "events": sources, "facts": facts}
def check_fact(of: Event, name: str, fact: Event, events: list[Event], rules: int) -> list[Any]:
    own, things, cited, given = own_events(fact["id"], events), Event(), Event(), fact["qualifiers"]
    for at, said in [(e["stream"], e["said"]) for e in events if e["type"] != "ExcerptTranslated"]:
        things[at] = {**said.get("content", {}), **said.get("quotation", {})}
    now = Event(rank="normal", FactReinstated=own[0], FactRetracted={"position": 0})
    for one in own:
        said, kind = one["said"].get("content", {}), one["type"]
        now |= {"rank": said.get("rank", "normal")} if kind == "FactAssessed" else {kind: one}
        if "reading" in said:
            now |= {"certainty": "stated", **said, "value": said["reading"].get("value_subject")}
        now |= {said["slot"]: said["to"]} if said.get("slot") in {"subject", "value"} else {}
        chains = one["said"].get("chain", {}).get("chains", [])
        denying = [c["citation"] for c in chains for x in c["links"] if x.get("manner") == "denies"]
        for cite in said.get("citations", [said]):
            to, stance = cite.get("excerpt") or cite.get("inquiry"), cite.get("stance", "supports")
            gone = rules > 6 and not chains and "chain" in one["parts"]
            cited[to] = (stance, stance == "contradicts" or to in denying or gone)
        _ = [cited.pop(gone, None) for gone in one["about"] if kind == "CitationWithdrawn"]
    reading, meant, sure, who = now["reading"], now["value"], now["certainty"], now["subject"]
    value = things[meant].get("label", fact["value"]) if meant else reading.get("value")
    when, kind = (reading.get("when") or {}).get("edtf"), reading.get("value_kind", "value")
    was = Event(value=value, value_subject=meant, value_kind=kind, when=when, subject=who)
    was |= Event(position=own[0]["position"], recorded_at=own[0]["recorded_at"], certainty=sure)
    limits = {k: given[k] for k in ("subject_as_written", "value_as_written") if k in given}
    limits |= {q["name"]: q.get("value", given[q["name"]]) for q in reading.get("qualifiers", [])}
    need(fact == fact | was | {"qualifiers": limits}, "a fact is otherwise")
    need((who, reading["property"]) == (of["id"], name), "a fact is told of another")
    need(things[of["id"]].get("label", of["label"]) == of["label"], "another label")
    need(now["FactReinstated"]["position"] > now["FactRetracted"]["position"], "one was retracted")
    need((fact["assessment"] or {}).get("rank", "normal") == now["rank"], "a rank is otherwise")
    denied = rules > 5 and {against for to, (_, against) in cited.items() if to} == {True}
    stands = ["deprecated"] if now["rank"] == "deprecated" else ["denied"] if denied else []
    for one in fact["citations"]:
        found = things[one["excerpt"]] if one["excerpt"] else {}
        stance = cited.pop(one["excerpt"] or one["inquiry"])[0]
        place = {"quote": found.get("quote"), "stance": stance, "start": None, "end": None}
        need(one == one | place | (found.get("span") or {}), "a passage is not so recorded")
    return [stands, [one["position"] for one in own], {*cited} - {None}]
def check(data: bytes, key: bytes | None = None) -> Event:
    if data.startswith(b"fonds-proof/1\n"):
        return check_proof(data.decode(), key)
    return check_export(json.loads(data.decode(), object_pairs_hook=members), key)
if __name__ == "__main__":
    if sys.argv[1:] in ([], ["-h"], ["--help"]):
        sys.exit(print(__doc__) if sys.argv[1:] else __doc__)
    try:
        proved = check(Path(sys.argv[1]).read_bytes(), *map(read_key, sys.argv[2:3]))
    except OSError as error:
        sys.exit(f"{sys.argv[1]} cannot be read: {error.strerror}.")
    except FAULTS as error:
        sys.exit(f"This proves nothing: {error if isinstance(error, UnprovedError) else CHANGED}.")
    for event in proved["events"]:
        print(f"@{event['position']} {event['type']!a} {event['recorded_at']!a}", event["said"])
    by = "the key you gave" if sys.argv[2:] else f"a key to be compared: {proved['key']!a}"
    print(f"Facts proved: {len(proved['facts'])}. Head {proved['head']}, signed with {by}")
