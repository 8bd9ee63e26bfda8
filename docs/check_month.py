#!/usr/bin/env python3
"""Checks a month's on-time rate from outside: only public addresses, no account, nothing of the bureau's program.

python3 docs/check_month.py https://power.example [2026-10]

Takes the month's newest edition (or the newest of all), compares the files with the hashes in the journal, counts every figure again from
the cases, and proves that the entry with those hashes is under a published root of the journal. Exit code 0 good, 1 something is not as
published, 2 there is nothing to check. Python 3.8 and its standard library.
"""
import csv, hashlib, io, json, struct, sys, urllib.error, urllib.request
from datetime import datetime


def get(base, path):
    with urllib.request.urlopen(base + path) as answer:
        return answer.read()


def stop(code, words):
    print(words)
    sys.exit(code)


def find_edition(base, month):
    after = ""
    while True:
        page = json.loads(get(base, "/api/v1/open_data/editions" + after))
        for edition in page["items"]:
            if month in ("", edition["month"]):
                return edition
        if not page.get("next"):
            stop(2, "no such month is published yet")
        after = "?after=" + page["next"]


def table(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def verdict(row, known_at):
    """In time, late, open, or None: it does not count. The rule stands on /p/data."""
    if row["lifted"] == "1" or not row["due_at"]:
        return None
    due = datetime.fromisoformat(row["due_at"])
    if row["answered_at"] and datetime.fromisoformat(row["answered_at"]) <= due:
        return "in_time"
    return "late" if due <= known_at else "open"


def count_again(figures, cases):
    wrong = []
    known_at = datetime.fromisoformat(figures[0]["known_at"].replace("Z", "+00:00"))
    for line in figures:
        mine = [row for row in cases if line["kind"] in ("all", row["kind"]) and line["area"] in ("all", row["area"])]
        said = [verdict(row, known_at) for row in mine]
        in_time, late = said.count("in_time"), said.count("late")
        tenths = (in_time * 2000 + in_time + late) // (2 * (in_time + late)) if in_time + late else None
        counted = [len(mine), in_time, late, said.count("open"), "" if tenths is None else f"{tenths // 10}.{tenths % 10}"]
        published = [line[name] for name in ("registered", "in_time", "late", "open", "on_time_percent")]
        if [str(value) for value in counted] != published:
            wrong.append(f"{line['kind']} {line['area']}: published {published}, counted {counted}")
    return wrong


def entry_hash(number, entry):
    """The chain's hash of an entry: BLAKE2b-256 over its fields, numbers as 8 bytes little-endian, texts after their length."""
    def text(value):
        return struct.pack("<q", len(value)) + value
    def number_of(name):
        return struct.pack("<q", entry[name])
    def words(name):
        return text(entry[name].encode())
    fields = (text(bytes.fromhex(entry["previous_hash"])) + struct.pack("<q", number) + words("stream") + number_of("stream_number") + number_of("at") + number_of("actor_id")
              + number_of("on_behalf_of_id") + words("kind") + words("clause") + number_of("rulebook_version") + words("payload"))
    return hashlib.blake2b(fields, digest_size=32).hexdigest()


def root_of(proof):
    """Up the tree of RFC 6962: leaf = SHA-256(00, entry hash), node = SHA-256(01, left, right)."""
    index, size, is_left = proof["entry_number"] - 1, proof["size"], []
    while size > 1:
        left = 1 << (size - 1).bit_length() - 1
        is_left.append(index < left)
        index, size = (index, left) if index < left else (index - left, size - left)
    if len(is_left) != len(proof["path"]):
        return ""
    now = hashlib.sha256(b"\0" + bytes.fromhex(proof["entry_hash"])).digest()
    for other in map(bytes.fromhex, proof["path"]):
        now = hashlib.sha256(b"\1" + (now + other if is_left.pop() else other + now)).digest()
    return now.hex()


def roots(base):
    before = ""
    while True:
        page = json.loads(get(base, "/api/v1/journal_roots" + before))["items"]
        yield from page
        if not page:
            return
        before = "?before=" + page[-1]["day"]


def check_journal(base, edition):
    try:
        proof = json.loads(get(base, edition["proof_url"]))
    except urllib.error.HTTPError as missing:
        if missing.code == 404:
            return None
        raise
    told = json.loads(proof["entry"]["payload"])
    if [told["number"], told["figures_sha256"], told["rows_sha256"]] != [edition["number"], edition["figures_sha256"], edition["rows_sha256"]]:
        return "the journal's entry names other files"
    if entry_hash(proof["entry_number"], proof["entry"]) != proof["entry_hash"]:
        return "the entry does not have its hash"
    if root_of(proof) != proof["root"]:
        return "the entry is not under its root"
    if not any(row["day"] == proof["day"] and row["root"] == proof["root"] for row in roots(base)):
        return "its root is not the published one"
    return ""


def main():
    if len(sys.argv) not in (2, 3):
        stop(2, __doc__)
    base = sys.argv[1].rstrip("/")
    edition = find_edition(base, sys.argv[2] if len(sys.argv) == 3 else "")
    figures, cases = get(base, edition["figures_csv_url"]), get(base, edition["cases_csv_url"])
    wrong = []
    for data, name in ((figures, "figures_sha256"), (cases, "rows_sha256")):
        if hashlib.sha256(data).hexdigest() != edition[name]:
            wrong.append(name + " is not the file's")
    lines = table(figures)
    wrong += count_again(lines, table(cases))
    journal = check_journal(base, edition)
    if journal:
        wrong.append(journal)
    print(f"{edition['month']}, edition {edition['number']}: {edition['rows']} cases, {lines[0]['in_time']} in time, {lines[0]['late']} late, on time {lines[0]['on_time_percent'] or '-'} %")
    print("journal entry", edition["journal_number"], "is under no root yet: its day is not over" if journal is None else "is not proved" if journal else "is under a published root")
    for words in wrong:
        print("NOT OK:", words)
    print("NOT OK" if wrong else f"OK: {len(lines)} rows of figures counted again")
    sys.exit(1 if wrong else 0)


main()
