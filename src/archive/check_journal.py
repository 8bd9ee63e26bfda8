# Computes the hash chain and the root of journal.jsonl again, with nothing but Python's own library:
#   python3 check_journal.py journal.jsonl
# Compare what it prints with manifest.json and with what the bureau published on its page of the journal.
import hashlib
import json
import struct
import sys


def number(value):
    return struct.pack("<q", value)


def text(value):
    return number(len(value)) + value


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


previous, entries, parts = b"", 0, []
for line in open(sys.argv[1], "rb"):
    entry = json.loads(line)
    content = text(previous) + number(entry["number"]) + text(entry["stream"].encode())
    content += b"".join(number(entry[name]) for name in ("stream_number", "at", "actor_id", "on_behalf_of_id"))
    content += text(entry["kind"].encode()) + text(entry["clause"].encode())
    content += number(entry["rulebook_version"]) + text(entry["payload"].encode())
    previous = hashlib.blake2b(content, digest_size=32).digest()
    entries += 1
    if entry["number"] != entries or entry["hash"] != previous.hex():
        sys.exit("entry %d does not follow on those before" % entries)
    # The tree of RFC 6962: complete parts, each with how many entries it has.
    parts.append((1, hashlib.sha256(b"\x00" + previous).digest()))
    while len(parts) > 1 and parts[-1][0] == parts[-2][0]:
        (size, right), (_, left) = parts.pop(), parts.pop()
        parts.append((2 * size, node(left, right)))
root = parts[-1][1] if parts else b""
for _, left in reversed(parts[:-1]):
    root = node(left, root)
print(json.dumps({"entries": entries, "last_hash": previous.hex(), "root": root.hex()}))
